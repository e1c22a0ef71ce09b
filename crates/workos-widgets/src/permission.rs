//! Conversion of widget scopes of the legacy dialect to permissions.

use std::fmt;

use crate::{WidgetPermission, WidgetScope};

/// Converts a widget scope of the legacy dialect to the permission for the same widget.
///
/// `audit_logs` has no such permission: there is one only for streams of audit logs. A broader permission is never used
/// instead.
///
/// ```
/// use workos_widgets::{WidgetPermission, WidgetScope};
///
/// assert_eq!(WidgetPermission::try_from(WidgetScope::Sso), Ok(WidgetPermission::ManageSso));
/// assert!(WidgetPermission::try_from(WidgetScope::AuditLogs).is_err());
/// ```
impl TryFrom<WidgetScope> for WidgetPermission {
    type Error = NoPermissionError;

    fn try_from(scope: WidgetScope) -> Result<Self, NoPermissionError> {
        match scope {
            WidgetScope::Sso => Ok(Self::ManageSso),
            WidgetScope::Dsync => Ok(Self::ManageDirectorySync),
            WidgetScope::LogStreams => Ok(Self::ManageLogStreams),
            scope => Err(NoPermissionError(scope)),
        }
    }
}

/// The error of a widget scope that has no permission.
#[derive(Clone, PartialEq, Eq)]
pub struct NoPermissionError(WidgetScope);

impl NoPermissionError {
    /// Returns the widget scope.
    #[must_use]
    pub const fn scope(&self) -> &WidgetScope {
        &self.0
    }
}

impl fmt::Display for NoPermissionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the widget scope `{}` has no permission", self.0)
    }
}

impl fmt::Debug for NoPermissionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for NoPermissionError {}
