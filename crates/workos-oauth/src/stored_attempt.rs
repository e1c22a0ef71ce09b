//! The text form of a login attempt, for session stores on the server and as the content of seals.

use serde::{Deserialize, Serialize};
use workos_core::{OrganizationId, Secret, Timestamp};
use zeroize::Zeroizing;

use crate::wiping::WipingBuffer;
use crate::{CodeVerifier, InvalidAttemptError, LoginAttempt, ReturnPath};

/// The kind that distinguishes attempts from other content sealed with the same password.
const KIND: &str = "login_attempt";
const VERSION: u64 = 1;

/// The maximum length of a state that is read. States of this crate have 43 characters.
const MAX_STATE_LEN: usize = 128;

impl LoginAttempt {
    /// Returns the attempt as plain text for a session store on the server, such as a database, Redis or memory.
    ///
    /// **Never put this text into a cookie.** It is neither encrypted nor authenticated: anybody who can read it can
    /// finish the sign-in, and anybody who can write it can choose the state. For a cookie, use `seal` (feature
    /// `seal`). The store has to find the attempt by a random id in the browser's session cookie.
    ///
    /// ```
    /// use workos_oauth::{LoginAttempt, Timestamp};
    ///
    /// let attempt = LoginAttempt::start(Timestamp::from_secs(1_768_478_400).unwrap())?;
    /// let stored = attempt.to_server_session(); // redis.set(session_id, stored.expose(), …)
    /// assert_eq!(LoginAttempt::from_server_session(stored.expose())?, attempt);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn to_server_session(&self) -> Secret {
        let mut json = self.to_json();
        #[expect(clippy::expect_used, reason = "JSON is UTF-8")]
        String::from_utf8(std::mem::take(&mut *json)).expect("JSON is UTF-8").into()
    }

    /// Reads an attempt from the text of [`to_server_session`](Self::to_server_session). An expired attempt is read
    /// too; [`complete`](Self::complete) refuses it.
    ///
    /// # Errors
    /// [`InvalidAttemptError::Malformed`], [`InvalidAttemptError::AnotherKind`] or [`InvalidAttemptError::UnsupportedVersion`]. Treat
    /// all of them as no attempt.
    pub fn from_server_session(stored: &str) -> Result<Self, InvalidAttemptError> {
        Self::from_json(stored.as_bytes())
    }

    pub(crate) fn to_json(&self) -> Zeroizing<Vec<u8>> {
        let stored = Stored {
            kind: KIND,
            v: VERSION,
            state: self.state.expose(),
            verifier: self.verifier.secret().expose(),
            return_path: self.return_path.as_str(),
            organization_id: self.organization_id.as_ref().map(OrganizationId::as_str),
            started_at: self.started_at.as_millis(),
            expires_at: self.expires_at.as_millis(),
        };
        #[expect(clippy::expect_used, reason = "texts and numbers under fixed keys always serialize")]
        WipingBuffer::json(&stored).expect("an attempt consists of texts and numbers")
    }

    pub(crate) fn from_json(json: &[u8]) -> Result<Self, InvalidAttemptError> {
        let Header { kind, v } = serde_json::from_slice(json).map_err(|_| InvalidAttemptError::Malformed)?;
        if kind.as_deref() != Some(KIND) {
            return Err(InvalidAttemptError::AnotherKind);
        }
        match v {
            Some(VERSION) => {}
            Some(other) => return Err(InvalidAttemptError::UnsupportedVersion(other)),
            None => return Err(InvalidAttemptError::Malformed),
        }
        let read = |json| serde_json::from_slice::<Restored<'_>>(json).ok()?.into_attempt();
        read(json).ok_or(InvalidAttemptError::Malformed)
    }
}

#[derive(Serialize)]
struct Stored<'a> {
    kind: &'a str,
    v: u64,
    state: &'a str,
    verifier: &'a str,
    return_path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    organization_id: Option<&'a str>,
    started_at: i64,
    expires_at: i64,
}

#[derive(Deserialize)]
struct Header {
    kind: Option<String>,
    v: Option<u64>,
}

/// A parsed attempt. It borrows its secrets from the JSON, so that it makes no copies that would have to be wiped.
#[derive(Deserialize)]
struct Restored<'a> {
    state: &'a str,
    verifier: &'a str,
    return_path: String,
    organization_id: Option<OrganizationId>,
    started_at: i64,
    expires_at: i64,
}

impl Restored<'_> {
    fn into_attempt(self) -> Option<LoginAttempt> {
        let is_state = (1..=MAX_STATE_LEN).contains(&self.state.len())
            && self.state.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte));
        Some(LoginAttempt {
            state: is_state.then(|| self.state.into())?,
            verifier: CodeVerifier::from_secret(self.verifier).ok()?,
            return_path: ReturnPath::parse(self.return_path).ok()?,
            organization_id: self.organization_id,
            started_at: Timestamp::from_millis(self.started_at)?,
            expires_at: Timestamp::from_millis(self.expires_at)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use proptest::prelude::*;

    fn attempt() -> LoginAttempt {
        let attempt = LoginAttempt::start(Timestamp::from_secs(1_768_478_400).unwrap()).unwrap();
        attempt.return_path(ReturnPath::parse("/a?b=%22c\"").unwrap()).valid_for(Duration::from_secs(90))
    }

    #[test]
    fn a_stored_attempt_is_restored_unchanged() {
        let attempt = attempt();
        for attempt in [attempt.clone(), attempt.organization_id("org_1")] {
            let stored = attempt.to_server_session();
            assert_eq!(LoginAttempt::from_server_session(stored.expose()), Ok(attempt));
        }
    }

    #[test]
    fn a_stored_attempt_is_not_a_valid_cookie_value() {
        // RFC 6265 allows neither quotes nor commas, so a framework refuses the text or visibly breaks it.
        let stored = attempt().to_server_session();
        assert!(stored.expose().contains(['"', ',']));
        assert!(!format!("{stored:?}").contains(attempt().state().expose()));
    }

    #[test]
    fn invalid_attempts_give_the_matching_error() {
        let read = LoginAttempt::from_server_session;
        let json = |state: &str, verifier: &str, path: &str, at: &str| {
            format!(
                r#"{{"kind":"login_attempt","v":1,"state":"{state}","verifier":"{verifier}","return_path":"{path}","started_at":{at},"expires_at":1}}"#
            )
        };
        let verifier = "v".repeat(43);
        assert!(read(&json("s", &verifier, "/a", "0")).is_ok());
        for json in [
            json("", &verifier, "/a", "0"),
            json("a b", &verifier, "/a", "0"),
            json(&"s".repeat(129), &verifier, "/a", "0"),
            json("s", "short", "/a", "0"),
            json("s", &verifier, "//evil.example", "0"),
            json("s", &verifier, "/a", "9223372036854775807"),
            json("s", &verifier, "/a", "\"0\""),
            json("\\u0073", &verifier, "/a", "0"),
            r#"{"kind":"login_attempt"}"#.to_owned(),
            r#"{"kind":"login_attempt","v":-1}"#.to_owned(),
            r#"{"kind":"login_attempt","v":1}"#.to_owned(),
            "not JSON".to_owned(),
            "[]".to_owned(),
            String::new(),
        ] {
            assert_eq!(read(&json).unwrap_err(), InvalidAttemptError::Malformed, "{json}");
        }
        for json in ["{}", r#"{"accessToken":"a","refreshToken":"r"}"#, r#"{"kind":"session","v":1}"#] {
            assert_eq!(read(json).unwrap_err(), InvalidAttemptError::AnotherKind, "{json}");
        }
        let newer = read(r#"{"kind":"login_attempt","v":2,"more":true}"#).unwrap_err();
        assert_eq!(newer, InvalidAttemptError::UnsupportedVersion(2));
    }

    proptest! {
        #[test]
        fn any_text_is_parsed_or_refused(text in "\\PC*") {
            let _ = LoginAttempt::from_server_session(&text);
        }

        #[test]
        fn a_stored_attempt_with_any_change_is_parsed_or_refused(at in 0..200_usize, byte in b' '..=b'~') {
            let mut text = attempt().to_server_session().expose().as_bytes().to_vec();
            let at = at.min(text.len() - 1);
            text[at] = byte;
            let _ = LoginAttempt::from_server_session(std::str::from_utf8(&text).unwrap());
        }
    }
}
