//! The URL that starts a sign-in.

use std::fmt;

use workos_client::{ConfigError, Error, InvalidInputError, Secret};
use workos_core::ClientId;
use workos_internal::encode::check_id;
use workos_internal::{WebUrl, base_url, redirect_uri};

use crate::generated::AUTHORIZE;
use crate::parameter::Value;
use crate::{CodeChallenge, ConnectionSelector, LoginAttempt, Prompt, Sso};

const PRODUCTION: &str = "https://api.workos.com";

impl Sso {
    /// Starts an authorization URL with the client's base URL and client id.
    ///
    /// WorkOS redirects the browser back to `redirect_uri`. This URI has to be in the environment's list in the
    /// dashboard (Redirects), or WorkOS refuses the sign-in with `invalid_redirect_uri`.
    ///
    /// ```
    /// use workos_sso::{Client, LoginAttempt, OrganizationId, Sso};
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let client = Client::builder().client_id("client_123").transport(workos_transport_mock::Script::new()).build()?;
    /// let sso = Sso::new(&client);
    /// let acme = OrganizationId::from("org_01HQRS5H");
    /// let attempt = LoginAttempt::start(client.clock().now())?;
    /// let url = sso.authorization_url("https://yourapp.com/callback", &acme).attempt(&attempt).build()?;
    /// assert!(url.starts_with("https://api.workos.com/sso/authorize?response_type=code&client_id=client_123&"));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// `GET /sso/authorize`, <https://workos.com/docs/reference/sso/get-authorization-url>
    pub fn authorization_url(
        &self,
        redirect_uri: impl Into<String>,
        selector: impl Into<ConnectionSelector>,
    ) -> AuthorizationUrl {
        let url =
            AuthorizationUrl::start(self.client.client_id().cloned(), redirect_uri.into(), selector.into());
        AuthorizationUrl { base_url: BaseUrl::OfClient(self.client.base_url().to_owned()), ..url }
    }
}

/// A builder for the URL to which a browser is redirected to sign in.
///
/// Building the URL sends no request. Create it with [`Sso::authorization_url`], or without a client:
///
/// ```
/// use workos_sso::{AuthorizationUrl, Provider};
///
/// let url = AuthorizationUrl::new("client_123", "https://yourapp.com/callback", Provider::GoogleOAuth)
///     .state("kX3")
///     .provider_scopes(["email", "calendar.read"])
///     .build()?;
/// assert_eq!(
///     url,
///     "https://api.workos.com/sso/authorize?response_type=code&client_id=client_123\
///      &redirect_uri=https%3A%2F%2Fyourapp.com%2Fcallback&provider=GoogleOAuth&state=kX3\
///      &provider_scopes=email,calendar.read",
/// );
/// # Ok::<(), workos_sso::Error>(())
/// ```
///
/// Always set a state and a PKCE challenge; [`attempt`](Self::attempt) sets both. Without a state, a link can sign a
/// person in to the account of an attacker. Without PKCE, anybody who intercepts the code can use it.
///
/// The parameters are written in a fixed order. Setting a parameter again replaces its value.
#[derive(Clone)]
#[must_use = "a URL is created only by `build()`"]
pub struct AuthorizationUrl {
    base_url: BaseUrl,
    client_id: Option<ClientId>,
    redirect_uri: String,
    selector: ConnectionSelector,
    state: Option<Secret>,
    code_challenge: Option<CodeChallenge>,
    nonce: Option<Secret>,
    login_hint: Option<String>,
    domain_hint: Option<String>,
    prompt: Option<Prompt>,
    provider_scopes: Vec<String>,
    provider_query_params: Vec<(String, String)>,
}

/// The base URL of the sign-in.
#[derive(Clone, Debug)]
enum BaseUrl {
    /// The base URL of a client, which was checked when the client was built.
    OfClient(String),
    /// A base URL that still has to be checked.
    Given(String),
}

impl AuthorizationUrl {
    /// Starts a URL at `https://api.workos.com`, without a client.
    pub fn new(
        client_id: impl Into<ClientId>,
        redirect_uri: impl Into<String>,
        selector: impl Into<ConnectionSelector>,
    ) -> Self {
        Self::start(Some(client_id.into()), redirect_uri.into(), selector.into())
    }

    fn start(client_id: Option<ClientId>, redirect_uri: String, selector: ConnectionSelector) -> Self {
        Self {
            base_url: BaseUrl::OfClient(PRODUCTION.to_owned()),
            client_id,
            redirect_uri,
            selector,
            state: None,
            code_challenge: None,
            nonce: None,
            login_hint: None,
            domain_hint: None,
            prompt: None,
            provider_scopes: Vec::new(),
            provider_query_params: Vec::new(),
        }
    }

    /// Sets the base URL of the sign-in, for instance of an emulator. It may have a path prefix.
    pub fn base_url(mut self, base_url: impl Into<String>) -> Self {
        self.base_url = BaseUrl::Given(base_url.into());
        self
    }

    /// Sets the state and the PKCE challenge of a login attempt.
    pub fn attempt(self, attempt: &LoginAttempt) -> Self {
        self.state(attempt.state()).code_challenge(attempt.verifier())
    }

    /// Sets the state: an unguessable text that has to come back in the callback.
    pub fn state(mut self, state: impl Into<Secret>) -> Self {
        self.state = Some(state.into());
        self
    }

    /// Sets the PKCE challenge (method `S256`). Accepts a [`CodeVerifier`](crate::CodeVerifier) too.
    pub fn code_challenge(mut self, challenge: impl Into<CodeChallenge>) -> Self {
        self.code_challenge = Some(challenge.into());
        self
    }

    /// Sets a nonce, a random text that the identity provider includes in its token to prevent replays.
    pub fn nonce(mut self, nonce: impl Into<Secret>) -> Self {
        self.nonce = Some(nonce.into());
        self
    }

    /// Fills in the user name or e-mail field on the identity provider's page. Another person can still sign in.
    pub fn login_hint(mut self, login_hint: impl Into<String>) -> Self {
        self.login_hint = Some(login_hint.into());
        self
    }

    /// Fills in the domain field, for Microsoft and Google.
    pub fn domain_hint(mut self, domain_hint: impl Into<String>) -> Self {
        self.domain_hint = Some(domain_hint.into());
        self
    }

    /// Sets whether the identity provider asks for credentials even if the person is already signed in there.
    pub fn prompt(mut self, prompt: impl Into<Prompt>) -> Self {
        self.prompt = Some(prompt.into());
        self
    }

    /// Requests additional scopes from the provider, for OAuth and OpenID Connect connections.
    pub fn provider_scopes(mut self, scopes: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.provider_scopes = scopes.into_iter().map(Into::into).collect();
        self
    }

    /// Sets query parameters that are passed on to the provider, for OAuth connections.
    pub fn provider_query_params(
        mut self,
        params: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>,
    ) -> Self {
        self.provider_query_params =
            params.into_iter().map(|(name, value)| (name.into(), value.into())).collect();
        self
    }

    /// Checks the parameters and returns the URL. Redirect the browser to it with status 302 or 303.
    ///
    /// # Errors
    /// [`Error::Config`] if the client has no client id.
    ///
    /// [`Error::InvalidInput`] if the redirect URI is not absolute, has a fragment, or has a scheme that browsers do
    /// not redirect to. Also if a parameter is empty or an id is invalid. The error names the operation
    /// `sso.authorize`.
    pub fn build(&self) -> Result<String, Error> {
        let refuse =
            |parameter, reason| Error::from(InvalidInputError::new(AUTHORIZE.id(), parameter, reason));
        let base = match &self.base_url {
            BaseUrl::OfClient(url) => url,
            BaseUrl::Given(url) => {
                let checked = base_url(url).and_then(WebUrl::confidential);
                checked.map_err(|reason| refuse("base_url", reason))?;
                url.trim_end_matches('/')
            }
        };
        let parameters = self.parameters().map_err(|problem| match problem {
            Problem::NoClientId => ConfigError::no_client_id(&AUTHORIZE).into(),
            Problem::Input(parameter, reason) => refuse(parameter, reason),
        })?;
        let query: Vec<_> = parameters.iter().map(|(name, value)| value.encode(name)).collect();
        Ok(format!("{base}{}?{}", AUTHORIZE.path(), query.join("&")))
    }

    /// Sets the client id unless it is already set.
    pub(crate) fn or_client_id(mut self, client_id: Option<&ClientId>) -> Self {
        self.client_id = self.client_id.or_else(|| client_id.cloned());
        self
    }

    /// Returns the parameters that must not be shown.
    pub(crate) fn secrets(&self) -> impl Iterator<Item = (&'static str, &Secret)> {
        [("state", self.state.as_ref()), ("nonce", self.nonce.as_ref())]
            .into_iter()
            .filter_map(|(name, secret)| Some((name, secret?)))
    }

    /// Checks the parameters and returns them in the order in which they are written.
    pub(crate) fn parameters(&self) -> Result<Vec<(&'static str, Value<'_>)>, Problem> {
        let client_id = self.client_id.as_ref().ok_or(Problem::NoClientId)?.as_str();
        check_id(client_id).map_err(|reason| Problem::Input("client_id", reason))?;
        redirect_uri(&self.redirect_uri).map_err(|reason| Problem::Input("redirect_uri", reason))?;
        let (selector, selected) = self.selector.parameter();
        check_id(selected).map_err(|reason| Problem::Input(selector, reason))?;

        let mut parameters = vec![
            ("response_type", Value::Text("code")),
            ("client_id", Value::Text(client_id)),
            ("redirect_uri", Value::Text(&self.redirect_uri)),
            (selector, Value::Text(selected)),
        ];
        let challenge = self.code_challenge.as_ref();
        for (name, text) in [
            ("state", self.state.as_ref().map(Secret::expose)),
            ("code_challenge", challenge.map(CodeChallenge::as_str)),
            ("code_challenge_method", challenge.map(|_| CodeChallenge::METHOD)),
            ("nonce", self.nonce.as_ref().map(Secret::expose)),
            ("login_hint", self.login_hint.as_deref()),
            ("domain_hint", self.domain_hint.as_deref()),
            ("prompt", self.prompt.as_ref().map(Prompt::as_str)),
        ] {
            match text {
                Some("") => return Err(Problem::Input(name, "it is empty")),
                Some(text) => parameters.push((name, Value::Text(text))),
                None => {}
            }
        }
        if !self.provider_scopes.is_empty() {
            // A comma or a space separates scopes.
            if self.provider_scopes.iter().any(|s| s.is_empty() || s.contains([',', ' '])) {
                return Err(Problem::Input(
                    "provider_scopes",
                    "a scope must not be empty or contain a comma or space",
                ));
            }
            parameters.push(("provider_scopes", Value::List(&self.provider_scopes)));
        }
        if !self.provider_query_params.is_empty() {
            if self.provider_query_params.iter().any(|(name, _)| name.is_empty()) {
                return Err(Problem::Input("provider_query_params", "a parameter has no name"));
            }
            parameters.push(("provider_query_params", Value::Map(&self.provider_query_params)));
        }
        Ok(parameters)
    }
}

impl fmt::Debug for AuthorizationUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AuthorizationUrl")
            .field("base_url", &self.base_url)
            .field("client_id", &self.client_id)
            .field("redirect_uri", &self.redirect_uri)
            .field("selector", &self.selector)
            .finish_non_exhaustive()
    }
}

/// The reason why a URL cannot be built.
pub(crate) enum Problem {
    NoClientId,
    Input(&'static str, &'static str),
}

#[cfg(test)]
mod tests;
