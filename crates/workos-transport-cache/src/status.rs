//! The cache status of a response.

use std::fmt;
use std::time::Duration;

/// Describes whether and how the cache served a response.
///
/// It is in the response's extensions, and in its headers as `Cache-Status` (RFC 9211) and `Age`. Responses of
/// operations that the policy does not name have no status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CacheStatus {
    /// The response came from the cache.
    Hit {
        /// The time since it was requested from the API.
        age: Duration,
        /// The remaining time to live.
        ttl: Duration,
    },
    /// The response came from the cache and is older than its time to live, as the API failed.
    Stale {
        /// The time since it was requested from the API.
        age: Duration,
        /// The time since its time to live ended.
        late: Duration,
    },
    /// The response came from the API.
    Miss {
        /// Whether it is cached now.
        stored: bool,
    },
    /// The response came from the API, through the concurrent request of another caller.
    Joined,
}

impl CacheStatus {
    pub(crate) fn hit(age: Duration, ttl: Duration) -> Self {
        Self::Hit { age, ttl: ttl.saturating_sub(age) }
    }

    pub(crate) fn stale(age: Duration, ttl: Duration) -> Self {
        Self::Stale { age, late: age.saturating_sub(ttl) }
    }

    /// Returns the time since the response was requested from the API, if it came from the cache.
    #[must_use]
    pub const fn age(&self) -> Option<Duration> {
        match self {
            Self::Hit { age, .. } | Self::Stale { age, .. } => Some(*age),
            Self::Miss { .. } | Self::Joined => None,
        }
    }

    /// Returns whether the response came fresh from the cache, so that this call sent no request.
    #[must_use]
    pub const fn is_hit(&self) -> bool {
        matches!(self, Self::Hit { .. })
    }
}

/// The value of a `Cache-Status` header.
impl fmt::Display for CacheStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("workos-kit; ")?;
        match self {
            Self::Hit { ttl, .. } => write!(f, "hit; ttl={}", ttl.as_secs()),
            Self::Stale { late, .. } => write!(f, "hit; ttl=-{}; detail=stale-if-error", late.as_secs()),
            Self::Miss { stored: true } => f.write_str("fwd=uri-miss; stored"),
            Self::Miss { stored: false } => f.write_str("fwd=uri-miss"),
            Self::Joined => f.write_str("fwd=uri-miss; collapsed"),
        }
    }
}
