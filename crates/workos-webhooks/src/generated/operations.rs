//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

use workos_client::{Call, Client, Method, Operation, body, call, operation, setters};
use workos_core::{OrganizationId, Timestamp, WebhookEndpointId};

use super::enums::{EventName, WebhookEndpointStatus};
use super::hints::SHARED_HINTS;
use super::models::{Event, WebhookEndpoint};

/// The endpoints that webhooks are sent to.
///
/// No call gets a single endpoint: find it in the list.
#[derive(Clone, Debug)]
pub struct WebhookEndpoints {
    pub(crate) client: Client,
}

impl WebhookEndpoints {
    /// Creates the handle, without sending a request.
    #[must_use]
    pub fn new(client: &Client) -> Self {
        Self { client: client.clone() }
    }

    /// Lists the webhook endpoints of the environment, newest first.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     webhook_endpoints: workos_webhooks::WebhookEndpoints,
    /// # ) -> Result<(), workos_client::Error> {
    /// let page = webhook_endpoints.list().send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// Only the errors that every call can return.
    ///
    /// `GET /webhook_endpoints`
    #[doc(alias("WebhookEndpointsController_list", "list_webhook_endpoints"))]
    pub fn list(&self) -> ListWebhookEndpoints {
        ListWebhookEndpoints { call: Call::new(&self.client, &LIST_WEBHOOK_ENDPOINTS) }
    }

    /// Creates a webhook endpoint, which is enabled immediately.
    ///
    /// Protect the `secret` in the response like an API key: whoever knows it can forge webhooks from
    /// WorkOS.
    ///
    /// - `endpoint_url`: The HTTPS URL that webhooks are sent to.
    /// - `events`: The names of the events to send. Some events are available only in the events API: the
    ///   events of the vault, of actions, of directory tokens and of exports, and the failures of e-mail
    ///   verification and of second factors.
    ///
    /// ```no_run
    /// use workos_webhooks::EventName;
    ///
    /// # async fn example(
    /// #     webhook_endpoints: workos_webhooks::WebhookEndpoints,
    /// # ) -> Result<(), workos_client::Error> {
    /// let webhook_endpoint = webhook_endpoints
    ///     .create("https://example.com/webhooks", [EventName::UserCreated])
    ///     .send()
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 409 `duplicate_endpoint` (`is_conflict()`): Find the endpoint that already has this URL with
    ///   `webhook_endpoints.list()`, and update it.
    /// - 422 `invalid_url` (`is_invalid_request()`): Use a public HTTPS URL.
    /// - 422 `invalid_request_parameters` (`is_invalid_request()`): Check the event names; `errors` in the
    ///   response contains the name that is refused.
    ///
    /// `POST /webhook_endpoints`
    #[doc(alias("WebhookEndpointsController_create", "create_webhook_endpoint"))]
    pub fn create(
        &self,
        endpoint_url: impl Into<String>,
        events: impl IntoIterator<Item = impl Into<EventName>>,
    ) -> CreateWebhookEndpoint {
        let call = Call::new(&self.client, &CREATE_WEBHOOK_ENDPOINT);
        let body =
            CreateWebhookEndpointBody::new(endpoint_url.into(), events.into_iter().map(Into::into).collect());
        CreateWebhookEndpoint { call, body }
    }

    /// Updates a webhook endpoint. Fields that are not set stay unchanged.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     webhook_endpoints: workos_webhooks::WebhookEndpoints,
    /// # ) -> Result<(), workos_client::Error> {
    /// let webhook_endpoint = webhook_endpoints
    ///     .update("we_0123456789")
    ///     .endpoint_url("https://example.com/webhooks")
    ///     .send()
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 404 `entity_not_found` (`is_not_found()`): Verify the endpoint's id with
    ///   `webhook_endpoints.list()`.
    /// - 409 `duplicate_endpoint` (`is_conflict()`): Find the endpoint that already has this URL with
    ///   `webhook_endpoints.list()`, and update it.
    /// - 422 `invalid_url` (`is_invalid_request()`): Use a public HTTPS URL.
    /// - 422 `invalid_request_parameters` (`is_invalid_request()`): Check the event names; `errors` in the
    ///   response contains the name that is refused.
    ///
    /// `PATCH /webhook_endpoints/{id}`
    #[doc(alias("WebhookEndpointsController_update", "update_webhook_endpoint"))]
    pub fn update(&self, id: impl Into<WebhookEndpointId>) -> UpdateWebhookEndpoint {
        let mut call = Call::new(&self.client, &UPDATE_WEBHOOK_ENDPOINT);
        call.path_id("id", id.into().as_str());
        let body = UpdateWebhookEndpointBody::new();
        UpdateWebhookEndpoint { call, body }
    }

    /// Deletes a webhook endpoint permanently. No more webhooks are sent to it.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     webhook_endpoints: workos_webhooks::WebhookEndpoints,
    /// # ) -> Result<(), workos_client::Error> {
    /// webhook_endpoints.delete("we_0123456789").send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 404 `entity_not_found` (`is_not_found()`): Verify the endpoint's id with
    ///   `webhook_endpoints.list()`.
    ///
    /// `DELETE /webhook_endpoints/{id}`
    #[doc(alias("WebhookEndpointsController_delete", "delete_webhook_endpoint"))]
    pub fn delete(&self, id: impl Into<WebhookEndpointId>) -> DeleteWebhookEndpoint {
        let mut call = Call::new(&self.client, &DELETE_WEBHOOK_ENDPOINT);
        call.path_id("id", id.into().as_str());
        DeleteWebhookEndpoint { call }
    }
}

call! {
    /// The call of [`WebhookEndpoints::list`].
    pub struct ListWebhookEndpoints -> Page<WebhookEndpoint>, paged(100);
}

operation! {
    static LIST_WEBHOOK_ENDPOINTS =
        Operation::new("webhook_endpoints.list", Method::GET, "/webhook_endpoints")
            .repeatable().with_secret_fields(&["secret"]).with_default_hints(SHARED_HINTS);
}

call! {
    /// The call of [`WebhookEndpoints::create`].
    pub struct CreateWebhookEndpoint { body: CreateWebhookEndpointBody } -> WebhookEndpoint;
}

body! {
    struct CreateWebhookEndpointBody of CreateWebhookEndpoint;
    endpoint_url: String = required;
    events: Vec<EventName> = required;
}

operation! {
    static CREATE_WEBHOOK_ENDPOINT =
        Operation::new("webhook_endpoints.create", Method::POST, "/webhook_endpoints")
            .with_secret_fields(&["secret"]).with_default_hints(SHARED_HINTS);
    422 "invalid_request_parameters" => "Check the event names; `errors` in the response contains the name that is refused.";
}

call! {
    /// The call of [`WebhookEndpoints::update`].
    pub struct UpdateWebhookEndpoint { body: UpdateWebhookEndpointBody } -> WebhookEndpoint;
}

body! {
    struct UpdateWebhookEndpointBody of UpdateWebhookEndpoint;
    /// The HTTPS URL that webhooks are sent to.
    endpoint_url(impl Into<String>): Option<String> = Some(endpoint_url.into());
    /// Whether webhooks are sent to the endpoint.
    status(impl Into<WebhookEndpointStatus>): Option<WebhookEndpointStatus> = Some(status.into());
    /// The names of all events to send. They replace the current ones.
    events(impl IntoIterator<Item = impl Into<EventName>>): Option<Vec<EventName>> =
        Some(events.into_iter().map(Into::into).collect());
}

operation! {
    static UPDATE_WEBHOOK_ENDPOINT =
        Operation::new("webhook_endpoints.update", Method::PATCH, "/webhook_endpoints/{id}")
            .with_secret_fields(&["secret"]).with_default_hints(SHARED_HINTS);
    404 "entity_not_found" => "Verify the endpoint's id with `webhook_endpoints.list()`.";
    422 "invalid_request_parameters" => "Check the event names; `errors` in the response contains the name that is refused.";
}

call! {
    /// The call of [`WebhookEndpoints::delete`].
    pub struct DeleteWebhookEndpoint -> ();
}

operation! {
    static DELETE_WEBHOOK_ENDPOINT =
        Operation::new("webhook_endpoints.delete", Method::DELETE, "/webhook_endpoints/{id}")
            .with_default_hints(SHARED_HINTS);
    404 "entity_not_found" => "Verify the endpoint's id with `webhook_endpoints.list()`.";
}

/// The events of the environment, which are also sent as webhooks.
///
/// If you read the events in order and store the position, you miss and repeat none. Webhooks cannot
/// guarantee this: they arrive in any order, and possibly more than once. Events are stored for 30
/// days.
#[derive(Clone, Debug)]
pub struct Events {
    pub(crate) client: Client,
}

impl Events {
    /// Creates the handle, without sending a request.
    #[must_use]
    pub fn new(client: &Client) -> Self {
        Self { client: client.clone() }
    }

    /// Lists the events with these names from the last 30 days.
    ///
    /// To read a feed without gaps, use the order `asc` and store the id of the last handled event. It is
    /// the cursor `after` for the next call, also after a restart. If there is no stored id yet, start with
    /// `range_start`.
    ///
    /// - `names`: The names of the events to list, at least one.
    ///
    /// ```no_run
    /// use workos_webhooks::EventName;
    ///
    /// # async fn example(events: workos_webhooks::Events) -> Result<(), workos_client::Error> {
    /// let page = events.list([EventName::DsyncUserCreated]).send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 400 (`is_invalid_request()`): Check that `after` is the id of an event from the last 30 days, and
    ///   that the range is within the last 30 days.
    /// - 422 (`is_invalid_request()`): Check that `after` is the id of an event from the last 30 days.
    ///   Check the event names: at least one, as in `EventName::KNOWN`.
    ///
    /// `GET /events`, <https://workos.com/docs/reference/events/list>
    #[doc(alias("EventsController_list", "list_events"))]
    pub fn list(&self, names: impl IntoIterator<Item = impl Into<EventName>>) -> ListEvents {
        let mut call = Call::new(&self.client, &LIST_EVENTS);
        call.query_list("events", names.into_iter().map(Into::<EventName>::into));
        ListEvents { call }
    }
}

call! {
    /// The call of [`Events::list`].
    pub struct ListEvents -> Page<Event>, paged(100);
}

setters! {
    ListEvents:
    /// Filters by creation time: only events after this time.
    range_start(impl Into<Timestamp>) => |call| call.query("range_start", range_start.into());
    /// Filters by creation time: only events before this time.
    range_end(impl Into<Timestamp>) => |call| call.query("range_end", range_end.into());
    /// Filters by organization.
    organization_id(impl Into<OrganizationId>) => |call|
        call.query("organization_id", organization_id.into());
}

operation! {
    static LIST_EVENTS = Operation::new("events.list", Method::GET, "/events")
        .repeatable().with_default_hints(SHARED_HINTS);
    400 => "Check that `after` is the id of an event from the last 30 days, and that the range is within the last 30 days.";
    422 => "Check that `after` is the id of an event from the last 30 days. Check the event names: at least one, as in `EventName::KNOWN`.";
}
