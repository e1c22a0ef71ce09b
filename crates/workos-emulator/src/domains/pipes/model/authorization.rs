//! Accounts that are about to be connected.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::domains::pipes::model::connected_account::ConnectedAccount;

/// Whose account it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum AccountOwner {
    /// A user's, for one organization or for none: these are different accounts.
    User { user_id: String, organization_id: Option<String> },
    /// An organization's own, and who acts for it.
    Organization { organization_id: String, by: Option<String> },
}

impl AccountOwner {
    pub(crate) fn is_organization(&self) -> bool {
        matches!(self, Self::Organization { .. })
    }

    pub(crate) fn user_id(&self) -> Option<&str> {
        match self {
            Self::User { user_id, .. } => Some(user_id),
            Self::Organization { .. } => None,
        }
    }

    pub(crate) fn organization_id(&self) -> Option<&str> {
        match self {
            Self::User { organization_id, .. } => organization_id.as_deref(),
            Self::Organization { organization_id, .. } => Some(organization_id),
        }
    }

    pub(crate) fn has(&self, account: &ConnectedAccount) -> bool {
        account.user_id.as_deref() == self.user_id()
            && account.organization_id.as_deref() == self.organization_id()
    }
}

/// An account that is about to be connected.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Authorization {
    pub(crate) integration_id: String,
    pub(crate) owner: AccountOwner,
    /// Where the browser goes in the end.
    pub(crate) return_to: Option<ReturnTo>,
    pub(crate) display_name: Option<String>,
    pub(crate) config: Map<String, Value>,
    /// With one, the application has to finish the connection with the verifier.
    pub(crate) code_challenge: Option<String>,
}

/// An account that the user has consented to and the application has to save.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Unfinished {
    pub(crate) authorization: Authorization,
    /// What the person allowed.
    pub(crate) scopes: Vec<String>,
}

/// An address of the application.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReturnTo {
    pub(crate) url: String,
    /// What the application was told to expect there with an error.
    pub(crate) state: String,
}

/// What the code of an emulated provider stands for.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ProviderCode {
    /// The token of the authorization that it answers.
    pub(crate) authorization: String,
    /// What the person allowed.
    pub(crate) scopes: Vec<String>,
}
