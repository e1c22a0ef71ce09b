//! Signing people in and out.

pub(crate) mod advice;
pub(crate) mod browser;
pub(crate) mod events;
pub(crate) mod handlers;
pub(crate) mod model;
pub(crate) mod outcome;
pub(crate) mod pages;
pub(crate) mod seed;
pub(crate) mod sign_in_page;
pub(crate) mod somebody;
pub(crate) mod store;

use crate::domains::domain::Domain;
use crate::domains::domain::Handler::{Plain, Staged};

pub(crate) const DOMAIN: Domain = Domain {
    handlers: &[
        ("sso.authorize", Plain(handlers::authorize::authorize)),
        ("sso.profile_and_token", Staged(handlers::token::profile_and_token)),
        ("sso.profile", Plain(handlers::token::profile)),
        ("sso.profile_by_post", Plain(handlers::token::profile_by_post)),
        ("sso.authorize_logout", Plain(handlers::logout::authorize_logout)),
        ("sso.logout", Plain(handlers::logout::logout)),
        ("sso.jwks", Plain(handlers::token::jwks)),
    ],
    pages: &[
        ("GET", "/sso/jwks", Plain(handlers::token::jwks)),
        ("GET", "/_emulator/signed-out", Plain(handlers::logout::signed_out)),
        ("POST", sign_in_page::PATH, Plain(pages::decide)),
    ],
};
