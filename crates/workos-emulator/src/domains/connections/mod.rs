//! Connections, and the certificates of those that use SAML.

pub(crate) mod certificates;
pub(crate) mod changes;
pub(crate) mod handlers;
pub(crate) mod model;
pub(crate) mod options;
pub(crate) mod seed;

use crate::domains::domain::Domain;

pub(crate) const DOMAIN: Domain = Domain {
    handlers: &[
        ("connections.list", handlers::connections::list),
        ("connections.create", handlers::connections::create),
        ("connections.get", handlers::connections::get),
        ("connections.update", handlers::connections::update),
        ("connections.delete", handlers::connections::delete),
        ("idp_signing_certificates.list", handlers::certificates::list_idp_signing),
        ("idp_signing_certificates.create", handlers::certificates::create_idp_signing),
        ("idp_signing_certificates.delete", handlers::certificates::delete_idp_signing),
        ("sp_encryption_certificates.list", handlers::certificates::list_sp_encryption),
        ("sp_encryption_certificates.create", handlers::certificates::create_sp_encryption),
        ("sp_encryption_certificates.delete", handlers::certificates::delete_sp_encryption),
        ("sp_signing_certificates.get", handlers::certificates::get_sp_signing),
        ("sp_signing_certificates.create", handlers::certificates::create_sp_signing),
        ("sp_signing_certificates.delete", handlers::certificates::delete_sp_signing),
    ],
    pages: &[],
};
