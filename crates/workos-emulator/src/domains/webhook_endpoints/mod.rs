//! The endpoints that events are sent to.

pub(crate) mod changes;
pub(crate) mod handlers;
pub(crate) mod seed;

use crate::domains::domain::Domain;

pub(crate) const DOMAIN: Domain = Domain {
    handlers: &[
        ("webhook_endpoints.list", handlers::list),
        ("webhook_endpoints.create", handlers::create),
        ("webhook_endpoints.update", handlers::update),
        ("webhook_endpoints.delete", handlers::delete),
    ],
    pages: &[],
};
