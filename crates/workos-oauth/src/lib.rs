#![doc = include_str!("docs.md")]

mod callback;
mod callback_error;
mod form;
mod invalid_attempt;
#[cfg(feature = "seal")]
pub mod iron;
mod login_attempt;
mod pkce;
mod random;
mod return_path;
#[cfg(feature = "seal")]
mod seal_keys;
#[cfg(feature = "seal")]
mod sealed_attempt;
mod stored_attempt;
mod wiping;

pub use callback::{SsoCallback, StateCheck};
pub use callback_error::{CallbackError, CallbackErrorCode};
pub use invalid_attempt::InvalidAttemptError;
pub use login_attempt::{LoginAttempt, VerifiedCode};
pub use pkce::{CodeChallenge, CodeVerifier, CodeVerifierError};
pub use random::{RandomnessError, random_state};
pub use return_path::{InvalidReturnPathError, ReturnPath};
#[cfg(feature = "seal")]
pub use seal_keys::{SealKeys, SealKeysError};
pub use workos_core::{Secret, Timestamp};
