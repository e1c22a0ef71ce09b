//! Answers questions about one item of rustdoc's JSON.

use rustdoc_types::{Attribute, Id, Impl, Item, ItemEnum, Struct, StructKind, Variant, VariantKind};
use serde_json::Value;

/// Auto traits that only the compiler and unstable code can name.
const UNSTABLE: &[&str] = &["Freeze", "UnsafeUnpin"];

/// Whether an item follows from others: what an implementation has by its trait, and traits that no user can name.
pub(super) fn is_implied(item: &Item, owner: Option<&Item>) -> bool {
    let of_trait = |item: &Item| matches!(&item.inner, ItemEnum::Impl(Impl { trait_: Some(_), .. }));
    if owner.is_some_and(of_trait) {
        return !matches!(item.inner, ItemEnum::AssocType { .. });
    }
    let ItemEnum::Impl(Impl { trait_: Some(path), is_synthetic: true, .. }) = &item.inner else {
        return false;
    };
    path.path.rsplit("::").next().is_some_and(|name| UNSTABLE.contains(&name))
}

/// Whether an item of a trait has a default.
pub(super) fn is_provided(item: &Item) -> bool {
    match &item.inner {
        ItemEnum::Function(function) => function.has_body,
        ItemEnum::AssocConst { value, .. } => value.is_some(),
        ItemEnum::AssocType { type_, .. } => type_.is_some(),
        _ => false,
    }
}

/// Whether users may have to name a part of an item in an expression, a pattern or an implementation.
pub(super) fn is_part_to_name(part: &Item, owner: &Item) -> bool {
    let is_closed = match &owner.inner {
        ItemEnum::Struct(owner) => !has_private_fields(&owner.kind),
        ItemEnum::Variant(owner) => {
            !matches!(owner.kind, VariantKind::Struct { has_stripped_fields: true, .. })
        }
        ItemEnum::Enum(owner) => !owner.has_stripped_variants,
        ItemEnum::Trait(_) => !is_provided(part),
        _ => false,
    };
    is_closed && !matches!(part.inner, ItemEnum::Impl(_)) && !can_grow(owner)
}

/// Whether users can create a struct by its fields.
pub(super) fn is_constructible(item: &Item) -> bool {
    matches!(&item.inner, ItemEnum::Struct(item) if !has_private_fields(&item.kind)) && !can_grow(item)
}

fn has_private_fields(kind: &StructKind) -> bool {
    match kind {
        StructKind::Unit => false,
        StructKind::Tuple(fields) => fields.contains(&None),
        StructKind::Plain { has_stripped_fields, .. } => *has_stripped_fields,
    }
}

fn can_grow(item: &Item) -> bool {
    item.attrs.contains(&Attribute::NonExhaustive)
}

/// Returns the fields without a name, which the text of their owner includes.
pub(super) fn tuple_fields(item: &ItemEnum) -> &[Option<Id>] {
    match item {
        ItemEnum::Struct(Struct { kind: StructKind::Tuple(fields), .. })
        | ItemEnum::Variant(Variant { kind: VariantKind::Tuple(fields), .. }) => fields,
        _ => &[],
    }
}

/// Collects the ids of the types and traits in a declaration: of every object in its JSON that is a
/// [`Path`](rustdoc_types::Path), however deep.
pub(super) fn collect_ids(value: &Value, ids: &mut Vec<Id>) {
    match value {
        Value::Object(fields) => {
            let id = fields.get("id").filter(|_| fields.contains_key("path")).and_then(Value::as_u64);
            ids.extend(id.and_then(|id| u32::try_from(id).ok()).map(Id));
            fields.values().for_each(|value| collect_ids(value, ids));
        }
        Value::Array(values) => values.iter().for_each(|value| collect_ids(value, ids)),
        _ => {}
    }
}
