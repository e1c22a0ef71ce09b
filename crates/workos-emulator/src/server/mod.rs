//! The emulator over HTTP.

pub(crate) mod allowed_hosts;
pub(crate) mod client_socket;
pub(crate) mod client_sockets;
mod listeners;
pub(crate) mod webhook_sender;

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{Method, Request, Response, StatusCode, Version};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use hyper::body::{Body, Incoming};
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto;
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream, ToSocketAddrs};
use tokio::sync::{oneshot, watch};
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::{self, Instant};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;

use crate::api::emulator::Emulator;
use crate::control;
use crate::control::guard::Peer;
use crate::control::snapshots;
use crate::faults::apply::Broken;
use crate::faults::effect::Reset;
use crate::http::answer::Failure;
use crate::http::request::BaseUrl;
use crate::journal::EntryKey;
use crate::journal::served::Serving;
use crate::net::own_listeners::Listening;
use crate::server::client_socket::{AnswerBody, Cut, Line};
use crate::server::client_sockets::{ClientSocket, ClientSockets, Requests};

/// The largest request body that is read. The API's own bodies are a few kilobytes.
const BODY_LIMIT: usize = 1024 * 1024;
/// How long a client may take for the body of a request.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long a graceful shutdown waits for answers that are on their way.
const GRACE: Duration = Duration::from_secs(5);
/// How long to wait when the system has no more file descriptors for connections.
const RELIEF: Duration = Duration::from_millis(50);

/// A running server. Dropping it stops the server and closes its connections.
#[derive(Debug)]
#[must_use = "a server stops when it is dropped"]
pub struct Server {
    addr: SocketAddr,
    addrs: Vec<SocketAddr>,
    url: String,
    stop: Option<oneshot::Sender<()>>,
    task: JoinHandle<()>,
    webhook_sender: JoinHandle<()>,
    _listening: Listening,
}

impl Server {
    /// Returns the listen address, with the actual port: the first one, if there are several.
    #[must_use]
    pub const fn addr(&self) -> SocketAddr {
        self.addr
    }

    /// Returns all listen addresses. They have the same port.
    #[must_use]
    pub fn addrs(&self) -> &[SocketAddr] {
        &self.addrs
    }

    /// Returns the base URL, without a trailing slash.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Stops listening, waits up to five seconds for in-flight requests, and closes all connections.
    pub async fn shutdown(mut self) {
        if let Some(stop) = self.stop.take() {
            // The task is gone already if this fails, which is what is wanted.
            let _ = stop.send(());
        }
        let _ = (&mut self.task).await;
        self.webhook_sender.abort();
        // Until it is gone it shares the emulator, and with it the state directory.
        let _ = (&mut self.webhook_sender).await;
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
        self.webhook_sender.abort();
    }
}

impl Emulator {
    /// Serves over HTTP/1.1 and HTTP/2 (with prior knowledge) on this address, for instance `127.0.0.1:4100`.
    ///
    /// If the address is a name such as `localhost` that resolves to several loopback addresses, the server listens on
    /// all of them, with the same port. Port 0 selects a free port. The emulator then follows the system's time, plus
    /// the time that [`Emulator::advance`] adds, and the server sends webhooks when they are due. Requires a Tokio
    /// runtime with I/O and time.
    ///
    /// # Errors
    /// If the address cannot be bound. The kind is `PermissionDenied` if other machines can reach the address and
    /// [`Builder::allow_non_loopback`](crate::Builder::allow_non_loopback) does not allow that.
    pub async fn serve(&self, addr: impl ToSocketAddrs) -> io::Result<Server> {
        let addrs: Vec<_> = tokio::net::lookup_host(addr).await?.collect();
        for addr in &addrs {
            self.check_reach(*addr)?;
        }
        self.serve_on(listeners::bind(&addrs).await?, None)
    }

    /// Serves on `127.0.0.1` and, if the system has IPv6, on `[::1]`, with the same port.
    ///
    /// Clients that resolve `localhost` to either address reach the server. Port 0 selects a free port. With a
    /// configuration, the server uses TLS like [`Emulator::serve_with`].
    ///
    /// # Errors
    /// If one of the addresses cannot be bound.
    pub async fn serve_localhost(&self, port: u16, tls: Option<Arc<ServerConfig>>) -> io::Result<Server> {
        self.serve_on(listeners::bind(&listeners::localhost(port)).await?, tls)
    }

    /// Serves on an existing listener like [`Emulator::serve`], over TLS if there is a configuration.
    ///
    /// HTTP/2 and HTTP/1.1 are offered by ALPN, unless the configuration names protocols itself.
    ///
    /// # Errors
    /// The same as for [`Emulator::serve`].
    pub fn serve_with(&self, listener: TcpListener, tls: Option<Arc<ServerConfig>>) -> io::Result<Server> {
        self.serve_on(vec![listener], tls)
    }

    fn serve_on(&self, listeners: Vec<TcpListener>, tls: Option<Arc<ServerConfig>>) -> io::Result<Server> {
        let addrs = listeners.iter().map(TcpListener::local_addr).collect::<io::Result<Vec<_>>>()?;
        let addr = *addrs.first().ok_or(io::ErrorKind::AddrNotAvailable)?;
        for addr in &addrs {
            self.check_reach(*addr)?;
        }
        self.shared().env.time.follow_system();
        let url = match &self.shared().env.settings.base_url {
            Some(url) => url.clone(),
            None => format!("{}://{addr}", if tls.is_some() { "https" } else { "http" }),
        };
        let tls = tls.map(|config| {
            let mut config = ServerConfig::clone(&config);
            if config.alpn_protocols.is_empty() {
                config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
            }
            TlsAcceptor::from(Arc::new(config))
        });
        let (stop, stopped) = oneshot::channel();
        let (stopping, hangs) = watch::channel(());
        let service = Service { emulator: self.clone(), base_url: BaseUrl(url.clone()), hangs };
        let listening = self.serving().listeners.add(&addrs);
        let task = tokio::spawn(accept(listeners, tls, service, stopped, stopping));
        let webhook_sender = tokio::spawn(webhook_sender::run(self.clone()));
        Ok(Server { addr, addrs, url, stop: Some(stop), task, webhook_sender, _listening: listening })
    }

    fn check_reach(&self, addr: SocketAddr) -> io::Result<()> {
        if addr.ip().is_loopback() || self.serving().allow_non_loopback {
            return Ok(());
        }
        let message = format!(
            "other machines can reach {addr}, and anyone there could sign in as anyone: allow this with \
             `Builder::allow_non_loopback`"
        );
        Err(io::Error::new(io::ErrorKind::PermissionDenied, message))
    }
}

#[derive(Clone)]
struct Service {
    emulator: Emulator,
    base_url: BaseUrl,
    /// Ends what hangs on purpose when the server stops.
    hangs: watch::Receiver<()>,
}

impl Service {
    /// # Errors
    /// When there is to be no answer. The connection ends then, or the stream of HTTP/2 as the error says.
    async fn answer(
        self,
        request: Request<Incoming>,
        peer: Peer,
        cut: Cut,
    ) -> Result<Response<AnswerBody>, h2::Error> {
        let observer = self.emulator.serving().observer.as_ref();
        let mut serving = observer.map(|observer| Serving::begin(observer, &request, peer.0));
        let answer = self.handle(request, peer, cut, serving.as_mut()).await;
        if let (Some(serving), Ok(response)) = (&mut serving, &answer) {
            serving.answered(response);
        }
        answer
    }

    async fn handle(
        &self,
        request: Request<Incoming>,
        peer: Peer,
        cut: Cut,
        serving: Option<&mut Serving>,
    ) -> Result<Response<AnswerBody>, h2::Error> {
        let (mut parts, body) = request.into_parts();
        parts.extensions.insert(self.base_url.clone());
        parts.extensions.insert(peer);
        let (is_http2, is_head) = (parts.version == Version::HTTP_2, parts.method == Method::HEAD);
        let is_checked_elsewhere = parts.uri.path() == "/health" || control::has(parts.uri.path());
        let mut timing = Timing { emulator: &self.emulator, begin: Instant::now(), entry: None };
        let read = if !is_checked_elsewhere && let Err(failure) = allowed_hosts::check(&self.emulator, &parts)
        {
            Err(failure)
        } else {
            read(body, snapshots::body_limit(&self.emulator, &parts).unwrap_or(BODY_LIMIT)).await
        };
        let exchange = match read {
            Ok(body) => self.emulator.exchange(Request::from_parts(parts, body)),
            Err(failure) => self.emulator.refuse(parts, failure),
        };
        timing.entry = exchange.note.entry;
        if let Some(serving) = serving {
            serving.noted(exchange.note);
        }
        if !exchange.delay.is_zero() {
            time::sleep(exchange.delay).await;
        }
        let broken = match exchange.outcome {
            Ok(response) => return Ok(response.map(AnswerBody::whole)),
            // Nobody sees the body of an answer to HEAD break.
            Err(_) if is_head => Broken::Reset(Reset::Before, None),
            Err(broken) => broken,
        };
        if matches!(broken, Broken::Hang) {
            // Hyper drops this future when the client leaves.
            let _ = self.hangs.clone().changed().await;
        }
        if matches!(broken, Broken::Reset(..)) && !is_http2 {
            cut.cut();
        }
        AnswerBody::broken(broken)
    }
}

/// Measures a request for the journal until it is dropped, also if the client does not wait for the response.
struct Timing<'a> {
    emulator: &'a Emulator,
    begin: Instant,
    entry: Option<EntryKey>,
}

impl Drop for Timing<'_> {
    fn drop(&mut self) {
        if let Some(entry) = self.entry {
            self.emulator.shared().journal().set_duration(entry, self.begin.elapsed());
        }
    }
}

/// # Errors
/// When the body is too large (which its length may tell before it comes) or does not come in time.
async fn read(body: Incoming, limit: usize) -> Result<Bytes, Failure> {
    let too_large = || {
        let message = format!("The request body is larger than {limit} bytes.");
        Failure::plain(StatusCode::PAYLOAD_TOO_LARGE, "payload_too_large", message)
    };
    if body.size_hint().lower() > limit as u64 {
        return Err(too_large());
    }
    match time::timeout(PATIENCE, Limited::new(body, limit).collect()).await {
        Ok(Ok(body)) => Ok(body.to_bytes()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(too_large()),
        Ok(Err(_)) => {
            Err(Failure::plain(StatusCode::BAD_REQUEST, "bad_request", "The request body is incomplete."))
        }
        Err(_) => Err(Failure::plain(
            StatusCode::REQUEST_TIMEOUT,
            "request_timeout",
            "The request body did not arrive in time.",
        )),
    }
}

/// Accepts connections until told to stop. Dropping this future closes them all.
async fn accept(
    listeners: Vec<TcpListener>,
    tls: Option<TlsAcceptor>,
    service: Service,
    mut stopped: oneshot::Receiver<()>,
    stopping: watch::Sender<()>,
) {
    let graceful = GracefulShutdown::new();
    let mut connections = JoinSet::new();
    let sockets = ClientSockets::new(service.emulator.serving().socket_limits);
    loop {
        tokio::select! {
            // A server that was dropped aborts this task; only a message is a wish to stop.
            Ok(()) = &mut stopped => break,
            accepted = listeners::accept(&listeners) => match accepted {
                Ok((stream, peer)) => {
                    let Some(socket) = sockets.open() else {
                        if tls.is_none() {
                            let sockets = sockets.clone();
                            connections.spawn(async move { sockets.refuse(stream).await });
                        }
                        continue;
                    };
                    let (service, watcher) = (service.clone(), graceful.watcher());
                    connections.spawn(connection(stream, socket, Peer(peer), tls.clone(), service, watcher));
                }
                // The client has gone, and the next one may be waiting.
                Err(error) if error.kind() == io::ErrorKind::ConnectionAborted => {}
                Err(_) => {
                    sockets.relieve();
                    time::sleep(RELIEF).await;
                }
            },
            Some(_) = connections.join_next() => {}
        }
    }
    drop((listeners, stopping));
    // What has not finished by then is closed.
    let _ = time::timeout(GRACE, graceful.shutdown()).await;
    connections.shutdown().await;
}

async fn connection(
    stream: TcpStream,
    socket: ClientSocket,
    peer: Peer,
    tls: Option<TlsAcceptor>,
    service: Service,
    watcher: Watcher,
) {
    // Without this, small answers wait for the client's delayed acknowledgement.
    let _ = stream.set_nodelay(true);
    let head_timeout = service.emulator.serving().socket_limits.head_timeout;
    let requests = socket.requests();
    let (line, cut) = Line::new(stream);
    let talk = async {
        match tls {
            None => talk(line, peer, cut, requests, service, watcher).await,
            Some(tls) => {
                if let Ok(stream) = tls.accept(line).await {
                    talk(stream, peer, cut, requests, service, watcher).await;
                }
            }
        }
    };
    tokio::select! {
        () = talk => {}
        () = socket.closed(head_timeout) => {}
    }
}

async fn talk(
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    peer: Peer,
    cut: Cut,
    requests: Requests,
    service: Service,
    watcher: Watcher,
) {
    let head_timeout = service.emulator.serving().socket_limits.head_timeout;
    let mut builder = auto::Builder::new(TokioExecutor::new());
    builder.http1().timer(TokioTimer::new()).header_read_timeout(head_timeout);
    builder
        .http2()
        .timer(TokioTimer::new())
        .keep_alive_interval(head_timeout)
        .keep_alive_timeout(head_timeout);
    let answer = service_fn(move |request| {
        let (in_flight, service, cut) = (requests.begin(), service.clone(), cut.clone());
        async move {
            let answer = service.answer(request, peer, cut).await;
            drop(in_flight);
            answer
        }
    });
    let connection = builder.serve_connection(TokioIo::new(stream), answer).into_owned();
    // A connection that breaks is the client's to notice.
    let _ = watcher.watch(connection).await;
}
