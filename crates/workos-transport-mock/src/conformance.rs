//! The conformance suite over a script, for transports that wrap another.

use std::fmt;
use std::sync::Arc;

use workos_transport::conformance::{self, Behaviour, Ending, Harness, Log, Received, Staged};
use workos_transport::{
    Clock, Request, Response, Transport, TransportError, TransportErrorKind, async_trait,
};

use crate::{RecordedRequest, Reply, Script};

/// Runs the [conformance suite](workos_transport::conformance) with a script as the server, with or without a wrapper
/// around it.
///
/// A script has no connections, so the two cases that need connections are skipped. A transport over sockets uses
/// [`SocketHarness`](workos_transport::conformance::SocketHarness) instead.
///
/// ```
/// use std::sync::Arc;
/// use workos_transport::{Clock, Request, Response, Transport, TransportError, async_trait, conformance};
/// use workos_transport_mock::ScriptHarness;
///
/// #[derive(Debug)]
/// struct Counted<T>(T);
///
/// #[async_trait]
/// impl<T: Transport> Transport for Counted<T> {
///     async fn send(&self, request: Request) -> Result<Response, TransportError> {
///         self.0.send(request).await
///     }
///
///     fn clock(&self) -> Arc<dyn Clock> {
///         self.0.clock()
///     }
/// }
///
/// # futures_executor::block_on(async {
/// let harness = ScriptHarness::wrapping(|script| Arc::new(Counted(script)));
/// conformance::run(&harness).await.assert_ok();
/// # });
/// ```
pub struct ScriptHarness(Box<Wrap>);

type Wrap = dyn Fn(Arc<dyn Transport>) -> Arc<dyn Transport> + Send + Sync;

impl ScriptHarness {
    /// Creates a harness that tests the script itself.
    #[must_use]
    pub fn new() -> Self {
        Self::wrapping(|script| script)
    }

    /// Creates a harness that tests the transport that `wrap` returns for a scripted transport.
    ///
    /// `wrap` is called once for each case.
    #[must_use]
    pub fn wrapping(wrap: impl Fn(Arc<dyn Transport>) -> Arc<dyn Transport> + Send + Sync + 'static) -> Self {
        Self(Box::new(wrap))
    }
}

#[async_trait]
impl Harness for ScriptHarness {
    async fn stage(&self, behaviour: Behaviour) -> Option<Staged> {
        let replies = match behaviour {
            Behaviour::Refuse => vec![Reply::error(TransportErrorKind::Connect)],
            Behaviour::Serve(replies) => replies.into_iter().map(reply).collect::<Option<_>>()?,
            _ => return None,
        };
        let log = Log::new();
        let logged = Logged { script: Script::new().replies(replies), log: log.clone() };
        Some(Staged::new((self.0)(Arc::new(logged)), "https://api.workos.com", log))
    }
}

impl Default for ScriptHarness {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for ScriptHarness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ScriptHarness").finish_non_exhaustive()
    }
}

fn reply(wanted: conformance::Reply) -> Option<Reply> {
    use conformance::Reply as Wanted;
    let answer = match wanted {
        Wanted::Answer(answer) if !answer.early_hints => answer,
        Wanted::Echo => return Some(Reply::computed(echo)),
        Wanted::Close | Wanted::Reset => return Some(Reply::error(TransportErrorKind::Lost)),
        Wanted::Garbage => return Some(Reply::error(TransportErrorKind::Protocol)),
        Wanted::Silence => return Some(Reply::hang()),
        _ => return None,
    };
    let whole = Reply::status(answer.status).body(answer.body.clone());
    let whole = answer.headers.iter().fold(whole, |reply, (name, value)| reply.header(name, value));
    match answer.ending {
        Ending::Whole | Ending::ThenClose => Some(whole),
        Ending::Stall(_) => Some(whole.stalling()),
        Ending::Cut(_) => Some(whole.failing(TransportErrorKind::Lost)),
        _ => None,
    }
}

fn echo(request: &RecordedRequest) -> Reply {
    Reply::status(200)
        .header("x-method", request.method().as_str())
        .header("x-target", target(request.request()))
        .body(request.body().clone())
}

fn target(request: &Request) -> &str {
    request.uri().path_and_query().map_or("/", |target| target.as_str())
}

/// Reports to the suite which requests reach the script. Each request counts as a separate connection.
#[derive(Debug)]
struct Logged {
    script: Script,
    log: Log,
}

#[async_trait]
impl Transport for Logged {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let connection = self.log.received().len() as u64 + 1;
        let (method, headers) = (request.method().as_str(), request.headers().clone());
        let body = request.body().clone();
        self.log.record(Received::new(connection, method, target(&request), headers, body));
        self.script.send(request).await
    }

    fn clock(&self) -> Arc<dyn Clock> {
        Transport::clock(&self.script)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_passes_the_conformance_suite() {
        let report = futures_executor::block_on(conformance::run(&ScriptHarness::new()));
        report.assert_ok();
        let skipped = report.skipped().collect::<Vec<_>>();
        assert_eq!(
            skipped,
            ["early_hints_are_not_the_answer", "bytes_after_an_answer_do_not_become_an_answer"]
        );
    }
}
