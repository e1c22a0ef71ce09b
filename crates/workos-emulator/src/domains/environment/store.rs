//! The tables of the environment, and what requests look up in them.

use std::sync::Arc;

use serde_json::{Value, json};

use crate::base::keys::SigningKey;
use crate::base::lenient::{Check, Lenient};
use crate::base::redirect_uri;
use crate::domains::environment::model::{ApiKey, Client, RedirectUri, StoredSigningKey};
use crate::store::collection::Collection;
use crate::store::table::tables;

/// API keys, clients, redirect URIs and signing keys.
#[derive(Clone, Debug, Default)]
pub(crate) struct EnvironmentStore {
    pub(crate) api_keys: Collection<ApiKey>,
    pub(crate) clients: Collection<Client>,
    pub(crate) redirect_uris: Collection<RedirectUri>,
    /// The newest signs; tokens of the others are still valid.
    pub(crate) signing_keys: Collection<StoredSigningKey>,
}

tables!(EnvironmentStore {
    "api_keys" => api_keys,
    "clients" => clients,
    "redirect_uris" => redirect_uris,
    "signing_keys" => signing_keys,
});

impl EnvironmentStore {
    pub(crate) fn api_key(&self, value: &str) -> Option<&ApiKey> {
        self.api_keys.group(&ApiKey::group_of_value(value)).next()
    }

    pub(crate) fn knows_client(&self, id: &str) -> bool {
        self.clients.get(id).is_some()
    }

    /// The client that tokens are for if a request names none.
    pub(crate) fn default_client(&self) -> Option<&Client> {
        self.clients.oldest()
    }

    /// # Errors
    /// If a sign-in may not redirect there; the text says why.
    pub(crate) fn check_redirect_uri(&self, text: &str, lenient: Lenient) -> Result<(), &'static str> {
        let uri = redirect_uri::check(text)?;
        if lenient.skips(Check::RedirectUri)
            || self.redirect_uris.group(&RedirectUri::group_of_text(text)).next().is_some()
            || self.redirect_uris.group(RedirectUri::WILDCARDS).any(|allowed| allowed.allows(text, &uri))
        {
            return Ok(());
        }
        Err("is not among the allowed redirect URIs")
    }

    /// # Errors
    /// If a signing key is not an RSA key with its certificate; the text says why.
    pub(crate) fn check_signing_keys(&self) -> Result<(), String> {
        self.signing_keys.iter().try_for_each(|key| key.check())
    }

    /// The key that signs. Keys are checked when they are added and when a state is read.
    pub(crate) fn signing_key(&self) -> Arc<SigningKey> {
        let newest = self.signing_keys.newest().and_then(|stored| stored.read().ok());
        newest.map_or_else(SigningKey::public_test_key, Arc::clone)
    }

    /// The claims of a JWT that one of the keys has signed. The expiry is not checked.
    pub(crate) fn verify(&self, token: &str) -> Option<Value> {
        self.signing_keys.iter().find_map(|stored| stored.read().ok()?.verify(token))
    }

    /// The JWKS document (RFC 7517 section 5) that verifies the tokens of all keys.
    pub(crate) fn jwks(&self) -> Value {
        let keys = self.signing_keys.iter().filter_map(|stored| Some(stored.read().ok()?.jwk().clone()));
        json!({"keys": keys.collect::<Vec<_>>()})
    }
}
