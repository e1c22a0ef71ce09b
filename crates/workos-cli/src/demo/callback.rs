//! The callback listener of the demo's application.

use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use bytes::Bytes;
use http::header::{ALLOW, CACHE_CONTROL, CONTENT_TYPE};
use http::{HeaderValue, Method, Request, Response, StatusCode};
use http_body_util::Full;
use hyper::body::Incoming;
use tokio::net::TcpListener;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use super::listening::accept;
use crate::failure::Failure;

const PATH: &str = "/callback";

static RECEIVED: &str = "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
    <title>Back at the application</title>\n<style>:root{color-scheme:light dark}\
    body{font:16px/1.5 system-ui,sans-serif;max-width:26rem;margin:12vh auto;padding:0 1rem}</style>\n</head>\n\
    <body>\n<main>\n<h1>Back at the application</h1>\n<p>The demo continues in the terminal; you can close this page.</p>\n\
    </main>\n</body>\n</html>\n";

/// Receives callbacks on a loopback port until it is dropped.
#[derive(Debug)]
pub(crate) struct CallbackListener {
    address: SocketAddr,
    queries: mpsc::Receiver<String>,
    task: JoinHandle<()>,
}

impl CallbackListener {
    /// Listens on this port of 127.0.0.1; 0 picks a free port.
    pub(crate) async fn start(port: u16) -> Result<Self, Failure> {
        let wanted = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let failed = |error| {
            Failure::usage(format!("the callback listener cannot listen on {wanted}: {error}"))
                .with_hint("Choose another port with `--callback-port`.")
        };
        let listener = TcpListener::bind(wanted).await.map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        let (sender, queries) = mpsc::channel(8);
        let task = tokio::spawn(accept(listener, move |request: Request<Incoming>| {
            std::future::ready(answer(&request, &sender))
        }));
        Ok(Self { address, queries, task })
    }

    /// Returns the redirect URI, which the environment has to allow.
    pub(crate) fn redirect_uri(&self) -> String {
        redirect_uri(self.address.port())
    }

    /// Waits for the next callback and returns its query.
    pub(crate) async fn next(&mut self, wait: Duration) -> Result<String, Failure> {
        let timed_out = || {
            Failure::refused(format!("no callback arrived within {wait:?}"))
                .with_hint("Allow the redirect URI above in the dashboard, open the URL and sign in; `--wait` allows more time.")
        };
        tokio::time::timeout(wait, self.queries.recv()).await.ok().flatten().ok_or_else(timed_out)
    }
}

/// Returns the redirect URI of a listener on this port.
pub(crate) fn redirect_uri(port: u16) -> String {
    format!("http://{}{PATH}", SocketAddr::from((Ipv4Addr::LOCALHOST, port)))
}

impl Drop for CallbackListener {
    fn drop(&mut self) {
        self.task.abort();
    }
}

fn answer(request: &Request<Incoming>, queries: &mpsc::Sender<String>) -> Response<Full<Bytes>> {
    if request.uri().path() != PATH {
        return respond(StatusCode::NOT_FOUND, "");
    }
    if request.method() != Method::GET {
        let mut response = respond(StatusCode::METHOD_NOT_ALLOWED, "");
        response.headers_mut().insert(ALLOW, HeaderValue::from_static("GET"));
        return response;
    }
    match queries.try_send(request.uri().query().unwrap_or_default().to_owned()) {
        Ok(()) => respond(StatusCode::OK, RECEIVED),
        Err(_) => respond(StatusCode::SERVICE_UNAVAILABLE, ""),
    }
}

fn respond(status: StatusCode, html: &'static str) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(Bytes::from_static(html.as_bytes())));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    // The URL contains a code, which must reach neither a cache nor another site.
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert("referrer-policy", HeaderValue::from_static("no-referrer"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::browser::Browser;
    use std::sync::Arc;
    use workos_transport_hyper::HyperTransport;

    #[tokio::test]
    async fn a_callback_is_received_and_other_paths_are_not() {
        let mut listener = CallbackListener::start(0).await.unwrap();
        let browser = Browser::new(Arc::new(HyperTransport::new().unwrap()));
        let elsewhere = listener.redirect_uri().replace(PATH, "/favicon.ico?code=no");
        assert_eq!(browser.open(&elsewhere).await.unwrap().status, 404);
        let page = browser.open(&format!("{}?code=c1&state=s1", listener.redirect_uri())).await.unwrap();
        assert_eq!(page.status, 200);
        assert_eq!(listener.next(Duration::from_secs(5)).await.unwrap(), "code=c1&state=s1");
    }

    #[tokio::test(start_paused = true)]
    async fn a_callback_that_never_arrives_is_a_failure_with_the_time_limit() {
        let mut listener = CallbackListener::start(0).await.unwrap();
        let error = listener.next(Duration::from_secs(300)).await.unwrap_err();
        assert!(error.to_string().contains("300s"), "{error}");
        assert_eq!(error.exit_code(), 1);
    }
}
