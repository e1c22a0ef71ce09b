//! The suite that any transport must pass.
//!
//! It checks the contract of [`Transport`] case by case. A test server behaves as each case requires: it answers in
//! several framings, goes silent, closes the connection or sends garbage. The suite uses only the standard library; run
//! it on the executor that your transport needs. For a transport over sockets, the suite includes the test server:
//!
//! ```
//! use workos_transport::conformance::{self, SocketHarness};
//! # use workos_transport::{Request, Response, Transport, TransportError, async_trait};
//! # #[derive(Debug)]
//! # struct MyTransport;
//! # #[async_trait]
//! # impl Transport for MyTransport {
//! #     async fn send(&self, _: Request) -> Result<Response, TransportError> { unimplemented!() }
//! # }
//!
//! async fn my_transport_conforms() {
//!     conformance::run(&SocketHarness::new(MyTransport)).await.assert_ok();
//! }
//! ```
//!
//! A transport without sockets needs a [`Harness`] of its own. The harness returns `None` for a behaviour that it
//! cannot stage, and the [`Report`] lists the cases that need this behaviour as skipped.

mod behaviour;
mod case;
mod check;
mod exchange;
mod failure;
mod log;
mod report;
mod server;
mod socket;
mod verdict;

use std::any::Any;
use std::fmt;
use std::sync::Arc;

use async_trait::async_trait;

pub use self::behaviour::{Answer, Behaviour, Ending, Framing, Reply};
pub use self::case::{Case, cases};
pub use self::log::{Log, Received};
pub use self::report::Report;
pub use self::server::Server;
pub use self::socket::SocketHarness;
pub use self::verdict::Verdict;
use crate::Transport;

/// Sets up a transport and a test server that behaves as a case requires.
#[async_trait]
pub trait Harness: Send + Sync {
    /// Sets up one case, independently of earlier cases. Returns `None` if this harness cannot stage the behaviour.
    async fn stage(&self, behaviour: Behaviour) -> Option<Staged>;
}

/// A transport and the test server to which it sends requests.
pub struct Staged {
    transport: Arc<dyn Transport>,
    base_url: String,
    log: Log,
    kept: Option<Box<dyn Any + Send + Sync>>,
}

impl Staged {
    /// Combines a transport, the URL of the test server (scheme and authority, without a trailing slash), and the log
    /// of the requests that the test server receives.
    #[must_use]
    pub fn new(transport: Arc<dyn Transport>, base_url: impl Into<String>, log: Log) -> Self {
        Self { transport, base_url: base_url.into(), log, kept: None }
    }

    /// Keeps a value alive as long as this one, such as a server that stops when dropped.
    #[must_use]
    pub fn keep(mut self, thing: impl Any + Send + Sync) -> Self {
        self.kept = Some(Box::new((self.kept.take(), thing)));
        self
    }

    pub(crate) fn transport(&self) -> &dyn Transport {
        self.transport.as_ref()
    }

    pub(crate) fn base_url(&self) -> &str {
        &self.base_url
    }

    pub(crate) const fn log(&self) -> &Log {
        &self.log
    }
}

impl fmt::Debug for Staged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Staged")
            .field("transport", &self.transport)
            .field("base_url", &self.base_url)
            .finish_non_exhaustive()
    }
}

/// Runs every case, one after another.
pub async fn run(harness: &dyn Harness) -> Report {
    let mut report = Report::default();
    for case in cases() {
        let verdict = case.run(harness).await;
        report.push(case, verdict);
    }
    report
}
