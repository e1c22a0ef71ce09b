//! Handlers of organizations, their domains and their IT contacts.

pub(crate) mod domains;
pub(crate) mod it_contacts;
pub(crate) mod organizations;
