//! Renders enums over other types. A constant among the fields of an arm, a constant beside the value, or the JSON type
//! distinguishes the arms.

use super::docs::{comment, comment_or};
use super::fields::{field_attribute, field_type};
use super::scope::Scope;
use crate::codegen::plan::{Arm, Direction, Model, Plan, Presence, Scalar, Type, Union};

/// Renders the enum of a union, with its impls.
pub(super) fn render(union: &Union, plan: &Plan, scope: &Scope) -> Result<String, String> {
    let Direction { request, response } = union.direction;
    if union.beside.is_some() && request {
        return Err(format!("{}: x-rust-envelope is only for received objects", union.name));
    }
    let mut code = if response { open(union, scope) } else { closed(union, scope) };
    if response {
        code.push_str(&if union.beside.is_some() {
            reading_beside(union, scope)
        } else {
            reading(union, scope)
        });
    }
    if response && !union.secret {
        code.push_str(&if union.beside.is_some() {
            writing_beside(union, scope)
        } else {
            writing(union, scope)
        });
    }
    if union.beside.is_some() {
        code.push_str(&name_of(union));
    }
    for arm in union.arms.iter().filter(|_| request) {
        code.push_str(&format!(
            "impl From<{ty}> for {name} {{\nfn from(value: {ty}) -> Self {{\nSelf::{}(value)\n}}\n}}\n\n",
            arm.name,
            ty = scope.ty(&arm.ty),
            name = union.name,
        ));
    }
    if response {
        code.push_str(&example(union, plan, scope));
    }
    Ok(code)
}

/// Renders an enum over simple types.
pub(super) fn scalar(scalar: &Scalar, scope: &Scope) -> String {
    let Direction { request, response } = scalar.direction;
    let name = &scalar.name;
    let mut arms = String::new();
    let mut from = String::new();
    let mut read = String::new();
    for ty in &scalar.arms {
        let (arm, doc) = scalar_arm(ty);
        arms.push_str(&format!("/// {doc}\n{arm}({}),\n", scope.ty(ty)));
        let takes: &[(&str, &str)] = match ty {
            Type::Bool => &[("bool", "value")],
            Type::I64 => &[("i64", "value"), ("i32", "value.into()")],
            Type::F64 => &[("f64", "value")],
            _ => &[("String", "value"), ("&str", "value.to_owned()")],
        };
        for (ty, value) in takes {
            from.push_str(&format!(
                "impl From<{ty}> for {name} {{\nfn from(value: {ty}) -> Self {{\nSelf::{arm}({value})\n}}\n}}\n\n"
            ));
        }
        read.push_str(match ty {
            Type::Bool => "Value::Bool(value) => Self::Bool(value),\n",
            Type::I64 => {
                "Value::Number(number) if number.is_i64() => Self::Integer(number.as_i64().unwrap_or_default()),\n"
            }
            Type::F64 => {
                "Value::Number(number) if number.is_f64() => Self::Number(number.as_f64().unwrap_or_default()),\n"
            }
            _ => "Value::String(text) => Self::Text(text),\n",
        });
    }
    let mut derives = vec!["Clone".to_owned(), "Debug".to_owned(), "PartialEq".to_owned()];
    let mut how = "untagged".to_owned();
    if response {
        let value = scope.import("serde_json", "Value");
        derives.push(scope.import("serde", "Deserialize"));
        how.push_str(&format!(", from = {value:?}"));
        arms.push_str(&format!(
            "/// Any other value, for example a number beyond 64 bits.\nOther({value}),\n"
        ));
        from.push_str(&format!(
            "impl From<{value}> for {name} {{\nfn from(value: {value}) -> Self {{\nmatch value {{\n{read}\
             other => Self::Other(other),\n}}\n}}\n}}\n\n"
        ));
    }
    if request || response {
        derives.push(scope.import("serde", "Serialize"));
    }
    format!(
        "{}#[derive({})]\n#[serde({how})]\n#[non_exhaustive]\npub enum {name} {{\n{arms}}}\n\n{from}",
        comment_or("", &scalar.doc, name),
        derives.join(", "),
    )
}

/// Returns the name of the arm that holds a simple type, and its description.
pub(super) fn scalar_arm(ty: &Type) -> (&'static str, &'static str) {
    match ty {
        Type::Bool => ("Bool", "True or false."),
        Type::I64 => ("Integer", "An exact integer."),
        Type::F64 => ("Number", "A number with a fraction."),
        _ => ("Text", "A string."),
    }
}

/// Renders the impls of an envelope: a struct with a content field whose type depends on a constant beside it.
///
/// An object that does not decode becomes an envelope with its text as the content. So each of the other fields needs a
/// value for the case that it cannot be read.
pub(super) fn envelope(model: &Model, plan: &Plan, scope: &Scope) -> Result<String, String> {
    let Some(wire) = &model.content else { return Ok(String::new()) };
    let (deserialize, deserializer) =
        (scope.import("serde", "Deserialize"), scope.import("serde", "Deserializer"));
    let mut fields = String::new();
    let mut values = String::new();
    let mut kept = String::new();
    let (content, rest): (Vec<_>, Vec<_>) = model.fields.iter().partition(|field| field.wire == *wire);
    for field in rest {
        let presence = field.presence(model.direction);
        fields.push_str(&field_attribute(field, presence, true, false, scope));
        fields.push_str(&format!("{}: {},\n", field.name, field_type(field, presence, scope)));
        values.push_str(&format!("{name}: rest.{name},\n", name = field.name));
        let none = match (presence, &field.ty) {
            (Presence::Optional | Presence::Nullable, _) => "",
            (Presence::Empty, _) | (_, Type::String) => ".unwrap_or_default()",
            (_, Type::Id(_)) => ".unwrap_or_else(|| \"\".into())",
            _ => {
                return Err(format!(
                    "{}: {} is required, but has no value for an object that does not decode: make it optional",
                    model.name, field.name
                ));
            }
        };
        kept.push_str(&format!("{}: members.read({:?}){none},\n", field.name, field.wire));
    }
    let union = content.first().and_then(|field| match &field.ty {
        Type::Union(named) => plan.union(&named.name),
        _ => None,
    });
    let union = union.ok_or_else(|| format!("{}: {wire} is not a union", model.name))?;
    let content = content.first().map_or("content", |field| field.name.as_str());
    let undecodable = scope.core("Undecodable");
    Ok(format!(
        "impl<'de> {deserialize}<'de> for {name} {{\n\
         /// Decodes an object. One that does not decode is not an error: its text is in the variant `Undecodable`.\n\
         fn deserialize<D: {deserializer}<'de>>(deserializer: D) -> Result<Self, D::Error> {{\n\
         workos_internal::read_or_keep(deserializer)\n}}\n}}\n\n\
         impl workos_internal::Envelope for {name} {{\n\
         const TAG: &'static str = {tag:?};\n\n\
         fn read<'de, D: {deserializer}<'de>>(deserializer: D) -> Result<Self, D::Error> {{\n\
         #[derive({deserialize})]\nstruct Rest {{\n{fields}}}\n\
         let (rest, {content}): (Rest, _) = workos_internal::read_envelope(deserializer)?;\n\
         Ok(Self {{ {values}{content} }})\n}}\n\n\
         fn keep(members: &workos_internal::Members<'_>, object: workos_internal::KeptObject) -> Self {{\n\
         let undecodable = {undecodable}::new(&object.name, &object.reason, object.json);\n\
         Self {{ {kept}{content}: {union}::Undecodable(Box::new(undecodable)) }}\n}}\n}}\n\n\
         {writes}",
        name = model.name,
        tag = union.tag,
        union = union.name,
        writes = if union.secret { String::new() } else { envelope_writing(model, union, content, scope) },
    ))
}

/// Renders `Serialize` of an envelope. An object that did not decode is written as it was received. Any other is
/// written by the inherent function that serde derives.
fn envelope_writing(model: &Model, union: &Union, content: &str, scope: &Scope) -> String {
    let (serialize, serializer) = (scope.import("serde", "Serialize"), scope.import("serde", "Serializer"));
    format!(
        "impl {serialize} for {name} {{\n\
         fn serialize<S: {serializer}>(&self, serializer: S) -> Result<S::Ok, S::Error> {{\n\
         match &self.{content} {{\n\
         {union}::Undecodable(json) => json.serialize(serializer),\n\
         // Calls the inherent function that serde derives for `remote`.\n\
         _ => Self::serialize(self, serializer),\n}}\n}}\n}}\n\n",
        name = model.name,
        union = union.name,
    )
}

/// Renders an enum that is only sent.
fn closed(union: &Union, scope: &Scope) -> String {
    let serialize = scope.import("serde", "Serialize");
    let mut arms = String::new();
    for arm in &union.arms {
        arms.push_str(&comment_or("    ", &arm.doc, &arm.wire));
        if !writes_own_tag(union) {
            arms.push_str(&format!("#[serde(rename = {:?})]\n", arm.wire));
        }
        arms.push_str(&format!("{}({}),\n", arm.name, scope.ty(&arm.ty)));
    }
    let how = if writes_own_tag(union) { "untagged".to_owned() } else { format!("tag = {:?}", union.tag) };
    format!(
        "{}#[derive(Clone, Debug, {serialize})]\n#[serde({how})]\n#[non_exhaustive]\npub enum {} {{\n{arms}}}\n\n",
        comment_or("", &union.doc, &union.name),
        union.name,
    )
}

/// Renders an enum that is received, with an arm for kinds that this version does not know.
fn open(union: &Union, scope: &Scope) -> String {
    let (unknown, value) = (scope.core("UnknownValue"), scope.core("UnknownJson"));
    let mut arms = String::new();
    for arm in &union.arms {
        arms.push_str(&comment_or("    ", &arm.doc, &arm.wire));
        arms.push_str(&format!("{}({}),\n", arm.name, scope.ty(&arm.ty)));
    }
    let (json, open) = if union.beside.is_some() {
        let undecodable = scope.core("Undecodable");
        arms.push_str(&format!(
            "/// An object that has no name or does not match its name: its text as received, with the reason.\n\
             Undecodable(Box<{undecodable}>),\n"
        ));
        (
            "The content.",
            "Open: a kind that this version does not know decodes to `Unknown`, with its JSON. An object that does\n\
             /// not decode becomes `Undecodable`, with its whole text.",
        )
    } else {
        (
            "The whole object.",
            "Open: a kind that this version does not know decodes to `Unknown`, with its JSON.",
        )
    };
    format!(
        "{}///\n/// {open}\n\
         #[derive(Clone, Debug)]\n#[non_exhaustive]\npub enum {} {{\n{arms}\
         /// A kind that this version does not know.\n#[non_exhaustive]\nUnknown {{\n\
         /// The value of `{}`.\ntag: {unknown},\n/// {json}\njson: {value},\n}},\n}}\n\n",
        comment_or("", &union.doc, &union.name),
        union.name,
        union.tag,
    )
}

/// Whether each arm writes the tag itself, as arms with the tag `object` do.
fn writes_own_tag(union: &Union) -> bool {
    union.tag == "object"
}

fn reading(union: &Union, scope: &Scope) -> String {
    let (deserialize, deserializer) =
        (scope.import("serde", "Deserialize"), scope.import("serde", "Deserializer"));
    scope.import("serde::de", "Error");
    scope.import("serde_json", "Value");
    let arms = union.arms.iter().map(|arm| {
        format!("Some({:?}) => {}::deserialize(json).map(Self::{}),\n", arm.wire, scope.ty(&arm.ty), arm.name)
    });
    format!(
        "impl<'de> {deserialize}<'de> for {name} {{\n\
         fn deserialize<D: {deserializer}<'de>>(deserializer: D) -> Result<Self, D::Error> {{\n\
         let json = Value::deserialize(deserializer)?;\n\
         let decoded = match json.get({tag:?}).and_then(Value::as_str) {{\n{arms}\
         other => {{\nlet tag = UnknownValue::from_wire(other.unwrap_or_default());\nOk(Self::Unknown {{ tag, json: json.into() }})\n}}\n}};\n\
         decoded.map_err(D::Error::custom)\n}}\n}}\n\n",
        name = union.name,
        tag = union.tag,
        arms = arms.collect::<String>(),
    )
}

fn reading_beside(union: &Union, scope: &Scope) -> String {
    let Some(content) = &union.beside else { return String::new() };
    let (deserialize, deserializer) =
        (scope.import("serde", "Deserialize"), scope.import("serde", "Deserializer"));
    let arms = union
        .arms
        .iter()
        .map(|arm| format!("{:?} => {deserialize}::deserialize(json).map(Self::{}),\n", arm.wire, arm.name));
    format!(
        "impl<'de> {}<'de> for {name} {{\n\
         const TAG: &'static str = {tag:?};\nconst FIELD: &'static str = {content:?};\n\n\
         fn read<D: {deserializer}<'de>>(tag: &str, json: D) -> Result<Self, D::Error> {{\n\
         match tag {{\n{arms}\
         other => {{\nlet tag = UnknownValue::from_wire(other);\n\
         UnknownJson::deserialize(json).map(|json| Self::Unknown {{ tag, json }})\n}}\n}}\n}}\n}}\n\n",
        "workos_internal::Content",
        name = union.name,
        tag = union.tag,
        arms = arms.collect::<String>(),
    )
}

fn writing(union: &Union, scope: &Scope) -> String {
    let (serialize, serializer) = (scope.import("serde", "Serialize"), scope.import("serde", "Serializer"));
    let own_tag = writes_own_tag(union);
    let known = union
        .arms
        .iter()
        .map(|arm| format!("#[serde(rename = {:?})]\n{}(&'a {}),\n", arm.wire, arm.name, scope.ty(&arm.ty)));
    let known = if own_tag {
        String::new()
    } else {
        format!(
            "#[derive({serialize})]\n#[serde(tag = {:?})]\nenum Known<'a> {{\n{}}}\n",
            union.tag,
            known.collect::<String>()
        )
    };
    let arms = union.arms.iter().map(|arm| {
        let value = if own_tag { "value".to_owned() } else { format!("Known::{}(value)", arm.name) };
        format!("Self::{}(value) => {value}.serialize(serializer),\n", arm.name)
    });
    format!(
        "impl {serialize} for {} {{\nfn serialize<S: {serializer}>(&self, serializer: S) -> Result<S::Ok, S::Error> {{\n\
         {known}match self {{\n{}Self::Unknown {{ json, .. }} => json.serialize(serializer),\n}}\n}}\n}}\n\n",
        union.name,
        arms.collect::<String>(),
    )
}

/// Renders `Serialize`, which writes the constant and the content. The envelope flattens them into its own fields.
fn writing_beside(union: &Union, scope: &Scope) -> String {
    let (serialize, serializer) = (scope.import("serde", "Serialize"), scope.import("serde", "Serializer"));
    scope.import("serde::ser", "SerializeMap");
    let Some(content) = &union.beside else { return String::new() };
    let arms = union
        .arms
        .iter()
        .map(|arm| format!("Self::{}(value) => map.serialize_entry({content:?}, value)?,\n", arm.name));
    format!(
        "impl {serialize} for {} {{\nfn serialize<S: {serializer}>(&self, serializer: S) -> Result<S::Ok, S::Error> {{\n\
         if let Self::Undecodable(json) = self {{\nreturn json.serialize(serializer);\n}}\n\
         let mut map = serializer.serialize_map(Some(2))?;\n\
         map.serialize_entry({:?}, self.name())?;\n\
         match self {{\n{}Self::Unknown {{ json, .. }} => map.serialize_entry({content:?}, json)?,\n\
         Self::Undecodable(_) => {{}}\n}}\n\
         map.end()\n}}\n}}\n\n",
        union.name,
        union.tag,
        arms.collect::<String>(),
    )
}

fn name_of(union: &Union) -> String {
    let arms = union.arms.iter().map(|arm| format!("Self::{}(_) => {:?},\n", arm.name, arm.wire));
    format!(
        "impl {} {{\n/// Returns the wire name of the kind: the value of `{}`. Empty if that cannot be read.\n#[must_use]\n\
         pub fn name(&self) -> &str {{\nmatch self {{\n{}Self::Unknown {{ tag, .. }} => tag.as_str(),\n\
         Self::Undecodable(json) => json.name(),\n}}\n}}\n}}\n\n",
        union.name,
        union.tag,
        arms.collect::<String>(),
    )
}

fn example(union: &Union, plan: &Plan, scope: &Scope) -> String {
    // Only an arm that cannot contain this union again, so that the example is finite.
    let is_finite = |arm: &&Arm| !plan.leads_to(&arm.ty, &union.name);
    let Some(arm) = union.arms.iter().find(is_finite) else { return String::new() };
    let value = match &arm.ty {
        Type::Model(_) | Type::Union(_) => format!("{}::example()", scope.ty(&arm.ty)),
        Type::Boxed(inner) => format!("{}::example().into()", scope.ty(inner)),
        _ => return String::new(),
    };
    let doc = comment("    ", &["Returns the example of the contract, to be adjusted in a test."]);
    format!(
        "#[cfg(feature = \"test-util\")]\nimpl {} {{\n{doc}#[must_use]\npub fn example() -> Self {{\n\
         Self::{}({value})\n}}\n}}\n\n",
        union.name, arm.name,
    )
}
