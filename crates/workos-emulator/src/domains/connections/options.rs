//! Connections that are set up through the API, with the options of their protocol.

use serde_json::{Map, Value};
use tokio_rustls::rustls::pki_types::PrivateKeyDer;
use tokio_rustls::rustls::pki_types::pem::PemObject;

use crate::base::ids::Moment;
use crate::domains::connections::certificates::read_validity;
use crate::domains::connections::model::certificate::CertificatePurpose::{
    IdpSigning, SpEncryption, SpSigning,
};
use crate::domains::connections::seed::NewConnection;
use crate::domains::state::State;
use crate::http::formats as limits;
use crate::http::rejected::Rejected;

/// The options that are URLs.
const URLS: [&str; 5] = ["idp_metadata_url", "acs_url", "idp_sso_url", "discovery_endpoint", "redirect_uri"];

/// How a connection talks to its identity provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Protocol {
    Saml,
    Oidc,
}

impl Protocol {
    /// That of a connection type; OAuth and others have none that could be set up.
    pub(crate) fn of_type(connection_type: &str) -> Option<Self> {
        if connection_type.ends_with("SAML") {
            Some(Self::Saml)
        } else {
            connection_type.to_ascii_uppercase().ends_with("OIDC").then_some(Self::Oidc)
        }
    }

    /// The type of a connection that names none.
    pub(crate) const fn generic_type(self) -> &'static str {
        match self {
            Self::Saml => "GenericSAML",
            Self::Oidc => "GenericOIDC",
        }
    }

    const fn field(self) -> &'static str {
        match self {
            Self::Saml => "saml_options",
            Self::Oidc => "oidc_options",
        }
    }
}

/// The options of a connection as a body gives them; the route table has checked their types.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ConnectionOptions<'a> {
    pub(crate) protocol: Protocol,
    options: &'a Map<String, Value>,
}

impl<'a> ConnectionOptions<'a> {
    /// Those of a body; `None` where it has none.
    ///
    /// # Errors
    /// When it has those of both protocols.
    pub(crate) fn read(fields: &'a Map<String, Value>) -> Result<Option<Self>, Rejected> {
        let of = |protocol: Protocol| fields.get(protocol.field()).and_then(Value::as_object);
        match (of(Protocol::Saml), of(Protocol::Oidc)) {
            (Some(_), Some(_)) => {
                Err(Rejected::new("oidc_options", "", "cannot be given together with saml_options"))
            }
            (Some(options), None) => Ok(Some(Self { protocol: Protocol::Saml, options })),
            (None, Some(options)) => Ok(Some(Self { protocol: Protocol::Oidc, options })),
            (None, None) => Ok(None),
        }
    }

    /// # Errors
    /// When the connection speaks another protocol, or a value is none of its kind.
    pub(crate) fn check_change(&self, connection_type: &str) -> Result<(), Rejected> {
        if Protocol::of_type(connection_type) != Some(self.protocol) {
            let reason = "does not have these options";
            return Err(Rejected::new("connection_type", connection_type, reason));
        }
        for name in URLS {
            if let Some(url) = self.text(name) {
                limits::read_web_url(name, url)?;
            }
        }
        if self.text("idp_metadata_url").is_some() && self.has_manual_fields() {
            let reason = "cannot be given together with the individual fields of the identity provider";
            return Err(Rejected::new("idp_metadata_url", "", reason));
        }
        Ok(())
    }

    /// # Errors
    /// As for a change, and when something is missing.
    fn check_whole(&self, connection_type: &str) -> Result<(), Rejected> {
        self.check_change(connection_type)?;
        if self.protocol == Protocol::Saml && self.text("idp_metadata_url").is_none() {
            if self.text("idp_sso_url").is_none() {
                return Err(Rejected::new("idp_sso_url", "", "is required without idp_metadata_url"));
            }
            if self.certificates().next().is_none() {
                return Err(Rejected::new("idp_signing_certs", "", "is required without idp_metadata_url"));
            }
        }
        for certificate in self.certificates() {
            read_validity(certificate)?;
        }
        for pair in self.signing_pair().into_iter().chain(self.encryption_pairs()) {
            read_validity(pair["cert"].as_str().unwrap_or_default())?;
            let key = pair["key"].as_str().unwrap_or_default();
            PrivateKeyDer::from_pem_slice(key.as_bytes())
                .map_err(|_| Rejected::new("key", "", "is not a private key as PEM"))?;
        }
        Ok(())
    }

    fn text(&self, name: &str) -> Option<&'a str> {
        self.options.get(name).and_then(Value::as_str).filter(|text| !text.is_empty())
    }

    fn has_manual_fields(&self) -> bool {
        self.text("idp_entity_id").is_some()
            || self.text("idp_sso_url").is_some()
            || self.certificates().next().is_some()
    }

    fn certificates(&self) -> impl Iterator<Item = &'a str> {
        let all = self.options.get("idp_signing_certs").and_then(Value::as_array);
        all.into_iter().flatten().filter_map(Value::as_str)
    }

    fn signing_pair(&self) -> Option<&'a Value> {
        self.options.get("sp_signing_key_pair").filter(|pair| pair.is_object())
    }

    fn encryption_pairs(&self) -> impl Iterator<Item = &'a Value> {
        self.options.get("sp_encryption_key_pairs").and_then(Value::as_array).into_iter().flatten()
    }
}

impl State {
    /// Adds a connection that the API sets up, with the certificates of its options; returns its id. Other options
    /// are checked and forgotten: nothing shows them.
    pub(crate) fn set_up_connection(
        &mut self,
        new: NewConnection,
        options: ConnectionOptions<'_>,
        moment: Moment<'_>,
    ) -> Result<String, Rejected> {
        options.check_whole(&new.connection_type)?;
        let id = self.add_connection(new, moment)?;
        if options.protocol == Protocol::Oidc {
            return Ok(id);
        }
        for certificate in options.certificates() {
            self.add_certificate(&id, IdpSigning, certificate, moment)?;
        }
        match options.signing_pair() {
            Some(pair) => {
                self.add_certificate(&id, SpSigning, pair["cert"].as_str().unwrap_or_default(), moment)?;
            }
            None => drop(self.make_key_pair(&id, SpSigning, moment)?),
        }
        let mut pairs = options.encryption_pairs().peekable();
        if pairs.peek().is_none() {
            self.make_key_pair(&id, SpEncryption, moment)?;
        }
        for pair in pairs {
            self.add_certificate(&id, SpEncryption, pair["cert"].as_str().unwrap_or_default(), moment)?;
        }
        Ok(id)
    }
}
