//! What an error of the layers below means to the engine: its kind, in words, and what it proves.

use std::error::Error;
use std::io;
use std::time::Duration;

use hyper_util::client::legacy;
use rustls::CertificateError;
use workos_transport::{TransportError, TransportErrorKind as Kind};

use crate::body::BodyFailure;
use crate::connector::{ConnectFailure, ConnectionAnswers, find};

/// The error of a request that got no response head.
pub(crate) fn send_failure(error: legacy::Error, host: &str) -> TransportError {
    if let Some(failure) = find::<ConnectFailure>(&error) {
        let (kind, message) = no_connection(failure, host);
        return TransportError::new(kind, message).with_source(error);
    }
    let Some(connected) = error.connect_info() else {
        // The pool names the connection from the moment it hands a request over; before that nothing of the
        // request was written: HTTP/2 was not agreed on, or the connection this request waited for failed.
        return TransportError::new(Kind::Connect, format!("no connection to {host}")).with_source(error);
    };
    let reused = ConnectionAnswers::of(connected).is_some_and(|answers| answers.any());
    let (kind, cause) = lost_or_garbled(&error);
    let unwritten = find::<hyper::Error>(&error).is_some_and(hyper::Error::is_canceled);
    let message = match unwritten {
        true => format!("the connection to {host} closed before the request was written"),
        false => format!("no answer from {host}: {cause}"),
    };
    let mut failure = TransportError::new(if unwritten { Kind::Lost } else { kind }, message);
    if unwritten || find::<h2::Error>(&error).is_some_and(refused_by_http2) {
        failure = failure.unprocessed();
    }
    if reused {
        failure = failure.on_reused_connection();
    }
    failure.with_source(error)
}

/// The error of a request that got a response head, but not the whole body.
pub(crate) fn body_failure(
    failure: BodyFailure<hyper::Error>,
    host: &str,
    limit: usize,
    idle: Duration,
) -> TransportError {
    match failure {
        BodyFailure::TooLarge => TransportError::new(
            Kind::TooLarge,
            format!("the answer of {host} is larger than the limit of {limit} bytes"),
        ),
        BodyFailure::Idle => TransportError::new(
            Kind::Timeout,
            format!("the answer of {host} stopped: no byte of its body came for {idle:?}"),
        ),
        BodyFailure::Broken(error) => {
            let (kind, cause) = lost_or_garbled(&error);
            TransportError::new(kind, format!("the answer of {host} is not whole: {cause}"))
                .with_source(error)
        }
    }
}

/// Whether HTTP/2 says that the server did not act on the stream: RFC 9113 §8.7 for `REFUSED_STREAM`, §6.8 for
/// `GOAWAY`, with which h2 fails exactly the streams above the last one that the server takes.
fn refused_by_http2(error: &h2::Error) -> bool {
    error.is_remote()
        && (error.is_go_away() || error.is_reset() && error.reason() == Some(h2::Reason::REFUSED_STREAM))
}

fn no_connection(failure: &ConnectFailure, host: &str) -> (Kind, String) {
    match failure {
        ConnectFailure::Dns(_) => {
            (Kind::Connect, format!("DNS failure: the name of {host} does not resolve"))
        }
        ConnectFailure::Tcp(error) => {
            let cause = match find::<io::Error>(error.as_ref()).map(io::Error::kind) {
                Some(io::ErrorKind::ConnectionRefused) => "connection refused",
                Some(io::ErrorKind::TimedOut) => "connection timed out",
                Some(io::ErrorKind::HostUnreachable) => "host unreachable",
                Some(io::ErrorKind::NetworkUnreachable) => "network unreachable",
                Some(io::ErrorKind::ConnectionReset) => "connection reset",
                Some(io::ErrorKind::PermissionDenied) => "not permitted by this system",
                _ => "TCP failure",
            };
            (Kind::Connect, format!("no connection to {host}: {cause}"))
        }
        ConnectFailure::TimedOut(limit) => {
            (Kind::Connect, format!("no connection to {host} within the connect timeout of {limit:?}"))
        }
        ConnectFailure::Tls(error) => match find::<rustls::Error>(error.as_ref()) {
            Some(error) => (Kind::Tls, format!("no TLS connection to {host}: {}", tls_cause(error))),
            // Unlike what rustls objects to, this may go better another time.
            None if find::<io::Error>(error.as_ref()).is_some() => {
                (Kind::Connect, format!("no connection to {host}: it was lost during the TLS handshake"))
            }
            None => (
                Kind::Tls,
                format!("no TLS connection to {host}: a certificate cannot be checked for this name"),
            ),
        },
    }
}

/// The cause of a failed handshake in words. What rustls says in full is in the source of the error.
fn tls_cause(error: &rustls::Error) -> String {
    use rustls::Error as Tls;
    match error {
        Tls::InvalidCertificate(certificate) => certificate_cause(certificate),
        Tls::NoCertificatesPresented => "the server presented no certificate".into(),
        Tls::AlertReceived(alert) => format!("the server refused the handshake ({alert:?})"),
        Tls::PeerIncompatible(_) => "no TLS version or cipher in common (TLS 1.2 or newer is needed)".into(),
        Tls::NoApplicationProtocol => "the server speaks none of the HTTP versions asked for".into(),
        Tls::InvalidMessage(_) => "the server does not speak TLS on this port".into(),
        other => other.to_string(),
    }
}

fn certificate_cause(error: &CertificateError) -> String {
    use CertificateError as Bad;
    match error {
        Bad::Expired | Bad::ExpiredContext { .. } => "the certificate has expired".into(),
        Bad::NotValidYet | Bad::NotValidYetContext { .. } => {
            "the certificate is not valid yet (is the system clock right?)".into()
        }
        Bad::NotValidForName | Bad::NotValidForNameContext { .. } => {
            "the certificate is for another host name".into()
        }
        Bad::UnknownIssuer => {
            "the certificate comes from an unknown issuer (a CA that is not trusted)".into()
        }
        Bad::Revoked => "the certificate was revoked".into(),
        Bad::BadEncoding => "the certificate is malformed".into(),
        Bad::BadSignature => "the certificate has a wrong signature".into(),
        other => format!("the certificate is not accepted ({other})"),
    }
}

/// Tells a connection that went away from a peer that does not speak HTTP, and names the cause.
fn lost_or_garbled(error: &(dyn Error + 'static)) -> (Kind, String) {
    if let Some(error) = find::<h2::Error>(error) {
        return http2_cause(error);
    }
    if let Some(error) = find::<hyper::Error>(error) {
        if error.is_incomplete_message() {
            return (Kind::Lost, "the connection closed before it was complete".into());
        }
        if error.is_timeout() {
            return (Kind::Lost, "the connection no longer reacts to HTTP/2 pings".into());
        }
        if error.is_canceled() || error.is_closed() || error.is_user() {
            return (Kind::Lost, "the connection was given up".into());
        }
    }
    match find::<io::Error>(error).map(io::Error::kind) {
        Some(io::ErrorKind::ConnectionReset) => (Kind::Lost, "the connection was reset".into()),
        // A chunk that ends early, a record that does not decrypt, a header that is no header.
        Some(io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput) | None => {
            (Kind::Protocol, "what the server sends is not valid HTTP".into())
        }
        Some(_) => (Kind::Lost, "the connection broke".into()),
    }
}

fn http2_cause(error: &h2::Error) -> (Kind, String) {
    let reason = error.reason().map_or_else(String::new, |reason| format!(" ({reason:?})"));
    if error.is_io() {
        return (Kind::Lost, "the HTTP/2 connection broke".into());
    }
    if !error.is_remote() {
        return (Kind::Protocol, format!("what the server sends is not valid HTTP/2{reason}"));
    }
    let what = if error.is_go_away() {
        "the server is closing the connection"
    } else {
        "the server reset the stream"
    };
    (Kind::Lost, format!("{what}{reason}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn certificate(error: CertificateError) -> (Kind, String) {
        let error = io::Error::other(rustls::Error::InvalidCertificate(error));
        no_connection(&ConnectFailure::Tls(error.into()), "api.workos.com")
    }

    #[test]
    fn the_causes_of_a_failed_handshake_are_named() {
        for (error, word) in [
            (CertificateError::Expired, "expired"),
            (CertificateError::NotValidYet, "system clock"),
            (CertificateError::NotValidForName, "another host name"),
            (CertificateError::UnknownIssuer, "unknown issuer"),
            (CertificateError::Revoked, "revoked"),
        ] {
            let (kind, message) = certificate(error);
            assert_eq!(kind, Kind::Tls);
            assert!(message.contains(word) && message.contains("api.workos.com"), "{message}");
        }
    }

    #[test]
    fn an_error_inside_an_io_error_is_found() {
        let nested = io::Error::other(io::Error::other(ConnectFailure::TimedOut(Duration::from_secs(3))));
        assert!(find::<ConnectFailure>(&nested).is_some());
    }

    #[test]
    fn a_reset_is_lost_and_bad_data_is_a_fault_of_the_protocol() {
        assert_eq!(lost_or_garbled(&io::Error::from(io::ErrorKind::ConnectionReset)).0, Kind::Lost);
        assert_eq!(lost_or_garbled(&io::Error::from(io::ErrorKind::InvalidData)).0, Kind::Protocol);
    }
}
