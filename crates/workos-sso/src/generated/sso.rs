//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

use workos_client::{Auth, Call, Client, Method, Operation, body, call, operation};
use workos_core::{ClientId, ProfileId, Secret};

use super::hints::SHARED_HINTS;
use super::models::{Jwks, LogoutAuthorization, Profile};

/// Single sign-on: authorization URLs, the exchange of the callback's code for a profile, and logout.
///
/// The API allows 600 requests per minute and API key. Responses contain the state of the limit in
/// `X-RateLimit-Limit`, `X-RateLimit-Remaining` and `X-RateLimit-Reset` (seconds since the epoch). A
/// 429 has the number of seconds to wait in `Retry-After`. The client retries with exponential backoff;
/// the preset for 1, 2, 4, 8, 16 seconds and five retries is `Retry::persistent()`.
#[derive(Clone, Debug)]
pub struct Sso {
    pub(crate) client: Client,
}

impl Sso {
    /// Creates the handle, without sending a request.
    #[must_use]
    pub fn new(client: &Client) -> Self {
        Self { client: client.clone() }
    }

    /// Gets the profile that an access token belongs to.
    ///
    /// The exchange of the code has already returned the same profile; call this if only the token is
    /// available. Do not poll it for changes: subscribe to webhooks.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     sso: workos_sso::Sso,
    /// #     access_token: workos_core::Secret,
    /// # ) -> Result<(), workos_client::Error> {
    /// let profile = sso.profile(access_token).send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 401 (`is_unauthorized()`): Sign in again: access tokens are valid for `expires_in` seconds.
    /// - 404 (`is_not_found()`): Sign in again: the profile no longer exists.
    ///
    /// `GET /sso/profile`, <https://workos.com/docs/reference/sso/profile/get-user-profile>
    #[doc(alias("SsoController_getProfile", "get_profile"))]
    pub fn profile(&self, access_token: impl Into<Secret>) -> GetProfile {
        let mut call = Call::new(&self.client, &GET_PROFILE);
        call.bearer(&access_token.into());
        GetProfile { call }
    }

    /// Gets the profile that an access token belongs to, in the legacy dialect: authenticated with the API
    /// key.
    ///
    /// Production supports `profile` only; prefer that. Do not poll for changes: subscribe to webhooks.
    ///
    /// - `access_token`: The token that `profile_and_token` returned.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     sso: workos_sso::Sso,
    /// #     access_token: workos_core::Secret,
    /// # ) -> Result<(), workos_client::Error> {
    /// let profile = sso.profile_by_post(access_token).send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 401 `unauthorized` (`is_unauthorized()`): Send a valid API key as bearer: check `WORKOS_API_KEY`.
    ///   If the access token expired, sign in again.
    /// - 401 (`is_unauthorized()`): Check the API key and the access token; sign in again if it expired.
    /// - 404 (`is_not_found()`): Sign in again: the profile no longer exists.
    ///
    /// `POST /sso/profile`
    #[doc(alias = "get_profile_by_post")]
    pub fn profile_by_post(&self, access_token: impl Into<Secret>) -> GetProfileByPost {
        let call = Call::new(&self.client, &GET_PROFILE_BY_POST);
        let body = GetProfileByPostBody::new(access_token.into());
        GetProfileByPost { call, body }
    }

    /// Gets the public keys that verify the signatures of access tokens.
    ///
    /// Cache the keys, and request them again if a token has an unknown `kid`.
    ///
    /// - `client_id`: The id of the client whose tokens are verified.
    ///
    /// ```no_run
    /// # async fn example(sso: workos_sso::Sso) -> Result<(), workos_client::Error> {
    /// let jwks = sso.jwks("client_01HXYZ123456789ABCDEFGHIJ").send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 404 (`is_not_found()`): Verify the client id in the dashboard.
    ///
    /// `GET /sso/jwks/{clientId}`, <https://workos.com/docs/reference/authkit/session-tokens/jwks>
    #[doc(alias("SsoController_jsonWebKeySet", "get_jwks"))]
    pub fn jwks(&self, client_id: impl Into<ClientId>) -> GetJwks {
        let mut call = Call::new(&self.client, &GET_JWKS);
        call.path_id("clientId", client_id.into().as_str());
        GetJwks { call }
    }

    /// Requests a short-lived token that logs a profile out, also at the identity provider.
    ///
    /// Redirect the browser to `logout_url` next. Only connections of type `GenericOIDC` support this.
    ///
    /// - `profile_id`: The profile to log out.
    ///
    /// ```no_run
    /// # async fn example(sso: workos_sso::Sso) -> Result<(), workos_client::Error> {
    /// let logout_authorization = sso.authorize_logout("prof_01DMC79VCBZ0NY2099737PSVF1").send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 400 `connection_invalid` (`is_invalid_request()`): Only `GenericOIDC` connections support Single
    ///   Logout.
    /// - 400 `unauthorized_client` (`is_invalid_request()`): Use the API key of the profile's environment.
    /// - 401 `unauthorized` (`is_unauthorized()`): Send a valid API key as bearer: check `WORKOS_API_KEY`.
    /// - 404 (`is_not_found()`): Verify the profile id.
    ///
    /// `POST /sso/logout/authorize`, <https://workos.com/docs/reference/sso/logout/authorize>
    #[doc(alias = "SsoController_logoutAuthorize")]
    pub fn authorize_logout(&self, profile_id: impl Into<ProfileId>) -> AuthorizeLogout {
        let call = Call::new(&self.client, &AUTHORIZE_LOGOUT);
        let body = AuthorizeLogoutBody::new(profile_id.into());
        AuthorizeLogout { call, body }
    }
}

operation! {
    /// Starts a sign-in: redirects a browser to the identity provider. Errors are sent to the redirect URI.
    ///
    /// Exactly one of `connection`, `organization` and `provider` selects the connection. The redirect URI
    /// must be in the list in the dashboard.
    pub(crate) static AUTHORIZE = Operation::new("sso.authorize", Method::GET, "/sso/authorize")
        .repeatable().auth(Auth::None).with_default_hints(SHARED_HINTS);
    400 "invalid_request" => "Send `client_id`, `redirect_uri`, `response_type` and one connection selector.";
    400 "invalid_redirect_uri" => "Add the redirect URI to the list of allowed redirect URIs in the dashboard.";
    401 "unauthorized" => "Check `WORKOS_API_KEY`: it starts with `sk_`, and must be valid.";
    404 "connection_not_found" => "Verify the connection with `connections.get(id)`.";
    404 "organization_not_found" => "Verify the organization in the dashboard.";
}

operation! {
    /// Exchanges the code of the callback, or an ID token, for a profile and an access token.
    pub(crate) static GET_PROFILE_AND_TOKEN =
        Operation::new("sso.profile_and_token", Method::POST, "/sso/token")
            .auth(Auth::None).with_secret_fields(&["access_token", "code", "code_verifier", "refresh_token", "subject_token"]).with_default_hints(SHARED_HINTS);
    400 "invalid_grant" => "Offer sign-in again: a code is valid once, for 10 minutes, with its own verifier. Exchange an ID token before it expires.";
    400 "invalid_request" => "Send `grant_type`, and `code`, or `subject_token` with `organization_id`.";
    400 "invalid_client" => "Check that client id and API key belong to the same environment.";
    400 "unauthorized_client" => "Allow SSO for this client in the dashboard.";
    400 "unsupported_grant_type" => "Call `profile_and_token()`, which sends `authorization_code`, or `exchange_id_token()`: other grant types are not supported.";
    401 "unauthorized" => "Use the API key of the environment that started the sign-in.";
    404 => "Check that the connection still exists.";
    422 => "Send `code`, `client_id` and the secret or verifier.";
    unknown_outcome => "Offer sign-in again: the code may have been used, and it is valid only once.";
}

call! {
    /// The call of [`Sso::profile`].
    pub struct GetProfile -> Profile;
}

operation! {
    static GET_PROFILE = Operation::new("sso.profile", Method::GET, "/sso/profile")
        .repeatable().auth(Auth::AccessToken).with_default_hints(SHARED_HINTS);
    401 => "Sign in again: access tokens are valid for `expires_in` seconds.";
    404 => "Sign in again: the profile no longer exists.";
}

call! {
    /// The call of [`Sso::profile_by_post`].
    pub struct GetProfileByPost { body: GetProfileByPostBody } -> Profile;
}

body! {
    struct GetProfileByPostBody of GetProfileByPost;
    access_token: Secret as secret = required;
}

operation! {
    static GET_PROFILE_BY_POST = Operation::new("sso.profile_by_post", Method::POST, "/sso/profile")
        .repeatable().with_secret_fields(&["access_token"]).with_default_hints(SHARED_HINTS);
    401 "unauthorized" => "Send a valid API key as bearer: check `WORKOS_API_KEY`. If the access token expired, sign in again.";
    401 => "Check the API key and the access token; sign in again if it expired.";
    404 => "Sign in again: the profile no longer exists.";
}

call! {
    /// The call of [`Sso::jwks`].
    pub struct GetJwks -> Jwks;
}

operation! {
    static GET_JWKS = Operation::new("sso.jwks", Method::GET, "/sso/jwks/{clientId}")
        .repeatable().auth(Auth::None).with_default_hints(SHARED_HINTS);
    404 => "Verify the client id in the dashboard.";
}

call! {
    /// The call of [`Sso::authorize_logout`].
    pub struct AuthorizeLogout { body: AuthorizeLogoutBody } -> LogoutAuthorization;
}

body! {
    struct AuthorizeLogoutBody of AuthorizeLogout;
    profile_id: ProfileId = required;
}

operation! {
    static AUTHORIZE_LOGOUT = Operation::new("sso.authorize_logout", Method::POST, "/sso/logout/authorize")
        .repeatable().with_secret_fields(&["logout_token", "logout_url"]).with_default_hints(SHARED_HINTS);
    400 "connection_invalid" => "Only `GenericOIDC` connections support Single Logout.";
    400 "unauthorized_client" => "Use the API key of the profile's environment.";
    404 => "Verify the profile id.";
}

operation! {
    /// Logs a browser out with the token of `authorize_logout`, and redirects it back to the application.
    pub(crate) static LOGOUT = Operation::new("sso.logout", Method::GET, "/sso/logout")
        .repeatable().auth(Auth::None).with_secret_fields(&["token"]).with_default_hints(SHARED_HINTS);
    404 => "Request a new logout token: it is short-lived and can be used once.";
}
