//! The rate limit that a server reports.

use http::HeaderName;
use workos_core::Timestamp;

use crate::{Clock, Response};

/// The values of a response's `X-RateLimit-*` headers. The documentation of the production API mentions no such headers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct RateLimit {
    /// How many requests the window allows.
    pub limit: Option<u32>,
    /// How many requests are left in the window.
    pub remaining: Option<u32>,
    /// When the window ends.
    pub reset: Option<Timestamp>,
}

impl RateLimit {
    /// Reads the headers of a response. All fields are `None` if it has none of them.
    ///
    /// `X-RateLimit-Reset` is a Unix timestamp in seconds. A number below 1,000,000,000, which would be before
    /// September 2001, is taken as seconds from now.
    #[must_use]
    pub fn of(response: &Response, clock: &dyn Clock) -> Self {
        const LIMIT: HeaderName = HeaderName::from_static("x-ratelimit-limit");
        const REMAINING: HeaderName = HeaderName::from_static("x-ratelimit-remaining");
        const RESET: HeaderName = HeaderName::from_static("x-ratelimit-reset");
        const YEAR_2001: u64 = 1_000_000_000;
        let number = |name: &HeaderName| response.header(name)?.trim().parse::<u64>().ok();
        let count = |name| number(name).map(|count| u32::try_from(count).unwrap_or(u32::MAX));
        let reset = number(&RESET).and_then(|reset| match i64::try_from(reset) {
            Ok(seconds) if reset >= YEAR_2001 => Timestamp::from_secs(seconds),
            Ok(_) => Some(clock.now().saturating_add(std::time::Duration::from_secs(reset))),
            Err(_) => None,
        });
        Self { limit: count(&LIMIT), remaining: count(&REMAINING), reset }
    }

    /// Sets how many requests the window allows.
    #[must_use]
    pub const fn with_limit(mut self, limit: u32) -> Self {
        self.limit = Some(limit);
        self
    }

    /// Sets how many requests are left in the window.
    #[must_use]
    pub const fn with_remaining(mut self, remaining: u32) -> Self {
        self.remaining = Some(remaining);
        self
    }

    /// Sets when the window ends.
    #[must_use]
    pub const fn with_reset(mut self, reset: Timestamp) -> Self {
        self.reset = Some(reset);
        self
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::ManualClock;

    #[test]
    fn reset_is_a_unix_timestamp_or_a_number_of_seconds_from_now() {
        let clock = ManualClock::manual();
        let read = |reset: u64| {
            let http = http::Response::builder()
                .header("x-ratelimit-limit", "600")
                .header("x-ratelimit-remaining", " 0 ")
                .header("x-ratelimit-reset", reset)
                .body(bytes::Bytes::new())
                .unwrap();
            RateLimit::of(&Response::new(http), &clock)
        };
        let now = clock.now();
        let in_30_s = u64::try_from(now.as_secs()).unwrap() + 30;
        for reset in [in_30_s, 30] {
            let limit = read(reset);
            assert_eq!((limit.limit, limit.remaining), (Some(600), Some(0)));
            assert_eq!(limit.reset.map(|reset| reset.as_secs()), Some(now.as_secs() + 30));
        }
        let over = read(1_640_000_000).reset.unwrap();
        assert_eq!(over.duration_since(now), Duration::ZERO, "a window that is over");
        assert_eq!(read(u64::MAX).reset, None);
    }
}
