//! The suite of the port, over HTTP/1.1.

use workos_transport::conformance::{self, SocketHarness};
use workos_transport_hyper::HyperTransport;

use crate::support::{AGES, Ca, Goodbye, terminate};

#[tokio::test]
async fn it_conforms_over_plain_http_1() {
    let transport = HyperTransport::builder().connect_timeout(AGES).build().unwrap();
    let report = conformance::run(&SocketHarness::new(transport)).await;
    report.assert_ok();
    assert_eq!(report.skipped().next(), None, "{report}");
}

#[tokio::test]
async fn it_conforms_over_http_1_inside_tls() {
    let ca = Ca::new();
    let acceptor = ca.acceptor("localhost", &["http/1.1"], |_| ());
    let harness = SocketHarness::new(ca.trusted().build().unwrap())
        .behind("https://localhost", move |server| terminate(acceptor.clone(), server, Goodbye::CloseNotify));
    let report = conformance::run(&harness).await;
    report.assert_ok();
    assert_eq!(report.skipped().next(), None, "{report}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_conforms_on_a_runtime_of_several_threads() {
    let transport = HyperTransport::builder().connect_timeout(AGES).build().unwrap();
    conformance::run(&SocketHarness::new(transport)).await.assert_ok();
}
