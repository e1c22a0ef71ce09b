#![doc = include_str!("../README.md")]

mod envelope;
mod error;
#[cfg(feature = "events")]
mod generated;
mod header;
mod memory_guard;
mod replay;
mod reserialized;
mod signature;
mod verifier;

pub use envelope::{Envelope, PayloadError};
pub use error::{HeaderProblem, SecretError, VerifyError};
#[cfg(feature = "events")]
pub use generated::*;
pub use memory_guard::MemoryReplayGuard;
pub use replay::{Claim, GuardError, HandleError, Lease, Outcome, ReplayGuard};
pub use signature::{SIGNATURE_HEADER, sign};
pub use verifier::{Verified, WebhookVerifier};
pub use workos_core::{EventId, Secret, Timestamp};
pub use workos_transport::{Clock, ManualClock, StdClock, async_trait};
