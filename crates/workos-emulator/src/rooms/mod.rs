//! What the emulator does, by part of the API.

pub(crate) mod connections;
pub(crate) mod events;
mod hosted;
pub(crate) mod it_contacts;
pub(crate) mod organization_domains;
pub(crate) mod organizations;
mod paging;
pub(crate) mod pipes;
pub(crate) mod portal;
pub(crate) mod saml_certificates;
pub(crate) mod sign_in_page;
pub(crate) mod sso;
pub(crate) mod users;
pub(crate) mod webhook_endpoints;
pub(crate) mod widgets;
