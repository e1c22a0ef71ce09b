//! Tokens for widgets.

pub(crate) mod handlers;

use crate::domains::domain::Domain;
use crate::domains::domain::Handler::Staged;

pub(crate) const DOMAIN: Domain = Domain {
    handlers: &[
        ("widgets.token", Staged(handlers::token)),
        ("widgets.client_token", Staged(handlers::client_token)),
    ],
    pages: &[],
    kinds: &[],
};
