//! Sends the webhooks of an emulator that is served, to this machine and to the hosts that were allowed.

use std::time::Duration;

use bytes::Bytes;
use http::header::HOST;
use http::{HeaderValue, Request, Response};
use http_body_util::{BodyExt, Full, Limited};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::task::JoinSet;
use tokio::time;

use crate::api::emulator::Emulator;
use crate::api::webhook::Webhook;
use crate::base::hosts::MARK;
use crate::net::webhook_target;

/// How many endpoints are sent to at the same time.
const MOST_AT_ONCE: usize = 64;
/// How long an endpoint may take for its answer.
const PATIENCE: Duration = Duration::from_secs(10);
/// How much of an answer is read; less is kept.
const LONGEST_ANSWER: usize = 64 * 1024;
/// How long to sleep when nothing is due by itself: until something happens, in other words.
const LONG: Duration = Duration::from_secs(60 * 60);

type Problem = Box<dyn std::error::Error + Send + Sync>;

/// Sends what is due, for ever. Requests never wait for it.
pub(crate) async fn run(emulator: Emulator) {
    let wake = emulator.shared().state().outbox.wake.clone();
    let mut under_way = JoinSet::new();
    loop {
        while under_way.len() < MOST_AT_ONCE
            && let Some(webhook) = emulator.next_webhook()
        {
            under_way.spawn(send(emulator.clone(), webhook));
        }
        // What is due while too many are under way has to wait for one of those.
        let idle = if under_way.len() < MOST_AT_ONCE { emulator.idle_time() } else { None };
        tokio::select! {
            () = wake.notified() => {}
            Some(_) = under_way.join_next() => {}
            () = time::sleep(idle.unwrap_or(LONG)) => {}
        }
    }
}

async fn send(emulator: Emulator, webhook: Webhook) {
    match time::timeout(PATIENCE, post(&emulator, webhook.request())).await {
        Ok(Ok(response)) => webhook.answered(&response),
        Ok(Err(error)) => webhook.failed(error.to_string()),
        Err(_) => webhook.failed(format!("no response within {} s", PATIENCE.as_secs())),
    }
}

/// Sends a request. Redirects are not followed.
async fn post(emulator: &Emulator, request: &Request<Bytes>) -> Result<Response<Bytes>, Problem> {
    let (uri, serving) = (request.uri(), emulator.serving());
    let stream = webhook_target::connect(uri, &serving.webhook_hosts, &serving.listeners).await?;
    if webhook_target::is_https(uri) {
        let stream = serving.webhook_tls.connect(uri.host().unwrap_or_default(), stream).await?;
        return post_over(stream, request).await;
    }
    post_over(stream, request).await
}

async fn post_over(
    stream: impl AsyncRead + AsyncWrite + Unpin,
    request: &Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let mut request = request.clone();
    let uri = request.uri().clone();
    request.headers_mut().insert(&MARK, HeaderValue::from_static("1"));
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
    let talk = async {
        let authority = uri.authority().map_or("", |authority| authority.as_str());
        request.headers_mut().insert(HOST, HeaderValue::from_str(authority)?);
        let path = uri.path_and_query().map_or("/", |path| path.as_str());
        *request.uri_mut() = path.parse()?;
        let (parts, body) = sender.send_request(request.map(Full::new)).await?.into_parts();
        let body = match Limited::new(body, LONGEST_ANSWER).collect().await {
            Ok(body) => body.to_bytes(),
            // The status has been told; what follows matters to nobody.
            Err(_) => Bytes::new(),
        };
        Ok(Response::from_parts(parts, body))
    };
    // The connection moves the exchange along, and may end before the answer has been read.
    let mut connection = std::pin::pin!(connection);
    let mut talk = std::pin::pin!(talk);
    tokio::select! {
        answer = &mut talk => return answer,
        ended = &mut connection => ended?,
    }
    talk.await
}
