//! Users of the environment.

pub(crate) mod changes;
pub(crate) mod handlers;
pub(crate) mod model;
pub(crate) mod seed;
pub(crate) mod store;

use http::StatusCode;

use crate::domains::domain::Domain;
use crate::domains::domain::Handler::Plain;
use crate::domains::users::handlers::USERS;

pub(crate) const DOMAIN: Domain = Domain {
    handlers: &[
        ("users.list", Plain(handlers::list)),
        ("users.create", Plain(handlers::create)),
        ("users.get", Plain(|call, tx| USERS.get(call, tx))),
        ("users.get_by_external_id", Plain(handlers::get_by_external_id)),
        ("users.update", Plain(|call, tx| USERS.update(call, tx))),
        ("users.delete", Plain(|call, tx| USERS.delete(call, tx, StatusCode::OK))),
    ],
    pages: &[],
    kinds: &[&USERS],
};
