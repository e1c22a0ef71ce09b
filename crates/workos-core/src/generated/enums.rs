//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

crate::open_enum! {
    /// The order of a list, by creation time.
    pub enum Order {
        /// Newest first with the cursors swapped: `before` leads to older objects, `after` to newer ones.
        Normal = "normal",
        /// Newest first.
        Desc = "desc",
        /// Oldest first.
        Asc = "asc",
    }
}

crate::open_enum! {
    /// The provider and the protocol of a connection.
    ///
    /// Some documents of the API write `SAML` for any SAML provider; this value decodes to `Unknown`.
    pub enum ConnectionType {
        /// No type has been chosen yet.
        Pending = "Pending",
        /// Active Directory Federation Services over SAML.
        AdfsSaml = "ADFSSAML",
        /// ADP over OpenID Connect.
        AdpOidc = "AdpOidc",
        /// Apple over OAuth.
        AppleOAuth = "AppleOAuth",
        /// Auth0, while its users are being migrated.
        Auth0Migration = "Auth0Migration",
        /// Auth0 over SAML.
        Auth0Saml = "Auth0SAML",
        /// Microsoft Entra ID (Azure AD) over SAML.
        AzureSaml = "AzureSAML",
        /// Bitbucket over OAuth.
        BitbucketOAuth = "BitbucketOAuth",
        /// CAS over SAML.
        CasSaml = "CasSAML",
        /// ClassLink over SAML.
        ClassLinkSaml = "ClassLinkSAML",
        /// Clever over OpenID Connect.
        CleverOidc = "CleverOIDC",
        /// Cloudflare over SAML.
        CloudflareSaml = "CloudflareSAML",
        /// CyberArk over SAML.
        CyberArkSaml = "CyberArkSAML",
        /// Discord over OAuth.
        DiscordOAuth = "DiscordOAuth",
        /// Duo over SAML.
        DuoSaml = "DuoSAML",
        /// Microsoft Entra ID over OpenID Connect.
        EntraIdOidc = "EntraIdOIDC",
        /// Any other provider over OpenID Connect; the only type that supports Single Logout.
        GenericOidc = "GenericOIDC",
        /// Any other provider over SAML.
        GenericSaml = "GenericSAML",
        /// GitHub over OAuth.
        GitHubOAuth = "GitHubOAuth" | "GithubOAuth",
        /// GitLab over OAuth.
        GitLabOAuth = "GitLabOAuth",
        /// Google over OAuth.
        GoogleOAuth = "GoogleOAuth",
        /// Google over OpenID Connect.
        GoogleOidc = "GoogleOIDC",
        /// Google over SAML.
        GoogleSaml = "GoogleSAML",
        /// Grok over OAuth.
        GrokOAuth = "GrokOAuth",
        /// X (formerly Twitter) over OAuth.
        XOAuth = "XOAuth",
        /// Intuit over OAuth.
        IntuitOAuth = "IntuitOAuth",
        /// JumpCloud over SAML.
        JumpCloudSaml = "JumpCloudSAML",
        /// Keycloak over SAML.
        KeycloakSaml = "KeycloakSAML",
        /// LastPass over SAML.
        LastPassSaml = "LastPassSAML",
        /// LinkedIn over OAuth.
        LinkedInOAuth = "LinkedInOAuth",
        /// Login.gov over OpenID Connect.
        LoginGovOidc = "LoginGovOidc",
        /// A link sent by e-mail.
        MagicLink = "MagicLink",
        /// Microsoft over OAuth.
        MicrosoftOAuth = "MicrosoftOAuth",
        /// miniOrange over SAML.
        MiniOrangeSaml = "MiniOrangeSAML",
        /// NetIQ over SAML.
        NetIqSaml = "NetIqSAML",
        /// Okta over OpenID Connect.
        OktaOidc = "OktaOIDC",
        /// Okta over SAML.
        OktaSaml = "OktaSAML",
        /// OneLogin over SAML.
        OneLoginSaml = "OneLoginSAML",
        /// Oracle over SAML.
        OracleSaml = "OracleSAML",
        /// PingFederate over SAML.
        PingFederateSaml = "PingFederateSAML",
        /// PingOne over SAML.
        PingOneSaml = "PingOneSAML",
        /// Rippling over SAML.
        RipplingSaml = "RipplingSAML",
        /// Salesforce over SAML.
        SalesforceSaml = "SalesforceSAML",
        /// Shibboleth over SAML, with its own attribute names.
        ShibbolethGenericSaml = "ShibbolethGenericSAML",
        /// Shibboleth over SAML.
        ShibbolethSaml = "ShibbolethSAML",
        /// SimpleSAMLphp over SAML.
        SimpleSamlPhpSaml = "SimpleSamlPhpSAML",
        /// Salesforce over OAuth.
        SalesforceOAuth = "SalesforceOAuth",
        /// Slack over OAuth.
        SlackOAuth = "SlackOAuth",
        /// The test identity provider of WorkOS.
        TestIdp = "TestIdp",
        /// The Vercel marketplace over OAuth.
        VercelMarketplaceOAuth = "VercelMarketplaceOAuth",
        /// Vercel over OAuth.
        VercelOAuth = "VercelOAuth",
        /// VMware over SAML.
        VMwareSaml = "VMwareSAML",
        /// Xero over OAuth.
        XeroOAuth = "XeroOAuth",
    }
}

crate::open_enum! {
    /// The state of a connection's setup.
    pub enum ConnectionState {
        /// No type has been chosen.
        RequiresType = "requires_type",
        /// The connection is being set up.
        Draft = "draft",
        /// Users can sign in through the connection.
        Active = "active",
        /// The setup is being validated.
        Validating = "validating",
        /// Users cannot sign in through the connection.
        Inactive = "inactive",
        /// The connection is being deleted.
        Deleting = "deleting",
    }
}

crate::open_enum! {
    /// The state of a domain's verification.
    pub enum OrganizationDomainState {
        /// The TXT record was not found in time, or another organization verified the domain.
        Failed = "failed",
        /// Verified by a method that is no longer offered.
        LegacyVerified = "legacy_verified",
        /// WorkOS is looking for the TXT record.
        Pending = "pending",
        /// No verification has been requested.
        Unverified = "unverified",
        /// Verified.
        Verified = "verified",
    }
}

crate::open_enum! {
    /// The method by which the ownership of a domain is verified.
    pub enum DomainVerificationStrategy {
        /// By a TXT record.
        Dns = "dns",
        /// Manually, in the dashboard or through the API.
        Manual = "manual",
    }
}
