//! Faults: what goes wrong on purpose, and for which requests and webhooks.

pub(crate) mod active;
pub(crate) mod apply;
pub(crate) mod check;
pub(crate) mod effect;
pub(crate) mod latency;

use std::collections::BTreeMap;

use http::Method;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::faults::effect::{Effect, FaultAnswer, Reset, WebhookFault};
use crate::faults::latency::Latency;

/// A failure on purpose: the requests or the webhooks that it applies to, and its effect.
///
/// A fault applies if all its conditions hold. Without conditions, it applies to every request of the API, but never to
/// the emulator's own paths, `/health` and those under `/_emulator/`. Faults are applied before the API key is checked
/// and before a rate limit counts the request. If several faults apply to a request, the first effect is used, and all
/// latencies add up.
///
/// A fault in a seed file has the same fields. There, an unknown field is an error, and every field is optional.
///
/// ```
/// use std::time::Duration;
///
/// use http::Method;
/// use workos_emulator::{Emulator, Fault, Latency, Reset};
///
/// let emulator = Emulator::new();
/// // The first two lists fail, and the third succeeds.
/// emulator.inject(Fault::on("connections.list").status(503).count(2))?;
/// // The second link is created, but its response is lost.
/// emulator.inject(Fault::at(Method::POST, "/portal/generate_link").nth(2).reset(Reset::Inside))?;
/// // Every response is slow.
/// let (from, to) = (Duration::from_millis(50), Duration::from_millis(200));
/// emulator.inject(Fault::everywhere().latency(Latency::uniform(from, to)))?;
/// # Ok::<(), workos_emulator::EmulatorConfigError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[non_exhaustive]
#[must_use = "a fault does nothing until it is injected"]
pub struct Fault {
    /// The operation: its name, for instance `connections.list`, or its method and path, for instance `GET
    /// /connections`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operation: Option<String>,
    /// The method, in uppercase.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// The path: an exact path, or a template of the API such as `/connections/{id}`, whose parameters may have any
    /// names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// Headers that the request must have, with these values.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub headers: BTreeMap<String, String>,
    /// Query parameters that the request must have, with these values.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub query: BTreeMap<String, String>,
    /// Fields that the body, JSON or a form, must contain. The body and its nested objects may have additional fields.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<Value>,
    /// Applies the fault to webhooks of events with this name, instead of requests; `*` means all events.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event: Option<String>,
    /// The id of the webhook endpoint.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub endpoint: Option<String>,
    /// Applies the fault from the call with this number on, counted from 1 among the calls that meet the conditions.
    /// Without `count`, it is applied to that call only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nth: Option<u64>,
    /// The number of times that the fault is applied. Without `count` and `nth`, there is no limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<u64>,
    /// Applies the fault with this probability, above 0 and at most 1. The outcome depends on the emulator's seed
    /// number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub probability: Option<f64>,
    /// The delay of the response, in milliseconds in a seed file. The request itself is handled at once.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub latency_ms: Option<Latency>,
    /// The effect on the request or webhook.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub effect: Option<Effect>,
}

impl Fault {
    /// Applies to requests of this operation: its name, for instance `connections.list`, or its method and path, for
    /// instance `GET /connections`.
    pub fn on(operation: impl Into<String>) -> Self {
        Self { operation: Some(operation.into()), ..Self::default() }
    }

    /// Applies to requests with this method and path: an exact path, or a template of the API such as
    /// `/connections/{id}`.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "methods are constants, and read best without a reference"
    )]
    pub fn at(method: Method, path: impl Into<String>) -> Self {
        Self { method: Some(method.as_str().to_owned()), path: Some(path.into()), ..Self::default() }
    }

    /// Applies to every request, except for the emulator's own paths.
    pub fn everywhere() -> Self {
        Self::default()
    }

    /// Applies to webhooks of events with this name; `*` means all events.
    pub fn on_webhook(event: impl Into<String>) -> Self {
        Self { event: Some(event.into()), ..Self::default() }
    }

    /// Requires a header with this value.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.insert(name.into(), value.into());
        self
    }

    /// Requires a query parameter with this value.
    pub fn query(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.query.insert(name.into(), value.into());
        self
    }

    /// Requires a body that contains these fields. The values of a form are strings, so `10` matches `"10"` there.
    pub fn body(mut self, fields: Value) -> Self {
        self.body = Some(fields);
        self
    }

    /// Restricts the fault to one webhook endpoint.
    pub fn endpoint(mut self, id: impl Into<String>) -> Self {
        self.endpoint = Some(id.into());
        self
    }

    /// Applies the fault from the call with this number on, counted from 1. Without [`count`](Self::count), it is
    /// applied to that call only.
    pub const fn nth(mut self, nth: u64) -> Self {
        self.nth = Some(nth);
        self
    }

    /// Sets the number of times that the fault is applied.
    pub const fn count(mut self, count: u64) -> Self {
        self.count = Some(count);
        self
    }

    /// Sets the probability that the fault is applied.
    pub const fn probability(mut self, probability: f64) -> Self {
        self.probability = Some(probability);
        self
    }

    /// Delays the response. A delay can be combined with every effect on requests, or used without one.
    pub fn latency(mut self, latency: Latency) -> Self {
        self.latency_ms = Some(latency);
        self
    }

    /// Sets the effect.
    pub fn effect(mut self, effect: Effect) -> Self {
        self.effect = Some(effect);
        self
    }

    /// Answers with this status and an error body like those of the API.
    pub fn status(self, status: u16) -> Self {
        self.answer(FaultAnswer::new(status))
    }

    /// Answers with this response instead of the emulator's own.
    pub fn answer(self, answer: FaultAnswer) -> Self {
        self.effect(Effect::Answer(answer))
    }

    /// Never answers.
    pub fn hang(self) -> Self {
        self.effect(Effect::Hang)
    }

    /// Resets the connection.
    pub fn reset(self, reset: Reset) -> Self {
        self.effect(Effect::Reset(reset))
    }

    /// Handles the request, and sends less of the response body than its length says.
    pub fn truncate(self) -> Self {
        self.effect(Effect::Truncate)
    }

    /// Handles the request, and answers with a body that is not JSON.
    pub fn malformed(self) -> Self {
        self.effect(Effect::Malformed)
    }

    /// Handles the request, and claims this content type for the response body.
    pub fn content_type(self, content_type: impl Into<String>) -> Self {
        self.effect(Effect::ContentType(content_type.into()))
    }

    /// Makes the codes, links and access tokens of the request and of its response expire at once.
    pub fn expire(self) -> Self {
        self.effect(Effect::Expire)
    }

    /// Sets the effect on a webhook.
    pub fn webhook(self, fault: WebhookFault) -> Self {
        self.effect(Effect::Webhook(fault))
    }

    pub(crate) const fn is_about_webhooks(&self) -> bool {
        self.event.is_some()
    }

    /// How often it is applied at most.
    fn most(&self) -> u64 {
        match (self.count, self.nth) {
            (Some(count), _) => count,
            (None, Some(_)) => 1,
            (None, None) => u64::MAX,
        }
    }
}
