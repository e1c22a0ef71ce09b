//! Rules that span domains.

pub(crate) mod changes;
pub(crate) mod expiry;
pub(crate) mod id_tokens;
pub(crate) mod references;
