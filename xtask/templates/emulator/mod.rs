//! The WORDS of an environment.

pub(crate) mod handlers;
pub(crate) mod model;
pub(crate) mod seed;
pub(crate) mod store;

use crate::domains::LIBRARY::handlers::RESOURCE;
use crate::domains::domain::Domain;
use crate::domains::domain::Handler::Plain;

pub(crate) const DOMAIN: Domain = Domain {
    handlers: &[("LIBRARY.get", Plain(|call, tx| RESOURCE.get(call, tx)))],
    pages: &[],
    kinds: &[&RESOURCE],
};
