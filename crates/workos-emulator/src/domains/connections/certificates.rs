//! The certificates of SAML connections.

use crate::base::certificate::validity;
use crate::base::ids::Moment;
use crate::base::keys::public_test_certificate;
use crate::domains::connections::model::certificate::{CertificatePurpose, SamlCertificate};
use crate::domains::state::State;
use crate::http::rejected::Rejected;

impl State {
    /// The certificates that a connection has for a purpose, oldest first.
    pub(crate) fn certificates<'a>(
        &'a self,
        connection_id: &str,
        purpose: CertificatePurpose,
    ) -> impl Iterator<Item = &'a SamlCertificate> {
        self.connections.certificates.group(&SamlCertificate::group_of_purpose(connection_id, purpose))
    }

    /// Adds a certificate that somebody brings; returns its id.
    pub(crate) fn add_certificate(
        &mut self,
        connection_id: &str,
        purpose: CertificatePurpose,
        pem: &str,
        moment: Moment<'_>,
    ) -> Result<String, Rejected> {
        let (not_before, not_after) = read_validity(pem)?;
        let id = moment.id("cert");
        self.connections.certificates.insert(SamlCertificate {
            id: id.clone(),
            connection_id: connection_id.to_owned(),
            purpose,
            value: pem.to_owned(),
            not_before,
            not_after,
            created_at: moment.now,
        });
        Ok(id)
    }

    /// Makes a key pair for a connection; returns the id of its certificate. There is one, published key behind all.
    pub(crate) fn make_key_pair(
        &mut self,
        connection_id: &str,
        purpose: CertificatePurpose,
        moment: Moment<'_>,
    ) -> Result<String, Rejected> {
        if purpose == CertificatePurpose::SpSigning
            && self.certificates(connection_id, purpose).next().is_some()
        {
            let reason = "already has a signing key pair: delete its certificate first";
            return Err(Rejected::new("connection", connection_id, reason).code("conflict"));
        }
        self.add_certificate(connection_id, purpose, public_test_certificate(), moment)
    }
}

/// # Errors
/// When the text is not one certificate as PEM.
pub(crate) fn read_validity(pem: &str) -> Result<(workos_core::Timestamp, workos_core::Timestamp), Rejected> {
    validity(pem).ok_or_else(|| Rejected::new("value", pem, "is not one X.509 certificate as PEM"))
}
