//! Faults of the emulator and their effect on the SDK: in process, over HTTP/1.1 and over HTTP/2.

use std::future::Future;
use std::time::Duration;

use http::Method;
use serde_json::{Value, json};
use workos_client::{Call, Client, Error, Operation};
use workos_emulator::{Emulator, Fault, FaultAnswer, Latency, Reset, RetryAfter};
use workos_transport::TransportErrorKind;

use crate::faults::Wire;

static CREATE: Operation = Operation::new("organizations.create", Method::POST, "/organizations");
static LIST: Operation = Operation::new("connections.list", Method::GET, "/connections").repeatable();

/// Runs a test in process, over HTTP/1.1 and over HTTP/2. The test gets the name of the wire for its messages.
fn on_every_wire<F: Future<Output = ()>>(test: impl Fn(&'static str, Emulator, Client) -> F) {
    let runtime = || tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let emulator = Emulator::new();
    let client =
        Client::builder().api_key(emulator.api_key()).transport(emulator.transport()).build().unwrap();
    runtime().block_on(test("in process", emulator, client));
    for (name, wire) in [("HTTP/1.1", Wire::Http1), ("HTTP/2", Wire::Http2)] {
        runtime().block_on(async {
            let emulator = Emulator::new();
            let server = emulator.serve("127.0.0.1:0").await.unwrap();
            let client = Client::builder()
                .base_url(server.url())
                .api_key(emulator.api_key())
                .transport(wire.transport().build().unwrap())
                .build()
                .unwrap();
            let limit = Duration::from_secs(60);
            tokio::time::timeout(limit, test(name, emulator, client)).await.expect("the test hangs");
            server.shutdown().await;
        });
    }
}

async fn create(client: &Client) -> Result<Value, Error> {
    let mut call = Call::new(client, &CREATE);
    call.json(&json!({"name": "New"}));
    call.send().await
}

async fn list(client: &Client) -> Result<Value, Error> {
    Call::new(client, &LIST).send().await
}

fn kind(error: &Error) -> TransportErrorKind {
    let Error::Transport(failure) = error else { panic!("not a transport error: {error:?}") };
    failure.transport_error().kind()
}

#[test]
fn a_write_whose_response_is_lost_is_executed_at_most_once_and_not_repeated() {
    on_every_wire(|wire, emulator, client| async move {
        for (fault, created) in [
            (Fault::on("organizations.create").reset(Reset::Before), 0),
            (Fault::on("organizations.create").reset(Reset::Unanswered), 1),
            (Fault::on("organizations.create").reset(Reset::Inside), 1),
            (Fault::on("organizations.create").reset(Reset::After), 1),
            (Fault::on("organizations.create").truncate(), 1),
        ] {
            let effect = fault.effect.clone();
            let before = emulator.event_count("organization.created");
            emulator.inject(fault.count(1)).unwrap();
            emulator.clear_journal();
            let error = create(&client).await.unwrap_err();
            let made = emulator.event_count("organization.created") - before;
            assert_eq!((kind(&error), made), (TransportErrorKind::Lost, created), "{wire}: {effect:?}");
            emulator.expect(Method::POST, "/organizations").times(1).verify();
        }
    });
}

#[test]
fn a_refused_stream_is_sent_again_where_the_protocol_reports_the_refusal() {
    on_every_wire(|wire, emulator, client| async move {
        emulator.inject(Fault::on("organizations.create").reset(Reset::Refused).count(1)).unwrap();
        let (answer, requests) = (create(&client).await, emulator.journal().len());
        // HTTP/1.1 has no way to report a refused request.
        let (succeeds, expected) = if wire == "HTTP/1.1" { (false, 1) } else { (true, 2) };
        assert_eq!((answer.is_ok(), requests), (succeeds, expected), "{wire}: {answer:?}");
    });
}

#[test]
fn a_read_is_repeated_until_its_response_is_complete() {
    on_every_wire(|wire, emulator, client| async move {
        let fault = || Fault::on("connections.list");
        for fault in [
            fault().reset(Reset::Before),
            fault().reset(Reset::Inside),
            fault().truncate(),
            fault().answer(FaultAnswer::new(503).retry_after(RetryAfter::Millis(1))),
        ] {
            let effect = fault.effect.clone();
            emulator.clear_journal();
            emulator.inject(fault.count(1)).unwrap();
            let list = list(&client).await;
            assert!(list.as_ref().is_ok_and(|list| list["data"].is_array()), "{wire}: {effect:?}: {list:?}");
            emulator.expect(Method::GET, "/connections").times(2).verify();
        }
    });
}

#[test]
fn a_malformed_body_is_an_error_and_a_wrong_content_type_is_not() {
    on_every_wire(|wire, emulator, client| async move {
        emulator.inject(Fault::on("connections.list").malformed().count(1)).unwrap();
        assert!(matches!(list(&client).await, Err(Error::Decode(_))), "{wire}");
        emulator.inject(Fault::on("connections.list").content_type("text/html").count(1)).unwrap();
        assert!(list(&client).await.is_ok(), "{wire}: the body counts, not the content type");
    });
}

#[test]
fn a_hang_ends_at_the_client_timeout_and_latency_loses_no_response() {
    on_every_wire(|wire, emulator, client| async move {
        emulator.inject(Fault::on("organizations.create").hang()).unwrap();
        let mut call: Call<Value> = Call::new(&client, &CREATE);
        call.json(&json!({"name": "New"}));
        call.timeout(Duration::from_millis(50));
        let error = call.send().await.unwrap_err();
        assert_eq!(kind(&error), TransportErrorKind::Timeout, "{wire}");
        assert_eq!(emulator.journal()[0].status, None, "{wire}");
        emulator.clear_faults();
        let latency = Latency::fixed(Duration::from_millis(5));
        emulator.inject(Fault::everywhere().latency(latency)).unwrap();
        assert!(create(&client).await.is_ok(), "{wire}");
    });
}

#[test]
fn a_server_stops_while_a_request_hangs() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let emulator = Emulator::builder().fault(Fault::everywhere().hang()).build().unwrap();
        let server = emulator.serve("127.0.0.1:0").await.unwrap();
        let transport = Wire::Http1.transport().build().unwrap();
        let builder = Client::builder().base_url(server.url()).api_key(emulator.api_key());
        let client = builder.transport(transport).build().unwrap();
        let hanging = tokio::spawn(async move { create(&client).await });
        while emulator.journal().is_empty() {
            tokio::task::yield_now().await;
        }
        server.shutdown().await;
        assert_eq!(kind(&hanging.await.unwrap().unwrap_err()), TransportErrorKind::Lost);
    });
}
