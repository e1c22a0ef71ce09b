//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

use serde::Serialize;
use workos_client::{Call, Client, Hint, Method, Operation, call};
use workos_core::{OrganizationId, UserId};

use super::models::ClientToken;

/// Tokens for widgets: WorkOS components that your pages embed. With them, people manage their
/// organization's users, single sign-on, directories and more without leaving your application.
///
/// Create a token on the server, for one user, and pass it to the page. A token cannot be refreshed:
/// create a new one when it has expired. The API allows 600 requests per minute and API key. After a
/// 429, the client waits as long as `Retry-After` says, and retries with exponential backoff.
#[derive(Clone, Debug)]
pub struct Widgets {
    pub(crate) client: Client,
}

impl Widgets {
    /// Creates the handle, without sending a request.
    #[must_use]
    pub fn new(client: &Client) -> Self {
        Self { client: client.clone() }
    }

    /// Creates a token for the client API, from which widgets get their data, for pages with your own
    /// components.
    ///
    /// The token authenticates this user in this organization. Pass it only to a page of this user.
    ///
    /// - `organization_id`: The organization whose data the page may read.
    /// - `user_id`: The user that the page is for.
    ///
    /// ```no_run
    /// # async fn example(widgets: workos_widgets::Widgets) -> Result<(), workos_client::Error> {
    /// let client_token = widgets
    ///     .client_token("org_01EHZNVPK3SFK441A1RGBFSHRT", "user_01E4ZCR3C56J083X43JQXF3JK5")
    ///     .send()
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 400 (`is_invalid_request()`): Send the ids of an organization and of a user.
    /// - 404 (`is_not_found()`): Verify that organization and user exist in the environment of this API
    ///   key.
    /// - 422 (`is_invalid_request()`): Make the user a member of the organization first.
    ///
    /// `POST /client/token`, <https://workos.com/docs/reference/client-api>
    #[doc(alias = "ClientApiTokenController_issueClientApiToken")]
    #[doc(alias = "create_client_token")]
    pub fn client_token(
        &self,
        organization_id: impl Into<OrganizationId>,
        user_id: impl Into<UserId>,
    ) -> CreateClientToken {
        CreateClientToken {
            call: Call::new(&self.client, &CREATE_CLIENT_TOKEN),
            body: CreateClientTokenBody { organization_id: organization_id.into(), user_id: user_id.into() },
        }
    }
}

/// Creates a token for a widget, in the current or in the legacy dialect.
pub(crate) static CREATE_WIDGET_TOKEN: Operation =
    Operation::new("widgets.token", Method::POST, "/widgets/token")
        .repeatable()
        .with_secret_fields(&["token"])
        .hints(CREATE_WIDGET_TOKEN_HINTS);

const CREATE_WIDGET_TOKEN_HINTS: &[Hint] = &[
    Hint::new(
        400,
        Some("invalid_request"),
        "Send `organization_id` with `scopes`, and only scopes of `WidgetPermission::KNOWN`. In the legacy \
         dialect, send it with a `widget_scope`: `sso`, `dsync`, `audit_logs` or `log_streams`.",
    ),
    Hint::new(
        400,
        None,
        "Send `organization_id` with `scopes`, and only scopes of `WidgetPermission::KNOWN`.",
    ),
    Hint::new(
        401,
        Some("unauthorized"),
        "Check `WORKOS_API_KEY`: it starts with `sk_` and belongs to one environment, test or production.",
    ),
    Hint::new(
        401,
        None,
        "Check `WORKOS_API_KEY`: it starts with `sk_` and belongs to one environment, test or production.",
    ),
    Hint::new(403, None, "Give the API key access to widgets in the dashboard."),
    Hint::new(404, None, "Verify that organization and user exist in the environment of this API key."),
    Hint::new(
        422,
        None,
        "Request only permissions that the user has in this organization, and check both ids.",
    ),
    Hint::new(
        429,
        None,
        "Wait as long as `retry_after()` says, then double the wait with each try. Create a token only \
         when a page needs it, and do not share one token across users to save requests.",
    ),
    Hint::new(500, None, "Retry with exponential backoff: WorkOS failed."),
];

call! {
    /// The call of [`Widgets::client_token`].
    pub struct CreateClientToken { body: CreateClientTokenBody } -> ClientToken;
}

#[derive(Clone, Debug, Serialize)]
struct CreateClientTokenBody {
    organization_id: OrganizationId,
    user_id: UserId,
}

static CREATE_CLIENT_TOKEN: Operation = Operation::new("widgets.client_token", Method::POST, "/client/token")
    .repeatable()
    .with_secret_fields(&["token"])
    .hints(CREATE_CLIENT_TOKEN_HINTS);

const CREATE_CLIENT_TOKEN_HINTS: &[Hint] = &[
    Hint::new(400, None, "Send the ids of an organization and of a user."),
    Hint::new(404, None, "Verify that organization and user exist in the environment of this API key."),
    Hint::new(422, None, "Make the user a member of the organization first."),
];
