//! Plans handles, calls and their inputs from the paths of a contract.

use serde_json::Value;

use super::limits::limit;
use super::model::{
    Auth, Body, Credential, Direction, ErrorRow, Field, Given, Handle, Input, Operation, Place, Type,
};
use super::names::{pascal, singular, snake};
use super::secrets;
use super::types::Types;
use crate::codegen::contracts::Contract;
use crate::codegen::parse::{self, Extra, FromClient, Parameter, Schema};

const FORM: &str = "application/x-www-form-urlencoded";

/// The parameters that `call!` renders for a list with cursors.
const PAGING: [&str; 4] = ["before", "after", "limit", "order"];

/// Plans the handles of a contract with their operations.
pub(super) fn handles(contract: &Contract, types: &mut Types<'_>) -> Result<Vec<Handle>, String> {
    let mut handles: Vec<Handle> = Vec::new();
    for (path, method, operation) in contract.own.operations() {
        let names = Names::new(contract, path, method, operation)?;
        let planned = plan(path, method, operation, &names, types)
            .map_err(|error| format!("{method} {path}: {error}"))?;
        match handles.iter_mut().find(|handle| handle.name == names.handle) {
            Some(handle) => handle.operations.push(planned),
            None => handles.push(Handle { name: names.handle, doc: names.doc, operations: vec![planned] }),
        }
    }
    Ok(handles)
}

/// Returns the id of an operation, for instance `connections.list`.
pub(super) fn id(
    contract: &Contract,
    path: &str,
    method: &str,
    operation: &parse::Operation,
) -> Result<String, String> {
    let names = Names::new(contract, path, method, operation)?;
    Ok(format!("{}.{}", snake(&names.handle), names.verb))
}

/// Returns how an operation authenticates.
pub(super) fn auth(operation: &parse::Operation) -> Result<Auth, String> {
    let Some(schemes) = &operation.security else { return Ok(Auth::ApiKey) };
    match schemes.first().and_then(|scheme| scheme.iter().next()) {
        None => Ok(Auth::None),
        Some(("bearer", _)) => Ok(Auth::ApiKey),
        Some(("access_token", _)) => Ok(Auth::AccessToken),
        Some((other, _)) => Err(format!("security scheme {other} is not supported")),
    }
}

/// Returns the schema of a request body, and whether the body is a form.
pub(super) fn body_schema(operation: &parse::Operation) -> Result<Option<(&Schema, bool)>, String> {
    let Some(body) = &operation.request_body else { return Ok(None) };
    let form = body.content.get(FORM);
    match form.or_else(|| body.content.get("application/json")) {
        Some(media) if body.content.len() == 1 => Ok(Some((&media.schema, form.is_some()))),
        _ => Err("a body must be either JSON or a form".to_owned()),
    }
}

struct Names {
    handle: String,
    doc: String,
    verb: String,
    call: String,
}

impl Names {
    fn new(
        contract: &Contract,
        path: &str,
        method: &str,
        operation: &parse::Operation,
    ) -> Result<Self, String> {
        let tag = operation.tags.first().ok_or_else(|| format!("{method} {path} has no tag"))?;
        let tag_data = contract.own.tags.iter().find(|known| known.name == *tag);
        let handle = tag_data.and_then(|tag| tag.handle.clone()).unwrap_or_else(|| pascal(tag));
        let noun = tag_data.and_then(|tag| tag.noun.clone()).unwrap_or_else(|| singular(&handle));
        let verb = match (&operation.rust_name, &operation.operation_id) {
            (Some(name), _) => name.clone(),
            (None, Some(id)) => snake(id.rsplit('_').next().unwrap_or(id)),
            (None, None) => return Err(format!("{method} {path} has neither x-rust-name nor operationId")),
        };
        let call = operation.rust_call.clone().unwrap_or_else(|| match verb.as_str() {
            "list" => format!("List{handle}"),
            "get" | "create" | "update" | "delete" => format!("{}{noun}", pascal(&verb)),
            _ => pascal(&verb),
        });
        let doc = tag_data.and_then(|tag| tag.description.clone()).unwrap_or_default();
        Ok(Self { handle, doc, verb, call })
    }
}

fn plan(
    path: &str,
    method: &'static str,
    operation: &parse::Operation,
    names: &Names,
    types: &mut Types<'_>,
) -> Result<Operation, String> {
    let call = &names.call;
    // A hand-written call decodes its response itself.
    let (returns, is_envelope) =
        if operation.hand_written { (Type::Unit, false) } else { response_type(operation, call, types)? };
    types.used(&returns, Direction::RESPONSE);
    let paged = is_envelope.then(|| page_limit(&operation.parameters)).flatten();
    let mut inputs = Vec::new();
    for parameter in &operation.parameters {
        if paged.is_none() || !PAGING.contains(&parameter.name.as_str()) {
            inputs.push(input(parameter, call, types)?);
        }
    }
    let (body, credentials) = body(operation, call, types, &mut inputs)?;
    let rank = |input: &Input| match input.place {
        Place::Path => 0,
        Place::Query | Place::Header => 1,
        Place::Form | Place::Json | Place::WholeJson => 2,
    };
    inputs.sort_by_key(rank);
    if operation.description.is_none() && operation.operation_id.is_none() {
        return Err("it has no description".to_owned());
    }
    Ok(Operation {
        id: format!("{}.{}", snake(&names.handle), names.verb),
        official_id: operation.operation_id.clone(),
        verb: names.verb.clone(),
        call: call.clone(),
        doc: operation.description.clone().unwrap_or_default(),
        method,
        path: path.to_owned(),
        url: operation.external_docs.as_ref().map(|docs| docs.url.clone()),
        auth: auth(operation)?,
        repeatable: method == "GET" || operation.repeatable,
        quota: operation.quota.clone(),
        require_any: operation.require_any.clone(),
        errors: operation
            .errors
            .iter()
            .map(|row| error_row(types.contract(), row))
            .collect::<Result<_, _>>()?,
        unknown_outcome: operation.unknown_outcome.as_ref().map(|hint| hint.trim().to_owned()),
        hand_written: operation.hand_written,
        deprecated: operation.deprecated.then(|| operation.deprecated_note.clone().unwrap_or_default()),
        inputs,
        body,
        credentials,
        returns,
        paged,
        secrets: secrets::names(types.contract(), operation)?,
    })
}

/// A row with its advice: its own, or the shared one.
fn error_row(contract: &Contract, row: &parse::ErrorRow) -> Result<ErrorRow, String> {
    let shared = || contract.own.hints.iter().find(|it| (it.status, &it.code) == (row.status, &row.code));
    let (hint, is_shared) = match (&row.hint, shared()) {
        (Some(hint), Some(shared)) if hint.trim() == shared.hint.trim() => {
            return Err(format!("the hint for {} repeats the one of `x-hints`: leave it out", row.status));
        }
        (Some(hint), _) => (hint, false),
        (None, Some(shared)) => (&shared.hint, true),
        (None, None) => {
            return Err(format!("the error {} has no hint, and `x-hints` has none for it", row.status));
        }
    };
    Ok(ErrorRow { status: row.status, code: row.code.clone(), hint: hint.trim().to_owned(), is_shared })
}

/// The advice that all operations share.
pub(super) fn shared_hints(contract: &Contract) -> Vec<ErrorRow> {
    let row = |it: &parse::SharedHint| ErrorRow {
        status: it.status,
        code: it.code.clone(),
        hint: it.hint.trim().to_owned(),
        is_shared: true,
    };
    contract.own.hints.iter().map(row).collect()
}

/// Returns the type of the response, and whether it is a list in an envelope.
///
/// Every 2xx status is a success. A call has one type, so all successful responses with a body must have the same type.
fn response_type(
    operation: &parse::Operation,
    call: &str,
    types: &mut Types<'_>,
) -> Result<(Type, bool), String> {
    let mut found: Option<(Type, bool)> = None;
    for (_, response) in operation.responses.iter().filter(|(status, _)| status.starts_with('2')) {
        let Some(media) = response.content.get("application/json") else {
            match response.content.iter().next() {
                Some((media, _)) => return Err(format!("a response of type {media} is not supported")),
                None => continue,
            }
        };
        let response_type = response_type_of(&media.schema, call, types, found.is_some())?;
        match &found {
            Some(first) if *first != response_type => {
                return Err("its successful responses differ".to_owned());
            }
            _ => found = Some(response_type),
        }
    }
    Ok(found.unwrap_or((Type::Unit, false)))
}

fn response_type_of(
    schema: &Schema,
    call: &str,
    types: &mut Types<'_>,
    again: bool,
) -> Result<(Type, bool), String> {
    let target = types.contract().follow(schema)?;
    if let Some(items) = envelope_items(target) {
        types.take(schema);
        let item = types.resolve(items, &format!("{}Item", singular(call)))?.ty;
        return Ok((Type::Page(Box::new(item)), true));
    }
    if target.unwrap {
        let (_, inner) = target.properties.iter().next().ok_or("x-rust-unwrap needs a property")?;
        return Ok((types.resolve(inner, call)?.ty, false));
    }
    if again && schema.reference.is_none() {
        return Err(
            "several successful responses with inline bodies: move the schema to components".to_owned()
        );
    }
    let name = schema.rust_name.clone().unwrap_or_else(|| format!("{call}Answer"));
    let resolved = types.resolve(schema, &name)?;
    Ok((if resolved.nullable { Type::Option(Box::new(resolved.ty)) } else { resolved.ty }, false))
}

/// Returns the schema of the items of `{"object": "list", "data": […], "list_metadata": {…}}`.
fn envelope_items(schema: &Schema) -> Option<&Schema> {
    let known = |(name, _): (&str, &Schema)| matches!(name, "object" | "data" | "list_metadata");
    let is_list = schema.properties.get("list_metadata").is_some()
        || schema.properties.get("object").is_some_and(|object| object.constant == Some(Value::from("list")));
    let data = schema.properties.get("data")?;
    (is_list && schema.properties.iter().all(known)).then_some(data.items.as_deref()).flatten()
}

fn page_limit(parameters: &[Parameter]) -> Option<u32> {
    let find = |name: &str| parameters.iter().find(|parameter| parameter.name == name);
    find("after")?;
    let limit = find("limit")?.schema.maximum.unwrap_or(100.0);
    Some(limit as u32)
}

fn input(parameter: &Parameter, call: &str, types: &mut Types<'_>) -> Result<Input, String> {
    let schema = &parameter.schema;
    let mut field = types.field(&parameter.name, schema, parameter.required, call)?;
    if let Some(name) = &parameter.rust_name {
        field.name.clone_from(name);
    }
    if let Some(doc) = &parameter.description {
        field.doc.clone_from(doc);
    }
    if parameter.deprecated {
        field.deprecated = Some(parameter.deprecated_note.clone().unwrap_or_default());
    }
    if let Some(default) = &schema.default {
        field.doc = format!("{}\n\nThe server's default is `{}`.", field.doc.trim_end(), plain(default));
    }
    let place = match parameter.place {
        parse::Place::Path => Place::Path,
        parse::Place::Query => Place::Query,
        parse::Place::Header => Place::Header,
    };
    let planned = finish_input(field, schema, place, types)?;
    if parameter.idempotency_key && (place != Place::Header || planned.field.ty != Type::String) {
        return Err(format!("{}: an idempotency key must be a header with a string", parameter.name));
    }
    Ok(Input { idempotency_key: parameter.idempotency_key, ..planned })
}

fn body(
    operation: &parse::Operation,
    call: &str,
    types: &mut Types<'_>,
    inputs: &mut Vec<Input>,
) -> Result<(Body, Vec<Credential>), String> {
    let Some((schema, is_form)) = body_schema(operation)? else { return Ok((Body::None, Vec::new())) };
    let place = if is_form { Place::Form } else { Place::Json };
    let target = types.contract().follow(schema)?;
    let (properties, required) = types.contract().properties(schema)?;
    if properties.is_empty() || types.is_tagged(target)? {
        if is_form {
            return Err("a form needs fields".to_owned());
        }
        let mut field = types.field("body", schema, true, call)?;
        field.name = "body".to_owned();
        types.used(&field.ty, Direction::REQUEST);
        let ty = field.ty.clone();
        inputs.push(Input {
            field,
            place: Place::WholeJson,
            given: None,
            wire_values: Vec::new(),
            range: None,
            limit: None,
            idempotency_key: false,
        });
        return Ok((Body::Whole(ty.clone()), types.credentials(target, &ty)?));
    }
    types.take(schema);
    for (wire, property) in properties.iter() {
        let is_required = required.iter().any(|name| name == wire);
        let field = types.field(wire, property, is_required, call)?;
        inputs.push(finish_input(field, property, place, types)?);
    }
    let body = if is_form { Body::Form } else { Body::Fields(format!("{call}Body")) };
    Ok((body, Vec::new()))
}

fn finish_input(field: Field, schema: &Schema, place: Place, types: &mut Types<'_>) -> Result<Input, String> {
    types.used(&field.ty, Direction::REQUEST);
    let given = match (schema.from_client, &schema.constant) {
        (Some(_), _) if !matches!(place, Place::Form | Place::Json) => {
            return Err(format!("{}: only a body can take credentials from the client", field.wire));
        }
        (Some(FromClient::ClientId), _) => Some(Given::ClientId),
        (Some(FromClient::ClientSecret), _) => Some(Given::ClientSecret),
        (None, Some(constant)) if field.required => Some(Given::Constant(constant.clone())),
        (None, _) => None,
    };
    let is_map = matches!(schema.additional_properties.as_ref(), Some(Extra::Schema(_)));
    if place == Place::Query && is_map && !matches!(field.ty, Type::Map(_) | Type::Object) {
        return Err(format!("{}: a map in a query must hold strings", field.wire));
    }
    let mut wire_values = Vec::new();
    for (wire, text) in schema.spelling.iter() {
        wire_values.push((types.variant_name(&field.ty, wire)?, text.clone()));
    }
    let range = match (field.ty == Type::U32 || field.ty == Type::I64, schema.minimum, schema.maximum) {
        (true, None, None) | (false, ..) => None,
        (true, min, max) => {
            Some((min.map_or(i64::MIN, |min| min as i64), max.map_or(i64::MAX, |max| max as i64)))
        }
    };
    let limit = limit(schema, &field.ty);
    Ok(Input { field, place, given, wire_values, range, limit, idempotency_key: false })
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
