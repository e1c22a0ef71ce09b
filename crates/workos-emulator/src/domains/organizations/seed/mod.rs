//! Organizations and IT contacts of a seed.

pub(crate) mod it_contact;
pub(crate) mod organization;
