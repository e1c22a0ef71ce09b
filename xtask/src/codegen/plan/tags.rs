//! The field that tells the alternatives of a union apart.

use std::collections::BTreeSet;

use crate::codegen::parse::Schema;

/// Returns the property whose constant distinguishes the alternatives.
pub(crate) fn tag_of(schema: &Schema, parts: &[&Schema]) -> Option<String> {
    let constants = |name: &str| -> Option<BTreeSet<&str>> {
        parts.iter().map(|part| part.properties.get(name)?.constant.as_ref()?.as_str()).collect()
    };
    let distinguishes = |name: &str| constants(name).is_some_and(|values| values.len() == parts.len());
    let named = schema.discriminator.as_ref().map(|discriminator| discriminator.property_name.as_str());
    let first = parts.first()?.properties.iter().map(|(name, _)| name);
    named.into_iter().chain(first).find(|name| distinguishes(name)).map(str::to_owned)
}
