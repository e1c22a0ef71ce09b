//! The conformance suite for a transport that wraps another: over a script, as far as that can behave badly.

use std::sync::Arc;

use workos_transport::conformance::{self, Behaviour, Ending, Harness, Log, Received, Staged};
use workos_transport::{
    Clock, Request, Response, Transport, TransportError, TransportErrorKind, async_trait,
};
use workos_transport_mock::{Recorded, Reply, Script};

/// Runs the suite on what `wrap` makes of a scripted transport.
pub(crate) fn assert_conforms(wrap: impl Fn(Scripted) -> Arc<dyn Transport> + Send + Sync) {
    let report = futures_executor::block_on(conformance::run(&Stage(wrap)));
    report.assert_ok();
    assert!(report.skipped().count() <= 2, "{report:?}");
}

struct Stage<W>(W);

#[async_trait]
impl<W: Fn(Scripted) -> Arc<dyn Transport> + Send + Sync> Harness for Stage<W> {
    async fn stage(&self, behaviour: Behaviour) -> Option<Staged> {
        let replies = match behaviour {
            Behaviour::Refuse => vec![Reply::error(TransportErrorKind::Connect)],
            Behaviour::Serve(replies) => replies.into_iter().map(reply).collect::<Option<_>>()?,
            _ => return None,
        };
        let log = Log::new();
        let scripted = Scripted { script: Script::new().replies(replies), log: log.clone() };
        Some(Staged::new((self.0)(scripted), "https://api.workos.com", log))
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
        Ending::Cut(_) => Some(Reply::error(TransportErrorKind::Lost)),
        _ => None,
    }
}

fn echo(request: &Recorded) -> Reply {
    let target = request.uri().path_and_query().map_or("/", |target| target.as_str());
    Reply::status(200)
        .header("x-method", request.method().as_str())
        .header("x-target", target)
        .body(request.body().clone())
}

/// Tells the suite what reaches the script. Each request counts as a connection of its own.
#[derive(Debug)]
pub(crate) struct Scripted {
    script: Script,
    log: Log,
}

#[async_trait]
impl Transport for Scripted {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let connection = self.log.received().len() as u64 + 1;
        let target = request.uri().path_and_query().map_or("/", |target| target.as_str());
        let (method, headers) = (request.method().as_str(), request.headers().clone());
        self.log.record(Received::new(connection, method, target, headers, request.body().clone()));
        self.script.send(request).await
    }

    fn clock(&self) -> Arc<dyn Clock> {
        Transport::clock(&self.script)
    }
}
