//! The parts that a call is made of, without a network: `cargo bench -p bench-kit` in `tests/bench`.

use bytes::Bytes;
use divan::{AllocProfiler, Bencher, black_box};
use workos_client::transport::{Request, Response, Transport, TransportError, async_trait};
use workos_sso::{Client, Connection, Connections, Page};
use workos_webhooks::{Clock, Event, StdClock, WebhookVerifier, sign};

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

const SECRET: &str = "whsec_0FWAiVGkEfGBqqsJH4aNAGBJ4";

fn main() {
    divan::main();
}

/// Ten connections as production writes them.
fn page() -> String {
    let connection = r#"{"object":"connection","id":"conn_01E4ZCR3C56J083X43JQXF3JK5","organization_id":"org_01EHWNCE74X7JSDV0X3SZ3KJNY","connection_type":"OktaSAML","name":"Customer 1","state":"active","status":"linked","domains":[{"object":"connection_domain","id":"conn_domain_01EHWNFTAFCF3CQAE5A9Q0P1YB","domain":"customer-1.example"}],"created_at":"2026-01-15T12:00:00.000Z","updated_at":"2026-01-15T12:00:00.000Z"}"#;
    format!(
        r#"{{"object":"list","data":[{}],"list_metadata":{{"before":null,"after":null}}}}"#,
        [connection; 10].join(",")
    )
}

#[divan::bench]
fn decode_a_page_of_ten(bencher: Bencher) {
    let page = page();
    bencher.bench(|| serde_json::from_str::<Page<Connection>>(black_box(&page)).is_ok());
}

/// What a call costs beside its transport and what it decodes.
#[divan::bench]
fn send_over_a_transport_that_answers_at_once(bencher: Bencher) {
    let client = Client::builder().api_key("sk_test_bench").transport(Immediate(page().into())).build();
    let Ok(connections) = client.map(|client| Connections::new(&client)) else { return };
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread().build() else { return };
    bencher.bench_local(|| runtime.block_on(connections.list().send()).is_ok());
}

#[divan::bench(args = [1024, 65536])]
fn verify_a_webhook(bencher: Bencher, bytes: usize) {
    let body = bench_client::bodies::padded(bytes);
    let header = sign(SECRET, StdClock::new().now(), body.as_bytes());
    let Ok(verifier) = WebhookVerifier::new(SECRET) else { return };
    bencher.bench(|| verifier.verify_now(black_box(body.as_bytes()), header.as_str()).is_ok());
}

#[divan::bench]
fn read_an_event(bencher: Bencher) {
    bencher.bench(|| serde_json::from_str::<Event>(black_box(bench_client::bodies::EVENT)).is_ok());
}

/// Answers every request with the same body.
#[derive(Debug)]
struct Immediate(Bytes);

#[async_trait]
impl Transport for Immediate {
    async fn send(&self, _: Request) -> Result<Response, TransportError> {
        Ok(http::Response::new(self.0.clone()).into())
    }
}
