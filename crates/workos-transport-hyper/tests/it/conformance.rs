//! The conformance suite of `workos-transport`, over HTTP/1.1.

use workos_transport::conformance::{self, SocketHarness};
use workos_transport_hyper::HyperTransport;

use crate::support::{Ca, TEST_TIMEOUT, TlsEnd, terminate};

#[tokio::test]
async fn the_transport_conforms_over_http_1_without_tls() {
    let transport = HyperTransport::builder().connect_timeout(TEST_TIMEOUT).build().unwrap();
    let report = conformance::run(&SocketHarness::new(transport)).await;
    report.assert_ok();
    assert_eq!(report.skipped().next(), None, "{report}");
}

#[tokio::test]
async fn the_transport_conforms_over_http_1_with_tls() {
    let ca = Ca::new();
    let acceptor = ca.acceptor("localhost", &["http/1.1"], |_| ());
    let harness = SocketHarness::new(ca.trusted().build().unwrap())
        .behind("https://localhost", move |server| terminate(acceptor.clone(), server, TlsEnd::CloseNotify));
    let report = conformance::run(&harness).await;
    report.assert_ok();
    assert_eq!(report.skipped().next(), None, "{report}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_transport_conforms_on_a_multi_thread_runtime() {
    let transport = HyperTransport::builder().connect_timeout(TEST_TIMEOUT).build().unwrap();
    conformance::run(&SocketHarness::new(transport)).await.assert_ok();
}
