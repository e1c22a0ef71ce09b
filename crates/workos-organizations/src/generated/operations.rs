//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

use std::collections::BTreeMap;

use serde::Serialize;
use workos_client::{Call, Client, Hint, Method, Operation, call};
use workos_core::{ItContactId, OrganizationDomainId, OrganizationId, Page, Patch};

use super::enums::ItContactIntent;
use super::models::{
    AuditLogConfiguration, ItContact, Organization, OrganizationDomain, OrganizationDomainData,
};

/// The organizations of an environment: the customers whose people sign in, each with its domains and
/// connections.
#[derive(Clone, Debug)]
pub struct Organizations {
    pub(crate) client: Client,
}

impl Organizations {
    /// Makes the handle; nothing is sent.
    #[must_use]
    pub fn new(client: &Client) -> Self {
        Self { client: client.clone() }
    }

    /// Lists the organizations of the environment, newest first.
    ///
    /// The filters narrow each other.
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
    pub fn list(&self) -> ListOrganizations {
        ListOrganizations { call: Call::new(&self.client, &LIST_ORGANIZATIONS) }
    }

    /// Creates an organization.
    ///
    /// Name its domains in `domain_data`: as `verified` when ownership is known by other means, else as
    /// `pending`.
    ///
    /// - `name`: Its name for people. Several organizations may have the same.
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
    /// - 400 `invalid_metadata` (`is_invalid_request()`): Keep metadata within 50 entries, keys within 40
    ///   characters and values within 600.
    /// - 400 `external_id_already_used` (`is_invalid_request()`): Another organization has this external
    ///   id; get it with `organizations.get_by_external_id()`.
    /// - 409 (`is_conflict()`): Check whether another organization has one of the domains.
    /// - 422 (`is_invalid_request()`): Check the name, and that each domain is a plain host name.
    ///
    /// `POST /organizations`, <https://workos.com/docs/reference/organization/create>
    pub fn create(&self, name: impl Into<String>) -> CreateOrganization {
        CreateOrganization {
            call: Call::new(&self.client, &CREATE_ORGANIZATION),
            body: CreateOrganizationBody {
                name: name.into(),
                allow_profiles_outside_organization: None,
                domains: None,
                domain_data: None,
                metadata: Patch::Keep,
                external_id: Patch::Keep,
            },
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
    pub fn get(&self, id: impl Into<OrganizationId>) -> GetOrganization {
        let mut call = Call::new(&self.client, &GET_ORGANIZATION);
        call.path_id("id", id.into().as_str());
        GetOrganization { call }
    }

    /// Changes an organization. What is not set stays as it is; `Patch::Clear` empties a field.
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
    /// - 400 `invalid_metadata` (`is_invalid_request()`): Keep metadata within 50 entries, keys within 40
    ///   characters and values within 600.
    /// - 400 `external_id_already_used` (`is_invalid_request()`): Another organization has this external
    ///   id; get it with `organizations.get_by_external_id()`.
    /// - 400 `stripe_customer_id_already_used` (`is_invalid_request()`): Another organization has this
    ///   Stripe customer; a customer belongs to one organization.
    /// - 403 (`is_forbidden()`): Give the API key access to organizations in the dashboard.
    /// - 404 (`is_not_found()`): Verify the organization id with `organizations.list()`.
    /// - 409 (`is_conflict()`): Check whether another organization has one of the domains.
    /// - 422 (`is_invalid_request()`): Check the name, and that each domain is a plain host name.
    ///
    /// `PUT /organizations/{id}`, <https://workos.com/docs/reference/organization/update>
    pub fn update(&self, id: impl Into<OrganizationId>) -> UpdateOrganization {
        let mut call = Call::new(&self.client, &UPDATE_ORGANIZATION);
        call.path_id("id", id.into().as_str());
        UpdateOrganization {
            call,
            body: UpdateOrganizationBody {
                name: None,
                allow_profiles_outside_organization: None,
                domains: None,
                domain_data: None,
                stripe_customer_id: Patch::Keep,
                metadata: Patch::Keep,
                external_id: Patch::Keep,
            },
        }
    }

    /// Deletes an organization for good.
    ///
    /// The server may finish after it has answered; the event `organization.deleted` tells the end.
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
    pub fn delete(&self, id: impl Into<OrganizationId>) -> DeleteOrganization {
        let mut call = Call::new(&self.client, &DELETE_ORGANIZATION);
        call.path_id("id", id.into().as_str());
        DeleteOrganization { call }
    }

    /// Gets the organization that has this external id.
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
    /// - 404 (`is_not_found()`): No organization has this external id; set it with
    ///   `organizations.update(id).external_id(…)`.
    ///
    /// `GET /organizations/external_id/{external_id}`,
    /// <https://workos.com/docs/reference/organization/get-by-external-id>
    pub fn get_by_external_id(&self, external_id: impl AsRef<str>) -> GetOrganizationByExternalId {
        let mut call = Call::new(&self.client, &GET_ORGANIZATION_BY_EXTERNAL_ID);
        call.path("external_id", external_id.as_ref());
        GetOrganizationByExternalId { call }
    }

    /// Gets how long the audit logs of an organization are kept, and where they are streamed to.
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
    /// Only organizations with one of these domains.
    pub fn domains(mut self, domains: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        self.call.query_list("domains", domains);
        self
    }

    /// Only organizations whose name matches this text.
    pub fn search(mut self, search: impl Into<String>) -> Self {
        self.call.query("search", search.into());
        self
    }
}

static LIST_ORGANIZATIONS: Operation = Operation::new("organizations.list", Method::GET, "/organizations")
    .repeatable()
    .hints(LIST_ORGANIZATIONS_HINTS);

const LIST_ORGANIZATIONS_HINTS: &[Hint] = &[Hint::new(422, None, "Check the cursor and the filters.")];

call! {
    /// The call of [`Organizations::create`].
    pub struct CreateOrganization { body: CreateOrganizationBody } -> Organization;
}

impl CreateOrganization {
    /// Whether people whose e-mail address is in none of its domains may sign in.
    pub fn allow_profiles_outside_organization(mut self, allow_profiles_outside_organization: bool) -> Self {
        self.body.allow_profiles_outside_organization = Some(allow_profiles_outside_organization);
        self
    }

    /// Its domains, without a word on whether they are proved.
    #[deprecated = "Use `domain_data`, which says whether a domain is proved."]
    pub fn domains(mut self, domains: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.body.domains = Some(domains.into_iter().map(Into::into).collect());
        self
    }

    /// Its domains, with their states.
    pub fn domain_data(
        mut self,
        domain_data: impl IntoIterator<Item = impl Into<OrganizationDomainData>>,
    ) -> Self {
        self.body.domain_data = Some(domain_data.into_iter().map(Into::into).collect());
        self
    }

    /// What your system keeps with it: at most 50 entries, keys of at most 40 and values of at most 600
    /// characters. More is refused before anything is sent.
    pub fn metadata(mut self, metadata: impl Into<Patch<BTreeMap<String, String>>>) -> Self {
        self.body.metadata = metadata.into();
        if let Patch::Set(metadata) = &self.body.metadata {
            check_map(&mut self.call, "metadata", metadata, [50, 40, 600]);
        }
        self
    }

    /// Its id in your own system, at most 128 ASCII characters; no two organizations have the same.
    pub fn external_id(mut self, external_id: impl Into<Patch<String>>) -> Self {
        self.body.external_id = external_id.into();
        if let Patch::Set(external_id) = &self.body.external_id {
            check_text(&mut self.call, "external_id", external_id, 128);
        }
        self
    }
}

#[derive(Clone, Debug, Serialize)]
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
    Operation::new("organizations.create", Method::POST, "/organizations").hints(CREATE_ORGANIZATION_HINTS);

const CREATE_ORGANIZATION_HINTS: &[Hint] = &[
    Hint::new(
        400,
        Some("invalid_metadata"),
        "Keep metadata within 50 entries, keys within 40 characters and values within 600.",
    ),
    Hint::new(
        400,
        Some("external_id_already_used"),
        "Another organization has this external id; get it with `organizations.get_by_external_id()`.",
    ),
    Hint::new(409, None, "Check whether another organization has one of the domains."),
    Hint::new(422, None, "Check the name, and that each domain is a plain host name."),
];

call! {
    /// The call of [`Organizations::get`].
    pub struct GetOrganization -> Organization;
}

static GET_ORGANIZATION: Operation = Operation::new("organizations.get", Method::GET, "/organizations/{id}")
    .repeatable()
    .hints(GET_ORGANIZATION_HINTS);

const GET_ORGANIZATION_HINTS: &[Hint] =
    &[Hint::new(404, None, "Verify the organization id with `organizations.list()`.")];

call! {
    /// The call of [`Organizations::update`].
    pub struct UpdateOrganization { body: UpdateOrganizationBody } -> Organization;
}

impl UpdateOrganization {
    /// Its name for people.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.body.name = Some(name.into());
        self
    }

    /// Whether people whose e-mail address is in none of its domains may sign in.
    pub fn allow_profiles_outside_organization(mut self, allow_profiles_outside_organization: bool) -> Self {
        self.body.allow_profiles_outside_organization = Some(allow_profiles_outside_organization);
        self
    }

    /// Its domains, without a word on whether they are proved.
    #[deprecated = "Use `domain_data`, which says whether a domain is proved."]
    pub fn domains(mut self, domains: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.body.domains = Some(domains.into_iter().map(Into::into).collect());
        self
    }

    /// All domains that it is to have, with their states.
    pub fn domain_data(
        mut self,
        domain_data: impl IntoIterator<Item = impl Into<OrganizationDomainData>>,
    ) -> Self {
        self.body.domain_data = Some(domain_data.into_iter().map(Into::into).collect());
        self
    }

    /// The Stripe customer that pays for it.
    pub fn stripe_customer_id(mut self, stripe_customer_id: impl Into<Patch<String>>) -> Self {
        self.body.stripe_customer_id = stripe_customer_id.into();
        self
    }

    /// What your system keeps with it: at most 50 entries, keys of at most 40 and values of at most 600
    /// characters. More is refused before anything is sent.
    pub fn metadata(mut self, metadata: impl Into<Patch<BTreeMap<String, String>>>) -> Self {
        self.body.metadata = metadata.into();
        if let Patch::Set(metadata) = &self.body.metadata {
            check_map(&mut self.call, "metadata", metadata, [50, 40, 600]);
        }
        self
    }

    /// Its id in your own system, at most 128 ASCII characters; no two organizations have the same.
    pub fn external_id(mut self, external_id: impl Into<Patch<String>>) -> Self {
        self.body.external_id = external_id.into();
        if let Patch::Set(external_id) = &self.body.external_id {
            check_text(&mut self.call, "external_id", external_id, 128);
        }
        self
    }
}

#[derive(Clone, Debug, Serialize)]
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
        .hints(UPDATE_ORGANIZATION_HINTS);

const UPDATE_ORGANIZATION_HINTS: &[Hint] = &[
    Hint::new(
        400,
        Some("invalid_metadata"),
        "Keep metadata within 50 entries, keys within 40 characters and values within 600.",
    ),
    Hint::new(
        400,
        Some("external_id_already_used"),
        "Another organization has this external id; get it with `organizations.get_by_external_id()`.",
    ),
    Hint::new(
        400,
        Some("stripe_customer_id_already_used"),
        "Another organization has this Stripe customer; a customer belongs to one organization.",
    ),
    Hint::new(403, None, "Give the API key access to organizations in the dashboard."),
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
        .hints(DELETE_ORGANIZATION_HINTS);

const DELETE_ORGANIZATION_HINTS: &[Hint] =
    &[Hint::new(403, None, "Give the API key access to organizations in the dashboard.")];

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
.hints(GET_ORGANIZATION_BY_EXTERNAL_ID_HINTS);

const GET_ORGANIZATION_BY_EXTERNAL_ID_HINTS: &[Hint] = &[Hint::new(
    404,
    None,
    "No organization has this external id; set it with `organizations.update(id).external_id(\u{2026})`.",
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
.hints(GET_AUDIT_LOG_CONFIGURATION_HINTS);

const GET_AUDIT_LOG_CONFIGURATION_HINTS: &[Hint] =
    &[Hint::new(404, None, "Verify the organization id with `organizations.list()`.")];

/// The IT contacts of an organization: who sets up its connections and directories in the Admin Portal.
#[derive(Clone, Debug)]
pub struct ItContacts {
    pub(crate) client: Client,
}

impl ItContacts {
    /// Makes the handle; nothing is sent.
    #[must_use]
    pub fn new(client: &Client) -> Self {
        Self { client: client.clone() }
    }

    /// Lists the IT contacts of an organization, all of them at once.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     it_contacts: workos_organizations::ItContacts,
    /// # ) -> Result<(), workos_client::Error> {
    /// let page = it_contacts.list("org_01HE8GSH8FQPASKSY27THRKRBP").send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 403 (`is_forbidden()`): Give the API key access to organizations in the dashboard.
    /// - 404 (`is_not_found()`): Verify the organization id with `organizations.list()`.
    ///
    /// `GET /organizations/{organization_id}/it_contacts`
    pub fn list(&self, organization_id: impl Into<OrganizationId>) -> ListItContacts {
        let mut call = Call::new(&self.client, &LIST_IT_CONTACTS);
        call.path_id("organization_id", organization_id.into().as_str());
        ListItContacts { call }
    }

    /// Adds an IT contact to an organization.
    ///
    /// Nobody is invited by this: call `invite`. A contact is written to when a certificate of the
    /// organization runs out.
    ///
    /// - `email`: Where the contact is written to.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     it_contacts: workos_organizations::ItContacts,
    /// # ) -> Result<(), workos_client::Error> {
    /// let it_contact = it_contacts
    ///     .create("org_01HE8GSH8FQPASKSY27THRKRBP", "it@foo-corp.com")
    ///     .send()
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 403 (`is_forbidden()`): Give the API key access to organizations in the dashboard.
    /// - 404 (`is_not_found()`): Verify the organization id with `organizations.list()`.
    /// - 409 `it_contact_already_exists` (`is_conflict()`): Find the contact with this e-mail address with
    ///   `it_contacts.list()`.
    /// - 422 (`is_invalid_request()`): Check that the e-mail address is one.
    /// - 503 `concurrent_request`: Wait for the other request that changes the organization's IT contacts,
    ///   then send the request again.
    ///
    /// `POST /organizations/{organization_id}/it_contacts`
    pub fn create(
        &self,
        organization_id: impl Into<OrganizationId>,
        email: impl Into<String>,
    ) -> CreateItContact {
        let mut call = Call::new(&self.client, &CREATE_IT_CONTACT);
        call.path_id("organization_id", organization_id.into().as_str());
        CreateItContact { call, body: CreateItContactBody { email: email.into() } }
    }

    /// Removes an IT contact; set-up links that were sent to it stop working.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     it_contacts: workos_organizations::ItContacts,
    /// # ) -> Result<(), workos_client::Error> {
    /// it_contacts
    ///     .delete("org_01HE8GSH8FQPASKSY27THRKRBP", "it_contact_01EHZNVPK2QXHMVWCEDQEKY69A")
    ///     .send()
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 403 (`is_forbidden()`): Give the API key access to organizations in the dashboard.
    /// - 404 (`is_not_found()`): Verify the contact's id with `it_contacts.list()`.
    /// - 503 `concurrent_request`: Wait for the other request that changes the organization's IT contacts,
    ///   then send the request again.
    ///
    /// `DELETE /organizations/{organization_id}/it_contacts/{contact_id}`
    pub fn delete(
        &self,
        organization_id: impl Into<OrganizationId>,
        contact_id: impl Into<ItContactId>,
    ) -> DeleteItContact {
        let mut call = Call::new(&self.client, &DELETE_IT_CONTACT);
        call.path_id("organization_id", organization_id.into().as_str());
        call.path_id("contact_id", contact_id.into().as_str());
        DeleteItContact { call }
    }

    /// Sends an IT contact a link to the Admin Portal.
    ///
    /// An organization has one active invitation at most; `revoke` the old one first.
    ///
    /// - `intents`: What the contact may set up.
    ///
    /// ```no_run
    /// use workos_organizations::ItContactIntent;
    ///
    /// # async fn example(
    /// #     it_contacts: workos_organizations::ItContacts,
    /// # ) -> Result<(), workos_client::Error> {
    /// it_contacts
    ///     .invite("org_01HE8GSH8FQPASKSY27THRKRBP", "it_contact_01EHZNVPK2QXHMVWCEDQEKY69A", [ItContactIntent::Sso])
    ///     .send()
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 403 (`is_forbidden()`): Give the API key access to organizations in the dashboard.
    /// - 404 (`is_not_found()`): Verify the contact's id with `it_contacts.list()`.
    /// - 409 `it_contact_invitation_already_active` (`is_conflict()`): Call `it_contacts.revoke()` first:
    ///   an organization has one active invitation at most.
    /// - 409 (`is_conflict()`): Revoke the organization's active invitation first.
    /// - 422 (`is_invalid_request()`): Set at least one intent of `ItContactIntent::KNOWN`.
    /// - 503 `concurrent_request`: Wait for the other request that changes the organization's IT contacts,
    ///   then send the request again.
    ///
    /// `POST /organizations/{organization_id}/it_contacts/{contact_id}/invite`
    pub fn invite(
        &self,
        organization_id: impl Into<OrganizationId>,
        contact_id: impl Into<ItContactId>,
        intents: impl IntoIterator<Item = impl Into<ItContactIntent>>,
    ) -> InviteItContact {
        let mut call = Call::new(&self.client, &INVITE_IT_CONTACT);
        call.path_id("organization_id", organization_id.into().as_str());
        call.path_id("contact_id", contact_id.into().as_str());
        InviteItContact {
            call,
            body: InviteItContactBody { intents: intents.into_iter().map(Into::into).collect() },
        }
    }

    /// Makes the organization's active invitation to the Admin Portal invalid.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     it_contacts: workos_organizations::ItContacts,
    /// # ) -> Result<(), workos_client::Error> {
    /// it_contacts
    ///     .revoke("org_01HE8GSH8FQPASKSY27THRKRBP", "it_contact_01EHZNVPK2QXHMVWCEDQEKY69A")
    ///     .send()
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 403 (`is_forbidden()`): Give the API key access to organizations in the dashboard.
    /// - 404 (`is_not_found()`): Verify the contact's id with `it_contacts.list()`.
    /// - 503 `concurrent_request`: Wait for the other request that changes the organization's IT contacts,
    ///   then send the request again.
    ///
    /// `POST /organizations/{organization_id}/it_contacts/{contact_id}/revoke`
    pub fn revoke(
        &self,
        organization_id: impl Into<OrganizationId>,
        contact_id: impl Into<ItContactId>,
    ) -> RevokeItContact {
        let mut call = Call::new(&self.client, &REVOKE_IT_CONTACT);
        call.path_id("organization_id", organization_id.into().as_str());
        call.path_id("contact_id", contact_id.into().as_str());
        RevokeItContact { call }
    }
}

call! {
    /// The call of [`ItContacts::list`].
    pub struct ListItContacts -> Page<ItContact>;
}

static LIST_IT_CONTACTS: Operation =
    Operation::new("it_contacts.list", Method::GET, "/organizations/{organization_id}/it_contacts")
        .repeatable()
        .hints(LIST_IT_CONTACTS_HINTS);

const LIST_IT_CONTACTS_HINTS: &[Hint] = &[
    Hint::new(403, None, "Give the API key access to organizations in the dashboard."),
    Hint::new(404, None, "Verify the organization id with `organizations.list()`."),
];

call! {
    /// The call of [`ItContacts::create`].
    pub struct CreateItContact { body: CreateItContactBody } -> ItContact;
}

#[derive(Clone, Debug, Serialize)]
struct CreateItContactBody {
    email: String,
}

static CREATE_IT_CONTACT: Operation =
    Operation::new("it_contacts.create", Method::POST, "/organizations/{organization_id}/it_contacts")
        .hints(CREATE_IT_CONTACT_HINTS);

const CREATE_IT_CONTACT_HINTS: &[Hint] = &[
    Hint::new(403, None, "Give the API key access to organizations in the dashboard."),
    Hint::new(404, None, "Verify the organization id with `organizations.list()`."),
    Hint::new(
        409,
        Some("it_contact_already_exists"),
        "Find the contact with this e-mail address with `it_contacts.list()`.",
    ),
    Hint::new(422, None, "Check that the e-mail address is one."),
    Hint::new(
        503,
        Some("concurrent_request"),
        "Wait for the other request that changes the organization\'s IT contacts, then send the request \
         again.",
    ),
];

call! {
    /// The call of [`ItContacts::delete`].
    pub struct DeleteItContact -> ();
}

static DELETE_IT_CONTACT: Operation = Operation::new(
    "it_contacts.delete",
    Method::DELETE,
    "/organizations/{organization_id}/it_contacts/{contact_id}",
)
.hints(DELETE_IT_CONTACT_HINTS);

const DELETE_IT_CONTACT_HINTS: &[Hint] = &[
    Hint::new(403, None, "Give the API key access to organizations in the dashboard."),
    Hint::new(404, None, "Verify the contact\'s id with `it_contacts.list()`."),
    Hint::new(
        503,
        Some("concurrent_request"),
        "Wait for the other request that changes the organization\'s IT contacts, then send the request \
         again.",
    ),
];

call! {
    /// The call of [`ItContacts::invite`].
    pub struct InviteItContact { body: InviteItContactBody } -> ();
}

#[derive(Clone, Debug, Serialize)]
struct InviteItContactBody {
    intents: Vec<ItContactIntent>,
}

static INVITE_IT_CONTACT: Operation = Operation::new(
    "it_contacts.invite",
    Method::POST,
    "/organizations/{organization_id}/it_contacts/{contact_id}/invite",
)
.hints(INVITE_IT_CONTACT_HINTS);

const INVITE_IT_CONTACT_HINTS: &[Hint] = &[
    Hint::new(403, None, "Give the API key access to organizations in the dashboard."),
    Hint::new(404, None, "Verify the contact\'s id with `it_contacts.list()`."),
    Hint::new(
        409,
        Some("it_contact_invitation_already_active"),
        "Call `it_contacts.revoke()` first: an organization has one active invitation at most.",
    ),
    Hint::new(409, None, "Revoke the organization\'s active invitation first."),
    Hint::new(422, None, "Set at least one intent of `ItContactIntent::KNOWN`."),
    Hint::new(
        503,
        Some("concurrent_request"),
        "Wait for the other request that changes the organization\'s IT contacts, then send the request \
         again.",
    ),
];

call! {
    /// The call of [`ItContacts::revoke`].
    pub struct RevokeItContact -> ();
}

static REVOKE_IT_CONTACT: Operation = Operation::new(
    "it_contacts.revoke",
    Method::POST,
    "/organizations/{organization_id}/it_contacts/{contact_id}/revoke",
)
.hints(REVOKE_IT_CONTACT_HINTS);

const REVOKE_IT_CONTACT_HINTS: &[Hint] = &[
    Hint::new(403, None, "Give the API key access to organizations in the dashboard."),
    Hint::new(404, None, "Verify the contact\'s id with `it_contacts.list()`."),
    Hint::new(
        503,
        Some("concurrent_request"),
        "Wait for the other request that changes the organization\'s IT contacts, then send the request \
         again.",
    ),
];

/// The domains of organizations, and proving that an organization owns them.
///
/// A domain is proved by DNS: `create` it, publish a TXT record with its `verification_token`, call
/// `verify`, and wait with `wait_until_verified` or for the events `organization_domain.verified` and
/// `organization_domain.verification_failed`.
#[derive(Clone, Debug)]
pub struct OrganizationDomains {
    pub(crate) client: Client,
}

impl OrganizationDomains {
    /// Makes the handle; nothing is sent.
    #[must_use]
    pub fn new(client: &Client) -> Self {
        Self { client: client.clone() }
    }

    /// Adds a domain to an organization, still to be proved.
    ///
    /// Publish a TXT record with the answer's `verification_token`, then call `verify`.
    ///
    /// - `organization_id`: The organization that gets the domain.
    /// - `domain`: The domain, for instance `foo-corp.com`.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     organization_domains: workos_organizations::OrganizationDomains,
    /// # ) -> Result<(), workos_client::Error> {
    /// let organization_domain = organization_domains
    ///     .create("org_01EHQMYV6MBK39QC5PZXHY59C3", "foo-corp.com")
    ///     .send()
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 409 `domain_already_exists` (`is_conflict()`): The organization has this domain; find it in the
    ///   `domains` of `organizations.get()`.
    ///
    /// `POST /organization_domains`, <https://workos.com/docs/reference/domain-verification/create>
    pub fn create(
        &self,
        organization_id: impl Into<OrganizationId>,
        domain: impl Into<String>,
    ) -> CreateOrganizationDomain {
        CreateOrganizationDomain {
            call: Call::new(&self.client, &CREATE_ORGANIZATION_DOMAIN),
            body: CreateOrganizationDomainBody {
                organization_id: organization_id.into(),
                domain: domain.into(),
            },
        }
    }

    /// Gets a domain with the state of its verification.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     organization_domains: workos_organizations::OrganizationDomains,
    /// # ) -> Result<(), workos_client::Error> {
    /// let organization_domain = organization_domains
    ///     .get("org_domain_01EHZNVPK2QXHMVWCEDQEKY69A")
    ///     .send()
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 404 (`is_not_found()`): Verify the domain's id in the `domains` of `organizations.get()`.
    ///
    /// `GET /organization_domains/{id}`, <https://workos.com/docs/reference/domain-verification/get>
    pub fn get(&self, id: impl Into<OrganizationDomainId>) -> GetOrganizationDomain {
        let mut call = Call::new(&self.client, &GET_ORGANIZATION_DOMAIN);
        call.path_id("id", id.into().as_str());
        GetOrganizationDomain { call }
    }

    /// Removes a domain from its organization for good.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     organization_domains: workos_organizations::OrganizationDomains,
    /// # ) -> Result<(), workos_client::Error> {
    /// organization_domains.delete("org_domain_01EHZNVPK2QXHMVWCEDQEKY69A").send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 404 (`is_not_found()`): Verify the domain's id in the `domains` of `organizations.get()`.
    ///
    /// `DELETE /organization_domains/{id}`
    pub fn delete(&self, id: impl Into<OrganizationDomainId>) -> DeleteOrganizationDomain {
        let mut call = Call::new(&self.client, &DELETE_ORGANIZATION_DOMAIN);
        call.path_id("id", id.into().as_str());
        DeleteOrganizationDomain { call }
    }

    /// Starts the verification of a domain: the server looks for the TXT record from now on.
    ///
    /// The answer mostly says `pending`; `wait_until_verified` waits for the end.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     organization_domains: workos_organizations::OrganizationDomains,
    /// # ) -> Result<(), workos_client::Error> {
    /// let organization_domain = organization_domains
    ///     .verify("org_domain_01EHZNVPK2QXHMVWCEDQEKY69A")
    ///     .send()
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 400 `domain_already_verified` (`is_invalid_request()`): Nothing is left to do; get the domain with
    ///   `organization_domains.get()`.
    ///
    /// `POST /organization_domains/{id}/verify`,
    /// <https://workos.com/docs/reference/domain-verification/verify>
    pub fn verify(&self, id: impl Into<OrganizationDomainId>) -> VerifyOrganizationDomain {
        let mut call = Call::new(&self.client, &VERIFY_ORGANIZATION_DOMAIN);
        call.path_id("id", id.into().as_str());
        VerifyOrganizationDomain { call }
    }
}

call! {
    /// The call of [`OrganizationDomains::create`].
    pub struct CreateOrganizationDomain { body: CreateOrganizationDomainBody } -> OrganizationDomain;
}

#[derive(Clone, Debug, Serialize)]
struct CreateOrganizationDomainBody {
    organization_id: OrganizationId,
    domain: String,
}

static CREATE_ORGANIZATION_DOMAIN: Operation =
    Operation::new("organization_domains.create", Method::POST, "/organization_domains")
        .hints(CREATE_ORGANIZATION_DOMAIN_HINTS);

const CREATE_ORGANIZATION_DOMAIN_HINTS: &[Hint] = &[Hint::new(
    409,
    Some("domain_already_exists"),
    "The organization has this domain; find it in the `domains` of `organizations.get()`.",
)];

call! {
    /// The call of [`OrganizationDomains::get`].
    pub struct GetOrganizationDomain -> OrganizationDomain;
}

static GET_ORGANIZATION_DOMAIN: Operation =
    Operation::new("organization_domains.get", Method::GET, "/organization_domains/{id}")
        .repeatable()
        .hints(GET_ORGANIZATION_DOMAIN_HINTS);

const GET_ORGANIZATION_DOMAIN_HINTS: &[Hint] =
    &[Hint::new(404, None, "Verify the domain\'s id in the `domains` of `organizations.get()`.")];

call! {
    /// The call of [`OrganizationDomains::delete`].
    pub struct DeleteOrganizationDomain -> ();
}

static DELETE_ORGANIZATION_DOMAIN: Operation =
    Operation::new("organization_domains.delete", Method::DELETE, "/organization_domains/{id}")
        .hints(DELETE_ORGANIZATION_DOMAIN_HINTS);

const DELETE_ORGANIZATION_DOMAIN_HINTS: &[Hint] =
    &[Hint::new(404, None, "Verify the domain\'s id in the `domains` of `organizations.get()`.")];

call! {
    /// The call of [`OrganizationDomains::verify`].
    pub struct VerifyOrganizationDomain -> OrganizationDomain;
}

static VERIFY_ORGANIZATION_DOMAIN: Operation =
    Operation::new("organization_domains.verify", Method::POST, "/organization_domains/{id}/verify")
        .hints(VERIFY_ORGANIZATION_DOMAIN_HINTS);

const VERIFY_ORGANIZATION_DOMAIN_HINTS: &[Hint] = &[Hint::new(
    400,
    Some("domain_already_verified"),
    "Nothing is left to do; get the domain with `organization_domains.get()`.",
)];

/// Refuses a text of more characters than the API takes.
fn check_text<T>(call: &mut Call<T>, name: &'static str, text: &str, max: usize) {
    let length = text.chars().count();
    if length > max {
        call.refuse(name, format!("{length} characters are more than {max}"));
    }
}

/// Refuses a map of more entries, or with longer keys or values, than the API takes.
fn check_map<T>(
    call: &mut Call<T>,
    name: &'static str,
    map: &BTreeMap<String, String>,
    [entries, key, value]: [usize; 3],
) {
    let longest = |texts: &mut dyn Iterator<Item = &String>| {
        texts.map(|text| text.chars().count()).max().unwrap_or_default()
    };
    for (length, max, what) in [
        (map.len(), entries, "entries"),
        (longest(&mut map.keys()), key, "characters in a key"),
        (longest(&mut map.values()), value, "characters in a value"),
    ] {
        if length > max {
            call.refuse(name, format!("{length} {what} are more than {max}"));
        }
    }
}
