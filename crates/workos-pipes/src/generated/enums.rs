//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

workos_core::open_enum! {
    /// Whose account it is that is connected.
    pub enum ConnectionOwner {
        /// A user's own.
        User = "user" | "userland_user",
        /// An organization's, shared by its members.
        Organization = "organization",
    }
}

workos_core::open_enum! {
    /// Whether its set-up works.
    pub enum DataIntegrationState {
        /// It works.
        Valid = "valid",
        /// Something is missing or refused.
        Invalid = "invalid",
        /// Its provider was asked for.
        Requested = "requested",
    }
}

workos_core::open_enum! {
    /// How an account authenticates at its provider.
    pub enum AuthMethod {
        /// By OAuth, after the user's consent.
        Oauth = "oauth",
        /// By an API key.
        ApiKey = "api_key",
        /// By OAuth client credentials, without a user.
        ClientCredentials = "client_credentials",
    }
}

workos_core::open_enum! {
    /// Whose OAuth application an integration uses.
    pub enum CredentialsType {
        /// A test application of WorkOS; for sandboxes only, never in production.
        Shared = "shared",
        /// Your own.
        Custom = "custom",
        /// Each organization's own.
        Organization = "organization",
    }
}

workos_core::open_enum! {
    /// Which of a user's or organization's accounts at a provider it is.
    pub enum ConnectionRole {
        /// The first, which calls that name no account mean.
        Compatibility = "compatibility",
        /// A further one.
        Standard = "standard",
    }
}

workos_core::open_enum! {
    /// How an integration proves itself where it exchanges and refreshes tokens.
    pub enum AuthenticateVia {
        /// By fields of the body.
        RequestBody = "request_body",
        /// By a header, as RFC 7617 has it (basic authentication).
        BasicAuthHeader = "basic_auth_header",
    }
}

workos_core::open_enum! {
    /// What happens where an account is connected already.
    pub enum ConnectionIntent {
        /// Another one is connected.
        Add = "add",
        /// The one of `connected_account_id` is authorized again.
        Reauthorize = "reauthorize",
    }
}

workos_core::open_enum! {
    /// Whether a connected account can be used.
    pub enum ConnectedAccountState {
        /// It can be used.
        Connected = "connected",
        /// The user has to authorize again; consent was taken back, or a refresh failed.
        NeedsReauthorization = "needs_reauthorization",
        /// It was disconnected.
        Disconnected = "disconnected",
    }
}

workos_core::open_enum! {
    /// Why WorkOS changed the state of an account.
    pub enum ConnectedAccountStateReason {
        /// The user who connected it is no longer a member of the organization.
        EstablishingMemberMembershipEnded = "establishing_member_membership_ended",
    }
}

workos_core::open_enum! {
    /// What a change did otherwise than it was asked.
    pub enum WarningCode {
        /// Another account of the owner at this provider has the same label.
        DuplicateAccountDisplayName = "duplicate_account_display_name",
    }
}

workos_core::open_enum! {
    /// What is left to do after the user has consented.
    pub enum ConnectCompletion {
        /// The account is saved by `data_integrations.finish()` only.
        FinishRequired = "finish_required",
    }
}

workos_core::open_enum! {
    /// Why there is no credential.
    pub enum InactiveReason {
        /// No such account is connected in this environment.
        NotInstalled = "not_installed",
        /// Consent was taken back, or a refresh failed.
        NeedsReauthorization = "needs_reauthorization",
    }
}

workos_core::open_enum! {
    /// Why connecting an account failed. The codes are those of WorkOS and, passed through, those of the
    /// providers.
    pub enum ConnectErrorCode {
        /// The person declined.
        AccessDenied = "access_denied",
        /// WorkOS could not exchange the provider's code for tokens.
        AuthorizationCodeExchangeError = "authorization_code_exchange_error",
        /// GitHub, its code was used before, or after its ten minutes.
        BadVerificationCode = "bad_verification_code",
        /// Slack, its code was used before or expired, or belongs to another client.
        InvalidCode = "invalid_code",
        /// Google, the redirect URI is not registered there.
        RedirectUriMismatch = "redirect_uri_mismatch",
        /// The provider does not know the redirect URI.
        InvalidRedirectUri = "invalid_redirect_uri" | "Invalid redirect_uri" | "invalid redirect_uri",
        /// The provider does not know a scope, or does not allow it.
        InvalidScope = "invalid_scope" | "Invalid scope" | "invalid scope",
        /// Salesforce, the refresh token was revoked.
        InvalidGrant = "invalid_grant",
        /// There is no such account in this environment.
        ConnectionNotFound = "connection_not_found" | "Connection not found",
        /// The token is not accepted, consent was taken back or a refresh failed.
        Unauthorized = "unauthorized" | "Unauthorized",
    }
}
