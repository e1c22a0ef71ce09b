//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

workos_core::open_enum! {
    /// The purpose of a visit to the Admin Portal.
    pub enum PortalIntent {
        /// Set up single sign-on.
        Sso = "sso",
        /// Connect a directory.
        Dsync = "dsync",
        /// Read the audit logs.
        AuditLogs = "audit_logs",
        /// Stream the audit logs to another system.
        LogStreams = "log_streams",
        /// Verify a domain of the organization.
        DomainVerification = "domain_verification",
        /// Renew the certificate of a SAML connection.
        CertificateRenewal = "certificate_renewal",
        /// Set up the organization's own encryption key.
        BringYourOwnKey = "bring_your_own_key",
    }
}
