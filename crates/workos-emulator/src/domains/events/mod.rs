//! The events API.

pub(crate) mod handlers;

use crate::domains::domain::Domain;

pub(crate) const DOMAIN: Domain = Domain { handlers: &[("events.list", handlers::list)], pages: &[] };
