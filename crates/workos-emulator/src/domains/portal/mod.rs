//! The Admin Portal.

pub(crate) mod handlers;
pub(crate) mod icons;
pub(crate) mod pages;
pub(crate) mod store;

use crate::domains::domain::Domain;

pub(crate) const DOMAIN: Domain = Domain {
    handlers: &[
        ("admin_portal.generate_link", handlers::generate_link),
        ("admin_portal.revoke_link", handlers::revoke_link),
        ("admin_portal.provider_icons", icons::provider_icons),
    ],
    pages: &[
        ("GET", "/portal/launch", pages::launch),
        ("POST", pages::PATH, pages::decide),
        ("GET", "/portal/provider_icons/{provider}", icons::icon),
    ],
};
