//! Tests a wrapping transport like the one in the docs of workos-transport: it passes the conformance suite.

use std::sync::Arc;
use std::sync::Mutex;

use workos_transport::conformance::{SocketHarness, run as conformance};
use workos_transport::{Clock, Request, Response, Transport, TransportError, async_trait};
use workos_transport_hyper::HyperTransport;

use crate::test_env::run;

/// A transport that records one line per request: the operation, the attempt, and the result.
#[derive(Clone, Debug)]
struct Logged<T> {
    inner: T,
    lines: Arc<Mutex<Vec<String>>>,
}

#[async_trait]
impl<T: Transport> Transport for Logged<T> {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let (operation, attempt) = (request.operation().id(), request.attempt());
        let result = self.inner.send(request).await;
        let end = match &result {
            Ok(response) => response.status().to_string(),
            Err(error) => error.to_string(),
        };
        self.lines.lock().unwrap().push(format!("{operation} #{attempt}: {end}"));
        result
    }

    fn clock(&self) -> Arc<dyn Clock> {
        self.inner.clock()
    }
}

#[test]
fn a_wrapper_of_forty_lines_passes_the_conformance_suite() {
    run(async {
        let lines = Arc::default();
        let logged = Logged { inner: HyperTransport::new().unwrap(), lines: Arc::clone(&lines) };
        conformance(&SocketHarness::new(logged)).await.assert_ok();
        assert!(lines.lock().unwrap().len() > 20);
    });
}
