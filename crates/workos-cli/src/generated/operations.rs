//! Rendered from the contracts by `cargo xtask codegen`: change those files, not this one.

use http::Method;
use workos_kit::transport::{Auth, Operation};

use crate::commands::api::endpoint::{Encoding, Endpoint};

/// Every operation of the contracts, by path and method.
pub(crate) static ENDPOINTS: &[Endpoint] = &[
    Endpoint {
        operation: Operation::new("widgets.client_token", Method::POST, "/client/token")
            .repeatable()
            .with_secret_fields(&["token"]),
        summary: "Creates a token for the client API, from which widgets get their data, for pages with your own components.",
        query: &[],
        body: &["organization_id", "user_id"],
        encoding: Encoding::Json,
        credentials: &[],
    },
    Endpoint {
        operation: Operation::new("connections.list", Method::GET, "/connections").repeatable(),
        summary: "Lists the connections of the environment, newest first.",
        query: &[
            "before?",
            "after?",
            "limit?",
            "order?",
            "connection_type?",
            "domain?",
            "organization_id?",
            "search?",
        ],
        body: &[],
        encoding: Encoding::None,
        credentials: &[],
    },
    Endpoint {
        operation: Operation::new("connections.create", Method::POST, "/connections")
            .with_secret_fields(&["client_secret", "key"]),
        summary: "Creates a connection of an organization, for SAML or for OpenID Connect.",
        query: &[],
        body: &[
            "organization_id",
            "name?",
            "external_id?",
            "connection_type?",
            "attribute_maps?",
            "saml_options?",
            "oidc_options?",
        ],
        encoding: Encoding::Json,
        credentials: &[],
    },
    Endpoint {
        operation: Operation::new(
            "idp_signing_certificates.list",
            Method::GET,
            "/connections/{connection_id}/saml_idp_signing_certs",
        )
        .repeatable(),
        summary: "Lists the certificates that verify the responses of an identity provider, including expired ones, oldest first.",
        query: &[],
        body: &[],
        encoding: Encoding::None,
        credentials: &[],
    },
    Endpoint {
        operation: Operation::new(
            "idp_signing_certificates.create",
            Method::POST,
            "/connections/{connection_id}/saml_idp_signing_certs",
        ),
        summary: "Adds a certificate that verifies the responses of an identity provider.",
        query: &[],
        body: &["value"],
        encoding: Encoding::Json,
        credentials: &[],
    },
    Endpoint {
        operation: Operation::new(
            "idp_signing_certificates.delete",
            Method::DELETE,
            "/connections/{connection_id}/saml_idp_signing_certs/{certificate_id}",
        ),
        summary: "Deletes a certificate. Responses that are signed with its key are refused from then on.",
        query: &[],
        body: &[],
        encoding: Encoding::None,
        credentials: &[],
    },
    Endpoint {
        operation: Operation::new(
            "sp_encryption_certificates.list",
            Method::GET,
            "/connections/{connection_id}/saml_sp_encryption_certs",
        )
        .repeatable(),
        summary: "Lists the certificates with which an identity provider can encrypt its responses, including expired ones.",
        query: &[],
        body: &[],
        encoding: Encoding::None,
        credentials: &[],
    },
    Endpoint {
        operation: Operation::new(
            "sp_encryption_certificates.create",
            Method::POST,
            "/connections/{connection_id}/saml_sp_encryption_certs",
        ),
        summary: "Creates a key pair at WorkOS for encrypted responses, and returns its certificate for the identity provider.",
        query: &[],
        body: &[],
        encoding: Encoding::None,
        credentials: &[],
    },
    Endpoint {
        operation: Operation::new(
            "sp_encryption_certificates.delete",
            Method::DELETE,
            "/connections/{connection_id}/saml_sp_encryption_certs/{certificate_id}",
        ),
        summary: "Deletes a key pair. Responses that are encrypted for it cannot be decrypted any more.",
        query: &[],
        body: &[],
        encoding: Encoding::None,
        credentials: &[],
    },
    Endpoint {
        operation: Operation::new(
            "sp_signing_certificates.get",
            Method::GET,
            "/connections/{connection_id}/saml_sp_signing_cert",
        )
        .repeatable(),
        summary: "Gets the certificate with which an identity provider can verify the requests of WorkOS.",
        query: &[],
        body: &[],
        encoding: Encoding::None,
        credentials: &[],
    },
    Endpoint {
        operation: Operation::new(
            "sp_signing_certificates.create",
            Method::POST,
            "/connections/{connection_id}/saml_sp_signing_cert",
        ),
        summary: "Creates a key pair with which WorkOS signs its requests, and returns its certificate.",
        query: &[],
        body: &[],
        encoding: Encoding::None,
        credentials: &[],
    },
    Endpoint {
        operation: Operation::new(
            "sp_signing_certificates.delete",
            Method::DELETE,
            "/connections/{connection_id}/saml_sp_signing_cert/{certificate_id}",
        ),
        summary: "Deletes the key pair. Requests are not signed with it any more.",
        query: &[],
        body: &[],
        encoding: Encoding::None,
        credentials: &[],
    },
    Endpoint {
        operation: Operation::new("connections.delete", Method::DELETE, "/connections/{id}"),
        summary: "Deletes a connection permanently; nobody can sign in through it any more.",
        query: &[],
        body: &[],
        encoding: Encoding::None,
        credentials: &[],
    },
    Endpoint {
        operation: Operation::new("connections.get", Method::GET, "/connections/{id}").repeatable(),
        summary: "Gets a connection with its domains.",
        query: &[],
        body: &[],
        encoding: Encoding::None,
        credentials: &[],
    },
    Endpoint {
        operation: Operation::new("connections.update", Method::PATCH, "/connections/{id}")
            .with_secret_fields(&["client_secret"]),
        summary: "Updates a connection. Fields that are not set stay unchanged; `Patch::Clear` resets a field to the default of WorkOS.",
        query: &[],
        body: &[
            "name?",
            "external_id?",
            "connection_type?",
            "attribute_maps?",
            "saml_options?",
            "oidc_options?",
        ],
        encoding: Encoding::Json,
        credentials: &[],
    },
    Endpoint {
        operation: Operation::new("data_integrations.list", Method::GET, "/data-integrations").repeatable(),
        summary: "Lists the data integrations of the environment, newest first.",
        query: &["before?", "after?", "limit?", "order?", "ownership?"],
        body: &[],
        encoding: Encoding::None,
        credentials: &[],
    },
    Endpoint {
        operation: Operation::new("data_integrations.create", Method::POST, "/data-integrations")
            .with_secret_fields(&["client_secret", "secret"]),
        summary: "Creates a data integration.",
        query: &[],
        body: &[
            "provider",
            "ownership?",
            "description?",
            "enabled?",
            "scopes?",
            "auth_methods?",
            "config?",
            "credentials?",
            "api_key?",
            "custom_provider?",
        ],
        encoding: Encoding::Json,
        credentials: &[],
    },
    Endpoint {
        operation: Operation::new("data_integrations.finish", Method::POST, "/data-integrations/finish")
            .with_secret_fields(&["code_verifier", "connect_code"]),
        summary: "Saves the account that a user has connected, if `authorize` was called with a PKCE challenge.",
        query: &[],
        body: &["connect_code", "code_verifier", "state?"],
        encoding: Encoding::Json,
        credentials: &[],
    },
    Endpoint {
        operation: Operation::new("data_integrations.delete", Method::DELETE, "/data-integrations/{slug}"),
        summary: "Deletes a data integration and all its connected accounts.",
        query: &[],
        body: &[],
        encoding: Encoding::None,
        credentials: &[],
    },
    Endpoint {
        operation: Operation::new("data_integrations.get", Method::GET, "/data-integrations/{slug}")
            .repeatable(),
        summary: "Gets a data integration.",
        query: &[],
        body: &[],
        encoding: Encoding::None,
        credentials: &[],
    },
    Endpoint {
        operation: Operation::new("data_integrations.update", Method::PUT, "/data-integrations/{slug}")
            .with_secret_fields(&["client_secret", "secret"]),
        summary: "Updates a data integration. Fields that are not set stay unchanged; `Patch::Clear` clears a field.",
        query: &[],
        body: &["description?", "enabled?", "scopes?", "credentials?", "api_key?", "custom_provider?"],
        encoding: Encoding::Json,
        credentials: &[],
    },
    Endpoint {
        operation: Operation::new(
            "data_integrations.add_api_key",
            Method::POST,
            "/data-integrations/{slug}/api-key",
        )
        .with_secret_fields(&["secret"]),
        summary: "Connects another account of a user with an API key.",
        query: &[],
        body: &[
            "user_id",
            "organization_id?",
            "secret",
            "connection_owner?",
            "account_display_name?",
            "account_identifier?",
            "connection_intent",
        ],
        encoding: Encoding::Json,
        credentials: &[],
    },
    Endpoint {
        operation: Operation::new(
            "data_integrations.set_api_key",
            Method::PUT,
            "/data-integrations/{slug}/api-key",
        )
        .with_secret_fields(&["secret"]),
        summary: "Stores a user's API key for a provider. It connects the account, or replaces the key of a connected account.",
        query: &[],
        body: &[
            "user_id",
            "organization_id?",
            "secret",
            "connection_owner?",
            "account_display_name?",
            "account_identifier?",
            "connection_intent?",
            "connected_account_id?",
        ],
        encoding: Encoding::Json,
        credentials: &[],
    },
    Endpoint {
        operation: Operation::new(
            "data_integrations.authorize",
            Method::POST,
            "/data-integrations/{slug}/authorize",
        )
        .repeatable()
        .with_secret_fields(&["link", "state", "url"]),
        summary: "Creates the URL on which a user connects an account.",
        query: &[],
        body: &[
            "user_id",
            "organization_id?",
            "return_to?",
            "config?",
            "connection_owner?",
            "connection_intent?",
            "connected_account_id?",
            "account_display_name?",
            "code_challenge?",
            "code_challenge_method?",
        ],
        encoding: Encoding::Json,
        credentials: &[],
    },
    Endpoint {
        operation: Operation::new(
            "data_integrations.add_client_credentials",
            Method::POST,
            "/data-integrations/{slug}/client-credentials",
        )
        .with_secret_fields(&["client_secret"]),
        summary: "Connects another account of a user with OAuth client credentials.",
        query: &[],
        body: &[
            "user_id",
            "organization_id?",
            "client_id",
            "client_secret",
            "config?",
            "connection_owner?",
            "account_display_name?",
            "account_identifier?",
            "connection_intent",
        ],
        encoding: Encoding::Json,
        credentials: &[],
    },
    Endpoint {
        operation: Operation::new(
            "data_integrations.set_client_credentials",
            Method::PUT,
            "/data-integrations/{slug}/client-credentials",
        )
        .with_secret_fields(&["client_secret"]),
        summary: "Stores a user's OAuth client credentials for a provider. It connects the account, or replaces the credentials of a",
        query: &[],
        body: &[
            "user_id",
            "organization_id?",
            "client_id",
            "client_secret",
            "config?",
            "connection_owner?",
            "account_display_name?",
            "account_identifier?",
            "connection_intent?",
            "connected_account_id?",
        ],
        encoding: Encoding::Json,
        credentials: &[],
    },
    Endpoint {
        operation: Operation::new(
            "data_integrations.credentials",
            Method::POST,
            "/data-integrations/{slug}/credentials",
        )
        .repeatable()
        .with_secret_fields(&["value"]),
        summary: "Gets the credential of a connected account: an OAuth token, an API key, or a token from client credentials.",
        query: &[],
        body: &[
            "user_id",
            "organization_id?",
            "connected_account_id?",
            "connection_owner?",
            "supports_multiple_connections?",
        ],
        encoding: Encoding::Json,
        credentials: &[],
    },
    Endpoint {
        operation: Operation::new(
            "data_integrations.delete_organization_owned",
            Method::DELETE,
            "/data-integrations/{slug}/organization",
        ),
        summary: "Deletes the data integration of a provider for the accounts of organizations, and all its connected accounts.",
        query: &[],
        body: &[],
        encoding: Encoding::None,
        credentials: &[],
    },
    Endpoint {
        operation: Operation::new(
            "data_integrations.get_organization_owned",
            Method::GET,
            "/data-integrations/{slug}/organization",
        )
        .repeatable(),
        summary: "Gets the data integration of a provider for the accounts of organizations, not of users.",
        query: &[],
        body: &[],
        encoding: Encoding::None,
        credentials: &[],
    },
    Endpoint {
        operation: Operation::new(
            "data_integrations.update_organization_owned",
            Method::PUT,
            "/data-integrations/{slug}/organization",
        )
        .with_secret_fields(&["client_secret", "secret"]),
        summary: "Updates the data integration of a provider for the accounts of organizations. Fields that are not set stay",
        query: &[],
        body: &["description?", "enabled?", "scopes?", "credentials?", "api_key?", "custom_provider?"],
        encoding: Encoding::Json,
        credentials: &[],
    },
    Endpoint {
        operation: Operation::new(
            "data_integrations.access_token",
            Method::POST,
            "/data-integrations/{slug}/token",
        )
        .repeatable()
        .with_secret_fields(&["access_token"]),
        summary: "Gets a fresh access token of a connected account.",
        query: &[],
        body: &[
            "user_id",
            "organization_id?",
            "connected_account_id?",
            "connection_owner?",
            "supports_multiple_connections?",
        ],
        encoding: Encoding::Json,
        credentials: &[],
    },
    Endpoint {
        operation: Operation::new("events.list", Method::GET, "/events").repeatable(),
        summary: "Lists the events with these names from the last 30 days.",
        query: &[
            "before?",
            "after?",
            "limit?",
            "order?",
            "events",
            "range_start?",
            "range_end?",
            "organization_id?",
        ],
        body: &[],
        encoding: Encoding::None,
        credentials: &[],
    },
    Endpoint {
        operation: Operation::new("organization_domains.create", Method::POST, "/organization_domains"),
        summary: "Adds an unverified domain to an organization.",
        query: &[],
        body: &["organization_id", "domain"],
        encoding: Encoding::Json,
        credentials: &[],
    },
    Endpoint {
        operation: Operation::new(
            "organization_domains.delete",
            Method::DELETE,
            "/organization_domains/{id}",
        ),
        summary: "Removes a domain from its organization permanently.",
        query: &[],
        body: &[],
        encoding: Encoding::None,
        credentials: &[],
    },
    Endpoint {
        operation: Operation::new("organization_domains.get", Method::GET, "/organization_domains/{id}")
            .repeatable(),
        summary: "Gets a domain with the state of its verification.",
        query: &[],
        body: &[],
        encoding: Encoding::None,
        credentials: &[],
    },
    Endpoint {
        operation: Operation::new(
            "organization_domains.verify",
            Method::POST,
            "/organization_domains/{id}/verify",
        ),
        summary: "Starts the verification of a domain: the server begins to look for the TXT record.",
        query: &[],
        body: &[],
        encoding: Encoding::None,
        credentials: &[],
    },
    Endpoint {
        operation: Operation::new("organizations.list", Method::GET, "/organizations").repeatable(),
        summary: "Lists the organizations of the environment, newest first.",
        query: &["before?", "after?", "limit?", "order?", "domains?", "search?"],
        body: &[],
        encoding: Encoding::None,
        credentials: &[],
    },
    Endpoint {
        operation: Operation::new("organizations.create", Method::POST, "/organizations"),
        summary: "Creates an organization.",
        query: &[],
        body: &[
            "name",
            "allow_profiles_outside_organization?",
            "domains?",
            "domain_data?",
            "metadata?",
            "external_id?",
        ],
        encoding: Encoding::Json,
        credentials: &[],
    },
    Endpoint {
        operation: Operation::new(
            "organizations.get_by_external_id",
            Method::GET,
            "/organizations/external_id/{external_id}",
        )
        .repeatable(),
        summary: "Gets the organization with this external id.",
        query: &[],
        body: &[],
        encoding: Encoding::None,
        credentials: &[],
    },
    Endpoint {
        operation: Operation::new("organizations.delete", Method::DELETE, "/organizations/{id}"),
        summary: "Deletes an organization permanently.",
        query: &[],
        body: &[],
        encoding: Encoding::None,
        credentials: &[],
    },
    Endpoint {
        operation: Operation::new("organizations.get", Method::GET, "/organizations/{id}").repeatable(),
        summary: "Gets an organization with its domains.",
        query: &[],
        body: &[],
        encoding: Encoding::None,
        credentials: &[],
    },
    Endpoint {
        operation: Operation::new("organizations.update", Method::PUT, "/organizations/{id}"),
        summary: "Updates an organization. Fields that are not set stay unchanged; `Patch::Clear` clears a field.",
        query: &[],
        body: &[
            "name?",
            "allow_profiles_outside_organization?",
            "domains?",
            "domain_data?",
            "stripe_customer_id?",
            "metadata?",
            "external_id?",
        ],
        encoding: Encoding::Json,
        credentials: &[],
    },
    Endpoint {
        operation: Operation::new(
            "organizations.audit_log_configuration",
            Method::GET,
            "/organizations/{id}/audit_log_configuration",
        )
        .repeatable(),
        summary: "Gets the audit log configuration of an organization: the retention period and the log stream.",
        query: &[],
        body: &[],
        encoding: Encoding::None,
        credentials: &[],
    },
    Endpoint {
        operation: Operation::new(
            "data_integration_configurations.list",
            Method::GET,
            "/organizations/{organizationId}/data_integration_configurations",
        )
        .repeatable(),
        summary: "Lists an organization's configurations of all providers of the environment, in a single response.",
        query: &[],
        body: &[],
        encoding: Encoding::None,
        credentials: &[],
    },
    Endpoint {
        operation: Operation::new(
            "data_integration_configurations.update",
            Method::PUT,
            "/organizations/{organizationId}/data_integration_configurations/{slug}",
        )
        .with_secret_fields(&["client_secret"]),
        summary: "Configures a provider for an organization. Fields that are not set stay unchanged. `Patch::Clear` resets the",
        query: &[],
        body: &["enabled?", "scopes?", "client_id?", "client_secret?", "config?"],
        encoding: Encoding::Json,
        credentials: &[],
    },
    Endpoint {
        operation: Operation::new(
            "organization_connected_accounts.delete",
            Method::DELETE,
            "/organizations/{organization_id}/connected_accounts/{slug}",
        ),
        summary: "Disconnects an organization's account. WorkOS deletes its tokens.",
        query: &["supports_multiple_connections?", "connected_account_id?"],
        body: &[],
        encoding: Encoding::None,
        credentials: &[],
    },
    Endpoint {
        operation: Operation::new(
            "organization_connected_accounts.get",
            Method::GET,
            "/organizations/{organization_id}/connected_accounts/{slug}",
        )
        .repeatable(),
        summary: "Gets an organization's connected account.",
        query: &["supports_multiple_connections?", "connected_account_id?"],
        body: &[],
        encoding: Encoding::None,
        credentials: &[],
    },
    Endpoint {
        operation: Operation::new(
            "organization_connected_accounts.create",
            Method::POST,
            "/organizations/{organization_id}/connected_accounts/{slug}",
        )
        .with_secret_fields(&["access_token", "refresh_token"]),
        summary: "Imports an account of an organization whose tokens you already have.",
        query: &[],
        body: &[
            "user_id",
            "access_token?",
            "refresh_token?",
            "expires_at?",
            "scopes?",
            "state?",
            "account_display_name?",
            "account_identifier?",
            "connection_intent?",
        ],
        encoding: Encoding::Json,
        credentials: &[],
    },
    Endpoint {
        operation: Operation::new(
            "organization_connected_accounts.update",
            Method::PUT,
            "/organizations/{organization_id}/connected_accounts/{slug}",
        )
        .with_secret_fields(&["access_token", "refresh_token"]),
        summary: "Updates the tokens, the scopes or the state of an organization's connected account. Fields that are not set stay",
        query: &["supports_multiple_connections?", "connected_account_id?", "connection_intent?"],
        body: &[
            "user_id",
            "access_token?",
            "refresh_token?",
            "expires_at?",
            "scopes?",
            "state?",
            "account_display_name?",
            "account_identifier?",
        ],
        encoding: Encoding::Json,
        credentials: &[],
    },
    Endpoint {
        operation: Operation::new(
            "data_providers.list_for_organization",
            Method::GET,
            "/organizations/{organization_id}/data_providers",
        )
        .repeatable(),
        summary: "Lists the providers that an organization can connect to, each with the connected account, in a single response.",
        query: &["supports_multiple_connections?"],
        body: &[],
        encoding: Encoding::None,
        credentials: &[],
    },
    Endpoint {
        operation: Operation::new(
            "it_contacts.list",
            Method::GET,
            "/organizations/{organization_id}/it_contacts",
        )
        .repeatable(),
        summary: "Lists the IT contacts of an organization, in a single response.",
        query: &[],
        body: &[],
        encoding: Encoding::None,
        credentials: &[],
    },
    Endpoint {
        operation: Operation::new(
            "it_contacts.create",
            Method::POST,
            "/organizations/{organization_id}/it_contacts",
        ),
        summary: "Adds an IT contact to an organization.",
        query: &[],
        body: &["email"],
        encoding: Encoding::Json,
        credentials: &[],
    },
    Endpoint {
        operation: Operation::new(
            "it_contacts.delete",
            Method::DELETE,
            "/organizations/{organization_id}/it_contacts/{contact_id}",
        ),
        summary: "Removes an IT contact. Setup links that were sent to the contact stop working.",
        query: &[],
        body: &[],
        encoding: Encoding::None,
        credentials: &[],
    },
    Endpoint {
        operation: Operation::new(
            "it_contacts.invite",
            Method::POST,
            "/organizations/{organization_id}/it_contacts/{contact_id}/invite",
        ),
        summary: "Sends an IT contact a link to the Admin Portal.",
        query: &[],
        body: &["intents"],
        encoding: Encoding::Json,
        credentials: &[],
    },
    Endpoint {
        operation: Operation::new(
            "it_contacts.revoke",
            Method::POST,
            "/organizations/{organization_id}/it_contacts/{contact_id}/revoke",
        ),
        summary: "Revokes the organization's active invitation to the Admin Portal.",
        query: &[],
        body: &[],
        encoding: Encoding::None,
        credentials: &[],
    },
    Endpoint {
        operation: Operation::new("admin_portal.generate_link", Method::POST, "/portal/generate_link")
            .repeatable()
            .with_secret_fields(&["link"]),
        summary: "Creates a link to the Admin Portal for an organization.",
        query: &[],
        body: &[
            "organization",
            "intent?",
            "return_url?",
            "success_url?",
            "external_user_id?",
            "it_contact_emails?",
            "admin_emails?",
            "intent_options?",
        ],
        encoding: Encoding::Json,
        credentials: &[],
    },
    Endpoint {
        operation: Operation::new("admin_portal.provider_icons", Method::GET, "/portal/provider_icons")
            .repeatable(),
        summary: "Lists the icons of identity providers.",
        query: &[],
        body: &[],
        encoding: Encoding::None,
        credentials: &[],
    },
    Endpoint {
        operation: Operation::new("admin_portal.revoke_link", Method::POST, "/portal/revoke_link"),
        summary: "Revokes all links that were created for a user of your application, and ends the visits that started with them.",
        query: &[],
        body: &["organization", "external_user_id"],
        encoding: Encoding::Json,
        credentials: &[],
    },
    Endpoint {
        operation: Operation::new("sso.authorize", Method::GET, "/sso/authorize")
            .auth(Auth::None)
            .repeatable(),
        summary: "Starts a sign-in: redirects a browser to the identity provider. Errors are sent to the redirect URI.",
        query: &[
            "provider_scopes?",
            "provider_query_params?",
            "client_id",
            "domain?",
            "provider?",
            "redirect_uri",
            "response_type",
            "state?",
            "connection?",
            "connection_id?",
            "organization?",
            "organization_id?",
            "domain_hint?",
            "login_hint?",
            "nonce?",
            "prompt?",
            "code_challenge?",
            "code_challenge_method?",
        ],
        body: &[],
        encoding: Encoding::None,
        credentials: &[],
    },
    Endpoint {
        operation: Operation::new("sso.jwks", Method::GET, "/sso/jwks/{clientId}")
            .auth(Auth::None)
            .repeatable(),
        summary: "Gets the public keys that verify the signatures of access tokens.",
        query: &[],
        body: &[],
        encoding: Encoding::None,
        credentials: &[],
    },
    Endpoint {
        operation: Operation::new("sso.logout", Method::GET, "/sso/logout")
            .auth(Auth::None)
            .repeatable()
            .with_secret_fields(&["token"]),
        summary: "Logs a browser out with the token of `authorize_logout`, and redirects it back to the application.",
        query: &["token?", "session_id?"],
        body: &[],
        encoding: Encoding::None,
        credentials: &[],
    },
    Endpoint {
        operation: Operation::new("sso.authorize_logout", Method::POST, "/sso/logout/authorize")
            .repeatable()
            .with_secret_fields(&["logout_token", "logout_url"]),
        summary: "Requests a short-lived token that logs a profile out, also at the identity provider.",
        query: &[],
        body: &["profile_id"],
        encoding: Encoding::Json,
        credentials: &[],
    },
    Endpoint {
        operation: Operation::new("sso.profile", Method::GET, "/sso/profile")
            .auth(Auth::AccessToken)
            .repeatable(),
        summary: "Gets the profile that an access token belongs to.",
        query: &[],
        body: &[],
        encoding: Encoding::None,
        credentials: &[],
    },
    Endpoint {
        operation: Operation::new("sso.profile_by_post", Method::POST, "/sso/profile")
            .repeatable()
            .with_secret_fields(&["access_token"]),
        summary: "Gets the profile that an access token belongs to, in the legacy dialect: authenticated with the API key.",
        query: &[],
        body: &["access_token"],
        encoding: Encoding::Json,
        credentials: &[],
    },
    Endpoint {
        operation: Operation::new("sso.profile_and_token", Method::POST, "/sso/token")
            .auth(Auth::None)
            .with_secret_fields(&["access_token", "code", "code_verifier", "refresh_token", "subject_token"]),
        summary: "Exchanges the code of the callback, or an ID token, for a profile and an access token.",
        query: &[],
        body: &[
            "client_id",
            "client_secret?",
            "code?",
            "grant_type",
            "code_verifier?",
            "subject_token?",
            "subject_token_type?",
            "organization_id?",
        ],
        encoding: Encoding::Form,
        credentials: &["client_id", "client_secret"],
    },
    Endpoint {
        operation: Operation::new(
            "connected_accounts.delete",
            Method::DELETE,
            "/user_management/users/{user_id}/connected_accounts/{slug}",
        ),
        summary: "Disconnects a user's account. WorkOS deletes its tokens.",
        query: &["organization_id?", "supports_multiple_connections?", "connected_account_id?"],
        body: &[],
        encoding: Encoding::None,
        credentials: &[],
    },
    Endpoint {
        operation: Operation::new(
            "connected_accounts.get",
            Method::GET,
            "/user_management/users/{user_id}/connected_accounts/{slug}",
        )
        .repeatable(),
        summary: "Gets a user's connected account.",
        query: &["organization_id?", "supports_multiple_connections?", "connected_account_id?"],
        body: &[],
        encoding: Encoding::None,
        credentials: &[],
    },
    Endpoint {
        operation: Operation::new(
            "connected_accounts.create",
            Method::POST,
            "/user_management/users/{user_id}/connected_accounts/{slug}",
        )
        .with_secret_fields(&["access_token", "refresh_token"]),
        summary: "Imports an account whose tokens you already have. WorkOS refreshes the tokens from now on.",
        query: &["organization_id?"],
        body: &[
            "access_token?",
            "refresh_token?",
            "expires_at?",
            "scopes?",
            "state?",
            "account_display_name?",
            "account_identifier?",
            "connection_intent?",
        ],
        encoding: Encoding::Json,
        credentials: &[],
    },
    Endpoint {
        operation: Operation::new(
            "connected_accounts.update",
            Method::PUT,
            "/user_management/users/{user_id}/connected_accounts/{slug}",
        )
        .with_secret_fields(&["access_token", "refresh_token"]),
        summary: "Updates the tokens, the scopes or the state of a user's connected account. Fields that are not set stay unchanged.",
        query: &[
            "organization_id?",
            "supports_multiple_connections?",
            "connected_account_id?",
            "connection_intent?",
        ],
        body: &[
            "access_token?",
            "refresh_token?",
            "expires_at?",
            "scopes?",
            "state?",
            "account_display_name?",
            "account_identifier?",
        ],
        encoding: Encoding::Json,
        credentials: &[],
    },
    Endpoint {
        operation: Operation::new(
            "data_providers.list",
            Method::GET,
            "/user_management/users/{user_id}/data_providers",
        )
        .repeatable(),
        summary: "Lists the providers that a user can connect to, each with the connected account, in a single response.",
        query: &["organization_id?", "supports_multiple_connections?"],
        body: &[],
        encoding: Encoding::None,
        credentials: &[],
    },
    Endpoint {
        operation: Operation::new("webhook_endpoints.list", Method::GET, "/webhook_endpoints")
            .repeatable()
            .with_secret_fields(&["secret"]),
        summary: "Lists the webhook endpoints of the environment, newest first.",
        query: &["before?", "after?", "limit?", "order?"],
        body: &[],
        encoding: Encoding::None,
        credentials: &[],
    },
    Endpoint {
        operation: Operation::new("webhook_endpoints.create", Method::POST, "/webhook_endpoints")
            .with_secret_fields(&["secret"]),
        summary: "Creates a webhook endpoint, which is enabled immediately.",
        query: &[],
        body: &["endpoint_url", "events"],
        encoding: Encoding::Json,
        credentials: &[],
    },
    Endpoint {
        operation: Operation::new("webhook_endpoints.delete", Method::DELETE, "/webhook_endpoints/{id}"),
        summary: "Deletes a webhook endpoint permanently. No more webhooks are sent to it.",
        query: &[],
        body: &[],
        encoding: Encoding::None,
        credentials: &[],
    },
    Endpoint {
        operation: Operation::new("webhook_endpoints.update", Method::PATCH, "/webhook_endpoints/{id}")
            .with_secret_fields(&["secret"]),
        summary: "Updates a webhook endpoint. Fields that are not set stay unchanged.",
        query: &[],
        body: &["endpoint_url?", "status?", "events?"],
        encoding: Encoding::Json,
        credentials: &[],
    },
    Endpoint {
        operation: Operation::new("widgets.token", Method::POST, "/widgets/token")
            .repeatable()
            .with_secret_fields(&["token"]),
        summary: "Creates a token for a widget, in the current or in the legacy dialect.",
        query: &[],
        body: &["organization_id?", "user_id?", "scopes?", "widget_scope?", "expires_in?"],
        encoding: Encoding::Json,
        credentials: &[],
    },
];
