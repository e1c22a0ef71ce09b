//! Containers of the state, which record their own changes.

pub(crate) mod collection;
pub(crate) mod env;
pub(crate) mod expiring;
pub(crate) mod lookup;
pub(crate) mod map;
pub(crate) mod paging;
pub(crate) mod switches;
pub(crate) mod table;
