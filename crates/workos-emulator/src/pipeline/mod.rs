//! One request, from its route to its response.

pub(crate) mod exchange;
pub(crate) mod router;
pub(crate) mod shared;
pub(crate) mod validate;
