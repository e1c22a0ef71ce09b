//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

use serde::Serialize;
use workos_client::{Auth, Call, Client, Hint, Method, Operation, call};
use workos_core::{
    ClientId, ConnectionId, ConnectionType, OrganizationId, Page, Patch, ProfileId, SamlCertificateId, Secret,
};

use super::models::{
    AttributeMapsPatch, Connection, Jwks, LogoutAuthorization, NewAttributeMaps, NewOidcOptions,
    NewSamlOptions, OidcOptionsPatch, Profile, SamlCertificate, SamlOptionsPatch,
};

/// The connections of an environment: each joins one organization to its identity provider.
///
/// They are made in the Admin Portal or the dashboard. Their details rarely change: cache them, and
/// look many up in one batch rather than one at a time (the limit is 600 requests a minute and API
/// key).
#[derive(Clone, Debug)]
pub struct Connections {
    pub(crate) client: Client,
}

impl Connections {
    /// Makes the handle; nothing is sent.
    #[must_use]
    pub fn new(client: &Client) -> Self {
        Self { client: client.clone() }
    }

    /// Lists the connections of the environment, newest first.
    ///
    /// Use `list_metadata.after` as the cursor of the next page and `list_metadata.before` as that of the
    /// page before.
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
    /// - 422 (`is_invalid_request()`): Check the cursor, and that filters hold known values.
    ///
    /// `GET /connections`, <https://workos.com/docs/reference/sso/connection/list>
    pub fn list(&self) -> ListConnections {
        ListConnections { call: Call::new(&self.client, &LIST_CONNECTIONS) }
    }

    /// Creates a connection of an organization, over SAML or over OpenID Connect.
    ///
    /// Set exactly one of `saml_options` and `oidc_options`. For SAML give either the metadata URL of the
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
    ///   connection that has this one with `connections.list()`.
    /// - 400 `connection_type_not_supported` (`is_invalid_request()`): Use a connection type of SAML or
    ///   OpenID Connect, or leave `connection_type` out.
    /// - 400 `connection_type_or_options_required` (`is_invalid_request()`): Set `saml_options` or
    ///   `oidc_options`.
    /// - 400 `connection_type_conflicts_with_options` (`is_invalid_request()`): Set the options of the
    ///   connection's own protocol: `saml_options` for SAML types, `oidc_options` for OpenID Connect.
    /// - 400 `both_saml_and_oidc_options_provided` (`is_invalid_request()`): Set only one of `saml_options`
    ///   and `oidc_options`.
    /// - 400 `ambiguous_saml_options` (`is_invalid_request()`): Set `idp_metadata_url` alone, or the single
    ///   fields without it.
    /// - 400 `incomplete_saml_options` (`is_invalid_request()`): Set `idp_metadata_url`, or `idp_sso_url`
    ///   together with `idp_signing_certs`.
    /// - 400 `saml_options_required` (`is_invalid_request()`): Set `saml_options`: the connection type is
    ///   one of SAML.
    /// - 400 `oidc_options_required` (`is_invalid_request()`): Set `oidc_options`: the connection type is
    ///   one of OpenID Connect.
    /// - 400 `invalid_certificate` (`is_invalid_request()`): Send each certificate as X.509 in PEM, from
    ///   `-----BEGIN CERTIFICATE-----` to its end line.
    /// - 400 `client_secret_required` (`is_invalid_request()`): Set `client_secret`, or set
    ///   `token_authentication_method` to `private_key_jwt`.
    /// - 400 `client_secret_not_accepted` (`is_invalid_request()`): Leave out `client_secret`:
    ///   `private_key_jwt` takes none.
    /// - 400 `key_pair_not_accepted` (`is_invalid_request()`): Leave out the key pair: this connection
    ///   takes none.
    /// - 400 `discovery_endpoint_must_use_https` (`is_invalid_request()`): Set `discovery_endpoint` to an
    ///   https URL.
    /// - 400 `token_authentication_method_not_supported` (`is_invalid_request()`): Use a method that the
    ///   provider's discovery document lists in `token_endpoint_auth_methods_supported`.
    /// - 403 (`is_forbidden()`): Give the API key access to connections in the dashboard.
    /// - 404 (`is_not_found()`): Verify the organization id with `organizations.list()`.
    /// - 409 `connection_deletion_in_progress` (`is_conflict()`): Wait until `connections.get()` answers
    ///   404, then send the request again.
    /// - 422 `idp_metadata_fetch_failed` (`is_invalid_request()`): Open `idp_metadata_url` in a browser:
    ///   WorkOS must be able to read it without signing in.
    /// - 422 `connection_could_not_be_verified` (`is_invalid_request()`): Check the URLs, the client id and
    ///   the secret: WorkOS could not reach the provider with them.
    /// - 422 `invalid_idp_sso_url` (`is_invalid_request()`): Set `idp_sso_url` to an absolute https URL.
    /// - 422 (`is_invalid_request()`): Set exactly one of `saml_options` and `oidc_options`, and for SAML
    ///   either the metadata URL or the single fields.
    ///
    /// `POST /connections`
    pub fn create(&self, organization_id: impl Into<OrganizationId>) -> CreateConnection {
        CreateConnection {
            call: Call::new(&self.client, &CREATE_CONNECTION),
            body: CreateConnectionBody {
                organization_id: organization_id.into(),
                name: None,
                external_id: None,
                connection_type: None,
                attribute_maps: None,
                saml_options: None,
                oidc_options: None,
            },
        }
    }

    /// Gets a connection with its domains.
    ///
    /// Connections rarely change: cache what this returns, and look up many with `get_many` rather than one
    /// by one.
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
    /// - 404 (`is_not_found()`): Verify the connection id with `connections.list()`.
    ///
    /// `GET /connections/{id}`, <https://workos.com/docs/reference/sso/connection/get>
    pub fn get(&self, id: impl Into<ConnectionId>) -> GetConnection {
        let mut call = Call::new(&self.client, &GET_CONNECTION);
        call.path_id("id", id.into().as_str());
        GetConnection { call }
    }

    /// Changes a connection. What is not set stays as it is; `Patch::Clear` goes back to what WorkOS would
    /// choose.
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
    ///   connection that has this one with `connections.list()`.
    /// - 400 `connection_type_not_supported` (`is_invalid_request()`): Use a connection type of SAML or
    ///   OpenID Connect, or leave `connection_type` out.
    /// - 400 `connection_type_conflicts_with_options` (`is_invalid_request()`): Set the options of the
    ///   connection's own protocol: `saml_options` for SAML types, `oidc_options` for OpenID Connect.
    /// - 400 `both_saml_and_oidc_options_provided` (`is_invalid_request()`): Set only one of `saml_options`
    ///   and `oidc_options`.
    /// - 400 `ambiguous_saml_options` (`is_invalid_request()`): Set `idp_metadata_url` alone, or the single
    ///   fields without it.
    /// - 400 `token_authentication_method_not_supported` (`is_invalid_request()`): Use a method that the
    ///   provider's discovery document lists in `token_endpoint_auth_methods_supported`.
    /// - 400 `id_token_signature_algorithm_not_supported` (`is_invalid_request()`): Use an algorithm that
    ///   the provider's discovery document lists in `id_token_signing_alg_values_supported`.
    /// - 400 `client_secret_required` (`is_invalid_request()`): Set `client_secret`, or set
    ///   `token_authentication_method` to `private_key_jwt`.
    /// - 400 `client_secret_not_accepted` (`is_invalid_request()`): Leave out `client_secret`:
    ///   `private_key_jwt` takes none.
    /// - 400 `discovery_endpoint_must_use_https` (`is_invalid_request()`): Set `discovery_endpoint` to an
    ///   https URL.
    /// - 403 (`is_forbidden()`): Give the API key access to connections in the dashboard.
    /// - 404 (`is_not_found()`): Verify the connection id with `connections.list()`.
    /// - 409 `connection_deletion_in_progress` (`is_conflict()`): Wait until `connections.get()` answers
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
    pub fn update(&self, id: impl Into<ConnectionId>) -> UpdateConnection {
        let mut call = Call::new(&self.client, &UPDATE_CONNECTION);
        call.path_id("id", id.into().as_str());
        UpdateConnection {
            call,
            body: UpdateConnectionBody {
                name: None,
                external_id: Patch::Keep,
                connection_type: None,
                attribute_maps: None,
                saml_options: None,
                oidc_options: None,
            },
        }
    }

    /// Deletes a connection for good; nobody can sign in through it any more.
    ///
    /// It cannot be undone. Where an active connection is refused (409 `conflict`), deactivate it first.
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
    /// - 404 (`is_not_found()`): Verify the connection id with `connections.list()`.
    /// - 409 `conflict` (`is_conflict()`): Deactivate the connection first: an active one is in use.
    ///
    /// `DELETE /connections/{id}`, <https://workos.com/docs/reference/sso/connection/delete>
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

impl ListConnections {
    /// Only connections of this type.
    pub fn connection_type(mut self, connection_type: impl Into<ConnectionType>) -> Self {
        let connection_type = connection_type.into();
        let spelled = match &connection_type {
            ConnectionType::GitHubOAuth => "GithubOAuth",
            other => other.as_str(),
        };
        self.call.query("connection_type", spelled);
        self
    }

    /// Only connections with this domain.
    pub fn domain(mut self, domain: impl Into<String>) -> Self {
        self.call.query("domain", domain.into());
        self
    }

    /// Only connections of this organization.
    pub fn organization_id(mut self, organization_id: impl Into<OrganizationId>) -> Self {
        self.call.query("organization_id", organization_id.into());
        self
    }

    /// Only connections whose name matches this text.
    pub fn search(mut self, search: impl Into<String>) -> Self {
        self.call.query("search", search.into());
        self
    }
}

static LIST_CONNECTIONS: Operation = Operation::new("connections.list", Method::GET, "/connections")
    .repeatable()
    .hints(LIST_CONNECTIONS_HINTS);

const LIST_CONNECTIONS_HINTS: &[Hint] = &[
    Hint::new(401, Some("unauthorized"), "Send a valid API key as bearer: check `WORKOS_API_KEY`."),
    Hint::new(403, None, "Give the API key access to connections in the dashboard."),
    Hint::new(422, None, "Check the cursor, and that filters hold known values."),
];

call! {
    /// The call of [`Connections::create`].
    pub struct CreateConnection { body: CreateConnectionBody } -> Connection;
}

impl CreateConnection {
    /// Its name for people.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.body.name = Some(name.into());
        self
    }

    /// Its id in your own system.
    pub fn external_id(mut self, external_id: impl Into<String>) -> Self {
        self.body.external_id = Some(external_id.into());
        self
    }

    /// What it speaks; only types of SAML and OpenID Connect. Follows from the options if it is left out.
    pub fn connection_type(mut self, connection_type: impl Into<ConnectionType>) -> Self {
        self.body.connection_type = Some(connection_type.into());
        self
    }

    /// From which attributes of the identity provider a profile is made.
    pub fn attribute_maps(mut self, attribute_maps: impl Into<NewAttributeMaps>) -> Self {
        self.body.attribute_maps = Some(attribute_maps.into());
        self
    }

    /// What SAML needs.
    pub fn saml_options(mut self, saml_options: impl Into<NewSamlOptions>) -> Self {
        self.body.saml_options = Some(saml_options.into());
        self
    }

    /// What OpenID Connect needs.
    pub fn oidc_options(mut self, oidc_options: impl Into<NewOidcOptions>) -> Self {
        self.body.oidc_options = Some(oidc_options.into());
        self
    }
}

#[derive(Clone, Debug, Serialize)]
struct CreateConnectionBody {
    organization_id: OrganizationId,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    external_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    connection_type: Option<ConnectionType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    attribute_maps: Option<NewAttributeMaps>,
    #[serde(skip_serializing_if = "Option::is_none")]
    saml_options: Option<NewSamlOptions>,
    #[serde(skip_serializing_if = "Option::is_none")]
    oidc_options: Option<NewOidcOptions>,
}

static CREATE_CONNECTION: Operation = Operation::new("connections.create", Method::POST, "/connections")
    .with_secret_fields(&["client_secret", "key"])
    .hints(CREATE_CONNECTION_HINTS);

const CREATE_CONNECTION_HINTS: &[Hint] = &[
    Hint::new(
        400,
        Some("external_id_already_in_use"),
        "Use another `external_id`, or find the connection that has this one with `connections.list()`.",
    ),
    Hint::new(
        400,
        Some("connection_type_not_supported"),
        "Use a connection type of SAML or OpenID Connect, or leave `connection_type` out.",
    ),
    Hint::new(400, Some("connection_type_or_options_required"), "Set `saml_options` or `oidc_options`."),
    Hint::new(
        400,
        Some("connection_type_conflicts_with_options"),
        "Set the options of the connection\'s own protocol: `saml_options` for SAML types, `oidc_options` \
         for OpenID Connect.",
    ),
    Hint::new(
        400,
        Some("both_saml_and_oidc_options_provided"),
        "Set only one of `saml_options` and `oidc_options`.",
    ),
    Hint::new(
        400,
        Some("ambiguous_saml_options"),
        "Set `idp_metadata_url` alone, or the single fields without it.",
    ),
    Hint::new(
        400,
        Some("incomplete_saml_options"),
        "Set `idp_metadata_url`, or `idp_sso_url` together with `idp_signing_certs`.",
    ),
    Hint::new(400, Some("saml_options_required"), "Set `saml_options`: the connection type is one of SAML."),
    Hint::new(
        400,
        Some("oidc_options_required"),
        "Set `oidc_options`: the connection type is one of OpenID Connect.",
    ),
    Hint::new(
        400,
        Some("invalid_certificate"),
        "Send each certificate as X.509 in PEM, from `-----BEGIN CERTIFICATE-----` to its end line.",
    ),
    Hint::new(
        400,
        Some("client_secret_required"),
        "Set `client_secret`, or set `token_authentication_method` to `private_key_jwt`.",
    ),
    Hint::new(
        400,
        Some("client_secret_not_accepted"),
        "Leave out `client_secret`: `private_key_jwt` takes none.",
    ),
    Hint::new(400, Some("key_pair_not_accepted"), "Leave out the key pair: this connection takes none."),
    Hint::new(400, Some("discovery_endpoint_must_use_https"), "Set `discovery_endpoint` to an https URL."),
    Hint::new(
        400,
        Some("token_authentication_method_not_supported"),
        "Use a method that the provider\'s discovery document lists in \
         `token_endpoint_auth_methods_supported`.",
    ),
    Hint::new(403, None, "Give the API key access to connections in the dashboard."),
    Hint::new(404, None, "Verify the organization id with `organizations.list()`."),
    Hint::new(
        409,
        Some("connection_deletion_in_progress"),
        "Wait until `connections.get()` answers 404, then send the request again.",
    ),
    Hint::new(
        422,
        Some("idp_metadata_fetch_failed"),
        "Open `idp_metadata_url` in a browser: WorkOS must be able to read it without signing in.",
    ),
    Hint::new(
        422,
        Some("connection_could_not_be_verified"),
        "Check the URLs, the client id and the secret: WorkOS could not reach the provider with them.",
    ),
    Hint::new(422, Some("invalid_idp_sso_url"), "Set `idp_sso_url` to an absolute https URL."),
    Hint::new(
        422,
        None,
        "Set exactly one of `saml_options` and `oidc_options`, and for SAML either the metadata URL or the \
         single fields.",
    ),
];

call! {
    /// The call of [`Connections::get`].
    pub struct GetConnection -> Connection;
}

static GET_CONNECTION: Operation = Operation::new("connections.get", Method::GET, "/connections/{id}")
    .repeatable()
    .hints(GET_CONNECTION_HINTS);

const GET_CONNECTION_HINTS: &[Hint] = &[
    Hint::new(401, Some("unauthorized"), "Send a valid API key as bearer: check `WORKOS_API_KEY`."),
    Hint::new(403, None, "Give the API key access to connections in the dashboard."),
    Hint::new(404, Some("not_found"), "Verify the connection id with `connections.list()`."),
    Hint::new(404, None, "Verify the connection id with `connections.list()`."),
];

call! {
    /// The call of [`Connections::update`].
    pub struct UpdateConnection { body: UpdateConnectionBody } -> Connection;
}

impl UpdateConnection {
    /// Its name for people.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.body.name = Some(name.into());
        self
    }

    /// Its id in your own system.
    pub fn external_id(mut self, external_id: impl Into<Patch<String>>) -> Self {
        self.body.external_id = external_id.into();
        self
    }

    /// Its type. It cannot change, so only the present one is taken.
    pub fn connection_type(mut self, connection_type: impl Into<ConnectionType>) -> Self {
        self.body.connection_type = Some(connection_type.into());
        self
    }

    /// From which attributes of the identity provider a profile is made; what is not set stays.
    pub fn attribute_maps(mut self, attribute_maps: impl Into<AttributeMapsPatch>) -> Self {
        self.body.attribute_maps = Some(attribute_maps.into());
        self
    }

    /// What SAML needs; what is not set stays.
    pub fn saml_options(mut self, saml_options: impl Into<SamlOptionsPatch>) -> Self {
        self.body.saml_options = Some(saml_options.into());
        self
    }

    /// What OpenID Connect needs; what is not set stays.
    pub fn oidc_options(mut self, oidc_options: impl Into<OidcOptionsPatch>) -> Self {
        self.body.oidc_options = Some(oidc_options.into());
        self
    }
}

#[derive(Clone, Debug, Serialize)]
struct UpdateConnectionBody {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Patch::is_keep")]
    external_id: Patch<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    connection_type: Option<ConnectionType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    attribute_maps: Option<AttributeMapsPatch>,
    #[serde(skip_serializing_if = "Option::is_none")]
    saml_options: Option<SamlOptionsPatch>,
    #[serde(skip_serializing_if = "Option::is_none")]
    oidc_options: Option<OidcOptionsPatch>,
}

static UPDATE_CONNECTION: Operation =
    Operation::new("connections.update", Method::PATCH, "/connections/{id}")
        .with_secret_fields(&["client_secret"])
        .hints(UPDATE_CONNECTION_HINTS);

const UPDATE_CONNECTION_HINTS: &[Hint] = &[
    Hint::new(
        400,
        Some("external_id_already_in_use"),
        "Use another `external_id`, or find the connection that has this one with `connections.list()`.",
    ),
    Hint::new(
        400,
        Some("connection_type_not_supported"),
        "Use a connection type of SAML or OpenID Connect, or leave `connection_type` out.",
    ),
    Hint::new(
        400,
        Some("connection_type_conflicts_with_options"),
        "Set the options of the connection\'s own protocol: `saml_options` for SAML types, `oidc_options` \
         for OpenID Connect.",
    ),
    Hint::new(
        400,
        Some("both_saml_and_oidc_options_provided"),
        "Set only one of `saml_options` and `oidc_options`.",
    ),
    Hint::new(
        400,
        Some("ambiguous_saml_options"),
        "Set `idp_metadata_url` alone, or the single fields without it.",
    ),
    Hint::new(
        400,
        Some("token_authentication_method_not_supported"),
        "Use a method that the provider\'s discovery document lists in \
         `token_endpoint_auth_methods_supported`.",
    ),
    Hint::new(
        400,
        Some("id_token_signature_algorithm_not_supported"),
        "Use an algorithm that the provider\'s discovery document lists in \
         `id_token_signing_alg_values_supported`.",
    ),
    Hint::new(
        400,
        Some("client_secret_required"),
        "Set `client_secret`, or set `token_authentication_method` to `private_key_jwt`.",
    ),
    Hint::new(
        400,
        Some("client_secret_not_accepted"),
        "Leave out `client_secret`: `private_key_jwt` takes none.",
    ),
    Hint::new(400, Some("discovery_endpoint_must_use_https"), "Set `discovery_endpoint` to an https URL."),
    Hint::new(403, None, "Give the API key access to connections in the dashboard."),
    Hint::new(404, None, "Verify the connection id with `connections.list()`."),
    Hint::new(
        409,
        Some("connection_deletion_in_progress"),
        "Wait until `connections.get()` answers 404, then send the request again.",
    ),
    Hint::new(
        422,
        Some("connection_type_not_updatable"),
        "Leave out `connection_type`; delete the connection and create one of the other type.",
    ),
    Hint::new(
        422,
        Some("idp_metadata_fetch_failed"),
        "Open `idp_metadata_url` in a browser: WorkOS must be able to read it without signing in.",
    ),
    Hint::new(
        422,
        Some("connection_could_not_be_verified"),
        "Check the URLs, the client id and the secret: WorkOS could not reach the provider with them.",
    ),
    Hint::new(
        422,
        None,
        "Set only the options of the connection\'s own protocol, and leave its type as it is.",
    ),
];

call! {
    /// The call of [`Connections::delete`].
    pub struct DeleteConnection -> ();
}

static DELETE_CONNECTION: Operation =
    Operation::new("connections.delete", Method::DELETE, "/connections/{id}").hints(DELETE_CONNECTION_HINTS);

const DELETE_CONNECTION_HINTS: &[Hint] = &[
    Hint::new(401, Some("unauthorized"), "Send a valid API key as bearer: check `WORKOS_API_KEY`."),
    Hint::new(403, None, "Give the API key access to connections in the dashboard."),
    Hint::new(404, Some("not_found"), "Verify the connection id with `connections.list()`."),
    Hint::new(404, None, "Verify the connection id with `connections.list()`."),
    Hint::new(409, Some("conflict"), "Deactivate the connection first: an active one is in use."),
];

/// The certificates by which the responses of a SAML identity provider are checked.
///
/// Several may be there at once: add the new one before the old one runs out.
#[derive(Clone, Debug)]
pub struct IdpSigningCertificates {
    pub(crate) client: Client,
}

impl IdpSigningCertificates {
    /// Makes the handle; nothing is sent.
    #[must_use]
    pub fn new(client: &Client) -> Self {
        Self { client: client.clone() }
    }

    /// Lists the certificates by which an identity provider's responses are checked, expired ones too,
    /// oldest first.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     idp_signing_certificates: workos_sso::IdpSigningCertificates,
    /// # ) -> Result<(), workos_client::Error> {
    /// let page = idp_signing_certificates.list("conn_01E4ZCR3C56J083X43JQXF3JK5").send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 400 `connection_is_not_saml` (`is_invalid_request()`): Read `connection_type` with
    ///   `connections.get()`: only SAML connections have certificates.
    /// - 403 (`is_forbidden()`): Give the API key access to connections in the dashboard.
    /// - 404 (`is_not_found()`): Verify the connection id with `connections.list()`.
    ///
    /// `GET /connections/{connection_id}/saml_idp_signing_certs`
    pub fn list(&self, connection_id: impl Into<ConnectionId>) -> ListIdpSigningCertificates {
        let mut call = Call::new(&self.client, &LIST_IDP_SIGNING_CERTIFICATES);
        call.path_id("connection_id", connection_id.into().as_str());
        ListIdpSigningCertificates { call }
    }

    /// Adds a certificate by which an identity provider's responses are checked.
    ///
    /// - `value`: The certificate, as PEM.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     idp_signing_certificates: workos_sso::IdpSigningCertificates,
    /// # ) -> Result<(), workos_client::Error> {
    /// let saml_certificate = idp_signing_certificates
    ///     .create("conn_01E4ZCR3C56J083X43JQXF3JK5", "-----BEGIN CERTIFICATE-----")
    ///     .send()
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 400 `connection_is_not_saml` (`is_invalid_request()`): Read `connection_type` with
    ///   `connections.get()`: only SAML connections have certificates.
    /// - 400 `invalid_certificate` (`is_invalid_request()`): Send each certificate as X.509 in PEM, from
    ///   `-----BEGIN CERTIFICATE-----` to its end line.
    /// - 400 `certificate_expired` (`is_invalid_request()`): Send a certificate whose `not_after` lies in
    ///   the future.
    /// - 403 (`is_forbidden()`): Give the API key access to connections in the dashboard.
    /// - 404 (`is_not_found()`): Verify the connection id with `connections.list()`.
    /// - 422 (`is_invalid_request()`): Send one X.509 certificate as PEM.
    ///
    /// `POST /connections/{connection_id}/saml_idp_signing_certs`
    pub fn create(
        &self,
        connection_id: impl Into<ConnectionId>,
        value: impl Into<String>,
    ) -> CreateIdpSigningCertificate {
        let mut call = Call::new(&self.client, &CREATE_IDP_SIGNING_CERTIFICATE);
        call.path_id("connection_id", connection_id.into().as_str());
        CreateIdpSigningCertificate { call, body: CreateIdpSigningCertificateBody { value: value.into() } }
    }

    /// Removes a certificate; responses that are signed with its key are refused from now on.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     idp_signing_certificates: workos_sso::IdpSigningCertificates,
    /// # ) -> Result<(), workos_client::Error> {
    /// idp_signing_certificates
    ///     .delete("conn_01E4ZCR3C56J083X43JQXF3JK5", "cert_01EHWNCE74X7JSDV0X3SZ3KJNY")
    ///     .send()
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 400 `cannot_delete_last_certificate` (`is_invalid_request()`): Add the new certificate with
    ///   `idp_signing_certificates.create()` before you delete the last one.
    /// - 403 (`is_forbidden()`): Give the API key access to connections in the dashboard.
    /// - 404 (`is_not_found()`): Verify the certificate's id with `list`.
    ///
    /// `DELETE /connections/{connection_id}/saml_idp_signing_certs/{certificate_id}`
    pub fn delete(
        &self,
        connection_id: impl Into<ConnectionId>,
        certificate_id: impl Into<SamlCertificateId>,
    ) -> DeleteIdpSigningCertificate {
        let mut call = Call::new(&self.client, &DELETE_IDP_SIGNING_CERTIFICATE);
        call.path_id("connection_id", connection_id.into().as_str());
        call.path_id("certificate_id", certificate_id.into().as_str());
        DeleteIdpSigningCertificate { call }
    }
}

call! {
    /// The call of [`IdpSigningCertificates::list`].
    pub struct ListIdpSigningCertificates -> Page<SamlCertificate>;
}

static LIST_IDP_SIGNING_CERTIFICATES: Operation = Operation::new(
    "idp_signing_certificates.list",
    Method::GET,
    "/connections/{connection_id}/saml_idp_signing_certs",
)
.repeatable()
.hints(LIST_IDP_SIGNING_CERTIFICATES_HINTS);

const LIST_IDP_SIGNING_CERTIFICATES_HINTS: &[Hint] = &[
    Hint::new(
        400,
        Some("connection_is_not_saml"),
        "Read `connection_type` with `connections.get()`: only SAML connections have certificates.",
    ),
    Hint::new(403, None, "Give the API key access to connections in the dashboard."),
    Hint::new(404, None, "Verify the connection id with `connections.list()`."),
];

call! {
    /// The call of [`IdpSigningCertificates::create`].
    pub struct CreateIdpSigningCertificate { body: CreateIdpSigningCertificateBody } -> SamlCertificate;
}

#[derive(Clone, Debug, Serialize)]
struct CreateIdpSigningCertificateBody {
    value: String,
}

static CREATE_IDP_SIGNING_CERTIFICATE: Operation = Operation::new(
    "idp_signing_certificates.create",
    Method::POST,
    "/connections/{connection_id}/saml_idp_signing_certs",
)
.hints(CREATE_IDP_SIGNING_CERTIFICATE_HINTS);

const CREATE_IDP_SIGNING_CERTIFICATE_HINTS: &[Hint] = &[
    Hint::new(
        400,
        Some("connection_is_not_saml"),
        "Read `connection_type` with `connections.get()`: only SAML connections have certificates.",
    ),
    Hint::new(
        400,
        Some("invalid_certificate"),
        "Send each certificate as X.509 in PEM, from `-----BEGIN CERTIFICATE-----` to its end line.",
    ),
    Hint::new(400, Some("certificate_expired"), "Send a certificate whose `not_after` lies in the future."),
    Hint::new(403, None, "Give the API key access to connections in the dashboard."),
    Hint::new(404, None, "Verify the connection id with `connections.list()`."),
    Hint::new(422, None, "Send one X.509 certificate as PEM."),
];

call! {
    /// The call of [`IdpSigningCertificates::delete`].
    pub struct DeleteIdpSigningCertificate -> ();
}

static DELETE_IDP_SIGNING_CERTIFICATE: Operation = Operation::new(
    "idp_signing_certificates.delete",
    Method::DELETE,
    "/connections/{connection_id}/saml_idp_signing_certs/{certificate_id}",
)
.hints(DELETE_IDP_SIGNING_CERTIFICATE_HINTS);

const DELETE_IDP_SIGNING_CERTIFICATE_HINTS: &[Hint] = &[
    Hint::new(
        400,
        Some("cannot_delete_last_certificate"),
        "Add the new certificate with `idp_signing_certificates.create()` before you delete the last one.",
    ),
    Hint::new(403, None, "Give the API key access to connections in the dashboard."),
    Hint::new(404, None, "Verify the certificate\'s id with `list`."),
];

/// The certificates that an identity provider encrypts its SAML responses for. WorkOS keeps the private
/// keys.
#[derive(Clone, Debug)]
pub struct SpEncryptionCertificates {
    pub(crate) client: Client,
}

impl SpEncryptionCertificates {
    /// Makes the handle; nothing is sent.
    #[must_use]
    pub fn new(client: &Client) -> Self {
        Self { client: client.clone() }
    }

    /// Lists the certificates that an identity provider may encrypt its responses for, expired ones too.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     sp_encryption_certificates: workos_sso::SpEncryptionCertificates,
    /// # ) -> Result<(), workos_client::Error> {
    /// let page = sp_encryption_certificates.list("conn_01E4ZCR3C56J083X43JQXF3JK5").send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 400 `connection_is_not_saml` (`is_invalid_request()`): Read `connection_type` with
    ///   `connections.get()`: only SAML connections have certificates.
    /// - 403 (`is_forbidden()`): Give the API key access to connections in the dashboard.
    /// - 404 (`is_not_found()`): Verify the connection id with `connections.list()`.
    ///
    /// `GET /connections/{connection_id}/saml_sp_encryption_certs`
    pub fn list(&self, connection_id: impl Into<ConnectionId>) -> ListSpEncryptionCertificates {
        let mut call = Call::new(&self.client, &LIST_SP_ENCRYPTION_CERTIFICATES);
        call.path_id("connection_id", connection_id.into().as_str());
        ListSpEncryptionCertificates { call }
    }

    /// Has WorkOS make a key pair for encrypted responses; the answer is its certificate, to be given to
    /// the identity provider.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     sp_encryption_certificates: workos_sso::SpEncryptionCertificates,
    /// # ) -> Result<(), workos_client::Error> {
    /// let saml_certificate = sp_encryption_certificates
    ///     .create("conn_01E4ZCR3C56J083X43JQXF3JK5")
    ///     .send()
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 400 `connection_is_not_saml` (`is_invalid_request()`): Read `connection_type` with
    ///   `connections.get()`: only SAML connections have certificates.
    /// - 400 `key_pair_not_accepted` (`is_invalid_request()`): Delete the custom key pair first: WorkOS
    ///   makes none beside it.
    /// - 403 (`is_forbidden()`): Give the API key access to connections in the dashboard.
    /// - 404 (`is_not_found()`): Verify the connection id with `connections.list()`.
    /// - 409 `too_many_sp_encryption_certs` (`is_conflict()`): Delete an old certificate with
    ///   `sp_encryption_certificates.delete()` first.
    /// - 503 `concurrent_request`: Wait for the other request that changes this connection, then send the
    ///   request again.
    ///
    /// `POST /connections/{connection_id}/saml_sp_encryption_certs`
    pub fn create(&self, connection_id: impl Into<ConnectionId>) -> CreateSpEncryptionCertificate {
        let mut call = Call::new(&self.client, &CREATE_SP_ENCRYPTION_CERTIFICATE);
        call.path_id("connection_id", connection_id.into().as_str());
        CreateSpEncryptionCertificate { call }
    }

    /// Removes a key pair; responses that are encrypted for it cannot be read any more.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     sp_encryption_certificates: workos_sso::SpEncryptionCertificates,
    /// # ) -> Result<(), workos_client::Error> {
    /// sp_encryption_certificates
    ///     .delete("conn_01E4ZCR3C56J083X43JQXF3JK5", "cert_01EHWNCE74X7JSDV0X3SZ3KJNY")
    ///     .send()
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 403 (`is_forbidden()`): Give the API key access to connections in the dashboard.
    /// - 404 (`is_not_found()`): Verify the certificate's id with `list`.
    ///
    /// `DELETE /connections/{connection_id}/saml_sp_encryption_certs/{certificate_id}`
    pub fn delete(
        &self,
        connection_id: impl Into<ConnectionId>,
        certificate_id: impl Into<SamlCertificateId>,
    ) -> DeleteSpEncryptionCertificate {
        let mut call = Call::new(&self.client, &DELETE_SP_ENCRYPTION_CERTIFICATE);
        call.path_id("connection_id", connection_id.into().as_str());
        call.path_id("certificate_id", certificate_id.into().as_str());
        DeleteSpEncryptionCertificate { call }
    }
}

call! {
    /// The call of [`SpEncryptionCertificates::list`].
    pub struct ListSpEncryptionCertificates -> Page<SamlCertificate>;
}

static LIST_SP_ENCRYPTION_CERTIFICATES: Operation = Operation::new(
    "sp_encryption_certificates.list",
    Method::GET,
    "/connections/{connection_id}/saml_sp_encryption_certs",
)
.repeatable()
.hints(LIST_SP_ENCRYPTION_CERTIFICATES_HINTS);

const LIST_SP_ENCRYPTION_CERTIFICATES_HINTS: &[Hint] = &[
    Hint::new(
        400,
        Some("connection_is_not_saml"),
        "Read `connection_type` with `connections.get()`: only SAML connections have certificates.",
    ),
    Hint::new(403, None, "Give the API key access to connections in the dashboard."),
    Hint::new(404, None, "Verify the connection id with `connections.list()`."),
];

call! {
    /// The call of [`SpEncryptionCertificates::create`].
    pub struct CreateSpEncryptionCertificate -> SamlCertificate;
}

static CREATE_SP_ENCRYPTION_CERTIFICATE: Operation = Operation::new(
    "sp_encryption_certificates.create",
    Method::POST,
    "/connections/{connection_id}/saml_sp_encryption_certs",
)
.hints(CREATE_SP_ENCRYPTION_CERTIFICATE_HINTS);

const CREATE_SP_ENCRYPTION_CERTIFICATE_HINTS: &[Hint] = &[
    Hint::new(
        400,
        Some("connection_is_not_saml"),
        "Read `connection_type` with `connections.get()`: only SAML connections have certificates.",
    ),
    Hint::new(
        400,
        Some("key_pair_not_accepted"),
        "Delete the custom key pair first: WorkOS makes none beside it.",
    ),
    Hint::new(403, None, "Give the API key access to connections in the dashboard."),
    Hint::new(404, None, "Verify the connection id with `connections.list()`."),
    Hint::new(
        409,
        Some("too_many_sp_encryption_certs"),
        "Delete an old certificate with `sp_encryption_certificates.delete()` first.",
    ),
    Hint::new(
        503,
        Some("concurrent_request"),
        "Wait for the other request that changes this connection, then send the request again.",
    ),
];

call! {
    /// The call of [`SpEncryptionCertificates::delete`].
    pub struct DeleteSpEncryptionCertificate -> ();
}

static DELETE_SP_ENCRYPTION_CERTIFICATE: Operation = Operation::new(
    "sp_encryption_certificates.delete",
    Method::DELETE,
    "/connections/{connection_id}/saml_sp_encryption_certs/{certificate_id}",
)
.hints(DELETE_SP_ENCRYPTION_CERTIFICATE_HINTS);

const DELETE_SP_ENCRYPTION_CERTIFICATE_HINTS: &[Hint] = &[
    Hint::new(403, None, "Give the API key access to connections in the dashboard."),
    Hint::new(404, None, "Verify the certificate\'s id with `list`."),
];

/// The certificate that belongs to the key by which WorkOS signs its SAML requests; a connection has
/// one at most.
#[derive(Clone, Debug)]
pub struct SpSigningCertificates {
    pub(crate) client: Client,
}

impl SpSigningCertificates {
    /// Makes the handle; nothing is sent.
    #[must_use]
    pub fn new(client: &Client) -> Self {
        Self { client: client.clone() }
    }

    /// Gets the certificate by which an identity provider can check the requests of WorkOS.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     sp_signing_certificates: workos_sso::SpSigningCertificates,
    /// # ) -> Result<(), workos_client::Error> {
    /// let saml_certificate = sp_signing_certificates.get("conn_01E4ZCR3C56J083X43JQXF3JK5").send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 400 `connection_is_not_saml` (`is_invalid_request()`): Read `connection_type` with
    ///   `connections.get()`: only SAML connections have certificates.
    /// - 403 (`is_forbidden()`): Give the API key access to connections in the dashboard.
    /// - 404 (`is_not_found()`): The connection is unknown or signs no requests; see `connections.get()`,
    ///   or create a key pair.
    ///
    /// `GET /connections/{connection_id}/saml_sp_signing_cert`
    pub fn get(&self, connection_id: impl Into<ConnectionId>) -> GetSpSigningCertificate {
        let mut call = Call::new(&self.client, &GET_SP_SIGNING_CERTIFICATE);
        call.path_id("connection_id", connection_id.into().as_str());
        GetSpSigningCertificate { call }
    }

    /// Has WorkOS make a key pair to sign its requests with; the answer is its certificate.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     sp_signing_certificates: workos_sso::SpSigningCertificates,
    /// # ) -> Result<(), workos_client::Error> {
    /// let saml_certificate = sp_signing_certificates
    ///     .create("conn_01E4ZCR3C56J083X43JQXF3JK5")
    ///     .send()
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 400 `connection_is_not_saml` (`is_invalid_request()`): Read `connection_type` with
    ///   `connections.get()`: only SAML connections have certificates.
    /// - 400 `key_pair_not_accepted` (`is_invalid_request()`): Delete the custom key pair first: WorkOS
    ///   makes none beside it.
    /// - 400 `connection_type_not_supported` (`is_invalid_request()`): Read `connection_type` with
    ///   `connections.get()`: providers of this type check no signed requests.
    /// - 403 (`is_forbidden()`): Give the API key access to connections in the dashboard.
    /// - 404 (`is_not_found()`): Verify the connection id with `connections.list()`.
    /// - 409 `sp_signing_cert_already_exists` (`is_conflict()`): Read it with
    ///   `sp_signing_certificates.get()`, or delete it before you create another one.
    /// - 503 `concurrent_request`: Wait for the other request that changes this connection, then send the
    ///   request again.
    ///
    /// `POST /connections/{connection_id}/saml_sp_signing_cert`
    pub fn create(&self, connection_id: impl Into<ConnectionId>) -> CreateSpSigningCertificate {
        let mut call = Call::new(&self.client, &CREATE_SP_SIGNING_CERTIFICATE);
        call.path_id("connection_id", connection_id.into().as_str());
        CreateSpSigningCertificate { call }
    }

    /// Removes the key pair; requests are not signed with it any more.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     sp_signing_certificates: workos_sso::SpSigningCertificates,
    /// # ) -> Result<(), workos_client::Error> {
    /// sp_signing_certificates
    ///     .delete("conn_01E4ZCR3C56J083X43JQXF3JK5", "cert_01EHWNCE74X7JSDV0X3SZ3KJNY")
    ///     .send()
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 403 (`is_forbidden()`): Give the API key access to connections in the dashboard.
    /// - 404 (`is_not_found()`): Verify the certificate's id with `get`.
    ///
    /// `DELETE /connections/{connection_id}/saml_sp_signing_cert/{certificate_id}`
    pub fn delete(
        &self,
        connection_id: impl Into<ConnectionId>,
        certificate_id: impl Into<SamlCertificateId>,
    ) -> DeleteSpSigningCertificate {
        let mut call = Call::new(&self.client, &DELETE_SP_SIGNING_CERTIFICATE);
        call.path_id("connection_id", connection_id.into().as_str());
        call.path_id("certificate_id", certificate_id.into().as_str());
        DeleteSpSigningCertificate { call }
    }
}

call! {
    /// The call of [`SpSigningCertificates::get`].
    pub struct GetSpSigningCertificate -> SamlCertificate;
}

static GET_SP_SIGNING_CERTIFICATE: Operation = Operation::new(
    "sp_signing_certificates.get",
    Method::GET,
    "/connections/{connection_id}/saml_sp_signing_cert",
)
.repeatable()
.hints(GET_SP_SIGNING_CERTIFICATE_HINTS);

const GET_SP_SIGNING_CERTIFICATE_HINTS: &[Hint] = &[
    Hint::new(
        400,
        Some("connection_is_not_saml"),
        "Read `connection_type` with `connections.get()`: only SAML connections have certificates.",
    ),
    Hint::new(403, None, "Give the API key access to connections in the dashboard."),
    Hint::new(
        404,
        None,
        "The connection is unknown or signs no requests; see `connections.get()`, or create a key pair.",
    ),
];

call! {
    /// The call of [`SpSigningCertificates::create`].
    pub struct CreateSpSigningCertificate -> SamlCertificate;
}

static CREATE_SP_SIGNING_CERTIFICATE: Operation = Operation::new(
    "sp_signing_certificates.create",
    Method::POST,
    "/connections/{connection_id}/saml_sp_signing_cert",
)
.hints(CREATE_SP_SIGNING_CERTIFICATE_HINTS);

const CREATE_SP_SIGNING_CERTIFICATE_HINTS: &[Hint] = &[
    Hint::new(
        400,
        Some("connection_is_not_saml"),
        "Read `connection_type` with `connections.get()`: only SAML connections have certificates.",
    ),
    Hint::new(
        400,
        Some("key_pair_not_accepted"),
        "Delete the custom key pair first: WorkOS makes none beside it.",
    ),
    Hint::new(
        400,
        Some("connection_type_not_supported"),
        "Read `connection_type` with `connections.get()`: providers of this type check no signed requests.",
    ),
    Hint::new(403, None, "Give the API key access to connections in the dashboard."),
    Hint::new(404, None, "Verify the connection id with `connections.list()`."),
    Hint::new(
        409,
        Some("sp_signing_cert_already_exists"),
        "Read it with `sp_signing_certificates.get()`, or delete it before you create another one.",
    ),
    Hint::new(
        503,
        Some("concurrent_request"),
        "Wait for the other request that changes this connection, then send the request again.",
    ),
];

call! {
    /// The call of [`SpSigningCertificates::delete`].
    pub struct DeleteSpSigningCertificate -> ();
}

static DELETE_SP_SIGNING_CERTIFICATE: Operation = Operation::new(
    "sp_signing_certificates.delete",
    Method::DELETE,
    "/connections/{connection_id}/saml_sp_signing_cert/{certificate_id}",
)
.hints(DELETE_SP_SIGNING_CERTIFICATE_HINTS);

const DELETE_SP_SIGNING_CERTIFICATE_HINTS: &[Hint] = &[
    Hint::new(403, None, "Give the API key access to connections in the dashboard."),
    Hint::new(404, None, "Verify the certificate\'s id with `get`."),
];

/// Single sign-on: from the authorization URL over the callback's code to a profile, and out again.
///
/// The API allows 600 requests a minute and API key. Answers tell the state in `X-RateLimit-Limit`,
/// `X-RateLimit-Remaining` and `X-RateLimit-Reset` (seconds since the epoch); a 429 says in
/// `Retry-After` how many seconds to wait. The client retries with exponential backoff; the preset for
/// 1, 2, 4, 8, 16 seconds and five retries is `Retry::persistent()`.
#[derive(Clone, Debug)]
pub struct Sso {
    pub(crate) client: Client,
}

impl Sso {
    /// Makes the handle; nothing is sent.
    #[must_use]
    pub fn new(client: &Client) -> Self {
        Self { client: client.clone() }
    }

    /// Gets the profile that an access token stands for.
    ///
    /// The exchange of the code returned the same profile already; call this where only the token is at
    /// hand. Do not poll it for changes: subscribe to webhooks.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     sso: workos_sso::Sso,
    /// #     access_token: workos_core::Secret,
    /// # ) -> Result<(), workos_client::Error> {
    /// let profile = sso.profile(access_token).send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 401 (`is_unauthorized()`): Sign in again: access tokens live for `expires_in` seconds.
    /// - 404 (`is_not_found()`): Sign in again: the profile no longer exists.
    ///
    /// `GET /sso/profile`, <https://workos.com/docs/reference/sso/profile/get-user-profile>
    pub fn profile(&self, access_token: impl Into<Secret>) -> GetProfile {
        let mut call = Call::new(&self.client, &GET_PROFILE);
        call.bearer(&access_token.into());
        GetProfile { call }
    }

    /// Gets the profile that an access token stands for, the way older documents describe: authenticated by
    /// the API key.
    ///
    /// Production answers `profile` instead; prefer that. Do not poll for changes: subscribe to webhooks.
    ///
    /// - `access_token`: The token that `profile_and_token` returned.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     sso: workos_sso::Sso,
    /// #     access_token: workos_core::Secret,
    /// # ) -> Result<(), workos_client::Error> {
    /// let profile = sso.profile_by_post(access_token).send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 401 `unauthorized` (`is_unauthorized()`): Send a valid API key as bearer, check `WORKOS_API_KEY`;
    ///   or sign in again, if the access token expired.
    /// - 401 (`is_unauthorized()`): Check the API key and the access token; sign in again if it expired.
    /// - 404 (`is_not_found()`): Sign in again: the profile no longer exists.
    ///
    /// `POST /sso/profile`
    pub fn profile_by_post(&self, access_token: impl Into<Secret>) -> GetProfileByPost {
        GetProfileByPost {
            call: Call::new(&self.client, &GET_PROFILE_BY_POST),
            body: GetProfileByPostBody { access_token: access_token.into() },
        }
    }

    /// Gets the public keys that verify the signatures of access tokens.
    ///
    /// Cache them, and ask again when a token names a `kid` that is not among them.
    ///
    /// - `client_id`: The client whose tokens are verified.
    ///
    /// ```no_run
    /// # async fn example(sso: workos_sso::Sso) -> Result<(), workos_client::Error> {
    /// let jwks = sso.jwks("client_01HXYZ123456789ABCDEFGHIJ").send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 404 (`is_not_found()`): Verify the client id in the dashboard.
    ///
    /// `GET /sso/jwks/{clientId}`, <https://workos.com/docs/reference/authkit/session-tokens/jwks>
    pub fn jwks(&self, client_id: impl Into<ClientId>) -> GetJwks {
        let mut call = Call::new(&self.client, &GET_JWKS);
        call.path_id("clientId", client_id.into().as_str());
        GetJwks { call }
    }

    /// Asks for a short-lived token that logs a profile out, at the identity provider too.
    ///
    /// Send the browser to `logout_url` next. Only connections of type `GenericOIDC` support it.
    ///
    /// - `profile_id`: The profile to log out.
    ///
    /// ```no_run
    /// # async fn example(sso: workos_sso::Sso) -> Result<(), workos_client::Error> {
    /// let logout_authorization = sso.authorize_logout("prof_01DMC79VCBZ0NY2099737PSVF1").send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 400 `connection_invalid` (`is_invalid_request()`): Only `GenericOIDC` connections support Single
    ///   Logout.
    /// - 400 `unauthorized_client` (`is_invalid_request()`): Use the API key of the profile's environment.
    /// - 401 `unauthorized` (`is_unauthorized()`): Send a valid API key as bearer: check `WORKOS_API_KEY`.
    /// - 404 (`is_not_found()`): Verify the profile id.
    ///
    /// `POST /sso/logout/authorize`, <https://workos.com/docs/reference/sso/logout/authorize>
    pub fn authorize_logout(&self, profile_id: impl Into<ProfileId>) -> AuthorizeLogout {
        AuthorizeLogout {
            call: Call::new(&self.client, &AUTHORIZE_LOGOUT),
            body: AuthorizeLogoutBody { profile_id: profile_id.into() },
        }
    }
}

/// Starts a sign-in. A browser goes there and is redirected to the identity provider; errors come back
/// to the redirect URI.
///
/// Exactly one of `connection`, `organization` and `provider` selects the connection. The redirect URI
/// must be on the list in the dashboard.
pub(crate) static AUTHORIZE: Operation = Operation::new("sso.authorize", Method::GET, "/sso/authorize")
    .repeatable()
    .auth(Auth::None)
    .hints(AUTHORIZE_HINTS);

const AUTHORIZE_HINTS: &[Hint] = &[
    Hint::new(
        400,
        Some("invalid_request"),
        "Send `client_id`, `redirect_uri`, `response_type` and one connection selector.",
    ),
    Hint::new(
        400,
        Some("invalid_redirect_uri"),
        "Add the redirect URI to the allowed ones in the dashboard.",
    ),
    Hint::new(401, Some("unauthorized"), "Check `WORKOS_API_KEY`: it starts with `sk_`, and must be valid."),
    Hint::new(404, Some("connection_not_found"), "Verify the connection with `connections.get(id)`."),
    Hint::new(404, Some("organization_not_found"), "Verify the organization in the dashboard."),
];

/// Exchanges the code of the callback, or an ID token, for a profile and an access token.
pub(crate) static GET_PROFILE_AND_TOKEN: Operation =
    Operation::new("sso.profile_and_token", Method::POST, "/sso/token")
        .auth(Auth::None)
        .with_secret_fields(&["access_token", "code", "code_verifier", "refresh_token", "subject_token"])
        .hints(GET_PROFILE_AND_TOKEN_HINTS);

const GET_PROFILE_AND_TOKEN_HINTS: &[Hint] = &[
    Hint::new(
        400,
        Some("invalid_grant"),
        "Offer sign-in again: a code is valid once, for 10 minutes, with its own verifier. Exchange an ID \
         token before it expires.",
    ),
    Hint::new(
        400,
        Some("invalid_request"),
        "Send `grant_type`, and `code`, or `subject_token` with `organization_id`.",
    ),
    Hint::new(400, Some("invalid_client"), "Check that client id and API key are of one environment."),
    Hint::new(400, Some("unauthorized_client"), "Allow SSO for this client in the dashboard."),
    Hint::new(
        400,
        Some("unsupported_grant_type"),
        "Call `profile_and_token()`, which sends `authorization_code`, or `exchange_id_token()`: other \
         grant types are unknown.",
    ),
    Hint::new(401, Some("unauthorized"), "Use the API key of the environment that started the sign-in."),
    Hint::new(404, None, "Check that the connection still exists."),
    Hint::new(422, None, "Send `code`, `client_id` and the secret or verifier."),
    Hint::unknown_outcome("Offer sign-in again: the code may be used up, and it is valid once."),
];

call! {
    /// The call of [`Sso::profile`].
    pub struct GetProfile -> Profile;
}

static GET_PROFILE: Operation = Operation::new("sso.profile", Method::GET, "/sso/profile")
    .repeatable()
    .auth(Auth::AccessToken)
    .hints(GET_PROFILE_HINTS);

const GET_PROFILE_HINTS: &[Hint] = &[
    Hint::new(401, None, "Sign in again: access tokens live for `expires_in` seconds."),
    Hint::new(404, None, "Sign in again: the profile no longer exists."),
];

call! {
    /// The call of [`Sso::profile_by_post`].
    pub struct GetProfileByPost { body: GetProfileByPostBody } -> Profile;
}

#[derive(Clone, Debug, Serialize)]
struct GetProfileByPostBody {
    #[serde(serialize_with = "workos_core::private::expose")]
    access_token: Secret,
}

static GET_PROFILE_BY_POST: Operation = Operation::new("sso.profile_by_post", Method::POST, "/sso/profile")
    .repeatable()
    .with_secret_fields(&["access_token"])
    .hints(GET_PROFILE_BY_POST_HINTS);

const GET_PROFILE_BY_POST_HINTS: &[Hint] = &[
    Hint::new(
        401,
        Some("unauthorized"),
        "Send a valid API key as bearer, check `WORKOS_API_KEY`; or sign in again, if the access token \
         expired.",
    ),
    Hint::new(401, None, "Check the API key and the access token; sign in again if it expired."),
    Hint::new(404, None, "Sign in again: the profile no longer exists."),
];

call! {
    /// The call of [`Sso::jwks`].
    pub struct GetJwks -> Jwks;
}

static GET_JWKS: Operation = Operation::new("sso.jwks", Method::GET, "/sso/jwks/{clientId}")
    .repeatable()
    .auth(Auth::None)
    .hints(GET_JWKS_HINTS);

const GET_JWKS_HINTS: &[Hint] = &[Hint::new(404, None, "Verify the client id in the dashboard.")];

call! {
    /// The call of [`Sso::authorize_logout`].
    pub struct AuthorizeLogout { body: AuthorizeLogoutBody } -> LogoutAuthorization;
}

#[derive(Clone, Debug, Serialize)]
struct AuthorizeLogoutBody {
    profile_id: ProfileId,
}

static AUTHORIZE_LOGOUT: Operation =
    Operation::new("sso.authorize_logout", Method::POST, "/sso/logout/authorize")
        .repeatable()
        .with_secret_fields(&["logout_token", "logout_url"])
        .hints(AUTHORIZE_LOGOUT_HINTS);

const AUTHORIZE_LOGOUT_HINTS: &[Hint] = &[
    Hint::new(400, Some("connection_invalid"), "Only `GenericOIDC` connections support Single Logout."),
    Hint::new(400, Some("unauthorized_client"), "Use the API key of the profile\'s environment."),
    Hint::new(401, Some("unauthorized"), "Send a valid API key as bearer: check `WORKOS_API_KEY`."),
    Hint::new(404, None, "Verify the profile id."),
];

/// Logs out. A browser goes there with the token of `authorize_logout` and is redirected on.
pub(crate) static LOGOUT: Operation = Operation::new("sso.logout", Method::GET, "/sso/logout")
    .repeatable()
    .auth(Auth::None)
    .with_secret_fields(&["token"])
    .hints(LOGOUT_HINTS);

const LOGOUT_HINTS: &[Hint] =
    &[Hint::new(404, None, "Ask for a new logout token: it is short-lived and good once.")];
