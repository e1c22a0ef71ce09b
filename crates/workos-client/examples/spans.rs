//! Exports the spans of calls as JSON, one line for each span that ends. The fields have the names of OpenTelemetry's
//! conventions for HTTP clients, so an exporter does not have to rename them.
//!
//! ```console
//! $ cargo run -p workos-client --example spans
//! {"attributes":{"attempt":1,"status":503,"wait_ms":7,…},"event":"retrying"}
//! {"attributes":{…"http.response.status_code":503,"url.template":"/organizations/{id}","workos.attempt":1},…}
//! {"attributes":{…"http.request.resend_count":1,"http.response.status_code":200,"workos.attempt":2},…}
//! {"attributes":{…"otel.name":"GET /organizations/{id}","workos.request_id":"req_1"},"name":"workos.call","parent":null}
//! ```

use std::fmt::Debug;

use serde_json::{Map, Value, json};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::{Context, SubscriberExt};
use tracing_subscriber::registry::LookupSpan;
use workos_client::{Call, Client, Method, Operation};
use workos_transport_mock::{Reply, Script};

static GET: Operation = Operation::new("organizations.get", Method::GET, "/organizations/{id}").repeatable();

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let subscriber = tracing_subscriber::registry().with(Exporter);
    tracing::subscriber::set_global_default(subscriber)?;

    // In an application: `Client::from_env()`.
    let script = Script::new()
        .reply(Reply::status(503))
        .reply(Reply::json(200, json!({"id": "org_1"})).header("x-request-id", "req_1"));
    let client = Client::builder().api_key("sk_test_1").transport(script).build()?;

    let mut call: Call<Value> = Call::new(&client, &GET);
    call.path_id("id", "org_1");
    futures_executor::block_on(call.send())?;
    Ok(())
}

/// Prints events, and spans when they end.
struct Exporter;

/// The attributes of a span or event.
#[derive(Default)]
struct Attributed(Map<String, Value>);

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Exporter {
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        let mut attributed = Attributed::default();
        attributes.record(&mut attributed);
        if let Some(span) = context.span(id) {
            span.extensions_mut().insert(attributed);
        }
    }

    fn on_record(&self, id: &Id, values: &Record<'_>, context: Context<'_, S>) {
        if let Some(span) = context.span(id)
            && let Some(attributed) = span.extensions_mut().get_mut::<Attributed>()
        {
            values.record(attributed);
        }
    }

    #[expect(clippy::print_stdout, reason = "the example exports to standard output")]
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let mut attributed = Attributed::default();
        event.record(&mut attributed);
        let name = attributed.0.remove("message");
        println!("{}", json!({"event": name, "attributes": attributed.0}));
    }

    #[expect(clippy::print_stdout, reason = "the example exports to standard output")]
    fn on_close(&self, id: Id, context: Context<'_, S>) {
        let Some(span) = context.span(&id) else { return };
        let parent = span.parent().map(|parent| parent.name());
        let attributes = span.extensions_mut().remove::<Attributed>().unwrap_or_default().0;
        println!("{}", json!({"name": span.name(), "parent": parent, "attributes": attributes}));
    }
}

impl Visit for Attributed {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.insert(field.name().to_owned(), format!("{value:?}").into());
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name().to_owned(), value.into());
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        self.0.insert(field.name().to_owned(), value.into());
    }
}
