//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

use workos_client::{Call, Client, Method, Operation, body, call, operation};
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
    #[doc(alias("ClientApiTokenController_issueClientApiToken", "create_client_token"))]
    pub fn client_token(
        &self,
        organization_id: impl Into<OrganizationId>,
        user_id: impl Into<UserId>,
    ) -> CreateClientToken {
        let call = Call::new(&self.client, &CREATE_CLIENT_TOKEN);
        let body = CreateClientTokenBody::new(organization_id.into(), user_id.into());
        CreateClientToken { call, body }
    }
}

operation! {
    /// Creates a token for a widget, in the current or in the legacy dialect.
    pub(crate) static CREATE_WIDGET_TOKEN = Operation::new("widgets.token", Method::POST, "/widgets/token")
        .repeatable().with_secret_fields(&["token"]);
    400 "invalid_request" => "Send `organization_id` with `scopes`, and only scopes of `WidgetPermission::KNOWN`. In the legacy dialect, send it with a `widget_scope`: `sso`, `dsync`, `audit_logs` or `log_streams`.";
    400 => "Send `organization_id` with `scopes`, and only scopes of `WidgetPermission::KNOWN`.";
    401 "unauthorized" => "Check `WORKOS_API_KEY`: it starts with `sk_` and belongs to one environment, test or production.";
    401 => "Check `WORKOS_API_KEY`: it starts with `sk_` and belongs to one environment, test or production.";
    403 => "Give the API key access to widgets in the dashboard.";
    404 => "Verify that organization and user exist in the environment of this API key.";
    422 => "Request only permissions that the user has in this organization, and check both ids.";
    429 => "Wait as long as `retry_after()` says, then double the wait with each try. Create a token only when a page needs it, and do not share one token across users to save requests.";
    500 => "Retry with exponential backoff: WorkOS failed.";
}

call! {
    /// The call of [`Widgets::client_token`].
    pub struct CreateClientToken { body: CreateClientTokenBody } -> ClientToken;
}

body! {
    struct CreateClientTokenBody of CreateClientToken;
    organization_id: OrganizationId = required;
    user_id: UserId = required;
}

operation! {
    static CREATE_CLIENT_TOKEN = Operation::new("widgets.client_token", Method::POST, "/client/token")
        .repeatable().with_secret_fields(&["token"]);
    400 => "Send the ids of an organization and of a user.";
    404 => "Verify that organization and user exist in the environment of this API key.";
    422 => "Make the user a member of the organization first.";
}
