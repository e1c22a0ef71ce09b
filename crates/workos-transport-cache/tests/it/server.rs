//! A scripted server whose data change, and the requests that the tests send.

use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use bytes::Bytes;
use futures_executor::block_on;
use http::Method;
use workos_transport::{
    Clock, ManualClock, Operation, Request, Response, Transport, TransportError, TransportErrorKind,
    async_trait,
};
use workos_transport_cache::{CachePolicy, CacheStatus, Cached};

pub(crate) static GET: Operation =
    Operation::new("connections.get", Method::GET, "/connections/{id}").repeatable();
pub(crate) static LIST: Operation =
    Operation::new("connections.list", Method::GET, "/connections").repeatable();
pub(crate) static DELETE: Operation =
    Operation::new("connections.delete", Method::DELETE, "/connections/{id}");
pub(crate) static DELETE_ORGANIZATION: Operation =
    Operation::new("organizations.delete", Method::DELETE, "/organizations/{id}");
pub(crate) static PROFILE: Operation = Operation::new("sso.profile", Method::GET, "/sso/profile");
pub(crate) const MINUTE: Duration = Duration::from_secs(60);
pub(crate) const MINUTES: Duration = Duration::from_secs(300);

/// A transport that responds with a version number, which each write increments.
///
/// Each request takes three polls; the server reads or changes the version in the second one.
#[derive(Clone, Debug)]
pub(crate) struct Server {
    pub(crate) clock: ManualClock,
    pub(crate) version: Arc<AtomicU64>,
    requests: Arc<AtomicUsize>,
    fault: Arc<Mutex<Fault>>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) enum Fault {
    #[default]
    None,
    Status(u16),
    Lost,
    Hang,
    /// Not a fault: adds a header to the response.
    Header(&'static str, &'static str),
}

impl Server {
    pub(crate) fn new() -> Self {
        Self {
            clock: ManualClock::auto(),
            version: Arc::default(),
            requests: Arc::default(),
            fault: Arc::default(),
        }
    }

    pub(crate) fn requests(&self) -> usize {
        self.requests.load(Ordering::SeqCst)
    }

    pub(crate) fn fault(&self, fault: Fault) {
        *self.fault.lock().unwrap() = fault;
    }
}

/// Yields once, so that other futures are polled.
pub(crate) async fn pause() {
    let mut paused = false;
    std::future::poll_fn(|context| {
        if std::mem::replace(&mut paused, true) {
            return Poll::Ready(());
        }
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

#[async_trait]
impl Transport for Server {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        self.requests.fetch_add(1, Ordering::SeqCst);
        let fault = *self.fault.lock().unwrap();
        pause().await;
        let mut response = http::Response::builder();
        match fault {
            Fault::None => {}
            Fault::Status(status) => response = response.status(status),
            Fault::Header(name, value) => response = response.header(name, value),
            Fault::Lost => return Err(TransportError::new(TransportErrorKind::Lost, "lost")),
            Fault::Hang => std::future::pending().await,
        }
        let version = match *request.method() == Method::GET {
            true => self.version.load(Ordering::SeqCst),
            false => self.version.fetch_add(1, Ordering::SeqCst) + 1,
        };
        pause().await;
        let body = format!("{} {version}", request.uri().path());
        Ok(Response::new(response.header("x-ratelimit-remaining", "5").body(Bytes::from(body)).unwrap()))
    }

    fn clock(&self) -> Arc<dyn Clock> {
        Arc::new(self.clock.clone())
    }
}

pub(crate) fn request(operation: &'static Operation, path: &str) -> Request {
    request_as("sk_1", operation, path)
}

pub(crate) fn request_as(key: &str, operation: &'static Operation, path: &str) -> Request {
    let http = http::Request::builder()
        .method(operation.method())
        .uri(format!("https://api.workos.com{path}"))
        .header("authorization", format!("Bearer {key}"));
    Request::new(operation, http.body(Bytes::new()).unwrap())
}

pub(crate) fn get(id: &str) -> Request {
    request(&GET, &format!("/connections/{id}"))
}

pub(crate) fn cached(server: &Server) -> Cached<Server> {
    let policy = CachePolicy::new().ttl("connections.*", MINUTES).ttl("*profile*", MINUTES);
    Cached::new(server.clone(), policy)
}

pub(crate) fn status(response: &Response) -> Option<CacheStatus> {
    response.extensions().get().copied()
}

pub(crate) fn send(transport: &Cached<Server>, request: Request) -> Response {
    block_on(transport.send(request)).unwrap()
}

pub(crate) fn version(response: &Response) -> u64 {
    std::str::from_utf8(response.body()).unwrap().rsplit(' ').next().unwrap().parse().unwrap()
}

pub(crate) fn poll<F: Future + ?Sized>(future: &mut Pin<Box<F>>) -> Option<F::Output> {
    match future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => Some(output),
        Poll::Pending => None,
    }
}
