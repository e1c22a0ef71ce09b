//! The tables of connections and their certificates.

use crate::domains::connections::model::certificate::SamlCertificate;
use crate::domains::connections::model::connection::Connection;
use crate::store::collection::Collection;
use crate::store::table::tables;

/// Connections, and the certificates of those that use SAML.
#[derive(Clone, Debug, Default)]
pub(crate) struct ConnectionStore {
    pub(crate) all: Collection<Connection>,
    pub(crate) certificates: Collection<SamlCertificate>,
}

tables!(ConnectionStore { "connections" => all, "saml_certificates" => certificates });
