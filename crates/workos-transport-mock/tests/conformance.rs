//! The suite of the port, as far as it applies to a transport without sockets.

use std::sync::Arc;

use http::HeaderMap;
use serde_json::Value;
use workos_transport::conformance::{self, Behaviour, Ending, Harness, Log, Received, Staged};
use workos_transport::{
    Clock, Request, Response, Transport, TransportError, TransportErrorKind, async_trait,
};
use workos_transport_mock::{Recorded, Reply, Script};

#[test]
fn a_script_conforms() {
    let report = futures_executor::block_on(conformance::run(&ScriptHarness));
    report.assert_ok();
    let skipped = report.skipped().collect::<Vec<_>>();
    assert_eq!(skipped, ["early_hints_are_not_the_answer", "bytes_that_follow_an_answer_reach_nobody"]);
}

struct ScriptHarness;

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
        Some(Staged::new(Arc::new(logged), "https://api.workos.com", log))
    }
}

fn reply(wanted: conformance::Reply) -> Option<Reply> {
    let answer = match wanted {
        conformance::Reply::Answer(answer) => answer,
        conformance::Reply::Echo => return Some(Reply::computed(echo)),
        conformance::Reply::Close | conformance::Reply::Reset => {
            return Some(Reply::error(TransportErrorKind::Lost));
        }
        conformance::Reply::Garbage => return Some(Reply::error(TransportErrorKind::Protocol)),
        conformance::Reply::Silence => return Some(Reply::hang()),
        _ => return None,
    };
    if answer.early_hints {
        return None;
    }
    let mut reply = Reply::status(answer.status).body(answer.body.clone());
    for (name, value) in &answer.headers {
        reply = reply.header(name, value);
    }
    match answer.ending {
        Ending::Whole | Ending::ThenClose => Some(reply),
        Ending::Stall(_) => Some(reply.stalling()),
        Ending::Cut(_) => Some(Reply::error(TransportErrorKind::Lost)),
        _ => None,
    }
}

fn echo(request: &Recorded) -> Reply {
    Reply::json(200, Value::Null)
        .header("x-method", request.method().as_str())
        .header("x-target", target(request.request()))
        .body(request.body().clone())
}

fn target(request: &Request) -> &str {
    request.uri().path_and_query().map_or("/", |target| target.as_str())
}

/// Tells the suite what reaches the script. Each request counts as a connection of its own.
#[derive(Debug)]
struct Logged {
    script: Script,
    log: Log,
}

#[async_trait]
impl Transport for Logged {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let (connection, headers): (_, HeaderMap) =
            (self.log.received().len() as u64 + 1, request.headers().clone());
        let body = request.body().clone();
        self.log.record(Received::new(
            connection,
            request.method().as_str(),
            target(&request),
            headers,
            body,
        ));
        self.script.send(request).await
    }

    fn clock(&self) -> Arc<dyn Clock> {
        Transport::clock(&self.script)
    }
}
