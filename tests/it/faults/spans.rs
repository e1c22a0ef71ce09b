//! Spans and events of calls that are throttled, fail or succeed.

use std::fmt::Debug;
use std::sync::{Arc, Mutex};

use futures_executor::block_on;
use serde_json::json;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::{Context, SubscriberExt};
use workos_client::{Client, Jitter, Retry};
use workos_transport_mock::{Reply, Script};

use super::{API_KEY, get};
use crate::subscriber::subscribe;

/// A layer that records every field of every span and event as `name=value`.
#[derive(Clone, Default)]
struct Fields(Arc<Mutex<Vec<String>>>);

impl<S: Subscriber> Layer<S> for Fields {
    fn on_new_span(&self, attributes: &Attributes<'_>, _: &Id, _: Context<'_, S>) {
        self.0.lock().unwrap().push(format!("span={}", attributes.metadata().name()));
        attributes.record(&mut self.clone());
    }

    fn on_record(&self, _: &Id, values: &Record<'_>, _: Context<'_, S>) {
        values.record(&mut self.clone());
    }

    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        event.record(&mut self.clone());
    }
}

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.lock().unwrap().push(format!("{}={value:?}", field.name()));
    }
}

#[test]
fn a_call_and_its_attempts_are_spans_with_opentelemetry_names() {
    let fields = Fields::default();
    let _guard = subscribe(tracing_subscriber::registry().with(fields.clone()));
    let script = Script::new()
        .reply(Reply::status(429).header("retry-after", "7"))
        .reply(Reply::error(workos_transport::TransportErrorKind::Lost))
        .reply(Reply::json(200, json!({})).header("x-request-id", "req_1"));
    let client = Client::builder().api_key(API_KEY).transport(script);
    let client = client.retry(Retry::standard().with_jitter(Jitter::None)).build().unwrap();
    block_on(get(&client).send()).unwrap();

    let seen = fields.0.lock().unwrap();
    let count = |field: &str| seen.iter().filter(|seen| *seen == field).count();
    assert_eq!((count("span=workos.call"), count("span=workos.attempt")), (1, 3));
    for field in [
        "otel.name=\"GET /things/{id}\"",
        "otel.kind=\"client\"",
        "http.request.method=\"GET\"",
        "url.template=\"/things/{id}\"",
        "server.address=\"api.workos.com\"",
        "workos.operation=\"things.get\"",
        "workos.request_id=\"req_1\"",
        "http.response.status_code=429",
        "http.response.status_code=200",
        "error.type=Lost",
        "error.type=429",
        "otel.status_code=\"ERROR\"",
        "http.request.resend_count=2",
        "message=throttled",
        "retry_after_ms=7000",
        "message=retrying",
        "wait_ms=7000",
        "status=429",
    ] {
        assert!(count(field) > 0, "{field} is missing: {seen:#?}");
    }
    // The path contains an id, so only its template is recorded.
    assert!(!seen.iter().any(|field| field.contains("thing_1")), "{seen:#?}");
}

#[test]
fn a_call_that_fails_marks_its_span_as_failed() {
    for (reply, kind) in [
        (Reply::text(200, "<html>"), Some("error.type=Decode")),
        (Reply::json(404, json!({"message": "No"})), Some("error.type=404")),
        (Reply::json(200, json!({})), None),
    ] {
        let fields = Fields::default();
        let _guard = subscribe(tracing_subscriber::registry().with(fields.clone()));
        let client =
            Client::builder().api_key(API_KEY).transport(Script::new().reply(reply)).build().unwrap();
        assert_eq!(block_on(get(&client).send()).is_err(), kind.is_some());
        let seen = fields.0.lock().unwrap();
        let recorded: Vec<_> = seen.iter().filter(|field| field.starts_with("error.type")).collect();
        assert!(recorded.iter().all(|recorded| Some(recorded.as_str()) == kind), "{seen:#?}");
        assert_eq!(recorded.is_empty(), kind.is_none(), "{seen:#?}");
        assert_eq!(
            seen.iter().any(|field| field == "otel.status_code=\"ERROR\""),
            kind.is_some(),
            "{seen:#?}"
        );
    }
}
