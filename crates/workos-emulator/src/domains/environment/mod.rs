//! The environment: API keys, clients, redirect URIs and signing keys.

pub(crate) mod configuration;
pub(crate) mod handlers;
pub(crate) mod model;
pub(crate) mod store;

use crate::domains::domain::Domain;
use crate::domains::environment::handlers::{CLIENTS, REDIRECT_URIS};

pub(crate) const DOMAIN: Domain = Domain { handlers: &[], pages: &[], kinds: &[&CLIENTS, &REDIRECT_URIS] };
