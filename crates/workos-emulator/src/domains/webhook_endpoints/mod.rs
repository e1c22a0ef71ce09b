//! The endpoints that events are sent to.

pub(crate) mod changes;
pub(crate) mod handlers;
pub(crate) mod seed;

use http::StatusCode;

use crate::domains::domain::Domain;
use crate::domains::domain::Handler::Plain;
use crate::domains::webhook_endpoints::handlers::WEBHOOK_ENDPOINTS;

pub(crate) const DOMAIN: Domain = Domain {
    handlers: &[
        ("webhook_endpoints.list", Plain(|call, tx| WEBHOOK_ENDPOINTS.list_all(call, tx))),
        ("webhook_endpoints.create", Plain(handlers::create)),
        ("webhook_endpoints.update", Plain(|call, tx| WEBHOOK_ENDPOINTS.update(call, tx))),
        (
            "webhook_endpoints.delete",
            Plain(|call, tx| WEBHOOK_ENDPOINTS.delete(call, tx, StatusCode::NO_CONTENT)),
        ),
    ],
    pages: &[],
    kinds: &[&WEBHOOK_ENDPOINTS],
};
