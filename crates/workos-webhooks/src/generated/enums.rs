//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

workos_core::open_enum! {
    /// Whether webhooks are sent to an endpoint.
    pub enum WebhookEndpointStatus {
        /// Webhooks are sent.
        Enabled = "enabled",
        /// No webhooks are sent.
        Disabled = "disabled",
    }
}

workos_core::open_enum! {
    /// The name of an event.
    pub enum EventName {
        /// An action endpoint refused a sign-in.
        ActionAuthenticationDenied = "action.authentication.denied",
        /// An action endpoint refused a sign-up.
        ActionUserRegistrationDenied = "action.user_registration.denied",
        /// An agent blueprint was created.
        AgentBlueprintCreated = "agent.blueprint.created",
        /// An agent blueprint was deleted.
        AgentBlueprintDeleted = "agent.blueprint.deleted",
        /// An agent blueprint was updated.
        AgentBlueprintUpdated = "agent.blueprint.updated",
        /// An agent was created from a blueprint.
        AgentInstanceCreated = "agent.instance.created",
        /// An agent that was created from a blueprint was deleted.
        AgentInstanceDeleted = "agent.instance.deleted",
        /// A session of an agent was created.
        AgentInstanceSessionCreated = "agent.instance.session.created",
        /// A session of an agent was revoked.
        AgentInstanceSessionRevoked = "agent.instance.session.revoked",
        /// A user started to claim the registration of an agent.
        AgentRegistrationClaimAttemptCreated = "agent.registration.claim.attempt.created",
        /// A user claimed the registration of an agent.
        AgentRegistrationClaimCompleted = "agent.registration.claim.completed",
        /// An agent was registered.
        AgentRegistrationCreated = "agent.registration.created",
        /// A credential was issued to an agent.
        AgentRegistrationCredentialIssued = "agent.registration.credential.issued",
        /// The registration of an agent was deleted.
        AgentRegistrationDeleted = "agent.registration.deleted",
        /// The registration of an agent expired.
        AgentRegistrationExpired = "agent.registration.expired",
        /// An agent switched to another organization.
        AgentRegistrationOrganizationSwitched = "agent.registration.organization.switched",
        /// The registration of an agent was renewed.
        AgentRegistrationRefreshed = "agent.registration.refreshed",
        /// The registration of an agent was revoked.
        AgentRegistrationRevoked = "agent.registration.revoked",
        /// An API key was created.
        ApiKeyCreated = "api_key.created",
        /// An API key was revoked.
        ApiKeyRevoked = "api_key.revoked",
        /// An API key was updated.
        ApiKeyUpdated = "api_key.updated",
        /// The verification of an e-mail address failed.
        AuthenticationEmailVerificationFailed = "authentication.email_verification_failed",
        /// An e-mail address was verified.
        AuthenticationEmailVerificationSucceeded = "authentication.email_verification_succeeded",
        /// A sign-in with a Magic Auth code failed.
        AuthenticationMagicAuthFailed = "authentication.magic_auth_failed",
        /// A user signed in with a Magic Auth code.
        AuthenticationMagicAuthSucceeded = "authentication.magic_auth_succeeded",
        /// The verification of a second factor failed.
        AuthenticationMfaFailed = "authentication.mfa_failed",
        /// A second factor was verified.
        AuthenticationMfaSucceeded = "authentication.mfa_succeeded",
        /// A sign-in with OAuth failed.
        AuthenticationOauthFailed = "authentication.oauth_failed",
        /// A user signed in with OAuth.
        AuthenticationOauthSucceeded = "authentication.oauth_succeeded",
        /// A sign-in with a passkey failed.
        AuthenticationPasskeyFailed = "authentication.passkey_failed",
        /// A user signed in with a passkey.
        AuthenticationPasskeySucceeded = "authentication.passkey_succeeded",
        /// A sign-in with a password failed.
        AuthenticationPasswordFailed = "authentication.password_failed",
        /// A user signed in with a password.
        AuthenticationPasswordSucceeded = "authentication.password_succeeded",
        /// Radar detected a risk in a sign-in or sign-up.
        AuthenticationRadarRiskDetected = "authentication.radar_risk_detected",
        /// A user signed in again within a session.
        AuthenticationReauthenticationSucceeded = "authentication.reauthentication_succeeded",
        /// A single sign-on failed.
        AuthenticationSsoFailed = "authentication.sso_failed",
        /// A single sign-on was started.
        AuthenticationSsoStarted = "authentication.sso_started",
        /// A user signed in with single sign-on.
        AuthenticationSsoSucceeded = "authentication.sso_succeeded",
        /// A single sign-on timed out.
        AuthenticationSsoTimedOut = "authentication.sso_timed_out",
        /// A connection was activated: users can sign in through it.
        ConnectionActivated = "connection.activated",
        /// A connection was deactivated: users can no longer sign in through it.
        ConnectionDeactivated = "connection.deactivated",
        /// A connection was deleted.
        ConnectionDeleted = "connection.deleted",
        /// A certificate of a SAML connection is about to expire, or has expired.
        ConnectionSamlCertificateRenewalRequired = "connection.saml_certificate_renewal_required",
        /// A certificate of a SAML connection was renewed.
        ConnectionSamlCertificateRenewed = "connection.saml_certificate_renewed",
        /// A directory was activated: it is now kept in sync.
        DsyncActivated = "dsync.activated",
        /// A directory was deactivated: it is no longer kept in sync. Only older versions of the API send this
        /// event.
        DsyncDeactivated = "dsync.deactivated",
        /// A directory was deleted.
        DsyncDeleted = "dsync.deleted",
        /// A group was created in a directory.
        DsyncGroupCreated = "dsync.group.created",
        /// A group of a directory was deleted.
        DsyncGroupDeleted = "dsync.group.deleted",
        /// A group of a directory was updated.
        DsyncGroupUpdated = "dsync.group.updated",
        /// A user was added to a group of a directory.
        DsyncGroupUserAdded = "dsync.group.user_added",
        /// A user was removed from a group of a directory.
        DsyncGroupUserRemoved = "dsync.group.user_removed",
        /// A token of a directory was created.
        DsyncTokenCreated = "dsync.token.created",
        /// A token of a directory was revoked.
        DsyncTokenRevoked = "dsync.token.revoked",
        /// A user was created in a directory.
        DsyncUserCreated = "dsync.user.created",
        /// A user of a directory was deleted.
        DsyncUserDeleted = "dsync.user.deleted",
        /// A user of a directory was updated.
        DsyncUserUpdated = "dsync.user.updated",
        /// A code for the verification of an e-mail address was created.
        EmailVerificationCreated = "email_verification.created",
        /// A feature flag was created.
        FeatureFlagsFlagCreated = "feature_flags.flag.created",
        /// A feature flag was deleted.
        FeatureFlagsFlagDeleted = "feature_flags.flag.deleted",
        /// A feature flag was updated.
        FeatureFlagsFlagUpdated = "feature_flags.flag.updated",
        /// A rule of a feature flag was created.
        FeatureFlagsFlagRuleCreated = "feature_flags.flag_rule.created",
        /// A rule of a feature flag was deleted.
        FeatureFlagsFlagRuleDeleted = "feature_flags.flag_rule.deleted",
        /// A rule of a feature flag was updated.
        FeatureFlagsFlagRuleUpdated = "feature_flags.flag_rule.updated",
        /// A target was added to a feature flag.
        FeatureFlagsFlagTargetCreated = "feature_flags.flag_target.created",
        /// A target was removed from a feature flag.
        FeatureFlagsFlagTargetDeleted = "feature_flags.flag_target.deleted",
        /// A feature flag was created.
        FlagCreated = "flag.created",
        /// A feature flag was deleted.
        FlagDeleted = "flag.deleted",
        /// The targets that a feature flag is enabled for were changed.
        FlagRuleUpdated = "flag.rule_updated",
        /// A feature flag was updated.
        FlagUpdated = "flag.updated",
        /// A group of an organization was created.
        GroupCreated = "group.created",
        /// A group of an organization was deleted.
        GroupDeleted = "group.deleted",
        /// A member was added to a group.
        GroupMemberAdded = "group.member_added",
        /// A member was removed from a group.
        GroupMemberRemoved = "group.member_removed",
        /// A group of an organization was updated.
        GroupUpdated = "group.updated",
        /// An invitation was accepted.
        InvitationAccepted = "invitation.accepted",
        /// An invitation was created.
        InvitationCreated = "invitation.created",
        /// An invitation was sent again.
        InvitationResent = "invitation.resent",
        /// An invitation was revoked.
        InvitationRevoked = "invitation.revoked",
        /// A Magic Auth code was created.
        MagicAuthCreated = "magic_auth.created",
        /// An organization was created.
        OrganizationCreated = "organization.created",
        /// An organization was deleted.
        OrganizationDeleted = "organization.deleted",
        /// An organization was updated.
        OrganizationUpdated = "organization.updated",
        /// A domain was added to an organization.
        OrganizationDomainCreated = "organization_domain.created",
        /// A domain was removed from its organization.
        OrganizationDomainDeleted = "organization_domain.deleted",
        /// A domain of an organization was updated.
        OrganizationDomainUpdated = "organization_domain.updated",
        /// The verification of a domain of an organization failed.
        OrganizationDomainVerificationFailed = "organization_domain.verification_failed",
        /// A domain of an organization was verified.
        OrganizationDomainVerified = "organization_domain.verified",
        /// A membership was created: a user joined an organization or was invited to it.
        OrganizationMembershipCreated = "organization_membership.created",
        /// A membership was deleted: a user is no longer a member of an organization.
        OrganizationMembershipDeleted = "organization_membership.deleted",
        /// A membership was updated.
        OrganizationMembershipUpdated = "organization_membership.updated",
        /// A role of an organization was created.
        OrganizationRoleCreated = "organization_role.created",
        /// A role of an organization was deleted.
        OrganizationRoleDeleted = "organization_role.deleted",
        /// A role of an organization was updated.
        OrganizationRoleUpdated = "organization_role.updated",
        /// A password reset was requested.
        PasswordResetCreated = "password_reset.created",
        /// A password was reset.
        PasswordResetSucceeded = "password_reset.succeeded",
        /// A permission was created.
        PermissionCreated = "permission.created",
        /// A permission was deleted.
        PermissionDeleted = "permission.deleted",
        /// A permission was updated.
        PermissionUpdated = "permission.updated",
        /// Connecting another account at a provider failed.
        PipesAccountConnectionAddFailed = "pipes.account_connection.add_failed",
        /// An account at a provider was connected.
        PipesAccountConnectionConnected = "pipes.account_connection.connected",
        /// Connecting an account at a provider failed.
        PipesAccountConnectionConnectionFailed = "pipes.account_connection.connection_failed",
        /// An account at a provider was disconnected.
        PipesAccountConnectionDisconnected = "pipes.account_connection.disconnected",
        /// A connected account has to be authorized again.
        PipesAccountConnectionReauthorizationNeeded = "pipes.account_connection.reauthorization_needed",
        /// An account at a provider was connected.
        PipesConnectedAccountConnected = "pipes.connected_account.connected",
        /// Connecting an account at a provider failed.
        PipesConnectedAccountConnectionFailed = "pipes.connected_account.connection_failed",
        /// An account at a provider was disconnected.
        PipesConnectedAccountDisconnected = "pipes.connected_account.disconnected",
        /// A connected account has to be authorized again.
        PipesConnectedAccountReauthorizationNeeded = "pipes.connected_account.reauthorization_needed",
        /// Radar required a challenge.
        RadarChallengeCreated = "radar.challenge_created",
        /// An export of data is ready.
        ResourceExportCompleted = "resource_export.completed",
        /// An export of data was requested.
        ResourceExportCreated = "resource_export.created",
        /// An export of data was downloaded.
        ResourceExportDownloaded = "resource_export.downloaded",
        /// An export of data failed.
        ResourceExportFailed = "resource_export.failed",
        /// A role of the environment was created.
        RoleCreated = "role.created",
        /// A role of the environment was deleted.
        RoleDeleted = "role.deleted",
        /// A role of the environment was updated.
        RoleUpdated = "role.updated",
        /// A session was created.
        SessionCreated = "session.created",
        /// A session was revoked.
        SessionRevoked = "session.revoked",
        /// A user was created.
        UserCreated = "user.created",
        /// A user was deleted.
        UserDeleted = "user.deleted",
        /// A user was updated.
        UserUpdated = "user.updated",
        /// An organization's own encryption key was deleted.
        VaultByokKeyDeleted = "vault.byok_key.deleted",
        /// The verification of an organization's own encryption key was completed.
        VaultByokKeyVerificationCompleted = "vault.byok_key.verification_completed",
        /// An object was created in the vault.
        VaultDataCreated = "vault.data.created",
        /// An object in the vault was deleted.
        VaultDataDeleted = "vault.data.deleted",
        /// An object in the vault was read.
        VaultDataRead = "vault.data.read",
        /// An object in the vault was updated.
        VaultDataUpdated = "vault.data.updated",
        /// A data key was decrypted.
        VaultDekDecrypted = "vault.dek.decrypted",
        /// Data keys were requested.
        VaultDekRead = "vault.dek.read",
        /// Data keys were encrypted with a new key.
        VaultDekRekeyed = "vault.dek.rekeyed",
        /// A key that encrypts data keys was created.
        VaultKekCreated = "vault.kek.created",
        /// A key that encrypts data keys was deleted.
        VaultKekDeleted = "vault.kek.deleted",
        /// The metadata of an object in the vault was read.
        VaultMetadataRead = "vault.metadata.read",
        /// The names of the objects in the vault were listed.
        VaultNamesListed = "vault.names.listed",
        /// A user on a waitlist was approved.
        WaitlistUserApproved = "waitlist_user.approved",
        /// A user joined a waitlist.
        WaitlistUserCreated = "waitlist_user.created",
        /// A user on a waitlist was denied.
        WaitlistUserDenied = "waitlist_user.denied",
    }
}

workos_core::open_enum! {
    /// The interface through which an event was caused.
    pub enum EventSource {
        /// The API.
        Api = "api",
        /// The dashboard.
        Dashboard = "dashboard",
        /// The Admin Portal.
        AdminPortal = "admin_portal",
        /// WorkOS itself.
        System = "system",
    }
}

workos_core::open_enum! {
    /// How widely a feature flag is enabled.
    pub enum FlagAccessType {
        /// Enabled for nobody.
        None = "none",
        /// Enabled for its targets.
        Some = "some",
        /// Enabled for everybody.
        All = "all",
    }
}

workos_core::open_enum! {
    /// The action that an action endpoint was called for.
    pub enum ActionType {
        /// A sign-in.
        Authentication = "authentication",
        /// A sign-up.
        UserRegistration = "user_registration",
    }
}

workos_core::open_enum! {
    /// The decision of an action endpoint.
    pub enum ActionVerdict {
        /// Refused.
        Deny = "Deny",
    }
}

workos_core::open_enum! {
    /// Whether an agent acts for a user.
    pub enum AgentInstanceType {
        /// The agent acts for a user.
        Delegated = "delegated",
        /// The agent acts on its own.
        Autonomous = "autonomous",
    }
}

workos_core::open_enum! {
    /// Whether the registration of an agent is valid.
    pub enum AgentRegistrationStatus {
        /// No user has claimed the registration.
        Unverified = "unverified",
        /// A user has claimed the registration.
        Verified = "verified",
        /// The registration expired.
        Expired = "expired",
        /// The registration was revoked.
        Revoked = "revoked",
    }
}

workos_core::open_enum! {
    /// How the registration of an agent was created.
    pub enum AgentRegistrationKind {
        /// By the agent, without an identity.
        Anonymous = "anonymous",
        /// By a service that authenticates the agent.
        ServiceAuth = "service_auth",
        /// By an assertion of the identity that the agent acts for.
        IdentityAssertion = "identity_assertion",
    }
}

workos_core::open_enum! {
    /// The authentication method of an agent.
    pub enum AgentRegistrationMethod {
        /// No authentication.
        Anonymous = "anonymous",
        /// Authentication by a service.
        ServiceAuth = "service_auth",
        /// An ID-JAG: an identity assertion for another domain.
        IdJag = "id_jag",
    }
}

workos_core::open_enum! {
    /// The authentication method of a sign-in, or the step of a sign-in.
    pub enum AuthenticationType {
        /// The verification of the e-mail address.
        EmailVerification = "email_verification",
        /// A Magic Auth code.
        MagicAuth = "magic_auth",
        /// A second factor.
        Mfa = "mfa",
        /// OAuth.
        Oauth = "oauth",
        /// A passkey.
        Passkey = "passkey",
        /// A password.
        Password = "password",
        /// Signing in again within a session.
        Reauthentication = "reauthentication",
        /// Single sign-on.
        Sso = "sso",
    }
}

workos_core::open_enum! {
    /// The status of a sign-in.
    pub enum AuthenticationStatus {
        /// The sign-in failed.
        Failed = "failed",
        /// The sign-in was started.
        Started = "started",
        /// The sign-in succeeded.
        Succeeded = "succeeded",
        /// The sign-in timed out.
        TimedOut = "timed_out",
    }
}

workos_core::open_enum! {
    /// The action that Radar assessed.
    pub enum RadarAction {
        /// A sign-up.
        Signup = "signup",
        /// A sign-in.
        Login = "login",
    }
}

workos_core::open_enum! {
    /// Whether a connection is linked to an identity provider.
    pub enum ConnectionStatus {
        /// Linked.
        Linked = "linked",
        /// Not linked.
        Unlinked = "unlinked",
    }
}

workos_core::open_enum! {
    /// The use of a certificate of a SAML connection.
    pub enum SamlCertificateType {
        /// The identity provider signs its responses with this certificate.
        ResponseSigning = "ResponseSigning",
        /// WorkOS signs requests to the identity provider with this certificate.
        RequestSigning = "RequestSigning",
        /// The identity provider encrypts its responses with this certificate.
        ResponseEncryption = "ResponseEncryption",
    }
}

workos_core::open_enum! {
    /// The provider of a directory.
    pub enum DirectoryType {
        /// Microsoft Entra ID over SCIM.
        AzureScim = "azure scim v2.0",
        /// BambooHR.
        BambooHr = "bamboohr",
        /// Breathe HR.
        BreatheHr = "breathe hr",
        /// Cezanne HR.
        CezanneHr = "cezanne hr",
        /// CyberArk over SCIM.
        CyberArkScim = "cyberark scim v2.0",
        /// Fourth HR.
        FourthHr = "fourth hr",
        /// Any other provider over SCIM.
        GenericScim = "generic scim v2.0",
        /// Google Workspace.
        GoogleWorkspace = "gsuite directory",
        /// Gusto.
        Gusto = "gusto",
        /// HiBob.
        Hibob = "hibob",
        /// JumpCloud over SCIM.
        JumpCloudScim = "jump cloud scim v2.0",
        /// Okta over SCIM.
        OktaScim = "okta scim v2.0",
        /// OneLogin over SCIM.
        OneLoginScim = "onelogin scim v2.0",
        /// People HR.
        PeopleHr = "people hr",
        /// Personio.
        Personio = "personio",
        /// PingFederate over SCIM.
        PingFederateScim = "pingfederate scim v2.0",
        /// Rippling over SCIM.
        RipplingScim = "rippling scim v2.0",
        /// Rippling.
        Rippling = "rippling",
        /// SailPoint over SCIM.
        SailPointScim = "sailpoint scim v2.0",
        /// Files in Amazon S3.
        S3 = "s3",
        /// Files over SFTP.
        Sftp = "sftp",
        /// Workday's files over SFTP.
        SftpWorkday = "sftp workday",
        /// Workday.
        Workday = "workday",
    }
}

workos_core::open_enum! {
    /// Whether a directory is in sync.
    pub enum DirectoryState {
        /// The directory is kept in sync.
        Active = "active",
        /// The setup is being validated.
        Validating = "validating",
        /// The provider refuses the credentials.
        InvalidCredentials = "invalid_credentials",
        /// The directory is not kept in sync.
        Inactive = "inactive",
        /// The directory is being deleted.
        Deleting = "deleting",
    }
}

workos_core::open_enum! {
    /// Whether a user of a directory has access.
    pub enum DirectoryUserState {
        /// Active.
        Active = "active",
        /// Suspended by the provider.
        Suspended = "suspended",
        /// Deleted, or no longer provisioned.
        Inactive = "inactive",
    }
}

workos_core::open_enum! {
    /// The state of an invitation.
    pub enum InvitationState {
        /// The invitation can be accepted.
        Pending = "pending",
        /// The invitation was accepted.
        Accepted = "accepted",
        /// The invitation expired.
        Expired = "expired",
        /// The invitation was revoked.
        Revoked = "revoked",
    }
}

workos_core::open_enum! {
    /// Why the verification of a domain failed.
    pub enum DomainVerificationFailure {
        /// The TXT record was not found in time.
        DomainVerificationPeriodExpired = "domain_verification_period_expired",
        /// Another organization verified the domain.
        DomainVerifiedByOtherOrganization = "domain_verified_by_other_organization",
    }
}

workos_core::open_enum! {
    /// Whether a membership is valid.
    pub enum OrganizationMembershipStatus {
        /// The user is a member.
        Active = "active",
        /// The user was a member.
        Inactive = "inactive",
        /// The user was invited.
        Pending = "pending",
    }
}

workos_core::open_enum! {
    /// The role of a connected account among its owner's accounts at a provider.
    pub enum ConnectedAccountRole {
        /// The account that is visible to clients which support only one account per provider.
        Compatibility = "compatibility",
        /// Any other account.
        Standard = "standard",
    }
}

workos_core::open_enum! {
    /// The authentication method of a connected account.
    pub enum ConnectedAccountAuthMethod {
        /// OAuth tokens.
        Oauth = "oauth",
        /// An API key.
        ApiKey = "api_key",
        /// Client credentials.
        ClientCredentials = "client_credentials",
    }
}

workos_core::open_enum! {
    /// Whether a connected account can be used.
    pub enum ConnectedAccountState {
        /// The account can be used.
        Connected = "connected",
        /// The user has to authorize the account again.
        NeedsReauthorization = "needs_reauthorization",
    }
}

workos_core::open_enum! {
    /// The reason why WorkOS changed the state of a connected account.
    pub enum ConnectedAccountStateReason {
        /// The user who connected the account is no longer a member of the organization.
        EstablishingMemberMembershipEnded = "establishing_member_membership_ended",
    }
}

workos_core::open_enum! {
    /// The way to complete a challenge of Radar.
    pub enum RadarChallengeType {
        /// A code that is sent by e-mail.
        Email = "email",
    }
}

workos_core::open_enum! {
    /// The type of the exported data.
    pub enum ResourceExportType {
        /// Users.
        Users = "users",
        /// Organizations.
        Organizations = "organizations",
        /// Events.
        Events = "events",
        /// Sessions.
        Sessions = "sessions",
        /// Audit log events.
        AuditLogEvents = "auditLogEvents",
        /// Connections.
        Connections = "connections",
        /// Directory users.
        DirectoryUsers = "directoryUsers",
        /// Logs of SCIM requests.
        ScimLogs = "scimLogs",
        /// Radar detections.
        RadarDetections = "radarDetections",
        /// Team activity log events.
        TeamActivityLogEvents = "teamActivityLogEvents",
    }
}

workos_core::open_enum! {
    /// The authentication method that started a session.
    pub enum SessionAuthMethod {
        /// A session of another application.
        CrossAppAuth = "cross_app_auth",
        /// A sign-in outside AuthKit.
        ExternalAuth = "external_auth",
        /// Impersonation of the user.
        Impersonation = "impersonation",
        /// A Magic Auth code.
        MagicCode = "magic_code",
        /// A session that was migrated from another system.
        MigratedSession = "migrated_session",
        /// OAuth.
        Oauth = "oauth",
        /// A passkey.
        Passkey = "passkey",
        /// A password.
        Password = "password",
        /// Single sign-on.
        Sso = "sso",
        /// Unknown to the API.
        Unspecified = "unknown",
    }
}

workos_core::open_enum! {
    /// Whether a session is valid.
    pub enum SessionStatus {
        /// The session is valid.
        Active = "active",
        /// The session expired.
        Expired = "expired",
        /// The session was revoked.
        Revoked = "revoked",
    }
}

workos_core::open_enum! {
    /// The system that stores an organization's own encryption key.
    pub enum VaultKeyProvider {
        /// AWS Key Management Service.
        AwsKms = "AWS_KMS",
        /// Google Cloud Key Management Service.
        GcpKms = "GCP_KMS",
        /// Azure Key Vault.
        AzureKeyVault = "AZURE_KEY_VAULT",
    }
}

workos_core::open_enum! {
    /// The interface through which the vault was used.
    pub enum VaultActorSource {
        /// The API.
        Api = "api",
        /// The dashboard.
        Dashboard = "dashboard",
    }
}

workos_core::open_enum! {
    /// The state of a user on a waitlist.
    pub enum WaitlistUserState {
        /// Waiting.
        Pending = "pending",
        /// Approved.
        Approved = "approved",
        /// Denied.
        Denied = "denied",
    }
}
