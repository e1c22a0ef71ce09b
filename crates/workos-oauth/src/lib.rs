#![doc = include_str!("../README.md")]

mod callback;
mod callback_error;
mod form;
mod login_attempt;
mod pkce;
mod random;
mod return_path;

pub use callback::{SsoCallback, StateCheck};
pub use callback_error::{CallbackError, CallbackErrorCode};
pub use login_attempt::{InvalidAttempt, LoginAttempt, VerifiedCode};
pub use pkce::{CodeChallenge, CodeVerifier, CodeVerifierError};
pub use random::{RandomnessError, random_state};
pub use return_path::{InvalidReturnPath, ReturnPath};
pub use workos_core::{Secret, Timestamp};
