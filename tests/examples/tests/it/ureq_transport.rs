//! Tests of the custom transport: it passes the conformance suite, and the SDK works over it.

use workos_emulator::Emulator;
use workos_examples::ureq_transport::UreqTransport;
use workos_sso::{Client, Connections};
use workos_transport::conformance::{self, SocketHarness};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_transport_passes_the_conformance_suite() {
    let report = conformance::run(&SocketHarness::new(UreqTransport::new())).await;
    report.assert_ok();
    assert_eq!(report.skipped().next(), None, "{report}");
}

#[tokio::test]
async fn the_sdk_works_over_the_transport() {
    let emulator = Emulator::new();
    let server = emulator.serve("127.0.0.1:0").await.unwrap();
    let client = Client::builder()
        .api_key(emulator.api_key())
        .base_url(server.url())
        .transport(UreqTransport::new())
        .build()
        .unwrap();
    let connections = Connections::new(&client);
    let page = connections.list().limit(2).send().await.unwrap();
    assert_eq!(page.data.len(), 2);
    let error = connections.get("conn_unknown").send().await.unwrap_err();
    assert!(error.is_not_found());
}
