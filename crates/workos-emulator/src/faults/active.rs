//! The faults of an emulator: which are there, which apply, and how often each has.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::base::error::EmulatorConfigError;
use crate::base::json_match::{Extent, differences};
use crate::faults::Fault;
use crate::faults::effect::{Effect, WebhookFault};
use crate::faults::latency::Dice;
use crate::http::request::Call;
use crate::http::routes::{is_own, path_fits};

/// The id of a fault, for instance `fault_1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FaultId(u64);

impl fmt::Display for FaultId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "fault_{}", self.0)
    }
}

impl FromStr for FaultId {
    type Err = EmulatorConfigError;

    fn from_str(text: &str) -> Result<Self, EmulatorConfigError> {
        let number = text.strip_prefix("fault_").and_then(|number| number.parse().ok());
        number
            .map(Self)
            .ok_or_else(|| EmulatorConfigError::new(format!("'{text}' is not a fault id such as fault_1")))
    }
}

impl Serialize for FaultId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for FaultId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// An injected fault, and the number of times that it was applied.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ActiveFault {
    /// The id of the fault.
    pub id: FaultId,
    /// The number of calls that met its conditions, whether it was applied to them or not.
    pub matched: u64,
    /// The number of calls to which it was applied.
    pub applied: u64,
    /// The fault itself.
    pub fault: Fault,
}

impl ActiveFault {
    /// Counts a call for which the conditions hold; whether the fault is applied.
    fn applies(&mut self, dice: &mut Dice) -> bool {
        self.matched += 1;
        let is_due = self.fault.nth.is_none_or(|nth| self.matched >= nth) && self.applied < self.fault.most();
        let applies = is_due && self.fault.probability.is_none_or(|probability| dice.throw() < probability);
        self.applied += u64::from(applies);
        applies
    }

    fn is_about(&self, call: &Call) -> bool {
        let Fault { operation, method, path, headers, query, body, .. } = &self.fault;
        let is_operation = |operation: &str| match operation.split_once(' ') {
            None => call.operation == Some(operation),
            Some((method, path)) => {
                call.method() == method && path_fits(path.trim_start(), call.template, call.uri().path())
            }
        };
        operation.as_deref().is_none_or(is_operation)
            && method.as_deref().is_none_or(|method| call.method() == method)
            && path.as_deref().is_none_or(|path| path_fits(path, call.template, call.uri().path()))
            && headers.iter().all(|(name, value)| call.has_header(name, value))
            && query.iter().all(|(name, value)| call.query.all(name).any(|given| given == value))
            && body.as_ref().is_none_or(|body| {
                let fields = call.fields().map(|fields| serde_json::Value::Object(fields.clone()));
                let extent = if call.has_form() { Extent::AmongTexts } else { Extent::Among };
                fields.is_ok_and(|fields| differences(body, &fields, extent).is_empty())
            })
    }
}

/// The faults that are applied to a request.
#[derive(Debug, Default)]
pub(crate) struct AppliedFaults {
    pub(crate) ids: Vec<FaultId>,
    pub(crate) delay: Duration,
    pub(crate) effect: Option<Effect>,
}

/// What is known of a webhook when it is to be sent.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OutgoingWebhook<'a> {
    pub(crate) event: &'a str,
    pub(crate) endpoint_id: &'a str,
    /// Whether an attempt was made before.
    pub(crate) is_repeated: bool,
}

/// Every fault that is there.
#[derive(Debug)]
pub(crate) struct Faults {
    pub(crate) active: Vec<ActiveFault>,
    /// Those of the seed, which a reset brings back.
    seeded: Vec<Fault>,
    last_id: u64,
    seed: u64,
    dice: Dice,
}

impl Faults {
    /// The faults of a seed, which have been checked.
    pub(crate) fn new(seed: u64, seeded: Vec<Fault>) -> Self {
        let mut faults = Self { active: Vec::new(), seeded, last_id: 0, seed, dice: Dice::new(seed) };
        faults.reset();
        faults
    }

    /// As at the start: those of the seed, with nothing counted.
    pub(crate) fn reset(&mut self) {
        self.active.clear();
        self.last_id = 0;
        self.dice = Dice::new(self.seed);
        for fault in self.seeded.clone() {
            self.add(fault);
        }
    }

    pub(crate) fn add(&mut self, fault: Fault) -> FaultId {
        self.last_id += 1;
        let id = FaultId(self.last_id);
        self.active.push(ActiveFault { id, matched: 0, applied: 0, fault });
        id
    }

    /// The faults that are applied to this request. Each counts the requests that its conditions hold for; one whose effect comes
    /// too late, because an earlier one is applied, does not use itself up.
    pub(crate) fn apply_to(&mut self, call: &Call) -> AppliedFaults {
        let mut applied = AppliedFaults::default();
        if self.active.is_empty() || is_own(call.uri().path()) {
            return applied;
        }
        for active in self.active.iter_mut().filter(|active| !active.fault.is_about_webhooks()) {
            if !active.is_about(call) {
                continue;
            }
            if applied.effect.is_some() && active.fault.effect.is_some() {
                active.matched += 1;
            } else if active.applies(&mut self.dice) {
                applied.ids.push(active.id);
                let latency = active.fault.latency_ms.as_ref();
                let delay = latency.map_or(Duration::ZERO, |latency| latency.draw(&mut self.dice));
                applied.delay = applied.delay.saturating_add(delay);
                applied.effect = applied.effect.or_else(|| active.fault.effect.clone());
            }
        }
        applied
    }

    /// What is applied to this webhook, if anything does.
    pub(crate) fn apply_to_webhook(&mut self, webhook: OutgoingWebhook<'_>) -> Option<WebhookFault> {
        let mut applied = None;
        for active in &mut self.active {
            let Fault { event: Some(event), endpoint, effect: Some(Effect::Webhook(effect)), .. } =
                &active.fault
            else {
                continue;
            };
            let effect = *effect;
            let holds = (event == "*" || event == webhook.event)
                && endpoint.as_deref().is_none_or(|id| id == webhook.endpoint_id)
                // What is about its place in the order is decided once.
                && (effect == WebhookFault::Fail || !webhook.is_repeated);
            if !holds {
                continue;
            }
            if applied.is_some() {
                active.matched += 1;
            } else if active.applies(&mut self.dice) {
                applied = Some(effect);
            }
        }
        applied
    }
}
