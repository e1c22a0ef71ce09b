//! Turns errors of the lower layers into transport errors: kind, message, and whether the server can have acted.

use std::error::Error;
use std::io;
use std::time::Duration;

use workos_transport::{TransportError, TransportErrorKind as Kind};

use crate::body::BodyFailure;
use crate::compression::Undecodable;
use crate::connector::{Cause, ConnectFailure, Peer};
use crate::descriptors::limit_reached;
use crate::find::find;
use crate::gzip::DecompressError;
use crate::origin::Origin;
use crate::tls_failure::TlsFailure;

/// How long to wait before a retry if the server sent `ENHANCE_YOUR_CALM` (RFC 9113 §7).
#[cfg(feature = "http2")]
const ENHANCE_YOUR_CALM_DELAY: Duration = Duration::from_secs(1);

/// The error of a request for which no connection could be opened.
pub(crate) fn connect_failure(failure: ConnectFailure, origin: &Origin) -> TransportError {
    let (kind, message) = connect_kind_and_message(&failure, origin);
    TransportError::new(kind, message).with_source(failure)
}

/// The error of a request that got no free connection before its deadline.
pub(crate) fn no_free_connection(origin: &Origin, limit: usize, waited: Duration) -> TransportError {
    let message = format!(
        "no free connection to {origin}: all {limit} were in use while the request waited for {:.1} s, and it was not \
         sent; raise `max_connections_per_host` of the transport, or send fewer requests at once",
        waited.as_secs_f64()
    );
    TransportError::new(Kind::Timeout, message).unprocessed()
}

/// The error of a request that first waited for a free connection, and then got no answer in the time that was left.
pub(crate) fn late_without_answer(
    origin: &Origin,
    limit: usize,
    waited: Duration,
    remaining: Duration,
) -> TransportError {
    let message = format!(
        "no answer from {origin} within {:.1} s, of which the request waited {:.1} s for one of {limit} connections \
         (`max_connections_per_host` of the transport)",
        remaining.as_secs_f64(),
        waited.as_secs_f64()
    );
    TransportError::new(Kind::Timeout, message)
}

/// The error of a request that was not written, because the connection was closed.
pub(crate) fn not_taken(origin: &Origin) -> TransportError {
    let message = format!("the connection to {origin} closed before the request was written");
    TransportError::new(Kind::Lost, message).unprocessed()
}

/// The error of a request that was handed to a connection, written or not, and got no response head.
pub(crate) fn no_answer(error: hyper::Error, origin: &Origin, reused: bool) -> TransportError {
    let (kind, cause) = kind_and_cause(&error);
    let mut failure = TransportError::new(kind, format!("no answer from {origin}: {cause}"));
    #[cfg(feature = "http2")]
    if let Some(error) = find::<h2::Error>(&error) {
        if refused_by_http2(error) {
            failure = failure.unprocessed();
        }
        if error.is_remote() && error.reason() == Some(h2::Reason::ENHANCE_YOUR_CALM) {
            failure = failure.with_retry_after(ENHANCE_YOUR_CALM_DELAY);
        }
    }
    if reused {
        failure = failure.on_reused_connection();
    }
    with_cause(failure, error)
}

/// Adds hyper's error as the source, unless it is a GOAWAY. The text of a GOAWAY contains debug data of the server,
/// which can repeat a secret of the request.
fn with_cause(failure: TransportError, error: hyper::Error) -> TransportError {
    #[cfg(feature = "http2")]
    if find::<h2::Error>(&error).is_some_and(h2::Error::is_go_away) {
        return failure;
    }
    failure.with_source(error)
}

/// The error of a request that got a response head, but not the whole body.
pub(crate) fn body_failure(
    failure: BodyFailure<hyper::Error>,
    origin: &Origin,
    limit: usize,
    idle: Duration,
) -> TransportError {
    match failure {
        BodyFailure::TooLarge => too_large(origin, limit),
        BodyFailure::Idle => {
            unreadable_body(Kind::Timeout, origin, &format!("no byte of it arrived for {idle:?}"))
        }
        BodyFailure::Broken(error) => {
            let (kind, cause) = kind_and_cause(&error);
            with_cause(unreadable_body(kind, origin, &format!("it is incomplete, {cause}")), error)
        }
    }
}

/// The error of a request whose answer arrived and cannot be decompressed.
pub(crate) fn decompress_failure(failure: DecompressError, origin: &Origin, limit: usize) -> TransportError {
    match failure {
        DecompressError::TooLarge => too_large(origin, limit),
        DecompressError::Corrupt(reason) => {
            unreadable_body(Kind::Protocol, origin, &format!("its Content-Encoding is gzip, and {reason}"))
        }
    }
}

/// The error of a request whose answer has a body that cannot be decoded.
pub(crate) fn undecodable(reason: &Undecodable, origin: &Origin) -> TransportError {
    unreadable_body(Kind::Protocol, origin, reason)
}

fn too_large(origin: &Origin, limit: usize) -> TransportError {
    unreadable_body(Kind::TooLarge, origin, &format!("it is larger than the limit of {limit} bytes"))
}

fn unreadable_body(kind: Kind, origin: &Origin, reason: &str) -> TransportError {
    TransportError::new(kind, format!("the body of the answer from {origin} could not be read: {reason}"))
}

/// Whether HTTP/2 guarantees that the server did not act on the stream.
///
/// RFC 9113 §8.7 guarantees this for `REFUSED_STREAM`, and §6.8 for `GOAWAY` if the stream is above the last one that
/// the server accepts. h2 reports a `GOAWAY` as the error of exactly those streams.
#[cfg(feature = "http2")]
fn refused_by_http2(error: &h2::Error) -> bool {
    error.is_remote()
        && (error.is_go_away() || error.is_reset() && error.reason() == Some(h2::Reason::REFUSED_STREAM))
}

fn connect_kind_and_message(failure: &ConnectFailure, origin: &Origin) -> (Kind, String) {
    let target = match &failure.proxy {
        Some(proxy) => format!("{origin} through the proxy {proxy}"),
        None => origin.to_string(),
    };
    let connect = |cause: &str| (Kind::Connect, format!("no connection to {target}: {cause}"));
    if let Some(limit) = limit_reached(failure) {
        let advice = "raise `ulimit -n`, or lower `max_connections_per_host` of the transport";
        return connect(&format!("{limit}; {advice}"));
    }
    match &failure.cause {
        Cause::Dns(Peer::Server, _) => connect("DNS failure, the name does not resolve"),
        Cause::Dns(Peer::Proxy, _) => connect("DNS failure, the name of the proxy does not resolve"),
        Cause::Tcp(error) => connect(match find::<io::Error>(error.as_ref()).map(io::Error::kind) {
            Some(io::ErrorKind::ConnectionRefused) => "connection refused",
            Some(io::ErrorKind::TimedOut) => "connection timed out",
            Some(io::ErrorKind::HostUnreachable) => "host unreachable",
            Some(io::ErrorKind::NetworkUnreachable) => "network unreachable",
            Some(io::ErrorKind::ConnectionReset) => "connection reset",
            Some(io::ErrorKind::PermissionDenied) => "not permitted by this system",
            _ => "TCP failure",
        }),
        Cause::Refused(refusal) if refusal.is_permanent => {
            (Kind::Proxy, format!("no connection to {target}: {}", refusal.reason))
        }
        Cause::Refused(refusal) => connect(&refusal.reason),
        Cause::TimedOut(limit) => {
            connect(&format!("it was not established within the connect timeout of {limit:?}"))
        }
        // `Connect` and not `Tls`, because another attempt may succeed.
        Cause::Tls(_, TlsFailure::Lost { .. }) => connect("it was lost during the TLS handshake"),
        Cause::Tls(peer, TlsFailure::Refused { sentence, .. }) => {
            let target = match (peer, &failure.proxy) {
                (Peer::Proxy, Some(proxy)) => format!("the proxy {proxy}"),
                _ => target,
            };
            (Kind::Tls, format!("no TLS connection to {target}: {sentence}"))
        }
    }
}

/// Returns `Lost` for a lost connection and `Protocol` for a peer that does not speak HTTP, with the cause in words.
fn kind_and_cause(error: &(dyn Error + 'static)) -> (Kind, String) {
    #[cfg(feature = "http2")]
    if let Some(error) = find::<h2::Error>(error) {
        return http2_cause(error);
    }
    if let Some(error) = find::<hyper::Error>(error) {
        // hyper has `Error::is_parse_too_large` only with its feature `server`, which this crate does not enable.
        if error.is_parse() && error.to_string().contains("too large") {
            return (Kind::Protocol, "the head of the answer has too many or too long header lines".into());
        }
        if error.is_incomplete_message() {
            return (Kind::Lost, "the connection closed before the answer was complete".into());
        }
        if error.is_timeout() {
            return (Kind::Lost, "the connection no longer answers HTTP/2 pings".into());
        }
        if error.is_canceled() || error.is_closed() || error.is_user() {
            return (Kind::Lost, "the connection was closed".into());
        }
    }
    match find::<io::Error>(error).map(io::Error::kind) {
        Some(io::ErrorKind::ConnectionReset) => (Kind::Lost, "the connection was reset".into()),
        // For example a malformed chunk or header, or a TLS record that cannot be decrypted.
        Some(io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput) | None => {
            (Kind::Protocol, "the server sent invalid HTTP".into())
        }
        Some(_) => (Kind::Lost, "the connection broke".into()),
    }
}

#[cfg(feature = "http2")]
fn http2_cause(error: &h2::Error) -> (Kind, String) {
    let reason = error.reason().map_or_else(String::new, |reason| format!(" ({reason:?})"));
    if error.is_io() {
        return (Kind::Lost, "the HTTP/2 connection broke".into());
    }
    if !error.is_remote() {
        return (Kind::Protocol, format!("the server sent invalid HTTP/2{reason}"));
    }
    let cause = if error.is_go_away() {
        "the server is closing the connection"
    } else {
        "the server reset the stream"
    };
    (Kind::Lost, format!("{cause}{reason}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::proxy::Refusal;
    use std::sync::Arc;

    fn origin() -> Origin {
        Origin::of(&http::Uri::from_static("https://api.workos.com/things?secret")).unwrap()
    }

    fn failure(cause: Cause) -> ConnectFailure {
        ConnectFailure { cause, proxy: None }
    }

    #[test]
    fn the_error_of_a_failed_handshake_names_the_proxy_or_the_server() {
        let expired = rustls::Error::from(rustls::CertificateError::Expired);
        let message = |peer| {
            let cause = Cause::Tls(peer, (&expired).into());
            let (kind, message) =
                connect_kind_and_message(&ConnectFailure { cause, proxy: Some("p:443".into()) }, &origin());
            assert_eq!(kind, Kind::Tls);
            message
        };
        assert!(
            message(Peer::Proxy)
                .starts_with("no TLS connection to the proxy p:443: the certificate has expired")
        );
        assert!(
            message(Peer::Server)
                .starts_with("no TLS connection to api.workos.com through the proxy p:443: the")
        );
    }

    #[test]
    fn only_a_permanent_refusal_of_a_proxy_has_the_kind_proxy() {
        for (refusal, kind) in
            [(Refusal::permanent("no"), Kind::Proxy), (Refusal::temporary("no"), Kind::Connect)]
        {
            let failure = ConnectFailure { cause: Cause::Refused(refusal), proxy: Some("p:1".into()) };
            let message = "no connection to api.workos.com through the proxy p:1: no".to_owned();
            assert_eq!(connect_kind_and_message(&failure, &origin()), (kind, message));
        }
    }

    #[test]
    fn an_error_inside_an_io_error_is_found() {
        let timed_out = failure(Cause::TimedOut(Duration::from_secs(3)));
        let nested = io::Error::other(io::Error::other(timed_out));
        assert!(find::<ConnectFailure>(&nested).is_some());
    }

    #[test]
    fn a_reset_is_a_lost_connection_and_invalid_data_is_a_protocol_error() {
        assert_eq!(kind_and_cause(&io::Error::from(io::ErrorKind::ConnectionReset)).0, Kind::Lost);
        assert_eq!(kind_and_cause(&io::Error::from(io::ErrorKind::InvalidData)).0, Kind::Protocol);
    }

    #[cfg(unix)]
    #[test]
    fn the_error_for_a_lack_of_file_descriptors_says_what_to_do() {
        let lack = || Arc::new(io::Error::from_raw_os_error(24));
        for cause in [Cause::Dns(Peer::Server, lack()), Cause::Tcp(lack())] {
            let error = connect_failure(failure(cause), &origin());
            assert_eq!((error.kind(), error.is_unprocessed()), (Kind::Connect, true));
            let message = error.to_string();
            assert!(message.contains("EMFILE") && message.contains("`ulimit -n`"), "{message}");
        }
    }

    #[test]
    fn the_error_of_a_connection_through_a_proxy_names_the_proxy() {
        let refused = io::Error::from(io::ErrorKind::ConnectionRefused);
        let failure =
            ConnectFailure { cause: Cause::Tcp(Arc::new(refused)), proxy: Some("proxy:3128".into()) };
        let (kind, message) = connect_kind_and_message(&failure, &origin());
        assert_eq!(kind, Kind::Connect);
        assert_eq!(
            message,
            "no connection to api.workos.com through the proxy proxy:3128: connection refused"
        );
    }
}
