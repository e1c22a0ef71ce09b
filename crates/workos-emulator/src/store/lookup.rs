//! Ids that are free, and objects that others refer to.

use crate::http::rejected::Rejected;
use crate::store::collection::{Collection, Stored};

/// The pinned id, if it is free, or a new one.
pub(crate) fn free_id<T: Clone + Stored>(
    pinned: Option<String>,
    collection: &Collection<T>,
    make: impl Fn() -> String,
) -> Result<String, Rejected> {
    match pinned {
        None => Ok(make()),
        Some(id) if id.is_empty() => Err(Rejected::new("id", &id, "is empty")),
        Some(id) if collection.knows(&id) => Err(Rejected::new("id", &id, "is taken")),
        Some(id) => Ok(id),
    }
}

/// The one object with this id or, where there is none, of this name.
pub(crate) fn referred<'a, T: Clone + Stored>(
    collection: &'a Collection<T>,
    field: &'static str,
    reference: &str,
    name: impl Fn(&T) -> &str,
) -> Result<&'a T, Rejected> {
    match collection.get(reference) {
        Some(one) => Ok(one),
        None => only(collection.iter().filter(|one| name(one) == reference), field, reference)
            .map_err(|rejected| rejected.similar(collection.iter().flat_map(|one| [one.id(), name(one)]))),
    }
}

fn only<'a, T>(
    mut found: impl Iterator<Item = &'a T>,
    field: &'static str,
    reference: &str,
) -> Result<&'a T, Rejected> {
    match (found.next(), found.next()) {
        (Some(one), None) => Ok(one),
        (None, _) => Err(Rejected::not_found(field, reference)),
        (Some(_), Some(_)) => Err(Rejected::new(field, reference, "is not unique: use the id")),
    }
}
