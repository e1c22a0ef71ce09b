//! The certificates of SAML connections.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use workos_core::Timestamp;

use crate::store::collection::Stored;

/// A certificate of a SAML connection.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SamlCertificate {
    pub(crate) id: String,
    pub(crate) connection_id: String,
    pub(crate) purpose: CertificatePurpose,
    /// As PEM.
    pub(crate) value: String,
    pub(crate) not_before: Timestamp,
    pub(crate) not_after: Timestamp,
    pub(crate) created_at: Timestamp,
}

/// What a certificate is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum CertificatePurpose {
    /// The identity provider's responses are checked by it.
    IdpSigning,
    /// Responses are encrypted for it.
    SpEncryption,
    /// Requests to the identity provider are signed by its key.
    SpSigning,
}

impl SamlCertificate {
    pub(crate) fn to_json(&self) -> Value {
        let object = match self.purpose {
            CertificatePurpose::IdpSigning => "saml_idp_signing_certificate",
            CertificatePurpose::SpEncryption => "saml_sp_encryption_certificate",
            CertificatePurpose::SpSigning => "saml_sp_signing_certificate",
        };
        json!({
            "object": object,
            "id": self.id,
            "value": self.value,
            "not_before": self.not_before,
            "not_after": self.not_after,
            "created_at": self.created_at,
        })
    }
}

impl SamlCertificate {
    /// The certificates that a connection has for a purpose.
    pub(crate) fn group_of_purpose(connection_id: &str, purpose: CertificatePurpose) -> String {
        format!("{purpose:?} {connection_id}")
    }
}

impl Stored for SamlCertificate {
    fn id(&self) -> &str {
        &self.id
    }

    fn owner(&self) -> Option<&str> {
        Some(&self.connection_id)
    }

    fn groups(&self) -> Vec<String> {
        vec![Self::group_of_purpose(&self.connection_id, self.purpose)]
    }
}
