//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

use serde::Serialize;
use workos_client::{Call, Client, Hint, Method, Operation, call};
use workos_core::OrganizationId;

/// The Admin Portal: the hosted pages where a customer's IT administrator sets up single sign-on,
/// directories and more.
///
/// The API allows 100 links and 1000 requests for icons a minute and API key. After a 429 the client
/// waits as long as `Retry-After` says, and retries with exponential backoff.
#[derive(Clone, Debug)]
pub struct AdminPortal {
    pub(crate) client: Client,
}

impl AdminPortal {
    /// Makes the handle; nothing is sent.
    #[must_use]
    pub fn new(client: &Client) -> Self {
        Self { client: client.clone() }
    }

    /// Revokes every link that was made for a person of your application, and ends the visits that began
    /// with one.
    ///
    /// For when somebody leaves: links that were not opened stop working, and open pages are closed. Only
    /// links that `generate_link` made with `external_user_id` can be revoked, so set it for everybody.
    ///
    /// - `organization`: The organization whose portal the links lead to.
    /// - `external_user_id`: The person's id in your application, as it was given to `generate_link`.
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
    /// - 404 (`is_not_found()`): Verify the organization id, and that links were made with this
    ///   `external_user_id`.
    /// - 422 (`is_invalid_request()`): Send both the organization and the external user id.
    ///
    /// `POST /portal/revoke_link`
    pub fn revoke_link(
        &self,
        organization: impl Into<OrganizationId>,
        external_user_id: impl Into<String>,
    ) -> RevokeLink {
        RevokeLink {
            call: Call::new(&self.client, &REVOKE_LINK),
            body: RevokeLinkBody {
                organization: organization.into(),
                external_user_id: external_user_id.into(),
            },
        }
    }
}

/// Makes a link to the Admin Portal for an organization.
pub(crate) static GENERATE_LINK: Operation =
    Operation::new("admin_portal.generate_link", Method::POST, "/portal/generate_link")
        .repeatable()
        .with_secret_fields(&["link"])
        .hints(GENERATE_LINK_HINTS);

const GENERATE_LINK_HINTS: &[Hint] = &[
    Hint::new(400, None, "Check the organization\'s id, the intent and the URLs."),
    Hint::new(
        401,
        Some("unauthorized"),
        "Check `WORKOS_API_KEY`: it starts with `sk_`, and needs access to the Admin Portal.",
    ),
    Hint::new(403, None, "Give the API key access to the Admin Portal in the dashboard."),
    Hint::new(
        404,
        Some("organization_not_found"),
        "Create the organization first, in the environment of this API key; see `organizations.list()`.",
    ),
    Hint::new(
        404,
        None,
        "Create the organization first, in the environment of this API key; see `organizations.list()`.",
    ),
    Hint::new(
        422,
        Some("invalid_intent"),
        "Use an intent of `PortalIntent::KNOWN`; older environments know `sso`, `dsync`, `audit_logs` and \
         `log_streams` only.",
    ),
    Hint::new(
        422,
        Some("invalid_url"),
        "Make `return_url` and `success_url` absolute URLs with the scheme https.",
    ),
    Hint::new(422, None, "Check the intent, the URLs and the e-mail addresses."),
    Hint::new(
        429,
        Some("rate_limit_exceeded"),
        "Wait as long as `retry_after()` says, 60 seconds without it; at most 100 links are made a minute.",
    ),
];

call! {
    /// The call of [`AdminPortal::revoke_link`].
    pub struct RevokeLink { body: RevokeLinkBody } -> ();
}

#[derive(Clone, Debug, Serialize)]
struct RevokeLinkBody {
    organization: OrganizationId,
    external_user_id: String,
}

static REVOKE_LINK: Operation =
    Operation::new("admin_portal.revoke_link", Method::POST, "/portal/revoke_link").hints(REVOKE_LINK_HINTS);

const REVOKE_LINK_HINTS: &[Hint] = &[
    Hint::new(
        404,
        None,
        "Verify the organization id, and that links were made with this `external_user_id`.",
    ),
    Hint::new(422, None, "Send both the organization and the external user id."),
];

/// Lists the icons of identity providers.
pub(crate) static LIST_PROVIDER_ICONS: Operation =
    Operation::new("admin_portal.provider_icons", Method::GET, "/portal/provider_icons")
        .repeatable()
        .hints(LIST_PROVIDER_ICONS_HINTS);

const LIST_PROVIDER_ICONS_HINTS: &[Hint] = &[
    Hint::new(
        401,
        Some("unauthorized"),
        "Check `WORKOS_API_KEY`: it starts with `sk_`, and needs access to the Admin Portal.",
    ),
    Hint::new(404, None, "Production has no such list; make the URL of an icon by `provider_icon_url`."),
    Hint::new(
        429,
        Some("rate_limit_exceeded"),
        "Keep what you got; icons rarely change. At most 1000 requests a minute are answered.",
    ),
];
