//! The callback of a sign-in.

use std::fmt;

use workos_core::Secret;
use zeroize::Zeroizing;

use crate::CallbackError;
use crate::form::decode_component;

/// A callback as the browser sent it: a code or an error, not yet trusted.
///
/// Only [`verify`](Self::verify) returns the code, and it requires a check of the state. Applications that store a
/// [`LoginAttempt`](crate::LoginAttempt) call its `complete` instead, which does all checks in one step.
///
/// ```
/// use workos_oauth::{CallbackError, SsoCallback, StateCheck};
///
/// let code = SsoCallback::parse("code=01HQRS5FJMJX&state=kX3")?.verify(StateCheck::equals("kX3"))?;
/// assert_eq!(code.expose(), "01HQRS5FJMJX");
///
/// let forged = SsoCallback::parse("code=01HQRS5FJMJX&state=other")?.verify(StateCheck::equals("kX3"));
/// assert_eq!(forged.unwrap_err(), CallbackError::WrongState);
/// # Ok::<(), CallbackError>(())
/// ```
#[must_use = "a callback is not trusted before `verify`"]
pub struct SsoCallback {
    result: Result<Secret, CallbackError>,
    state: Option<Secret>,
}

impl SsoCallback {
    /// Parses the query string of the callback, with or without its `?`. Unknown parameters are ignored, and empty
    /// parameters count as absent.
    ///
    /// # Errors
    /// `Malformed`, `Duplicate`, `Empty` or `CodeAndError`. [`verify`](Self::verify) returns an error that WorkOS sent.
    pub fn parse(query: &str) -> Result<Self, CallbackError> {
        let mut fields = Fields::default();
        for pair in query.strip_prefix('?').unwrap_or(query).split('&') {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let Some(name) = decode_component(name).and_then(|name| Fields::known(&name)) else { continue };
            let value = decode_component(value).ok_or(CallbackError::Malformed { parameter: name })?;
            fields.set(name, value)?;
        }
        fields.into_callback()
    }

    /// Reads parameters that a web framework has already decoded. Repeated parameters must be repeated in `pairs` too.
    ///
    /// # Errors
    /// The same as [`parse`](Self::parse).
    pub fn from_pairs<N: AsRef<str>, V: Into<String>>(
        pairs: impl IntoIterator<Item = (N, V)>,
    ) -> Result<Self, CallbackError> {
        let mut fields = Fields::default();
        for (name, value) in pairs {
            if let Some(name) = Fields::known(name.as_ref()) {
                fields.set(name, Zeroizing::new(value.into()))?;
            }
        }
        fields.into_callback()
    }

    /// Checks the state in constant time and returns the code. The code can be used once, within about ten minutes, so
    /// exchange it at once.
    ///
    /// # Errors
    /// `WrongState` or `MissingState` if the check fails, `Refused` if WorkOS sent an error. Such an error may have no
    /// state, as it signs nobody in.
    pub fn verify(self, check: StateCheck) -> Result<Secret, CallbackError> {
        let StateCheck { expected, idp_initiated } = check;
        match (self.state, expected) {
            (Some(state), Some(expected)) if state == expected => self.result,
            (Some(_), _) => Err(CallbackError::WrongState),
            (None, _) if idp_initiated => self.result,
            (None, _) => self.result.and(Err(CallbackError::MissingState)),
        }
    }

    /// Returns the error that WorkOS sent, without a check of the state.
    #[must_use]
    pub fn refusal(&self) -> Option<&CallbackError> {
        self.result.as_ref().err()
    }
}

impl fmt::Debug for SsoCallback {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SsoCallback").field("result", &self.result).field("state", &self.state).finish()
    }
}

/// The state that a callback must have.
///
/// The state binds the callback to the browser that started the sign-in. Without it, a link can sign a person in to the
/// account of an attacker (login CSRF).
#[derive(Clone, Debug)]
pub struct StateCheck {
    expected: Option<Secret>,
    idp_initiated: bool,
}

impl StateCheck {
    /// Requires this state, which comes from the cookie or session of the same browser.
    #[must_use]
    pub fn equals(state: impl Into<Secret>) -> Self {
        Self { expected: Some(state.into()), idp_initiated: false }
    }

    /// Requires that there is no state: the sign-in started at the identity provider, and this browser has no pending
    /// sign-in.
    ///
    /// Nothing binds such a callback to the browser. Allow it only if the application shows who is signed in, and only
    /// for connections whose owners want it.
    #[must_use]
    pub const fn idp_initiated() -> Self {
        Self { expected: None, idp_initiated: true }
    }

    /// Also accepts a callback without a state, as [`idp_initiated`](Self::idp_initiated) does.
    #[must_use]
    pub fn or_idp_initiated(mut self) -> Self {
        self.idp_initiated = true;
        self
    }
}

/// The parameters of a callback, wiped when dropped, so that a refused callback leaves no code in memory.
#[derive(Default)]
struct Fields {
    code: Option<Zeroizing<String>>,
    state: Option<Zeroizing<String>>,
    error: Option<Zeroizing<String>>,
    error_description: Option<Zeroizing<String>>,
}

impl Fields {
    const NAMES: [&'static str; 4] = ["code", "state", "error", "error_description"];

    fn known(name: &str) -> Option<&'static str> {
        Self::NAMES.into_iter().find(|known| *known == name)
    }

    fn set(&mut self, parameter: &'static str, value: Zeroizing<String>) -> Result<(), CallbackError> {
        let field = match parameter {
            "code" => &mut self.code,
            "state" => &mut self.state,
            "error" => &mut self.error,
            _ => &mut self.error_description,
        };
        match field.replace(value) {
            None => Ok(()),
            Some(_) => Err(CallbackError::Duplicate { parameter }),
        }
    }

    fn into_callback(self) -> Result<SsoCallback, CallbackError> {
        let filled = |field: Option<Zeroizing<String>>| field.filter(|text| !text.is_empty());
        // Moves the text into the secret and leaves an empty text behind.
        let secret = |mut text: Zeroizing<String>| Secret::from(std::mem::take(&mut *text));
        let result = match (filled(self.code), filled(self.error)) {
            (Some(code), None) => Ok(secret(code)),
            (None, Some(error)) => Err(CallbackError::refused(
                &error,
                filled(self.error_description).as_ref().map(|text| text.as_str()),
            )),
            (Some(_), Some(_)) => return Err(CallbackError::CodeAndError),
            (None, None) => return Err(CallbackError::Empty),
        };
        Ok(SsoCallback { result, state: filled(self.state).map(secret) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::CallbackErrorCode;
    use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
    use proptest::prelude::*;

    fn verify(query: &str) -> Result<Secret, CallbackError> {
        SsoCallback::parse(query)?.verify(StateCheck::equals("s1"))
    }

    #[test]
    fn a_code_with_the_right_state_is_returned() {
        for query in
            ["code=c1&state=s1", "?state=s1&code=c1", "x=1&&code=c1&state=s1&error=&y", "code=c%31&state=s1"]
        {
            assert_eq!(verify(query).unwrap().expose(), "c1", "{query}");
        }
    }

    #[test]
    fn invalid_callbacks_give_the_matching_error() {
        for (query, expected) in [
            ("", CallbackError::Empty),
            ("?", CallbackError::Empty),
            ("state=s1", CallbackError::Empty),
            ("code=&state=s1", CallbackError::Empty),
            ("code=c1&error=access_denied&state=s1", CallbackError::CodeAndError),
            ("code=c1&state=s2", CallbackError::WrongState),
            ("code=c1&state=S1", CallbackError::WrongState),
            ("code=c1&state=s", CallbackError::WrongState),
            ("error=access_denied&state=s2", CallbackError::WrongState),
            ("code=c1", CallbackError::MissingState),
            ("code=c1&state=", CallbackError::MissingState),
            ("code=c1&code=c1&state=s1", CallbackError::Duplicate { parameter: "code" }),
            ("code=c1&state=s1&state=", CallbackError::Duplicate { parameter: "state" }),
            ("error=a&error=b", CallbackError::Duplicate { parameter: "error" }),
            ("code=%ff&state=s1", CallbackError::Malformed { parameter: "code" }),
            ("code=c1&state=%4", CallbackError::Malformed { parameter: "state" }),
            ("error=%zz", CallbackError::Malformed { parameter: "error" }),
        ] {
            assert_eq!(verify(query).unwrap_err(), expected, "{query}");
        }
    }

    #[test]
    fn an_error_from_workos_is_parsed_with_its_description_even_without_a_state() {
        for query in [
            "error=profile_not_allowed_outside_organization&error_description=Not%20a+member&state=s1",
            "error=profile_not_allowed_outside_organization&error_description=Not%20a+member",
        ] {
            let CallbackError::Refused { code, description } = verify(query).unwrap_err() else {
                panic!("{query}")
            };
            assert_eq!(code, CallbackErrorCode::ProfileNotAllowedOutsideOrganization);
            assert_eq!(description.as_deref(), Some("Not a member"));
        }
        let CallbackError::Refused { code, .. } = verify("error=brand_new").unwrap_err() else { panic!() };
        assert_eq!(code.as_str(), "brand_new");
    }

    #[test]
    fn a_missing_state_is_accepted_only_if_idp_initiated_sign_in_is_allowed() {
        let verify = |query, check| SsoCallback::parse(query).unwrap().verify(check);
        assert!(verify("code=c1", StateCheck::idp_initiated()).is_ok());
        assert!(verify("code=c1", StateCheck::equals("s1").or_idp_initiated()).is_ok());
        assert!(verify("code=c1&state=s1", StateCheck::equals("s1").or_idp_initiated()).is_ok());
        for check in [StateCheck::idp_initiated(), StateCheck::equals("s1").or_idp_initiated()] {
            assert_eq!(verify("code=c1&state=s2", check).unwrap_err(), CallbackError::WrongState);
        }
    }

    #[test]
    fn decoded_pairs_follow_the_same_rules_as_a_query() {
        let verify = |pairs: &[(&str, &str)]| {
            SsoCallback::from_pairs(pairs.iter().copied())?.verify(StateCheck::equals("s 1"))
        };
        assert_eq!(verify(&[("code", "c+1"), ("state", "s 1")]).unwrap().expose(), "c+1");
        let twice = [("code", "a"), ("code", "b")];
        assert_eq!(verify(&twice).unwrap_err(), CallbackError::Duplicate { parameter: "code" });
    }

    #[test]
    fn debug_and_display_show_neither_code_nor_state() {
        let callback = SsoCallback::parse("code=canary&state=canary").unwrap();
        assert!(!format!("{callback:?}").contains("canary"));
        let check = StateCheck::equals("canary2");
        assert!(!format!("{check:?}").contains("canary"));
        let error = callback.verify(check).unwrap_err();
        assert!(!format!("{error} {error:?}").contains("canary"));
    }

    proptest! {
        #[test]
        fn any_text_is_parsed_or_refused(query in "\\PC*") {
            let _ = verify(&query);
        }

        #[test]
        fn text_that_resembles_a_callback_is_parsed_or_refused(
            query in "((code|state|error|error_description)(=|%3D)?[a-z%0-9+&]{0,6}&?){0,5}",
        ) {
            if let Ok(code) = verify(&query) {
                prop_assert!(!code.expose().is_empty());
            }
        }

        #[test]
        fn any_code_and_state_are_decoded_unchanged(code in ".{1,40}", state in ".{1,40}") {
            let component = |text| utf8_percent_encode(text, NON_ALPHANUMERIC);
            let query = format!("state={}&code={}", component(&state), component(&code));
            let read = SsoCallback::parse(&query).unwrap().verify(StateCheck::equals(state)).unwrap();
            prop_assert_eq!(read.expose(), code);
        }
    }
}
