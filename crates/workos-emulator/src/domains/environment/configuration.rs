//! The part of the environment that is configured: it stays when the state is replaced.

use workos_core::{Secret, Timestamp};

use crate::base::ids::{IdSource, Moment};
use crate::base::redirect_uri::RedirectPattern;
use crate::domains::environment::model::{ApiKey, Client, Origin, RedirectUri, StoredSigningKey};
use crate::domains::environment::store::EnvironmentStore;
use crate::store::collection::{Collection, Stored};

/// The start of the ids of configured objects, apart from all others: another API key changes no other id.
const IDS: u64 = 0x656E_7669_726F_6E6D;

/// The credentials and redirect URIs of the builder and the seed.
#[derive(Debug, Default)]
pub(crate) struct Configuration {
    pub(crate) api_keys: Vec<Secret>,
    pub(crate) client_ids: Vec<String>,
    pub(crate) redirect_uris: Vec<RedirectPattern>,
    /// The public test key if absent.
    pub(crate) signing_key_pem: Option<Secret>,
}

impl EnvironmentStore {
    /// # Errors
    /// If the signing key is not an RSA key with its certificate; the text says why.
    pub(crate) fn configured(configuration: Configuration, now: Timestamp) -> Result<Self, String> {
        let (ids, origin) = (IdSource::new(IDS), Origin::Configuration);
        let moment = Moment { ids: &ids, now };
        let mut store = Self::default();
        for value in configuration.api_keys {
            if store.api_key(value.expose()).is_none() {
                store.api_keys.insert(ApiKey { id: moment.id("api_key"), value, origin, created_at: now });
            }
        }
        for id in configuration.client_ids {
            if !store.knows_client(&id) {
                store.clients.insert(Client { id, origin, created_at: now });
            }
        }
        for uri in configuration.redirect_uris {
            let id = moment.id("redirect_uri");
            store.redirect_uris.insert(RedirectUri { id, uri, origin, created_at: now, updated_at: now });
        }
        let key = StoredSigningKey::new(moment.id("key"), configuration.signing_key_pem, origin, now);
        key.check()?;
        store.signing_keys.insert(key);
        Ok(store)
    }

    /// Takes over the objects that another store got by requests, and keeps the configured ones.
    pub(crate) fn adopt(&mut self, other: Self) {
        let Self { api_keys, clients, redirect_uris, signing_keys } = other;
        replace(&mut self.api_keys, &api_keys, |key| key.origin);
        replace(&mut self.clients, &clients, |client| client.origin);
        replace(&mut self.redirect_uris, &redirect_uris, |uri| uri.origin);
        replace(&mut self.signing_keys, &signing_keys, |key| key.origin);
    }
}

/// Replaces a table by its configured objects and those that another one got by requests.
fn replace<T: Clone + Stored>(
    table: &mut Collection<T>,
    other: &Collection<T>,
    origin: impl Fn(&T) -> Origin,
) {
    let mut replaced = Collection::default();
    let configured = table.iter().filter(|object| origin(object) == Origin::Configuration);
    for object in configured.chain(other.iter().filter(|object| origin(object) == Origin::Request)) {
        if !replaced.knows(object.id()) {
            replaced.insert(object.clone());
        }
    }
    *table = replaced;
}
