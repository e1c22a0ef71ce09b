//! Random texts that tie a return to its browser.

use workos_client::private::random_text;
use workos_client::{RandomnessError, Secret};

/// Makes a new state for [`AuthorizeDataIntegration::state`](crate::AuthorizeDataIntegration::state): 256 random bits.
///
/// # Errors
/// When the operating system gives no randomness.
pub fn random_state() -> Result<Secret, RandomnessError> {
    random_text()
}
