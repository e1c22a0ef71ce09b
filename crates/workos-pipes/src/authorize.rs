//! The authorization URL on which a user connects an account.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use workos_client::{Answer, Call, Error, call};
use workos_core::{ConnectedAccountId, OrganizationId, Patch, Secret, UserId};
use workos_oauth::CodeChallenge;

use crate::generated::AUTHORIZE_DATA_INTEGRATION;
use crate::{ConnectCompletion, ConnectionIntent, ConnectionOwner, DataIntegrations, return_to};

impl DataIntegrations {
    /// Creates the URL on which a user connects an account at a provider. Redirect the user's browser to it.
    ///
    /// The provider asks the user for consent and sends its response to WorkOS, which stores the tokens: there is no
    /// code to exchange. Then the browser is redirected to [`return_to`](AuthorizeDataIntegration::return_to). There,
    /// verify the [`state`](AuthorizeDataIntegration::state) with [`PipesReturn::parse`](crate::PipesReturn::parse).
    /// Then check that the account is connected, with
    /// [`wait_until_connected`](crate::ConnectedAccounts::wait_until_connected) or the event
    /// `pipes.connected_account.connected`.
    ///
    /// Whoever opens the URL connects *their own* account to this user. The URL is a [`Secret`], so that it does not
    /// appear in logs.
    ///
    /// ```
    /// # use workos_transport_mock::{Reply, Script};
    /// use workos_pipes::{Client, DataIntegrations, PipesReturn, random_state};
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # futures_executor::block_on(async {
    /// # let script = Script::new().reply(Reply::json(200, serde_json::json!({"url": "https://api.workos.com/x"})));
    /// # let client = Client::builder().api_key("sk_test_1").transport(script.clone()).build()?;
    /// // GET /connect/github: keep the state in the user's session.
    /// let state = random_state()?;
    /// let url = DataIntegrations::new(&client)
    ///     .authorize("github", "user_01EHZNVPK3SFK441A1RGBFSHRT")
    ///     .return_to("https://yourapp.com/connected?provider=github")
    ///     .state(&state)
    ///     .send()
    ///     .await?;
    /// let location = url.expose(); // 302 Found, Location: …
    /// # assert_eq!(location, "https://api.workos.com/x");
    /// # let body = script.requests()[0].json().unwrap_or_default();
    /// # let query = body["return_to"].as_str().and_then(|url| url.split_once('?')).map_or("", |(_, query)| query);
    ///
    /// // GET /connected?provider=github&state=…: take the state out of the session.
    /// let returned = PipesReturn::parse(query, &state)?;
    /// assert_eq!(returned.parameter("provider"), Some("github"));
    /// # Ok(())
    /// # })
    /// # }
    /// ```
    ///
    /// # Errors
    /// - [`Error::InvalidInput`]: the user id is empty, `return_to` is not an absolute https URL, a state or a code
    ///   challenge is set without `return_to`, or scopes are set.
    /// - [`Error::Decode`]: the server ignored the code challenge, so the account would be saved without the verifier.
    /// - 400 (`is_invalid_request()`): the user, the organization or `return_to` is refused; with
    ///   `connect_finish_unavailable`, the environment does not support code challenges.
    /// - 401 (`is_unauthorized()`): the API key is wrong.
    /// - 403 (`is_forbidden()`): the provider is not enabled.
    /// - 404 (`is_not_found()`): the provider, user or organization does not exist; with
    ///   `multiple_connections_unavailable`, another account cannot be added.
    ///
    /// `POST /data-integrations/{slug}/authorize`
    pub fn authorize(&self, slug: impl AsRef<str>, user_id: impl Into<UserId>) -> AuthorizeDataIntegration {
        let mut call = Call::new(&self.client, &AUTHORIZE_DATA_INTEGRATION);
        call.path("slug", slug.as_ref());
        let body = Body {
            user_id: user_id.into(),
            organization_id: None,
            return_to: None,
            config: None,
            connection_owner: None,
            connection_intent: None,
            connected_account_id: None,
            account_display_name: Patch::Keep,
            code_challenge: None,
            code_challenge_method: None,
            state: None,
        };
        AuthorizeDataIntegration { call, body }
    }
}

call! {
    @shell [
        /// The call of [`DataIntegrations::authorize`].
    ]
    AuthorizeDataIntegration [Body] Location
}

impl AuthorizeDataIntegration {
    /// Sets the organization that the account is connected for.
    ///
    /// A user's account with an organization and the account without an organization are different accounts.
    pub fn organization_id(mut self, organization_id: impl Into<OrganizationId>) -> Self {
        self.body.organization_id = Some(organization_id.into());
        self
    }

    /// Sets the URL that the browser returns to: an absolute https URL, or http on loopback.
    pub fn return_to(mut self, return_to: impl Into<String>) -> Self {
        self.body.return_to = Some(return_to.into());
        self
    }

    /// Sets the state, a random text that `return_to` receives as the parameter `state`; see
    /// [`random_state`](crate::random_state).
    ///
    /// Store the state in the user's session, so that only the same browser can return it. Without a state, a forged
    /// link can make the application believe that this browser connected an account (cross-site request forgery).
    pub fn state(mut self, state: impl Into<Secret>) -> Self {
        self.body.state = Some(state.into());
        self
    }

    /// Sets values of the provider's own settings, for instance a Zendesk `subdomain`.
    pub fn config(
        mut self,
        config: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>,
    ) -> Self {
        self.body.config = Some(config.into_iter().map(|(key, value)| (key.into(), value.into())).collect());
        self
    }

    /// Sets the owner of the account: the user (by default) or the organization.
    pub fn connection_owner(mut self, connection_owner: impl Into<ConnectionOwner>) -> Self {
        self.body.connection_owner = Some(connection_owner.into());
        self
    }

    /// Sets whether to add another account, or to authorize the account of
    /// [`connected_account_id`](Self::connected_account_id) again.
    pub fn connection_intent(mut self, connection_intent: impl Into<ConnectionIntent>) -> Self {
        self.body.connection_intent = Some(connection_intent.into());
        self
    }

    /// Sets the account to authorize again.
    pub fn connected_account_id(mut self, connected_account_id: impl Into<ConnectedAccountId>) -> Self {
        self.body.connected_account_id = Some(connected_account_id.into());
        self
    }

    /// Sets a label for the account; [`Patch::Clear`] removes it.
    pub fn account_display_name(mut self, account_display_name: impl Into<Patch<String>>) -> Self {
        self.body.account_display_name = account_display_name.into();
        self
    }

    /// Sets the PKCE challenge (RFC 7636, method S256). It requires [`return_to`](Self::return_to).
    ///
    /// The account is then saved only by [`finish`](DataIntegrations::finish), with the verifier of the challenge.
    /// Without a challenge, whoever opens the URL connects their account to this user. If the server ignores the
    /// challenge, `send` returns an error. [`attempt`](Self::attempt) sets challenge and state together.
    pub fn code_challenge(mut self, code_challenge: impl Into<CodeChallenge>) -> Self {
        self.body.code_challenge = Some(code_challenge.into().as_str().to_owned());
        self.body.code_challenge_method = Some(CodeChallenge::METHOD);
        self
    }

    /// Makes the call fail: an authorization has no scopes of its own.
    ///
    /// Set scopes on the integration with [`update`](DataIntegrations::update), or for one organization with
    /// [`DataIntegrationConfigurations::update`](crate::DataIntegrationConfigurations::update), and at the provider.
    pub fn scopes(mut self, _scopes: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.call.refuse(
            "scopes",
            "scopes belong to the integration: set them with `data_integrations.update(slug).scopes(…)`, or for one \
             organization with `data_integration_configurations.update(organization_id, slug).scopes(…)`",
        );
        self
    }

    /// Sends the call and returns the URL.
    ///
    /// # Errors
    /// See [`DataIntegrations::authorize`].
    pub async fn send(self) -> Result<Secret, Error> {
        self.send_with_meta().await.map(|answer| answer.value)
    }

    /// Sends the call and returns the URL together with status, request id and headers.
    ///
    /// # Errors
    /// See [`DataIntegrations::authorize`].
    pub async fn send_with_meta(self) -> Result<Answer<Secret>, Error> {
        let this = self.checked();
        let has_challenge = this.body.code_challenge.is_some();
        let answer = this.into_call().send_raw(false).await?;
        if has_challenge {
            let answer = answer.decode::<LocationToFinish>(&AUTHORIZE_DATA_INTEGRATION)?;
            return Ok(answer.map(|location| location.url));
        }
        Ok(answer.decode::<Location>(&AUTHORIZE_DATA_INTEGRATION)?.map(|location| location.url))
    }

    fn checked(mut self) -> Self {
        if let Some(state) = &self.body.state {
            // The state is sent inside `return_to`, which an error response may repeat.
            self.call.secret("state", state);
        }
        if let Err((parameter, reason)) = self.body.check() {
            self.call.refuse(parameter, reason);
        }
        self
    }
}

#[derive(Clone, Debug, Serialize)]
struct Body {
    user_id: UserId,
    #[serde(skip_serializing_if = "Option::is_none")]
    organization_id: Option<OrganizationId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    return_to: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    config: Option<BTreeMap<String, String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    connection_owner: Option<ConnectionOwner>,
    #[serde(skip_serializing_if = "Option::is_none")]
    connection_intent: Option<ConnectionIntent>,
    #[serde(skip_serializing_if = "Option::is_none")]
    connected_account_id: Option<ConnectedAccountId>,
    #[serde(skip_serializing_if = "Patch::is_keep")]
    account_display_name: Patch<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    code_challenge: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    code_challenge_method: Option<&'static str>,
    /// Becomes part of `return_to`: the API has no parameter for the state.
    #[serde(skip)]
    state: Option<Secret>,
}

/// A parameter that is refused, and the reason.
type Refused = (&'static str, &'static str);

impl Body {
    /// Checks the parameters, and moves the state into `return_to`.
    fn check(&mut self) -> Result<(), Refused> {
        if self.user_id.as_str().is_empty() {
            return Err(("user_id", "it is empty"));
        }
        if self.organization_id.as_ref().is_some_and(|id| id.as_str().is_empty()) {
            return Err(("organization_id", "it is empty"));
        }
        if let Some(url) = &self.return_to {
            return_to::check(url).map_err(|reason| ("return_to", reason))?;
        }
        if self.code_challenge.is_some() && self.return_to.is_none() {
            return Err(("code_challenge", "`return_to`, which receives the connect code, is not set"));
        }
        let Some(state) = self.state.take() else { return Ok(()) };
        let Some(url) = &self.return_to else {
            return Err(("state", "`return_to`, which receives the state, is not set"));
        };
        let url = return_to::with_state(url, state.expose()).map_err(|reason| ("return_to", reason))?;
        self.return_to = Some(url);
        Ok(())
    }
}

#[derive(Clone, Debug, Deserialize)]
struct Location {
    #[serde(alias = "link")]
    url: Secret,
}

/// The response to a request with a code challenge. Without `completion`, the server has ignored the challenge.
#[derive(Clone, Debug, Deserialize)]
struct LocationToFinish {
    url: Secret,
    #[serde(rename = "completion")]
    _completion: ConnectCompletion,
}
