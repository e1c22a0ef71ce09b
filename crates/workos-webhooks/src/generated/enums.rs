//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

workos_core::open_enum! {
    /// Whether webhooks are sent to an endpoint.
    pub enum WebhookEndpointStatus {
        /// They are sent.
        Enabled = "enabled",
        /// None are sent.
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
        /// A blueprint of agents was created.
        AgentBlueprintCreated = "agent.blueprint.created",
        /// A blueprint of agents was deleted.
        AgentBlueprintDeleted = "agent.blueprint.deleted",
        /// A blueprint of agents was changed.
        AgentBlueprintUpdated = "agent.blueprint.updated",
        /// An agent was created from a blueprint.
        AgentInstanceCreated = "agent.instance.created",
        /// An agent that came from a blueprint was deleted.
        AgentInstanceDeleted = "agent.instance.deleted",
        /// A session of an agent began.
        AgentInstanceSessionCreated = "agent.instance.session.created",
        /// A session of an agent was revoked.
        AgentInstanceSessionRevoked = "agent.instance.session.revoked",
        /// Somebody began to claim the registration of an agent.
        AgentRegistrationClaimAttemptCreated = "agent.registration.claim.attempt.created",
        /// Somebody claimed the registration of an agent.
        AgentRegistrationClaimCompleted = "agent.registration.claim.completed",
        /// An agent registered.
        AgentRegistrationCreated = "agent.registration.created",
        /// An agent got a credential.
        AgentRegistrationCredentialIssued = "agent.registration.credential.issued",
        /// The registration of an agent was deleted.
        AgentRegistrationDeleted = "agent.registration.deleted",
        /// The registration of an agent ran out.
        AgentRegistrationExpired = "agent.registration.expired",
        /// An agent went over to another organization.
        AgentRegistrationOrganizationSwitched = "agent.registration.organization.switched",
        /// The registration of an agent was renewed.
        AgentRegistrationRefreshed = "agent.registration.refreshed",
        /// The registration of an agent was withdrawn.
        AgentRegistrationRevoked = "agent.registration.revoked",
        /// An API key was created.
        ApiKeyCreated = "api_key.created",
        /// An API key was withdrawn.
        ApiKeyRevoked = "api_key.revoked",
        /// An API key was changed.
        ApiKeyUpdated = "api_key.updated",
        /// Verifying an e-mail address failed.
        AuthenticationEmailVerificationFailed = "authentication.email_verification_failed",
        /// An e-mail address was verified.
        AuthenticationEmailVerificationSucceeded = "authentication.email_verification_succeeded",
        /// A sign-in with a Magic Auth code failed.
        AuthenticationMagicAuthFailed = "authentication.magic_auth_failed",
        /// Somebody signed in with a Magic Auth code.
        AuthenticationMagicAuthSucceeded = "authentication.magic_auth_succeeded",
        /// A second factor was not proved.
        AuthenticationMfaFailed = "authentication.mfa_failed",
        /// A second factor was proved.
        AuthenticationMfaSucceeded = "authentication.mfa_succeeded",
        /// A sign-in over OAuth failed.
        AuthenticationOauthFailed = "authentication.oauth_failed",
        /// Somebody signed in over OAuth.
        AuthenticationOauthSucceeded = "authentication.oauth_succeeded",
        /// A sign-in with a passkey failed.
        AuthenticationPasskeyFailed = "authentication.passkey_failed",
        /// Somebody signed in with a passkey.
        AuthenticationPasskeySucceeded = "authentication.passkey_succeeded",
        /// A sign-in with a password failed.
        AuthenticationPasswordFailed = "authentication.password_failed",
        /// Somebody signed in with a password.
        AuthenticationPasswordSucceeded = "authentication.password_succeeded",
        /// Radar found a sign-in or sign-up risky.
        AuthenticationRadarRiskDetected = "authentication.radar_risk_detected",
        /// Somebody signed in again within a session.
        AuthenticationReauthenticationSucceeded = "authentication.reauthentication_succeeded",
        /// A single sign-on failed.
        AuthenticationSsoFailed = "authentication.sso_failed",
        /// A single sign-on began.
        AuthenticationSsoStarted = "authentication.sso_started",
        /// Somebody signed in through single sign-on.
        AuthenticationSsoSucceeded = "authentication.sso_succeeded",
        /// A single sign-on was not finished in time.
        AuthenticationSsoTimedOut = "authentication.sso_timed_out",
        /// People can sign in through a connection now.
        ConnectionActivated = "connection.activated",
        /// Nobody can sign in through a connection any more.
        ConnectionDeactivated = "connection.deactivated",
        /// A connection was deleted.
        ConnectionDeleted = "connection.deleted",
        /// A certificate of a SAML connection runs out, or has.
        ConnectionSamlCertificateRenewalRequired = "connection.saml_certificate_renewal_required",
        /// A certificate of a SAML connection was replaced.
        ConnectionSamlCertificateRenewed = "connection.saml_certificate_renewed",
        /// A directory is kept in sync now.
        DsyncActivated = "dsync.activated",
        /// A directory is not kept in sync any more. Only older versions of the API send it.
        DsyncDeactivated = "dsync.deactivated",
        /// A directory was deleted.
        DsyncDeleted = "dsync.deleted",
        /// A group appeared in a directory.
        DsyncGroupCreated = "dsync.group.created",
        /// A group of a directory is gone.
        DsyncGroupDeleted = "dsync.group.deleted",
        /// A group of a directory was changed.
        DsyncGroupUpdated = "dsync.group.updated",
        /// A user joined a group of a directory.
        DsyncGroupUserAdded = "dsync.group.user_added",
        /// A user left a group of a directory.
        DsyncGroupUserRemoved = "dsync.group.user_removed",
        /// A directory got a token.
        DsyncTokenCreated = "dsync.token.created",
        /// A token of a directory was withdrawn.
        DsyncTokenRevoked = "dsync.token.revoked",
        /// A user appeared in a directory.
        DsyncUserCreated = "dsync.user.created",
        /// A user of a directory is gone.
        DsyncUserDeleted = "dsync.user.deleted",
        /// A user of a directory was changed.
        DsyncUserUpdated = "dsync.user.updated",
        /// A code to verify an e-mail address was made.
        EmailVerificationCreated = "email_verification.created",
        /// A feature flag was created.
        FeatureFlagsFlagCreated = "feature_flags.flag.created",
        /// A feature flag was deleted.
        FeatureFlagsFlagDeleted = "feature_flags.flag.deleted",
        /// A feature flag was changed.
        FeatureFlagsFlagUpdated = "feature_flags.flag.updated",
        /// A rule of a feature flag was created.
        FeatureFlagsFlagRuleCreated = "feature_flags.flag_rule.created",
        /// A rule of a feature flag was deleted.
        FeatureFlagsFlagRuleDeleted = "feature_flags.flag_rule.deleted",
        /// A rule of a feature flag was changed.
        FeatureFlagsFlagRuleUpdated = "feature_flags.flag_rule.updated",
        /// A feature flag got a target.
        FeatureFlagsFlagTargetCreated = "feature_flags.flag_target.created",
        /// A feature flag lost a target.
        FeatureFlagsFlagTargetDeleted = "feature_flags.flag_target.deleted",
        /// A feature flag was created.
        FlagCreated = "flag.created",
        /// A feature flag was deleted.
        FlagDeleted = "flag.deleted",
        /// It was changed for whom a feature flag is switched on.
        FlagRuleUpdated = "flag.rule_updated",
        /// A feature flag was changed.
        FlagUpdated = "flag.updated",
        /// A group of an organization was created.
        GroupCreated = "group.created",
        /// A group of an organization was deleted.
        GroupDeleted = "group.deleted",
        /// A member joined a group.
        GroupMemberAdded = "group.member_added",
        /// A member left a group.
        GroupMemberRemoved = "group.member_removed",
        /// A group of an organization was changed.
        GroupUpdated = "group.updated",
        /// An invitation was accepted.
        InvitationAccepted = "invitation.accepted",
        /// Somebody was invited.
        InvitationCreated = "invitation.created",
        /// An invitation was sent again.
        InvitationResent = "invitation.resent",
        /// An invitation was withdrawn.
        InvitationRevoked = "invitation.revoked",
        /// A Magic Auth code was made.
        MagicAuthCreated = "magic_auth.created",
        /// An organization was created.
        OrganizationCreated = "organization.created",
        /// An organization was deleted.
        OrganizationDeleted = "organization.deleted",
        /// An organization was changed.
        OrganizationUpdated = "organization.updated",
        /// An organization got a domain.
        OrganizationDomainCreated = "organization_domain.created",
        /// A domain was removed from its organization.
        OrganizationDomainDeleted = "organization_domain.deleted",
        /// A domain of an organization was changed.
        OrganizationDomainUpdated = "organization_domain.updated",
        /// It could not be proved that an organization owns a domain.
        OrganizationDomainVerificationFailed = "organization_domain.verification_failed",
        /// It was proved that an organization owns a domain.
        OrganizationDomainVerified = "organization_domain.verified",
        /// A user became, or was invited to become, a member of an organization.
        OrganizationMembershipCreated = "organization_membership.created",
        /// A user is no member of an organization any more.
        OrganizationMembershipDeleted = "organization_membership.deleted",
        /// A membership was changed.
        OrganizationMembershipUpdated = "organization_membership.updated",
        /// A role of an organization was created.
        OrganizationRoleCreated = "organization_role.created",
        /// A role of an organization was deleted.
        OrganizationRoleDeleted = "organization_role.deleted",
        /// A role of an organization was changed.
        OrganizationRoleUpdated = "organization_role.updated",
        /// Somebody asked to reset a password.
        PasswordResetCreated = "password_reset.created",
        /// A password was reset.
        PasswordResetSucceeded = "password_reset.succeeded",
        /// A permission was created.
        PermissionCreated = "permission.created",
        /// A permission was deleted.
        PermissionDeleted = "permission.deleted",
        /// A permission was changed.
        PermissionUpdated = "permission.updated",
        /// A further account at a provider could not be connected.
        PipesAccountConnectionAddFailed = "pipes.account_connection.add_failed",
        /// An account at a provider was connected.
        PipesAccountConnectionConnected = "pipes.account_connection.connected",
        /// An account at a provider could not be connected.
        PipesAccountConnectionConnectionFailed = "pipes.account_connection.connection_failed",
        /// An account at a provider was disconnected.
        PipesAccountConnectionDisconnected = "pipes.account_connection.disconnected",
        /// A connected account has to be authorized again.
        PipesAccountConnectionReauthorizationNeeded = "pipes.account_connection.reauthorization_needed",
        /// An account at a provider was connected.
        PipesConnectedAccountConnected = "pipes.connected_account.connected",
        /// An account at a provider could not be connected.
        PipesConnectedAccountConnectionFailed = "pipes.connected_account.connection_failed",
        /// An account at a provider was disconnected.
        PipesConnectedAccountDisconnected = "pipes.connected_account.disconnected",
        /// A connected account has to be authorized again.
        PipesConnectedAccountReauthorizationNeeded = "pipes.connected_account.reauthorization_needed",
        /// Radar asked for a challenge.
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
        /// A role of the environment was changed.
        RoleUpdated = "role.updated",
        /// A session began.
        SessionCreated = "session.created",
        /// A session was ended.
        SessionRevoked = "session.revoked",
        /// A user was created.
        UserCreated = "user.created",
        /// A user was deleted.
        UserDeleted = "user.deleted",
        /// A user was changed.
        UserUpdated = "user.updated",
        /// An organization's own encryption key was removed.
        VaultByokKeyDeleted = "vault.byok_key.deleted",
        /// An organization's own encryption key was checked.
        VaultByokKeyVerificationCompleted = "vault.byok_key.verification_completed",
        /// An object was put into the vault.
        VaultDataCreated = "vault.data.created",
        /// An object was deleted from the vault.
        VaultDataDeleted = "vault.data.deleted",
        /// An object in the vault was read.
        VaultDataRead = "vault.data.read",
        /// An object in the vault was changed.
        VaultDataUpdated = "vault.data.updated",
        /// A data key was decrypted.
        VaultDekDecrypted = "vault.dek.decrypted",
        /// Data keys were asked for.
        VaultDekRead = "vault.dek.read",
        /// Data keys were encrypted anew.
        VaultDekRekeyed = "vault.dek.rekeyed",
        /// A key that encrypts data keys was created.
        VaultKekCreated = "vault.kek.created",
        /// A key that encrypts data keys was deleted.
        VaultKekDeleted = "vault.kek.deleted",
        /// What is known of an object in the vault was read.
        VaultMetadataRead = "vault.metadata.read",
        /// The names of the objects in the vault were listed.
        VaultNamesListed = "vault.names.listed",
        /// Somebody on a waitlist was let in.
        WaitlistUserApproved = "waitlist_user.approved",
        /// Somebody joined a waitlist.
        WaitlistUserCreated = "waitlist_user.created",
        /// Somebody on a waitlist was turned away.
        WaitlistUserDenied = "waitlist_user.denied",
    }
}

workos_core::open_enum! {
    /// Through what an event was caused.
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
    /// For how many a feature flag is switched on.
    pub enum FlagAccessType {
        /// For nobody.
        None = "none",
        /// For its targets.
        Some = "some",
        /// For everybody.
        All = "all",
    }
}

workos_core::open_enum! {
    /// What an action endpoint was asked about.
    pub enum ActionType {
        /// A sign-in.
        Authentication = "authentication",
        /// A sign-up.
        UserRegistration = "user_registration",
    }
}

workos_core::open_enum! {
    /// What an action endpoint decided.
    pub enum ActionVerdict {
        /// Refused.
        Deny = "Deny",
    }
}

workos_core::open_enum! {
    /// Whether an agent acts for a user.
    pub enum AgentInstanceType {
        /// It acts for a user.
        Delegated = "delegated",
        /// It acts for itself.
        Autonomous = "autonomous",
    }
}

workos_core::open_enum! {
    /// Whether the registration of an agent is in force.
    pub enum AgentRegistrationStatus {
        /// Nobody has claimed it.
        Unverified = "unverified",
        /// A person answers for it.
        Verified = "verified",
        /// It ran out.
        Expired = "expired",
        /// It was withdrawn.
        Revoked = "revoked",
    }
}

workos_core::open_enum! {
    /// How an agent came to its registration.
    pub enum AgentRegistrationKind {
        /// On its own, naming nobody.
        Anonymous = "anonymous",
        /// Through a service that vouches for it.
        ServiceAuth = "service_auth",
        /// By an assertion of whom it acts for.
        IdentityAssertion = "identity_assertion",
    }
}

workos_core::open_enum! {
    /// How an agent proves itself.
    pub enum AgentRegistrationMethod {
        /// Not at all.
        Anonymous = "anonymous",
        /// As a service.
        ServiceAuth = "service_auth",
        /// By an ID-JAG, an assertion of identity for another domain.
        IdJag = "id_jag",
    }
}

workos_core::open_enum! {
    /// How somebody signed in, or which step it was.
    pub enum AuthenticationType {
        /// Verifying the e-mail address.
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
    /// How a sign-in ended, or that it began.
    pub enum AuthenticationStatus {
        /// It failed.
        Failed = "failed",
        /// It began.
        Started = "started",
        /// It succeeded.
        Succeeded = "succeeded",
        /// It was not finished in time.
        TimedOut = "timed_out",
    }
}

workos_core::open_enum! {
    /// What Radar judged.
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
    /// What a certificate of a SAML connection is for.
    pub enum SamlCertificateType {
        /// The identity provider signs its responses with it.
        ResponseSigning = "ResponseSigning",
        /// Requests to the identity provider are signed with it.
        RequestSigning = "RequestSigning",
        /// The identity provider encrypts its responses for it.
        ResponseEncryption = "ResponseEncryption",
    }
}

workos_core::open_enum! {
    /// Which provider a directory comes from.
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
        /// It is kept in sync.
        Active = "active",
        /// Its set-up is being checked.
        Validating = "validating",
        /// The provider refuses its credentials.
        InvalidCredentials = "invalid_credentials",
        /// It is not kept in sync.
        Inactive = "inactive",
        /// It is being deleted.
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
        /// Gone, or not provisioned any more.
        Inactive = "inactive",
    }
}

workos_core::open_enum! {
    /// What became of an invitation.
    pub enum InvitationState {
        /// It can be accepted.
        Pending = "pending",
        /// It was accepted.
        Accepted = "accepted",
        /// It ran out.
        Expired = "expired",
        /// It was withdrawn.
        Revoked = "revoked",
    }
}

workos_core::open_enum! {
    /// Why the verification of a domain failed.
    pub enum DomainVerificationFailure {
        /// The TXT record was not found in time.
        DomainVerificationPeriodExpired = "domain_verification_period_expired",
        /// Another organization proved that it owns the domain.
        DomainVerifiedByOtherOrganization = "domain_verified_by_other_organization",
    }
}

workos_core::open_enum! {
    /// Whether a membership is in force.
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
    /// Which of an owner's accounts at one provider a connected account is.
    pub enum ConnectedAccountRole {
        /// The one that clients see which know only one account for each provider.
        Compatibility = "compatibility",
        /// Any other.
        Standard = "standard",
    }
}

workos_core::open_enum! {
    /// How a connected account authenticates.
    pub enum ConnectedAccountAuthMethod {
        /// With OAuth tokens.
        Oauth = "oauth",
        /// With an API key.
        ApiKey = "api_key",
        /// With client credentials.
        ClientCredentials = "client_credentials",
    }
}

workos_core::open_enum! {
    /// Whether a connected account can be used.
    pub enum ConnectedAccountState {
        /// It can be used.
        Connected = "connected",
        /// The user has to authorize it again.
        NeedsReauthorization = "needs_reauthorization",
    }
}

workos_core::open_enum! {
    /// Why WorkOS changed the state of a connected account.
    pub enum ConnectedAccountStateReason {
        /// The user who connected it is not a member of the organization any more.
        EstablishingMemberMembershipEnded = "establishing_member_membership_ended",
    }
}

workos_core::open_enum! {
    /// How a challenge of Radar is passed.
    pub enum RadarChallengeType {
        /// By a code sent by e-mail.
        Email = "email",
    }
}

workos_core::open_enum! {
    /// What is exported.
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
        /// Users of directories.
        DirectoryUsers = "directoryUsers",
        /// Logs of SCIM requests.
        ScimLogs = "scimLogs",
        /// Detections of Radar.
        RadarDetections = "radarDetections",
        /// Activities of the team.
        TeamActivityLogEvents = "teamActivityLogEvents",
    }
}

workos_core::open_enum! {
    /// How a session began.
    pub enum SessionAuthMethod {
        /// By the session of another application.
        CrossAppAuth = "cross_app_auth",
        /// By a sign-in outside AuthKit.
        ExternalAuth = "external_auth",
        /// By somebody who acts in the user's name.
        Impersonation = "impersonation",
        /// By a Magic Auth code.
        MagicCode = "magic_code",
        /// In another system, from which it was moved.
        MigratedSession = "migrated_session",
        /// By OAuth.
        Oauth = "oauth",
        /// By a passkey.
        Passkey = "passkey",
        /// By a password.
        Password = "password",
        /// By single sign-on.
        Sso = "sso",
        /// The API does not know.
        Unspecified = "unknown",
    }
}

workos_core::open_enum! {
    /// Whether a session is in force.
    pub enum SessionStatus {
        /// In force.
        Active = "active",
        /// It ran out.
        Expired = "expired",
        /// It was ended.
        Revoked = "revoked",
    }
}

workos_core::open_enum! {
    /// Where an organization keeps its own encryption key.
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
    /// Through what the vault was used.
    pub enum VaultActorSource {
        /// The API.
        Api = "api",
        /// The dashboard.
        Dashboard = "dashboard",
    }
}

workos_core::open_enum! {
    /// What became of somebody on a waitlist.
    pub enum WaitlistUserState {
        /// Waiting.
        Pending = "pending",
        /// Let in.
        Approved = "approved",
        /// Turned away.
        Denied = "denied",
    }
}
