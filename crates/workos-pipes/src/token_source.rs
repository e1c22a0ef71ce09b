//! Access tokens for those who use them often.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use workos_client::{Client, Error};
use workos_core::{OrganizationId, UserId};

use crate::flight::SingleFlight;
use crate::{AccessToken, DataIntegrations, Vended};

/// A token that is about to expire is asked for again, so that it lasts for the request it is wanted for.
const SPARE: Duration = Duration::from_secs(60);

/// Fresh access tokens of connected accounts.
///
/// It asks WorkOS before every use, because WorkOS refreshes the tokens and knows when one was revoked. Concurrent callers
/// who want the token of the same account share one request; if the caller who sends it goes away, another takes over.
///
/// It keeps tokens only when told to by [`reuse`](Self::reuse). Clones share all of that: make one source, and give each
/// part of the application a clone.
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
    flights: SingleFlight<Account, Result<Vended<AccessToken>, Error>>,
    /// How old a token may be that is given out again; `None` keeps none.
    max_age: Option<Duration>,
    kept: Mutex<Kept>,
}

#[derive(Clone, PartialEq, Eq, Hash)]
struct Account {
    user_id: UserId,
    slug: String,
    organization_id: Option<OrganizationId>,
}

#[derive(Default)]
struct Kept {
    /// Moves with every `forget`: what was asked before is not kept after.
    epoch: u64,
    /// Each with the time at which it was asked for.
    tokens: HashMap<Account, (Duration, AccessToken)>,
}

impl TokenSource {
    /// Makes a source that keeps no token.
    #[must_use]
    pub fn new(client: &Client) -> Self {
        Self::with(DataIntegrations::new(client), None)
    }

    /// Makes a source that gives out a token again until it is as old as this, or is within a minute of its expiry.
    ///
    /// A token that was revoked meanwhile is given out too: keep this short, and [`forget`](Self::forget) accounts when
    /// events tell so. The documents advise against it; it is for bursts of requests that would meet rate limits.
    /// Inactive answers and errors are never kept.
    ///
    /// The new source shares nothing with clones that were made before.
    #[must_use]
    pub fn reuse(self, max_age: Duration) -> Self {
        Self::with(self.0.integrations.clone(), Some(max_age))
    }

    fn with(integrations: DataIntegrations, max_age: Option<Duration>) -> Self {
        let (flights, kept) = (SingleFlight::new(), Mutex::default());
        Self(Arc::new(Inner { integrations, flights, max_age, kept }))
    }

    /// Gets a fresh access token of the account that a user connected at a provider, for an organization or for none.
    ///
    /// # Errors
    /// Those of [`DataIntegrations::access_token`]; all who shared the request get the same one.
    ///
    /// `POST /data-integrations/{slug}/token`
    pub async fn access_token(
        &self,
        user_id: &UserId,
        slug: &str,
        organization_id: Option<&OrganizationId>,
    ) -> Result<Vended<AccessToken>, Error> {
        let account = Account::new(user_id, slug, organization_id);
        if let Some(token) = self.0.kept(&account) {
            return Ok(Vended::Active(token));
        }
        self.0.flights.run(&account, || self.0.ask(&account)).await
    }

    /// Forgets the token of an account, the one that is being asked for too: the next caller asks WorkOS anew.
    ///
    /// Call it when the account was disconnected or has to be authorized again, see
    /// [`PipesEvent::ends_access`](crate::PipesEvent::ends_access), and when a provider refuses a token.
    pub fn forget(&self, user_id: &UserId, slug: &str, organization_id: Option<&OrganizationId>) {
        let account = Account::new(user_id, slug, organization_id);
        let mut kept = self.0.lock();
        kept.epoch += 1;
        kept.tokens.remove(&account);
        drop(kept);
        self.0.flights.detach(&account);
    }
}

impl Inner {
    async fn ask(&self, account: &Account) -> Result<Vended<AccessToken>, Error> {
        let (epoch, asked_at) = (self.lock().epoch, self.integrations.client.clock().elapsed());
        let mut call = self.integrations.access_token(&account.slug, &account.user_id);
        if let Some(organization_id) = &account.organization_id {
            call = call.organization_id(organization_id);
        }
        let answer = call.send().await?;
        if let Vended::Active(token) = &answer {
            self.keep(account, epoch, asked_at, token);
        }
        Ok(answer)
    }

    /// The token that may be given out again.
    fn kept(&self, account: &Account) -> Option<AccessToken> {
        self.max_age?;
        let kept = self.lock();
        let (asked_at, token) = kept.tokens.get(account)?;
        self.is_fresh(*asked_at, token).then(|| token.clone())
    }

    fn keep(&self, account: &Account, epoch: u64, asked_at: Duration, token: &AccessToken) {
        if !self.is_fresh(asked_at, token) {
            return;
        }
        let mut kept = self.lock();
        if kept.epoch == epoch {
            // What nobody asks for any more does not stay in memory either.
            kept.tokens.retain(|_, (asked_at, token)| self.is_fresh(*asked_at, token));
            kept.tokens.insert(account.clone(), (asked_at, token.clone()));
        }
    }

    fn is_fresh(&self, asked_at: Duration, token: &AccessToken) -> bool {
        let clock = self.integrations.client.clock();
        let young = |max_age| clock.elapsed().saturating_sub(asked_at) < max_age;
        let lasts = token.expires_at.is_none_or(|at| at.duration_since(clock.now()) > SPARE);
        self.max_age.is_some_and(young) && lasts
    }

    fn lock(&self) -> MutexGuard<'_, Kept> {
        // A clock of somebody else could panic while the lock is held; the map is whole all the same.
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
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
