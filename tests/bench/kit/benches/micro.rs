//! Micro-benchmarks of the parts of a call, without a network, with the allocations of each part. Run them with
//! `cargo bench -p bench-kit` in `tests/bench`.

#![expect(clippy::unwrap_used, reason = "a benchmark of a failing call would measure nothing")]

use bench_client::bodies;
use bytes::Bytes;
use divan::counter::BytesCount;
use divan::{AllocProfiler, Bencher, black_box};
use workos_client::transport::{Request, Response, Transport, TransportError, async_trait};
use workos_sso::{Client, CodeVerifier, Connection, Connections, LoginAttempt, OrganizationId, Page, Sso};
use workos_webhooks::{Clock, Event, StdClock, WebhookVerifier, sign};

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

const ORGANIZATION: &str = "org_01EHWNCE74X7JSDV0X3SZ3KJNY";
const CALLBACK: &str = "https://app.example/callback";

fn main() {
    divan::main();
}

/// Returns a client whose transport answers every request at once with a page of ten.
fn client() -> Client {
    let client = Client::builder().api_key("sk_test_bench").client_id("client_bench");
    client.transport(Immediate(bodies::page(0..10, None).into())).build().unwrap()
}

mod page {
    use super::*;

    #[divan::bench(args = [10, 100])]
    fn decode(bencher: Bencher, objects: usize) {
        let page = bodies::page(0..objects, None);
        serde_json::from_str::<Page<Connection>>(&page).unwrap();
        bencher
            .counter(BytesCount::of_str(&page))
            .bench(|| serde_json::from_str::<Page<Connection>>(black_box(&page)));
    }
}

mod call {
    use super::*;

    /// Lists ten connections: everything from the request to the decoded objects, except the network.
    #[divan::bench]
    fn list_over_a_transport_that_answers_at_once(bencher: Bencher) {
        let connections = Connections::new(&client());
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        runtime.block_on(connections.list().send()).unwrap();
        bencher.bench_local(|| runtime.block_on(connections.list().send()));
    }

    /// Builds a list call without sending it.
    #[divan::bench]
    fn set_up_a_list(bencher: Bencher) {
        let connections = Connections::new(&client());
        bencher.bench_local(|| connections.list().organization_id(ORGANIZATION).limit(100));
    }
}

mod sign_in {
    use super::*;

    #[divan::bench]
    fn pkce_pair(bencher: Bencher) {
        CodeVerifier::new().unwrap();
        bencher.bench(|| CodeVerifier::new().map(|verifier| verifier.challenge()));
    }

    #[divan::bench]
    fn authorization_url(bencher: Bencher) {
        let sso = Sso::new(&client());
        let attempt = LoginAttempt::start(StdClock::new().now()).unwrap();
        let organization = OrganizationId::from(ORGANIZATION);
        sso.authorization_url(CALLBACK, &organization).attempt(&attempt).build().unwrap();
        bencher.bench_local(|| {
            sso.authorization_url(black_box(CALLBACK), &organization).attempt(&attempt).build()
        });
    }
}

mod webhook {
    use super::*;

    #[divan::bench(args = [1024, 65536])]
    fn verify(bencher: Bencher, bytes: usize) {
        let body = bodies::padded(bytes);
        let (verifier, header) = signed(&body);
        verifier.verify_now(body.as_bytes(), header.as_str()).unwrap();
        bencher.counter(BytesCount::of_str(&body)).bench_local(|| {
            // A verified body borrows the bytes, so the closure returns only whether the check succeeded.
            verifier.verify_now(black_box(body.as_bytes()), header.as_str()).is_ok()
        });
    }

    #[divan::bench]
    fn read_the_event(bencher: Bencher) {
        serde_json::from_str::<Event>(bodies::EVENT).unwrap();
        bencher
            .counter(BytesCount::of_str(bodies::EVENT))
            .bench(|| serde_json::from_str::<Event>(black_box(bodies::EVENT)));
    }

    #[divan::bench]
    fn verify_and_read_the_event(bencher: Bencher) {
        let body = bodies::EVENT.as_bytes();
        let (verifier, header) = signed(bodies::EVENT);
        verifier.verify_now(body, header.as_str()).unwrap().event().unwrap();
        bencher.bench_local(|| {
            let verified = verifier.verify_now(black_box(body), header.as_str()).ok()?;
            verified.event().ok()
        });
    }

    fn signed(body: &str) -> (WebhookVerifier, String) {
        let header = sign(bodies::SECRET, StdClock::new().now(), body.as_bytes());
        (WebhookVerifier::new(bodies::SECRET).unwrap(), header.as_str().to_owned())
    }
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
