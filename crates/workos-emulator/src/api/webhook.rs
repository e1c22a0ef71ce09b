//! A webhook that is to be sent now, and the handles by which a test sends and inspects webhooks.

use std::fmt::Write as _;
use std::mem;
use std::time::Duration;

use bytes::Bytes;
use http::header::{CONTENT_TYPE, USER_AGENT};
use http::{HeaderName, HeaderValue, Method, Request, Response, StatusCode};
use ring::hmac;
use workos_core::{Secret, Timestamp};

use crate::api::emulator::Emulator;
use crate::base::error::EmulatorConfigError;
use crate::events::attempted::AttemptedDelivery;
use crate::events::delivery::{Delivery, DeliveryAttempt, DeliveryState};
use crate::faults::active::OutgoingWebhook;
use crate::faults::effect::WebhookFault;
use crate::http::rejected::Rejected;

/// How much of an endpoint's answer is kept.
const LONGEST_ANSWER: usize = 4096;

static SIGNATURE: HeaderName = HeaderName::from_static("workos-signature");

/// One attempt to deliver an event, ready to be sent. Created by [`Emulator::next_webhook`].
///
/// Until it is [answered](Self::answered) or has [failed](Self::failed), nothing else is sent to its endpoint. If the
/// value is dropped before, it does not count as an attempt, and the delivery is due again.
#[derive(Debug)]
#[must_use = "a webhook that is dropped counts as not sent"]
pub struct Webhook {
    emulator: Emulator,
    number: u64,
    /// That of the state it belongs to.
    generation: u64,
    endpoint_id: String,
    url: String,
    at: Timestamp,
    signature: String,
    request: Request<Bytes>,
    done: bool,
}

impl Webhook {
    /// Returns the request: a POST to the endpoint with the event as JSON and a `WorkOS-Signature` of this attempt's
    /// time.
    #[must_use]
    pub const fn request(&self) -> &Request<Bytes> {
        &self.request
    }

    /// Returns the id of the endpoint.
    #[must_use]
    pub fn endpoint_id(&self) -> &str {
        &self.endpoint_id
    }

    /// Records the response of the endpoint. A status other than 200 to 299 is a failure, which is retried later.
    pub fn answered(self, response: &Response<Bytes>) {
        let body = response.body();
        let answer = String::from_utf8_lossy(&body[..body.len().min(LONGEST_ANSWER)]).into_owned();
        self.finish(Some(response.status()), answer);
    }

    /// Records that the endpoint did not respond, with the reason. The delivery is retried later.
    pub fn failed(self, reason: impl Into<String>) {
        self.finish(None, reason.into());
    }

    fn finish(mut self, status: Option<StatusCode>, answer: String) {
        self.done = true;
        let attempt = DeliveryAttempt {
            at: self.at,
            url: mem::take(&mut self.url),
            signature: mem::take(&mut self.signature),
            status,
            answer,
        };
        let shared = self.emulator.shared();
        let now = shared.env.time.now();
        let mut state = shared.state();
        if state.generation != self.generation {
            // The delivery was dropped with everything else while this attempt was under way.
            return;
        }
        let backoff = &shared.env.settings.webhook_retries;
        state.outbox.deliveries.finish(self.number, &self.endpoint_id, attempt, now, backoff);
        state.outbox.wake.notify_one();
        if let Some(observer) = &self.emulator.serving().attempt_observer {
            let attempted = state.outbox.deliveries.get(self.number).and_then(AttemptedDelivery::of);
            // An observer may use the emulator.
            drop(state);
            attempted.iter().for_each(|attempted| (observer.0)(attempted));
        }
    }
}

impl Drop for Webhook {
    fn drop(&mut self) {
        if !self.done {
            let mut state = self.emulator.shared().state();
            if state.generation != self.generation {
                return;
            }
            state.outbox.deliveries.release(&self.endpoint_id);
            state.outbox.wake.notify_one();
        }
    }
}

impl Emulator {
    /// Takes the next due webhook, if there is one.
    ///
    /// A server sends webhooks by itself. In process, a test sends them, by its own means or by
    /// [`deliver_webhooks`](Self::deliver_webhooks). Attempts that fail by a fault are recorded, but not returned here.
    pub fn next_webhook(&self) -> Option<Webhook> {
        loop {
            match self.next_attempt()? {
                (webhook, false) => return Some(webhook),
                (webhook, true) => webhook.failed("A fault dropped this attempt."),
            }
        }
    }

    /// The webhook that is due first, and whether a fault lets it fail.
    fn next_attempt(&self) -> Option<(Webhook, bool)> {
        let shared = self.shared();
        let moment = shared.env.moment();
        let mut state = shared.state();
        state.settle(moment);
        let (number, is_lost) = loop {
            let (_, number) = state.next_delivery().filter(|(due, _)| *due <= moment.now)?;
            let delivery = state.outbox.deliveries.get(number)?;
            let webhook = OutgoingWebhook {
                event: delivery.event,
                endpoint_id: &delivery.endpoint_id,
                is_repeated: state.outbox.deliveries.was_touched(number),
            };
            match shared.faults().apply_to_webhook(webhook) {
                Some(WebhookFault::OutOfOrder) => state.outbox.deliveries.let_pass(number, moment.now),
                Some(WebhookFault::Duplicate) => {
                    state.outbox.deliveries.send_twice(number);
                    break (number, false);
                }
                Some(WebhookFault::Fail) => break (number, true),
                None => break (number, false),
            }
        };
        let delivery = state.outbox.deliveries.begin(number)?;
        let (endpoint_id, body) = (delivery.endpoint_id.clone(), delivery.body.clone());
        let endpoint = state.outbox.endpoints.get(&endpoint_id)?;
        let signature = sign(&endpoint.secret, moment.now, &body);
        let (url, uri, generation) = (endpoint.url.clone(), endpoint.uri.clone(), state.generation);
        drop(state);
        let mut request = Request::new(body);
        *request.method_mut() = Method::POST;
        *request.uri_mut() = uri;
        let headers = request.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json; charset=utf-8"));
        headers.insert(
            USER_AGENT,
            HeaderValue::from_static(concat!("workos-emulator/", env!("CARGO_PKG_VERSION"))),
        );
        headers.extend(HeaderValue::from_str(&signature).into_iter().map(|value| (SIGNATURE.clone(), value)));
        let at = moment.now;
        let webhook = Webhook {
            emulator: self.clone(),
            number,
            generation,
            endpoint_id,
            url,
            at,
            signature,
            request,
            done: false,
        };
        Some((webhook, is_lost))
    }

    /// Passes every due webhook to `receive`, in the order of the events, and returns their number.
    ///
    /// ```
    /// use bytes::Bytes;
    /// use http::Response;
    /// use workos_emulator::{Emulator, NewUser, NewWebhookEndpoint};
    ///
    /// let emulator = Emulator::new();
    /// emulator.add_webhook_endpoint(NewWebhookEndpoint::new("https://app.test/hooks", ["user.created"]))?;
    /// emulator.add_user(NewUser::new("ada@acme.com"))?;
    /// let sent = emulator.deliver_webhooks(|request| {
    ///     assert!(request.headers().contains_key("workos-signature"));
    ///     Response::new(Bytes::new())
    /// });
    /// assert_eq!(sent, 1);
    /// # Ok::<(), workos_emulator::EmulatorConfigError>(())
    /// ```
    pub fn deliver_webhooks(&self, mut receive: impl FnMut(&Request<Bytes>) -> Response<Bytes>) -> usize {
        let mut sent = 0;
        while let Some(webhook) = self.next_webhook() {
            let response = receive(webhook.request());
            webhook.answered(&response);
            sent += 1;
        }
        sent
    }

    /// Returns the last 10,000 deliveries, oldest first.
    #[must_use]
    pub fn deliveries(&self) -> Vec<Delivery> {
        self.shared().state().outbox.deliveries.iter().cloned().collect()
    }

    /// Returns the deliveries that were given up, oldest first: every attempt failed, or the endpoint was deleted.
    #[must_use]
    pub fn dead_letters(&self) -> Vec<Delivery> {
        let state = self.shared().state();
        state
            .outbox
            .deliveries
            .iter()
            .filter(|delivery| delivery.state == DeliveryState::Failed)
            .cloned()
            .collect()
    }

    /// Sends a delivery again that was delivered or given up.
    ///
    /// The body and the event id are the same; each attempt has a new signature. The delivery is queued behind all
    /// others for its endpoint, and can use all its retries again. Its earlier attempts stay in the log.
    ///
    /// # Errors
    /// If the log does not contain the delivery (any more), if it is still pending, or if its endpoint was deleted.
    pub fn replay_delivery(&self, id: &str) -> Result<(), EmulatorConfigError> {
        self.change(|state, moment| {
            let number =
                state.outbox.deliveries.number(id).ok_or_else(|| Rejected::not_found("delivery", id))?;
            state.replay(number, moment.now)
        })
    }

    /// Sends all [dead letters](Self::dead_letters) again whose endpoint still exists, and returns their number.
    ///
    /// They are sent oldest first, like [`replay_delivery`](Self::replay_delivery).
    pub fn redeliver_dead_letters(&self) -> usize {
        let now = self.now();
        let mut state = self.shared().state();
        let dead = state.outbox.deliveries.dead();
        dead.into_iter().filter(|number| state.replay(*number, now).is_ok()).count()
    }

    /// How long until something is due by itself, if anything is.
    pub(crate) fn idle_time(&self) -> Option<Duration> {
        let next = self.shared().state().next_change()?;
        Some(next.duration_since(self.now()))
    }
}

/// The value of `WorkOS-Signature`: HMAC-SHA256 over time and body, by the secret as it is shown.
fn sign(secret: &Secret, at: Timestamp, body: &[u8]) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.expose().as_bytes());
    let millis = at.as_millis();
    let mut context = hmac::Context::with_key(&key);
    context.update(format!("{millis}.").as_bytes());
    context.update(body);
    let mut signature = format!("t={millis}, v1=");
    for byte in context.sign().as_ref() {
        // Writing to a string cannot fail.
        let _ = write!(signature, "{byte:02x}");
    }
    signature
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_signature_is_that_of_the_published_vector() {
        let body = br#"{"id":"event_01HRZKPQ5JHBZ9MRHXVJ7YVN5D","event":"pipes.connected_account.connected","data":{"object":"connected_account"},"created_at":"2026-01-15T12:00:00.000Z"}"#;
        let at = Timestamp::from_millis(1_768_478_400_000).unwrap();
        assert_eq!(
            sign(&Secret::from("whsec_0FWAiVGkEfGBqqsJH4aNAGBJ4"), at, body),
            "t=1768478400000, v1=c462fef573c84f5aa156b968197dcfeaa12554c48bfec7d05ff8ec46f651f73c"
        );
    }
}
