//! API keys, clients, redirect URIs and signing keys.

use std::fmt;
use std::sync::{Arc, OnceLock};

use http::Uri;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use workos_core::{Secret, Timestamp, expose};

use crate::base::keys::SigningKey;
use crate::base::redirect_uri::RedirectPattern;
use crate::store::collection::Stored;

/// The API key of an emulator that is given none.
pub(crate) const DEFAULT_API_KEY: &str = "sk_test_default";

/// Where an object comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Origin {
    /// The builder or the seed: it stays when the state is replaced.
    Configuration,
    /// A request: it is part of the state.
    Request,
}

/// A key that authenticates requests.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ApiKey {
    pub(crate) id: String,
    #[serde(serialize_with = "expose")]
    pub(crate) value: Secret,
    pub(crate) origin: Origin,
    pub(crate) created_at: Timestamp,
}

impl ApiKey {
    /// The key with this value.
    pub(crate) fn group_of_value(value: &str) -> String {
        value.to_owned()
    }
}

impl Stored for ApiKey {
    fn id(&self) -> &str {
        &self.id
    }

    fn groups(&self) -> Vec<String> {
        vec![Self::group_of_value(self.value.expose())]
    }
}

/// An application that signs people in.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Client {
    /// The client id.
    pub(crate) id: String,
    pub(crate) origin: Origin,
    pub(crate) created_at: Timestamp,
}

impl Client {
    pub(crate) fn to_json(&self) -> Value {
        json!({"object": "client", "id": self.id, "created_at": self.created_at})
    }
}

impl Stored for Client {
    fn id(&self) -> &str {
        &self.id
    }
}

/// A URI to which a sign-in may redirect.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RedirectUri {
    pub(crate) id: String,
    /// Exact, or with a wildcard.
    pub(crate) uri: RedirectPattern,
    pub(crate) origin: Origin,
    pub(crate) created_at: Timestamp,
    pub(crate) updated_at: Timestamp,
}

impl RedirectUri {
    /// The redirect URIs that contain a wildcard.
    pub(crate) const WILDCARDS: &str = "wildcards";

    /// The redirect URI that is exactly this text.
    pub(crate) fn group_of_text(text: &str) -> String {
        format!("exact {text}")
    }

    pub(crate) fn to_json(&self) -> Value {
        json!({
            "object": "redirect_uri",
            "id": self.id,
            "uri": String::from(self.uri.clone()),
            "created_at": self.created_at,
            "updated_at": self.updated_at,
        })
    }

    pub(crate) fn allows(&self, text: &str, uri: &Uri) -> bool {
        self.uri.allows(text, uri)
    }
}

impl Stored for RedirectUri {
    fn id(&self) -> &str {
        &self.id
    }

    fn groups(&self) -> Vec<String> {
        let group = match self.uri.exact() {
            Some(text) => Self::group_of_text(text),
            None => Self::WILDCARDS.to_owned(),
        };
        vec![group]
    }
}

/// A key that signs access tokens and whose public half is in the JWKS.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct StoredSigningKey {
    pub(crate) id: String,
    /// The key pair with its certificate; the public test key if absent.
    #[serde(serialize_with = "expose")]
    pem: Option<Secret>,
    pub(crate) origin: Origin,
    pub(crate) created_at: Timestamp,
    /// Read from the PEM text when it is first needed.
    #[serde(skip)]
    key: OnceLock<Arc<SigningKey>>,
}

impl StoredSigningKey {
    pub(crate) fn new(id: String, pem: Option<Secret>, origin: Origin, created_at: Timestamp) -> Self {
        Self { id, pem, origin, created_at, key: OnceLock::new() }
    }

    /// # Errors
    /// If the PEM text contains no RSA key with its certificate; the text says why.
    pub(crate) fn read(&self) -> Result<&Arc<SigningKey>, String> {
        if let Some(key) = self.key.get() {
            return Ok(key);
        }
        let key = match &self.pem {
            None => SigningKey::public_test_key(),
            Some(pem) => Arc::new(SigningKey::from_pem(pem.expose())?),
        };
        Ok(self.key.get_or_init(|| key))
    }

    /// # Errors
    /// If [`read`](Self::read) refuses the PEM text. Without one, nothing is read: the public test key is valid.
    pub(crate) fn check(&self) -> Result<(), String> {
        if self.pem.is_some() { self.read().map(drop) } else { Ok(()) }
    }
}

impl Stored for StoredSigningKey {
    fn id(&self) -> &str {
        &self.id
    }
}

impl fmt::Debug for StoredSigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StoredSigningKey").field("id", &self.id).finish_non_exhaustive()
    }
}
