//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

use workos_client::{Call, Client, Method, Operation, body, call, operation};
use workos_core::OrganizationId;

use super::hints::SHARED_HINTS;

/// The Admin Portal: the hosted pages where a customer's IT administrator sets up single sign-on,
/// directories and more.
///
/// The API allows 100 links and 1000 requests for icons per minute and API key. After a 429, the client
/// waits as long as `Retry-After` says, and retries with exponential backoff.
#[derive(Clone, Debug)]
pub struct AdminPortal {
    pub(crate) client: Client,
}

impl AdminPortal {
    /// Creates the handle, without sending a request.
    #[must_use]
    pub fn new(client: &Client) -> Self {
        Self { client: client.clone() }
    }

    /// Revokes all links that were created for a user of your application, and ends the visits that started
    /// with them.
    ///
    /// Call it when a user leaves: unopened links stop working, and open pages are closed. Only links that
    /// were created with an `external_user_id` in `generate_link` can be revoked, so set it for every user.
    ///
    /// - `organization`: The organization that the links were created for.
    /// - `external_user_id`: The id of the user in your application, as set in `generate_link`.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     admin_portal: workos_admin_portal::AdminPortal,
    /// # ) -> Result<(), workos_client::Error> {
    /// admin_portal.revoke_link("org_01EHZNVPK3SFK441A1RGBFSHRT", "user_7").send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 404 (`is_not_found()`): Verify the organization id, and that links were created with this
    ///   `external_user_id`.
    /// - 422 (`is_invalid_request()`): Send both the organization and the external user id.
    ///
    /// `POST /portal/revoke_link`
    #[doc(alias = "PortalSessionsController_revoke")]
    pub fn revoke_link(
        &self,
        organization: impl Into<OrganizationId>,
        external_user_id: impl Into<String>,
    ) -> RevokeLink {
        let call = Call::new(&self.client, &REVOKE_LINK);
        let body = RevokeLinkBody::new(organization.into(), external_user_id.into());
        RevokeLink { call, body }
    }
}

operation! {
    /// Creates a link to the Admin Portal for an organization.
    pub(crate) static GENERATE_LINK =
        Operation::new("admin_portal.generate_link", Method::POST, "/portal/generate_link")
            .repeatable().with_secret_fields(&["link"]).with_default_hints(SHARED_HINTS);
    400 => "Check the organization's id, the intent and the URLs.";
    403 => "Give the API key access to the Admin Portal in the dashboard.";
    404 "organization_not_found" => "Create the organization first, in the environment of this API key; see `organizations.list()`.";
    404 => "Create the organization first, in the environment of this API key; see `organizations.list()`.";
    422 "invalid_intent" => "Use an intent of `PortalIntent::KNOWN`; older environments support only `sso`, `dsync`, `audit_logs` and `log_streams`.";
    422 "invalid_url" => "Make `return_url` and `success_url` absolute URLs with the scheme https.";
    422 => "Check the intent, the URLs and the e-mail addresses.";
    429 "rate_limit_exceeded" => "Wait as long as `retry_after()` says, or 60 seconds without it: the limit is 100 links per minute.";
}

call! {
    /// The call of [`AdminPortal::revoke_link`].
    pub struct RevokeLink { body: RevokeLinkBody } -> ();
}

body! {
    struct RevokeLinkBody of RevokeLink;
    organization: OrganizationId = required;
    external_user_id: String = required;
}

operation! {
    static REVOKE_LINK = Operation::new("admin_portal.revoke_link", Method::POST, "/portal/revoke_link")
        .with_default_hints(SHARED_HINTS);
    404 => "Verify the organization id, and that links were created with this `external_user_id`.";
    422 => "Send both the organization and the external user id.";
}

operation! {
    /// Lists the icons of identity providers.
    pub(crate) static LIST_PROVIDER_ICONS =
        Operation::new("admin_portal.provider_icons", Method::GET, "/portal/provider_icons")
            .repeatable().with_default_hints(SHARED_HINTS);
    404 => "Get the URL of an icon with `provider_icon_url`: production has no list of icons.";
    429 "rate_limit_exceeded" => "Cache the icons, which rarely change: the limit is 1000 requests per minute.";
}
