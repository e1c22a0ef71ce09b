//! Connections, and the certificates of those that use SAML.

pub(crate) mod certificates;
pub(crate) mod changes;
pub(crate) mod handlers;
pub(crate) mod model;
pub(crate) mod options;
pub(crate) mod seed;
pub(crate) mod store;

use crate::domains::connections::handlers::connections::{CERTIFICATES, CONNECTIONS};
use crate::domains::domain::Domain;
use crate::domains::domain::Handler::Plain;

pub(crate) const DOMAIN: Domain = Domain {
    handlers: &[
        ("connections.list", Plain(handlers::connections::list)),
        ("connections.create", Plain(handlers::connections::create)),
        ("connections.get", Plain(|call, tx| CONNECTIONS.get(call, tx))),
        ("connections.update", Plain(|call, tx| CONNECTIONS.update(call, tx))),
        ("connections.delete", Plain(handlers::connections::delete)),
        ("idp_signing_certificates.list", Plain(handlers::certificates::list_idp_signing)),
        ("idp_signing_certificates.create", Plain(handlers::certificates::create_idp_signing)),
        ("idp_signing_certificates.delete", Plain(handlers::certificates::delete_idp_signing)),
        ("sp_encryption_certificates.list", Plain(handlers::certificates::list_sp_encryption)),
        ("sp_encryption_certificates.create", Plain(handlers::certificates::create_sp_encryption)),
        ("sp_encryption_certificates.delete", Plain(handlers::certificates::delete_sp_encryption)),
        ("sp_signing_certificates.get", Plain(handlers::certificates::get_sp_signing)),
        ("sp_signing_certificates.create", Plain(handlers::certificates::create_sp_signing)),
        ("sp_signing_certificates.delete", Plain(handlers::certificates::delete_sp_signing)),
    ],
    pages: &[],
    kinds: &[&CONNECTIONS, &CERTIFICATES],
};
