//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

workos_core::open_enum! {
    /// Whether the connection is linked to an identity provider.
    pub enum ConnectionStatus {
        /// Linked.
        Linked = "linked",
        /// Not linked.
        Unlinked = "unlinked",
    }
}

workos_core::open_enum! {
    /// The authentication method of WorkOS at the token endpoint of an identity provider.
    pub enum TokenAuthenticationMethod {
        /// The client secret in the body.
        ClientSecretPost = "client_secret_post",
        /// The client secret in the `Authorization` header.
        ClientSecretBasic = "client_secret_basic",
        /// An assertion that WorkOS signs.
        PrivateKeyJwt = "private_key_jwt",
    }
}

workos_core::open_enum! {
    /// The algorithm with which an identity provider signs ID tokens (RFC 7518, RFC 8037).
    pub enum IdTokenAlgorithm {
        /// ECDSA on P-256 with SHA-256.
        Es256 = "ES256",
        /// ECDSA on P-384 with SHA-384.
        Es384 = "ES384",
        /// ECDSA on P-521 with SHA-512.
        Es512 = "ES512",
        /// EdDSA.
        EdDsa = "EdDSA",
        /// HMAC with SHA-256.
        Hs256 = "HS256",
        /// HMAC with SHA-384.
        Hs384 = "HS384",
        /// HMAC with SHA-512.
        Hs512 = "HS512",
        /// RSASSA-PSS with SHA-256.
        Ps256 = "PS256",
        /// RSASSA-PSS with SHA-384.
        Ps384 = "PS384",
        /// RSASSA-PSS with SHA-512.
        Ps512 = "PS512",
        /// RSASSA-PKCS1-v1_5 with SHA-256.
        Rs256 = "RS256",
        /// RSASSA-PKCS1-v1_5 with SHA-384.
        Rs384 = "RS384",
        /// RSASSA-PKCS1-v1_5 with SHA-512.
        Rs512 = "RS512",
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
    /// The prompt that the identity provider shows.
    pub enum Prompt {
        /// Asks for the credentials, even if the person is signed in there. For SAML providers that support it,
        /// sets `ForceAuthn`.
        Login = "login",
    }
}

workos_core::open_enum! {
    /// The kind of exchange.
    pub enum SsoGrantType {
        /// `authorization_code`.
        AuthorizationCode = "authorization_code",
        /// `urn:ietf:params:oauth:grant-type:token-exchange`.
        TokenExchange = "urn:ietf:params:oauth:grant-type:token-exchange",
    }
}
