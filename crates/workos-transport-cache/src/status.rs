//! What the cache had to do with an answer.

use std::fmt;
use std::time::Duration;

/// What the cache had to do with an answer: in its extensions, and as `Cache-Status` (RFC 9211) and `Age` in its
/// headers. Answers of operations that the policy does not name have none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CacheStatus {
    /// It was kept.
    Hit {
        /// The time since it was asked for.
        age: Duration,
        /// How much longer it is kept.
        ttl: Duration,
    },
    /// It was kept, and is older than it should be, but the API failed.
    Stale {
        /// The time since it was asked for.
        age: Duration,
        /// For how long it has been too old.
        late: Duration,
    },
    /// It was asked for.
    Miss {
        /// Whether it is kept now.
        stored: bool,
    },
    /// It was asked for by another caller at the same time.
    Joined,
}

impl CacheStatus {
    pub(crate) fn hit(age: Duration, ttl: Duration) -> Self {
        Self::Hit { age, ttl: ttl.saturating_sub(age) }
    }

    pub(crate) fn stale(age: Duration, ttl: Duration) -> Self {
        Self::Stale { age, late: age.saturating_sub(ttl) }
    }

    /// The time since the answer was asked for, if it was kept.
    #[must_use]
    pub const fn age(&self) -> Option<Duration> {
        match self {
            Self::Hit { age, .. } | Self::Stale { age, .. } => Some(*age),
            Self::Miss { .. } | Self::Joined => None,
        }
    }

    /// Whether the answer was kept, so that this call asked for nothing.
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
