//! Measures the overhead of each wrapping transport: nanoseconds per call, as the median of several rounds.
//!
//! `cargo run --release -p workos-tests --example overhead`

#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "prints its measurements")]

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use futures_executor::block_on;
use http::Method;
use workos_transport::{
    Clock, Operation, Request, Response, StdClock, Transport, TransportError, async_trait,
};
use workos_transport_cache::{CachePolicy, Cached};
use workos_transport_limit::{RateLimited, Rule, Rules};
use workos_transport_record::Recorder;

static GET: Operation = Operation::new("connections.get", Method::GET, "/connections/{id}").repeatable();

const ROUNDS: usize = 15;
const CALLS: u32 = 2_000;

fn main() {
    let bare = nanos_per_call(|| Box::new(Instantly));
    println!("{bare:>6} ns  a call without a wrapper");
    let added = |what: &str, make: &dyn Fn() -> Box<dyn Transport>| {
        println!("{:>6} ns  added by {what}", nanos_per_call(make).saturating_sub(bare));
    };

    let cached = |policy: CachePolicy| Box::new(Cached::new(Instantly, policy));
    added("a cache that does not cache the operation", &|| cached(CachePolicy::new()));
    added("a cache hit (which saves the request)", &|| cached(CachePolicy::connections()));

    // The limit is so high that no call waits.
    let wide = || Rule::new("api_key", 4_000_000, Duration::from_secs(1)).with_burst(3_000_000);
    let limited = |rules: Rules| RateLimited::new(Instantly, rules.with(wide()));
    added("one rule", &|| Box::new(limited(Rules::none())));
    added("the documented rules", &|| Box::new(limited(Rules::documented())));
    added("one rule and a concurrency limit", &|| Box::new(limited(Rules::none()).with_max_in_flight(8)));

    added("recording in memory", &|| Box::new(Recorder::in_memory(Instantly)));
}

/// Answers at once with the JSON of a connection.
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

/// Returns the time of one call, as the median of several rounds.
fn nanos_per_call(make: impl Fn() -> Box<dyn Transport>) -> u128 {
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
