//! Webhook endpoints: where events are sent.

use http::Uri;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use workos_core::expose;
use workos_core::{Secret, Timestamp};

use crate::base::text;
use crate::store::collection::Stored;

/// An application's address for events.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WebhookEndpoint {
    pub(crate) id: String,
    /// As it was given.
    pub(crate) url: String,
    #[serde(with = "text::uri")]
    pub(crate) uri: Uri,
    #[serde(serialize_with = "expose")]
    pub(crate) secret: Secret,
    pub(crate) enabled: bool,
    pub(crate) events: Vec<String>,
    pub(crate) created_at: Timestamp,
    pub(crate) updated_at: Timestamp,
}

impl WebhookEndpoint {
    /// Whether an event of this name is sent there.
    /// The endpoints that an event is sent to.
    pub(crate) fn group_of_event(event: &str) -> String {
        format!("event {event}")
    }

    /// The endpoint with a URL.
    pub(crate) fn group_of_uri(uri: &Uri) -> String {
        let authority = uri.authority().map_or("", |authority| authority.as_str()).to_ascii_lowercase();
        let path = uri.path_and_query().map_or("/", |path| path.as_str());
        format!("uri {} {authority}{path}", uri.scheme_str().unwrap_or_default())
    }

    pub(crate) fn to_json(&self) -> Value {
        json!({
            "object": "webhook_endpoint",
            "id": self.id,
            "endpoint_url": self.url,
            "secret": self.secret.expose(),
            "status": if self.enabled { "enabled" } else { "disabled" },
            "events": self.events,
            "created_at": self.created_at,
            "updated_at": self.updated_at,
        })
    }
}

impl Stored for WebhookEndpoint {
    fn id(&self) -> &str {
        &self.id
    }

    fn groups(&self) -> Vec<String> {
        let wanted = self.events.iter().filter(|_| self.enabled).map(|event| Self::group_of_event(event));
        wanted.chain([Self::group_of_uri(&self.uri)]).collect()
    }
}
