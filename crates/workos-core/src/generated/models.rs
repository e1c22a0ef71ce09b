//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

use serde::{Deserialize, Serialize};

/// A role by its slug, as it appears inside other objects.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct SlimRole {
    /// The slug of the role: its name in code, unique in the environment or organization.
    pub slug: String,
}

#[cfg(feature = "test-util")]
impl SlimRole {
    /// Returns the example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self { slug: "admin".to_owned() }
    }
}
