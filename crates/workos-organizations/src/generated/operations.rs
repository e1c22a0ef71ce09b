//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

use std::collections::BTreeMap;

use workos_client::{Call, Client, Method, Operation, body, call, operation, setters};
use workos_core::{ItContactId, OrganizationDomainId, OrganizationId, Page, Patch};

use super::enums::ItContactIntent;
use super::hints::SHARED_HINTS;
use super::models::{
    AuditLogConfiguration, ItContact, Organization, OrganizationDomain, OrganizationDomainData,
};

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
    #[doc(alias("OrganizationsController_list", "list_organizations"))]
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
    #[doc(alias("OrganizationsController_create", "create_organization"))]
    pub fn create(&self, name: impl Into<String>) -> CreateOrganization {
        let call = Call::new(&self.client, &CREATE_ORGANIZATION);
        let body = CreateOrganizationBody::new(name.into());
        CreateOrganization { call, body }
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
    #[doc(alias("OrganizationsController_find", "get_organization"))]
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
    #[doc(alias("OrganizationsController_updateOrganization", "update_organization"))]
    pub fn update(&self, id: impl Into<OrganizationId>) -> UpdateOrganization {
        let mut call = Call::new(&self.client, &UPDATE_ORGANIZATION);
        call.path_id("id", id.into().as_str());
        let body = UpdateOrganizationBody::new();
        UpdateOrganization { call, body }
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
    #[doc(alias("OrganizationsController_deleteOrganization", "delete_organization"))]
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
    #[doc(alias("OrganizationsController_getByExternalId", "get_organization_by_external_id"))]
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
    #[doc(alias("OrganizationsController_getAuditLogConfiguration", "get_audit_log_configuration"))]
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

setters! {
    ListOrganizations:
    /// Filters by domain: organizations with at least one of these domains.
    domains(impl IntoIterator<Item = impl AsRef<str>>) => |call| call.query_list("domains", domains);
    /// Filters by a text that the name must match.
    search(impl Into<String>) => |call| call.query("search", search.into());
}

operation! {
    static LIST_ORGANIZATIONS = Operation::new("organizations.list", Method::GET, "/organizations")
        .repeatable().with_default_hints(SHARED_HINTS);
    422 => "Check the cursor and the filters.";
}

call! {
    /// The call of [`Organizations::create`].
    pub struct CreateOrganization { body: CreateOrganizationBody } -> Organization;
}

body! {
    struct CreateOrganizationBody of CreateOrganization;
    name: String = required;
    /// Whether users may sign in whose e-mail address is in none of the domains.
    allow_profiles_outside_organization(bool): Option<bool> = Some(allow_profiles_outside_organization);
    /// The domains of the organization, without their verification states.
    #[deprecated = "Use `domain_data`, which includes the verification state of each domain."]
    domains(impl IntoIterator<Item = impl Into<String>>): Option<Vec<String>> =
        Some(domains.into_iter().map(Into::into).collect());
    /// The domains of the organization, with their verification states.
    domain_data(impl IntoIterator<Item = impl Into<OrganizationDomainData>>): Option<Vec<OrganizationDomainData>> =
        Some(domain_data.into_iter().map(Into::into).collect());
    /// The metadata that your system stores with the organization: at most 50 entries, with keys of at most
    /// 40 and values of at most 600 characters. Longer metadata is refused before anything is sent.
    metadata(impl Into<Patch<BTreeMap<String, String>>>): Patch<BTreeMap<String, String>> = metadata.into(),
        |call, metadata| call.check_map("metadata", metadata, [50, 40, 600]);
    /// The id of the organization in your own system: at most 128 ASCII characters, unique in the
    /// environment.
    external_id(impl Into<Patch<String>>): Patch<String> = external_id.into(), |call, external_id| {
        call.check_text("external_id", external_id, 1..=128);
        call.check_characters("external_id", external_id, "\0-\u{7f}");
    };
}

operation! {
    static CREATE_ORGANIZATION = Operation::new("organizations.create", Method::POST, "/organizations")
        .with_default_hints(SHARED_HINTS);
    409 => "Check whether another organization has one of the domains.";
    422 => "Check the name, and that each domain is a plain host name.";
}

call! {
    /// The call of [`Organizations::get`].
    pub struct GetOrganization -> Organization;
}

operation! {
    static GET_ORGANIZATION = Operation::new("organizations.get", Method::GET, "/organizations/{id}")
        .repeatable().with_default_hints(SHARED_HINTS);
    404 => "Verify the organization id with `organizations.list()`.";
}

call! {
    /// The call of [`Organizations::update`].
    pub struct UpdateOrganization { body: UpdateOrganizationBody } -> Organization;
}

body! {
    struct UpdateOrganizationBody of UpdateOrganization;
    /// The display name.
    name(impl Into<String>): Option<String> = Some(name.into());
    /// Whether users may sign in whose e-mail address is in none of the domains.
    allow_profiles_outside_organization(bool): Option<bool> = Some(allow_profiles_outside_organization);
    /// The domains of the organization, without their verification states.
    #[deprecated = "Use `domain_data`, which includes the verification state of each domain."]
    domains(impl IntoIterator<Item = impl Into<String>>): Option<Vec<String>> =
        Some(domains.into_iter().map(Into::into).collect());
    /// All domains of the organization, with their verification states. They replace the current ones.
    domain_data(impl IntoIterator<Item = impl Into<OrganizationDomainData>>): Option<Vec<OrganizationDomainData>> =
        Some(domain_data.into_iter().map(Into::into).collect());
    /// The Stripe customer of the organization.
    stripe_customer_id(impl Into<Patch<String>>): Patch<String> = stripe_customer_id.into();
    /// The metadata that your system stores with the organization: at most 50 entries, with keys of at most
    /// 40 and values of at most 600 characters. Longer metadata is refused before anything is sent.
    metadata(impl Into<Patch<BTreeMap<String, String>>>): Patch<BTreeMap<String, String>> = metadata.into(),
        |call, metadata| call.check_map("metadata", metadata, [50, 40, 600]);
    /// The id of the organization in your own system: at most 128 ASCII characters, unique in the
    /// environment.
    external_id(impl Into<Patch<String>>): Patch<String> = external_id.into(), |call, external_id| {
        call.check_text("external_id", external_id, 1..=128);
        call.check_characters("external_id", external_id, "\0-\u{7f}");
    };
}

operation! {
    static UPDATE_ORGANIZATION = Operation::new("organizations.update", Method::PUT, "/organizations/{id}")
        .with_default_hints(SHARED_HINTS);
    400 "stripe_customer_id_already_used" => "Use another Stripe customer: this one belongs to another organization.";
    404 => "Verify the organization id with `organizations.list()`.";
    409 => "Check whether another organization has one of the domains.";
    422 => "Check the name, and that each domain is a plain host name.";
}

call! {
    /// The call of [`Organizations::delete`].
    pub struct DeleteOrganization -> ();
}

operation! {
    static DELETE_ORGANIZATION = Operation::new("organizations.delete", Method::DELETE, "/organizations/{id}")
        .with_default_hints(SHARED_HINTS);
}

call! {
    /// The call of [`Organizations::get_by_external_id`].
    pub struct GetOrganizationByExternalId -> Organization;
}

operation! {
    static GET_ORGANIZATION_BY_EXTERNAL_ID =
        Operation::new("organizations.get_by_external_id", Method::GET, "/organizations/external_id/{external_id}")
            .repeatable().with_default_hints(SHARED_HINTS);
    404 => "Check the external id, or set it with `organizations.update(id).external_id(…)`: no organization has it.";
}

call! {
    /// The call of [`Organizations::audit_log_configuration`].
    pub struct GetAuditLogConfiguration -> AuditLogConfiguration;
}

operation! {
    static GET_AUDIT_LOG_CONFIGURATION =
        Operation::new("organizations.audit_log_configuration", Method::GET, "/organizations/{id}/audit_log_configuration")
            .repeatable().with_default_hints(SHARED_HINTS);
    404 => "Verify the organization id with `organizations.list()`.";
}

/// The IT contacts of an organization: the people who set up its connections and directories in the
/// Admin Portal.
#[derive(Clone, Debug)]
pub struct ItContacts {
    pub(crate) client: Client,
}

impl ItContacts {
    /// Creates the handle, without sending a request.
    #[must_use]
    pub fn new(client: &Client) -> Self {
        Self { client: client.clone() }
    }

    /// Lists the IT contacts of an organization, in a single response.
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
    #[doc(alias("ItContactsController_list", "list_it_contacts"))]
    pub fn list(&self, organization_id: impl Into<OrganizationId>) -> ListItContacts {
        let mut call = Call::new(&self.client, &LIST_IT_CONTACTS);
        call.path_id("organization_id", organization_id.into().as_str());
        ListItContacts { call }
    }

    /// Adds an IT contact to an organization.
    ///
    /// This does not invite the contact: call `invite`. WorkOS sends an e-mail to the contact when a
    /// certificate of the organization expires.
    ///
    /// - `email`: The e-mail address of the contact.
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
    /// - 422 (`is_invalid_request()`): Check that the e-mail address is valid.
    /// - 503 `concurrent_request`: Wait for the other request that changes the organization's IT contacts,
    ///   then send the request again.
    ///
    /// `POST /organizations/{organization_id}/it_contacts`
    #[doc(alias("ItContactsController_create", "create_it_contact"))]
    pub fn create(
        &self,
        organization_id: impl Into<OrganizationId>,
        email: impl Into<String>,
    ) -> CreateItContact {
        let mut call = Call::new(&self.client, &CREATE_IT_CONTACT);
        call.path_id("organization_id", organization_id.into().as_str());
        let body = CreateItContactBody::new(email.into());
        CreateItContact { call, body }
    }

    /// Removes an IT contact. Setup links that were sent to the contact stop working.
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
    #[doc(alias("ItContactsController_delete", "delete_it_contact"))]
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
    /// An organization has at most one active invitation: `revoke` the old one first.
    ///
    /// - `intents`: The parts of the Admin Portal that the contact may use.
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
    ///   an organization has at most one active invitation.
    /// - 409 (`is_conflict()`): Revoke the organization's active invitation first.
    /// - 422 (`is_invalid_request()`): Set at least one intent of `ItContactIntent::KNOWN`.
    /// - 503 `concurrent_request`: Wait for the other request that changes the organization's IT contacts,
    ///   then send the request again.
    ///
    /// `POST /organizations/{organization_id}/it_contacts/{contact_id}/invite`
    #[doc(alias("ItContactsController_invite", "invite_it_contact"))]
    pub fn invite(
        &self,
        organization_id: impl Into<OrganizationId>,
        contact_id: impl Into<ItContactId>,
        intents: impl IntoIterator<Item = impl Into<ItContactIntent>>,
    ) -> InviteItContact {
        let mut call = Call::new(&self.client, &INVITE_IT_CONTACT);
        call.path_id("organization_id", organization_id.into().as_str());
        call.path_id("contact_id", contact_id.into().as_str());
        let body = InviteItContactBody::new(intents.into_iter().map(Into::into).collect());
        InviteItContact { call, body }
    }

    /// Revokes the organization's active invitation to the Admin Portal.
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
    #[doc(alias("ItContactsController_revoke", "revoke_it_contact"))]
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

operation! {
    static LIST_IT_CONTACTS =
        Operation::new("it_contacts.list", Method::GET, "/organizations/{organization_id}/it_contacts")
            .repeatable().with_default_hints(SHARED_HINTS);
    404 => "Verify the organization id with `organizations.list()`.";
}

call! {
    /// The call of [`ItContacts::create`].
    pub struct CreateItContact { body: CreateItContactBody } -> ItContact;
}

body! {
    struct CreateItContactBody of CreateItContact;
    email: String = required;
}

operation! {
    static CREATE_IT_CONTACT =
        Operation::new("it_contacts.create", Method::POST, "/organizations/{organization_id}/it_contacts")
            .with_default_hints(SHARED_HINTS);
    404 => "Verify the organization id with `organizations.list()`.";
    409 "it_contact_already_exists" => "Find the contact with this e-mail address with `it_contacts.list()`.";
    422 => "Check that the e-mail address is valid.";
}

call! {
    /// The call of [`ItContacts::delete`].
    pub struct DeleteItContact -> ();
}

operation! {
    static DELETE_IT_CONTACT =
        Operation::new("it_contacts.delete", Method::DELETE, "/organizations/{organization_id}/it_contacts/{contact_id}")
            .with_default_hints(SHARED_HINTS);
    404 => "Verify the contact's id with `it_contacts.list()`.";
}

call! {
    /// The call of [`ItContacts::invite`].
    pub struct InviteItContact { body: InviteItContactBody } -> ();
}

body! {
    struct InviteItContactBody of InviteItContact;
    intents: Vec<ItContactIntent> = required;
}

operation! {
    static INVITE_IT_CONTACT =
        Operation::new("it_contacts.invite", Method::POST, "/organizations/{organization_id}/it_contacts/{contact_id}/invite")
            .with_default_hints(SHARED_HINTS);
    404 => "Verify the contact's id with `it_contacts.list()`.";
    409 "it_contact_invitation_already_active" => "Call `it_contacts.revoke()` first: an organization has at most one active invitation.";
    409 => "Revoke the organization's active invitation first.";
    422 => "Set at least one intent of `ItContactIntent::KNOWN`.";
}

call! {
    /// The call of [`ItContacts::revoke`].
    pub struct RevokeItContact -> ();
}

operation! {
    static REVOKE_IT_CONTACT =
        Operation::new("it_contacts.revoke", Method::POST, "/organizations/{organization_id}/it_contacts/{contact_id}/revoke")
            .with_default_hints(SHARED_HINTS);
    404 => "Verify the contact's id with `it_contacts.list()`.";
}

/// The domains of organizations, and the verification that an organization owns them.
///
/// A domain is verified by DNS. `create` the domain, publish a TXT record with its
/// `verification_token`, and call `verify`. Then wait with `wait_until_verified`, or for the events
/// `organization_domain.verified` and `organization_domain.verification_failed`.
#[derive(Clone, Debug)]
pub struct OrganizationDomains {
    pub(crate) client: Client,
}

impl OrganizationDomains {
    /// Creates the handle, without sending a request.
    #[must_use]
    pub fn new(client: &Client) -> Self {
        Self { client: client.clone() }
    }

    /// Adds an unverified domain to an organization.
    ///
    /// Publish a TXT record with the `verification_token` of the response, then call `verify`.
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
    /// - 409 `domain_already_exists` (`is_conflict()`): Find the existing domain in the `domains` of
    ///   `organizations.get()`: the organization already has it.
    ///
    /// `POST /organization_domains`, <https://workos.com/docs/reference/domain-verification/create>
    #[doc(alias("OrganizationDomainsController_create", "create_organization_domain"))]
    pub fn create(
        &self,
        organization_id: impl Into<OrganizationId>,
        domain: impl Into<String>,
    ) -> CreateOrganizationDomain {
        let call = Call::new(&self.client, &CREATE_ORGANIZATION_DOMAIN);
        let body = CreateOrganizationDomainBody::new(organization_id.into(), domain.into());
        CreateOrganizationDomain { call, body }
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
    #[doc(alias("OrganizationDomainsController_get", "get_organization_domain"))]
    pub fn get(&self, id: impl Into<OrganizationDomainId>) -> GetOrganizationDomain {
        let mut call = Call::new(&self.client, &GET_ORGANIZATION_DOMAIN);
        call.path_id("id", id.into().as_str());
        GetOrganizationDomain { call }
    }

    /// Removes a domain from its organization permanently.
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
    #[doc(alias("OrganizationDomainsController_delete", "delete_organization_domain"))]
    pub fn delete(&self, id: impl Into<OrganizationDomainId>) -> DeleteOrganizationDomain {
        let mut call = Call::new(&self.client, &DELETE_ORGANIZATION_DOMAIN);
        call.path_id("id", id.into().as_str());
        DeleteOrganizationDomain { call }
    }

    /// Starts the verification of a domain: the server begins to look for the TXT record.
    ///
    /// The response usually has the state `pending`; `wait_until_verified` waits for the result.
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
    /// - 400 `domain_already_verified` (`is_invalid_request()`): Get the domain with
    ///   `organization_domains.get()`: it is already verified.
    ///
    /// `POST /organization_domains/{id}/verify`,
    /// <https://workos.com/docs/reference/domain-verification/verify>
    #[doc(alias("OrganizationDomainsController_verify", "verify_organization_domain"))]
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

body! {
    struct CreateOrganizationDomainBody of CreateOrganizationDomain;
    organization_id: OrganizationId = required;
    domain: String = required;
}

operation! {
    static CREATE_ORGANIZATION_DOMAIN =
        Operation::new("organization_domains.create", Method::POST, "/organization_domains")
            .with_default_hints(SHARED_HINTS);
    409 "domain_already_exists" => "Find the existing domain in the `domains` of `organizations.get()`: the organization already has it.";
}

call! {
    /// The call of [`OrganizationDomains::get`].
    pub struct GetOrganizationDomain -> OrganizationDomain;
}

operation! {
    static GET_ORGANIZATION_DOMAIN =
        Operation::new("organization_domains.get", Method::GET, "/organization_domains/{id}")
            .repeatable().with_default_hints(SHARED_HINTS);
    404 => "Verify the domain's id in the `domains` of `organizations.get()`.";
}

call! {
    /// The call of [`OrganizationDomains::delete`].
    pub struct DeleteOrganizationDomain -> ();
}

operation! {
    static DELETE_ORGANIZATION_DOMAIN =
        Operation::new("organization_domains.delete", Method::DELETE, "/organization_domains/{id}")
            .with_default_hints(SHARED_HINTS);
    404 => "Verify the domain's id in the `domains` of `organizations.get()`.";
}

call! {
    /// The call of [`OrganizationDomains::verify`].
    pub struct VerifyOrganizationDomain -> OrganizationDomain;
}

operation! {
    static VERIFY_ORGANIZATION_DOMAIN =
        Operation::new("organization_domains.verify", Method::POST, "/organization_domains/{id}/verify")
            .with_default_hints(SHARED_HINTS);
    400 "domain_already_verified" => "Get the domain with `organization_domains.get()`: it is already verified.";
}
