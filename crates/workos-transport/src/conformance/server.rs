//! A scripted HTTP/1.1 server on threads.

use std::collections::{BTreeMap, VecDeque};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue};

use super::{Answer, Ending, Framing, Log, Received, Reply};

/// A server on a loopback port that handles each request as its script says, and logs it.
///
/// Dropping the server stops it and closes its connections.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    replies: Mutex<VecDeque<Reply>>,
    log: Log,
    stopping: AtomicBool,
    /// The open connections, so that the server can close them when it stops. A connection removes itself when it ends,
    /// because this handle would keep it open.
    connections: Mutex<BTreeMap<u64, TcpStream>>,
}

impl Server {
    /// Starts a server with these replies, one per request.
    ///
    /// # Errors
    /// When the system provides no loopback port or no thread.
    pub fn start(replies: impl IntoIterator<Item = Reply>, log: Log) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared {
            replies: Mutex::new(replies.into_iter().collect()),
            log,
            stopping: AtomicBool::new(false),
            connections: Mutex::default(),
        });
        let accepting = Arc::clone(&shared);
        thread::Builder::new()
            .name("conformance-server".into())
            .spawn(move || accept(&listener, &accepting))?;
        Ok(Self { address, shared })
    }

    /// The address on which the server listens.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shared.stopping.store(true, Ordering::SeqCst);
        // Wakes the accepting thread, which then sees that the server stops.
        drop(TcpStream::connect(self.address));
        for stream in self.shared.connections().values() {
            // Fails if the connection has already ended, which is fine.
            let _ = stream.shutdown(Shutdown::Both);
        }
    }
}

impl Shared {
    fn next_reply(&self) -> Reply {
        self.replies.lock().unwrap_or_else(PoisonError::into_inner).pop_front().unwrap_or(Reply::Close)
    }

    fn connections(&self) -> MutexGuard<'_, BTreeMap<u64, TcpStream>> {
        self.connections.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn accept(listener: &TcpListener, shared: &Arc<Shared>) {
    for (number, stream) in (1..).zip(listener.incoming()) {
        let Ok(stream) = stream else { continue };
        let Ok(clone) = stream.try_clone() else { continue };
        let mut connections = shared.connections();
        if shared.stopping.load(Ordering::SeqCst) {
            return;
        }
        connections.insert(number, clone);
        drop(connections);
        let shared = Arc::clone(shared);
        let serve = move || {
            // An error means that the client ended the connection. The case judges whether this was right.
            let _ = Connection { stream: &stream, number, shared: &shared }.serve();
            shared.connections().remove(&number);
        };
        if thread::Builder::new().name("conformance-connection".into()).spawn(serve).is_err() {
            return;
        }
    }
}

struct Connection<'a> {
    stream: &'a TcpStream,
    number: u64,
    shared: &'a Shared,
}

impl Connection<'_> {
    /// Serves requests until the script or the peer ends the connection.
    fn serve(&self) -> io::Result<()> {
        self.stream.set_nodelay(true)?;
        let mut reader = BufReader::new(self.stream);
        loop {
            if reader.buffer().is_empty() && self.stream.peek(&mut [0])? == 0 {
                return Ok(());
            }
            let reply = self.shared.next_reply();
            if let Reply::Reset = reply {
                // The request stays unread, so that the system sends RST instead of FIN when the socket closes.
                let head = self.peek_head()?;
                self.shared.log.record(self.read_head(&mut head.as_slice())?);
                return Ok(());
            }
            let mut request = self.read_head(&mut reader)?;
            request.body = read_body(&mut reader, &request.headers)?;
            match reply {
                Reply::Answer(answer) => {
                    let goes_silent = matches!(answer.ending, Ending::Stall(_));
                    if !goes_silent {
                        self.shared.log.record(request.clone());
                    }
                    self.write_answer(&answer)?;
                    if goes_silent {
                        self.shared.log.record(request);
                        return wait_for_the_end(&mut reader);
                    }
                    if answer.framing == Framing::UntilClose
                        || matches!(answer.ending, Ending::Cut(_) | Ending::ThenClose)
                    {
                        return Ok(());
                    }
                }
                Reply::Echo => {
                    let (method, target) = (request.method.clone(), request.target.clone());
                    let body = request.body.clone();
                    self.shared.log.record(request);
                    self.write_echo(&method, &target, &body)?;
                }
                Reply::Garbage => {
                    self.shared.log.record(request);
                    return self.write(b"\x15\x03\x01 what is this?\r\n\r\n");
                }
                Reply::Silence => {
                    self.shared.log.record(request);
                    return wait_for_the_end(&mut reader);
                }
                Reply::Close | Reply::Reset => {
                    self.shared.log.record(request);
                    return Ok(());
                }
            }
        }
    }

    /// Returns the head of a request without consuming it.
    fn peek_head(&self) -> io::Result<Vec<u8>> {
        let mut buffer = vec![0; 64 * 1024];
        loop {
            let len = self.stream.peek(&mut buffer)?;
            if let Some(end) = buffer[..len].windows(4).position(|window| window == b"\r\n\r\n") {
                buffer.truncate(end + 4);
                return Ok(buffer);
            }
            if len == 0 || len == buffer.len() {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            thread::yield_now();
        }
    }

    fn read_head(&self, reader: &mut impl BufRead) -> io::Result<Received> {
        let line = read_line(reader)?;
        let mut words = line.split(' ');
        let (Some(method), Some(target)) = (words.next(), words.next()) else {
            return Err(malformed("the request line"));
        };
        let mut headers = HeaderMap::new();
        loop {
            let line = read_line(reader)?;
            if line.is_empty() {
                return Ok(Received::new(self.number, method, target, headers, Bytes::new()));
            }
            let (name, value) = line.split_once(':').ok_or_else(|| malformed("a header line"))?;
            let name = HeaderName::try_from(name).map_err(|_| malformed("a header name"))?;
            let value = HeaderValue::try_from(value.trim()).map_err(|_| malformed("a header value"))?;
            headers.append(name, value);
        }
    }

    fn write_answer(&self, answer: &Answer) -> io::Result<()> {
        let mut wire = Vec::new();
        if answer.early_hints {
            wire.extend_from_slice(b"HTTP/1.1 103 Early Hints\r\nlink: </style.css>; rel=preload\r\n\r\n");
        }
        write!(wire, "HTTP/1.1 {} As Asked\r\n", answer.status)?;
        for (name, value) in &answer.headers {
            write!(wire, "{name}: {value}\r\n")?;
        }
        match answer.framing {
            Framing::Length if answer.may_have_body() => {
                write!(wire, "content-length: {}\r\n", answer.body.len())?;
            }
            Framing::Length => {}
            Framing::Chunked => wire.extend_from_slice(b"transfer-encoding: chunked\r\n"),
            Framing::UntilClose => wire.extend_from_slice(b"connection: close\r\n"),
        }
        wire.extend_from_slice(b"\r\n");
        if answer.framing == Framing::Chunked {
            write_chunks(&mut wire, answer)?;
        } else {
            wire.extend_from_slice(&answer.sent());
        }
        if let Ending::Followed(bytes) = answer.ending {
            wire.extend_from_slice(bytes);
        }
        self.write(&wire)
    }

    fn write_echo(&self, method: &str, target: &str, body: &[u8]) -> io::Result<()> {
        let len = body.len();
        let head = format!(
            "HTTP/1.1 200 OK\r\nx-method: {method}\r\nx-target: {target}\r\ncontent-length: {len}\r\n\r\n"
        );
        self.write(&[head.as_bytes(), body].concat())
    }

    fn write(&self, bytes: &[u8]) -> io::Result<()> {
        let mut stream = self.stream;
        stream.write_all(bytes)
    }
}

/// Writes a body in chunks of uneven sizes. A body that is cut or stalls ends inside a chunk.
fn write_chunks(wire: &mut Vec<u8>, answer: &Answer) -> io::Result<()> {
    const LARGEST: usize = 7000;
    let whole = !matches!(answer.ending, Ending::Cut(_) | Ending::Stall(_));
    for chunk in answer.sent().chunks(LARGEST) {
        let announced = if whole { chunk.len() } else { LARGEST + 1 };
        write!(wire, "{announced:x}\r\n")?;
        wire.extend_from_slice(chunk);
        if !whole {
            return Ok(());
        }
        wire.extend_from_slice(b"\r\n");
    }
    if whole {
        wire.extend_from_slice(b"0\r\n\r\n");
    }
    Ok(())
}

fn read_line(reader: &mut impl BufRead) -> io::Result<String> {
    let mut line = Vec::new();
    reader.read_until(b'\n', &mut line)?;
    let text = line.strip_suffix(b"\r\n").ok_or(io::ErrorKind::UnexpectedEof)?;
    String::from_utf8(text.to_vec()).map_err(|_| malformed("a line that is not UTF-8"))
}

fn read_body(reader: &mut impl BufRead, headers: &HeaderMap) -> io::Result<Bytes> {
    let length =
        headers.get(http::header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
    if let Some(length) = length {
        let mut body = vec![0; length];
        reader.read_exact(&mut body)?;
        return Ok(body.into());
    }
    if !headers.contains_key(http::header::TRANSFER_ENCODING) {
        return Ok(Bytes::new());
    }
    let mut body = Vec::new();
    loop {
        let line = read_line(reader)?;
        let size = line.split(';').next().unwrap_or_default().trim();
        let size = u64::from_str_radix(size, 16).map_err(|_| malformed("a chunk size"))?;
        if size == 0 {
            while !read_line(reader)?.is_empty() {}
            return Ok(body.into());
        }
        if reader.by_ref().take(size).read_to_end(&mut body)? as u64 != size {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        read_line(reader)?;
    }
}

fn wait_for_the_end(reader: &mut impl Read) -> io::Result<()> {
    io::copy(reader, &mut io::sink()).map(drop)
}

fn malformed(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("malformed: {what}"))
}
