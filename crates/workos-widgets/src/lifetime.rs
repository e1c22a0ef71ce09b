//! How long a token is good, and what a lifetime that cannot be right says.

use std::fmt;
use std::time::Duration;

use workos_core::{Report, Timestamp};

use crate::WidgetToken;

/// Below this, a page has hardly loaded when its token has expired.
const SHORTEST: Duration = Duration::from_secs(60);

impl WidgetToken {
    /// How long production's tokens are good: one hour. Their answer does not tell.
    pub const DEFAULT_LIFETIME: Duration = Duration::from_secs(3600);

    /// When the token expires: what the server told, else an hour after `issued_at`.
    #[must_use]
    pub fn expires_at_or_default(&self, issued_at: Timestamp) -> Timestamp {
        self.expires_at.unwrap_or_else(|| issued_at.saturating_add(Self::DEFAULT_LIFETIME))
    }

    /// Checks how long a token is good that was made just now; `now` is the client's `clock().now()`.
    ///
    /// A token cannot be refreshed. Make a new one when a page asks for it, and do not keep it longer than this.
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
    /// [`LifetimeError`] when the token has expired already, or will within a minute.
    pub fn lifetime(&self, now: Timestamp) -> Result<Duration, LifetimeError> {
        let lifetime = self.expires_at_or_default(now).duration_since(now);
        match lifetime {
            Duration::ZERO => Err(LifetimeError::Expired),
            _ if lifetime < SHORTEST => Err(LifetimeError::TooShort(lifetime)),
            _ => Ok(lifetime),
        }
    }
}

/// A lifetime that a new token should not have.
#[derive(Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum LifetimeError {
    /// The token has expired as it came.
    Expired,
    /// The token expires within a minute.
    TooShort(Duration),
}

impl LifetimeError {
    /// What to do about it.
    #[must_use]
    pub const fn hint(&self) -> &'static str {
        match self {
            Self::Expired => {
                "Synchronise this machine's clock, it is ahead of the server's; and let `expires_in` be 600 seconds or \
                 more."
            }
            Self::TooShort(_) => {
                "Let `expires_in` be 600 seconds or more, and check that this machine's clock is right."
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
    fn a_lifetime_is_what_the_server_told_else_an_hour() {
        assert_eq!(token("2026-01-15T12:10:00Z").lifetime(noon()), Ok(Duration::from_secs(600)));
        let silent: WidgetToken = serde_json::from_str(r#"{"token":"t"}"#).unwrap();
        assert_eq!(silent.lifetime(noon()), Ok(WidgetToken::DEFAULT_LIFETIME));
        assert_eq!(silent.expires_at_or_default(noon()).to_string(), "2026-01-15T13:00:00.000Z");
    }

    #[test]
    fn a_lifetime_that_is_too_short_or_over_names_the_clock_and_the_request() {
        let expired = token("2026-01-15T11:59:59Z").lifetime(noon()).unwrap_err();
        assert_eq!(expired, LifetimeError::Expired);
        assert!(expired.hint().contains("clock") && expired.hint().contains("expires_in"));
        let short = token("2026-01-15T12:00:05Z").lifetime(noon()).unwrap_err();
        assert_eq!(short.to_string(), "the new token expires in 5 seconds");
        assert!(short.hint().contains("600"));
    }
}
