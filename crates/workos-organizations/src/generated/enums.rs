//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

workos_core::open_enum! {
    /// Whether audit logs are recorded.
    pub enum AuditLogConfigurationState {
        /// Audit logs are recorded.
        Active = "active",
        /// Nothing has been recorded yet.
        Inactive = "inactive",
        /// Audit logs are disabled.
        Disabled = "disabled",
    }
}

workos_core::open_enum! {
    /// The system that receives a stream of audit logs.
    pub enum LogStreamType {
        /// Microsoft Sentinel.
        AzureSentinel = "AzureSentinel",
        /// Datadog.
        Datadog = "Datadog",
        /// Any HTTPS endpoint.
        GenericHttps = "GenericHttps",
        /// Google Cloud Storage.
        GoogleCloudStorage = "GoogleCloudStorage",
        /// Amazon S3.
        S3 = "S3",
        /// Snowflake.
        Snowflake = "Snowflake",
        /// Splunk.
        Splunk = "Splunk",
    }
}

workos_core::open_enum! {
    /// Whether entries are delivered to this system.
    pub enum LogStreamState {
        /// Entries are delivered.
        Active = "active",
        /// The stream is disabled.
        Inactive = "inactive",
        /// The last entries could not be delivered.
        Error = "error",
        /// The receiving system refuses the setup.
        Invalid = "invalid",
    }
}

workos_core::open_enum! {
    /// A part of the Admin Portal that an IT contact may use.
    pub enum ItContactIntent {
        /// Single sign-on.
        Sso = "sso",
        /// Directories.
        DirectorySync = "directory_sync",
        /// Audit log streams.
        LogStreams = "log_streams",
        /// The organization's domains.
        DomainVerification = "domain_verification",
        /// The organization's own encryption key.
        BringYourOwnKey = "bring_your_own_key",
    }
}
