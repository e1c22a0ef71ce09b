//! Lists SSO connections through a transport of its own, without hyper, tokio or rustls.

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use workos_sso::{Client, Connections, Error};
use workos_transport::{Request, Response, Transport, TransportError, async_trait};

/// Answers every request with one connection; a real one would hand `into_http()` to an HTTP client.
#[derive(Debug)]
struct Canned;

#[async_trait]
impl Transport for Canned {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let request = request.into_http();
        assert_eq!(request.uri().path(), "/connections");
        let body = br#"{"data":[{"id":"conn_1","connection_type":"OktaSAML","name":"Acme","state":"active"}]}"#;
        Ok(http::Response::new(bytes::Bytes::from_static(body)).into())
    }
}

fn main() -> Result<(), Error> {
    let client = Client::builder().api_key("sk_test_1").transport(Canned).build()?;
    let page = block_on(Connections::new(&client).list().send())?;
    for connection in &page {
        println!("{} {} {}", connection.id, connection.connection_type, connection.name);
    }
    Ok(())
}

/// Enough of an executor for a transport that never waits.
fn block_on<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(value) = future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return value;
        }
    }
}
