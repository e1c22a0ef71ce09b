//! Users of the environment.

pub(crate) mod changes;
pub(crate) mod handlers;
pub(crate) mod model;
pub(crate) mod seed;
pub(crate) mod store;

use crate::domains::domain::Domain;
use crate::domains::domain::Handler::Plain;

pub(crate) const DOMAIN: Domain = Domain {
    handlers: &[
        ("users.list", Plain(handlers::list)),
        ("users.create", Plain(handlers::create)),
        ("users.get", Plain(handlers::get)),
        ("users.get_by_external_id", Plain(handlers::get_by_external_id)),
        ("users.update", Plain(handlers::update)),
        ("users.delete", Plain(handlers::delete)),
    ],
    pages: &[],
};
