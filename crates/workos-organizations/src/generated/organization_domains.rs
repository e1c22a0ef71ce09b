//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

use serde::Serialize;
use workos_client::{Call, Client, Hint, Method, Operation, call};
use workos_core::{OrganizationDomainId, OrganizationId};

use super::hints::SHARED_HINTS;
use super::models::OrganizationDomain;

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
    #[doc(alias = "OrganizationDomainsController_create")]
    #[doc(alias = "create_organization_domain")]
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
    #[doc(alias = "OrganizationDomainsController_get")]
    #[doc(alias = "get_organization_domain")]
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
    #[doc(alias = "OrganizationDomainsController_delete")]
    #[doc(alias = "delete_organization_domain")]
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
    #[doc(alias = "OrganizationDomainsController_verify")]
    #[doc(alias = "verify_organization_domain")]
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
        .hints(CREATE_ORGANIZATION_DOMAIN_HINTS)
        .with_default_hints(SHARED_HINTS);

const CREATE_ORGANIZATION_DOMAIN_HINTS: &[Hint] = &[Hint::new(
    409,
    Some("domain_already_exists"),
    "Find the existing domain in the `domains` of `organizations.get()`: the organization already has \
         it.",
)];

call! {
    /// The call of [`OrganizationDomains::get`].
    pub struct GetOrganizationDomain -> OrganizationDomain;
}

static GET_ORGANIZATION_DOMAIN: Operation =
    Operation::new("organization_domains.get", Method::GET, "/organization_domains/{id}")
        .repeatable()
        .hints(GET_ORGANIZATION_DOMAIN_HINTS)
        .with_default_hints(SHARED_HINTS);

const GET_ORGANIZATION_DOMAIN_HINTS: &[Hint] =
    &[Hint::new(404, None, "Verify the domain\'s id in the `domains` of `organizations.get()`.")];

call! {
    /// The call of [`OrganizationDomains::delete`].
    pub struct DeleteOrganizationDomain -> ();
}

static DELETE_ORGANIZATION_DOMAIN: Operation =
    Operation::new("organization_domains.delete", Method::DELETE, "/organization_domains/{id}")
        .hints(DELETE_ORGANIZATION_DOMAIN_HINTS)
        .with_default_hints(SHARED_HINTS);

const DELETE_ORGANIZATION_DOMAIN_HINTS: &[Hint] =
    &[Hint::new(404, None, "Verify the domain\'s id in the `domains` of `organizations.get()`.")];

call! {
    /// The call of [`OrganizationDomains::verify`].
    pub struct VerifyOrganizationDomain -> OrganizationDomain;
}

static VERIFY_ORGANIZATION_DOMAIN: Operation =
    Operation::new("organization_domains.verify", Method::POST, "/organization_domains/{id}/verify")
        .hints(VERIFY_ORGANIZATION_DOMAIN_HINTS)
        .with_default_hints(SHARED_HINTS);

const VERIFY_ORGANIZATION_DOMAIN_HINTS: &[Hint] = &[Hint::new(
    400,
    Some("domain_already_verified"),
    "Get the domain with `organization_domains.get()`: it is already verified.",
)];
