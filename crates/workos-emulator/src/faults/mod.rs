//! Faults: what goes wrong on purpose, and for which requests and webhooks.

mod active;
mod check;
mod effect;
mod latency;
mod strike;

pub use active::{ActiveFault, FaultId};
pub use effect::{Effect, FaultAnswer, Reset, RetryAfter, WebhookFault};
pub use latency::Latency;

pub(crate) use active::{Faults, WebhookStrike};
pub(crate) use check::{check_all, read_all};
pub(crate) use strike::{Broken, change_content_type, expire_answer, expire_request, make_malformed};

use std::collections::BTreeMap;

use http::Method;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Something that goes wrong on purpose: which requests, or which webhooks, it strikes, and what happens to them.
///
/// Every condition that is given has to hold. Without any, each request of the API is struck; the emulator's own
/// paths, `/health` and those under `/_emulator/`, never are. A fault strikes before the API key is checked and before
/// a rate limit counts the request. Of several that hold for a request, the first with an effect has it, and the
/// latencies of all add up.
///
/// The same fields make up a fault of a seed file. There an unknown field is an error, and nothing but what is needed
/// has to be given.
///
/// ```
/// use std::time::Duration;
///
/// use http::Method;
/// use workos_emulator::{Emulator, Fault, Latency, Reset};
///
/// let emulator = Emulator::new();
/// // Two lists fail, and the third gets through.
/// emulator.inject(Fault::on("connections.list").status(503).count(2))?;
/// // The second link is made, and the answer is lost on its way.
/// emulator.inject(Fault::at(Method::POST, "/portal/generate_link").nth(2).reset(Reset::Inside))?;
/// // Everything is slow.
/// let (from, to) = (Duration::from_millis(50), Duration::from_millis(200));
/// emulator.inject(Fault::everywhere().latency(Latency::uniform(from, to)))?;
/// # Ok::<(), workos_emulator::ConfigError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[non_exhaustive]
#[must_use = "a fault does nothing until it is injected"]
pub struct Fault {
    /// The operation: its name, for instance `connections.list`, or its method and path, `GET /connections`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operation: Option<String>,
    /// The method, in capitals.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// The path: a template of the API like `/connections/{id}`, whatever its parameters are called, or one path.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// Headers that the request has, with these values.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub headers: BTreeMap<String, String>,
    /// Parameters that the query has, with these values.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub query: BTreeMap<String, String>,
    /// What the body has, JSON or a form: these fields among others, and so within each object.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<Value>,
    /// Strikes webhooks instead of requests: those of events of this name, or `*` for all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event: Option<String>,
    /// The id of the webhook endpoint.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub endpoint: Option<String>,
    /// Strikes from the call of this number on, counted from 1 among those for which the conditions hold; that call
    /// alone, unless `count` says more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nth: Option<u64>,
    /// Strikes this often, and no more. Without it and `nth`, always.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<u64>,
    /// Strikes with this probability, above 0 and at most 1. The emulator's seed number decides when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub probability: Option<f64>,
    /// How much later the answer comes, in milliseconds in a seed file. The request itself is handled at once.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub latency_ms: Option<Latency>,
    /// What happens.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub effect: Option<Effect>,
}

impl Fault {
    /// Applies to requests of this operation: its name, for instance `connections.list`, or its method and path,
    /// `GET /connections`.
    pub fn on(operation: impl Into<String>) -> Self {
        Self { operation: Some(operation.into()), ..Self::default() }
    }

    /// Strikes requests of this method and path: a template of the API like `/connections/{id}`, or one path.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "methods are constants, and read best without a reference"
    )]
    pub fn at(method: Method, path: impl Into<String>) -> Self {
        Self { method: Some(method.as_str().to_owned()), path: Some(path.into()), ..Self::default() }
    }

    /// Strikes every request, but for the emulator's own paths.
    pub fn everywhere() -> Self {
        Self::default()
    }

    /// Strikes webhooks of events of this name, or `*` for all.
    pub fn on_webhook(event: impl Into<String>) -> Self {
        Self { event: Some(event.into()), ..Self::default() }
    }

    /// Asks for a header with this value.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.insert(name.into(), value.into());
        self
    }

    /// Asks for a parameter of the query with this value.
    pub fn query(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.query.insert(name.into(), value.into());
        self
    }

    /// Asks for a body that has these fields, among others. A form has text alone: `10` is `"10"` there.
    pub fn body(mut self, fields: Value) -> Self {
        self.body = Some(fields);
        self
    }

    /// Asks for a webhook endpoint.
    pub fn endpoint(mut self, id: impl Into<String>) -> Self {
        self.endpoint = Some(id.into());
        self
    }

    /// Waits for the call of this number, from 1; strikes that one alone, unless [`count`](Self::count) says more.
    pub const fn nth(mut self, nth: u64) -> Self {
        self.nth = Some(nth);
        self
    }

    /// Strikes this often, and no more.
    pub const fn count(mut self, count: u64) -> Self {
        self.count = Some(count);
        self
    }

    /// Strikes with this probability.
    pub const fn probability(mut self, probability: f64) -> Self {
        self.probability = Some(probability);
        self
    }

    /// Lets the answer come later. It goes with every effect on requests, and does without one.
    pub fn latency(mut self, latency: Latency) -> Self {
        self.latency_ms = Some(latency);
        self
    }

    /// Sets what happens.
    pub fn effect(mut self, effect: Effect) -> Self {
        self.effect = Some(effect);
        self
    }

    /// Answers with this status and an error body like the API's.
    pub fn status(self, status: u16) -> Self {
        self.answer(FaultAnswer::new(status))
    }

    /// Answers so instead.
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

    /// Handles the request, and sends less of the answer's body than its length says.
    pub fn truncate(self) -> Self {
        self.effect(Effect::Truncate)
    }

    /// Handles the request, and answers with a body that is no JSON.
    pub fn malformed(self) -> Self {
        self.effect(Effect::Malformed)
    }

    /// Handles the request, and claims that the answer's body is of this type.
    pub fn content_type(self, content_type: impl Into<String>) -> Self {
        self.effect(Effect::ContentType(content_type.into()))
    }

    /// Lets codes, links and access tokens of the request and of its answer expire at once.
    pub fn expire(self) -> Self {
        self.effect(Effect::Expire)
    }

    /// Does this to a webhook.
    pub fn webhook(self, fault: WebhookFault) -> Self {
        self.effect(Effect::Webhook(fault))
    }

    pub(crate) const fn is_about_webhooks(&self) -> bool {
        self.event.is_some()
    }

    /// How often it strikes at most.
    fn most(&self) -> u64 {
        match (self.count, self.nth) {
            (Some(count), _) => count,
            (None, Some(_)) => 1,
            (None, None) => u64::MAX,
        }
    }
}
