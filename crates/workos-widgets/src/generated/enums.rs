//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

workos_core::open_enum! {
    /// A permission of a widget.
    pub enum WidgetPermission {
        /// Manage the organization's users.
        ManageUsers = "widgets:users-table:manage",
        /// Verify domains of the organization.
        ManageDomainVerification = "widgets:domain-verification:manage",
        /// Set up single sign-on.
        ManageSso = "widgets:sso:manage",
        /// Manage API keys of the organization.
        ManageApiKeys = "widgets:api-keys:manage",
        /// Connect a directory.
        ManageDirectorySync = "widgets:dsync:manage",
        /// Stream the audit logs to another system.
        ManageLogStreams = "widgets:audit-log-streaming:manage",
        /// Connect accounts at other providers.
        ManagePipes = "widgets:pipes:manage",
        /// Manage the API keys of the user.
        ManageOwnUserApiKeys = "widgets:user-api-keys:manage-self",
        /// Manage the API keys of all users of the organization.
        ManageAllUserApiKeys = "widgets:user-api-keys:manage-all",
    }
}

workos_core::open_enum! {
    /// The scope of a widget in the legacy dialect, for `token_for_widget_scope`.
    pub enum WidgetScope {
        /// Single sign-on.
        Sso = "sso",
        /// Directories.
        Dsync = "dsync",
        /// The audit logs.
        AuditLogs = "audit_logs",
        /// Audit log streams.
        LogStreams = "log_streams",
    }
}
