//! Fields of structs: their types and serde attributes.

use super::scope::Scope;
use crate::codegen::plan::{Field, Presence, Type};

/// Returns the Rust type of a field.
pub(super) fn field_type(field: &Field, presence: Presence, scope: &Scope) -> String {
    let ty = scope.ty(&field.ty);
    match presence {
        Presence::Always | Presence::Empty => ty,
        Presence::Optional | Presence::Nullable => format!("Option<{ty}>"),
        Presence::Patch => format!("{}<{ty}>", scope.core("Patch")),
    }
}

/// Renders the serde attribute of a field, for a struct that derives `Deserialize` (`reads`) or `Serialize` (`writes`).
pub(super) fn field_attribute(
    field: &Field,
    presence: Presence,
    reads: bool,
    writes: bool,
    scope: &Scope,
) -> String {
    let mut parts = Vec::new();
    if field.name.trim_start_matches("r#") != field.wire {
        parts.push(format!("rename = {:?}", field.wire));
    }
    if reads {
        parts.extend(field.aliases.iter().map(|alias| format!("alias = {alias:?}")));
        match presence {
            Presence::Optional | Presence::Nullable => parts.push("default".to_owned()),
            Presence::Empty => {
                parts.push("default, deserialize_with = \"workos_internal::null_as_default\"".to_owned());
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
        if is_secret(&field.ty) {
            parts.push(format!("serialize_with = {:?}", scope.core_path("expose")));
        }
    }
    if parts.is_empty() { String::new() } else { format!("#[serde({})]\n", parts.join(", ")) }
}

/// Whether a value of this type consists of secrets, which do not implement `Serialize`.
pub(super) fn is_secret(ty: &Type) -> bool {
    match ty {
        Type::Secret => true,
        Type::Option(inner) | Type::List(inner) | Type::Map(inner) => is_secret(inner),
        _ => false,
    }
}

/// Returns the function that checks whether a list or map is empty.
fn is_empty(ty: &Type) -> &'static str {
    match ty {
        Type::Map(_) => "BTreeMap::is_empty",
        Type::Object => "Map::is_empty",
        _ => "Vec::is_empty",
    }
}
