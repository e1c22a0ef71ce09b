//! Posts events to a server, signed like webhooks.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::header::{CONTENT_TYPE, USER_AGENT};
use http::{Method, Request, Uri};
use serde_json::json;
use workos_kit::transport::{Auth, Clock, Operation, Transport};
use workos_kit::webhooks::{SIGNATURE_HEADER, sign};
use workos_kit::{Secret, transport};
use workos_transport_hyper::HyperTransport;

use crate::commands::events::line;
use crate::failure::Failure;
use crate::feed::RawEvent;
use crate::files;
use crate::output::{Output, Style, one_line};

static FORWARD: Operation = Operation::new("webhooks.forward", Method::POST, "/").auth(Auth::None);

/// The time limit for the server's response.
const TIMEOUT: Duration = Duration::from_secs(30);
/// The size limit of the server's response in bytes; only its status is used.
const MAX_RESPONSE: usize = 1024 * 1024;
/// The size limit of a file with certificates in bytes. A file with all public authorities is smaller.
const MAX_CA: u64 = 4 * 1024 * 1024;

/// Posts events to one URL.
#[derive(Debug)]
pub(super) struct Forwarder {
    pub(super) transport: HyperTransport,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) target: Uri,
    pub(super) secret: Secret,
}

/// The result of forwarding one event.
#[derive(Debug)]
pub(super) struct Delivery {
    outcome: Result<u16, String>,
    elapsed: Duration,
}

impl Forwarder {
    /// Signs and posts a body.
    ///
    /// A missing response or an error status is part of the result, not an error, since the server may be restarting.
    pub(super) async fn deliver(&self, body: &str) -> Result<Delivery, Failure> {
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
    /// Whether the server accepted the event.
    pub(super) const fn is_accepted(&self) -> bool {
        matches!(self.outcome, Ok(200..=299))
    }

    pub(super) fn print(&self, event: &RawEvent, output: &Output) -> Result<(), Failure> {
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

/// Returns a transport that also trusts the certificates of a PEM file.
pub(super) fn transport(ca: Option<&Path>) -> Result<HyperTransport, Failure> {
    let Some(path) = ca else { return Ok(HyperTransport::new()?) };
    let pem = files::read("the certificate file", path, MAX_CA)?;
    HyperTransport::builder().add_root_certificate_pem(&pem).build().map_err(|error| {
        Failure::usage(format!("{} cannot be used: {error}", path.display()))
            .with_hint("Give `--ca` a PEM file with the certificate of the server or of its authority.")
    })
}
