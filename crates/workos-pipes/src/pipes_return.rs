//! The return of the browser after a user connected an account, or failed to.

use std::fmt;

use workos_core::{Report, Secret, mask};
use workos_internal::encode::form_component;
use workos_internal::shortened;

use crate::ConnectErrorCode;
use crate::return_to::STATE;

/// The maximum length of an error code and of a description, in bytes.
const MAX_LEN: usize = 300;

/// A verified return of the browser to `return_to`, with the right state.
///
/// It proves that this browser was sent to connect an account, not that an account is connected. Check that with
/// [`wait_until_connected`](crate::ConnectedAccounts::wait_until_connected).
///
/// ```
/// use workos_pipes::{ConnectErrorCode, PipesReturn, PipesReturnError};
///
/// let returned = PipesReturn::parse("tab=2&state=kX3", "kX3")?;
/// assert_eq!(returned.parameter("tab"), Some("2"));
///
/// assert_eq!(PipesReturn::parse("state=forged", "kX3").unwrap_err(), PipesReturnError::WrongState);
/// let declined = PipesReturn::parse("error=access_denied&state=kX3", "kX3").unwrap_err();
/// assert_eq!(declined.code(), Some(&ConnectErrorCode::AccessDenied));
/// # Ok::<(), PipesReturnError>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct PipesReturn {
    parameters: Vec<(String, String)>,
    connect_code: Option<Secret>,
}

impl PipesReturn {
    /// Parses the query string of the return, with or without its `?`, and compares its state with the expected one in
    /// constant time.
    ///
    /// Empty parameters count as absent. WorkOS may add its own state: if there are several, one of them has to match.
    ///
    /// # Errors
    /// - `MissingState` and `WrongState`: this browser was not sent to connect an account. Do not act on the request.
    /// - `Refused`: the account was not connected; the code says why. Such an error may have no state, as it changes
    ///   nothing.
    /// - `Duplicate` and `Malformed`: the query is invalid and probably forged.
    pub fn parse(query: &str, expected_state: impl Into<Secret>) -> Result<Self, PipesReturnError> {
        let mut known = Known::default();
        let mut parameters = Vec::new();
        for pair in query.strip_prefix('?').unwrap_or(query).split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let Some(name) = form_component(name) else { continue };
            match (Known::name(&name), form_component(value)) {
                (Some(name), Some(value)) => known.set(name, value.into_owned())?,
                (Some(parameter), None) => return Err(PipesReturnError::Malformed { parameter }),
                (None, Some(value)) => parameters.push((name.into_owned(), value.into_owned())),
                (None, None) => {}
            }
        }
        let connect_code = known.check(&expected_state.into())?;
        Ok(Self { parameters, connect_code })
    }

    /// Returns the code for [`finish`](crate::DataIntegrations::finish), if `authorize` was called with a PKCE
    /// challenge.
    #[must_use]
    pub const fn connect_code(&self) -> Option<&Secret> {
        self.connect_code.as_ref()
    }

    /// Returns the first value of one of the application's own parameters in `return_to`.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

impl fmt::Debug for PipesReturn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.parameters.iter().map(|(name, _)| name).collect();
        f.debug_struct("PipesReturn").field("parameters", &names).finish_non_exhaustive()
    }
}

/// The reason why a return of the browser is refused, or why no account was connected. Its texts contain no state.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum PipesReturnError {
    /// The query has no state.
    MissingState,
    /// The state does not belong to this browser's session.
    WrongState,
    /// The query has no connect code, although the connection was started with a PKCE challenge.
    MissingCode,
    /// A parameter appears more than once.
    Duplicate {
        /// The name of the parameter.
        parameter: &'static str,
    },
    /// A parameter cannot be decoded.
    Malformed {
        /// The name of the parameter.
        parameter: &'static str,
    },
    /// The account was not connected.
    Refused {
        /// The error code.
        code: ConnectErrorCode,
        /// The description of the error for developers, shortened and masked. Anybody who creates a link can write it.
        description: Option<String>,
    },
}

impl PipesReturnError {
    /// Returns the error code, if the account was not connected.
    #[must_use]
    pub const fn code(&self) -> Option<&ConnectErrorCode> {
        match self {
            Self::Refused { code, .. } => Some(code),
            _ => None,
        }
    }

    /// Returns how to fix the problem.
    #[must_use]
    pub const fn hint(&self) -> Option<&'static str> {
        Some(match self {
            Self::Refused { code, .. } => return code.hint(),
            Self::MissingState | Self::WrongState => {
                "Offer to connect again, in one tab of one browser: the link may be forged, or the session with the \
                 state has ended."
            }
            Self::MissingCode => {
                "Offer to connect again with a new `ConnectAttempt`, and send its challenge with \
                 `authorize(…).attempt(&attempt)`."
            }
            Self::Duplicate { .. } | Self::Malformed { .. } => {
                "Discard the request and offer to connect again: the query is invalid and probably forged."
            }
        })
    }
}

impl fmt::Display for PipesReturnError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("pipes.return: ")?;
        match self {
            Self::MissingState => f.write_str("the state is missing"),
            Self::WrongState => f.write_str("the state does not belong to this session"),
            Self::MissingCode => f.write_str("the connect code is missing"),
            Self::Duplicate { parameter } => write!(f, "`{parameter}` appears more than once"),
            Self::Malformed { parameter } => write!(f, "`{parameter}` cannot be decoded"),
            Self::Refused { code, description } => {
                write!(f, "the account was not connected: {}", readable(code.as_str()))?;
                description.as_ref().map_or(Ok(()), |text| write!(f, ": {text}"))
            }
        }
    }
}

impl fmt::Debug for PipesReturnError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&Report::new(self).hint(self.hint()), f)
    }
}

impl std::error::Error for PipesReturnError {}

/// The parameters that WorkOS adds to `return_to`.
#[derive(Default)]
struct Known {
    states: Vec<Secret>,
    error: Option<String>,
    error_description: Option<String>,
    connect_code: Option<String>,
}

impl Known {
    fn name(name: &str) -> Option<&'static str> {
        [STATE, "error", "error_description", "connect_code"].into_iter().find(|known| *known == name)
    }

    fn set(&mut self, parameter: &'static str, value: String) -> Result<(), PipesReturnError> {
        let field = match parameter {
            STATE => {
                self.states.extend(Some(value).filter(|state| !state.is_empty()).map(Secret::from));
                return Ok(());
            }
            "error" => &mut self.error,
            "connect_code" => &mut self.connect_code,
            _ => &mut self.error_description,
        };
        match field.replace(value) {
            None => Ok(()),
            Some(_) => Err(PipesReturnError::Duplicate { parameter }),
        }
    }

    /// Returns the connect code, if there is one, after checking the state and the error.
    fn check(self, expected: &Secret) -> Result<Option<Secret>, PipesReturnError> {
        let filled = |field: Option<String>| field.filter(|text| !text.is_empty());
        // There is no short circuit, so that the time does not reveal which state is the expected one.
        let known = self.states.iter().fold(false, |known, state| known | (state == expected));
        if !self.states.is_empty() && !known {
            return Err(PipesReturnError::WrongState);
        }
        match filled(self.error) {
            Some(error) => Err(PipesReturnError::Refused {
                code: shortened(&error, MAX_LEN).as_str().into(),
                description: filled(self.error_description).as_deref().map(readable),
            }),
            None if known => Ok(filled(self.connect_code).map(Secret::from)),
            None => Err(PipesReturnError::MissingState),
        }
    }
}

/// Shortens an untrusted text, puts it on one line and masks tokens in it.
fn readable(text: &str) -> String {
    let line: String = text.chars().take(MAX_LEN).map(|c| if c.is_control() { ' ' } else { c }).collect();
    mask(&shortened(&line, MAX_LEN))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::return_to::with_state;
    use proptest::prelude::*;

    fn parse(query: &str) -> Result<PipesReturn, PipesReturnError> {
        PipesReturn::parse(query, "s1")
    }

    #[test]
    fn the_right_state_passes_with_the_applications_own_parameters() {
        for query in [
            "state=s1&tab=a+b%26c",
            "state=s1&tab=a+b%26c&state=of-workos",
            "?tab=a%20b%26c&state=s%31",
            "&&tab=a+b%26c&state=s1&x=%zz&error=",
        ] {
            assert_eq!(parse(query).unwrap().parameter("tab"), Some("a b&c"), "{query}");
        }
        assert_eq!(parse("state=s1").unwrap().parameter("tab"), None);
    }

    #[test]
    fn each_return_without_the_right_state_has_its_own_error() {
        for (query, expected) in [
            ("", PipesReturnError::MissingState),
            ("state=", PipesReturnError::MissingState),
            ("tab=2", PipesReturnError::MissingState),
            ("state=s2", PipesReturnError::WrongState),
            ("state=S1", PipesReturnError::WrongState),
            ("state=s", PipesReturnError::WrongState),
            ("error=access_denied&state=s2", PipesReturnError::WrongState),
            ("state=s2&state=s3", PipesReturnError::WrongState),
            ("state=s1&error=a&error=b", PipesReturnError::Duplicate { parameter: "error" }),
            ("state=%4", PipesReturnError::Malformed { parameter: "state" }),
            ("state=s1&error=%ff", PipesReturnError::Malformed { parameter: "error" }),
        ] {
            let error = parse(query).unwrap_err();
            assert_eq!(error, expected, "{query}");
            assert!(error.hint().is_some());
        }
        assert_eq!(PipesReturn::parse("state=", "").unwrap_err(), PipesReturnError::MissingState);
    }

    #[test]
    fn an_error_of_the_provider_is_read_with_or_without_the_state() {
        for query in [
            "error=access_denied&error_description=Not+now&state=s1",
            "state=s1&error=access_denied&error_description=Not+now&state=of-workos",
            "error=access_denied&error_description=Not%20now",
        ] {
            let error = parse(query).unwrap_err();
            assert_eq!(error.code(), Some(&ConnectErrorCode::AccessDenied));
            assert_eq!(
                error.to_string(),
                "pipes.return: the account was not connected: access_denied: Not now"
            );
        }
        let error = parse("error=brand_new&state=s1").unwrap_err();
        assert_eq!(error.code().unwrap().as_str(), "brand_new");
        assert!(error.hint().unwrap().contains("does not know the code"));
    }

    #[test]
    fn debug_and_display_show_neither_state_nor_token() {
        let returned = PipesReturn::parse("state=canary1&tab=canary2", "canary1").unwrap();
        assert!(!format!("{returned:?}").contains("canary"));
        let error = PipesReturn::parse(
            "error=sk_test_canary&error_description=eyJcanary.canary&state=canary1",
            "canary1",
        );
        assert!(!error.unwrap_err().to_string().contains("canary"));
        let error = PipesReturn::parse("state=canary1", "canary2").unwrap_err();
        assert!(!format!("{error} {error:?}").contains("canary"));
    }

    proptest! {
        #[test]
        fn any_query_is_parsed_or_refused(query in "\\PC*", shaped in "((state|error)(=|%3D)?[a-z%0-9+&]{0,6}&?){0,5}") {
            let _ = parse(&query);
            let _ = parse(&shaped);
        }

        #[test]
        fn any_state_is_returned_unchanged(state in ".{1,60}") {
            let url = with_state("https://yourapp.com/connected?tab=2", &state).unwrap();
            let (_, query) = url.split_once('?').unwrap();
            prop_assert!(PipesReturn::parse(query, state).is_ok());
        }
    }
}
