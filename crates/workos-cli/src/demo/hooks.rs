//! The webhook receiver of the demo's application.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{Method, Request, Response, StatusCode};
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Incoming;
use tokio::net::TcpListener;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use workos_kit::transport::Clock;
use workos_kit::webhooks::{Envelope, SIGNATURE_HEADER, VerifyError, WebhookVerifier};

use super::listening::accept;
use crate::failure::Failure;

const PATH: &str = "/webhooks";
/// The size limit of a webhook in bytes; webhooks are much smaller.
const MAX_BODY: usize = 1024 * 1024;
/// The time limit for one webhook.
const TIMEOUT: Duration = Duration::from_secs(15);

/// Receives webhooks on a loopback port until it is dropped.
#[derive(Debug)]
pub(super) struct HookListener {
    address: SocketAddr,
    received: mpsc::Receiver<Delivery>,
    task: JoinHandle<()>,
}

/// A received request that is not verified yet.
#[derive(Debug)]
struct Delivery {
    signature: Option<String>,
    body: Bytes,
}

impl HookListener {
    /// Listens on a free port of 127.0.0.1.
    pub(super) async fn start() -> Result<Self, Failure> {
        let failed = |error| Failure::usage(format!("the webhook receiver cannot listen: {error}"));
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        let (sender, received) = mpsc::channel(32);
        let task = tokio::spawn(accept(listener, move |request| answer(request, sender.clone())));
        Ok(Self { address, received, task })
    }

    /// Returns the URL to register for the endpoint.
    pub(super) fn url(&self) -> String {
        format!("http://{}{PATH}", self.address)
    }

    /// Waits for the next event with this name. Webhooks of other events are verified and skipped.
    pub(super) async fn expect(
        &mut self,
        name: &str,
        verifier: &WebhookVerifier,
        clock: &Arc<dyn Clock>,
    ) -> Result<Received, Failure> {
        loop {
            let next = tokio::time::timeout(TIMEOUT, self.received.recv()).await.ok().flatten();
            let Some(Delivery { signature, body }) = next else {
                return Err(Failure::refused(format!(
                    "no {name} webhook arrived within {} s",
                    TIMEOUT.as_secs()
                )));
            };
            let refused = |error: VerifyError| Failure::refused(error.to_string()).with_hint(error.hint());
            let now = clock.now();
            let verified = verifier.verify(&body, signature.as_deref(), now).map_err(refused)?;
            let envelope = verified.envelope().map_err(|error| Failure::refused(error.to_string()))?;
            if envelope.event == name {
                return Ok(Received { envelope, signature: signature.unwrap_or_default(), body });
            }
        }
    }
}

impl Drop for HookListener {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// A verified webhook.
#[derive(Debug)]
pub(super) struct Received {
    pub(super) envelope: Envelope,
    signature: String,
    body: Bytes,
}

impl Received {
    /// Whether the signature still matches the body after one byte of the body is changed.
    pub(super) fn verifies_when_forged(&self, verifier: &WebhookVerifier, clock: &Arc<dyn Clock>) -> bool {
        let mut forged = self.body.to_vec();
        forged.last_mut().into_iter().for_each(|byte| *byte ^= 1);
        verifier.verify(&forged, self.signature.as_str(), clock.now()).is_ok()
    }
}

async fn answer(request: Request<Incoming>, sender: mpsc::Sender<Delivery>) -> Response<Full<Bytes>> {
    let status = match (request.method(), request.uri().path()) {
        (&Method::POST, PATH) => {
            let signature = request.headers().get(SIGNATURE_HEADER);
            let signature = signature.and_then(|value| value.to_str().ok()).map(str::to_owned);
            match Limited::new(request.into_body(), MAX_BODY).collect().await {
                // WorkOS expects an immediate answer, so the webhook is verified afterwards.
                Ok(body) => match sender.try_send(Delivery { signature, body: body.to_bytes() }) {
                    Ok(()) => StatusCode::OK,
                    Err(_) => StatusCode::SERVICE_UNAVAILABLE,
                },
                Err(_) => StatusCode::BAD_REQUEST,
            }
        }
        (_, PATH) => StatusCode::METHOD_NOT_ALLOWED,
        _ => StatusCode::NOT_FOUND,
    };
    let mut response = Response::new(Full::default());
    *response.status_mut() = status;
    response
}
