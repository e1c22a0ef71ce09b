//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

use serde::Serialize;
use workos_client::{Call, Client, Hint, Method, Operation, call};
use workos_core::{OrganizationId, Timestamp, WebhookEndpointId};

use super::enums::{EventName, WebhookEndpointStatus};
use super::models::{Event, WebhookEndpoint};

/// The endpoints that webhooks are sent to.
///
/// There is no call that gets one endpoint: find it in the list.
#[derive(Clone, Debug)]
pub struct WebhookEndpoints {
    pub(crate) client: Client,
}

impl WebhookEndpoints {
    /// Makes the handle; nothing is sent.
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
    /// As for every call; nothing in particular.
    ///
    /// `GET /webhook_endpoints`
    pub fn list(&self) -> ListWebhookEndpoints {
        ListWebhookEndpoints { call: Call::new(&self.client, &LIST_WEBHOOK_ENDPOINTS) }
    }

    /// Creates a webhook endpoint, which is enabled from the start.
    ///
    /// Keep the answer's `secret` as you keep an API key: who knows it can sign webhooks in WorkOS's name.
    ///
    /// - `endpoint_url`: Where webhooks are sent to; an HTTPS URL.
    /// - `events`: The events that are sent. Only the events API has the events of the vault, of actions,
    ///   of directory tokens and of exports, and the failures of e-mail verification and of second factors.
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
    /// - 409 `duplicate_endpoint` (`is_conflict()`): Another endpoint has this URL; find it with
    ///   `webhook_endpoints.list()` and update it.
    /// - 422 `invalid_url` (`is_invalid_request()`): Use a public HTTPS URL.
    /// - 422 `invalid_request_parameters` (`is_invalid_request()`): Check the event names; `errors` of the
    ///   answer names the one that is refused.
    ///
    /// `POST /webhook_endpoints`
    pub fn create(
        &self,
        endpoint_url: impl Into<String>,
        events: impl IntoIterator<Item = impl Into<EventName>>,
    ) -> CreateWebhookEndpoint {
        CreateWebhookEndpoint {
            call: Call::new(&self.client, &CREATE_WEBHOOK_ENDPOINT),
            body: CreateWebhookEndpointBody {
                endpoint_url: endpoint_url.into(),
                events: events.into_iter().map(Into::into).collect(),
            },
        }
    }

    /// Changes a webhook endpoint. What is not set stays as it is.
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
    /// - 409 `duplicate_endpoint` (`is_conflict()`): Another endpoint has this URL; find it with
    ///   `webhook_endpoints.list()` and update it.
    /// - 422 `invalid_url` (`is_invalid_request()`): Use a public HTTPS URL.
    /// - 422 `invalid_request_parameters` (`is_invalid_request()`): Check the event names; `errors` of the
    ///   answer names the one that is refused.
    ///
    /// `PATCH /webhook_endpoints/{id}`
    pub fn update(&self, id: impl Into<WebhookEndpointId>) -> UpdateWebhookEndpoint {
        let mut call = Call::new(&self.client, &UPDATE_WEBHOOK_ENDPOINT);
        call.path_id("id", id.into().as_str());
        UpdateWebhookEndpoint {
            call,
            body: UpdateWebhookEndpointBody { endpoint_url: None, status: None, events: None },
        }
    }

    /// Deletes a webhook endpoint for good; nothing is delivered to it any more.
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

static LIST_WEBHOOK_ENDPOINTS: Operation =
    Operation::new("webhook_endpoints.list", Method::GET, "/webhook_endpoints")
        .repeatable()
        .with_secret_fields(&["secret"]);

call! {
    /// The call of [`WebhookEndpoints::create`].
    pub struct CreateWebhookEndpoint { body: CreateWebhookEndpointBody } -> WebhookEndpoint;
}

#[derive(Clone, Debug, Serialize)]
struct CreateWebhookEndpointBody {
    endpoint_url: String,
    events: Vec<EventName>,
}

static CREATE_WEBHOOK_ENDPOINT: Operation =
    Operation::new("webhook_endpoints.create", Method::POST, "/webhook_endpoints")
        .with_secret_fields(&["secret"])
        .hints(CREATE_WEBHOOK_ENDPOINT_HINTS);

const CREATE_WEBHOOK_ENDPOINT_HINTS: &[Hint] = &[
    Hint::new(
        409,
        Some("duplicate_endpoint"),
        "Another endpoint has this URL; find it with `webhook_endpoints.list()` and update it.",
    ),
    Hint::new(422, Some("invalid_url"), "Use a public HTTPS URL."),
    Hint::new(
        422,
        Some("invalid_request_parameters"),
        "Check the event names; `errors` of the answer names the one that is refused.",
    ),
];

call! {
    /// The call of [`WebhookEndpoints::update`].
    pub struct UpdateWebhookEndpoint { body: UpdateWebhookEndpointBody } -> WebhookEndpoint;
}

impl UpdateWebhookEndpoint {
    /// Where webhooks are sent to; an HTTPS URL.
    pub fn endpoint_url(mut self, endpoint_url: impl Into<String>) -> Self {
        self.body.endpoint_url = Some(endpoint_url.into());
        self
    }

    /// Whether webhooks are sent.
    pub fn status(mut self, status: impl Into<WebhookEndpointStatus>) -> Self {
        self.body.status = Some(status.into());
        self
    }

    /// All events that are to be sent.
    pub fn events(mut self, events: impl IntoIterator<Item = impl Into<EventName>>) -> Self {
        self.body.events = Some(events.into_iter().map(Into::into).collect());
        self
    }
}

#[derive(Clone, Debug, Serialize)]
struct UpdateWebhookEndpointBody {
    #[serde(skip_serializing_if = "Option::is_none")]
    endpoint_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<WebhookEndpointStatus>,
    #[serde(skip_serializing_if = "Option::is_none")]
    events: Option<Vec<EventName>>,
}

static UPDATE_WEBHOOK_ENDPOINT: Operation =
    Operation::new("webhook_endpoints.update", Method::PATCH, "/webhook_endpoints/{id}")
        .with_secret_fields(&["secret"])
        .hints(UPDATE_WEBHOOK_ENDPOINT_HINTS);

const UPDATE_WEBHOOK_ENDPOINT_HINTS: &[Hint] = &[
    Hint::new(404, Some("entity_not_found"), "Verify the endpoint\'s id with `webhook_endpoints.list()`."),
    Hint::new(
        409,
        Some("duplicate_endpoint"),
        "Another endpoint has this URL; find it with `webhook_endpoints.list()` and update it.",
    ),
    Hint::new(422, Some("invalid_url"), "Use a public HTTPS URL."),
    Hint::new(
        422,
        Some("invalid_request_parameters"),
        "Check the event names; `errors` of the answer names the one that is refused.",
    ),
];

call! {
    /// The call of [`WebhookEndpoints::delete`].
    pub struct DeleteWebhookEndpoint -> ();
}

static DELETE_WEBHOOK_ENDPOINT: Operation =
    Operation::new("webhook_endpoints.delete", Method::DELETE, "/webhook_endpoints/{id}")
        .hints(DELETE_WEBHOOK_ENDPOINT_HINTS);

const DELETE_WEBHOOK_ENDPOINT_HINTS: &[Hint] =
    &[Hint::new(404, Some("entity_not_found"), "Verify the endpoint\'s id with `webhook_endpoints.list()`.")];

/// The events of the environment, which webhooks carry too.
///
/// Reading them in order and remembering how far one came misses nothing and repeats nothing, which
/// webhooks cannot promise: those arrive in any order, and more than once. Events are kept for 30 days.
#[derive(Clone, Debug)]
pub struct Events {
    pub(crate) client: Client,
}

impl Events {
    /// Makes the handle; nothing is sent.
    #[must_use]
    pub fn new(client: &Client) -> Self {
        Self { client: client.clone() }
    }

    /// Lists the events of these names, of the last 30 days.
    ///
    /// For a feed that misses nothing, ask in the order `asc` and store the id of the last event that was
    /// handled: it is the cursor to go on `after`, also after a restart. Where there is none, begin with
    /// `range_start`.
    ///
    /// - `names`: The names of the events that are wanted, at least one.
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
    /// - 400 (`is_invalid_request()`): Check `after`, which is the id of an event of the last 30 days, and
    ///   that the range is within them.
    /// - 422 (`is_invalid_request()`): Check `after`, which is the id of an event of the last 30 days, and
    ///   the event names: at least one, as in `EventName::KNOWN`.
    ///
    /// `GET /events`, <https://workos.com/docs/reference/events/list>
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

impl ListEvents {
    /// Only events created after this.
    pub fn range_start(mut self, range_start: impl Into<Timestamp>) -> Self {
        self.call.query("range_start", range_start.into());
        self
    }

    /// Only events created before this.
    pub fn range_end(mut self, range_end: impl Into<Timestamp>) -> Self {
        self.call.query("range_end", range_end.into());
        self
    }

    /// Only events of this organization.
    pub fn organization_id(mut self, organization_id: impl Into<OrganizationId>) -> Self {
        self.call.query("organization_id", organization_id.into());
        self
    }
}

static LIST_EVENTS: Operation =
    Operation::new("events.list", Method::GET, "/events").repeatable().hints(LIST_EVENTS_HINTS);

const LIST_EVENTS_HINTS: &[Hint] = &[
    Hint::new(
        400,
        None,
        "Check `after`, which is the id of an event of the last 30 days, and that the range is within \
         them.",
    ),
    Hint::new(
        422,
        None,
        "Check `after`, which is the id of an event of the last 30 days, and the event names: at least \
         one, as in `EventName::KNOWN`.",
    ),
];
