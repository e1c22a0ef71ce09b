//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

use serde::Serialize;
use workos_client::{Call, Client, Hint, Method, Operation, call};
use workos_core::{OrganizationId, UserId};

use super::models::ClientToken;

/// Tokens for widgets: components of WorkOS that your pages embed, so that people manage their
/// organization's users, single sign-on, directories and more without leaving your application.
///
/// A token is made on the server, for one person, and handed to the page. It cannot be refreshed: make
/// a new one when it has expired. The API allows 600 requests a minute and API key; after a 429 the
/// client waits as long as `Retry-After` says, and retries with exponential backoff.
#[derive(Clone, Debug)]
pub struct Widgets {
    pub(crate) client: Client,
}

impl Widgets {
    /// Makes the handle; nothing is sent.
    #[must_use]
    pub fn new(client: &Client) -> Self {
        Self { client: client.clone() }
    }

    /// Makes a token for the client API, which the data of widgets comes from: for pages with components of
    /// your own.
    ///
    /// The token stands for this person in this organization. Hand it to this person's page alone.
    ///
    /// - `organization_id`: The organization whose data the page may see.
    /// - `user_id`: The person that the page is for.
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

/// Makes a token for a widget; both dialects of the request.
pub(crate) static CREATE_WIDGET_TOKEN: Operation =
    Operation::new("widgets.token", Method::POST, "/widgets/token")
        .repeatable()
        .with_secret_fields(&["token"])
        .hints(CREATE_WIDGET_TOKEN_HINTS);

const CREATE_WIDGET_TOKEN_HINTS: &[Hint] = &[
    Hint::new(
        400,
        Some("invalid_request"),
        "Send `organization_id` with `scopes`, and scopes of `WidgetPermission::KNOWN` only; or, in the \
         older dialect, with a `widget_scope`, which is one of `sso`, `dsync`, `audit_logs` and \
         `log_streams`.",
    ),
    Hint::new(
        400,
        None,
        "Send `organization_id` with `scopes`, and scopes of `WidgetPermission::KNOWN` only.",
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
    Hint::new(422, None, "Ask for permissions that the user has in this organization, and check both ids."),
    Hint::new(
        429,
        None,
        "Wait as long as `retry_after()` says, then double the wait with each try; make a token when a \
         page needs it, and do not share one token across users to save requests.",
    ),
    Hint::new(500, None, "WorkOS failed; retry with exponential backoff."),
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
