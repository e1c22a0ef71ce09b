//! The suite that any transport must pass.
//!
//! It checks the contract of [`Transport`], case by case, against a far end that behaves as each case
//! asks: answers in several framings, goes silent, hangs up, talks nonsense. Standard library only; run it on the
//! executor your transport needs. For a transport over sockets the far end is ready-made:
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
//! A transport without sockets brings its own [`Harness`], which answers `None` to what it cannot stage; the
//! [`Report`] lists those cases as skipped.

mod behaviour;
mod case;
mod exchange;
mod failure;
mod log;
mod report;
mod server;
mod socket;

use std::any::Any;
use std::fmt;
use std::sync::Arc;

use async_trait::async_trait;

pub use self::behaviour::{Answer, Behaviour, Ending, Framing, Reply};
pub use self::case::{Case, cases};
pub use self::log::{Log, Received};
pub use self::report::{Report, Verdict};
pub use self::server::Server;
pub use self::socket::SocketHarness;
use crate::Transport;

/// Sets up a transport and a far end that behaves as a case asks.
#[async_trait]
pub trait Harness: Send + Sync {
    /// The stage of one case, with nothing left of an earlier one, or `None` when this far end cannot behave like
    /// that.
    async fn stage(&self, behaviour: Behaviour) -> Option<Staged>;
}

/// A transport in front of a far end.
pub struct Staged {
    transport: Arc<dyn Transport>,
    base_url: String,
    log: Log,
    kept: Option<Box<dyn Any + Send + Sync>>,
}

impl Staged {
    /// A transport, the URL of the far end (scheme and authority, no slash at the end), and what the far end
    /// records of the requests it gets.
    #[must_use]
    pub fn new(transport: Arc<dyn Transport>, base_url: impl Into<String>, log: Log) -> Self {
        Self { transport, base_url: base_url.into(), log, kept: None }
    }

    /// Keeps something alive for as long as the stage, such as a server that stops when dropped.
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
