//! Tokens for widgets, in the current and in the legacy dialect.

use serde::Serialize;
use workos_client::{Answer, Call, Error, call};
use workos_core::{OrganizationId, UserId};

use crate::generated::CREATE_WIDGET_TOKEN;
use crate::{WidgetPermission, WidgetScope, WidgetToken, Widgets};

impl Widgets {
    /// Creates a token for a widget.
    ///
    /// Create it on the server when a page needs it, for the signed-in user, and pass it to that page only. A token
    /// must **never be shared across users**, or stored for the next user. It is valid for one hour and cannot be
    /// refreshed; see [`WidgetToken::lifetime`].
    ///
    /// If a user is set, the token allows only what both the scopes and the user's permissions in the organization
    /// allow.
    ///
    /// ```
    /// # use workos_transport_mock::{Reply, Script};
    /// use workos_widgets::{Client, Error, WidgetPermission, Widgets};
    ///
    /// # fn main() -> Result<(), Error> {
    /// # futures_executor::block_on(async {
    /// # let script = Script::new().reply(Reply::json(201, serde_json::json!({"token": "eyJhbGciOiJSUzI1NiJ9.x"})));
    /// # let client = Client::builder().api_key("sk_test_1").transport(script).build()?;
    /// let token = Widgets::new(&client)
    ///     .token()
    ///     .organization_id("org_01EHZNVPK3SFK441A1RGBFSHRT")
    ///     .user_id("user_01E4ZCR3C56J083X43JQXF3JK5")
    ///     .scopes([WidgetPermission::ManageUsers, WidgetPermission::ManageSso])
    ///     .send()
    ///     .await?;
    /// # assert_eq!(token.token.expose(), "eyJhbGciOiJSUzI1NiJ9.x");
    /// # Ok(())
    /// # })
    /// # }
    /// ```
    ///
    /// # Errors
    /// - [`Error::InvalidInput`]: scopes are set without an organization, or an id is empty.
    /// - 400 (`is_invalid_request()`): a scope is not known.
    /// - 401 `unauthorized` (`is_unauthorized()`): the API key is wrong, or belongs to another environment.
    /// - 404 (`is_not_found()`): the organization or the user does not exist.
    /// - 422 (`is_invalid_request()`): the user lacks a permission in the organization.
    /// - 429 (`is_rate_limited()`): too many requests; `retry_after()` says how long to wait.
    /// - 500 (`is_server_error()`): WorkOS failed.
    ///
    /// `POST /widgets/token`, <https://workos.com/docs/reference/widgets/get-token>
    pub fn token(&self) -> CreateWidgetToken {
        let body = Body { organization_id: None, user_id: None, scopes: None };
        CreateWidgetToken { call: Call::new(&self.client, &CREATE_WIDGET_TOKEN), body }
    }

    /// Creates a token for one widget of an organization, in the legacy dialect.
    ///
    /// The request names the widget and can set the lifetime. Production does not support it: use
    /// [`token`](Self::token) there. The rules of [`token`](Self::token) about sharing apply here too.
    ///
    /// ```no_run
    /// use workos_widgets::WidgetScope;
    ///
    /// # async fn example(widgets: workos_widgets::Widgets) -> Result<(), workos_widgets::Error> {
    /// let token = widgets
    ///     .token_for_widget_scope("org_01EHZNVPK3SFK441A1RGBFSHRT", WidgetScope::Sso)
    ///     .expires_in(600)
    ///     .send()
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - [`Error::InvalidInput`]: an id is empty, or the lifetime is 0 seconds.
    /// - 400 `invalid_request` (`is_invalid_request()`): a field is missing, or the widget is not known.
    /// - 401 `unauthorized` (`is_unauthorized()`): the API key is wrong, or belongs to another environment.
    /// - 404 (`is_not_found()`): the organization does not exist.
    /// - 429 (`is_rate_limited()`): too many requests; `retry_after()` says how long to wait.
    /// - 500 (`is_server_error()`): WorkOS failed.
    ///
    /// `POST /widgets/token`
    pub fn token_for_widget_scope(
        &self,
        organization_id: impl Into<OrganizationId>,
        widget_scope: impl Into<WidgetScope>,
    ) -> CreateTokenForWidgetScope {
        CreateTokenForWidgetScope {
            call: Call::new(&self.client, &CREATE_WIDGET_TOKEN),
            body: ScopeBody {
                organization_id: organization_id.into(),
                widget_scope: widget_scope.into(),
                expires_in: None,
            },
        }
    }
}

call! {
    @shell [
        /// The call of [`Widgets::token`].
    ]
    CreateWidgetToken [Body] WidgetToken
}

impl CreateWidgetToken {
    /// Sets the organization that the widget manages. It is required if scopes are set.
    pub fn organization_id(mut self, organization_id: impl Into<OrganizationId>) -> Self {
        self.body.organization_id = Some(organization_id.into());
        self
    }

    /// Sets the user that the widget is for.
    pub fn user_id(mut self, user_id: impl Into<UserId>) -> Self {
        self.body.user_id = Some(user_id.into());
        self
    }

    /// Sets the permissions of the widget in the organization.
    pub fn scopes(mut self, scopes: impl IntoIterator<Item = impl Into<WidgetPermission>>) -> Self {
        self.body.scopes = Some(scopes.into_iter().map(Into::into).collect());
        self
    }

    /// Sends the call.
    ///
    /// # Errors
    /// See [`Widgets::token`].
    pub async fn send(self) -> Result<WidgetToken, Error> {
        self.checked().into_call().send().await
    }

    /// Sends the call and returns the token together with status, request id and headers.
    ///
    /// # Errors
    /// See [`Widgets::token`].
    pub async fn send_with_meta(self) -> Result<Answer<WidgetToken>, Error> {
        self.checked().into_call().send_with_meta().await
    }

    fn checked(mut self) -> Self {
        let Body { organization_id, user_id, scopes } = &self.body;
        if organization_id.as_ref().is_some_and(|id| id.as_str().is_empty()) {
            self.call.refuse("organization_id", "it is empty");
        } else if user_id.as_ref().is_some_and(|id| id.as_str().is_empty()) {
            self.call.refuse("user_id", "it is empty");
        } else if organization_id.is_none() && scopes.as_ref().is_some_and(|scopes| !scopes.is_empty()) {
            self.call.refuse("scopes", "scopes need an organization: set `organization_id`");
        }
        self
    }
}

#[derive(Clone, Debug, Serialize)]
struct Body {
    #[serde(skip_serializing_if = "Option::is_none")]
    organization_id: Option<OrganizationId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    user_id: Option<UserId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    scopes: Option<Vec<WidgetPermission>>,
}

call! {
    @shell [
        /// The call of [`Widgets::token_for_widget_scope`].
    ]
    CreateTokenForWidgetScope [ScopeBody] WidgetToken
}

impl CreateTokenForWidgetScope {
    /// Sets the lifetime of the token in seconds; 600 by default.
    ///
    /// With a much shorter lifetime, the token may expire before the page uses it.
    pub fn expires_in(mut self, seconds: u32) -> Self {
        self.call.check_range("expires_in", i64::from(seconds), 1, i64::from(u32::MAX));
        self.body.expires_in = Some(seconds);
        self
    }

    /// Sends the call.
    ///
    /// # Errors
    /// See [`Widgets::token_for_widget_scope`].
    pub async fn send(self) -> Result<WidgetToken, Error> {
        self.checked().into_call().send().await
    }

    /// Sends the call and returns the token together with status, request id and headers.
    ///
    /// # Errors
    /// See [`Widgets::token_for_widget_scope`].
    pub async fn send_with_meta(self) -> Result<Answer<WidgetToken>, Error> {
        self.checked().into_call().send_with_meta().await
    }

    fn checked(mut self) -> Self {
        if self.body.organization_id.as_str().is_empty() {
            self.call.refuse("organization_id", "it is empty");
        }
        self
    }
}

#[derive(Clone, Debug, Serialize)]
struct ScopeBody {
    organization_id: OrganizationId,
    widget_scope: WidgetScope,
    #[serde(skip_serializing_if = "Option::is_none")]
    expires_in: Option<u32>,
}
