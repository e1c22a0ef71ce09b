//! The emulator's clock: a manual one in process, the system's plus an offset once it serves.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use workos_core::Timestamp;
use workos_transport::{Clock, ManualClock};

/// 2026-01-15T12:00:00Z, where every instance starts.
const START: i64 = 1_768_478_400;

#[derive(Debug)]
pub(crate) struct Time {
    manual: ManualClock,
    served: AtomicBool,
    /// Milliseconds by which the served emulator runs ahead of the system.
    offset: AtomicU64,
}

impl Time {
    pub(crate) fn new() -> Self {
        let start = Timestamp::from_secs(START).unwrap_or(Timestamp::UNIX_EPOCH);
        Self {
            manual: ManualClock::starting_at(start, true),
            served: AtomicBool::new(false),
            offset: AtomicU64::new(0),
        }
    }

    pub(crate) fn is_served(&self) -> bool {
        self.served.load(Ordering::Relaxed)
    }

    /// From now on the system's time counts.
    pub(crate) fn follow_system(&self) {
        self.served.store(true, Ordering::Relaxed);
    }

    #[expect(clippy::disallowed_methods, reason = "a served emulator lives in the system's time")]
    pub(crate) fn now(&self) -> Timestamp {
        if self.is_served() {
            let offset = Duration::from_millis(self.offset.load(Ordering::Relaxed));
            let now = Timestamp::from(SystemTime::now()).saturating_add(offset);
            // No finer than it is written: what is kept and read again has to be the same.
            Timestamp::from_millis(now.as_millis()).unwrap_or(now)
        } else {
            self.manual.now()
        }
    }

    pub(crate) fn advance(&self, duration: Duration) {
        if self.is_served() {
            let millis = u64::try_from(duration.as_millis()).unwrap_or(u64::MAX);
            self.offset.fetch_add(millis, Ordering::Relaxed);
        } else {
            self.manual.advance(duration);
        }
    }

    /// How far ahead of the system a served emulator runs, in milliseconds.
    pub(crate) fn ahead(&self) -> u64 {
        self.offset.load(Ordering::Relaxed)
    }

    /// Makes it so late: for an emulator that is served, so far ahead of the system.
    pub(crate) fn set(&self, now: Timestamp, ahead: u64) {
        self.manual.set_now(now);
        self.offset.store(ahead, Ordering::Relaxed);
    }

    pub(crate) const fn manual(&self) -> &ManualClock {
        &self.manual
    }
}
