//! Plans the route table of the emulator: the parameters of each operation of the contracts.

use super::model::Auth;
use super::operations::{auth, body_schema, id};
use crate::codegen::contracts::Contract;
use crate::codegen::parse::{Extra, Place, Schema};

#[derive(Debug)]
pub(crate) struct Route {
    pub(crate) operation: String,
    pub(crate) method: &'static str,
    pub(crate) path: String,
    pub(crate) auth: Auth,
    /// Whether only the legacy dialect has the operation.
    pub(crate) legacy_only: bool,
    pub(crate) query: Vec<Param>,
    pub(crate) body: Vec<Param>,
    /// Whether the emulator answers it.
    pub(crate) is_emulated: bool,
}

#[derive(Debug)]
pub(crate) struct Param {
    pub(crate) name: String,
    pub(crate) required: bool,
    pub(crate) nullable: bool,
    pub(crate) kind: Kind,
}

#[derive(Debug)]
pub(crate) enum Kind {
    Text,
    Integer { min: Option<i64>, max: Option<i64> },
    Number,
    Boolean,
    Timestamp,
    Enum(Vec<String>),
    List(Box<Self>),
    Map,
    Object(Vec<Param>),
    Any,
}

/// Plans the routes of a contract.
pub(crate) fn routes(contract: &Contract) -> Result<Vec<Route>, String> {
    let route = |(path, method, operation)| {
        let mut query = Vec::new();
        let operation: &crate::codegen::parse::Operation = operation;
        for parameter in operation.parameters.iter().filter(|parameter| parameter.place == Place::Query) {
            query.push(param(contract, &parameter.name, &parameter.schema, parameter.required)?);
        }
        let body = match body_schema(operation)? {
            Some((schema, _)) => {
                let (properties, required) = contract.properties(schema)?;
                params(contract, properties.iter(), &required)?
            }
            None => Vec::new(),
        };
        Ok(Route {
            operation: id(contract, path, method, operation)?,
            method,
            path: path.to_owned(),
            auth: auth(operation)?,
            legacy_only: operation.dialect.is_some(),
            query,
            body,
            is_emulated: !operation.not_emulated,
        })
    };
    contract.own.operations().map(route).collect()
}

fn params<'a>(
    contract: &Contract,
    properties: impl Iterator<Item = (&'a str, &'a Schema)>,
    required: &[String],
) -> Result<Vec<Param>, String> {
    properties
        .map(|(name, schema)| param(contract, name, schema, required.iter().any(|one| one == name)))
        .collect()
}

fn param(contract: &Contract, name: &str, schema: &Schema, required: bool) -> Result<Param, String> {
    let (kind, nullable) = kind(contract, schema)?;
    Ok(Param { name: name.to_owned(), required, nullable, kind })
}

fn kind(contract: &Contract, schema: &Schema) -> Result<(Kind, bool), String> {
    let schema = contract.follow(schema)?;
    let nullable = schema.types.nullable();
    let alternatives: Vec<&Schema> = schema.one_of.iter().chain(&schema.any_of).collect();
    if !alternatives.is_empty() {
        let some: Vec<_> = alternatives
            .iter()
            .filter(|part| part.types.single().is_some() || !part.types.nullable())
            .collect();
        let without_null = some.len() < alternatives.len();
        return Ok(match some[..] {
            [only] => (kind(contract, only)?.0, true),
            _ => (Kind::Any, without_null),
        });
    }
    if !schema.values.is_empty() || schema.constant.is_some() {
        let values = schema.values.iter().chain(&schema.constant).filter_map(|value| value.as_str());
        return Ok((Kind::Enum(values.map(str::to_owned).collect()), nullable));
    }
    let found = match schema.types.single() {
        Some("string") if schema.format.as_deref() == Some("date-time") => Kind::Timestamp,
        Some("string") => Kind::Text,
        Some("integer") => Kind::Integer {
            min: schema.minimum.map(|min| min as i64),
            max: schema.maximum.map(|max| max as i64),
        },
        Some("number") => Kind::Number,
        Some("boolean") => Kind::Boolean,
        Some("array") => match schema.items.as_deref() {
            Some(items) => Kind::List(Box::new(kind(contract, items)?.0)),
            None => Kind::List(Box::new(Kind::Any)),
        },
        Some("object") if schema.properties.is_empty() => Kind::Map,
        Some("object") => Kind::Object(params(contract, schema.properties.iter(), &schema.required)?),
        _ if matches!(schema.additional_properties.as_ref(), Some(Extra::Schema(_))) => Kind::Map,
        _ => Kind::Any,
    };
    Ok((found, nullable))
}
