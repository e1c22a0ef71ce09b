//! What is known of a link beyond its text.

use std::time::Duration;

use workos_core::Timestamp;

use crate::PortalLink;

impl PortalLink {
    /// How long a link is good after it was made: five minutes.
    pub const VALIDITY: Duration = Duration::from_secs(300);

    /// When a link stops working that was made at `generated_at`, unless it was opened before: it is good once.
    ///
    /// ```
    /// use workos_admin_portal::{PortalLink, Timestamp};
    ///
    /// let expires_at = PortalLink::expires_at("2026-01-15T12:00:00Z".parse()?);
    /// assert_eq!(expires_at.to_string(), "2026-01-15T12:05:00.000Z");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn expires_at(generated_at: Timestamp) -> Timestamp {
        generated_at.saturating_add(Self::VALIDITY)
    }
}
