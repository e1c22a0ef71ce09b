//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

crate::id::ids! {
    /// Identifies an organization (`org_…`).
    OrganizationId;
    /// Identifies a domain of an organization (`org_domain_…`).
    OrganizationDomainId;
    /// Identifies a connection (`conn_…`).
    ConnectionId;
    /// Identifies a domain of a connection (`org_domain_…`; `conn_domain_…` in events, `domain_…` in older
    /// documents).
    ConnectionDomainId;
    /// Identifies a profile that an identity provider returned (`prof_…`).
    ProfileId;
    /// Identifies a user (`user_…`).
    UserId;
    /// Identifies a session of a user (`session_…`).
    SessionId;
    /// Identifies a membership of a user in an organization (`om_…`).
    OrganizationMembershipId;
    /// Identifies a directory (`directory_…`).
    DirectoryId;
    /// Identifies a user in a directory (`directory_user_…`).
    DirectoryUserId;
    /// Identifies a group in a directory (`directory_group_…`).
    DirectoryGroupId;
    /// Identifies an event (`event_…`).
    EventId;
    /// Identifies an endpoint that webhooks are sent to (`we_…`).
    WebhookEndpointId;
    /// Identifies a data integration (`data_integration_…`).
    DataIntegrationId;
    /// Identifies an account connected to a data integration (`data_installation_…`).
    ConnectedAccountId;
    /// Identifies a callback key of a data integration (`dik_…`).
    DataIntegrationKeyId;
    /// Identifies a Connect application (`conn_app_…`).
    ConnectApplicationId;
    /// Identifies a client secret of a Connect application (`secret_…`); not the secret itself.
    ApplicationSecretId;
    /// Identifies an application that a user has authorized (`authorized_connect_app_…`).
    AuthorizedApplicationId;
    /// Identifies an API key (`api_key_…`); not the key itself.
    ApiKeyId;
    /// Identifies a role (`role_…`).
    RoleId;
    /// Identifies the assignment of a role to a membership (`role_assignment_…`).
    RoleAssignmentId;
    /// Identifies the assignment of a role to a group (`gra_…`).
    GroupRoleAssignmentId;
    /// Identifies a permission (`perm_…`).
    PermissionId;
    /// Identifies a resource that access is granted to (`authz_resource_…`).
    AuthorizationResourceId;
    /// Identifies an authentication factor (`auth_factor_…`).
    AuthenticationFactorId;
    /// Identifies a challenge of an authentication factor (`auth_challenge_…`).
    AuthenticationChallengeId;
    /// Identifies an invitation (`invitation_…`).
    InvitationId;
    /// Identifies a Magic Auth code (`magic_auth_…`).
    MagicAuthId;
    /// Identifies a verification of an e-mail address (`email_verification_…`).
    EmailVerificationId;
    /// Identifies a password reset (`password_reset_…`).
    PasswordResetId;
    /// Identifies a redirect URI (`redir_…`).
    RedirectUriId;
    /// Identifies an origin that CORS allows (`cors_origin_…`).
    CorsOriginId;
    /// Identifies a feature flag (`flag_…`).
    FeatureFlagId;
    /// Identifies an attempt that Radar assessed (`radar_att_…`).
    RadarAttemptId;
    /// Identifies a challenge that Radar required (`radar_challenge_…`).
    RadarChallengeId;
    /// Identifies the registration of an agent (`agent_reg_…`).
    AgentRegistrationId;
    /// Identifies an export of audit logs (`audit_log_export_…`).
    AuditLogExportId;
    /// Identifies a stream of audit logs (`als_…`).
    LogStreamId;
    /// Identifies the client of an environment or of an application (`client_…`).
    ClientId;
    /// Identifies an environment (`environment_…`).
    EnvironmentId;
    /// Identifies a group of an organization's members (`group_…`).
    GroupId;
    /// Identifies an IT contact of an organization.
    ItContactId;
    /// Identifies a certificate of a SAML connection.
    SamlCertificateId;
    /// Identifies a token that a directory provider authenticates with (`directory_token_…`); not the token
    /// itself.
    DirectoryTokenId;
    /// Identifies an endpoint that WorkOS calls before an action (`action_endpoint_…`).
    ActionEndpointId;
    /// Identifies one call of an action endpoint (`action_execution_…`).
    ActionExecutionId;
    /// Identifies the identity that an agent acts as (`agent_identity_…`).
    AgentIdentityId;
    /// Identifies a claim on the registration of an agent (`agent_reg_claim_…`).
    AgentRegistrationClaimId;
    /// Identifies an attempt to complete a claim (`agent_reg_claim_attempt_…`).
    AgentRegistrationClaimAttemptId;
    /// Identifies a credential of an agent (`agent_reg_credential_…`); not the credential itself.
    AgentRegistrationCredentialId;
    /// Identifies a waitlist (`waitlist_…`).
    WaitlistId;
    /// Identifies a user on a waitlist (`wl_user_…`).
    WaitlistUserId;
    /// Identifies a blueprint of agents.
    AgentBlueprintId;
    /// Identifies an agent that was created from a blueprint.
    AgentInstanceId;
    /// Identifies a session of an agent.
    AgentInstanceSessionId;
    /// Identifies a rule of a feature flag.
    FlagRuleId;
    /// Identifies a target of a feature flag.
    FlagTargetId;
    /// Identifies an export of data.
    ResourceExportId;
}
