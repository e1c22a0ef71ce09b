//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

workos_core::open_enum! {
    /// How far the set-up of a connection is.
    pub enum ConnectionState {
        /// Nobody has chosen its type.
        RequiresType = "requires_type",
        /// It is being set up.
        Draft = "draft",
        /// People can sign in through it.
        Active = "active",
        /// Its set-up is being checked.
        Validating = "validating",
        /// Nobody can sign in through it.
        Inactive = "inactive",
        /// It is being deleted.
        Deleting = "deleting",
    }
}

workos_core::open_enum! {
    /// Whether it is linked to an identity provider.
    pub enum ConnectionStatus {
        /// Linked.
        Linked = "linked",
        /// Not linked.
        Unlinked = "unlinked",
    }
}

workos_core::open_enum! {
    /// An OAuth provider that people sign in with, without a connection of their organization.
    pub enum Provider {
        /// Apple.
        AppleOAuth = "AppleOAuth",
        /// Bitbucket.
        BitbucketOAuth = "BitbucketOAuth",
        /// GitHub.
        GitHubOAuth = "GitHubOAuth" | "GithubOAuth",
        /// GitLab.
        GitLabOAuth = "GitLabOAuth",
        /// Google.
        GoogleOAuth = "GoogleOAuth",
        /// Intuit.
        IntuitOAuth = "IntuitOAuth",
        /// LinkedIn.
        LinkedInOAuth = "LinkedInOAuth",
        /// Microsoft.
        MicrosoftOAuth = "MicrosoftOAuth",
        /// Salesforce.
        SalesforceOAuth = "SalesforceOAuth",
        /// Slack.
        SlackOAuth = "SlackOAuth",
        /// The Vercel marketplace.
        VercelMarketplaceOAuth = "VercelMarketplaceOAuth",
        /// Vercel.
        VercelOAuth = "VercelOAuth",
        /// Xero.
        XeroOAuth = "XeroOAuth",
    }
}

workos_core::open_enum! {
    /// What the identity provider asks for.
    pub enum Prompt {
        /// The credentials, even of somebody who is signed in there. At SAML providers that support it,
        /// `ForceAuthn`.
        Login = "login",
    }
}
