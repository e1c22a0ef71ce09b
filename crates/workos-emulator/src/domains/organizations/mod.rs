//! Organizations, their domains and their IT contacts.

pub(crate) mod changes;
pub(crate) mod domains;
pub(crate) mod handlers;
pub(crate) mod model;
pub(crate) mod seed;

use crate::domains::domain::Domain;

pub(crate) const DOMAIN: Domain = Domain {
    handlers: &[
        ("organizations.list", handlers::organizations::list),
        ("organizations.create", handlers::organizations::create),
        ("organizations.get", handlers::organizations::get),
        ("organizations.get_by_external_id", handlers::organizations::get_by_external_id),
        ("organizations.update", handlers::organizations::update),
        ("organizations.delete", handlers::organizations::delete),
        ("organizations.audit_log_configuration", handlers::organizations::audit_log_configuration),
        ("it_contacts.list", handlers::it_contacts::list),
        ("it_contacts.create", handlers::it_contacts::create),
        ("it_contacts.delete", handlers::it_contacts::delete),
        ("it_contacts.invite", handlers::it_contacts::invite),
        ("it_contacts.revoke", handlers::it_contacts::revoke),
        ("organization_domains.create", handlers::domains::create),
        ("organization_domains.get", handlers::domains::get),
        ("organization_domains.verify", handlers::domains::verify),
        ("organization_domains.delete", handlers::domains::delete),
    ],
    pages: &[],
};
