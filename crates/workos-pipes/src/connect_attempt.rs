//! One attempt of a user to connect an account, bound to the browser and to the application (PKCE).

use std::fmt;

use workos_core::{Report, Secret};
use workos_oauth::{CodeVerifier, RandomnessError, random_state};

use crate::{AuthorizeDataIntegration, DataIntegrations, FinishConnection, PipesReturn, PipesReturnError};

/// What an application remembers of an attempt to connect an account until the browser comes back: the state and the PKCE
/// verifier (RFC 7636).
///
/// The account is saved by [`finish_attempt`](DataIntegrations::finish_attempt) only, so a stolen link or a forged return
/// connects nothing. Keep the attempt in the user's session on the server, and remove it when the browser comes back: it is
/// good for one return.
///
/// ```
/// # use workos_transport_mock::{Reply, Script};
/// # use serde_json::json;
/// use workos_pipes::{Client, ConnectAttempt, DataIntegrations};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # futures_executor::block_on(async {
/// # let account = json!({"object": "connected_account", "id": "data_installation_1", "user_id": "user_1",
/// #     "organization_id": null, "scopes": ["repo"], "state": "connected", "created_at": "2026-01-15T12:00:00.000Z",
/// #     "updated_at": "2026-01-15T12:00:00.000Z"});
/// # let begun = json!({"url": "https://api.workos.com/x", "state": "s", "completion": "finish_required"});
/// # let script = Script::new()
/// #     .reply(Reply::json(200, begun))
/// #     .reply(Reply::json(200, json!({"connected_account": account})));
/// # let client = Client::builder().api_key("sk_test_1").transport(script).build()?;
/// let integrations = DataIntegrations::new(&client);
///
/// // GET /connect/github: keep the attempt in the session, redirect to the URL.
/// let attempt = ConnectAttempt::start()?;
/// let url = integrations
///     .authorize("github", "user_01EHZNVPK3SFK441A1RGBFSHRT")
///     .return_to("https://yourapp.com/connected")
///     .attempt(&attempt)
///     .send()
///     .await?;
/// let session = attempt.to_server_session();
///
/// // GET /connected?connect_code=…&state=…: take the attempt out of the session.
/// # let query = format!("connect_code=01HQRS&state={}", attempt.state().expose());
/// let returned = ConnectAttempt::from_server_session(&session)?.complete(&query)?;
/// let account = integrations.finish_attempt(&returned).send().await?.connected_account;
/// # assert_eq!(account.id, "data_installation_1");
/// # Ok(())
/// # })
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConnectAttempt {
    state: Secret,
    verifier: CodeVerifier,
}

impl ConnectAttempt {
    /// Starts an attempt with a new state and a new verifier.
    ///
    /// # Errors
    /// When the operating system gives no randomness.
    pub fn start() -> Result<Self, RandomnessError> {
        Ok(Self { state: random_state()?, verifier: CodeVerifier::new()? })
    }

    /// Reads the query string that the browser brought, with or without its `?`, and compares its state with that of this
    /// attempt in constant time. The attempt is spent either way.
    ///
    /// # Errors
    /// Those of [`PipesReturn::parse`], and [`PipesReturnError::MissingCode`] where the return brings no connect code.
    pub fn complete(self, query: &str) -> Result<ConnectReturn, PipesReturnError> {
        let returned = PipesReturn::parse(query, self.state)?;
        let code = returned.connect_code().cloned().ok_or(PipesReturnError::MissingCode)?;
        Ok(ConnectReturn { code, verifier: self.verifier, returned })
    }

    /// Writes the attempt as text for a session that the server keeps. It is no value for a cookie: whoever reads it can
    /// finish the connection.
    #[must_use]
    pub fn to_server_session(&self) -> Secret {
        format!("{}{SEPARATOR}{}", self.state.expose(), self.verifier.secret().expose()).into()
    }

    /// Reads what [`to_server_session`](Self::to_server_session) wrote.
    ///
    /// # Errors
    /// When the text is anything else: start a new attempt then.
    pub fn from_server_session(text: &Secret) -> Result<Self, InvalidConnectAttempt> {
        let parts = text.expose().split_once(SEPARATOR);
        let (state, verifier) = parts.filter(|(state, _)| !state.is_empty()).ok_or(InvalidConnectAttempt)?;
        let verifier = CodeVerifier::from_secret(verifier).map_err(|_| InvalidConnectAttempt)?;
        Ok(Self { state: state.into(), verifier })
    }

    /// The state that goes out with `return_to` and has to come back.
    #[must_use]
    pub const fn state(&self) -> &Secret {
        &self.state
    }

    /// The PKCE verifier whose challenge is sent.
    #[must_use]
    pub const fn verifier(&self) -> &CodeVerifier {
        &self.verifier
    }
}

/// Stands between state and verifier; random states are base64url, which has no dot.
const SEPARATOR: char = '.';

/// A browser that came back from a consent, with the code that the connection is finished with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConnectReturn {
    code: Secret,
    verifier: CodeVerifier,
    returned: PipesReturn,
}

impl ConnectReturn {
    /// The connect code, good once, for 90 seconds.
    #[must_use]
    pub const fn code(&self) -> &Secret {
        &self.code
    }

    /// The verifier of the attempt.
    #[must_use]
    pub const fn verifier(&self) -> &CodeVerifier {
        &self.verifier
    }

    /// The first value of a parameter of the application's own, which `return_to` had.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.returned.parameter(name)
    }
}

/// A text that holds no attempt.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct InvalidConnectAttempt;

impl fmt::Display for InvalidConnectAttempt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the session holds no attempt to connect an account; start a new one")
    }
}

impl fmt::Debug for InvalidConnectAttempt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&Report::new(self), f)
    }
}

impl std::error::Error for InvalidConnectAttempt {}

impl AuthorizeDataIntegration {
    /// Sets state and PKCE challenge from an attempt, for which [`return_to`](Self::return_to) is needed.
    pub fn attempt(self, attempt: &ConnectAttempt) -> Self {
        self.state(&attempt.state).code_challenge(&attempt.verifier)
    }
}

impl DataIntegrations {
    /// Saves the account that a user has connected: [`finish`](Self::finish) with the code and the verifier of an attempt.
    ///
    /// # Errors
    /// As [`finish`](Self::finish).
    pub fn finish_attempt(&self, returned: &ConnectReturn) -> FinishConnection {
        self.finish(&returned.code, returned.verifier.secret())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_attempt_survives_the_session_and_takes_its_own_return_only() {
        let attempt = ConnectAttempt::start().unwrap();
        let stored = attempt.to_server_session();
        let read = ConnectAttempt::from_server_session(&stored).unwrap();
        assert_eq!(read, attempt);
        let query = |state: &str| format!("?tab=2&connect_code=canary1&state={state}");
        let returned = read.complete(&query(attempt.state().expose())).unwrap();
        assert_eq!((returned.code().expose(), returned.parameter("tab")), ("canary1", Some("2")));
        assert_eq!(returned.parameter("connect_code"), None);
        assert_eq!(returned.verifier(), attempt.verifier());
        assert!(!format!("{returned:?} {attempt:?}").contains("canary"));
        assert!(!format!("{attempt:?}").contains(attempt.state().expose()));

        let other = ConnectAttempt::start().unwrap();
        let forged = other.complete(&query(attempt.state().expose())).unwrap_err();
        assert_eq!(forged, PipesReturnError::WrongState);
        let without = format!("state={}", attempt.state().expose());
        assert_eq!(attempt.clone().complete(&without).unwrap_err(), PipesReturnError::MissingCode);
        let twice = format!("connect_code=a&connect_code=b&state={}", attempt.state().expose());
        let twice = attempt.complete(&twice).unwrap_err();
        assert_eq!(twice, PipesReturnError::Duplicate { parameter: "connect_code" });
    }

    #[test]
    fn a_text_that_is_no_attempt_is_refused() {
        for text in ["", "state", ".", "state.short", &format!(".{}", "v".repeat(43))] {
            let read = ConnectAttempt::from_server_session(&text.into());
            assert_eq!(read, Err(InvalidConnectAttempt), "{text}");
        }
    }
}
