//! Faults, and how the SDK handles them: a test for each row of the table that `cargo xtask faults` prints.
//!
//! The name of a test starts with the id of its row. Calls go through a client over the hyper transport to a server
//! that misbehaves on purpose, over HTTP/1.1 and HTTP/2 where both apply. Decisions that need no connection are tested
//! with a `Script` and its clock.

mod answers;
mod connecting;
mod dead;
mod decoding;
mod descriptors;
mod encoding;
mod events;
mod figures;
mod http2;
mod input;
mod limits;
mod memory;
mod network;
mod policy;
mod proxies;
mod proxy_servers;
mod proxy_settings;
mod runtimes;
pub(crate) mod script;
pub(crate) mod server;
mod sharing;
mod spans;
mod streams;
pub(crate) mod tls;
mod webhooks;

use std::future::Future;
use std::time::Duration;

use http::Method;
use serde_json::{Value, json};
use workos_client::{Call, Client, ClientBuilder, Error, Operation};
use workos_transport::{Transport, TransportErrorKind};
use workos_transport_hyper::{HyperTransport, HyperTransportBuilder};

use server::FaultServer;

/// The API key of every client here. No error may contain it.
const API_KEY: &str = "sk_test_canary";

/// The time limit of a test. A test that reaches it hangs.
const TEST_TIMEOUT: Duration = Duration::from_secs(60);

static LIST: Operation = Operation::new("things.list", Method::GET, "/things").repeatable();
static GET: Operation = Operation::new("things.get", Method::GET, "/things/{id}").repeatable();
static CREATE: Operation = Operation::new("things.create", Method::POST, "/things");
static EVENT: Operation = Operation::new("things.event", Method::POST, "/things/events").repeatable();

/// The HTTP version between client and server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wire {
    Http1,
    Http2,
}

impl Wire {
    /// Returns the builder of a transport that uses only this version, without TLS.
    pub(crate) fn transport(self) -> HyperTransportBuilder {
        match self {
            Self::Http1 => HyperTransport::builder().http1_only(),
            Self::Http2 => HyperTransport::builder().http2_only(),
        }
    }
}

/// Generates one test per HTTP version from each of these functions.
macro_rules! over_both {
    ($($test:ident),+ $(,)?) => {
        mod http1 { $(#[test] fn $test() { crate::faults::run(super::$test(crate::faults::Wire::Http1)); })+ }
        mod over_http2 { $(#[test] fn $test() { crate::faults::run(super::$test(crate::faults::Wire::Http2)); })+ }
    };
}
use over_both;

/// Runs a test on a runtime of its own, for at most [`TEST_TIMEOUT`].
fn run(test: impl Future<Output = ()>) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async { tokio::time::timeout(TEST_TIMEOUT, test).await.expect("the test hangs") });
}

/// Returns a builder of a client of this server over this transport.
fn client_over(server: &FaultServer, transport: impl Transport + 'static) -> ClientBuilder {
    Client::builder().base_url(server.url()).api_key(API_KEY).transport(transport)
}

/// Returns a client of this server with the default settings.
fn client(server: &FaultServer, wire: Wire) -> Client {
    client_over(server, wire.transport().build().unwrap()).build().unwrap()
}

/// Reads an object: a call that may be repeated.
async fn read(client: &Client) -> Result<Value, Error> {
    get(client).send().await
}

fn get(client: &Client) -> Call<Value> {
    let mut call = Call::new(client, &GET);
    call.path_id("id", "thing_1");
    call
}

/// Creates an object: a call that must not be repeated.
async fn write(client: &Client) -> Result<Value, Error> {
    create(client).send().await
}

fn create(client: &Client) -> Call<Value> {
    let mut call = Call::new(client, &CREATE);
    call.json(&json!({"name": "x"}));
    call
}

/// Returns kind and text of the transport error of a call that got no response.
#[track_caller]
fn cause(error: &Error) -> (TransportErrorKind, String) {
    let Error::Transport(failure) = error else { panic!("not a transport error: {error:?}") };
    assert!(!format!("{error} {error:?}").contains("canary"), "{error:?}");
    (failure.transport_error().kind(), failure.transport_error().to_string())
}

/// Runs a future, and returns its value and the real time that it took.
#[expect(clippy::disallowed_methods, reason = "deadlines over real sockets are bounded with a wide margin")]
async fn timed<T>(future: impl Future<Output = T>) -> (T, Duration) {
    let start = std::time::Instant::now();
    let value = future.await;
    (value, start.elapsed())
}

/// The page `RELIABILITY.md` of the client names the test behind each promise, and links to its file.
#[test]
fn the_reliability_page_links_to_tests_that_exist() {
    let page = include_str!("../../../crates/workos-client/RELIABILITY.md");
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    let files: Vec<(&str, &str, String)> = page
        .lines()
        .filter_map(|line| line.strip_prefix('[')?.split_once("]: "))
        .map(|(label, url)| {
            let (_, path) = url.split_once("/blob/main/").unwrap();
            (label, path, std::fs::read_to_string(format!("{root}/{path}")).unwrap())
        })
        .collect();
    let is_test = |(name, _): &(&str, &str)| !name.contains('/');
    let named = || page.split("[`").skip(1).filter_map(|rest| rest.split_once("`][")).filter(is_test);
    assert!(named().count() > 50, "{:?}", named().count());
    for (name, rest) in named() {
        let label = rest.split(']').next().unwrap();
        let (_, path, source) = files.iter().find(|(known, ..)| *known == label).unwrap();
        // A path instead of a name stands for all tests of that file.
        assert!(*path == name || source.contains(name), "no test `{name}` in {label}");
    }
}
