//! Renders the statements that add the value of an input to a call.

use super::limits::{limit_checks, range_check};
use super::models::{argument, field_argument};
use super::scope::Scope;
use crate::codegen::plan::{Direction, Field, Given, Input, Place, Type};

/// Returns the type of the argument for an input, and the statements that add its value to `call`. A field of a JSON
/// body is added by the body, so its statements only check it.
pub(super) fn send(input: &Input, scope: &Scope) -> Result<(String, Vec<String>), String> {
    let Field { name, ty, .. } = &input.field;
    let mut steps: Vec<String> = range_check(input, name).into_iter().collect();
    match input.place {
        Place::Json => {
            let presence = input.field.presence(Direction::REQUEST);
            return Ok((field_argument(&input.field, presence, scope).0, steps));
        }
        Place::WholeJson => return Ok((argument(name, ty, scope).0, steps)),
        Place::Path | Place::Query | Place::Header | Place::Form => {}
    }
    let (bound, mut value) = outside_body(input, scope)?;
    if matches!(ty, Type::String | Type::Secret) && input.limit.is_some() {
        steps.push(format!("let {name} = {value};"));
        let text = if bound.contains("AsRef") { name.clone() } else { format!("&{name}") };
        steps.extend(limit_checks(input, &text));
        value.clone_from(name);
    }
    steps.extend(add(input, &value, scope)?);
    Ok((bound, steps))
}

/// Returns the type of the argument for an input outside a JSON body, and the expression of the value.
fn outside_body(input: &Input, scope: &Scope) -> Result<(String, String), String> {
    let Field { name, ty, .. } = &input.field;
    let (bound, value) = argument(name, ty, scope);
    Ok(match (input.place, ty) {
        (Place::Path | Place::Header, Type::String) => {
            ("impl AsRef<str>".to_owned(), format!("{name}.as_ref()"))
        }
        (Place::Query, Type::List(item)) => match **item {
            Type::String => ("impl IntoIterator<Item = impl AsRef<str>>".to_owned(), name.clone()),
            Type::Id(_) | Type::Enum(_) => {
                (bound, format!("{name}.into_iter().map(Into::<{}>::into)", scope.ty(item)))
            }
            _ => return Err(cannot_be_sent(input)),
        },
        (Place::Query, Type::Map(_) | Type::Object) => {
            ("impl IntoIterator<Item = (impl AsRef<str>, impl AsRef<str>)>".to_owned(), name.clone())
        }
        _ => (bound, value),
    })
}

/// Renders the statements that add a value to the call.
fn add(input: &Input, value: &str, scope: &Scope) -> Result<Vec<String>, String> {
    let Field { name, wire, ty, .. } = &input.field;
    let step = match (input.place, ty) {
        (Place::Path, Type::Id(_)) => format!("call.path_id({wire:?}, {value}.as_str());"),
        (Place::Path, Type::Enum(_)) => format!("call.path({wire:?}, {value}.as_str());"),
        (Place::Path, Type::String) => format!("call.path({wire:?}, {value});"),
        (Place::Path, Type::I64 | Type::U32) => format!("call.path({wire:?}, &{value}.to_string());"),
        (Place::Header, Type::String) if input.idempotency_key => format!("call.idempotency_key({value});"),
        (Place::Header, Type::String) => format!("call.header({wire:?}, {value});"),
        (Place::Path, Type::Secret) => format!("call.path_secret({wire:?}, &{value});"),
        (Place::Query, Type::Secret) => format!("call.query_secret({wire:?}, &{value});"),
        (Place::Form, Type::Secret) => format!("call.form_secret({wire:?}, &{value});"),
        (Place::Query, Type::List(_)) => format!("call.query_list({wire:?}, {value});"),
        (Place::Query, Type::Map(_) | Type::Object) => format!("call.query_map({wire:?}, {value});"),
        (Place::Query, Type::Enum(_)) if !input.wire_values.is_empty() => {
            let ty = scope.ty(ty);
            let arm = |(variant, text): &(String, String)| format!("    {ty}::{variant} => {text:?},\n");
            let arms: String = input.wire_values.iter().map(arm).collect();
            return Ok(vec![
                format!("let {name} = {value};"),
                format!("let wire_value = match &{name} {{\n{arms}    other => other.as_str(),\n}};"),
                format!("call.query({wire:?}, wire_value);"),
            ]);
        }
        (Place::Query, Type::Model(_) | Type::Union(_) | Type::Scalar(_) | Type::Json) => {
            return Err(cannot_be_sent(input));
        }
        (Place::Query, _) => format!("call.query({wire:?}, {value});"),
        (
            Place::Form,
            Type::String | Type::Id(_) | Type::Enum(_) | Type::Bool | Type::I64 | Type::U32 | Type::Timestamp,
        ) => format!("call.form({wire:?}, {value});"),
        _ => return Err(cannot_be_sent(input)),
    };
    Ok(vec![step])
}

fn cannot_be_sent(input: &Input) -> String {
    format!("{}: {:?} cannot be sent as {:?}", input.field.wire, input.field.ty, input.place)
}

/// Renders the statement that sends a value that is not an argument of the caller.
pub(super) fn give(input: &Input, given: &Given) -> Option<String> {
    let wire = &input.field.wire;
    Some(match (given, input.place) {
        // The constant is in the struct of the body.
        (Given::Constant(_), Place::Json | Place::WholeJson) => return None,
        (Given::Constant(constant), Place::Form) => format!("call.form({wire:?}, {constant});"),
        (Given::Constant(constant), _) => format!("call.query({wire:?}, {constant});"),
        (given, Place::Json) => give_json(given),
        (Given::ClientId, _) => "call.form_client_id();".to_owned(),
        (Given::ClientSecret, _) => "call.form_client_secret();".to_owned(),
    })
}

/// Renders the statement that adds a credential of the client to a JSON body.
pub(super) fn give_json(given: &Given) -> String {
    match given {
        Given::ClientSecret => "call.json_client_secret();".to_owned(),
        _ => "call.json_client_id();".to_owned(),
    }
}
