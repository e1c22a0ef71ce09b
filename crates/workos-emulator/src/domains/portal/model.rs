//! Visits to the Admin Portal.

use serde::{Deserialize, Serialize};

/// What a link leads to, and where a visit ends.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PortalVisit {
    pub(crate) organization_id: String,
    /// The visitor chooses if absent.
    pub(crate) intent: Option<String>,
    pub(crate) return_url: Option<String>,
    pub(crate) success_url: Option<String>,
    /// Who visits, as the application knows them.
    pub(crate) external_user_id: Option<String>,
    /// The connection type that is chosen already.
    pub(crate) provider_type: Option<String>,
}
