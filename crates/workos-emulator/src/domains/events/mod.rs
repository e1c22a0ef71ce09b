//! The events API.

pub(crate) mod handlers;

use crate::domains::domain::Domain;
use crate::domains::domain::Handler::Plain;

pub(crate) const DOMAIN: Domain = Domain { handlers: &[("events.list", Plain(handlers::list))], pages: &[] };
