//! Derives contracts in the format of this project from the official contract. Rules replace the decisions that are
//! made by hand in a real contract.

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::codegen::contracts::Contract;
use crate::codegen::parse::{Components, Document, Entries, Extra, FromClient, Operation, Schema, Tag};
use crate::codegen::plan::{RESERVED, pascal, singular, snake};

/// The start of a reference to a shared schema.
const SHARED: &str = "../workos-core/contract.yaml#/components/schemas/";

/// The start of a reference to a schema of the same contract.
const OWN: &str = "#/components/schemas/";

/// Fields that a contract would mark as a secret.
const SECRETS: &[&str] = &[
    "access_token",
    "client_secret",
    "code_verifier",
    "credential",
    "device_code",
    "id_token_hint",
    "password",
    "pending_authentication_token",
    "refresh_token",
    "token",
];

/// Derives one contract for each group of tags, in the order of their first operation.
pub(super) fn contracts(official: &Document, core: &Rc<Document>) -> Vec<Contract> {
    let mut names: Vec<String> = Vec::new();
    for (_, _, operation) in official.operations() {
        let name = group(operation);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let contract = |name: String| {
        let own = Rc::new(document(official, core, &name));
        Contract { folder: name.clone().into(), package: name, own, core: Rc::clone(core) }
    };
    names.into_iter().map(contract).collect()
}

/// Returns the group of an operation: the first part of a tag such as `user-management.users`.
pub(super) fn group(operation: &Operation) -> String {
    let tag = operation.tags.first().map(String::as_str).unwrap_or_default();
    snake(tag.split('.').next().unwrap_or_default())
}

fn document(official: &Document, core: &Document, name: &str) -> Document {
    let mut own = official.clone();
    for (_, item) in own.paths.iter_mut() {
        for (_, operation) in item.operations_mut() {
            if operation.as_ref().is_some_and(|operation| group(operation) != name) {
                *operation = None;
            }
        }
    }
    own.paths.retain(|_, item| !item.is_empty());
    own.tags.clear();
    name_calls(&mut own);
    name_inline_types(&mut own);
    let schemas = own.components.clone();
    for (path, item) in own.paths.iter_mut() {
        let path = path.to_owned();
        for operation in item.operations_mut().into_iter().filter_map(|(_, operation)| operation.as_mut()) {
            name_body_fields(operation, &schemas);
            mark_operation(operation, &path, core);
        }
    }
    own.components.schemas.iter_mut().for_each(|(name, schema)| {
        schema.envelope = (name == "EventSchema").then(|| "data".to_owned());
        make_event_time_optional(schema);
        mark(schema, core);
    });
    let reached = reached(&own);
    own.components.schemas.retain(|name, _| reached.contains(name));
    own
}

/// Makes the time of events optional, as in the contract of the webhooks: an event that does not decode has no time.
fn make_event_time_optional(schema: &mut Schema) {
    if schema.properties.get("event").is_some() && schema.properties.get("data").is_some() {
        schema.required.retain(|member| member != "created_at");
    }
    let parts = schema.one_of.iter_mut().chain(&mut schema.any_of).chain(&mut schema.all_of);
    parts.for_each(make_event_time_optional);
}

/// Names handles by the end of their tag, and calls by their verb. A name that is taken gets nouns of the path
/// appended.
fn name_calls(own: &mut Document) {
    let mut tags: Vec<String> = own.operations().filter_map(|(.., one)| one.tags.first().cloned()).collect();
    tags.sort();
    tags.dedup();
    let short = |tag: &str| pascal(tag.rsplit('.').next().unwrap_or(tag));
    let is_schema = |name: &str| own.components.schemas.iter().any(|(schema, _)| pascal(schema) == name);
    for tag in &tags {
        let shared = tags.iter().filter(|other| short(other) == short(tag)).count() > 1;
        let mut handle = if shared { pascal(tag) } else { short(tag) };
        if is_schema(&handle) || RESERVED.contains(&handle.as_str()) {
            handle.push('s');
        }
        own.tags.push(Tag { name: tag.clone(), handle: Some(handle), ..Tag::default() });
    }
    let mut calls: BTreeSet<String> = own.tags.iter().filter_map(|tag| tag.handle.clone()).collect();
    calls.extend(own.components.schemas.iter().map(|(name, _)| pascal(name)));
    let mut verbs: BTreeSet<(String, String)> = BTreeSet::new();
    for (path, item) in own.paths.iter_mut() {
        let path = path.to_owned();
        for (_, operation) in item.operations_mut() {
            let Some(operation) = operation else { continue };
            let tag = operation.tags.first().cloned().unwrap_or_default();
            let handle = short(&tag);
            let id = operation.operation_id.clone().unwrap_or_default();
            let verb = snake(id.rsplit('_').next().unwrap_or_default()).trim_start_matches("r#").to_owned();
            let names = candidates(&verb, &path);
            let mut verb_names = names.iter().filter(|name| !verbs.contains(&(tag.clone(), (*name).clone())));
            let verb = verb_names.next().cloned().unwrap_or(verb);
            verbs.insert((tag.clone(), verb.clone()));
            let call = match verb.as_str() {
                "list" => format!("List{handle}"),
                _ => format!("{}{}", pascal(&verb), singular(&handle)),
            };
            let call = candidates(&call, &path).into_iter().map(|name| pascal(&name));
            let call = call.into_iter().find(|name| !calls.contains(name)).unwrap_or_default();
            calls.insert(call.clone());
            operation.rust_name = Some(verb);
            operation.rust_call = Some(call);
        }
    }
}

/// Renames an inline type if a schema has its name.
fn name_inline_types(own: &mut Document) {
    let names: BTreeSet<String> = own.components.schemas.iter().map(|(name, _)| pascal(name)).collect();
    for (schema, target) in own.components.schemas.iter_mut() {
        let prefix = pascal(schema);
        if RESERVED.contains(&prefix.as_str()) {
            target.rust_name = Some(format!("{prefix}Object"));
        }
        for (property, inline) in target.properties.iter_mut() {
            let name = format!("{prefix}{}", pascal(property));
            if inline.reference.is_none() && names.contains(&name) {
                inline.rust_name = Some(format!("{name}Field"));
            }
        }
    }
}

/// Renames a field of a body if a parameter has its name.
fn name_body_fields(operation: &mut Operation, components: &Components) {
    let names: BTreeSet<String> =
        operation.parameters.iter().map(|parameter| parameter.name.clone()).collect();
    for (_, media) in operation.request_body.iter_mut().flat_map(|body| body.content.iter_mut()) {
        let name = media.schema.reference.as_deref().and_then(|text| text.strip_prefix(OWN));
        let target = name.and_then(|name| components.schemas.get(name)).unwrap_or(&media.schema);
        if target.properties.iter().any(|(name, _)| names.contains(name)) {
            let mut schema = target.clone();
            for (name, property) in schema.properties.iter_mut().filter(|(name, _)| names.contains(*name)) {
                property.rust_name = Some(format!("new_{}", snake(name)));
            }
            media.schema = schema;
        }
    }
}

/// Returns the name, and then the name followed by more and more nouns of the path.
fn candidates(name: &str, path: &str) -> Vec<String> {
    let nouns: Vec<String> = path
        .split('/')
        .filter(|part| !part.is_empty())
        .map(|part| snake(part.trim_matches(['{', '}'])).trim_start_matches("r#").to_owned())
        .collect();
    let mut names = vec![name.to_owned()];
    for from in (0..nouns.len()).rev() {
        names.push(format!("{name}_{}", nouns[from..].join("_")));
    }
    names
}

fn mark_operation(operation: &mut Operation, path: &str, core: &Document) {
    operation.description = None;
    for parameter in &mut operation.parameters {
        parameter.description = None;
        mark_named(&parameter.name.clone(), &mut parameter.schema, core);
        let handle_id = parameter.name == "id" && path.ends_with("/{id}");
        if handle_id && parameter.schema.rust_type.is_none() {
            let noun = path.trim_end_matches("/{id}").rsplit('/').next().unwrap_or_default();
            mark_id(&singular(noun), &mut parameter.schema, core);
        }
    }
    for (_, media) in operation.request_body.iter_mut().flat_map(|body| body.content.iter_mut()) {
        mark(&mut media.schema, core);
        credentials(&mut media.schema);
    }
    for (_, response) in operation.responses.iter_mut() {
        response.content.iter_mut().for_each(|(_, media)| mark(&mut media.schema, core));
    }
}

/// Removes the descriptions, and marks ids, secrets and shared schemas, at any depth.
fn mark(schema: &mut Schema, core: &Document) {
    schema.description = None;
    schema.value_descriptions = Entries::default();
    if schema.values.iter().any(|value| value == "unknown") {
        schema.variants.merge("unknown", "NotKnown".to_owned(), |_, new| new.clone());
    }
    if let Some(reference) = &schema.reference
        && let Some(name) = reference.strip_prefix(OWN)
        && core.schema(name).is_some()
    {
        schema.reference = Some(format!("{SHARED}{name}"));
    }
    for (name, property) in schema.properties.iter_mut() {
        mark_named(name, property, core);
    }
    schema.pattern_properties.iter_mut().for_each(|(_, value)| mark(value, core));
    if let Some(items) = &mut schema.items {
        mark(items, core);
    }
    if let Some(Extra::Schema(value)) = &mut schema.additional_properties {
        mark(value, core);
    }
    let parts = schema.one_of.iter_mut().chain(&mut schema.any_of).chain(&mut schema.all_of);
    parts.for_each(|part| mark(part, core));
    drop_twins(schema);
}

/// Drops a field in camel case if the schema also has it in snake case.
fn drop_twins(schema: &mut Schema) {
    let names: Vec<String> = schema.properties.iter().map(|(name, _)| name.to_owned()).collect();
    schema.properties.retain(|name, _| snake(name) == name || !names.contains(&snake(name)));
}

fn mark_named(name: &str, schema: &mut Schema, core: &Document) {
    let is_text =
        schema.types.single() == Some("string") && schema.values.is_empty() && schema.constant.is_none();
    if is_text && SECRETS.contains(&name) {
        schema.secret = true;
    } else if is_text && let Some(stem) = name.strip_suffix("_id") {
        mark_id(stem, schema, core);
    }
    mark(schema, core);
}

fn mark_id(stem: &str, schema: &mut Schema, core: &Document) {
    let id = format!("{}Id", pascal(stem));
    if schema.types.single() == Some("string") && core.schema(&id).is_some_and(|schema| schema.is_id) {
        schema.rust_type = Some(id);
    }
}

/// Marks the client id and client secret of a body as fields that come from the configuration of the client.
fn credentials(schema: &mut Schema) {
    for (name, property) in schema.properties.iter_mut() {
        property.from_client = match name {
            "client_id" => Some(FromClient::ClientId),
            "client_secret" => Some(FromClient::ClientSecret),
            _ => None,
        };
        // `code` is a secret in requests only. In responses it names an error.
        property.secret |= name == "code";
    }
    schema.one_of.iter_mut().for_each(credentials);
}

/// Returns the names of the schemas that the operations use.
fn reached(own: &Document) -> BTreeSet<String> {
    let mut reached = BTreeSet::new();
    for (_, _, operation) in own.operations() {
        let bodies = operation.request_body.iter().map(|body| &body.content);
        let contents = bodies.chain(operation.responses.iter().map(|(_, response)| &response.content));
        contents
            .flat_map(|content| content.iter())
            .for_each(|(_, media)| reach(own, &media.schema, &mut reached));
        operation.parameters.iter().for_each(|parameter| reach(own, &parameter.schema, &mut reached));
    }
    reached
}

fn reach(own: &Document, schema: &Schema, reached: &mut BTreeSet<String>) {
    if let Some(name) = schema.reference.as_deref().and_then(|text| text.strip_prefix(OWN))
        && reached.insert(name.to_owned())
        && let Some(target) = own.schema(name)
    {
        reach(own, target, reached);
    }
    children(schema).into_iter().for_each(|child| reach(own, child, reached));
}

/// Lists the schemas directly inside a schema.
pub(super) fn children(schema: &Schema) -> Vec<&Schema> {
    let extra = match &schema.additional_properties {
        Some(Extra::Schema(value)) => Some(&**value),
        _ => None,
    };
    let properties =
        schema.properties.iter().chain(schema.pattern_properties.iter()).map(|(_, schema)| schema);
    let parts = schema.one_of.iter().chain(&schema.any_of).chain(&schema.all_of);
    properties.chain(schema.items.as_deref()).chain(extra).chain(parts).collect()
}

/// Lists the official schemas that no derived contract has: `workos-core` shares them, or they became part of a call.
pub(super) fn left_out<'a>(official: &'a Document, contracts: &[&Contract]) -> Vec<&'a str> {
    let names = official.components.schemas.iter().map(|(name, _)| name);
    names.filter(|name| contracts.iter().all(|contract| contract.own.schema(name).is_none())).collect()
}
