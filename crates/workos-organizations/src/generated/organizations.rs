//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

use std::collections::BTreeMap;

use serde::Serialize;
use workos_client::{Call, Client, Hint, Method, Operation, call, setters};
use workos_core::{OrganizationId, Patch};

use super::hints::SHARED_HINTS;
use super::models::{AuditLogConfiguration, Organization, OrganizationDomainData};

/// The organizations of an environment: the customers whose users sign in, each with its domains and
/// connections.
#[derive(Clone, Debug)]
pub struct Organizations {
    pub(crate) client: Client,
}

impl Organizations {
    /// Creates the handle, without sending a request.
    #[must_use]
    pub fn new(client: &Client) -> Self {
        Self { client: client.clone() }
    }

    /// Lists the organizations of the environment, newest first.
    ///
    /// An organization must match all filters.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     organizations: workos_organizations::Organizations,
    /// # ) -> Result<(), workos_client::Error> {
    /// let page = organizations.list().send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 422 (`is_invalid_request()`): Check the cursor and the filters.
    ///
    /// `GET /organizations`, <https://workos.com/docs/reference/organization/list>
    #[doc(alias = "OrganizationsController_list")]
    #[doc(alias = "list_organizations")]
    pub fn list(&self) -> ListOrganizations {
        ListOrganizations { call: Call::new(&self.client, &LIST_ORGANIZATIONS) }
    }

    /// Creates an organization.
    ///
    /// Set its domains in `domain_data`: as `verified` if you have verified the ownership yourself, else as
    /// `pending`.
    ///
    /// - `name`: The display name. Several organizations may have the same name.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     organizations: workos_organizations::Organizations,
    /// # ) -> Result<(), workos_client::Error> {
    /// let organization = organizations.create("Foo Corp").send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 400 `invalid_metadata` (`is_invalid_request()`): Use at most 50 metadata entries, with keys of at
    ///   most 40 and values of at most 600 characters.
    /// - 400 `external_id_already_used` (`is_invalid_request()`): Get the organization that already has
    ///   this external id with `organizations.get_by_external_id()`.
    /// - 409 (`is_conflict()`): Check whether another organization has one of the domains.
    /// - 422 (`is_invalid_request()`): Check the name, and that each domain is a plain host name.
    ///
    /// `POST /organizations`, <https://workos.com/docs/reference/organization/create>
    #[doc(alias = "OrganizationsController_create")]
    #[doc(alias = "create_organization")]
    pub fn create(&self, name: impl Into<String>) -> CreateOrganization {
        CreateOrganization {
            call: Call::new(&self.client, &CREATE_ORGANIZATION),
            body: CreateOrganizationBody { name: name.into(), ..CreateOrganizationBody::default() },
        }
    }

    /// Gets an organization with its domains.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     organizations: workos_organizations::Organizations,
    /// # ) -> Result<(), workos_client::Error> {
    /// let organization = organizations.get("org_01EHWNCE74X7JSDV0X3SZ3KJNY").send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 404 (`is_not_found()`): Verify the organization id with `organizations.list()`.
    ///
    /// `GET /organizations/{id}`, <https://workos.com/docs/reference/organization/get>
    #[doc(alias = "OrganizationsController_find")]
    #[doc(alias = "get_organization")]
    pub fn get(&self, id: impl Into<OrganizationId>) -> GetOrganization {
        let mut call = Call::new(&self.client, &GET_ORGANIZATION);
        call.path_id("id", id.into().as_str());
        GetOrganization { call }
    }

    /// Updates an organization. Fields that are not set stay unchanged; `Patch::Clear` clears a field.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     organizations: workos_organizations::Organizations,
    /// # ) -> Result<(), workos_client::Error> {
    /// let organization = organizations
    ///     .update("org_01EHWNCE74X7JSDV0X3SZ3KJNY")
    ///     .name("Foo Corp")
    ///     .send()
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 400 `invalid_metadata` (`is_invalid_request()`): Use at most 50 metadata entries, with keys of at
    ///   most 40 and values of at most 600 characters.
    /// - 400 `external_id_already_used` (`is_invalid_request()`): Get the organization that already has
    ///   this external id with `organizations.get_by_external_id()`.
    /// - 400 `stripe_customer_id_already_used` (`is_invalid_request()`): Use another Stripe customer: this
    ///   one belongs to another organization.
    /// - 403 (`is_forbidden()`): Give the API key access to organizations in the dashboard.
    /// - 404 (`is_not_found()`): Verify the organization id with `organizations.list()`.
    /// - 409 (`is_conflict()`): Check whether another organization has one of the domains.
    /// - 422 (`is_invalid_request()`): Check the name, and that each domain is a plain host name.
    ///
    /// `PUT /organizations/{id}`, <https://workos.com/docs/reference/organization/update>
    #[doc(alias = "OrganizationsController_updateOrganization")]
    #[doc(alias = "update_organization")]
    pub fn update(&self, id: impl Into<OrganizationId>) -> UpdateOrganization {
        let mut call = Call::new(&self.client, &UPDATE_ORGANIZATION);
        call.path_id("id", id.into().as_str());
        UpdateOrganization { call, body: UpdateOrganizationBody::default() }
    }

    /// Deletes an organization permanently.
    ///
    /// The server may respond before the deletion is complete. The event `organization.deleted` reports the
    /// completion.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     organizations: workos_organizations::Organizations,
    /// # ) -> Result<(), workos_client::Error> {
    /// organizations.delete("org_01EHWNCE74X7JSDV0X3SZ3KJNY").send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 403 (`is_forbidden()`): Give the API key access to organizations in the dashboard.
    ///
    /// `DELETE /organizations/{id}`, <https://workos.com/docs/reference/organization/delete>
    #[doc(alias = "OrganizationsController_deleteOrganization")]
    #[doc(alias = "delete_organization")]
    pub fn delete(&self, id: impl Into<OrganizationId>) -> DeleteOrganization {
        let mut call = Call::new(&self.client, &DELETE_ORGANIZATION);
        call.path_id("id", id.into().as_str());
        DeleteOrganization { call }
    }

    /// Gets the organization with this external id.
    ///
    /// - `external_id`: The organization's id in your own system.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     organizations: workos_organizations::Organizations,
    /// # ) -> Result<(), workos_client::Error> {
    /// let organization = organizations
    ///     .get_by_external_id("2fe01467-f7ea-4dd2-8b79-c2b4f56d0191")
    ///     .send()
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 404 (`is_not_found()`): Check the external id, or set it with
    ///   `organizations.update(id).external_id(…)`: no organization has it.
    ///
    /// `GET /organizations/external_id/{external_id}`,
    /// <https://workos.com/docs/reference/organization/get-by-external-id>
    #[doc(alias = "OrganizationsController_getByExternalId")]
    #[doc(alias = "get_organization_by_external_id")]
    pub fn get_by_external_id(&self, external_id: impl AsRef<str>) -> GetOrganizationByExternalId {
        let mut call = Call::new(&self.client, &GET_ORGANIZATION_BY_EXTERNAL_ID);
        call.path("external_id", external_id.as_ref());
        GetOrganizationByExternalId { call }
    }

    /// Gets the audit log configuration of an organization: the retention period and the log stream.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     organizations: workos_organizations::Organizations,
    /// # ) -> Result<(), workos_client::Error> {
    /// let audit_log_configuration = organizations
    ///     .audit_log_configuration("org_01EHWNCE74X7JSDV0X3SZ3KJNY")
    ///     .send()
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 404 (`is_not_found()`): Verify the organization id with `organizations.list()`.
    ///
    /// `GET /organizations/{id}/audit_log_configuration`
    #[doc(alias = "OrganizationsController_getAuditLogConfiguration")]
    #[doc(alias = "get_audit_log_configuration")]
    pub fn audit_log_configuration(&self, id: impl Into<OrganizationId>) -> GetAuditLogConfiguration {
        let mut call = Call::new(&self.client, &GET_AUDIT_LOG_CONFIGURATION);
        call.path_id("id", id.into().as_str());
        GetAuditLogConfiguration { call }
    }
}

call! {
    /// The call of [`Organizations::list`].
    pub struct ListOrganizations -> Page<Organization>, paged(100);
}

impl ListOrganizations {
    /// Filters by domain: organizations with at least one of these domains.
    pub fn domains(mut self, domains: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        self.call.query_list("domains", domains);
        self
    }

    /// Filters by a text that the name must match.
    pub fn search(mut self, search: impl Into<String>) -> Self {
        self.call.query("search", search.into());
        self
    }
}

static LIST_ORGANIZATIONS: Operation = Operation::new("organizations.list", Method::GET, "/organizations")
    .repeatable()
    .hints(LIST_ORGANIZATIONS_HINTS)
    .with_default_hints(SHARED_HINTS);

const LIST_ORGANIZATIONS_HINTS: &[Hint] = &[Hint::new(422, None, "Check the cursor and the filters.")];

call! {
    /// The call of [`Organizations::create`].
    pub struct CreateOrganization { body: CreateOrganizationBody } -> Organization;
}

setters! {
    CreateOrganization:
    /// Whether users may sign in whose e-mail address is in none of the domains.
    allow_profiles_outside_organization(bool) = Some(allow_profiles_outside_organization);
    /// The domains of the organization, without their verification states.
#[deprecated = "Use `domain_data`, which includes the verification state of each domain."]
    domains(impl IntoIterator<Item = impl Into<String>>) =
        Some(domains.into_iter().map(Into::into).collect());
    /// The domains of the organization, with their verification states.
    domain_data(impl IntoIterator<Item = impl Into<OrganizationDomainData>>) =
        Some(domain_data.into_iter().map(Into::into).collect());
}

impl CreateOrganization {
    /// The metadata that your system stores with the organization: at most 50 entries, with keys of at most
    /// 40 and values of at most 600 characters. Longer metadata is refused before anything is sent.
    pub fn metadata(mut self, metadata: impl Into<Patch<BTreeMap<String, String>>>) -> Self {
        self.body.metadata = metadata.into();
        if let Patch::Set(metadata) = &self.body.metadata {
            self.call.check_map("metadata", metadata, [50, 40, 600]);
        }
        self
    }

    /// The id of the organization in your own system: at most 128 ASCII characters, unique in the
    /// environment.
    pub fn external_id(mut self, external_id: impl Into<Patch<String>>) -> Self {
        self.body.external_id = external_id.into();
        if let Patch::Set(external_id) = &self.body.external_id {
            self.call.check_text("external_id", external_id, 128);
        }
        self
    }
}

#[derive(Clone, Debug, Default, Serialize)]
struct CreateOrganizationBody {
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    allow_profiles_outside_organization: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    domains: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    domain_data: Option<Vec<OrganizationDomainData>>,
    #[serde(skip_serializing_if = "Patch::is_keep")]
    metadata: Patch<BTreeMap<String, String>>,
    #[serde(skip_serializing_if = "Patch::is_keep")]
    external_id: Patch<String>,
}

static CREATE_ORGANIZATION: Operation =
    Operation::new("organizations.create", Method::POST, "/organizations")
        .hints(CREATE_ORGANIZATION_HINTS)
        .with_default_hints(SHARED_HINTS);

const CREATE_ORGANIZATION_HINTS: &[Hint] = &[
    Hint::new(409, None, "Check whether another organization has one of the domains."),
    Hint::new(422, None, "Check the name, and that each domain is a plain host name."),
];

call! {
    /// The call of [`Organizations::get`].
    pub struct GetOrganization -> Organization;
}

static GET_ORGANIZATION: Operation = Operation::new("organizations.get", Method::GET, "/organizations/{id}")
    .repeatable()
    .hints(GET_ORGANIZATION_HINTS)
    .with_default_hints(SHARED_HINTS);

const GET_ORGANIZATION_HINTS: &[Hint] =
    &[Hint::new(404, None, "Verify the organization id with `organizations.list()`.")];

call! {
    /// The call of [`Organizations::update`].
    pub struct UpdateOrganization { body: UpdateOrganizationBody } -> Organization;
}

setters! {
    UpdateOrganization:
    /// The display name.
    name(impl Into<String>) = Some(name.into());
    /// Whether users may sign in whose e-mail address is in none of the domains.
    allow_profiles_outside_organization(bool) = Some(allow_profiles_outside_organization);
    /// The domains of the organization, without their verification states.
#[deprecated = "Use `domain_data`, which includes the verification state of each domain."]
    domains(impl IntoIterator<Item = impl Into<String>>) =
        Some(domains.into_iter().map(Into::into).collect());
    /// All domains of the organization, with their verification states. They replace the current ones.
    domain_data(impl IntoIterator<Item = impl Into<OrganizationDomainData>>) =
        Some(domain_data.into_iter().map(Into::into).collect());
    /// The Stripe customer of the organization.
    stripe_customer_id(impl Into<Patch<String>>) = stripe_customer_id.into();
}

impl UpdateOrganization {
    /// The metadata that your system stores with the organization: at most 50 entries, with keys of at most
    /// 40 and values of at most 600 characters. Longer metadata is refused before anything is sent.
    pub fn metadata(mut self, metadata: impl Into<Patch<BTreeMap<String, String>>>) -> Self {
        self.body.metadata = metadata.into();
        if let Patch::Set(metadata) = &self.body.metadata {
            self.call.check_map("metadata", metadata, [50, 40, 600]);
        }
        self
    }

    /// The id of the organization in your own system: at most 128 ASCII characters, unique in the
    /// environment.
    pub fn external_id(mut self, external_id: impl Into<Patch<String>>) -> Self {
        self.body.external_id = external_id.into();
        if let Patch::Set(external_id) = &self.body.external_id {
            self.call.check_text("external_id", external_id, 128);
        }
        self
    }
}

#[derive(Clone, Debug, Default, Serialize)]
struct UpdateOrganizationBody {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    allow_profiles_outside_organization: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    domains: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    domain_data: Option<Vec<OrganizationDomainData>>,
    #[serde(skip_serializing_if = "Patch::is_keep")]
    stripe_customer_id: Patch<String>,
    #[serde(skip_serializing_if = "Patch::is_keep")]
    metadata: Patch<BTreeMap<String, String>>,
    #[serde(skip_serializing_if = "Patch::is_keep")]
    external_id: Patch<String>,
}

static UPDATE_ORGANIZATION: Operation =
    Operation::new("organizations.update", Method::PUT, "/organizations/{id}")
        .hints(UPDATE_ORGANIZATION_HINTS)
        .with_default_hints(SHARED_HINTS);

const UPDATE_ORGANIZATION_HINTS: &[Hint] = &[
    Hint::new(
        400,
        Some("stripe_customer_id_already_used"),
        "Use another Stripe customer: this one belongs to another organization.",
    ),
    Hint::new(404, None, "Verify the organization id with `organizations.list()`."),
    Hint::new(409, None, "Check whether another organization has one of the domains."),
    Hint::new(422, None, "Check the name, and that each domain is a plain host name."),
];

call! {
    /// The call of [`Organizations::delete`].
    pub struct DeleteOrganization -> ();
}

static DELETE_ORGANIZATION: Operation =
    Operation::new("organizations.delete", Method::DELETE, "/organizations/{id}")
        .with_default_hints(SHARED_HINTS);

call! {
    /// The call of [`Organizations::get_by_external_id`].
    pub struct GetOrganizationByExternalId -> Organization;
}

static GET_ORGANIZATION_BY_EXTERNAL_ID: Operation = Operation::new(
    "organizations.get_by_external_id",
    Method::GET,
    "/organizations/external_id/{external_id}",
)
.repeatable()
.hints(GET_ORGANIZATION_BY_EXTERNAL_ID_HINTS)
.with_default_hints(SHARED_HINTS);

const GET_ORGANIZATION_BY_EXTERNAL_ID_HINTS: &[Hint] = &[Hint::new(
    404,
    None,
    "Check the external id, or set it with `organizations.update(id).external_id(\u{2026})`: no \
         organization has it.",
)];

call! {
    /// The call of [`Organizations::audit_log_configuration`].
    pub struct GetAuditLogConfiguration -> AuditLogConfiguration;
}

static GET_AUDIT_LOG_CONFIGURATION: Operation = Operation::new(
    "organizations.audit_log_configuration",
    Method::GET,
    "/organizations/{id}/audit_log_configuration",
)
.repeatable()
.hints(GET_AUDIT_LOG_CONFIGURATION_HINTS)
.with_default_hints(SHARED_HINTS);

const GET_AUDIT_LOG_CONFIGURATION_HINTS: &[Hint] =
    &[Hint::new(404, None, "Verify the organization id with `organizations.list()`.")];
