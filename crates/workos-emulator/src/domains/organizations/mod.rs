//! Organizations, their domains and their IT contacts.

pub(crate) mod changes;
pub(crate) mod domains;
pub(crate) mod handlers;
pub(crate) mod model;
pub(crate) mod seed;
pub(crate) mod store;

use http::StatusCode;

use crate::domains::domain::Domain;
use crate::domains::domain::Handler::Plain;
use crate::domains::organizations::handlers::domains::DOMAINS;
use crate::domains::organizations::handlers::it_contacts::IT_CONTACTS;
use crate::domains::organizations::handlers::organizations::ORGANIZATIONS;

pub(crate) const DOMAIN: Domain = Domain {
    handlers: &[
        ("organizations.list", Plain(handlers::organizations::list)),
        ("organizations.create", Plain(handlers::organizations::create)),
        ("organizations.get", Plain(|call, tx| ORGANIZATIONS.get(call, tx))),
        ("organizations.get_by_external_id", Plain(handlers::organizations::get_by_external_id)),
        ("organizations.update", Plain(|call, tx| ORGANIZATIONS.update(call, tx))),
        // Production takes its time, which is why it answers 202. Here the deletion is complete.
        ("organizations.delete", Plain(|call, tx| ORGANIZATIONS.delete(call, tx, StatusCode::ACCEPTED))),
        ("organizations.audit_log_configuration", Plain(handlers::organizations::audit_log_configuration)),
        ("it_contacts.list", Plain(handlers::it_contacts::list)),
        ("it_contacts.create", Plain(handlers::it_contacts::create)),
        ("it_contacts.delete", Plain(handlers::it_contacts::delete)),
        ("it_contacts.invite", Plain(handlers::it_contacts::invite)),
        ("it_contacts.revoke", Plain(handlers::it_contacts::revoke)),
        ("organization_domains.create", Plain(handlers::domains::create)),
        ("organization_domains.get", Plain(|call, tx| DOMAINS.get(call, tx))),
        ("organization_domains.verify", Plain(handlers::domains::verify)),
        ("organization_domains.delete", Plain(|call, tx| DOMAINS.delete(call, tx, StatusCode::NO_CONTENT))),
    ],
    pages: &[],
    kinds: &[&ORGANIZATIONS, &DOMAINS, &IT_CONTACTS],
};
