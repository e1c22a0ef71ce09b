//! A webhook delivery and its attempts.

use bytes::Bytes;
use http::StatusCode;
use serde::{Deserialize, Serialize};
use workos_core::Timestamp;

use crate::base::text;
use crate::base::text::StaticText;
use crate::events::names::read_event_name;

/// A webhook delivery: an event for one endpoint, which is pending, delivered or given up.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Delivery {
    /// The id of the delivery.
    pub id: String,
    /// The id of the endpoint.
    pub endpoint_id: String,
    /// The id of the event.
    pub event_id: String,
    /// The name of the event.
    #[serde(deserialize_with = "read_event_name")]
    pub event: StaticText,
    /// The body: the event as the events API shows it.
    #[serde(with = "text::body")]
    pub body: Bytes,
    /// The state of the delivery.
    pub state: DeliveryState,
    /// The attempts so far, oldest first.
    pub attempts: Vec<DeliveryAttempt>,
    /// How many of the attempts were made before it was sent again on purpose: the waits begin anew then.
    #[serde(default)]
    pub(crate) earlier_attempts: usize,
}

/// The state of a delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum DeliveryState {
    /// The delivery waits for earlier deliveries to its endpoint or, after a failure, until `due`.
    Pending {
        /// When the next attempt can be made.
        due: Timestamp,
    },
    /// The endpoint answered with a status of 200 to 299.
    Delivered,
    /// Every attempt failed, or the endpoint was deleted. The delivery is a dead letter, unless it is
    /// [sent again](crate::Emulator::replay_delivery).
    Failed,
}

/// One attempt to deliver a webhook.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct DeliveryAttempt {
    /// The time of the attempt, which the signature contains.
    pub at: Timestamp,
    /// The URL that the attempt was sent to.
    pub url: String,
    /// The header `WorkOS-Signature` of this attempt.
    pub signature: String,
    /// The status of the endpoint's response, if there was one.
    #[serde(with = "text::status")]
    pub status: Option<StatusCode>,
    /// The body of the response, cut after 4096 bytes, or the reason why there was none.
    pub answer: String,
}

impl Delivery {
    /// About how many bytes it takes; a body counts for each of its endpoints.
    pub(crate) fn footprint(&self) -> usize {
        let texts = self.id.len() + self.endpoint_id.len() + self.event_id.len() + self.body.len();
        size_of::<Self>() + texts + self.attempts.iter().map(DeliveryAttempt::footprint).sum::<usize>()
    }
}

impl DeliveryAttempt {
    pub(crate) const fn footprint(&self) -> usize {
        size_of::<Self>() + self.url.len() + self.signature.len() + self.answer.len()
    }

    pub(crate) fn succeeded(&self) -> bool {
        self.status.is_some_and(|status| status.is_success())
    }
}
