//! X10 and X11: runtimes that end, and clocks that jump.

use std::fmt;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, mpsc};
use std::time::Duration;

use futures_executor::block_on;
use serde_json::json;
use tokio::runtime::{Builder, Runtime};
use workos_client::{Client, Jitter, Retry};
use workos_core::Timestamp;
use workos_transport::{Clock, ManualClock, Sleep};
use workos_transport_mock::{Reply, Script};

use super::script::Action;
use super::server::{FaultServer, Setup};
use super::{API_KEY, Wire, cause, client, get, read};

fn runtime() -> Runtime {
    Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap()
}

#[test]
fn x10_a_client_outlives_its_runtime_and_works_on_another() {
    for wire in [Wire::Http1, Wire::Http2] {
        let server_side = runtime();
        let server = server_side.block_on(FaultServer::start(wire, []));
        let client = client(&server, wire);
        for _ in 0..3 {
            let other = runtime();
            other.block_on(read(&client)).unwrap();
            other.shutdown_background();
        }
        let (first, second) = (runtime(), runtime());
        for _ in 0..3 {
            first.block_on(read(&client)).unwrap();
            second.block_on(read(&client)).unwrap();
        }
        assert_eq!(server.seen().len(), 9);
    }
}

#[test]
fn x10_in_flight_calls_end_when_their_runtime_ends() {
    for wire in [Wire::Http1, Wire::Http2] {
        let server_side = runtime();
        let server = server_side.block_on(Setup { then: Action::Silence, ..Setup::new(wire) }.start([]));
        let client = client(&server, wire);
        // One call runs on the runtime that ends. The other runs elsewhere, on a connection of that runtime.
        let (ended, results) = mpsc::channel();
        let ending = runtime();
        let (on_it, beside) = (client.clone(), client.clone());
        ending.spawn(async move { drop(read(&on_it).await) });
        while server.seen().is_empty() {
            std::thread::yield_now();
        }
        let elsewhere = runtime();
        elsewhere.spawn(async move {
            let mut call = get(&beside);
            call.timeout(Duration::from_secs(1));
            ended.send(call.send().await).unwrap();
        });
        ending.shutdown_background();
        let result = results.recv_timeout(super::TEST_TIMEOUT).expect("the call hangs");
        cause(&result.unwrap_err());
    }
}

#[test]
fn x10_without_a_runtime_a_call_fails_and_nothing_panics() {
    let client = Client::new(API_KEY).unwrap();
    let error = block_on(read_once(&client)).unwrap_err();
    assert!(error.to_string().contains("Tokio runtime"), "{error}");
}

async fn read_once(client: &Client) -> Result<serde_json::Value, workos_client::Error> {
    let mut call = get(client);
    call.retry(Retry::none());
    call.send().await
}

/// A clock whose wall time is an hour ahead or an hour behind, alternating with every read.
struct Jumping {
    inner: ManualClock,
    reads: Arc<AtomicI64>,
}

impl Clock for Jumping {
    fn now(&self) -> Timestamp {
        let hour = if self.reads.fetch_add(1, Ordering::SeqCst) % 2 == 0 { 3600 } else { -3600 };
        Timestamp::from_secs(self.inner.now().as_millis() / 1000 + hour).unwrap()
    }

    fn elapsed(&self) -> Duration {
        self.inner.elapsed()
    }

    fn sleep(&self, duration: Duration) -> Sleep {
        self.inner.sleep(duration)
    }
}

impl fmt::Debug for Jumping {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Jumping")
    }
}

#[test]
fn x11_a_clock_that_jumps_changes_no_wait_and_no_deadline() {
    let script = Script::new()
        .reply(Reply::status(429).header("retry-after", "7"))
        .reply(Reply::status(503).header("retry-after", "5"))
        .reply(Reply::json(200, json!({})));
    let clock = Jumping { inner: script.clock(), reads: Arc::default() };
    let client = Client::builder().api_key(API_KEY).transport(script.clone()).clock(clock);
    let client = client.retry(Retry::standard().with_jitter(Jitter::None)).build().unwrap();
    block_on(read(&client)).unwrap();
    assert_eq!(script.clock().elapsed(), Duration::from_secs(12));

    let script = Script::new().replies((0..3).map(|_| Reply::hang()));
    let clock = Jumping { inner: script.clock(), reads: Arc::default() };
    let client = Client::builder().api_key(API_KEY).transport(script.clone()).clock(clock).build().unwrap();
    block_on(read(&client)).unwrap_err();
    assert!(script.clock().elapsed() <= Duration::from_secs(60));
}
