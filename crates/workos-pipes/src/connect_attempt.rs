//! An attempt to connect an account, bound to the browser by a state and to the application by PKCE.

use std::fmt;

use workos_core::{Report, Secret};
use workos_oauth::{CodeVerifier, RandomnessError, random_state};

use crate::{AuthorizeDataIntegration, DataIntegrations, FinishConnection, PipesReturn, PipesReturnError};

/// An attempt to connect an account: a state and a PKCE verifier (RFC 7636) to store until the browser returns.
///
/// The account is saved only by [`finish_attempt`](DataIntegrations::finish_attempt), so a stolen link or a forged
/// return connects no account. Store the attempt in the user's session on the server, and remove it when the browser
/// returns: it is valid for one return.
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
    /// When the operating system provides no randomness.
    pub fn start() -> Result<Self, RandomnessError> {
        Ok(Self { state: random_state()?, verifier: CodeVerifier::new()? })
    }

    /// Parses the query string of the return, with or without its `?`, and compares its state with the attempt's
    /// state in constant time. This consumes the attempt, even on an error.
    ///
    /// # Errors
    /// The errors of [`PipesReturn::parse`], and [`PipesReturnError::MissingCode`] if the return has no connect code.
    pub fn complete(self, query: &str) -> Result<ConnectReturn, PipesReturnError> {
        let returned = PipesReturn::parse(query, self.state)?;
        let code = returned.connect_code().cloned().ok_or(PipesReturnError::MissingCode)?;
        Ok(ConnectReturn { code, verifier: self.verifier, returned })
    }

    /// Serializes the attempt for a session that is stored on the server.
    ///
    /// Do not put the text into a cookie: whoever reads it can finish the connection.
    #[must_use]
    pub fn to_server_session(&self) -> Secret {
        format!("{}{SEPARATOR}{}", self.state.expose(), self.verifier.secret().expose()).into()
    }

    /// Parses the text of [`to_server_session`](Self::to_server_session).
    ///
    /// # Errors
    /// When the text is not an attempt: start a new attempt then.
    pub fn from_server_session(text: &Secret) -> Result<Self, InvalidConnectAttemptError> {
        let parts = text.expose().split_once(SEPARATOR);
        let (state, verifier) =
            parts.filter(|(state, _)| !state.is_empty()).ok_or(InvalidConnectAttemptError)?;
        let verifier = CodeVerifier::from_secret(verifier).map_err(|_| InvalidConnectAttemptError)?;
        Ok(Self { state: state.into(), verifier })
    }

    /// Returns the state that is sent with `return_to` and that the browser has to return.
    #[must_use]
    pub const fn state(&self) -> &Secret {
        &self.state
    }

    /// Returns the PKCE verifier of the challenge.
    #[must_use]
    pub const fn verifier(&self) -> &CodeVerifier {
        &self.verifier
    }
}

/// Separates state and verifier. Random states are base64url, which has no dot.
const SEPARATOR: char = '.';

/// A verified return of the browser after consent, with the code that finishes the connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConnectReturn {
    code: Secret,
    verifier: CodeVerifier,
    returned: PipesReturn,
}

impl ConnectReturn {
    /// Returns the connect code. It is valid once, for 90 seconds.
    #[must_use]
    pub const fn code(&self) -> &Secret {
        &self.code
    }

    /// Returns the PKCE verifier of the attempt.
    #[must_use]
    pub const fn verifier(&self) -> &CodeVerifier {
        &self.verifier
    }

    /// Returns the first value of one of the application's own parameters in `return_to`.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.returned.parameter(name)
    }
}

/// The error of a text that is not an attempt to connect an account.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct InvalidConnectAttemptError;

impl fmt::Display for InvalidConnectAttemptError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the session contains no attempt to connect an account; start a new one")
    }
}

impl fmt::Debug for InvalidConnectAttemptError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&Report::new(self), f)
    }
}

impl std::error::Error for InvalidConnectAttemptError {}

impl AuthorizeDataIntegration {
    /// Sets the state and the PKCE challenge of an attempt. They require [`return_to`](Self::return_to).
    pub fn attempt(self, attempt: &ConnectAttempt) -> Self {
        self.state(&attempt.state).code_challenge(&attempt.verifier)
    }
}

impl DataIntegrations {
    /// Saves the account that a user has connected.
    ///
    /// This is [`finish`](Self::finish) with the code and the verifier of an attempt.
    ///
    /// # Errors
    /// The same as [`finish`](Self::finish).
    pub fn finish_attempt(&self, returned: &ConnectReturn) -> FinishConnection {
        self.finish(&returned.code, returned.verifier.secret())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_attempt_survives_the_session_and_accepts_only_its_own_return() {
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
    fn a_text_that_is_not_an_attempt_is_refused() {
        for text in ["", "state", ".", "state.short", &format!(".{}", "v".repeat(43))] {
            let read = ConnectAttempt::from_server_session(&text.into());
            assert_eq!(read, Err(InvalidConnectAttemptError), "{text}");
        }
    }
}
