//! Renders structs and unions.

use super::docs::{aliases, comment_or};
use super::fields::{field_attribute, field_type};
use super::scope::Scope;
use super::{examples, unions};
use crate::codegen::plan::{Field, Model, Plan, Presence, Type};

/// Renders all structs and unions of a crate.
pub(super) fn render(plan: &Plan) -> Result<(Scope, String), String> {
    let scope = Scope::new(plan, "models");
    let mut code = String::new();
    for model in &plan.models {
        code.push_str(&structure(model, plan, &scope)?);
        if model.direction.request {
            code.push_str(&constructors(model, &scope));
        }
        if model.direction.response {
            code.push_str(&examples::of_model(model, plan, &scope));
        }
    }
    for union in &plan.unions {
        code.push_str(&unions::render(union, plan, &scope)?);
    }
    for scalar in &plan.scalars {
        code.push_str(&unions::scalar(scalar, &scope));
    }
    Ok((scope, code))
}

/// Returns the type of an argument, and the expression that converts it to `ty`.
pub(super) fn argument(name: &str, ty: &Type, scope: &Scope) -> (String, String) {
    match ty {
        Type::Bool | Type::I64 | Type::U32 | Type::F64 => (scope.ty(ty), name.to_owned()),
        Type::List(item) => {
            let (item, convert) = match **item {
                Type::Bool | Type::I64 | Type::U32 | Type::F64 => (scope.ty(item), ""),
                _ => (format!("impl Into<{}>", scope.ty(item)), ".map(Into::into)"),
            };
            (format!("impl IntoIterator<Item = {item}>"), format!("{name}.into_iter(){convert}.collect()"))
        }
        Type::Map(_) | Type::Object => {
            let value = match ty {
                Type::Map(value) => scope.ty(value),
                _ => scope.import("serde_json", "Value"),
            };
            let item = format!("(impl Into<String>, impl Into<{value}>)");
            let convert = ".map(|(key, value)| (key.into(), value.into()))";
            (format!("impl IntoIterator<Item = {item}>"), format!("{name}.into_iter(){convert}.collect()"))
        }
        Type::Boxed(inner) => (format!("impl Into<{}>", scope.ty(inner)), format!("Box::new({name}.into())")),
        _ => (format!("impl Into<{}>", scope.ty(ty)), format!("{name}.into()")),
    }
}

/// Returns the type of the argument for a field, and the expression for the value of the field.
pub(super) fn field_argument(field: &Field, presence: Presence, scope: &Scope) -> (String, String) {
    let name = &field.name;
    match presence {
        Presence::Always | Presence::Empty => argument(name, &field.ty, scope),
        Presence::Optional => {
            let (bound, value) = argument(name, &field.ty, scope);
            (bound, format!("Some({value})"))
        }
        Presence::Nullable | Presence::Patch => {
            (format!("impl Into<{}>", field_type(field, presence, scope)), format!("{name}.into()"))
        }
    }
}

/// Renders the `#[deprecated]` attribute.
pub(super) fn deprecated(note: Option<&str>) -> String {
    match note {
        Some("") => "#[deprecated]\n".to_owned(),
        Some(note) => format!("#[deprecated = {note:?}]\n"),
        None => String::new(),
    }
}

fn structure(model: &Model, plan: &Plan, scope: &Scope) -> Result<String, String> {
    let (reads, sends) = (model.direction.response, model.direction.request);
    if reads && sends && model.secret {
        return Err(format!("{} holds a secret and is both sent and received: split the schema", model.name));
    }
    let cannot_tell = |field: &&Field| !field.required && field.nullable;
    if reads
        && sends
        && let Some(field) = model.fields.iter().find(cannot_tell)
    {
        return Err(format!(
            "{} is both sent and received, and {} cannot tell null from absent: split the schema",
            model.name, field.name
        ));
    }
    let writes = sends || !model.secret;
    if model.content.is_some() && (sends || model.wrapper.is_some()) {
        return Err(format!(
            "{}: x-rust-envelope is only for received objects without x-rust-wrapper",
            model.name
        ));
    }
    let mut derives = vec!["Clone".to_owned(), "Debug".to_owned()];
    let empty_new = sends && !reads && model.fields.iter().all(|field| !field.required);
    if empty_new {
        derives.push("Default".to_owned());
    }
    // A struct with a content field implements `Deserialize` itself.
    let content = model.content.as_deref();
    if reads && content.is_none() {
        derives.push(scope.import("serde", "Deserialize"));
    }
    if writes {
        derives.push(scope.import("serde", "Serialize"));
    }
    let mut serde = Vec::new();
    if model.wrapper.is_some() || (model.content.is_some() && writes) {
        serde.push("remote = \"Self\"".to_owned());
    }
    if let (Some((key, value)), true) = (&model.tag, writes) {
        serde.push(format!("tag = {key:?}, rename = {value:?}"));
    }
    let mut fields = String::new();
    for field in &model.fields {
        let presence = field.presence(model.direction);
        fields.push_str(&comment_or("    ", &field.doc, &field.wire));
        fields.push_str(&deprecated(field.deprecated.as_deref()));
        if content == Some(&field.wire) {
            fields.push_str(if writes { "#[serde(flatten)]\n" } else { "" });
        } else {
            fields.push_str(&field_attribute(field, presence, reads && content.is_none(), writes, scope));
        }
        let ty = with_self(&field_type(field, presence, scope), &model.name);
        fields.push_str(&format!("pub {}: {ty},\n", field.name));
    }
    let serde = if serde.is_empty() { String::new() } else { format!("#[serde({})]\n", serde.join(", ")) };
    Ok(format!(
        "{}{}#[derive({})]\n{serde}#[non_exhaustive]\npub struct {} {{\n{fields}}}\n\n{}{}",
        comment_or("", &model.doc, &model.name),
        aliases(model.official_names.iter().map(String::as_str), &model.name),
        derives.join(", "),
        model.name,
        unwrapping(model, writes, scope),
        unions::envelope(model, plan, scope)?,
    ))
}

/// Replaces the name of the struct by `Self` in the type of a field.
fn with_self(ty: &str, name: &str) -> String {
    let words = ty.split_inclusive(|letter: char| !letter.is_alphanumeric());
    let word = |word: &str| match word.strip_prefix(name) {
        Some(rest) if rest.len() <= 1 && !rest.starts_with(char::is_alphanumeric) => format!("Self{rest}"),
        _ => word.to_owned(),
    };
    words.map(word).collect()
}

/// Renders the impls of a model that may come wrapped. They find the object, and call the functions that serde derives
/// as inherent ones for `remote`.
fn unwrapping(model: &Model, writes: bool, scope: &Scope) -> String {
    let Some(key) = &model.wrapper else { return String::new() };
    let name = &model.name;
    scope.import("serde", "Deserialize");
    let (deserializer, error) = (scope.import("serde", "Deserializer"), scope.import("serde::de", "Error"));
    let value = scope.import("serde_json", "Value");
    let mut code = format!(
        "impl<'de> Deserialize<'de> for {name} {{\n\
         fn deserialize<D: {deserializer}<'de>>(deserializer: D) -> Result<Self, D::Error> {{\n\
         let mut json = {value}::deserialize(deserializer)?;\n\
         let wrapped = json.get_mut({key:?}).filter(|inner| inner.is_object()).map({value}::take);\n\
         // Calls the inherent function that serde derives for `remote`, which decodes the object itself.\n\
         Self::deserialize(wrapped.unwrap_or(json)).map_err(D::Error::custom)\n}}\n}}\n\n"
    );
    // Only the trait bound of `custom` needs this import.
    let _ = error;
    if writes {
        let serializer = scope.import("serde", "Serializer");
        code.push_str(&format!(
            "impl Serialize for {name} {{\n\
             fn serialize<S: {serializer}>(&self, serializer: S) -> Result<S::Ok, S::Error> {{\n\
             Self::serialize(self, serializer)\n}}\n}}\n\n"
        ));
    }
    code
}

/// Renders `new` with the required fields, and a setter for each of the others.
fn constructors(model: &Model, scope: &Scope) -> String {
    let mut arguments = Vec::new();
    let mut values = String::new();
    let mut setters = String::new();
    for field in &model.fields {
        let presence = field.presence(model.direction);
        let (bound, value) = field_argument(field, presence, scope);
        if field.required {
            arguments.push(format!("{}: {bound}", field.name));
            let value = if value == field.name { value } else { format!("{}: {value}", field.name) };
            values.push_str(&format!("{value},\n"));
        } else {
            let none = if presence == Presence::Optional || presence == Presence::Nullable {
                "None"
            } else {
                "Default::default()"
            };
            values.push_str(&format!("{}: {none},\n", field.name));
            setters.push_str(&format!(
                "\n{}{}#[must_use]\npub fn {name}(mut self, {name}: {bound}) -> Self {{\nself.{name} = {value};\nself\n}}\n",
                comment_or("    ", &field.doc, &field.wire),
                deprecated(field.deprecated.as_deref()),
                name = field.name,
            ));
        }
    }
    format!(
        "impl {} {{\n/// Creates a value with the required fields.\n#[must_use]\npub fn new({}) -> Self {{\nSelf {{\n{values}}}\n}}\n{setters}}}\n\n",
        model.name,
        arguments.join(", "),
    )
}
