//! A contract as a flat list of facts, each with its place.

use std::collections::{BTreeMap, BTreeSet};

use crate::codegen::contracts::Contract;
use crate::codegen::parse::{Entries, Extra, Operation, Schema};
use crate::codegen::plan::tag_of;

/// Facts by place: `GET /connections`, `GET /connections query limit`, `GET /connections response data[].id`.
pub(crate) type Facts = BTreeMap<String, Fact>;

/// What is known of an operation, parameter or field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Fact {
    pub(crate) ty: String,
    /// `None` where it says nothing, as for an operation.
    pub(crate) required: Option<bool>,
    pub(crate) nullable: bool,
    pub(crate) values: BTreeSet<String>,
    /// The reason, if only another dialect of the API has it.
    pub(crate) dialect: Option<String>,
    /// How a body is encoded.
    pub(crate) encoding: Option<String>,
}

/// Objects nest at most this deep; a schema that refers to itself ends here.
const DEPTH: usize = 8;

/// The facts of the operations that `wanted` chooses.
pub(crate) fn facts(contract: &Contract, wanted: impl Fn(&str, &Operation) -> bool) -> Result<Facts, String> {
    let mut facts = Facts::new();
    for (path, method, operation) in
        contract.own.operations().filter(|(path, _, operation)| wanted(path, operation))
    {
        let at = format!("{method} {path}");
        let dialect = operation.dialect.as_ref().map(|dialect| dialect.reason.clone());
        facts.insert(at.clone(), Fact { ty: "operation".to_owned(), dialect, ..Fact::default() });
        for parameter in &operation.parameters {
            let at = format!("{at} {} {}", parameter.place, parameter.name);
            add(contract, &mut facts, &at, &parameter.schema, Some(parameter.required), DEPTH)?;
            if let (Some(fact), Some(dialect)) = (facts.get_mut(&at), &parameter.dialect) {
                fact.dialect = Some(dialect.reason.clone());
            }
        }
        if let Some((encoding, media)) =
            operation.request_body.as_ref().and_then(|body| body.content.iter().next())
        {
            let at = format!("{at} body");
            add(contract, &mut facts, &at, &media.schema, None, DEPTH)?;
            if let Some(fact) = facts.get_mut(&at) {
                fact.encoding = Some(encoding.to_owned());
            }
        }
        let successes = operation.responses.iter().filter(|(status, _)| status.starts_with('2'));
        for (_, media) in successes.flat_map(|(_, response)| response.content.iter()) {
            add(contract, &mut facts, &format!("{at} response"), &media.schema, None, DEPTH)?;
        }
    }
    Ok(facts)
}

/// `METHOD /path` of every operation, sorted, one a line.
pub(crate) fn operations(contract: &Contract) -> String {
    let lines: BTreeSet<String> =
        contract.own.operations().map(|(path, method, _)| format!("{method} {path}\n")).collect();
    lines.into_iter().collect()
}

fn add(
    contract: &Contract,
    facts: &mut Facts,
    at: &str,
    schema: &Schema,
    required: Option<bool>,
    depth: usize,
) -> Result<(), String> {
    let target = contract.follow(schema)?;
    let alternatives: Vec<&Schema> =
        target.alternatives().into_iter().map(|part| contract.follow(part)).collect::<Result<_, _>>()?;
    let (nulls, mut some): (Vec<&Schema>, Vec<&Schema>) =
        alternatives.into_iter().partition(|part| part.is_null());
    // Alternatives that differ in limits only are one.
    some.dedup_by(|a, b| {
        a.properties.is_empty() && a.types.single().is_some() && a.types == b.types && a.format == b.format
    });
    if let ([only], false) = (&some[..], nulls.is_empty()) {
        add(contract, facts, at, only, required, depth)?;
        if let Some(fact) = facts.get_mut(at) {
            fact.nullable = true;
        }
        return Ok(());
    }
    let dialect = schema.dialect.as_ref().or(target.dialect.as_ref()).map(|dialect| dialect.reason.clone());
    let values = target.values.iter().chain(&target.constant).map(plain).collect();
    let nullable = target.types.nullable() || !nulls.is_empty();
    let (properties, names) = contract.properties(target)?;
    let ty = type_of(target, !properties.is_empty());
    facts.insert(at.to_owned(), Fact { ty, required, nullable, values, dialect, encoding: None });
    if depth == 0 {
        return Ok(());
    }
    let arms = arms(contract, target)?;
    if arms.is_empty() {
        add_properties(contract, facts, at, (&properties, &names), depth)?;
    }
    for (wire, properties, names) in &arms {
        add_properties(contract, facts, &format!("{at}<{wire}>"), (properties, names), depth)?;
    }
    let is_root = is_root(at);
    if let Some(items) = &target.items {
        let separator = if is_root { " " } else { "" };
        add(contract, facts, &format!("{at}{separator}[]"), items, None, depth - 1)?;
    }
    if let Some(Extra::Schema(value)) = target.additional_properties.as_ref() {
        add(contract, facts, &format!("{at}.*"), value, None, depth - 1)?;
    }
    Ok(())
}

fn add_properties(
    contract: &Contract,
    facts: &mut Facts,
    at: &str,
    (properties, required): (&Entries<Schema>, &[String]),
    depth: usize,
) -> Result<(), String> {
    for (name, property) in properties.iter() {
        let at = if is_root(at) { format!("{at} {name}") } else { format!("{at}.{name}") };
        let required = required.iter().any(|one| one == name);
        add(contract, facts, &at, property, Some(required), depth - 1)?;
    }
    Ok(())
}

/// Whether the place is a whole body: the names of its fields follow after a space.
fn is_root(at: &str) -> bool {
    at.ends_with(" body") || at.ends_with(" response")
}

/// The constant that names an alternative, its properties, and which of them are always there.
type Arm = (String, Entries<Schema>, Vec<String>);

/// The alternatives that a constant tells apart, by that: what each has, with what all have.
fn arms(contract: &Contract, schema: &Schema) -> Result<Vec<Arm>, String> {
    let union = schema.all_of.iter().find(|part| part.has_alternatives()).unwrap_or(schema);
    let parts = union.alternatives().into_iter().filter(|part| !part.is_null());
    let parts = parts.map(|part| contract.follow(part)).collect::<Result<Vec<_>, _>>()?;
    let Some(tag) = tag_of(union, &parts).filter(|_| parts.len() > 1) else { return Ok(Vec::new()) };
    let (shared, shared_names) = contract.properties(&schema.without_alternatives())?;
    let arm = |part: &Schema| {
        let (own, mut names) = contract.properties(part)?;
        let mut properties = shared.clone();
        own.iter().for_each(|(name, property)| properties.merge(name, property.clone(), Schema::and));
        names.extend(shared_names.iter().cloned());
        let constant = properties.get(&tag).and_then(|property| property.constant.as_ref()).map(plain);
        properties.retain(|name, _| name != tag);
        Ok((constant.unwrap_or_default(), properties, names))
    };
    parts.into_iter().map(arm).collect()
}

fn type_of(schema: &Schema, has_properties: bool) -> String {
    match schema.types.single() {
        _ if has_properties => "object".to_owned(),
        Some("string") if schema.format.as_deref() == Some("date-time") => "timestamp".to_owned(),
        Some("object") => "map".to_owned(),
        Some(word) => word.to_owned(),
        None => "any".to_owned(),
    }
}

fn plain(value: &serde_json::Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
