//! `workos webhooks listen`: events go to a server on this machine, as webhooks would.

use std::fmt::Write;
use std::time::Duration;

use bytes::Bytes;
use http::header::{CONTENT_TYPE, USER_AGENT};
use http::{Method, Request, StatusCode, Uri};
use serde_json::json;
use workos_kit::transport::{Auth, Clock, Operation, Transport};
use workos_kit::webhooks::{SIGNATURE_HEADER, WebhookVerifier, sign};
use workos_kit::{Secret, transport};
use workos_transport_hyper::HyperTransport;

use crate::args::{Global, Listen};
use crate::commands::events::{line, say_where_to_go_on};
use crate::failure::Failure;
use crate::feed::{Feed, RawEvent};
use crate::interrupts::Interrupts;
use crate::output::{Output, Style, one_line};
use crate::web::is_on_this_machine;

static FORWARD: Operation = Operation::new("webhooks.forward", Method::POST, "/").auth(Auth::None);

/// How long the server may take for its answer.
const PATIENCE: Duration = Duration::from_secs(30);
/// An answer is for a status; nobody reads more of it.
const LONGEST_ANSWER: usize = 1024 * 1024;

pub(crate) async fn run(command: Listen, global: &Global, output: &Output) -> Result<(), Failure> {
    let target = target(&command.forward_to, global.allow_http)?;
    let (secret, is_new) = match command.secret.find()? {
        Some(secret) => (secret, false),
        None => (new_secret()?, true),
    };
    WebhookVerifier::new(secret.clone())
        .map_err(|error| Failure::usage(error.to_string()).with_hint(error.hint()))?;
    let workos = global.workos()?;
    let mut feed = Feed::start(workos.client(), &command.follow).await?;
    let mut interrupts = Interrupts::watch()?;

    let shown = one_line(&command.forward_to);
    output.note(&format!("Events are forwarded to {shown}; Ctrl-C ends."))?;
    if is_new {
        output.note(&format!(
            "They are signed with a secret that was made for this run; give it to your server:\n  {}",
            secret.expose()
        ))?;
    }
    let forwarder = Forwarder {
        transport: HyperTransport::new()?,
        clock: workos.client().clock().clone(),
        target,
        secret,
    };
    tokio::select! {
        failed = forwarder.forward_each(&mut feed, output) => failed?,
        ended = interrupts.next() => ended?,
    }
    say_where_to_go_on(&feed, output)
}

#[derive(Debug)]
struct Forwarder {
    transport: HyperTransport,
    clock: std::sync::Arc<dyn Clock>,
    target: Uri,
    secret: Secret,
}

/// What became of one event.
#[derive(Debug)]
struct Delivery {
    outcome: Result<StatusCode, String>,
    elapsed: Duration,
}

impl Forwarder {
    async fn forward_each(&self, feed: &mut Feed, output: &Output) -> Result<(), Failure> {
        loop {
            for event in feed.next(output).await? {
                let delivery = self.deliver(event.raw.get()).await?;
                delivery.print(&event, output)?;
                feed.handled(&event);
            }
        }
    }

    /// Posts a body, signed now. An answer that is missing or bad is told, not an error: the server may be restarting.
    async fn deliver(&self, body: &str) -> Result<Delivery, Failure> {
        let body = Bytes::copy_from_slice(body.as_bytes());
        let signature = sign(self.secret.clone(), self.clock.now(), &body);
        let request = Request::post(&self.target)
            .header(CONTENT_TYPE, "application/json")
            .header(USER_AGENT, concat!("workos-cli/", env!("CARGO_PKG_VERSION")))
            .header(SIGNATURE_HEADER, signature)
            .body(body)
            .map_err(|error| Failure::usage(format!("the address cannot be posted to: {error}")))?;
        let request = transport::Request::new(&FORWARD, request)
            .with_remaining(PATIENCE)
            .with_idle_timeout(PATIENCE)
            .with_body_limit(LONGEST_ANSWER);
        let began = self.clock.elapsed();
        let outcome = match tokio::time::timeout(PATIENCE, self.transport.send(request)).await {
            Ok(Ok(response)) => Ok(response.status()),
            Ok(Err(error)) => Err(error.to_string()),
            Err(_) => Err(format!("no answer within {} s", PATIENCE.as_secs())),
        };
        Ok(Delivery { outcome, elapsed: self.clock.elapsed().saturating_sub(began) })
    }
}

impl Delivery {
    fn print(&self, event: &RawEvent, output: &Output) -> Result<(), Failure> {
        if output.is_json() {
            let document = json!({
                "id": event.id,
                "event": event.name,
                "status": self.outcome.as_ref().ok().map(StatusCode::as_u16),
                "error": self.outcome.as_ref().err(),
                "elapsed_ms": u64::try_from(self.elapsed.as_millis()).unwrap_or(u64::MAX),
                "undecodable": event.undecodable,
            });
            return output.json_line(&document.to_string());
        }
        let (style, what) = match &self.outcome {
            Ok(status) if status.is_success() => (Style::Good, status.as_u16().to_string()),
            Ok(status) => (Style::Bad, status.as_u16().to_string()),
            Err(error) => (Style::Bad, one_line(error)),
        };
        output.text(&format!("{}  -> {}\n", line(event, output), output.paint(style, &what)))
    }
}

/// The address to post to. Events hold personal data, so plain HTTP stays on this machine unless it is allowed.
fn target(text: &str, allow_http: bool) -> Result<Uri, Failure> {
    let refuse =
        |reason: &str| Failure::usage(format!("events cannot be forwarded to {}: {reason}", one_line(text)));
    let uri: Uri = text.parse().map_err(|_| refuse("it is not a URL"))?;
    if uri.host().is_none_or(str::is_empty) {
        return Err(refuse("it is not like http://localhost:3000/webhooks"));
    }
    match uri.scheme_str() {
        Some("https") => Ok(uri),
        Some("http") if allow_http || is_on_this_machine(&uri) => Ok(uri),
        Some("http") => Err(refuse("plain http would send the events unencrypted")
            .with_hint("Use https, or add `--allow-http` if the way there is safe.")),
        _ => Err(refuse("it is neither http nor https")),
    }
}

/// A secret that looks like WorkOS's, good for one run.
fn new_secret() -> Result<Secret, Failure> {
    let mut bytes = [0; 24];
    getrandom::fill(&mut bytes)
        .map_err(|error| Failure::usage(format!("the system gives no randomness: {error}")))?;
    let mut text = "whsec_".to_owned();
    for byte in bytes {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    Ok(Secret::from(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_http_stays_on_this_machine_unless_it_is_allowed() {
        for url in
            ["http://localhost:3000/hooks", "http://127.0.0.1", "http://[::1]:9/x", "https://a.example/x"]
        {
            assert!(target(url, false).is_ok(), "{url}");
        }
        for url in ["http://a.example/x", "localhost:3000", "/hooks", "ftp://localhost", ""] {
            assert_eq!(target(url, false).unwrap_err().exit_code(), 2, "{url}");
        }
        assert!(target("http://host.docker.internal:3000", true).is_ok());
        assert!(target("http://a.example", false).unwrap_err().hint().unwrap().contains("--allow-http"));
    }

    #[test]
    fn a_secret_is_made_anew_for_each_run() {
        let (one, other) = (new_secret().unwrap(), new_secret().unwrap());
        assert!(one != other && one.expose().starts_with("whsec_") && WebhookVerifier::new(one).is_ok());
    }
}
