//! The result of calls that return a credential: the credential, or the reason why there is none.

use std::fmt;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use workos_core::Report;
use workos_internal::shorten;

use crate::{AccessToken, Credential, InactiveReason};

/// The result of a request for a credential: the credential, or the reason why there is none.
///
/// The API responds with status 200 in both cases. [`require_active`](Self::require_active) turns the second case into
/// an error.
#[derive(Clone, Debug)]
pub enum Vended<T> {
    /// The account can be used.
    Active(T),
    /// The account cannot be used. The user has to connect it or to authorize it again.
    Inactive(InactiveReason),
}

impl<T> Vended<T> {
    /// Returns the credential, or an error whose hint says how to get one.
    ///
    /// ```
    /// # use workos_transport_mock::{Reply, Script};
    /// # use workos_pipes::{Client, DataIntegrations, Error};
    /// # fn main() -> Result<(), Error> {
    /// # futures_executor::block_on(async {
    /// # let script = Script::new()
    /// #     .reply(Reply::json(200, serde_json::json!({"active": false, "error": "needs_reauthorization"})));
    /// # let client = Client::builder().api_key("sk_test_1").transport(script).build()?;
    /// let answer = DataIntegrations::new(&client).access_token("github", "user_1").send().await?;
    /// let error = answer.require_active().unwrap_err();
    /// println!("{error}: {}", error.hint().unwrap_or("no hint"));
    /// # Ok(())
    /// # })
    /// # }
    /// ```
    ///
    /// # Errors
    /// [`InactiveAccountError`] when there is no credential.
    pub fn require_active(self) -> Result<T, InactiveAccountError> {
        match self {
            Self::Active(credential) => Ok(credential),
            Self::Inactive(reason) => Err(InactiveAccountError::new(&reason)),
        }
    }

    /// Returns the credential, if there is one.
    #[must_use]
    pub const fn active(&self) -> Option<&T> {
        match self {
            Self::Active(credential) => Some(credential),
            Self::Inactive(_) => None,
        }
    }

    /// Returns whether there is a credential.
    #[must_use]
    pub const fn is_active(&self) -> bool {
        matches!(self, Self::Active(_))
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Vended<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Wire<T> {
            active: bool,
            #[serde(default = "Option::default", alias = "access_token")]
            credential: Option<T>,
            #[serde(default)]
            error: Option<InactiveReason>,
        }

        let Wire { active, credential, error } = Wire::deserialize(deserializer)?;
        match (active, credential, error) {
            (true, Some(credential), _) => Ok(Self::Active(credential)),
            (true, None, _) => Err(D::Error::custom("the account is active, but there is no credential")),
            (false, _, Some(reason)) => Ok(Self::Inactive(reason)),
            (false, _, None) => Err(D::Error::custom("the account is inactive, but there is no reason")),
        }
    }
}

impl AccessToken {
    /// Returns whether the user granted fewer scopes than the integration requests.
    ///
    /// `missing_scopes` lists the missing ones. To get them, let the user authorize again.
    #[must_use]
    pub const fn lacks_scopes(&self) -> bool {
        !self.missing_scopes.is_empty()
    }
}

impl Credential {
    /// Returns whether the credential has fewer scopes than the integration requests.
    ///
    /// `missing_scopes` lists the missing ones. To get them, let the user authorize again.
    #[must_use]
    pub const fn lacks_scopes(&self) -> bool {
        !self.missing_scopes.is_empty()
    }
}

impl InactiveReason {
    /// Returns how to fix the problem; `None` for a reason that this version does not know.
    #[must_use]
    pub const fn hint(&self) -> Option<&'static str> {
        Some(match self {
            Self::NotInstalled => {
                "Let the user connect with `data_integrations.authorize()`. If that was done, check that user, slug and \
                 organization match, and that `WORKOS_API_KEY` belongs to the same environment, sandbox or production."
            }
            Self::NeedsReauthorization => {
                "Let the user authorize again with `data_integrations.authorize()`: consent was revoked at the \
                 provider, or a refresh failed. Older tokens do not work either."
            }
            Self::Unknown(_) => return None,
        })
    }
}

/// The error of an account that cannot be used.
#[derive(Clone, PartialEq, Eq)]
pub struct InactiveAccountError {
    reason: InactiveReason,
}

impl InactiveAccountError {
    /// Creates the error. An unknown reason is cut to 200 bytes, because a server can send a text of any length.
    fn new(reason: &InactiveReason) -> Self {
        const MAX_LEN: usize = 200;
        Self { reason: InactiveReason::from(shorten(reason.as_str(), MAX_LEN)) }
    }

    /// Returns the reason.
    #[must_use]
    pub const fn reason(&self) -> &InactiveReason {
        &self.reason
    }

    /// Returns how to fix the problem.
    #[must_use]
    pub const fn hint(&self) -> Option<&'static str> {
        self.reason.hint()
    }
}

impl fmt::Display for InactiveAccountError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.reason {
            InactiveReason::NotInstalled => f.write_str("no account is connected (not_installed)"),
            InactiveReason::NeedsReauthorization => {
                f.write_str("the connected account has to be authorized again (needs_reauthorization)")
            }
            other => write!(f, "the account is not active ({other})"),
        }
    }
}

impl fmt::Debug for InactiveAccountError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&Report::new(self).hint(self.hint()), f)
    }
}

impl std::error::Error for InactiveAccountError {}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn read(json: Value) -> Result<Vended<AccessToken>, serde_json::Error> {
        serde_json::from_value(json)
    }

    #[test]
    fn a_response_is_a_credential_or_a_reason() {
        let token = json!({"object": "access_token", "access_token": "canary", "expires_at": null, "scopes": ["repo"],
            "missing_scopes": ["user:email"]});
        let answer = read(json!({"active": true, "access_token": token})).unwrap();
        assert!(answer.is_active() && answer.active().unwrap().lacks_scopes());
        assert!(!format!("{answer:?}").contains("canary"));
        assert_eq!(answer.require_active().unwrap().missing_scopes, ["user:email"]);

        for (text, reason) in [
            ("not_installed", InactiveReason::NotInstalled),
            ("needs_reauthorization", InactiveReason::NeedsReauthorization),
        ] {
            let error = read(json!({"active": false, "error": text})).unwrap().require_active().unwrap_err();
            assert_eq!(error.reason(), &reason);
            assert!(error.to_string().contains(text) && error.hint().unwrap().contains("authorize"));
        }
        let error = read(json!({"active": false, "error": "paused"})).unwrap().require_active().unwrap_err();
        assert_eq!((error.to_string().as_str(), error.hint()), ("the account is not active (paused)", None));
    }

    #[test]
    fn an_incomplete_response_is_an_error() {
        for json in
            [json!({"active": true}), json!({"active": false}), json!({"error": "not_installed"}), json!({})]
        {
            assert!(read(json.clone()).is_err(), "{json}");
        }
    }
}
