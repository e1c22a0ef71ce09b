//! A source of access tokens for frequent use.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use workos_client::{Client, Error};
use workos_core::{OrganizationId, UserId};

use crate::flight::SingleFlightGroup;
use crate::{AccessToken, DataIntegrations, Vended};

/// A cached token must be valid for longer than this, so that it does not expire during the request that uses it.
const MIN_VALIDITY: Duration = Duration::from_secs(60);

/// A source of fresh access tokens of connected accounts.
///
/// By default, it requests a token from WorkOS before every use, because WorkOS refreshes the tokens and knows when a
/// token was revoked. Concurrent callers for the same account share one request. If the caller that sends the request
/// is dropped, another caller sends it again.
///
/// It caches tokens only with [`reuse`](Self::reuse). Clones share requests and cached tokens: create one source, and
/// give each part of the application a clone.
///
/// ```
/// # use workos_transport_mock::{Reply, Script};
/// use workos_pipes::{Client, TokenSource, UserId};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # futures_executor::block_on(async {
/// # let token = serde_json::json!({"access_token": "gho_1", "expires_at": null, "scopes": [], "missing_scopes": []});
/// # let script = Script::new()
/// #     .reply(Reply::json(200, serde_json::json!({"active": true, "access_token": token})));
/// # let client = Client::builder().api_key("sk_test_1").transport(script).build()?;
/// let tokens = TokenSource::new(&client);
/// let ann = UserId::from("user_01EHZNVPK3SFK441A1RGBFSHRT");
///
/// let token = tokens.access_token(&ann, "github", None).await?.require_active()?;
/// # assert_eq!(token.access_token.expose(), "gho_1");
///
/// // When Ann disconnects, or an event says that she did:
/// tokens.forget(&ann, "github", None);
/// # Ok(())
/// # })
/// # }
/// ```
#[derive(Clone)]
pub struct TokenSource(Arc<Inner>);

struct Inner {
    integrations: DataIntegrations,
    flights: SingleFlightGroup<Account, Result<Vended<AccessToken>, Error>>,
    /// The age up to which a token is reused; `None` disables the cache.
    max_age: Option<Duration>,
    cache: Mutex<Cache>,
}

#[derive(Clone, PartialEq, Eq, Hash)]
struct Account {
    user_id: UserId,
    slug: String,
    organization_id: Option<OrganizationId>,
}

#[derive(Default)]
struct Cache {
    /// Increases with every `forget`: a token that was requested before a `forget` is not cached after it.
    epoch: u64,
    /// The tokens, each with the time of its request.
    tokens: HashMap<Account, (Duration, AccessToken)>,
}

impl TokenSource {
    /// Creates a source that caches no token.
    #[must_use]
    pub fn new(client: &Client) -> Self {
        Self::with(DataIntegrations::new(client), None)
    }

    /// Creates a source that reuses a token until it reaches this age, or until one minute before it expires.
    ///
    /// The source also returns a cached token that was revoked in the meantime. So choose a short age, and call
    /// [`forget`](Self::forget) when an event ends access. The WorkOS documentation advises against storing tokens: use
    /// this only for bursts of requests that would exceed rate limits. Inactive accounts and errors are never cached.
    ///
    /// The new source shares nothing with clones that were created before.
    #[must_use]
    pub fn reuse(self, max_age: Duration) -> Self {
        Self::with(self.0.integrations.clone(), Some(max_age))
    }

    fn with(integrations: DataIntegrations, max_age: Option<Duration>) -> Self {
        let (flights, cache) = (SingleFlightGroup::new(), Mutex::default());
        Self(Arc::new(Inner { integrations, flights, max_age, cache }))
    }

    /// Gets a fresh access token of the account that a user connected at a provider, with or without an organization.
    ///
    /// # Errors
    /// The errors of [`DataIntegrations::access_token`]. All callers that share a request get the same error.
    ///
    /// `POST /data-integrations/{slug}/token`
    pub async fn access_token(
        &self,
        user_id: &UserId,
        slug: &str,
        organization_id: Option<&OrganizationId>,
    ) -> Result<Vended<AccessToken>, Error> {
        let account = Account::new(user_id, slug, organization_id);
        if let Some(token) = self.0.cached(&account) {
            return Ok(Vended::Active(token));
        }
        self.0.flights.run(&account, || self.0.request(&account)).await
    }

    /// Forgets the token of an account: the next caller sends a new request, even if another one is in flight.
    ///
    /// Call it when the account was disconnected or has to be authorized again (see
    /// [`PipesEvent::ends_access`](crate::PipesEvent::ends_access)), and when a provider refuses a token.
    pub fn forget(&self, user_id: &UserId, slug: &str, organization_id: Option<&OrganizationId>) {
        let account = Account::new(user_id, slug, organization_id);
        let mut cache = self.0.lock();
        cache.epoch += 1;
        cache.tokens.remove(&account);
        drop(cache);
        self.0.flights.detach(&account);
    }
}

impl Inner {
    async fn request(&self, account: &Account) -> Result<Vended<AccessToken>, Error> {
        let (epoch, requested_at) = (self.lock().epoch, self.integrations.client.clock().elapsed());
        let mut call = self.integrations.access_token(&account.slug, &account.user_id);
        if let Some(organization_id) = &account.organization_id {
            call = call.organization_id(organization_id);
        }
        let answer = call.send().await?;
        if let Vended::Active(token) = &answer {
            self.store(account, epoch, requested_at, token);
        }
        Ok(answer)
    }

    /// Returns the cached token of an account, if it is still fresh.
    fn cached(&self, account: &Account) -> Option<AccessToken> {
        self.max_age?;
        let cache = self.lock();
        let (requested_at, token) = cache.tokens.get(account)?;
        self.is_fresh(*requested_at, token).then(|| token.clone())
    }

    fn store(&self, account: &Account, epoch: u64, requested_at: Duration, token: &AccessToken) {
        if !self.is_fresh(requested_at, token) {
            return;
        }
        let mut cache = self.lock();
        if cache.epoch == epoch {
            // Remove old tokens here, because those of unused accounts would stay in memory otherwise.
            cache.tokens.retain(|_, (requested_at, token)| self.is_fresh(*requested_at, token));
            cache.tokens.insert(account.clone(), (requested_at, token.clone()));
        }
    }

    fn is_fresh(&self, requested_at: Duration, token: &AccessToken) -> bool {
        let clock = self.integrations.client.clock();
        let is_young = |max_age| clock.elapsed().saturating_sub(requested_at) < max_age;
        let is_valid = token.expires_at.is_none_or(|at| at.duration_since(clock.now()) > MIN_VALIDITY);
        self.max_age.is_some_and(is_young) && is_valid
    }

    fn lock(&self) -> MutexGuard<'_, Cache> {
        // A custom clock may panic while the lock is held; the cache is consistent even then.
        self.cache.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Account {
    fn new(user_id: &UserId, slug: &str, organization_id: Option<&OrganizationId>) -> Self {
        Self { user_id: user_id.clone(), slug: slug.to_owned(), organization_id: organization_id.cloned() }
    }
}

impl fmt::Debug for TokenSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenSource").field("max_age", &self.0.max_age).finish_non_exhaustive()
    }
}
