//! A server that misbehaves according to a script, over HTTP/1.1 and HTTP/2.

use std::collections::VecDeque;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use bytes::{Bytes, BytesMut};
use http::{HeaderMap, HeaderName, HeaderValue};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio_rustls::TlsAcceptor;

use super::Wire;
use super::http2;
use super::script::{Action, Answer, Ending};

/// A server on a loopback port. Dropping it stops it and closes its connections.
pub(crate) struct FaultServer {
    address: SocketAddr,
    scheme: &'static str,
    shared: Arc<Shared>,
    _accepting: JoinSet<()>,
}

/// State shared by the connections of a server.
pub(crate) struct Shared {
    script: Mutex<VecDeque<Action>>,
    /// The action for requests after the end of the script.
    then: Action,
    seen: watch::Sender<Vec<Seen>>,
    accepted: AtomicUsize,
    open: AtomicUsize,
    pub(crate) max_streams: Option<u32>,
    /// The action for all requests on connections up to this number, instead of the script.
    dead: Mutex<Option<(usize, Action)>>,
    /// Idle connections that the server must close, and how.
    ended: watch::Sender<Vec<(usize, Ending)>>,
}

/// A request as it arrived.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    /// The number of the connection, from 1.
    pub(crate) connection: usize,
    pub(crate) method: String,
    /// Path and query.
    pub(crate) target: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

/// The settings of a server.
pub(crate) struct Setup {
    pub(crate) wire: Wire,
    pub(crate) tls: Option<TlsAcceptor>,
    pub(crate) max_streams: Option<u32>,
    pub(crate) then: Action,
}

impl Setup {
    pub(crate) fn new(wire: Wire) -> Self {
        Self { wire, tls: None, max_streams: None, then: super::script::status(200).into() }
    }

    /// Starts the server with this script.
    pub(crate) async fn start(self, script: impl IntoIterator<Item = Action>) -> FaultServer {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let scheme = if self.tls.is_some() { "https" } else { "http" };
        let shared = Arc::new(Shared {
            script: Mutex::new(script.into_iter().collect()),
            then: self.then,
            seen: watch::Sender::default(),
            accepted: AtomicUsize::new(0),
            open: AtomicUsize::new(0),
            max_streams: self.max_streams,
            dead: Mutex::default(),
            ended: watch::Sender::default(),
        });
        let mut accepting = JoinSet::new();
        let (wire, tls, state) = (self.wire, self.tls, Arc::clone(&shared));
        accepting.spawn(async move {
            let mut connections = JoinSet::new();
            while let Ok((stream, _)) = listener.accept().await {
                let number = state.accepted.fetch_add(1, Ordering::SeqCst) + 1;
                let (tls, state) = (tls.clone(), Arc::clone(&state));
                connections.spawn(async move {
                    state.open.fetch_add(1, Ordering::SeqCst);
                    connection(stream, number, wire, tls, &state).await;
                    state.open.fetch_sub(1, Ordering::SeqCst);
                });
            }
        });
        FaultServer { address, scheme, shared, _accepting: accepting }
    }
}

impl FaultServer {
    /// Starts a server without TLS with this script. After the script, it responds with empty objects.
    pub(crate) async fn start(wire: Wire, script: impl IntoIterator<Item = Action>) -> Self {
        Setup::new(wire).start(script).await
    }

    pub(crate) fn url(&self) -> String {
        format!("{}://localhost:{}", self.scheme, self.address.port())
    }

    pub(crate) const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Returns the requests so far, in the order of arrival.
    pub(crate) fn seen(&self) -> Vec<Seen> {
        self.shared.seen.borrow().clone()
    }

    /// Waits until this many requests have arrived.
    pub(crate) async fn arrived(&self, requests: usize) {
        self.shared.gather(requests).await;
    }

    /// Returns the number of the connection of each request.
    pub(crate) fn connections_used(&self) -> Vec<usize> {
        self.seen().iter().map(|seen| seen.connection).collect()
    }

    /// Applies this action to all further requests on the connections that exist now, instead of the script.
    pub(crate) fn break_connections(&self, action: Action) {
        *self.shared.dead.lock().unwrap() = Some((self.accepted(), action));
    }

    /// Closes an idle HTTP/1.1 connection.
    pub(crate) fn end(&self, connection: usize, ending: Ending) {
        self.shared.ended.send_modify(|ended| ended.push((connection, ending)));
    }

    /// Returns the number of open connections.
    pub(crate) fn open(&self) -> usize {
        self.shared.open.load(Ordering::SeqCst)
    }

    /// Returns the number of accepted connections.
    pub(crate) fn accepted(&self) -> usize {
        self.shared.accepted.load(Ordering::SeqCst)
    }
}

impl Shared {
    /// Returns the action for a request on this connection: the next of the script, unless the connection is broken.
    pub(crate) fn next(&self, connection: usize) -> Action {
        if let Some((last, action)) = &*self.dead.lock().unwrap()
            && connection <= *last
        {
            return action.clone();
        }
        self.script.lock().unwrap().pop_front().unwrap_or_else(|| self.then.clone())
    }

    /// Takes the next action of the script if it is `Frames`, and returns the frames.
    pub(crate) fn next_frames(&self) -> Option<Bytes> {
        let mut script = self.script.lock().unwrap();
        let Some(Action::Frames(frames)) = script.front().cloned() else { return None };
        script.pop_front();
        Some(frames)
    }

    /// Waits until this idle connection must be closed.
    async fn wait_for_end(&self, connection: usize) -> Ending {
        let mut ended = self.ended.subscribe();
        let find =
            |ended: &Vec<(usize, Ending)>| ended.iter().find(|(number, _)| *number == connection).copied();
        loop {
            if let Some((_, ending)) = find(&ended.borrow_and_update()) {
                return ending;
            }
            ended.changed().await.unwrap();
        }
    }

    /// Waits until this many requests have arrived.
    pub(crate) async fn gather(&self, requests: usize) {
        self.seen.subscribe().wait_for(|seen| seen.len() >= requests).await.unwrap();
    }

    pub(crate) fn record(&self, seen: Seen) {
        self.seen.send_modify(|all| all.push(seen));
    }
}

async fn connection(
    stream: TcpStream,
    number: usize,
    wire: Wire,
    tls: Option<TlsAcceptor>,
    shared: &Arc<Shared>,
) {
    stream.set_nodelay(true).unwrap();
    // A second handle to the socket, to reset the connection even though the first handle is wrapped.
    let stream = stream.into_std().unwrap();
    let handle = socket2::Socket::from(stream.try_clone().unwrap());
    let stream = TcpStream::from_std(stream).unwrap();
    // An error only means that the client closed the connection.
    let ending = match tls {
        None => serve(stream, number, wire, shared).await,
        Some(tls) => match tls.accept(stream).await {
            Ok(stream) => {
                let agreed = stream.get_ref().1.alpn_protocol() == Some(b"h2");
                let wire = if agreed { Wire::Http2 } else { Wire::Http1 };
                serve(stream, number, wire, shared).await
            }
            Err(error) => Err(error),
        },
    };
    if matches!(ending, Ok(Ending::Rst)) {
        handle.set_linger(Some(std::time::Duration::ZERO)).unwrap();
    }
}

/// Serves a connection, and returns how to close it. The stream is dropped by then; only the second handle is open.
async fn serve(
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    number: usize,
    wire: Wire,
    shared: &Arc<Shared>,
) -> io::Result<Ending> {
    match wire {
        Wire::Http1 => Http1 { stream, number, shared, buffer: BytesMut::new() }.serve().await,
        Wire::Http2 => http2::serve(stream, number, shared).await,
    }
}

struct Http1<'a, S> {
    stream: S,
    number: usize,
    shared: &'a Shared,
    buffer: BytesMut,
}

impl<S: AsyncRead + AsyncWrite + Unpin> Http1<'_, S> {
    async fn serve(mut self) -> io::Result<Ending> {
        loop {
            let (number, shared) = (self.number, self.shared);
            let seen = tokio::select! {
                biased;
                ending = shared.wait_for_end(number) => return Ok(ending),
                seen = self.read_request() => seen?,
            };
            let action = self.shared.next(self.number);
            self.shared.record(seen);
            match action {
                Action::Gather(requests) => {
                    self.shared.gather(requests).await;
                    let answer = super::script::status(200);
                    self.stream.write_all(&[head(&answer), body(&answer)].concat()).await?;
                }
                Action::Answer(answer) => {
                    tokio::time::sleep(answer.after).await;
                    let wire = [head(&answer), body(&answer)].concat();
                    self.stream.write_all(&wire).await?;
                }
                Action::Cut(answer, at, ending) => {
                    let mut wire = head(&answer);
                    wire.extend_from_slice(&body(&answer)[..at]);
                    self.stream.write_all(&wire).await?;
                    return Ok(ending);
                }
                Action::End(ending) => return Ok(ending),
                Action::Raw(bytes, ending) => {
                    self.stream.write_all(&bytes).await?;
                    if let Some(ending) = ending {
                        return Ok(ending);
                    }
                }
                Action::Drip(pause) => {
                    self.stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\n").await?;
                    loop {
                        self.stream.write_all(b" ").await?;
                        tokio::time::sleep(pause).await;
                    }
                }
                Action::Flood { bytes, announced } => self.flood(bytes, announced).await?,
                Action::Silence | Action::Reset(_) | Action::Frames(_) => {
                    let mut rest = Vec::new();
                    self.stream.read_to_end(&mut rest).await?;
                    return Ok(Ending::Fin);
                }
            }
        }
    }

    async fn flood(&mut self, bytes: u64, announced: bool) -> io::Result<()> {
        const CHUNK: usize = 64 * 1024;
        let framing = match announced {
            true => format!("content-length: {bytes}"),
            false => "transfer-encoding: chunked".to_owned(),
        };
        self.stream.write_all(format!("HTTP/1.1 200 OK\r\n{framing}\r\n\r\n").as_bytes()).await?;
        let mut chunk = if announced { Vec::new() } else { format!("{CHUNK:x}\r\n").into_bytes() };
        chunk.resize(chunk.len() + CHUNK, b' ');
        if !announced {
            chunk.extend_from_slice(b"\r\n");
        }
        for _ in 0..bytes / CHUNK as u64 {
            self.stream.write_all(&chunk).await?;
        }
        if announced { Ok(()) } else { self.stream.write_all(b"0\r\n\r\n").await }
    }

    async fn read_request(&mut self) -> io::Result<Seen> {
        let end = loop {
            if let Some(end) = self.buffer.windows(4).position(|window| window == b"\r\n\r\n") {
                break end;
            }
            self.read_more().await?;
        };
        let head = self.buffer.split_to(end + 4);
        let head = std::str::from_utf8(&head[..end]).map_err(io::Error::other)?;
        let mut lines = head.split("\r\n");
        let mut words = lines.next().unwrap_or_default().split(' ').map(str::to_owned);
        let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let mut headers = HeaderMap::new();
        for (name, value) in lines.filter_map(|line| line.split_once(": ")) {
            headers.append(
                HeaderName::try_from(name).map_err(io::Error::other)?,
                HeaderValue::try_from(value).map_err(io::Error::other)?,
            );
        }
        let length =
            headers.get("content-length").map_or(0, |value| value.to_str().unwrap().parse().unwrap());
        while self.buffer.len() < length {
            self.read_more().await?;
        }
        let body = self.buffer.split_to(length).freeze();
        Ok(Seen { connection: self.number, method, target, headers, body })
    }

    async fn read_more(&mut self) -> io::Result<()> {
        match self.stream.read_buf(&mut self.buffer).await? {
            0 => Err(io::ErrorKind::UnexpectedEof.into()),
            _ => Ok(()),
        }
    }
}

fn head(answer: &Answer) -> Vec<u8> {
    let mut head = format!("HTTP/1.1 {} As Scripted\r\n", answer.status);
    for (name, value) in &answer.headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    match answer.chunked {
        true => head.push_str("transfer-encoding: chunked\r\n\r\n"),
        false => head.push_str(&format!("content-length: {}\r\n\r\n", answer.body.len())),
    }
    head.into_bytes()
}

fn body(answer: &Answer) -> Vec<u8> {
    if !answer.chunked {
        return answer.body.to_vec();
    }
    let mut wire = format!("{:x}\r\n", answer.body.len()).into_bytes();
    wire.extend_from_slice(&answer.body);
    wire.extend_from_slice(b"\r\n0\r\n\r\n");
    wire
}
