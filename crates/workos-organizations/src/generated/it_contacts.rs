//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

use serde::Serialize;
use workos_client::{Call, Client, Hint, Method, Operation, call};
use workos_core::{ItContactId, OrganizationId, Page};

use super::enums::ItContactIntent;
use super::hints::SHARED_HINTS;
use super::models::ItContact;

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
    #[doc(alias = "ItContactsController_list")]
    #[doc(alias = "list_it_contacts")]
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
    #[doc(alias = "ItContactsController_create")]
    #[doc(alias = "create_it_contact")]
    pub fn create(
        &self,
        organization_id: impl Into<OrganizationId>,
        email: impl Into<String>,
    ) -> CreateItContact {
        let mut call = Call::new(&self.client, &CREATE_IT_CONTACT);
        call.path_id("organization_id", organization_id.into().as_str());
        CreateItContact { call, body: CreateItContactBody { email: email.into() } }
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
    #[doc(alias = "ItContactsController_delete")]
    #[doc(alias = "delete_it_contact")]
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
    #[doc(alias = "ItContactsController_invite")]
    #[doc(alias = "invite_it_contact")]
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
    #[doc(alias = "ItContactsController_revoke")]
    #[doc(alias = "revoke_it_contact")]
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
        .hints(LIST_IT_CONTACTS_HINTS)
        .with_default_hints(SHARED_HINTS);

const LIST_IT_CONTACTS_HINTS: &[Hint] =
    &[Hint::new(404, None, "Verify the organization id with `organizations.list()`.")];

call! {
    /// The call of [`ItContacts::create`].
    pub struct CreateItContact { body: CreateItContactBody } -> ItContact;
}

#[derive(Clone, Debug, Default, Serialize)]
struct CreateItContactBody {
    email: String,
}

static CREATE_IT_CONTACT: Operation =
    Operation::new("it_contacts.create", Method::POST, "/organizations/{organization_id}/it_contacts")
        .hints(CREATE_IT_CONTACT_HINTS)
        .with_default_hints(SHARED_HINTS);

const CREATE_IT_CONTACT_HINTS: &[Hint] = &[
    Hint::new(404, None, "Verify the organization id with `organizations.list()`."),
    Hint::new(
        409,
        Some("it_contact_already_exists"),
        "Find the contact with this e-mail address with `it_contacts.list()`.",
    ),
    Hint::new(422, None, "Check that the e-mail address is valid."),
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
.hints(DELETE_IT_CONTACT_HINTS)
.with_default_hints(SHARED_HINTS);

const DELETE_IT_CONTACT_HINTS: &[Hint] =
    &[Hint::new(404, None, "Verify the contact\'s id with `it_contacts.list()`.")];

call! {
    /// The call of [`ItContacts::invite`].
    pub struct InviteItContact { body: InviteItContactBody } -> ();
}

#[derive(Clone, Debug, Default, Serialize)]
struct InviteItContactBody {
    intents: Vec<ItContactIntent>,
}

static INVITE_IT_CONTACT: Operation = Operation::new(
    "it_contacts.invite",
    Method::POST,
    "/organizations/{organization_id}/it_contacts/{contact_id}/invite",
)
.hints(INVITE_IT_CONTACT_HINTS)
.with_default_hints(SHARED_HINTS);

const INVITE_IT_CONTACT_HINTS: &[Hint] = &[
    Hint::new(404, None, "Verify the contact\'s id with `it_contacts.list()`."),
    Hint::new(
        409,
        Some("it_contact_invitation_already_active"),
        "Call `it_contacts.revoke()` first: an organization has at most one active invitation.",
    ),
    Hint::new(409, None, "Revoke the organization\'s active invitation first."),
    Hint::new(422, None, "Set at least one intent of `ItContactIntent::KNOWN`."),
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
.hints(REVOKE_IT_CONTACT_HINTS)
.with_default_hints(SHARED_HINTS);

const REVOKE_IT_CONTACT_HINTS: &[Hint] =
    &[Hint::new(404, None, "Verify the contact\'s id with `it_contacts.list()`.")];
