//! The lifetime of a token, and the errors of lifetimes that are too short.

use std::fmt;
use std::time::Duration;

use workos_core::{Report, Timestamp};

use crate::WidgetToken;

/// The minimum lifetime: a token with less may expire while the page loads.
const MIN_LIFETIME: Duration = Duration::from_secs(60);

impl WidgetToken {
    /// The lifetime of production's tokens: one hour. Production's response does not include it.
    pub const DEFAULT_LIFETIME: Duration = Duration::from_secs(3600);

    /// Returns when the token expires: the time in the response, or one hour after `issued_at` if there is none.
    #[must_use]
    pub fn expires_at_or_default(&self, issued_at: Timestamp) -> Timestamp {
        self.expires_at.unwrap_or_else(|| issued_at.saturating_add(Self::DEFAULT_LIFETIME))
    }

    /// Returns the lifetime of a token that was created just now; `now` is the client's `clock().now()`.
    ///
    /// A token cannot be refreshed. Create a new one when a page requests it, and do not store it longer than this.
    ///
    /// ```
    /// # use workos_transport_mock::{Reply, Script};
    /// # use workos_widgets::{Client, Error, WidgetScope, Widgets};
    /// # fn main() -> Result<(), Error> {
    /// # futures_executor::block_on(async {
    /// # let token = serde_json::json!({"token": "widget_01H5K5ZABC123XYZ", "expires_at": "2026-01-15T12:10:00.000Z"});
    /// # let script = Script::new().reply(Reply::json(200, token));
    /// # let client = Client::builder().api_key("sk_test_1").transport(script).build()?;
    /// let token = Widgets::new(&client).token_for_widget_scope("org_1", WidgetScope::Sso).send().await?;
    /// match token.lifetime(client.clock().now()) {
    ///     Ok(lifetime) => assert_eq!(lifetime.as_secs(), 600),
    ///     Err(error) => println!("{error}: {}", error.hint()),
    /// }
    /// # Ok(())
    /// # })
    /// # }
    /// ```
    ///
    /// # Errors
    /// [`LifetimeError`] when the token has already expired, or expires within a minute.
    pub fn lifetime(&self, now: Timestamp) -> Result<Duration, LifetimeError> {
        let lifetime = self.expires_at_or_default(now).duration_since(now);
        match lifetime {
            Duration::ZERO => Err(LifetimeError::Expired),
            _ if lifetime < MIN_LIFETIME => Err(LifetimeError::TooShort(lifetime)),
            _ => Ok(lifetime),
        }
    }
}

/// The error of a new token whose lifetime is too short.
#[derive(Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum LifetimeError {
    /// The new token has already expired.
    Expired,
    /// The token expires within a minute.
    TooShort(Duration),
}

impl LifetimeError {
    /// Returns how to fix the problem.
    #[must_use]
    pub const fn hint(&self) -> &'static str {
        match self {
            Self::Expired => {
                "Synchronize this machine's clock: it is ahead of the server's clock. Set `expires_in` to 600 seconds or \
                 more."
            }
            Self::TooShort(_) => {
                "Set `expires_in` to 600 seconds or more, and check that this machine's clock is right."
            }
        }
    }
}

impl fmt::Display for LifetimeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Expired => f.write_str("the new token has expired already"),
            Self::TooShort(lifetime) => write!(f, "the new token expires in {} seconds", lifetime.as_secs()),
        }
    }
}

impl fmt::Debug for LifetimeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&Report::new(self).hint(Some(self.hint())), f)
    }
}

impl std::error::Error for LifetimeError {}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(expires_at: &str) -> WidgetToken {
        serde_json::from_value(serde_json::json!({"token": "t", "expires_at": expires_at})).unwrap()
    }

    fn noon() -> Timestamp {
        "2026-01-15T12:00:00Z".parse().unwrap()
    }

    #[test]
    fn the_lifetime_is_in_the_response_or_one_hour() {
        assert_eq!(token("2026-01-15T12:10:00Z").lifetime(noon()), Ok(Duration::from_secs(600)));
        let without_expiry: WidgetToken = serde_json::from_str(r#"{"token":"t"}"#).unwrap();
        assert_eq!(without_expiry.lifetime(noon()), Ok(WidgetToken::DEFAULT_LIFETIME));
        assert_eq!(without_expiry.expires_at_or_default(noon()).to_string(), "2026-01-15T13:00:00.000Z");
    }

    #[test]
    fn an_expired_or_short_lifetime_is_an_error_with_a_hint() {
        let expired = token("2026-01-15T11:59:59Z").lifetime(noon()).unwrap_err();
        assert_eq!(expired, LifetimeError::Expired);
        assert!(expired.hint().contains("clock") && expired.hint().contains("expires_in"));
        let short = token("2026-01-15T12:00:05Z").lifetime(noon()).unwrap_err();
        assert_eq!(short.to_string(), "the new token expires in 5 seconds");
        assert!(short.hint().contains("600"));
    }
}
