//! What a server tells of each request that it has answered.

use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use http::{Method, StatusCode};

use crate::builder::Builder;

/// A request that a server has answered, for a log of it: nothing in it is secret. The query is left out, where codes
/// and tokens are.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Served {
    /// Who asked.
    pub peer: SocketAddr,
    /// The method of the request.
    pub method: Method,
    /// The path of the request, as it was sent.
    pub path: String,
    /// The operation, like `connections.list`, if it is one of the API's.
    pub operation: Option<&'static str>,
    /// The status of the answer.
    pub status: StatusCode,
    /// How long it took from the head of the request until the answer was there, the request's body included.
    pub duration: Duration,
    /// The `X-Request-ID` of the answer.
    pub request_id: String,
    /// What the fault that struck is called, if one did.
    pub fault: Option<String>,
}

/// What the emulator knows of an answer beyond what is sent; it travels as an extension of the response.
#[derive(Clone, Debug, Default)]
pub(crate) struct Note {
    pub(crate) operation: Option<&'static str>,
    pub(crate) fault: Option<String>,
}

/// Who wants to be told.
#[derive(Clone)]
pub(crate) struct Observer(pub(crate) Arc<dyn Fn(&Served) + Send + Sync>);

impl fmt::Debug for Observer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Observer")
    }
}

impl Builder {
    /// Tells `observe` of every request that a [server](crate::Emulator::serve) has answered, control requests too. It
    /// is called before the answer is sent, so it must be quick.
    ///
    /// What went through a [transport](crate::Emulator::transport) or [`handle`](crate::Emulator::handle) is not told.
    pub fn on_served(mut self, observe: impl Fn(&Served) + Send + Sync + 'static) -> Self {
        self.observer = Some(Observer(Arc::new(observe)));
        self
    }
}
