#![doc = include_str!("docs.md")]

mod admission;
mod gcra;
mod key;
mod limited;
mod limiter;
mod local;
mod presets;
mod rule;
mod semaphore;

pub use key::{Key, KeyBy};
pub use limited::{RateLimited, Waited};
pub use limiter::{Acquire, Permit, RateLimiter, RequestOutcome, WouldExceedError};
pub use local::LocalLimiter;
pub use presets::Rules;
pub use rule::{Route, Rule};
pub use workos_transport::RateLimit;
