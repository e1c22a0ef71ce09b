//! The settings of a retry policy: statuses and jitter.

use std::fmt;
use std::time::Duration;

use workos_internal::is_transient;

/// The statuses after which a call is sent again: a set within 400 to 599.
///
/// The standard set is 408, 429, 500, 502, 503, 504, and 520 to 527 and 530, with which Cloudflare says that it could
/// not reach the API behind it. After 429 every operation is sent again, because the server refused the request without
/// acting on it. After any other status, only a repeatable operation is sent again.
///
/// ```
/// use workos_client::{Retry, RetryStatuses};
///
/// let statuses = RetryStatuses::standard().with(425).without(500);
/// assert!(statuses.contains(425) && !statuses.contains(500));
/// let retry = Retry::standard().with_statuses(statuses);
/// # let _ = retry;
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct RetryStatuses([u64; 4]);

impl RetryStatuses {
    const FIRST: u16 = 400;
    const LAST: u16 = 599;

    /// The standard set.
    #[must_use]
    pub const fn standard() -> Self {
        let (mut set, mut status) = (Self::none().with(429), Self::FIRST);
        while status <= Self::LAST {
            if is_transient(status) {
                set = set.with(status);
            }
            status += 1;
        }
        set
    }

    /// The empty set.
    #[must_use]
    pub const fn none() -> Self {
        Self([0; 4])
    }

    /// Adds a status. A status below 400 or above 599 is not a failure and is ignored.
    #[must_use]
    pub const fn with(mut self, status: u16) -> Self {
        if let Some((word, bit)) = Self::place(status) {
            self.0[word] |= bit;
        }
        self
    }

    /// Removes a status.
    #[must_use]
    pub const fn without(mut self, status: u16) -> Self {
        if let Some((word, bit)) = Self::place(status) {
            self.0[word] &= !bit;
        }
        self
    }

    /// Whether the status is in the set.
    #[must_use]
    pub const fn contains(&self, status: u16) -> bool {
        match Self::place(status) {
            Some((word, bit)) => self.0[word] & bit != 0,
            None => false,
        }
    }

    const fn place(status: u16) -> Option<(usize, u64)> {
        if status < Self::FIRST || status > Self::LAST {
            return None;
        }
        let index = status - Self::FIRST;
        Some(((index / 64) as usize, 1 << (index % 64)))
    }
}

impl Default for RetryStatuses {
    fn default() -> Self {
        Self::standard()
    }
}

impl fmt::Debug for RetryStatuses {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries((Self::FIRST..=Self::LAST).filter(|status| self.contains(*status))).finish()
    }
}

/// The randomness of waits, which keeps many callers from retrying at the same moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Jitter {
    /// Waits for a random part of the backoff. Adds to `Retry-After` up to a quarter of its value, or up to 250 ms if
    /// that is longer.
    #[default]
    Full,
    /// Waits for half of the backoff and a random part of the other half. Adds to `Retry-After` as [`Full`](Self::Full)
    /// does.
    Equal,
    /// Waits exactly for the backoff or for `Retry-After`.
    None,
}

impl Jitter {
    /// The shortest period over which callers with the same `Retry-After` spread their retries.
    const LEAST_SPREAD: Duration = Duration::from_millis(250);

    /// Returns the wait for this backoff; `share` is from 0 to 1.
    pub(crate) fn backoff(self, backoff: Duration, share: f64) -> Duration {
        match self {
            Self::Full => backoff.mul_f64(share),
            Self::Equal => backoff.mul_f64(0.5 + share / 2.0),
            Self::None => backoff,
        }
    }

    /// Returns the wait for a `Retry-After` of `asked`. The wait is at least `asked`; the jitter is at most half of the
    /// time that remains after it.
    pub(crate) fn retry_after(self, asked: Duration, remaining: Duration, share: f64) -> Duration {
        let spread = match self {
            Self::Full | Self::Equal => (asked / 4).max(Self::LEAST_SPREAD),
            Self::None => Duration::ZERO,
        };
        let left = remaining.saturating_sub(asked) / 2;
        asked.saturating_add(spread.min(left).mul_f64(share))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_standard_set_has_the_documented_statuses() {
        let shown = format!("{:?}", RetryStatuses::standard());
        assert_eq!(shown, "{408, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 525, 526, 527, 530}");
        assert_eq!(RetryStatuses::default(), RetryStatuses::standard());
    }

    #[test]
    fn a_success_or_redirect_is_in_no_set() {
        for status in [0, 200, 302, 399, 600, u16::MAX] {
            assert_eq!(RetryStatuses::none().with(status), RetryStatuses::none());
        }
    }

    proptest! {
        #[test]
        fn a_set_has_what_was_added_and_not_removed(
            added in prop::collection::btree_set(400u16..600, 0..40), removed in prop::collection::btree_set(400u16..600, 0..40),
        ) {
            let set = added.iter().fold(RetryStatuses::none(), |set, status| set.with(*status));
            let set = removed.iter().fold(set, |set, status| set.without(*status));
            for status in 0..1000 {
                prop_assert_eq!(set.contains(status), added.contains(&status) && !removed.contains(&status));
            }
        }
    }
}
