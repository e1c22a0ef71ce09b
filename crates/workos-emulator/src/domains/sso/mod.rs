//! Signing people in and out.

pub(crate) mod browser;
pub(crate) mod handlers;
pub(crate) mod model;
pub(crate) mod pages;
pub(crate) mod seed;

use crate::domains::domain::Domain;

pub(crate) const DOMAIN: Domain = Domain {
    handlers: &[
        ("sso.authorize", handlers::authorize::authorize),
        ("sso.profile_and_token", handlers::token::profile_and_token),
        ("sso.profile", handlers::token::profile),
        ("sso.profile_by_post", handlers::token::profile_by_post),
        ("sso.authorize_logout", handlers::logout::authorize_logout),
        ("sso.logout", handlers::logout::logout),
        ("sso.jwks", handlers::token::jwks),
    ],
    pages: &[
        ("GET", "/sso/jwks", handlers::token::jwks),
        ("GET", "/_emulator/signed-out", handlers::logout::signed_out),
        ("POST", pages::PATH, pages::decide),
    ],
};
