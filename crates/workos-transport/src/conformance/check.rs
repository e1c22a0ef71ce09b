//! Helpers for writing cases.

use std::fmt::Debug;
use std::future::{Future, poll_fn};
use std::task::Poll;

use bytes::Bytes;
use http::Method;

use super::{Behaviour, Harness, Reply, Staged};
use crate::{Operation, Request, Response, TransportError, TransportErrorKind};

pub(super) type Checked = Result<(), Stop>;

/// Why a check ends early.
pub(super) enum Stop {
    Fail(String),
    Skip,
}

impl From<TransportError> for Stop {
    fn from(error: TransportError) -> Self {
        Self::Fail(format!("a send failed with {:?}: {error}", error.kind()))
    }
}

/// Stages a test server that answers each request with the next of these replies.
pub(super) async fn serve(
    harness: &dyn Harness,
    replies: impl IntoIterator<Item = impl Into<Reply>>,
) -> Result<Staged, Stop> {
    let replies = replies.into_iter().map(Into::into).collect();
    harness.stage(Behaviour::Serve(replies)).await.ok_or(Stop::Skip)
}

/// Creates a request to the test server.
pub(super) fn request(staged: &Staged, method: &Method, target: &str, body: impl Into<Bytes>) -> Request {
    static OPERATION: Operation = Operation::new("conformance.case", Method::GET, "/conformance/{case}");
    let mut http = http::Request::new(body.into());
    *http.method_mut() = method.clone();
    match format!("{}{target}", staged.base_url()).parse() {
        Ok(uri) => *http.uri_mut() = uri,
        // The base URL is invalid: the test server gets no request, and the case fails.
        Err(_) => *http.uri_mut() = http::Uri::default(),
    }
    Request::new(&OPERATION, http)
}

/// Creates a GET request for a path.
pub(super) fn get(staged: &Staged, target: &str) -> Request {
    request(staged, &Method::GET, target, Bytes::new())
}

/// Sends a GET request for a path.
pub(super) async fn send(staged: &Staged, target: &str) -> Result<Response, TransportError> {
    staged.transport().send(get(staged, target)).await
}

/// Sends a request to a server that echoes it, and checks that the answer belongs to this request.
pub(super) async fn send_echoed(staged: &Staged, target: &str) -> Checked {
    let body = format!("the body of {target}");
    let answer = staged.transport().send(request(staged, &Method::POST, target, body.clone())).await?;
    check_echo(&answer, target, body.as_bytes())
}

pub(super) fn check_echo(answer: &Response, target: &str, body: &[u8]) -> Checked {
    let echoed = answer.headers().get("x-target").map(http::HeaderValue::as_bytes);
    equal("the request that was answered", echoed, Some(target.as_bytes()))?;
    equal("the body that was echoed", answer.body().as_ref(), body)
}

/// Checks that a send failed with this kind and this `is_unprocessed`, and returns the error.
pub(super) fn failed(
    result: Result<Response, TransportError>,
    kind: TransportErrorKind,
    unprocessed: bool,
) -> Result<TransportError, Stop> {
    match result {
        Ok(answer) => {
            Err(Stop::Fail(format!("the send should fail with {kind:?}, but returned {}", answer.status())))
        }
        Err(error) => {
            equal(&format!("the kind of the error ({error})"), error.kind(), kind)?;
            equal(&format!("`is_unprocessed` of the error ({error})"), error.is_unprocessed(), unprocessed)?;
            Ok(error)
        }
    }
}

#[expect(clippy::needless_pass_by_value, reason = "values are easier to read at the calls")]
pub(super) fn equal<T: PartialEq + Debug>(what: &str, got: T, wanted: T) -> Checked {
    if got == wanted { Ok(()) } else { Err(Stop::Fail(format!("{what} is {got:?} instead of {wanted:?}"))) }
}

/// Runs futures concurrently and waits for all of them.
pub(super) async fn all<T>(futures: impl IntoIterator<Item = impl Future<Output = T>>) -> Vec<T> {
    let mut running = futures.into_iter().map(|future| (Some(Box::pin(future)), None)).collect::<Vec<_>>();
    poll_fn(|context| {
        for (future, value) in &mut running {
            if let Some(Poll::Ready(ready)) = future.as_mut().map(|future| future.as_mut().poll(context)) {
                (*future, *value) = (None, Some(ready));
            }
        }
        if running.iter().all(|(future, _)| future.is_none()) { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    running.into_iter().filter_map(|(_, value)| value).collect()
}
