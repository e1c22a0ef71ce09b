//! What a server tells of each request that it got.

use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use http::{Method, Request, Response, StatusCode};
use tokio::time::Instant;

use crate::faults::active::FaultId;
use crate::http::path_secrets::shown_path;
use crate::journal::EntryKey;

/// A request to a server, for a log.
///
/// It contains no secrets: they are masked in the path, and the query is omitted, since it can contain codes and tokens.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Served {
    /// The address of the client.
    pub peer: SocketAddr,
    /// The method of the request.
    pub method: Method,
    /// The path of the request as it was sent, with secrets masked.
    pub path: String,
    /// The name of the operation, for instance `connections.list`, if the request belongs to one.
    pub operation: Option<&'static str>,
    /// The status of the response; `None` if a fault suppressed it, or if the client did not wait for it.
    pub status: Option<StatusCode>,
    /// The time from the head of the request to the response, including the time for the request's body.
    pub duration: Duration,
    /// The `X-Request-ID` of the response, if there was one.
    pub request_id: Option<String>,
    /// The faults that were applied.
    pub faults: Vec<FaultId>,
}

/// What the emulator knows of a request beyond what is sent.
#[derive(Clone, Debug, Default)]
pub(crate) struct Note {
    pub(crate) operation: Option<&'static str>,
    pub(crate) faults: Vec<FaultId>,
    /// The entry of the request in the journal, if it is recorded.
    pub(crate) entry: Option<EntryKey>,
}

/// Who wants to be told.
#[derive(Clone)]
pub(crate) struct Observer(pub(crate) Arc<dyn Fn(&Served) + Send + Sync>);

impl fmt::Debug for Observer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Observer")
    }
}

/// A request that is being answered. It is told when this is dropped, also where nobody waits for the answer any more.
#[derive(Debug)]
pub(crate) struct Serving {
    observer: Observer,
    served: Served,
    begin: Instant,
}

impl Serving {
    pub(crate) fn begin<B>(observer: &Observer, request: &Request<B>, peer: SocketAddr) -> Self {
        let served = Served {
            peer,
            method: request.method().clone(),
            path: shown_path(request.uri().path()).into_owned(),
            operation: None,
            status: None,
            duration: Duration::ZERO,
            request_id: None,
            faults: Vec::new(),
        };
        Self { observer: observer.clone(), served, begin: Instant::now() }
    }

    /// Notes what became of the request.
    pub(crate) fn noted(&mut self, note: Note) {
        (self.served.operation, self.served.faults) = (note.operation, note.faults);
    }

    /// Notes the answer.
    pub(crate) fn answered<B>(&mut self, response: &Response<B>) {
        let request_id = response.headers().get("x-request-id").and_then(|id| id.to_str().ok());
        self.served.request_id = request_id.map(str::to_owned);
        self.served.status = Some(response.status());
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        self.served.duration = self.begin.elapsed();
        (self.observer.0)(&self.served);
    }
}
