//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

workos_core::open_enum! {
    /// Whether audit logs are recorded.
    pub enum AuditLogConfigurationState {
        /// They are recorded.
        Active = "active",
        /// Nothing has been recorded yet.
        Inactive = "inactive",
        /// They are switched off.
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
    /// Whether entries arrive there.
    pub enum LogStreamState {
        /// They arrive.
        Active = "active",
        /// It is switched off.
        Inactive = "inactive",
        /// The last entries could not be delivered.
        Error = "error",
        /// Its set-up is refused by the receiving system.
        Invalid = "invalid",
    }
}

workos_core::open_enum! {
    /// What an IT contact may set up in the Admin Portal.
    pub enum ItContactIntent {
        /// Single sign-on.
        Sso = "sso",
        /// Directories.
        DirectorySync = "directory_sync",
        /// Streams of audit logs.
        LogStreams = "log_streams",
        /// The organization's domains.
        DomainVerification = "domain_verification",
        /// The organization's own encryption key.
        BringYourOwnKey = "bring_your_own_key",
    }
}
