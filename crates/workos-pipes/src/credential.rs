//! The calls that return credentials of connected accounts.

use serde::Serialize;
use workos_client::{Call, call};
use workos_core::{ConnectedAccountId, OrganizationId, UserId};

use crate::generated::{GET_ACCESS_TOKEN, GET_CREDENTIALS};
use crate::{AccessToken, ConnectionOwner, Credential, DataIntegrations, Vended};

impl DataIntegrations {
    /// Gets a fresh access token of the account that a user connected with OAuth.
    ///
    /// WorkOS refreshes tokens before they expire. Request a token **before every use, and store none**: a stored
    /// token may have been replaced or revoked in the meantime. [`TokenSource`](crate::TokenSource) does this, and
    /// lets concurrent callers share a request.
    ///
    /// The API responds with status 200 even if there is no token. Then [`Vended::Inactive`] has the reason, and
    /// [`require_active`](Vended::require_active) returns an error. If the user granted fewer scopes than the
    /// integration requests, `missing_scopes` lists the missing ones.
    ///
    /// ```
    /// # use workos_transport_mock::{Reply, Script};
    /// # use workos_pipes::{Client, DataIntegrations};
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # futures_executor::block_on(async {
    /// # let token = serde_json::json!({"access_token": "gho_1", "expires_at": null, "scopes": [], "missing_scopes": []});
    /// # let script = Script::new()
    /// #     .reply(Reply::json(200, serde_json::json!({"active": true, "access_token": token})));
    /// # let client = Client::builder().api_key("sk_test_1").transport(script).build()?;
    /// let integrations = DataIntegrations::new(&client);
    /// let token = integrations.access_token("github", "user_1").send().await?.require_active()?;
    /// if token.lacks_scopes() {
    ///     println!("authorize again for {}", token.missing_scopes.join(" "));
    /// }
    /// // GET https://api.github.com/user, Authorization: Bearer …
    /// # assert_eq!(token.access_token.expose(), "gho_1");
    /// # Ok(())
    /// # })
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 400 (`is_invalid_request()`): the user or the organization is refused.
    /// - 401 (`is_unauthorized()`): the API key is wrong.
    /// - 404 (`is_not_found()`): the provider or the account does not exist in the environment of this API key.
    /// - 422 `auth_method_mismatch` (`is_invalid_request()`): the account does not use OAuth; call
    ///   [`credentials`](Self::credentials).
    ///
    /// `POST /data-integrations/{slug}/token`
    pub fn access_token(&self, slug: impl AsRef<str>, user_id: impl Into<UserId>) -> GetAccessToken {
        let mut call = Call::new(&self.client, &GET_ACCESS_TOKEN);
        call.path("slug", slug.as_ref());
        let body = Body::new(user_id.into());
        body.check(&mut call);
        GetAccessToken { call, body }
    }

    /// Gets the credential of the account that a user connected: an OAuth token, an API key, or a token from client
    /// credentials.
    ///
    /// The rules of [`access_token`](Self::access_token) about storing tokens and about inactive accounts apply here
    /// too. Needs the feature `pipes-api-keys` of the environment.
    ///
    /// ```no_run
    /// # async fn example(integrations: workos_pipes::DataIntegrations) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = integrations.credentials("github", "user_01EHZNVPK3SFK441A1RGBFSHRT").send().await?;
    /// let credential = answer.require_active()?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 400, 422 (`is_invalid_request()`): the user, the organization or the account is refused.
    /// - 401 (`is_unauthorized()`): the API key is wrong.
    /// - 404 (`is_not_found()`): the provider or the account does not exist in the environment of this API key.
    ///
    /// `POST /data-integrations/{slug}/credentials`
    pub fn credentials(&self, slug: impl AsRef<str>, user_id: impl Into<UserId>) -> GetCredentials {
        let mut call = Call::new(&self.client, &GET_CREDENTIALS);
        call.path("slug", slug.as_ref());
        let body = Body::new(user_id.into());
        body.check(&mut call);
        GetCredentials { call, body }
    }
}

call! {
    /// The call of [`DataIntegrations::access_token`].
    pub struct GetAccessToken { body: Body } -> Vended<AccessToken>;
}

call! {
    /// The call of [`DataIntegrations::credentials`].
    pub struct GetCredentials { body: Body } -> Vended<Credential>;
}

/// Implements the optional parameters, which are the same for both calls.
macro_rules! account_parameters {
    ($call:ident) => {
        impl $call {
            /// Sets the organization that the account was connected for.
            ///
            /// Without it, the call uses the account that the user connected without an organization, which is a
            /// different account.
            pub fn organization_id(mut self, organization_id: impl Into<OrganizationId>) -> Self {
                self.body.organization_id = Some(organization_id.into());
                self
            }

            /// Sets which of several accounts the call uses.
            pub fn connected_account_id(
                mut self,
                connected_account_id: impl Into<ConnectedAccountId>,
            ) -> Self {
                self.body.connected_account_id = Some(connected_account_id.into());
                self
            }

            /// Sets the owner of the account: the user (by default) or the organization.
            pub fn connection_owner(mut self, connection_owner: impl Into<ConnectionOwner>) -> Self {
                self.body.connection_owner = Some(connection_owner.into());
                self
            }

            /// Sets whether to consider all accounts at a provider instead of only the first.
            ///
            /// If several accounts match, the API then requires [`connected_account_id`](Self::connected_account_id)
            /// (`account_selection_required`).
            pub fn supports_multiple_connections(mut self, supports_multiple_connections: bool) -> Self {
                self.body.supports_multiple_connections = Some(supports_multiple_connections);
                self
            }
        }
    };
}

account_parameters!(GetAccessToken);
account_parameters!(GetCredentials);

#[derive(Clone, Debug, Serialize)]
struct Body {
    user_id: UserId,
    #[serde(skip_serializing_if = "Option::is_none")]
    organization_id: Option<OrganizationId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    connected_account_id: Option<ConnectedAccountId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    connection_owner: Option<ConnectionOwner>,
    #[serde(skip_serializing_if = "Option::is_none")]
    supports_multiple_connections: Option<bool>,
}

impl Body {
    const fn new(user_id: UserId) -> Self {
        Self {
            user_id,
            organization_id: None,
            connected_account_id: None,
            connection_owner: None,
            supports_multiple_connections: None,
        }
    }

    fn check<T>(&self, call: &mut Call<T>) {
        if self.user_id.as_str().is_empty() {
            call.refuse("user_id", "it is empty");
        }
    }
}
