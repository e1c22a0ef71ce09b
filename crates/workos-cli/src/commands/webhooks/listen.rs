//! `workos webhooks listen`: forwards events to a local server, signed like webhooks.

use std::fmt::Write;
use std::time::Duration;

use bytes::Bytes;
use http::header::{CONTENT_TYPE, USER_AGENT};
use http::{Method, Request, Uri};
use serde_json::json;
use workos_kit::transport::{Auth, Clock, Operation, Transport};
use workos_kit::webhooks::{SIGNATURE_HEADER, WebhookVerifier, sign};
use workos_kit::{Secret, transport};
use workos_transport_hyper::HyperTransport;

use crate::args::{Global, Listen};
use crate::commands::events::{line, print_cursor};
use crate::failure::Failure;
use crate::feed::{Feed, RawEvent};
use crate::interrupts::Interrupts;
use crate::output::{Output, Style, one_line};
use crate::web::is_on_this_machine;

static FORWARD: Operation = Operation::new("webhooks.forward", Method::POST, "/").auth(Auth::None);

/// The time limit for the server's response.
const TIMEOUT: Duration = Duration::from_secs(30);
/// The size limit of the server's response in bytes; only its status is used.
const MAX_RESPONSE: usize = 1024 * 1024;

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
    output.note(&format!("Events are forwarded to {shown}; press Ctrl-C to stop."))?;
    if is_new {
        output.note(&format!(
            "Events are signed with a secret generated for this run; configure your server with it:\n  {}",
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
    print_cursor(&feed, output)
}

#[derive(Debug)]
struct Forwarder {
    transport: HyperTransport,
    clock: std::sync::Arc<dyn Clock>,
    target: Uri,
    secret: Secret,
}

/// The result of forwarding one event.
#[derive(Debug)]
struct Delivery {
    outcome: Result<u16, String>,
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

    /// Signs and posts a body.
    ///
    /// A missing response or an error status is part of the result, not an error, since the server may be restarting.
    async fn deliver(&self, body: &str) -> Result<Delivery, Failure> {
        let body = Bytes::copy_from_slice(body.as_bytes());
        let signature = sign(self.secret.clone(), self.clock.now(), &body);
        let request = Request::post(&self.target)
            .header(CONTENT_TYPE, "application/json")
            .header(USER_AGENT, concat!("workos-cli/", env!("CARGO_PKG_VERSION")))
            .header(SIGNATURE_HEADER, signature)
            .body(body)
            .map_err(|error| Failure::usage(format!("events cannot be posted to this URL: {error}")))?;
        let request = transport::Request::new(&FORWARD, request)
            .with_remaining(TIMEOUT)
            .with_idle_timeout(TIMEOUT)
            .with_body_limit(MAX_RESPONSE);
        let began = self.clock.elapsed();
        let outcome = match tokio::time::timeout(TIMEOUT, self.transport.send(request)).await {
            Ok(Ok(response)) => Ok(response.status()),
            Ok(Err(error)) => Err(error.to_string()),
            Err(_) => Err(format!("no response within {} s", TIMEOUT.as_secs())),
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
                "status": self.outcome.as_ref().ok(),
                "error": self.outcome.as_ref().err(),
                "elapsed_ms": u64::try_from(self.elapsed.as_millis()).unwrap_or(u64::MAX),
                "undecodable": event.undecodable,
            });
            return output.json_line(&document.to_string());
        }
        let (style, result) = match &self.outcome {
            Ok(status @ 200..=299) => (Style::Good, status.to_string()),
            Ok(status) => (Style::Bad, status.to_string()),
            Err(error) => (Style::Bad, one_line(error)),
        };
        output.text(&format!("{}  -> {}\n", line(event, output), output.paint(style, &result)))
    }
}

/// Parses the URL to post to.
///
/// Events contain personal data, so plain HTTP to another machine requires `--allow-http`.
fn target(text: &str, allow_http: bool) -> Result<Uri, Failure> {
    let refuse =
        |reason: &str| Failure::usage(format!("events cannot be forwarded to {}: {reason}", one_line(text)));
    let uri: Uri = text.parse().map_err(|_| refuse("it is not a URL"))?;
    if uri.host().is_none_or(str::is_empty) {
        return Err(refuse("expected a URL such as http://localhost:3000/webhooks"));
    }
    match uri.scheme_str() {
        Some("https") => Ok(uri),
        Some("http") if allow_http || is_on_this_machine(&uri) => Ok(uri),
        Some("http") => Err(refuse("plain http would send the events unencrypted")
            .with_hint("Use https, or add `--allow-http` if you trust the network.")),
        _ => Err(refuse("it is neither http nor https")),
    }
}

/// Generates a secret in the format of WorkOS, for one run.
fn new_secret() -> Result<Secret, Failure> {
    let mut bytes = [0; 24];
    getrandom::fill(&mut bytes)
        .map_err(|error| Failure::usage(format!("the system's random number generator failed: {error}")))?;
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
    fn plain_http_to_another_machine_requires_permission() {
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
    fn each_generated_secret_is_different() {
        let (one, other) = (new_secret().unwrap(), new_secret().unwrap());
        assert!(one != other && one.expose().starts_with("whsec_") && WebhookVerifier::new(one).is_ok());
    }
}
