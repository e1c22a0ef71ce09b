//! What the wrapper adds to a call: nanoseconds, the median of rounds. Run it with `--release`.

#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "a measurement to be read")]

use std::sync::Arc;

use bytes::Bytes;
use futures_executor::block_on;
use http::Method;
use std::time::Duration;
use workos_transport::{
    Clock, Operation, Request, Response, StdClock, Transport, TransportError, async_trait,
};
use workos_transport_limit::{RateLimited, Rule, Rules};

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
    // So wide that nothing waits.
    let wide = |name: &'static str| Rule::new(name, 4_000_000, Duration::from_secs(1)).with_burst(3_000_000);
    let wrapped =
        nanos_per_call(|| Box::new(RateLimited::new(Instantly, Rules::none().with(wide("api_key")))));
    println!("{:>6} ns  added by one rule", wrapped.saturating_sub(bare));
    let wrapped =
        nanos_per_call(|| Box::new(RateLimited::new(Instantly, Rules::documented().with(wide("api_key")))));
    println!("{:>6} ns  added by the documented rules", wrapped.saturating_sub(bare));
    let wrapped = nanos_per_call(|| {
        Box::new(RateLimited::new(Instantly, Rules::none().with(wide("api_key"))).with_max_in_flight(8))
    });
    println!("{:>6} ns  added by one rule and a concurrency limit", wrapped.saturating_sub(bare));
}
