//! Requests without an answer over HTTP/2: which frames prove that the server did not process them (RFC 9113).

use std::net::Ipv4Addr;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use workos_transport::{TransportError, TransportErrorKind as Kind};
use workos_transport_hyper::HyperTransport;

use crate::support::{TEST_TIMEOUT, send};

const SETTINGS: &[u8] = &[0, 0, 0, 4, 0, 0, 0, 0, 0];
const HEADERS_TYPE: u8 = 1;

/// Returns the error of a request whose stream, number 1, gets these frames before the connection closes.
async fn error_after(frames: &'static [u8]) -> TransportError {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let url = format!("http://127.0.0.1:{}/", listener.local_addr().unwrap().port());
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        handshake(&mut stream).await;
        while frame_type(&mut stream).await != HEADERS_TYPE {}
        stream.write_all(frames).await.unwrap();
        // The server closes its side after the frames and reads to the end. With unread data, the system would reset
        // the connection instead.
        stream.shutdown().await.unwrap();
        read_to_end(&mut stream).await;
    });
    send(&http2_only(), &url).await.unwrap_err()
}

fn http2_only() -> HyperTransport {
    HyperTransport::builder().connect_timeout(TEST_TIMEOUT).http2_only().build().unwrap()
}

async fn handshake(stream: &mut TcpStream) {
    let mut preface = [0; 24];
    stream.read_exact(&mut preface).await.unwrap();
    stream.write_all(SETTINGS).await.unwrap();
}

async fn frame_type(stream: &mut TcpStream) -> u8 {
    let mut head = [0; 9];
    stream.read_exact(&mut head).await.unwrap();
    let len = u32::from_be_bytes([0, head[0], head[1], head[2]]);
    let mut payload = vec![0; len as usize];
    stream.read_exact(&mut payload).await.unwrap();
    head[3]
}

async fn read_to_end(stream: &mut TcpStream) {
    let mut sink = [0; 1024];
    while stream.read(&mut sink).await.is_ok_and(|len| len > 0) {}
}

#[tokio::test]
async fn a_request_on_a_refused_stream_is_unprocessed() {
    let error = error_after(&[0, 0, 4, 3, 0, 0, 0, 0, 1, 0, 0, 0, 7]).await;
    assert_eq!((error.kind(), error.is_unprocessed()), (Kind::Lost, true), "{error}");
}

#[tokio::test]
async fn a_request_whose_stream_is_reset_for_another_reason_may_have_been_processed() {
    let error = error_after(&[0, 0, 4, 3, 0, 0, 0, 0, 1, 0, 0, 0, 2]).await;
    assert_eq!((error.kind(), error.is_unprocessed()), (Kind::Lost, false), "{error}");
}

#[tokio::test]
async fn a_request_above_the_last_stream_of_a_goaway_is_unprocessed() {
    let error = error_after(&[0, 0, 8, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]).await;
    assert_eq!((error.kind(), error.is_unprocessed()), (Kind::Lost, true), "{error}");
}

#[tokio::test]
async fn a_request_that_a_goaway_includes_may_have_been_processed() {
    for reason in [0, 2, 11] {
        let mut frames = [0, 0, 8, 7, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0];
        frames[16] = reason;
        let error = error_after(Box::leak(Box::new(frames))).await;
        assert_eq!((error.kind(), error.is_unprocessed()), (Kind::Lost, false), "{error}");
    }
}

#[tokio::test]
async fn an_invalid_frame_is_a_protocol_error() {
    // DATA on stream 0, which is not allowed (RFC 9113 §6.1).
    let error = error_after(&[0, 0, 1, 0, 0, 0, 0, 0, 0, b'x']).await;
    assert_eq!((error.kind(), error.is_unprocessed()), (Kind::Protocol, false), "{error}");
}

#[tokio::test]
async fn a_connection_that_no_longer_answers_pings_is_lost() {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let url = format!("http://127.0.0.1:{}/", listener.local_addr().unwrap().port());
    let server = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        handshake(&mut stream).await;
        read_to_end(&mut stream).await; // reads everything and never answers
    });
    let ping = Duration::from_millis(50);
    let transport = HyperTransport::builder().http2_only().http2_keep_alive(ping, ping).build().unwrap();
    let error = send(&transport, &url).await.unwrap_err();
    assert_eq!((error.kind(), error.is_unprocessed()), (Kind::Lost, false), "{error}");
    server.abort();
}

/// An answer without body on stream number 1: status 204 of the static table (RFC 7541, appendix A).
const NO_CONTENT: &[u8] = &[0, 0, 1, 1, 5, 0, 0, 0, 1, 0x89];

/// Starts a server that answers one request. Returns its URL.
async fn serve_one_answer() -> String {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let url = format!("http://127.0.0.1:{}/", listener.local_addr().unwrap().port());
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        handshake(&mut stream).await;
        while frame_type(&mut stream).await != HEADERS_TYPE {}
        stream.write_all(NO_CONTENT).await.unwrap();
        read_to_end(&mut stream).await;
    });
    url
}

#[tokio::test]
async fn the_longest_ping_interval_and_timeout_are_accepted() {
    let url = serve_one_answer().await;
    let transport = HyperTransport::builder()
        .http2_only()
        .http2_keep_alive(Duration::MAX, Duration::MAX)
        .build()
        .unwrap();
    assert_eq!(send(&transport, &url).await.unwrap().status(), 204);
}
