//! Organizations, their domains and their IT contacts.

pub(crate) mod changes;
pub(crate) mod domains;
pub(crate) mod handlers;
pub(crate) mod model;
pub(crate) mod seed;
pub(crate) mod store;

use crate::domains::domain::Domain;
use crate::domains::domain::Handler::Plain;

pub(crate) const DOMAIN: Domain = Domain {
    handlers: &[
        ("organizations.list", Plain(handlers::organizations::list)),
        ("organizations.create", Plain(handlers::organizations::create)),
        ("organizations.get", Plain(handlers::organizations::get)),
        ("organizations.get_by_external_id", Plain(handlers::organizations::get_by_external_id)),
        ("organizations.update", Plain(handlers::organizations::update)),
        ("organizations.delete", Plain(handlers::organizations::delete)),
        ("organizations.audit_log_configuration", Plain(handlers::organizations::audit_log_configuration)),
        ("it_contacts.list", Plain(handlers::it_contacts::list)),
        ("it_contacts.create", Plain(handlers::it_contacts::create)),
        ("it_contacts.delete", Plain(handlers::it_contacts::delete)),
        ("it_contacts.invite", Plain(handlers::it_contacts::invite)),
        ("it_contacts.revoke", Plain(handlers::it_contacts::revoke)),
        ("organization_domains.create", Plain(handlers::domains::create)),
        ("organization_domains.get", Plain(handlers::domains::get)),
        ("organization_domains.verify", Plain(handlers::domains::verify)),
        ("organization_domains.delete", Plain(handlers::domains::delete)),
    ],
    pages: &[],
};
