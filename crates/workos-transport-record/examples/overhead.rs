//! What the wrapper adds to a call: nanoseconds, the median of rounds. Run it with `--release`.

#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "a measurement to be read")]

use std::sync::Arc;

use bytes::Bytes;
use futures_executor::block_on;
use http::Method;
use workos_transport::{
    Clock, Operation, Request, Response, StdClock, Transport, TransportError, async_trait,
};
use workos_transport_record::Recorded;

static GET: Operation = Operation::new("connections.get", Method::GET, "/connections/{id}").repeatable();

const ROUNDS: usize = 15;
const CALLS: u32 = 2_000;

/// Answers at once, with what a connection looks like.
#[derive(Debug)]
struct Instantly;

#[async_trait]
impl Transport for Instantly {
    async fn send(&self, _request: Request) -> Result<Response, TransportError> {
        let http = http::Response::builder().header("content-type", "application/json");
        Ok(Response::new(http.body(Bytes::from_static(br#"{"id":"conn_1","name":"Acme"}"#)).unwrap()))
    }

    fn clock(&self) -> Arc<dyn Clock> {
        Arc::new(StdClock::new())
    }
}

fn request() -> Request {
    let http = http::Request::get("https://api.workos.com/connections/conn_1")
        .header("authorization", "Bearer sk_test_123456789")
        .header("accept", "application/json");
    Request::new(&GET, http.body(Bytes::new()).unwrap())
}

/// The median over rounds of the time of one call.
fn nanos_per_call(mut make: impl FnMut() -> Box<dyn Transport>) -> u128 {
    let clock = StdClock::new();
    let mut rounds: Vec<_> = (0..ROUNDS)
        .map(|_| {
            let transport = make();
            let started = clock.elapsed();
            for _ in 0..CALLS {
                block_on(transport.send(request())).unwrap();
            }
            (clock.elapsed() - started).as_nanos() / u128::from(CALLS)
        })
        .collect();
    rounds.sort_unstable();
    rounds[ROUNDS / 2]
}

fn main() {
    let bare = nanos_per_call(|| Box::new(Instantly));
    println!("{bare:>6} ns  a call without wrapper");
    let wrapped = nanos_per_call(|| Box::new(Recorded::in_memory(Instantly)));
    println!("{:>6} ns  added by recording in memory", wrapped.saturating_sub(bare));
}
