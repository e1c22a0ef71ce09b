//! The server that all clients call. It does as little work as possible, on a CPU of its own.

use std::convert::Infallible;
use std::io::Write as _;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use bench_client::bodies::page;
use bench_client::cpu;
use bytes::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use http_body_util::Full;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::{TokioExecutor, TokioIo};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};

use crate::Outcome;

/// The headers that production sends in addition to `Content-Type` and `Content-Length`.
const HEADERS: &[(&str, &str)] = &[
    ("date", "Thu, 15 Jan 2026 12:00:00 GMT"),
    ("x-request-id", "01HRZKPQ5JHBZ9MRHXVJ7YVN5D"),
    ("cf-ray", "8a1b2c3d4e5f6789-FRA"),
    ("cache-control", "no-store, no-cache, must-revalidate"),
    ("strict-transport-security", "max-age=15552000; includeSubDomains"),
    ("vary", "Origin, Accept-Encoding"),
    ("x-content-type-options", "nosniff"),
    ("server", "cloudflare"),
];

const PROFILE_AND_TOKEN: &str = r#"{"token_type":"Bearer","access_token":"eyJhbGciOiJSUzI1NiIsImtpZCI6InNzb19vaWRjX2tleV9wYWlyXzAxRTBCIn0.eyJzdWIiOiJwcm9mXzAxRE1DNzlWQ0JaMFFZMjA5OTczN0JWUTMifQ.c2lnbmF0dXJl","expires_in":600,"profile":{"object":"profile","id":"prof_01DMC79VCBZ0NY2099737PSVF1","organization_id":"org_01EHWNCE74X7JSDV0X3SZ3KJNY","connection_id":"conn_01E4ZCR3C56J083X43JQXF3JK5","connection_type":"OktaSAML","idp_id":"00u1a0ufowBJlzPlk357","email":"todd@example.com","first_name":"Todd","last_name":"Rundgren","name":"Todd Rundgren","role":{"slug":"admin"},"roles":[{"slug":"admin"}],"groups":["Engineering","Admins"],"custom_attributes":{"department":"Research"},"raw_attributes":{"idp_id":"00u1a0ufowBJlzPlk357","groups":["Engineering","Admins"]}}}"#;

/// Settings of a server.
#[derive(Clone, Copy)]
pub struct Setting {
    pub tls: bool,
    /// The delay before every response.
    pub delay: Duration,
    /// The number of connections to page through. If it is 0, every list is the same page of ten or of a hundred.
    pub objects: usize,
    /// Whether lists are sent as gzip to clients that request it.
    pub gzip: bool,
    /// The CPU that the server is pinned to. If it is `None`, the scheduler decides.
    pub cpu: Option<usize>,
}

/// A server on a thread of its own. It runs until the process ends.
pub struct Server {
    pub url: String,
    /// The certificate to trust, as PEM.
    pub certificate: String,
    accepted: Arc<AtomicU64>,
}

impl Server {
    pub fn start(setting: Setting) -> Outcome<Self> {
        let key = rcgen::generate_simple_self_signed(["localhost".to_owned(), "127.0.0.1".to_owned()])?;
        let certificate = key.cert.pem();
        let der = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.signing_key.serialize_der()));
        let mut tls = ServerConfig::builder()
            .with_no_client_auth()
            .with_single_cert(vec![key.cert.der().clone()], der)?;
        tls.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        let acceptor = setting.tls.then(|| TlsAcceptor::from(Arc::new(tls)));

        let accepted = Arc::new(AtomicU64::new(0));
        let counter = Arc::clone(&accepted);
        let (tell, told) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            let served = serve(setting, acceptor.as_ref(), &counter, |address| {
                let _ = tell.send(address);
            });
            if let Err(error) = served {
                eprintln!("the server ended: {error}");
            }
        });
        let address = told.recv()?;
        let scheme = if setting.tls { "https" } else { "http" };
        Ok(Self { url: format!("{scheme}://{address}"), certificate, accepted })
    }

    /// Returns the number of accepted connections.
    pub fn accepted(&self) -> u64 {
        self.accepted.load(Ordering::Relaxed)
    }
}

fn serve(
    setting: Setting,
    acceptor: Option<&TlsAcceptor>,
    accepted: &AtomicU64,
    listening: impl FnOnce(SocketAddr),
) -> Outcome {
    if let Some(cpu) = setting.cpu {
        cpu::stay_on(&[cpu])?;
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let answers = Arc::new(Answers::new(setting)?);
        listening(listener.local_addr()?);
        loop {
            let (stream, _) = listener.accept().await?;
            accepted.fetch_add(1, Ordering::Relaxed);
            stream.set_nodelay(true)?;
            let (answers, acceptor) = (Arc::clone(&answers), acceptor.cloned());
            // A client that disconnects is not a failure of the server.
            tokio::spawn(async move {
                match acceptor {
                    None => drop(http1(stream, &answers).await),
                    Some(acceptor) => {
                        let Ok(stream) = acceptor.accept(stream).await else { return };
                        if stream.get_ref().1.alpn_protocol() == Some(b"h2") {
                            http2(stream, answers).await;
                        } else {
                            drop(http1(stream, &answers).await);
                        }
                    }
                }
            });
        }
    })
}

/// Serves the subset of HTTP/1.1 that these clients use.
async fn http1(mut stream: impl AsyncRead + AsyncWrite + Unpin, answers: &Answers) -> Outcome {
    let mut buffer = Vec::with_capacity(8 * 1024);
    loop {
        let end = loop {
            if let Some(end) = buffer.windows(4).position(|bytes| bytes == b"\r\n\r\n") {
                break end + 4;
            }
            if stream.read_buf(&mut buffer).await? == 0 {
                return Ok(());
            }
        };
        let head = std::str::from_utf8(&buffer[..end])?;
        let target = head.split(' ').nth(1).ok_or("no request")?;
        let length = head.lines().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>().ok())?
        });
        let whole = end + length.unwrap_or(0);
        let compressed = answers.compressed(head, target);
        let body = compressed.map_or_else(|| answers.body(target), Clone::clone);
        while buffer.len() < whole {
            if stream.read_buf(&mut buffer).await? == 0 {
                return Ok(());
            }
        }
        buffer.drain(..whole);
        answers.wait().await;
        let mut answer = answers.head.clone();
        if compressed.is_some() {
            answer.extend_from_slice(b"content-encoding: gzip\r\n");
        }
        answer.extend_from_slice(format!("content-length: {}\r\n\r\n", body.len()).as_bytes());
        answer.extend_from_slice(&body);
        stream.write_all(&answer).await?;
        stream.flush().await?;
    }
}

async fn http2(stream: impl AsyncRead + AsyncWrite + Send + Unpin + 'static, answers: Arc<Answers>) {
    let service = service_fn(move |request: Request<hyper::body::Incoming>| {
        let answers = Arc::clone(&answers);
        async move {
            let target = request.uri().path_and_query().map_or("/", |target| target.as_str());
            let body = answers.body(target);
            answers.wait().await;
            let mut answer = Response::new(Full::new(body));
            let headers = answer.headers_mut();
            headers.insert(
                "content-type",
                hyper::header::HeaderValue::from_static("application/json; charset=utf-8"),
            );
            for (name, value) in HEADERS {
                headers.insert(*name, hyper::header::HeaderValue::from_static(value));
            }
            Ok::<_, Infallible>(answer)
        }
    });
    let connection = hyper::server::conn::http2::Builder::new(TokioExecutor::new());
    drop(connection.serve_connection(TokioIo::new(stream), service).await);
}

struct Answers {
    setting: Setting,
    /// The head of a response without its length.
    head: Vec<u8>,
    ten: Page,
    hundred: Page,
}

/// A list that is always the same.
struct Page {
    plain: Bytes,
    /// The same page as gzip, if the server may send gzip.
    compressed: Option<Bytes>,
}

impl Page {
    fn new(objects: usize, gzipped: bool) -> Outcome<Self> {
        let plain = page(0..objects, None);
        let compressed = gzipped.then(|| gzip(plain.as_bytes())).transpose()?;
        Ok(Self { plain: plain.into(), compressed })
    }
}

impl Answers {
    fn new(setting: Setting) -> Outcome<Self> {
        let mut head = String::from("HTTP/1.1 200 OK\r\ncontent-type: application/json; charset=utf-8\r\n");
        for (name, value) in HEADERS {
            head += &format!("{name}: {value}\r\n");
        }
        let (ten, hundred) = (Page::new(10, setting.gzip)?, Page::new(100, setting.gzip)?);
        Ok(Self { setting, head: head.into_bytes(), ten, hundred })
    }

    /// Returns the page as gzip, if the server may send gzip and the client requests it.
    fn compressed(&self, head: &str, target: &str) -> Option<&Bytes> {
        let compressed = self.page(target).compressed.as_ref()?;
        let requests_gzip = |line: &str| {
            let line = line.to_ascii_lowercase();
            line.starts_with("accept-encoding:") && line.contains("gzip")
        };
        head.lines().any(requests_gzip).then_some(compressed)
    }

    fn page(&self, target: &str) -> &Page {
        let query = target.split_once('?').map_or("", |(_, query)| query);
        if query.split('&').any(|pair| pair == "limit=100") { &self.hundred } else { &self.ten }
    }

    async fn wait(&self) {
        if !self.setting.delay.is_zero() {
            tokio::time::sleep(self.setting.delay).await;
        }
    }

    fn body(&self, target: &str) -> Bytes {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        match path {
            "/sso/token" => Bytes::from_static(PROFILE_AND_TOKEN.as_bytes()),
            _ if self.setting.objects == 0 => self.page(target).plain.clone(),
            _ => {
                let number = |name: &str| {
                    let value = query.split('&').find_map(|pair| pair.strip_prefix(name));
                    value.and_then(|value| value.parse::<usize>().ok())
                };
                let first = number("after=conn_").map_or(0, |last| last + 1);
                let last = (first + number("limit=").unwrap_or(10)).min(self.setting.objects);
                page(first..last, (last < self.setting.objects).then(|| format!("conn_{}", last - 1))).into()
            }
        }
    }
}

fn gzip(plain: &[u8]) -> Outcome<Bytes> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(plain)?;
    Ok(encoder.finish()?.into())
}
