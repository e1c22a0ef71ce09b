//! Users of the environment.

pub(crate) mod changes;
pub(crate) mod handlers;
pub(crate) mod model;
pub(crate) mod seed;

use crate::domains::domain::Domain;

pub(crate) const DOMAIN: Domain = Domain {
    handlers: &[
        ("users.list", handlers::list),
        ("users.create", handlers::create),
        ("users.get", handlers::get),
        ("users.get_by_external_id", handlers::get_by_external_id),
        ("users.update", handlers::update),
        ("users.delete", handlers::delete),
    ],
    pages: &[],
};
