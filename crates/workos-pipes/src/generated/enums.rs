//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

workos_core::open_enum! {
    /// The owner of a connected account.
    pub enum ConnectionOwner {
        /// The account belongs to a user.
        User = "user" | "userland_user",
        /// The account belongs to an organization; its members share it.
        Organization = "organization",
    }
}

workos_core::open_enum! {
    /// Whether the setup of the integration is valid.
    pub enum DataIntegrationState {
        /// The setup is valid.
        Valid = "valid",
        /// A part of the setup is missing or refused.
        Invalid = "invalid",
        /// The provider was requested.
        Requested = "requested",
    }
}

workos_core::open_enum! {
    /// The authentication method of an account at its provider.
    pub enum AuthMethod {
        /// OAuth, with the user's consent.
        Oauth = "oauth",
        /// An API key.
        ApiKey = "api_key",
        /// OAuth client credentials, without a user.
        ClientCredentials = "client_credentials",
    }
}

workos_core::open_enum! {
    /// The owner of the OAuth application that an integration uses.
    pub enum CredentialsType {
        /// A test application of WorkOS, for sandboxes only.
        Shared = "shared",
        /// Your own application.
        Custom = "custom",
        /// A separate application for each organization.
        Organization = "organization",
    }
}

workos_core::open_enum! {
    /// The role of an account among its owner's accounts at a provider.
    pub enum ConnectionRole {
        /// The first account; calls that name no account use it.
        Compatibility = "compatibility",
        /// Any other account.
        Standard = "standard",
    }
}

workos_core::open_enum! {
    /// The authentication method of an integration when it exchanges and refreshes tokens.
    pub enum AuthenticateVia {
        /// Fields of the request body.
        RequestBody = "request_body",
        /// A header with basic authentication (RFC 7617).
        BasicAuthHeader = "basic_auth_header",
    }
}

workos_core::open_enum! {
    /// The action if an account is already connected.
    pub enum ConnectionIntent {
        /// Adds another account.
        Add = "add",
        /// Authorizes the account of `connected_account_id` again.
        Reauthorize = "reauthorize",
    }
}

workos_core::open_enum! {
    /// Whether a connected account can be used.
    pub enum ConnectedAccountState {
        /// The account can be used.
        Connected = "connected",
        /// The user has to authorize again: consent was revoked, or a refresh failed.
        NeedsReauthorization = "needs_reauthorization",
        /// The account was disconnected.
        Disconnected = "disconnected",
    }
}

workos_core::open_enum! {
    /// The reason why WorkOS changed the state of an account.
    pub enum ConnectedAccountStateReason {
        /// The user who connected the account is no longer a member of the organization.
        EstablishingMemberMembershipEnded = "establishing_member_membership_ended",
    }
}

workos_core::open_enum! {
    /// The difference between a requested and an actual change.
    pub enum WarningCode {
        /// Another account of the owner at this provider has the same label.
        DuplicateAccountDisplayName = "duplicate_account_display_name",
    }
}

workos_core::open_enum! {
    /// The step that remains after the user's consent.
    pub enum ConnectCompletion {
        /// `data_integrations.finish()` must save the account.
        FinishRequired = "finish_required",
    }
}

workos_core::open_enum! {
    /// The reason why there is no credential.
    pub enum InactiveReason {
        /// No such account is connected in this environment.
        NotInstalled = "not_installed",
        /// Consent was revoked, or a refresh failed.
        NeedsReauthorization = "needs_reauthorization",
    }
}

workos_core::open_enum! {
    /// The reason why connecting an account failed. A code is from WorkOS, or from the provider if WorkOS
    /// passes it on.
    pub enum ConnectErrorCode {
        /// The person declined.
        AccessDenied = "access_denied",
        /// WorkOS could not exchange the provider's code for tokens.
        AuthorizationCodeExchangeError = "authorization_code_exchange_error",
        /// GitHub: the code was used before, or its ten minutes have passed.
        BadVerificationCode = "bad_verification_code",
        /// Slack: the code was used before, has expired, or belongs to another client.
        InvalidCode = "invalid_code",
        /// Google: the redirect URI is not registered.
        RedirectUriMismatch = "redirect_uri_mismatch",
        /// The provider does not know the redirect URI.
        InvalidRedirectUri = "invalid_redirect_uri" | "Invalid redirect_uri" | "invalid redirect_uri",
        /// The provider does not know a scope, or does not allow it.
        InvalidScope = "invalid_scope" | "Invalid scope" | "invalid scope",
        /// Salesforce: the refresh token was revoked.
        InvalidGrant = "invalid_grant",
        /// The account does not exist in this environment.
        ConnectionNotFound = "connection_not_found" | "Connection not found",
        /// The token is not accepted, the consent was revoked, or a refresh failed.
        Unauthorized = "unauthorized" | "Unauthorized",
    }
}
