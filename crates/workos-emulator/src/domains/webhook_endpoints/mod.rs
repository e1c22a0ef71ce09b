//! The endpoints that events are sent to.

pub(crate) mod changes;
pub(crate) mod handlers;
pub(crate) mod seed;

use crate::domains::domain::Domain;
use crate::domains::domain::Handler::Plain;

pub(crate) const DOMAIN: Domain = Domain {
    handlers: &[
        ("webhook_endpoints.list", Plain(handlers::list)),
        ("webhook_endpoints.create", Plain(handlers::create)),
        ("webhook_endpoints.update", Plain(handlers::update)),
        ("webhook_endpoints.delete", Plain(handlers::delete)),
    ],
    pages: &[],
};
