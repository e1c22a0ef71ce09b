//! The conformance suite of `workos-transport`, over HTTP/2 with and without TLS.

use std::collections::VecDeque;
use std::net::Ipv4Addr;
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

use bytes::Bytes;
use http::StatusCode;
use http_body_util::BodyExt;
use hyper::body::{Body, Frame, Incoming};
use hyper::server::conn::http2;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpListener;
use tokio::sync::Notify;
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;
use workos_transport::TransportErrorKind;
use workos_transport::async_trait;
use workos_transport::conformance::{
    self, Answer, Behaviour, Ending, Framing, Harness, Log, Received, Reply, SocketHarness, Staged,
};
use workos_transport_hyper::HyperTransport;

use crate::support::{Ca, TEST_TIMEOUT, send};

#[tokio::test]
async fn the_transport_conforms_over_http_2_with_tls() {
    let ca = Ca::new();
    let harness = Http2Harness {
        transport: ca.trusted().build().unwrap(),
        acceptor: Some(ca.acceptor("localhost", &["h2", "http/1.1"], |_| ())),
    };
    assert_conforms(&harness).await;
}

#[tokio::test]
async fn the_transport_conforms_over_http_2_without_tls() {
    let transport = HyperTransport::builder().connect_timeout(TEST_TIMEOUT).http2_only().build().unwrap();
    assert_conforms(&Http2Harness { transport, acceptor: None }).await;
}

async fn assert_conforms(harness: &Http2Harness) {
    let report = conformance::run(harness).await;
    report.assert_ok();
    let skipped = report.skipped().collect::<Vec<_>>();
    let expected = [
        "early_hints_are_not_the_answer", // hyper's server sends none
        "a_body_that_ends_with_the_connection_arrives_whole", // an HTTP/2 stream has an explicit end
        "garbage_is_a_protocol_error",    // see `raw_http2` for invalid frames
        "bytes_after_an_answer_do_not_become_an_answer",
    ];
    assert_eq!(skipped, expected, "{report}");
}

#[tokio::test]
async fn alpn_chooses_http_2_if_the_server_supports_it() {
    let ca = Ca::new();
    let harness = Http2Harness {
        transport: ca.trusted().build().unwrap(),
        acceptor: Some(ca.acceptor("localhost", &["h2"], |_| ())),
    };
    let (address, _server) = harness.serve(vec![Reply::Echo], Log::new()).await;
    let answer = send(&harness.transport, &format!("https://localhost:{}/", address)).await.unwrap();
    assert_eq!(answer.into_http().version(), http::Version::HTTP_2);
}

#[tokio::test]
async fn http1_only_refuses_a_server_with_http_2_only() {
    let ca = Ca::new();
    let acceptor = ca.acceptor("localhost", &["h2"], |_| ());
    let harness =
        Http2Harness { transport: ca.trusted().http1_only().build().unwrap(), acceptor: Some(acceptor) };
    let (address, _server) = harness.serve(vec![Reply::Echo], Log::new()).await;
    let error = send(&harness.transport, &format!("https://localhost:{}/", address)).await.unwrap_err();
    assert_eq!(error.kind(), TransportErrorKind::Tls, "{error}");
}

/// Stages cases with hyper's HTTP/2 server, with or without TLS.
struct Http2Harness {
    transport: HyperTransport,
    acceptor: Option<TlsAcceptor>,
}

#[async_trait]
impl Harness for Http2Harness {
    async fn stage(&self, behaviour: Behaviour) -> Option<Staged> {
        let scheme = if self.acceptor.is_some() { "https" } else { "http" };
        let replies = match behaviour {
            Behaviour::Refuse => {
                let refusing = SocketHarness::new(self.transport.clone());
                let refusing = refusing.behind(format!("{scheme}://localhost"), Ok);
                return refusing.stage(Behaviour::Refuse).await;
            }
            Behaviour::Serve(replies) => replies,
            _ => return None,
        };
        if !replies.iter().all(stageable) {
            return None;
        }
        let log = Log::new();
        let (port, server) = self.serve(replies, log.clone()).await;
        let transport = Arc::new(self.transport.clone());
        Some(Staged::new(transport, format!("{scheme}://localhost:{port}"), log).keep(server))
    }
}

fn stageable(reply: &Reply) -> bool {
    match reply {
        Reply::Answer(answer) => {
            !answer.early_hints
                && answer.framing != Framing::UntilClose
                && !matches!(answer.ending, Ending::Followed(_))
        }
        Reply::Echo | Reply::Close | Reply::Reset | Reply::Silence => true,
        _ => false,
    }
}

impl Http2Harness {
    /// Starts a server with these replies. Returns its port, and a guard that stops it on drop.
    async fn serve(&self, replies: Vec<Reply>, log: Log) -> (u16, Stop) {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let acceptor = self.acceptor.clone();
        let replies = Arc::new(Mutex::new(VecDeque::from(replies)));
        let accepting = tokio::spawn(async move {
            for connection in 1.. {
                let Ok((stream, _)) = listener.accept().await else { return };
                let server = Server { connection, replies: Arc::clone(&replies), log: log.clone() };
                match acceptor.clone() {
                    None => tokio::spawn(server.serve(stream)),
                    Some(acceptor) => tokio::spawn(async move {
                        if let Ok(stream) = acceptor.accept(stream).await {
                            server.serve(stream).await;
                        }
                    }),
                };
            }
        });
        (port, Stop(accepting))
    }
}

/// Stops a server on drop.
struct Stop(JoinHandle<()>);

impl Drop for Stop {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// One connection of the server.
#[derive(Clone)]
struct Server {
    connection: u64,
    replies: Arc<Mutex<VecDeque<Reply>>>,
    log: Log,
}

impl Server {
    async fn serve(self, stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static) {
        let (cut, leave) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
        let service = service_fn(|request| {
            let (server, cut, leave) = (self.clone(), Arc::clone(&cut), Arc::clone(&leave));
            async move { server.reply(request, &cut, &leave).await }
        });
        let serving = http2::Builder::new(TokioExecutor::new())
            .timer(TokioTimer::new())
            .serve_connection(TokioIo::new(stream), service);
        let mut serving = pin!(serving);
        tokio::select! {
            _ = serving.as_mut() => return,
            () = cut.notified() => return,
            () = leave.notified() => serving.as_mut().graceful_shutdown(),
        }
        // An error here only means that the client closed the connection.
        let _ = serving.await;
    }

    /// Returns the reply to a request. An error resets the stream.
    async fn reply(
        &self,
        request: http::Request<Incoming>,
        cut: &Notify,
        leave: &Notify,
    ) -> Result<http::Response<Scripted>, h2::Error> {
        let (head, body) = request.into_parts();
        let body = body.collect().await.map_err(|_| h2::Error::from(h2::Reason::CANCEL))?.to_bytes();
        let target = head.uri.path_and_query().unwrap().as_str();
        let seen =
            Received::new(self.connection, head.method.as_str(), target, head.headers.clone(), body.clone());
        self.log.record(seen);
        let reply = self.replies.lock().unwrap().pop_front().unwrap_or(Reply::Close);
        match reply {
            Reply::Answer(answer) => {
                if answer.ending == Ending::ThenClose {
                    leave.notify_one();
                }
                Ok(scripted(&answer))
            }
            Reply::Echo => {
                let answer = http::Response::builder()
                    .header("x-method", head.method.as_str())
                    .header("x-target", target)
                    .body(Scripted { data: Some(body), end: End::Clean });
                Ok(answer.unwrap())
            }
            Reply::Reset => Err(h2::Reason::INTERNAL_ERROR.into()),
            Reply::Close => {
                cut.notify_one();
                std::future::pending().await
            }
            _ => std::future::pending().await,
        }
    }
}

fn scripted(answer: &Answer) -> http::Response<Scripted> {
    let end = match answer.ending {
        Ending::Cut(_) => End::Reset { after: 20 },
        Ending::Stall(_) => End::Never,
        _ => End::Clean,
    };
    let data = Some(answer.sent()).filter(|data| !data.is_empty());
    let mut response = http::Response::new(Scripted { data, end });
    *response.status_mut() = StatusCode::from_u16(answer.status).unwrap();
    for (name, value) in &answer.headers {
        response.headers_mut().append(*name, value.parse().unwrap());
    }
    if answer.framing == Framing::Length && answer.may_have_body() {
        response.headers_mut().insert("content-length", answer.body.len().into());
    }
    response
}

/// A body that ends as scripted.
struct Scripted {
    data: Option<Bytes>,
    end: End,
}

#[derive(Clone, Copy)]
enum End {
    Clean,
    /// A reset, but only after other tasks ran `after` times, because a reset discards unwritten data, including the
    /// head.
    Reset {
        after: u32,
    },
    Never,
}

impl Body for Scripted {
    type Data = Bytes;
    type Error = h2::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, h2::Error>>> {
        match (self.data.take(), self.end) {
            (Some(data), _) => Poll::Ready(Some(Ok(Frame::data(data)))),
            (None, End::Clean) => Poll::Ready(None),
            (None, End::Reset { after: turns @ 1.. }) => {
                self.end = End::Reset { after: turns - 1 };
                context.waker().wake_by_ref();
                Poll::Pending
            }
            (None, End::Reset { .. }) => Poll::Ready(Some(Err(h2::Reason::INTERNAL_ERROR.into()))),
            (None, End::Never) => Poll::Pending,
        }
    }

    fn is_end_stream(&self) -> bool {
        self.data.is_none() && matches!(self.end, End::Clean)
    }
}
