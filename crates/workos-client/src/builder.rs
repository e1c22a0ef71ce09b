//! The configuration of a client.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;
use workos_core::{ClientId, Secret, mask};
use workos_internal::DEFAULT_VALUE_LIMIT;
use workos_transport::{Clock, Request, Transport};

use crate::base_url::BaseUrl;
use crate::budget::RetryBudget;
use crate::client::{Inner, Limits};
use crate::{Client, ConfigError, ConfigErrorKind as Kind, Error, Retry};
use workos_internal::encode::is_header_text;

const USER_AGENT: &str = concat!("workos-kit/", env!("CARGO_PKG_VERSION"), " (rust)");

/// The configuration of a [`Client`]; made by [`Client::builder`].
///
/// No setting is required: a public client (PKCE without a secret), for instance, has no API key. A call that needs a
/// missing setting fails with a [`ConfigError`].
#[must_use = "nothing happens before `build()`"]
pub struct ClientBuilder {
    api_key: Option<Secret>,
    client_id: Option<ClientId>,
    base_url: Option<String>,
    allow_http: bool,
    user_agent: Option<String>,
    transport: Option<Arc<dyn Transport>>,
    clock: Option<Arc<dyn Clock>>,
    limits: Limits,
}

impl ClientBuilder {
    pub(crate) const fn new() -> Self {
        Self {
            api_key: None,
            client_id: None,
            base_url: None,
            allow_http: false,
            user_agent: None,
            transport: None,
            clock: None,
            limits: Limits {
                total: Duration::from_secs(60),
                attempt: Duration::from_secs(25),
                idle: Duration::from_secs(10),
                body: Request::DEFAULT_BODY_LIMIT,
                values: DEFAULT_VALUE_LIMIT,
                retry: Retry::standard(),
            },
        }
    }

    /// Starts with the API key, the client id and the base URL from the environment variables `WORKOS_API_KEY`,
    /// `WORKOS_CLIENT_ID` and `WORKOS_BASE_URL`. Each of them may be absent or empty.
    ///
    /// # Errors
    /// [`Error::Config`] when there is neither a key nor a client id, or a variable is not Unicode.
    pub fn from_env() -> Result<Self, Error> {
        Self::from_vars(|name| match std::env::var(name) {
            Ok(value) => Ok(Some(value).filter(|value| !value.trim().is_empty())),
            Err(std::env::VarError::NotPresent) => Ok(None),
            Err(std::env::VarError::NotUnicode(_)) => Err(ConfigError::new(
                Kind::InvalidEnvironment,
                format!("{name} is not Unicode"),
                "Set it to plain text.",
            )),
        })
    }

    fn from_vars(read: impl Fn(&'static str) -> Result<Option<String>, ConfigError>) -> Result<Self, Error> {
        let mut builder = Self::new();
        if let Some(key) = read("WORKOS_API_KEY")? {
            builder = builder.api_key(key.trim());
        }
        if let Some(id) = read("WORKOS_CLIENT_ID")? {
            builder = builder.client_id(id.trim());
        }
        if let Some(url) = read("WORKOS_BASE_URL")? {
            builder = builder.base_url(url);
        }
        if builder.api_key.is_none() && builder.client_id.is_none() {
            return Err(ConfigError::new(
                Kind::MissingCredentials,
                "neither WORKOS_API_KEY nor WORKOS_CLIENT_ID is set",
                "Set both; the dashboard shows them under API Keys.",
            )
            .into());
        }
        Ok(builder)
    }

    /// Sets the API key (`sk_…`).
    pub fn api_key(mut self, api_key: impl Into<Secret>) -> Self {
        self.api_key = Some(api_key.into());
        self
    }

    /// Sets the client id (`client_…`) of the environment; SSO needs it.
    pub fn client_id(mut self, client_id: impl Into<ClientId>) -> Self {
        self.client_id = Some(client_id.into());
        self
    }

    /// Sets the base URL of requests; `https://api.workos.com` by default. A path prefix is kept, a trailing slash is
    /// dropped. Plain `http` is only accepted for loopback addresses, see [`allow_http`](Self::allow_http).
    pub fn base_url(mut self, base_url: impl Into<String>) -> Self {
        self.base_url = Some(base_url.into());
        self
    }

    /// Accepts a plain `http` base URL that is not loopback. The API key is then sent unencrypted.
    pub const fn allow_http(mut self) -> Self {
        self.allow_http = true;
        self
    }

    /// Adds the name and version of the application, such as `my-app/1.2`, to the start of `User-Agent`.
    pub fn user_agent(mut self, product: impl Into<String>) -> Self {
        self.user_agent = Some(product.into());
        self
    }

    /// Sets the transport. With feature `hyper`, the hyper transport is the default.
    pub fn transport(mut self, transport: impl Transport + 'static) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// Sets the clock; the clock of the transport by default.
    pub fn clock(mut self, clock: impl Clock + 'static) -> Self {
        self.clock = Some(Arc::new(clock));
        self
    }

    /// Sets the retry policy; [`Retry::standard`] by default.
    pub const fn retry(mut self, retry: Retry) -> Self {
        self.limits.retry = retry;
        self
    }

    /// Sets how long a call may take in total, including retries and waits; 60 seconds by default.
    pub const fn timeout(mut self, total: Duration) -> Self {
        self.limits.total = total;
        self
    }

    /// Sets how long one attempt may take; 25 seconds by default.
    pub const fn attempt_timeout(mut self, attempt: Duration) -> Self {
        self.limits.attempt = attempt;
        self
    }

    /// Sets how long the body of an answer may pause; 10 seconds by default.
    pub const fn idle_timeout(mut self, idle: Duration) -> Self {
        self.limits.idle = idle;
        self
    }

    /// Sets the largest body that is accepted, in bytes; 16 MiB by default.
    pub const fn body_limit(mut self, bytes: usize) -> Self {
        self.limits.body = bytes;
        self
    }

    /// Sets how many JSON values the body of a success may hold; 100,000 by default. Each text, number, `true`, `false`,
    /// `null`, list and object counts as one; the names of fields do not count.
    ///
    /// Together with [`body_limit`](Self::body_limit), it bounds memory: two bytes of a body can become a value of
    /// several hundred bytes.
    pub const fn value_limit(mut self, values: usize) -> Self {
        self.limits.values = values;
        self
    }

    /// Validates the configuration and creates the client. Nothing is sent.
    ///
    /// # Errors
    /// [`Error::Config`] when a value is malformed, there is no transport, or the default transport cannot be built
    /// because a proxy variable of the environment (such as `HTTPS_PROXY`) cannot be parsed.
    pub fn build(self) -> Result<Client, Error> {
        let base_url = self.base_url.as_deref().unwrap_or(BaseUrl::PRODUCTION);
        let base_url = BaseUrl::parse(base_url, self.allow_http)?;
        let authorization = self.api_key.as_ref().map(bearer).transpose().map_err(|reason| {
            ConfigError::new(
                Kind::InvalidApiKey,
                format!("the API key {reason}"),
                "Copy the whole key, `sk_…`, from API Keys in the dashboard; check for quotes and line breaks.",
            )
        })?;
        if self.client_id.as_ref().is_some_and(|id| id.as_str().is_empty() || !is_header_text(id.as_str())) {
            return Err(ConfigError::new(
                Kind::InvalidClientId,
                "the client id is empty or holds control characters",
                "Copy the client id, `client_…`, from API Keys in the dashboard.",
            )
            .into());
        }
        let user_agent = match &self.user_agent {
            Some(product) => HeaderValue::from_str(&format!("{product} {USER_AGENT}")).map_err(|_| {
                ConfigError::new(
                    Kind::InvalidUserAgent,
                    "the user agent holds control characters",
                    "Use visible ASCII: `my-app/1.2`.",
                )
            })?,
            None => HeaderValue::from_static(USER_AGENT),
        };
        let transport = self.transport.map_or_else(default_transport, Ok)?;
        let clock = self.clock.unwrap_or_else(|| transport.clock());
        Ok(Client::from_inner(Inner {
            api_key: self.api_key,
            authorization,
            client_id: self.client_id,
            base_url,
            user_agent,
            transport,
            clock,
            limits: self.limits,
            budget: RetryBudget::full(),
        }))
    }
}

impl Client {
    /// Creates a client with this API key that calls `https://api.workos.com` over the hyper transport.
    ///
    /// # Errors
    /// [`Error::Config`] when the key is empty or contains invalid characters, or when the
    /// transport cannot be set up.
    #[cfg(feature = "hyper")]
    pub fn new(api_key: impl Into<Secret>) -> Result<Self, Error> {
        Self::builder().api_key(api_key).build()
    }

    /// Creates a client from the environment variables `WORKOS_API_KEY`, `WORKOS_CLIENT_ID` and `WORKOS_BASE_URL`, with
    /// the hyper transport.
    ///
    /// # Errors
    /// [`Error::Config`] when neither key nor client id is set, or one of them is malformed.
    #[cfg(feature = "hyper")]
    pub fn from_env() -> Result<Self, Error> {
        ClientBuilder::from_env()?.build()
    }

    /// Starts the configuration of a client.
    pub const fn builder() -> ClientBuilder {
        ClientBuilder::new()
    }

    /// Starts the configuration of a client with the environment variables `WORKOS_API_KEY`, `WORKOS_CLIENT_ID` and
    /// `WORKOS_BASE_URL`; the same as [`ClientBuilder::from_env`].
    ///
    /// # Errors
    /// [`Error::Config`] when neither key nor client id is set, or a variable is not Unicode.
    pub fn builder_from_env() -> Result<ClientBuilder, Error> {
        ClientBuilder::from_env()
    }
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A base URL that `build` refuses can hold a password, or a key in its query.
        let base_url =
            self.base_url.as_deref().map(|url| mask(url.split(['?', '#']).next().unwrap_or_default()));
        f.debug_struct("ClientBuilder")
            .field("base_url", &base_url)
            .field("client_id", &self.client_id)
            .field("api_key", &self.api_key)
            .field("transport", &self.transport)
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}

/// Creates the `Authorization` header of a bearer token, or returns the reason why the token is invalid.
pub(crate) fn bearer(token: &Secret) -> Result<HeaderValue, &'static str> {
    match token.expose() {
        "" => Err("is empty"),
        text if !is_header_text(text) || text.contains(' ') => {
            Err("holds white space, control or non-ASCII characters")
        }
        text => {
            let mut value = HeaderValue::try_from(format!("Bearer {text}")).map_err(|_| "is malformed")?;
            value.set_sensitive(true);
            Ok(value)
        }
    }
}

#[cfg(feature = "hyper")]
fn default_transport() -> Result<Arc<dyn Transport>, ConfigError> {
    let transport = workos_transport_hyper::HyperTransport::new();
    let refused = |error: workos_transport_hyper::BuildError| {
        ConfigError::new(Kind::Transport, error.to_string(), error.hint())
    };
    Ok(Arc::new(transport.map_err(refused)?))
}

#[cfg(not(feature = "hyper"))]
fn default_transport() -> Result<Arc<dyn Transport>, ConfigError> {
    Err(ConfigError::new(
        Kind::Transport,
        "there is no transport: feature `hyper` is disabled and no transport was set",
        "Pass a transport to `transport(…)`, or enable feature `hyper`.",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use workos_transport_mock::Script;

    fn build(change: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Result<Client, Error> {
        change(Client::builder().transport(Script::new())).build()
    }

    #[test]
    fn an_invalid_key_is_refused_and_not_repeated_in_the_error() {
        for key in ["", "sk_canary\n", "sk_canary key", "sk_canary\u{e9}", "sk_\u{0}canary"] {
            let error = build(|b| b.api_key(key)).unwrap_err();
            assert!(error.hint().is_some_and(|hint| hint.contains("sk_")), "{error}");
            assert!(!format!("{error} {error:?}").contains("canary"));
        }
        for id in ["", "client\n"] {
            assert!(build(|b| b.client_id(id)).is_err());
        }
        assert!(build(|b| b.user_agent("app\n")).is_err());
    }

    #[test]
    fn debug_of_a_client_shows_no_key() {
        let builder = Client::builder().transport(Script::new()).api_key("sk_canary");
        assert!(!format!("{builder:?}").contains("canary"));
        assert!(!format!("{:?}", builder.build().unwrap()).contains("canary"));
    }

    #[test]
    fn environment_variables_configure_the_client() {
        let vars = |name: &'static str| {
            Ok(match name {
                "WORKOS_API_KEY" => Some("sk_1\n".to_owned()),
                "WORKOS_BASE_URL" => Some("http://127.0.0.1:4100/".to_owned()),
                _ => None,
            })
        };
        let client = ClientBuilder::from_vars(vars).unwrap().transport(Script::new()).build().unwrap();
        assert_eq!(client.api_key().unwrap().expose(), "sk_1");
        assert_eq!(client.base_url(), "http://127.0.0.1:4100");
        assert!(client.client_id().is_none());
    }

    #[test]
    fn the_error_for_an_empty_environment_names_the_variables() {
        let error = ClientBuilder::from_vars(|_| Ok(None)).unwrap_err();
        assert!(error.to_string().contains("WORKOS_API_KEY"), "{error}");
    }
}
