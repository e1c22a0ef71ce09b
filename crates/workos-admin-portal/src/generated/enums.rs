//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

workos_core::open_enum! {
    /// What a visit to the Admin Portal is for.
    pub enum PortalIntent {
        /// To set up single sign-on.
        Sso = "sso",
        /// To connect a directory.
        Dsync = "dsync",
        /// To read the audit logs.
        AuditLogs = "audit_logs",
        /// To stream the audit logs to another system.
        LogStreams = "log_streams",
        /// To prove that a domain is the organization's.
        DomainVerification = "domain_verification",
        /// To renew the certificate of a SAML connection.
        CertificateRenewal = "certificate_renewal",
        /// To use the organization's own encryption key.
        BringYourOwnKey = "bring_your_own_key",
    }
}
