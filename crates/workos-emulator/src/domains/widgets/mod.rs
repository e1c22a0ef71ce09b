//! Tokens for widgets.

pub(crate) mod handlers;

use crate::domains::domain::Domain;

pub(crate) const DOMAIN: Domain = Domain {
    handlers: &[("widgets.token", handlers::token), ("widgets.client_token", handlers::client_token)],
    pages: &[],
};
