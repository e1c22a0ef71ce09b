//! Exchanges the code of a callback, or an ID token, for a profile.

use workos_client::{Call, call};
use workos_core::{OrganizationId, Secret};

use crate::generated::{GET_PROFILE_AND_TOKEN, ProfileAndToken, Sso, SsoGrantType};

/// The only kind of token that can be exchanged.
const ID_TOKEN: &str = "urn:ietf:params:oauth:token-type:id_token";

impl Sso {
    /// Exchanges the code of the callback for a profile and an access token: the last step of a sign-in.
    ///
    /// A code can be used once, within 10 minutes. Client id and API key come from the client. A public client without
    /// an API key authenticates with the code verifier alone.
    ///
    /// Check the callback's `state` before the exchange, and the profile's organization after it. An e-mail address
    /// does not identify a person.
    ///
    /// - `code`: The code of the callback.
    ///
    /// ```no_run
    /// # async fn example(sso: workos_sso::Sso, code: workos_core::Secret) -> Result<(), workos_client::Error> {
    /// let profile_and_token = sso.profile_and_token(code).send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 400 `invalid_grant` (`is_invalid_grant()`): the code is unknown, was used or has expired, or the verifier
    ///   belongs to another code. Offer sign-in again.
    /// - 400 `invalid_client` (`is_invalid_request()`): client id and API key belong to different environments.
    /// - 400 `unauthorized_client` (`is_invalid_request()`): SSO is not allowed for this client.
    /// - 404 (`is_not_found()`): the connection was deleted in the meantime.
    ///
    /// `POST /sso/token`, <https://workos.com/docs/reference/sso/profile/get-profile-and-token>
    pub fn profile_and_token(&self, code: impl Into<Secret>) -> GetProfileAndToken {
        let mut call = Call::new(&self.client, &GET_PROFILE_AND_TOKEN);
        call.require_any(&["client_secret", "code_verifier"]);
        call.form_client_id();
        call.form_client_secret();
        call.form_secret("code", &code.into());
        call.form("grant_type", SsoGrantType::AuthorizationCode);
        GetProfileAndToken { call }
    }

    /// Exchanges an ID token of an organization's identity provider for a profile and an access token (RFC 8693),
    /// without a browser.
    ///
    /// This is for applications that sign people in at the identity provider themselves. WorkOS checks the token
    /// against the organization's OpenID Connect connection. Check the profile's organization after the exchange.
    ///
    /// - `subject_token`: The ID token, before it expires.
    /// - `organization_id`: The organization whose identity provider issued it.
    ///
    /// ```no_run
    /// # async fn example(sso: workos_sso::Sso, id_token: workos_core::Secret) -> Result<(), workos_client::Error> {
    /// let exchanged = sso.exchange_id_token(id_token, "org_01EHWNCE74X7JSDV0X3SZ3KJNY").send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - [`InvalidInputError`](crate::Error::InvalidInput): the token or the organization is empty.
    /// - [`Config`](crate::Error::Config): the client has no API key; a public client cannot exchange tokens.
    /// - 400 `invalid_grant` (`is_invalid_grant()`): the ID token has expired, is signed with another key, or was
    ///   issued by another identity provider.
    /// - 400 `unsupported_grant_type` (`is_invalid_request()`): this environment does not exchange tokens.
    /// - 404 (`is_not_found()`): there is no such organization.
    ///
    /// `POST /sso/token`
    pub fn exchange_id_token(
        &self,
        subject_token: impl Into<Secret>,
        organization_id: impl Into<OrganizationId>,
    ) -> ExchangeIdToken {
        let (subject_token, organization_id) = (subject_token.into(), organization_id.into());
        let mut call = Call::new(&self.client, &GET_PROFILE_AND_TOKEN);
        call.require_any(&["client_secret"]);
        call.form_client_id();
        call.form_client_secret();
        call.form("grant_type", SsoGrantType::TokenExchange);
        if subject_token.expose().is_empty() {
            call.refuse("subject_token", "it is empty");
        }
        call.form_secret("subject_token", &subject_token);
        call.form("subject_token_type", ID_TOKEN);
        if organization_id.as_str().is_empty() {
            call.refuse("organization_id", "it is empty");
        }
        call.form("organization_id", organization_id);
        ExchangeIdToken { call }
    }
}

call! {
    /// The call of [`Sso::profile_and_token`].
    pub struct GetProfileAndToken -> ProfileAndToken;
}

impl GetProfileAndToken {
    /// Sets the PKCE verifier of the challenge in the authorization URL (RFC 7636).
    pub fn code_verifier(mut self, code_verifier: impl Into<Secret>) -> Self {
        self.call.form_secret("code_verifier", &code_verifier.into());
        self
    }
}

call! {
    /// The call of [`Sso::exchange_id_token`].
    pub struct ExchangeIdToken -> ProfileAndToken;
}
