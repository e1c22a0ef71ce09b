//! Structs and unions.

use super::docs::{comment, comment_or};
use super::scope::Scope;
use super::{examples, operations};
use crate::codegen::plan::{Field, Model, Plan, Presence, Type, Union};

/// All structs and unions of a crate.
pub(super) fn render(plan: &Plan) -> Result<(Scope, String), String> {
    let scope = Scope::new(plan, "models");
    let mut code = String::new();
    for model in &plan.models {
        code.push_str(&structure(model, &scope)?);
        if model.direction.request {
            code.push_str(&constructors(model, &scope));
        }
        if model.direction.response {
            code.push_str(&examples::of_model(model, plan, &scope));
        }
    }
    for union in &plan.unions {
        code.push_str(&enumeration(union, &scope));
    }
    if plan
        .models
        .iter()
        .filter(|model| model.direction.request)
        .any(|model| operations::exposes(&model.fields))
    {
        code.push_str(&operations::expose_helper(&scope));
    }
    Ok((scope, code))
}

/// The attributes of a field for serde, and its type.
pub(super) fn field_type(field: &Field, presence: Presence, scope: &Scope) -> String {
    let ty = scope.ty(&field.ty);
    match presence {
        Presence::Always | Presence::Empty => ty,
        Presence::Optional | Presence::Nullable => format!("Option<{ty}>"),
        Presence::Patch => format!("{}<{ty}>", scope.core("Patch")),
    }
}

/// The serde attribute of a field, by what is derived.
pub(super) fn field_attribute(
    field: &Field,
    presence: Presence,
    reads: bool,
    writes: bool,
    scope: &Scope,
) -> Result<String, String> {
    let mut parts = Vec::new();
    if field.name.trim_start_matches("r#") != field.wire {
        parts.push(format!("rename = {:?}", field.wire));
    }
    if reads {
        parts.extend(field.aliases.iter().map(|alias| format!("alias = {alias:?}")));
        match presence {
            Presence::Optional | Presence::Nullable => parts.push("default".to_owned()),
            Presence::Empty => {
                let path = scope.core_path("private::null_as_default");
                parts.push(format!("default, deserialize_with = {path:?}"));
            }
            Presence::Always | Presence::Patch => {}
        }
    }
    if writes {
        match presence {
            Presence::Optional if !(reads && field.nullable) => {
                parts.push("skip_serializing_if = \"Option::is_none\"".to_owned());
            }
            Presence::Patch => parts.push("skip_serializing_if = \"Patch::is_keep\"".to_owned()),
            Presence::Empty if !field.required => {
                parts.push(format!("skip_serializing_if = \"{}\"", is_empty(&field.ty)));
            }
            _ => {}
        }
        match (&field.ty, presence) {
            (Type::Secret, Presence::Always) => {
                parts.push("serialize_with = \"Secret::serialize_exposed\"".to_owned());
            }
            (Type::Secret, Presence::Patch) => {
                return Err(format!("{}: a secret cannot be cleared yet", field.wire));
            }
            (Type::Secret, _) => parts.push("serialize_with = \"expose\"".to_owned()),
            _ => {}
        }
    }
    Ok(if parts.is_empty() { String::new() } else { format!("#[serde({})]\n", parts.join(", ")) })
}

/// How an argument of this type is taken, and how it becomes the type.
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
        _ => (format!("impl Into<{}>", scope.ty(ty)), format!("{name}.into()")),
    }
}

/// How an argument for a field is taken, and the value of the field.
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

/// The `#[deprecated]` line.
pub(super) fn deprecated(note: Option<&str>) -> String {
    match note {
        Some("") => "#[deprecated]\n".to_owned(),
        Some(note) => format!("#[deprecated = {note:?}]\n"),
        None => String::new(),
    }
}

fn structure(model: &Model, scope: &Scope) -> Result<String, String> {
    let (reads, asks) = (model.direction.response, model.direction.request);
    if reads && asks && model.secret {
        return Err(format!("{} holds a secret and is both sent and received: split the schema", model.name));
    }
    let writes = asks || !model.secret;
    let mut derives = vec!["Clone".to_owned(), "Debug".to_owned()];
    let empty_new = asks && !reads && model.fields.iter().all(|field| !field.required);
    if empty_new {
        derives.push("Default".to_owned());
    }
    if reads {
        derives.push(scope.import("serde", "Deserialize"));
    }
    if writes {
        derives.push(scope.import("serde", "Serialize"));
    }
    let mut serde = Vec::new();
    if model.wrapper.is_some() {
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
        fields.push_str(&field_attribute(field, presence, reads, writes, scope)?);
        fields.push_str(&format!("pub {}: {},\n", field.name, field_type(field, presence, scope)));
    }
    let serde = if serde.is_empty() { String::new() } else { format!("#[serde({})]\n", serde.join(", ")) };
    Ok(format!(
        "{}#[derive({})]\n{serde}#[non_exhaustive]\npub struct {} {{\n{fields}}}\n\n{}",
        comment_or("", &model.doc, &model.name),
        derives.join(", "),
        model.name,
        unwrapping(model, writes, scope),
    ))
}

/// The impls of a model that may come wrapped: the derived ones are inherent (`remote`), these find the object.
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
         // The inherent function that serde derives for `remote`: it reads the object itself.\n\
         Self::deserialize(wrapped.unwrap_or(json)).map_err(D::Error::custom)\n}}\n}}\n\n"
    );
    // Named for the bound of `custom` only.
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

/// `new` with what is required, and a setter for the rest.
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
        "impl {} {{\n/// Makes one with what is required.\n#[must_use]\npub fn new({}) -> Self {{\nSelf {{\n{values}}}\n}}\n{setters}}}\n\n",
        model.name,
        arguments.join(", "),
    )
}

fn enumeration(union: &Union, scope: &Scope) -> String {
    let reads = union.direction.response;
    let mut arms = String::new();
    // An arm whose tag is `object` writes it itself.
    let arms_write_tag = union.tag == "object";
    for arm in &union.arms {
        arms.push_str(&comment_or("    ", &arm.doc, &arm.wire));
        if !reads && !arms_write_tag {
            arms.push_str(&format!("#[serde(rename = {:?})]\n", arm.wire));
        }
        arms.push_str(&format!("{}({}),\n", arm.name, arm.model));
    }
    let doc = comment_or("", &union.doc, &union.name);
    let name = &union.name;
    let mut code = if reads {
        let (unknown, value) = (scope.core("UnknownValue"), scope.import("serde_json", "Value"));
        format!(
            "{doc}///\n/// Open: a kind that this version does not know decodes to `Unknown` and keeps its JSON.\n\
             #[derive(Clone, Debug)]\n#[non_exhaustive]\npub enum {name} {{\n{arms}\
             /// A kind that this version does not know.\n#[non_exhaustive]\nUnknown {{\n\
             /// The value of `{}`.\ntag: {unknown},\n/// The whole object.\njson: {value},\n}},\n}}\n\n{}",
            union.tag,
            reading(union, scope),
        )
    } else {
        let serialize = scope.import("serde", "Serialize");
        let how = if arms_write_tag { "untagged".to_owned() } else { format!("tag = {:?}", union.tag) };
        format!(
            "{doc}#[derive(Clone, Debug, {serialize})]\n#[serde({how})]\n#[non_exhaustive]\npub enum {name} {{\n{arms}}}\n\n"
        )
    };
    if reads && !union.secret {
        code.push_str(&writing(union, arms_write_tag, scope));
    }
    for arm in union.arms.iter().filter(|_| union.direction.request) {
        code.push_str(&format!(
            "impl From<{model}> for {name} {{\nfn from(value: {model}) -> Self {{\nSelf::{}(value)\n}}\n}}\n\n",
            arm.name,
            model = arm.model,
        ));
    }
    code
}

fn reading(union: &Union, scope: &Scope) -> String {
    let (deserialize, deserializer) =
        (scope.import("serde", "Deserialize"), scope.import("serde", "Deserializer"));
    scope.import("serde::de", "Error");
    let arms = union.arms.iter().map(|arm| {
        format!("Some({:?}) => {}::deserialize(json).map(Self::{}),\n", arm.wire, arm.model, arm.name)
    });
    format!(
        "impl<'de> {deserialize}<'de> for {name} {{\n\
         fn deserialize<D: {deserializer}<'de>>(deserializer: D) -> Result<Self, D::Error> {{\n\
         let json = Value::deserialize(deserializer)?;\n\
         let decoded = match json.get({tag:?}).and_then(Value::as_str) {{\n{arms}\
         other => {{\nlet tag = UnknownValue::from_wire(other.unwrap_or_default());\nOk(Self::Unknown {{ tag, json }})\n}}\n}};\n\
         decoded.map_err(D::Error::custom)\n}}\n}}\n\n",
        name = union.name,
        tag = union.tag,
        arms = arms.collect::<String>(),
    )
}

fn writing(union: &Union, arms_write_tag: bool, scope: &Scope) -> String {
    let (serialize, serializer) = (scope.import("serde", "Serialize"), scope.import("serde", "Serializer"));
    let known = union
        .arms
        .iter()
        .map(|arm| format!("#[serde(rename = {:?})]\n{}(&'a {}),\n", arm.wire, arm.name, arm.model));
    let known = if arms_write_tag {
        String::new()
    } else {
        format!(
            "#[derive({serialize})]\n#[serde(tag = {:?})]\nenum Known<'a> {{\n{}}}\n",
            union.tag,
            known.collect::<String>()
        )
    };
    let arms = union.arms.iter().map(|arm| {
        let value = if arms_write_tag { "value".to_owned() } else { format!("Known::{}(value)", arm.name) };
        format!("Self::{}(value) => {value}.serialize(serializer),\n", arm.name)
    });
    format!(
        "impl {serialize} for {} {{\nfn serialize<S: {serializer}>(&self, serializer: S) -> Result<S::Ok, S::Error> {{\n\
         {known}match self {{\n{}Self::Unknown {{ json, .. }} => json.serialize(serializer),\n}}\n}}\n}}\n\n",
        union.name,
        arms.collect::<String>(),
    )
}

/// The function that says that a list or map is empty.
fn is_empty(ty: &Type) -> &'static str {
    match ty {
        Type::Map(_) => "BTreeMap::is_empty",
        Type::Object => "Map::is_empty",
        _ => "Vec::is_empty",
    }
}

/// A comment of one paragraph, for the call sites that have the text already.
pub(super) fn line(text: &str) -> String {
    comment("", &[text])
}
