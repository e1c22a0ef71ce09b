//! The Admin Portal.

pub(crate) mod changes;
pub(crate) mod handlers;
pub(crate) mod icons;
pub(crate) mod model;
pub(crate) mod pages;
pub(crate) mod store;
pub(crate) mod templates;

use crate::domains::domain::Domain;
use crate::domains::domain::Handler::Plain;

pub(crate) const DOMAIN: Domain = Domain {
    handlers: &[
        ("admin_portal.generate_link", Plain(handlers::generate_link)),
        ("admin_portal.revoke_link", Plain(handlers::revoke_link)),
        ("admin_portal.provider_icons", Plain(icons::provider_icons)),
    ],
    pages: &[
        ("GET", "/portal/launch", Plain(pages::launch)),
        ("POST", templates::PATH, Plain(pages::decide)),
        ("GET", "/portal/provider_icons/{provider}", Plain(icons::icon)),
    ],
    kinds: &[],
};
