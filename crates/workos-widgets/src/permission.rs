//! From the widgets of older documents to permissions.

use std::fmt;

use crate::{WidgetPermission, WidgetScope};

/// The permission that manages what the widget of older documents did.
///
/// `audit_logs` has none: the permissions know streams of the audit logs only, and a wider one is not put in its place.
///
/// ```
/// use workos_widgets::{WidgetPermission, WidgetScope};
///
/// assert_eq!(WidgetPermission::try_from(WidgetScope::Sso), Ok(WidgetPermission::ManageSso));
/// assert!(WidgetPermission::try_from(WidgetScope::AuditLogs).is_err());
/// ```
impl TryFrom<WidgetScope> for WidgetPermission {
    type Error = NoPermission;

    fn try_from(scope: WidgetScope) -> Result<Self, NoPermission> {
        match scope {
            WidgetScope::Sso => Ok(Self::ManageSso),
            WidgetScope::Dsync => Ok(Self::ManageDirectorySync),
            WidgetScope::LogStreams => Ok(Self::ManageLogStreams),
            scope => Err(NoPermission(scope)),
        }
    }
}

/// A widget that no permission stands for.
#[derive(Clone, PartialEq, Eq)]
pub struct NoPermission(WidgetScope);

impl NoPermission {
    /// The widget.
    #[must_use]
    pub const fn scope(&self) -> &WidgetScope {
        &self.0
    }
}

impl fmt::Display for NoPermission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no permission stands for the widget `{}`", self.0)
    }
}

impl fmt::Debug for NoPermission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for NoPermission {}
