//! Proxy servers on loopback: with `CONNECT`, with SOCKS5, and with a fixed reply.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::JoinSet;
use tokio_rustls::TlsAcceptor;

/// A proxy that connects every client to the same server. It stops when dropped.
pub(crate) struct ProxyServer {
    pub(crate) port: u16,
    asked: UnboundedReceiver<String>,
    accepted: Arc<AtomicUsize>,
    _accepting: JoinSet<()>,
}

/// How a proxy handles a connection.
#[derive(Clone)]
pub(crate) enum Role {
    /// Opens tunnels with `CONNECT`, and requires these credentials (`user:password`) if there are any.
    Http { server: SocketAddr, credentials: Option<String> },
    /// Opens tunnels with `CONNECT` inside TLS.
    Https { server: SocketAddr, acceptor: TlsAcceptor },
    /// Connects with SOCKS5, and requires this user name and password if there are any.
    Socks5 { server: SocketAddr, credentials: Option<(String, String)> },
    /// Reads once, replies with these bytes, and closes the connection.
    Says(&'static [u8]),
}

impl ProxyServer {
    pub(crate) async fn start(role: Role) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let (ask, asked) = unbounded_channel();
        let accepted = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&accepted);
        let mut accepting = JoinSet::new();
        accepting.spawn(async move {
            let mut connections = JoinSet::new();
            while let Ok((client, _)) = listener.accept().await {
                count.fetch_add(1, Ordering::SeqCst);
                let (role, ask) = (role.clone(), ask.clone());
                connections.spawn(async move { role.serve(client, &ask).await });
            }
        });
        Self { port, asked, accepted, _accepting: accepting }
    }

    /// Returns the next request: the head of a `CONNECT`, or the target of a SOCKS5 request.
    pub(crate) async fn asked(&mut self) -> String {
        self.asked.recv().await.unwrap()
    }

    /// Returns the number of accepted connections.
    pub(crate) fn accepted(&self) -> usize {
        self.accepted.load(Ordering::SeqCst)
    }
}

impl Role {
    async fn serve(self, mut client: TcpStream, ask: &UnboundedSender<String>) -> io::Result<()> {
        match self {
            Self::Http { server, credentials } => http(client, server, credentials.as_deref(), ask).await,
            Self::Https { server, acceptor } => http(acceptor.accept(client).await?, server, None, ask).await,
            Self::Socks5 { server, credentials } => socks5(client, server, credentials, ask).await,
            Self::Says(answer) => {
                let mut first = [0; 1024];
                let _ = client.read(&mut first).await?;
                client.write_all(answer).await
            }
        }
    }
}

async fn http<S: AsyncRead + AsyncWrite + Unpin>(
    mut client: S,
    server: SocketAddr,
    credentials: Option<&str>,
    ask: &UnboundedSender<String>,
) -> io::Result<()> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(client.read_u8().await?);
    }
    let head = String::from_utf8(head).unwrap();
    let wanted =
        credentials.map(|wanted| format!("Proxy-Authorization: Basic {}\r\n", STANDARD.encode(wanted)));
    let is_authorized = wanted.is_none_or(|line| head.contains(&line));
    let _ = ask.send(head);
    if !is_authorized {
        let refused = b"HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\n\
                        content-length: 0\r\n\r\n";
        return client.write_all(refused).await;
    }
    let mut server = TcpStream::connect(server).await?;
    client.write_all(b"HTTP/1.1 200 Connected\r\n\r\n").await?;
    copy_bidirectional(&mut client, &mut server).await.map(drop)
}

async fn socks5(
    mut client: TcpStream,
    server: SocketAddr,
    credentials: Option<(String, String)>,
    ask: &UnboundedSender<String>,
) -> io::Result<()> {
    let _version = client.read_u8().await?;
    let methods = field(&mut client).await?;
    let method = if credentials.is_some() { 2 } else { 0 };
    if !methods.contains(&method) {
        return client.write_all(&[5, 0xff]).await;
    }
    client.write_all(&[5, method]).await?;
    if let Some((user, password)) = credentials {
        let _version = client.read_u8().await?;
        let given = (field(&mut client).await?, field(&mut client).await?);
        let is_authorized = given == (user.into_bytes(), password.into_bytes());
        client.write_all(&[1, u8::from(!is_authorized)]).await?;
        if !is_authorized {
            return Ok(());
        }
    }
    let mut head = [0; 4];
    client.read_exact(&mut head).await?;
    let host = match head[3] {
        1 => Ipv4Addr::from_bits(client.read_u32().await?).to_string(),
        3 => String::from_utf8(field(&mut client).await?).unwrap(),
        kind => panic!("address type {kind}"),
    };
    let port = client.read_u16().await?;
    let _ = ask.send(format!("{host}:{port}"));
    let mut server = TcpStream::connect(server).await?;
    client.write_all(&[5, 0, 0, 1, 127, 0, 0, 1, 0, 0]).await?;
    copy_bidirectional(&mut client, &mut server).await.map(drop)
}

async fn field(stream: &mut TcpStream) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; stream.read_u8().await?.into()];
    stream.read_exact(&mut bytes).await?;
    Ok(bytes)
}

/// Returns a port on which no server listens.
pub(crate) async fn dead_port() -> u16 {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap().local_addr().unwrap().port()
}
