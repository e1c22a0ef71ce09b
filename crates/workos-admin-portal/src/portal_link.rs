//! The validity of a link.

use std::time::Duration;

use workos_core::Timestamp;

use crate::PortalLink;

impl PortalLink {
    /// The time for which a new link is valid: five minutes.
    pub const VALIDITY: Duration = Duration::from_secs(300);

    /// Returns when a link that was created at `generated_at` expires. Opening a link ends its validity earlier.
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
