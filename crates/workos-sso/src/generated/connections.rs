//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

use workos_client::{Call, Client, Method, Operation, body, call, operation, setters};
use workos_core::{ConnectionId, ConnectionType, OrganizationId, Patch};

use super::hints::SHARED_HINTS;
use super::models::{
    AttributeMapsPatch, Connection, NewAttributeMaps, NewOidcOptions, NewSamlOptions, OidcOptionsPatch,
    SamlOptionsPatch,
};

/// The connections of an environment: each connects one organization to its identity provider.
///
/// They are created in the Admin Portal or the dashboard. Their details rarely change: cache them, and
/// get many connections in one batch rather than one at a time (the limit is 600 requests per minute
/// and API key).
#[derive(Clone, Debug)]
pub struct Connections {
    pub(crate) client: Client,
}

impl Connections {
    /// Creates the handle, without sending a request.
    #[must_use]
    pub fn new(client: &Client) -> Self {
        Self { client: client.clone() }
    }

    /// Lists the connections of the environment, newest first.
    ///
    /// Use `list_metadata.after` as the cursor of the next page and `list_metadata.before` as the cursor of
    /// the previous page.
    ///
    /// ```no_run
    /// # async fn example(connections: workos_sso::Connections) -> Result<(), workos_client::Error> {
    /// let page = connections.list().send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 401 `unauthorized` (`is_unauthorized()`): Send a valid API key as bearer: check `WORKOS_API_KEY`.
    /// - 403 (`is_forbidden()`): Give the API key access to connections in the dashboard.
    /// - 422 (`is_invalid_request()`): Check the cursor, and that filters have known values.
    ///
    /// `GET /connections`, <https://workos.com/docs/reference/sso/connection/list>
    #[doc(alias("ConnectionsController_list", "list_connections"))]
    pub fn list(&self) -> ListConnections {
        ListConnections { call: Call::new(&self.client, &LIST_CONNECTIONS) }
    }

    /// Creates a connection of an organization, for SAML or for OpenID Connect.
    ///
    /// Set exactly one of `saml_options` and `oidc_options`. For SAML, set either the metadata URL of the
    /// identity provider, or its sign-on URL and signing certificates.
    ///
    /// - `organization_id`: The organization that the connection is for.
    ///
    /// ```no_run
    /// # async fn example(connections: workos_sso::Connections) -> Result<(), workos_client::Error> {
    /// let connection = connections.create("org_01EHWNCE74X7JSDV0X3SZ3KJNY").send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 400 `external_id_already_in_use` (`is_invalid_request()`): Use another `external_id`, or find the
    ///   connection with this `external_id` with `connections.list()`.
    /// - 400 `connection_type_not_supported` (`is_invalid_request()`): Use a connection type of SAML or
    ///   OpenID Connect, or leave `connection_type` out.
    /// - 400 `connection_type_or_options_required` (`is_invalid_request()`): Set `saml_options` or
    ///   `oidc_options`.
    /// - 400 `connection_type_conflicts_with_options` (`is_invalid_request()`): Set the options of the
    ///   connection's own protocol: `saml_options` for SAML types, `oidc_options` for OpenID Connect.
    /// - 400 `both_saml_and_oidc_options_provided` (`is_invalid_request()`): Set only one of `saml_options`
    ///   and `oidc_options`.
    /// - 400 `ambiguous_saml_options` (`is_invalid_request()`): Set either `idp_metadata_url` alone, or the
    ///   individual fields without it.
    /// - 400 `incomplete_saml_options` (`is_invalid_request()`): Set `idp_metadata_url`, or `idp_sso_url`
    ///   together with `idp_signing_certs`.
    /// - 400 `saml_options_required` (`is_invalid_request()`): Set `saml_options`: the connection type is a
    ///   SAML type.
    /// - 400 `oidc_options_required` (`is_invalid_request()`): Set `oidc_options`: the connection type is
    ///   an OpenID Connect type.
    /// - 400 `invalid_certificate` (`is_invalid_request()`): Send each certificate as X.509 in PEM, from
    ///   `-----BEGIN CERTIFICATE-----` to its end line.
    /// - 400 `client_secret_required` (`is_invalid_request()`): Set `client_secret`, or set
    ///   `token_authentication_method` to `private_key_jwt`.
    /// - 400 `client_secret_not_accepted` (`is_invalid_request()`): Leave out `client_secret`:
    ///   `private_key_jwt` uses no secret.
    /// - 400 `key_pair_not_accepted` (`is_invalid_request()`): Leave out the key pair: this connection
    ///   accepts no key pair.
    /// - 400 `discovery_endpoint_must_use_https` (`is_invalid_request()`): Set `discovery_endpoint` to an
    ///   https URL.
    /// - 400 `token_authentication_method_not_supported` (`is_invalid_request()`): Use a method that the
    ///   provider's discovery document lists in `token_endpoint_auth_methods_supported`.
    /// - 403 (`is_forbidden()`): Give the API key access to connections in the dashboard.
    /// - 404 (`is_not_found()`): Verify the organization id with `organizations.list()`.
    /// - 409 `connection_deletion_in_progress` (`is_conflict()`): Wait until `connections.get()` returns
    ///   404, then send the request again.
    /// - 422 `idp_metadata_fetch_failed` (`is_invalid_request()`): Open `idp_metadata_url` in a browser:
    ///   WorkOS must be able to read it without signing in.
    /// - 422 `connection_could_not_be_verified` (`is_invalid_request()`): Check the URLs, the client id and
    ///   the secret: WorkOS could not reach the provider with them.
    /// - 422 `invalid_idp_sso_url` (`is_invalid_request()`): Set `idp_sso_url` to an absolute https URL.
    /// - 422 (`is_invalid_request()`): Set exactly one of `saml_options` and `oidc_options`, and for SAML
    ///   either the metadata URL or the individual fields.
    ///
    /// `POST /connections`
    #[doc(alias("ConnectionsController_create", "create_connection"))]
    pub fn create(&self, organization_id: impl Into<OrganizationId>) -> CreateConnection {
        let call = Call::new(&self.client, &CREATE_CONNECTION);
        let body = CreateConnectionBody::new(organization_id.into());
        CreateConnection { call, body }
    }

    /// Gets a connection with its domains.
    ///
    /// Connections rarely change: cache the result, and get many connections with `get_many` rather than
    /// one by one.
    ///
    /// ```no_run
    /// # async fn example(connections: workos_sso::Connections) -> Result<(), workos_client::Error> {
    /// let connection = connections.get("conn_01E4ZCR3C56J083X43JQXF3JK5").send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 401 `unauthorized` (`is_unauthorized()`): Send a valid API key as bearer: check `WORKOS_API_KEY`.
    /// - 403 (`is_forbidden()`): Give the API key access to connections in the dashboard.
    /// - 404 `not_found` (`is_not_found()`): Verify the connection id with `connections.list()`.
    /// - 404 `entity_not_found` (`is_not_found()`): Verify the connection id with `connections.list()`.
    /// - 404 (`is_not_found()`): Verify the connection id with `connections.list()`.
    ///
    /// `GET /connections/{id}`, <https://workos.com/docs/reference/sso/connection/get>
    #[doc(alias("ConnectionsController_find", "get_connection"))]
    pub fn get(&self, id: impl Into<ConnectionId>) -> GetConnection {
        let mut call = Call::new(&self.client, &GET_CONNECTION);
        call.path_id("id", id.into().as_str());
        GetConnection { call }
    }

    /// Updates a connection. Fields that are not set stay unchanged; `Patch::Clear` resets a field to the
    /// default of WorkOS.
    ///
    /// The type of a connection cannot change.
    ///
    /// ```no_run
    /// # async fn example(connections: workos_sso::Connections) -> Result<(), workos_client::Error> {
    /// let connection = connections
    ///     .update("conn_01E4ZCR3C56J083X43JQXF3JK5")
    ///     .name("Acme Corp")
    ///     .send()
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 400 `external_id_already_in_use` (`is_invalid_request()`): Use another `external_id`, or find the
    ///   connection with this `external_id` with `connections.list()`.
    /// - 400 `connection_type_not_supported` (`is_invalid_request()`): Use a connection type of SAML or
    ///   OpenID Connect, or leave `connection_type` out.
    /// - 400 `connection_type_conflicts_with_options` (`is_invalid_request()`): Set the options of the
    ///   connection's own protocol: `saml_options` for SAML types, `oidc_options` for OpenID Connect.
    /// - 400 `both_saml_and_oidc_options_provided` (`is_invalid_request()`): Set only one of `saml_options`
    ///   and `oidc_options`.
    /// - 400 `ambiguous_saml_options` (`is_invalid_request()`): Set either `idp_metadata_url` alone, or the
    ///   individual fields without it.
    /// - 400 `token_authentication_method_not_supported` (`is_invalid_request()`): Use a method that the
    ///   provider's discovery document lists in `token_endpoint_auth_methods_supported`.
    /// - 400 `id_token_signature_algorithm_not_supported` (`is_invalid_request()`): Use an algorithm that
    ///   the provider's discovery document lists in `id_token_signing_alg_values_supported`.
    /// - 400 `client_secret_required` (`is_invalid_request()`): Set `client_secret`, or set
    ///   `token_authentication_method` to `private_key_jwt`.
    /// - 400 `client_secret_not_accepted` (`is_invalid_request()`): Leave out `client_secret`:
    ///   `private_key_jwt` uses no secret.
    /// - 400 `discovery_endpoint_must_use_https` (`is_invalid_request()`): Set `discovery_endpoint` to an
    ///   https URL.
    /// - 403 (`is_forbidden()`): Give the API key access to connections in the dashboard.
    /// - 404 (`is_not_found()`): Verify the connection id with `connections.list()`.
    /// - 409 `connection_deletion_in_progress` (`is_conflict()`): Wait until `connections.get()` returns
    ///   404, then send the request again.
    /// - 422 `connection_type_not_updatable` (`is_invalid_request()`): Leave out `connection_type`; delete
    ///   the connection and create one of the other type.
    /// - 422 `idp_metadata_fetch_failed` (`is_invalid_request()`): Open `idp_metadata_url` in a browser:
    ///   WorkOS must be able to read it without signing in.
    /// - 422 `connection_could_not_be_verified` (`is_invalid_request()`): Check the URLs, the client id and
    ///   the secret: WorkOS could not reach the provider with them.
    /// - 422 (`is_invalid_request()`): Set only the options of the connection's own protocol, and leave its
    ///   type as it is.
    ///
    /// `PATCH /connections/{id}`
    #[doc(alias("ConnectionsController_patch", "update_connection"))]
    pub fn update(&self, id: impl Into<ConnectionId>) -> UpdateConnection {
        let mut call = Call::new(&self.client, &UPDATE_CONNECTION);
        call.path_id("id", id.into().as_str());
        let body = UpdateConnectionBody::new();
        UpdateConnection { call, body }
    }

    /// Deletes a connection permanently; nobody can sign in through it any more.
    ///
    /// This cannot be undone. If deleting an active connection fails (409 `conflict`), deactivate the
    /// connection first.
    ///
    /// ```no_run
    /// # async fn example(connections: workos_sso::Connections) -> Result<(), workos_client::Error> {
    /// connections.delete("conn_01E4ZCR3C56J083X43JQXF3JK5").send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 401 `unauthorized` (`is_unauthorized()`): Send a valid API key as bearer: check `WORKOS_API_KEY`.
    /// - 403 (`is_forbidden()`): Give the API key access to connections in the dashboard.
    /// - 404 `not_found` (`is_not_found()`): Verify the connection id with `connections.list()`.
    /// - 404 `entity_not_found` (`is_not_found()`): Verify the connection id with `connections.list()`.
    /// - 404 (`is_not_found()`): Verify the connection id with `connections.list()`.
    /// - 409 `conflict` (`is_conflict()`): Deactivate the connection first: an active connection is in use.
    ///
    /// `DELETE /connections/{id}`, <https://workos.com/docs/reference/sso/connection/delete>
    #[doc(alias("ConnectionsController_delete", "delete_connection"))]
    pub fn delete(&self, id: impl Into<ConnectionId>) -> DeleteConnection {
        let mut call = Call::new(&self.client, &DELETE_CONNECTION);
        call.path_id("id", id.into().as_str());
        DeleteConnection { call }
    }
}

call! {
    /// The call of [`Connections::list`].
    pub struct ListConnections -> Page<Connection>, paged(100);
}

setters! {
    ListConnections:
    /// Filters by connection type.
    connection_type(impl Into<ConnectionType>) => |call| {
        let connection_type = connection_type.into();
        let wire_value = match &connection_type {
            ConnectionType::GitHubOAuth => "GithubOAuth",
            other => other.as_str(),
        };
        call.query("connection_type", wire_value);
    };
    /// Filters by domain.
    domain(impl Into<String>) => |call| call.query("domain", domain.into());
    /// Filters by organization.
    organization_id(impl Into<OrganizationId>) => |call|
        call.query("organization_id", organization_id.into());
    /// Filters by a text that the name must match.
    search(impl Into<String>) => |call| call.query("search", search.into());
}

operation! {
    static LIST_CONNECTIONS = Operation::new("connections.list", Method::GET, "/connections")
        .repeatable().with_default_hints(SHARED_HINTS);
    422 => "Check the cursor, and that filters have known values.";
}

call! {
    /// The call of [`Connections::create`].
    pub struct CreateConnection { body: CreateConnectionBody } -> Connection;
}

body! {
    struct CreateConnectionBody of CreateConnection;
    organization_id: OrganizationId = required;
    /// The display name.
    name(impl Into<String>): Option<String> = Some(name.into());
    /// The id of the connection in your own system.
    external_id(impl Into<String>): Option<String> = Some(external_id.into());
    /// The type of the connection; only SAML and OpenID Connect types. Derived from the options if it is
    /// left out.
    connection_type(impl Into<ConnectionType>): Option<ConnectionType> = Some(connection_type.into());
    /// The mapping from attributes of the identity provider to fields of a profile.
    attribute_maps(impl Into<NewAttributeMaps>): Option<NewAttributeMaps> = Some(attribute_maps.into());
    /// The SAML options.
    saml_options(impl Into<NewSamlOptions>): Option<NewSamlOptions> = Some(saml_options.into());
    /// The OpenID Connect options.
    oidc_options(impl Into<NewOidcOptions>): Option<NewOidcOptions> = Some(oidc_options.into());
}

operation! {
    static CREATE_CONNECTION = Operation::new("connections.create", Method::POST, "/connections")
        .with_secret_fields(&["client_secret", "key"]).with_default_hints(SHARED_HINTS);
    400 "connection_type_or_options_required" => "Set `saml_options` or `oidc_options`.";
    400 "incomplete_saml_options" => "Set `idp_metadata_url`, or `idp_sso_url` together with `idp_signing_certs`.";
    400 "saml_options_required" => "Set `saml_options`: the connection type is a SAML type.";
    400 "oidc_options_required" => "Set `oidc_options`: the connection type is an OpenID Connect type.";
    400 "key_pair_not_accepted" => "Leave out the key pair: this connection accepts no key pair.";
    404 => "Verify the organization id with `organizations.list()`.";
    422 "invalid_idp_sso_url" => "Set `idp_sso_url` to an absolute https URL.";
    422 => "Set exactly one of `saml_options` and `oidc_options`, and for SAML either the metadata URL or the individual fields.";
}

call! {
    /// The call of [`Connections::get`].
    pub struct GetConnection -> Connection;
}

operation! {
    static GET_CONNECTION = Operation::new("connections.get", Method::GET, "/connections/{id}")
        .repeatable().with_default_hints(SHARED_HINTS);
    404 "not_found" => "Verify the connection id with `connections.list()`.";
    404 "entity_not_found" => "Verify the connection id with `connections.list()`.";
    404 => "Verify the connection id with `connections.list()`.";
}

call! {
    /// The call of [`Connections::update`].
    pub struct UpdateConnection { body: UpdateConnectionBody } -> Connection;
}

body! {
    struct UpdateConnectionBody of UpdateConnection;
    /// The display name.
    name(impl Into<String>): Option<String> = Some(name.into());
    /// The id of the connection in your own system.
    external_id(impl Into<Patch<String>>): Patch<String> = external_id.into();
    /// The type of the connection. It cannot change, so only the current type is accepted.
    connection_type(impl Into<ConnectionType>): Option<ConnectionType> = Some(connection_type.into());
    /// The mapping from attributes of the identity provider to fields of a profile. Fields that are not set
    /// stay unchanged.
    attribute_maps(impl Into<AttributeMapsPatch>): Option<AttributeMapsPatch> = Some(attribute_maps.into());
    /// The SAML options. Fields that are not set stay unchanged.
    saml_options(impl Into<SamlOptionsPatch>): Option<SamlOptionsPatch> = Some(saml_options.into());
    /// The OpenID Connect options. Fields that are not set stay unchanged.
    oidc_options(impl Into<OidcOptionsPatch>): Option<OidcOptionsPatch> = Some(oidc_options.into());
}

operation! {
    static UPDATE_CONNECTION = Operation::new("connections.update", Method::PATCH, "/connections/{id}")
        .with_secret_fields(&["client_secret"]).with_default_hints(SHARED_HINTS);
    400 "id_token_signature_algorithm_not_supported" => "Use an algorithm that the provider's discovery document lists in `id_token_signing_alg_values_supported`.";
    404 => "Verify the connection id with `connections.list()`.";
    422 "connection_type_not_updatable" => "Leave out `connection_type`; delete the connection and create one of the other type.";
    422 => "Set only the options of the connection's own protocol, and leave its type as it is.";
}

call! {
    /// The call of [`Connections::delete`].
    pub struct DeleteConnection -> ();
}

operation! {
    static DELETE_CONNECTION = Operation::new("connections.delete", Method::DELETE, "/connections/{id}")
        .with_default_hints(SHARED_HINTS);
    404 "not_found" => "Verify the connection id with `connections.list()`.";
    404 "entity_not_found" => "Verify the connection id with `connections.list()`.";
    404 => "Verify the connection id with `connections.list()`.";
    409 "conflict" => "Deactivate the connection first: an active connection is in use.";
}
