//! What comes back from a sign-in.

use std::fmt;

use workos_core::Secret;
use zeroize::Zeroizing;

use crate::CallbackError;
use crate::form::decode_component;

/// A callback as the browser brought it: a code or an error, not yet trusted.
///
/// The code comes out by [`verify`](Self::verify) alone, which asks for a decision about the state. Applications that
/// keep a [`LoginAttempt`](crate::LoginAttempt) call its `complete` instead, which does all checks as one.
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
    /// Reads the query string of the callback, with or without its `?`. Parameters it does not know are ignored, empty
    /// ones count as absent.
    ///
    /// # Errors
    /// `Malformed`, `Duplicate`, `Empty` or `CodeAndError`. An error that WorkOS sent is told by
    /// [`verify`](Self::verify).
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

    /// Reads parameters that a web framework has already decoded, each as often as it appeared.
    ///
    /// # Errors
    /// Those of [`parse`](Self::parse).
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

    /// Checks the state, in constant time, and hands out the code. The code is good once, for about ten minutes:
    /// exchange it right away.
    ///
    /// # Errors
    /// `WrongState` and `MissingState` when the check fails; `Refused` when WorkOS sent an error, which may come
    /// without a state as it signs nobody in.
    pub fn verify(self, check: StateCheck) -> Result<Secret, CallbackError> {
        let StateCheck { expected, idp_initiated } = check;
        match (self.state, expected) {
            (Some(state), Some(expected)) if state == expected => self.result,
            (Some(_), _) => Err(CallbackError::WrongState),
            (None, _) if idp_initiated => self.result,
            (None, _) => self.result.and(Err(CallbackError::MissingState)),
        }
    }

    /// The error that WorkOS sent, whatever the state.
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

/// Which state a callback must have.
///
/// The state ties the callback to the browser that started the sign-in. Without it, a link can sign a person in to
/// somebody else's account (login CSRF).
#[derive(Clone, Debug)]
pub struct StateCheck {
    expected: Option<Secret>,
    idp_initiated: bool,
}

impl StateCheck {
    /// The state must be this one, which the same browser's cookie or session holds.
    #[must_use]
    pub fn equals(state: impl Into<Secret>) -> Self {
        Self { expected: Some(state.into()), idp_initiated: false }
    }

    /// There must be no state: the sign-in started at the identity provider, and this browser has none pending.
    ///
    /// Nothing ties such a callback to the browser: allow it only where the application shows who is signed in, and
    /// for connections whose owners asked for it.
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

/// The parameters, wiped when dropped: a callback that is refused leaves no code behind.
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
        // The text moves into the secret; what is left behind is empty.
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
    fn a_code_with_the_right_state_comes_out() {
        for query in
            ["code=c1&state=s1", "?state=s1&code=c1", "x=1&&code=c1&state=s1&error=&y", "code=c%31&state=s1"]
        {
            assert_eq!(verify(query).unwrap().expose(), "c1", "{query}");
        }
    }

    #[test]
    fn what_is_no_callback_is_told_apart() {
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
    fn an_error_of_workos_is_read_with_its_description_even_without_a_state() {
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
    fn a_missing_state_passes_only_where_idp_initiated_sign_in_is_allowed() {
        let verify = |query, check| SsoCallback::parse(query).unwrap().verify(check);
        assert!(verify("code=c1", StateCheck::idp_initiated()).is_ok());
        assert!(verify("code=c1", StateCheck::equals("s1").or_idp_initiated()).is_ok());
        assert!(verify("code=c1&state=s1", StateCheck::equals("s1").or_idp_initiated()).is_ok());
        for check in [StateCheck::idp_initiated(), StateCheck::equals("s1").or_idp_initiated()] {
            assert_eq!(verify("code=c1&state=s2", check).unwrap_err(), CallbackError::WrongState);
        }
    }

    #[test]
    fn pairs_of_a_framework_follow_the_same_rules() {
        let verify = |pairs: &[(&str, &str)]| {
            SsoCallback::from_pairs(pairs.iter().copied())?.verify(StateCheck::equals("s 1"))
        };
        assert_eq!(verify(&[("code", "c+1"), ("state", "s 1")]).unwrap().expose(), "c+1");
        let twice = [("code", "a"), ("code", "b")];
        assert_eq!(verify(&twice).unwrap_err(), CallbackError::Duplicate { parameter: "code" });
    }

    #[test]
    fn nothing_that_is_printed_holds_code_or_state() {
        let callback = SsoCallback::parse("code=canary&state=canary").unwrap();
        assert!(!format!("{callback:?}").contains("canary"));
        let check = StateCheck::equals("canary2");
        assert!(!format!("{check:?}").contains("canary"));
        let error = callback.verify(check).unwrap_err();
        assert!(!format!("{error} {error:?}").contains("canary"));
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(query in "\\PC*") {
            let _ = verify(&query);
        }

        #[test]
        fn text_that_looks_like_a_callback_is_read_or_refused(
            query in "((code|state|error|error_description)(=|%3D)?[a-z%0-9+&]{0,6}&?){0,5}",
        ) {
            if let Ok(code) = verify(&query) {
                prop_assert!(!code.expose().is_empty());
            }
        }

        #[test]
        fn any_code_and_state_come_back_as_they_were(code in ".{1,40}", state in ".{1,40}") {
            let component = |text| utf8_percent_encode(text, NON_ALPHANUMERIC);
            let query = format!("state={}&code={}", component(&state), component(&code));
            let read = SsoCallback::parse(&query).unwrap().verify(StateCheck::equals(state)).unwrap();
            prop_assert_eq!(read.expose(), code);
        }
    }
}
