//! Describes a failed TLS handshake in one sentence of bounded length, which says what to do.

mod certificate;
mod text;

use std::error::Error;
use std::fmt;
use std::io;

use rustls::{AlertDescription, InvalidMessage};

use crate::find::find;
use text::{LONGEST, bounded, quoted};

/// Why a TLS handshake failed.
#[derive(Clone, Debug)]
pub(crate) enum TlsFailure {
    /// The client or the server refused the handshake. Another attempt fails for the same reason.
    Refused {
        /// What failed and what to do.
        sentence: String,
        /// The start of rustls' error text.
        detail: String,
    },
    /// The connection was lost. Another attempt may succeed.
    Lost {
        /// How the connection was lost.
        detail: String,
    },
}

impl TlsFailure {
    /// Describes the error of a handshake.
    pub(crate) fn of(error: &io::Error) -> Self {
        match find::<rustls::Error>(error) {
            Some(error) => error.into(),
            None => Self::Lost { detail: bounded(&error.to_string(), LONGEST) },
        }
    }

    /// The failure for a host that cannot have a certificate, because it is neither a DNS name nor an IP address.
    pub(crate) fn bad_name() -> Self {
        Self::Refused {
            sentence: "its host is neither a DNS name nor an IP address; check the URL".into(),
            detail: "invalid server name".into(),
        }
    }
}

impl From<&rustls::Error> for TlsFailure {
    fn from(error: &rustls::Error) -> Self {
        let sentence = bounded(&sentence(error), LONGEST);
        Self::Refused { sentence, detail: bounded(&error.to_string(), LONGEST) }
    }
}

impl fmt::Display for TlsFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused { detail, .. } | Self::Lost { detail } => f.write_str(detail),
        }
    }
}

impl Error for TlsFailure {}

fn sentence(error: &rustls::Error) -> String {
    use rustls::Error as Tls;
    match error {
        Tls::InvalidCertificate(certificate) => certificate::sentence(certificate),
        Tls::AlertReceived(alert) => alert_sentence(*alert),
        Tls::InvalidMessage(InvalidMessage::CertificatePayloadTooLarge) => {
            "the server's certificates are larger than 64 KiB; its operator has to send a shorter chain"
                .into()
        }
        Tls::InvalidMessage(_) | Tls::PeerSentOversizedRecord => {
            "the server does not speak TLS on this port; check the scheme and port of the URL".into()
        }
        Tls::NoCertificatesPresented => {
            "the server presented no certificate; check the host and port of the URL".into()
        }
        Tls::PeerIncompatible(_) => "no TLS version or cipher in common (TLS 1.2 or newer is needed); \
                                     update the server, or the device that answers in its place"
            .into(),
        Tls::NoApplicationProtocol => {
            "the server supports none of the offered HTTP versions; allow another version".into()
        }
        Tls::InappropriateMessage { .. }
        | Tls::InappropriateHandshakeMessage { .. }
        | Tls::PeerMisbehaved(_) => {
            "the server violates the TLS protocol; check whether a proxy or firewall answers in its \
                                     place"
                .into()
        }
        Tls::DecryptError => {
            "a TLS message was changed on the way; check the proxies and firewalls in between".into()
        }
        Tls::UnsupportedNameType => {
            "a certificate cannot be checked for a host of this kind; use a DNS name or an IP address".into()
        }
        Tls::InvalidCertRevocationList(_) => {
            "the list of revoked certificates cannot be read; check the trust store of this system".into()
        }
        Tls::FailedToGetCurrentTime => "the clock of this system cannot be read; set it".into(),
        Tls::FailedToGetRandomBytes => {
            "this system provides no random bytes; check its random device or sandbox".into()
        }
        Tls::General(text) => quoted("TLS cannot be set up", text),
        Tls::Other(error) => quoted("TLS cannot be set up", &error.to_string()),
        Tls::InvalidEncryptedClientHello(_)
        | Tls::EncryptError
        | Tls::HandshakeNotComplete
        | Tls::BadMaxFragmentSize
        | Tls::InconsistentKeys(_) => quoted(
            "the TLS library failed; report this as a bug of workos-transport-hyper",
            &error.to_string(),
        ),
        unknown => {
            quoted("the TLS handshake failed; check whether a proxy intercepts it", &unknown.to_string())
        }
    }
}

/// Explains a fatal alert of a server (RFC 8446 §6.2).
fn alert_sentence(alert: AlertDescription) -> String {
    use AlertDescription as Alert;
    let meaning = match alert {
        Alert::HandshakeFailure | Alert::ProtocolVersion | Alert::InsufficientSecurity => {
            "no TLS version or cipher in common; it needs TLS 1.2 or newer"
        }
        Alert::UnrecognisedName => "it does not serve this host name; check the URL",
        Alert::NoApplicationProtocol => {
            "it supports none of the offered HTTP versions; allow another version"
        }
        Alert::CertificateRequired | Alert::NoCertificate | Alert::AccessDenied => {
            "it asks for a client certificate, which this transport does not send"
        }
        Alert::InternalError | Alert::UserCanceled => "it had an internal error; try again later",
        Alert::BadCertificate
        | Alert::UnsupportedCertificate
        | Alert::CertificateRevoked
        | Alert::CertificateExpired
        | Alert::CertificateUnknown
        | Alert::UnknownCA => {
            "it rejected a client certificate, although this transport sends none; check the URL"
        }
        _ => "check whether a proxy or firewall answers in its place",
    };
    format!("the server refused the handshake ({alert:?}): {meaning}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use rustls::{
        CertRevocationListError, ContentType, EncryptedClientHelloError, HandshakeType, InconsistentKeys,
        OtherError, PeerIncompatible, PeerMisbehaved,
    };
    use std::sync::Arc;

    #[derive(Debug)]
    struct Text(&'static str);

    impl fmt::Display for Text {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(self.0)
        }
    }

    impl Error for Text {}

    pub(super) fn other(text: &'static str) -> OtherError {
        OtherError(Arc::new(Text(text)))
    }

    pub(super) const LONG: &str = "1.2.840.113549.1.1.5, 1.2.840.113549.1.1.11, 1.2.840.113549.1.1.12, 1.2.840.10045.4.3.2, \
                        1.2.840.10045.4.3.3, 1.2.840.10045.4.3.4, 1.3.101.112, 1.3.101.113, 2.16.840.1.101.3.4.3";

    /// Returns every variant of `rustls::Error`, with a text that its sentence must contain.
    fn errors() -> Vec<(rustls::Error, &'static str)> {
        use rustls::Error as Tls;
        vec![
            (
                Tls::InappropriateMessage {
                    expect_types: vec![ContentType::Handshake; 100],
                    got_type: ContentType::ApplicationData,
                },
                "TLS protocol",
            ),
            (
                Tls::InappropriateHandshakeMessage {
                    expect_types: vec![HandshakeType::ServerHello; 100],
                    got_type: HandshakeType::Finished,
                },
                "TLS protocol",
            ),
            (Tls::InvalidEncryptedClientHello(EncryptedClientHelloError::InvalidConfigList), "report"),
            (Tls::InvalidMessage(InvalidMessage::InvalidContentType), "does not speak TLS"),
            (Tls::InvalidMessage(InvalidMessage::CertificatePayloadTooLarge), "64 KiB"),
            (Tls::NoCertificatesPresented, "no certificate"),
            (Tls::UnsupportedNameType, "DNS name"),
            (Tls::DecryptError, "changed on the way"),
            (Tls::EncryptError, "report"),
            (Tls::PeerIncompatible(PeerIncompatible::NoCipherSuitesInCommon), "TLS 1.2 or newer"),
            (Tls::PeerMisbehaved(PeerMisbehaved::SelectedUnofferedCipherSuite), "TLS protocol"),
            (Tls::AlertReceived(AlertDescription::ProtocolVersion), "ProtocolVersion"),
            (Tls::InvalidCertRevocationList(CertRevocationListError::Other(other(LONG))), "revoked"),
            (Tls::General(LONG.into()), "1.2.840"),
            (Tls::General("SSL_CERT_FILE is set and names no CA certificates".into()), "SSL_CERT_FILE"),
            (Tls::FailedToGetCurrentTime, "clock"),
            (Tls::FailedToGetRandomBytes, "random"),
            (Tls::HandshakeNotComplete, "report"),
            (Tls::PeerSentOversizedRecord, "does not speak TLS"),
            (Tls::NoApplicationProtocol, "HTTP versions"),
            (Tls::BadMaxFragmentSize, "report"),
            (Tls::InconsistentKeys(InconsistentKeys::KeyMismatch), "report"),
            (Tls::Other(other(LONG)), "set up"),
        ]
    }

    fn texts(error: &rustls::Error) -> (String, String) {
        let TlsFailure::Refused { sentence, detail } = TlsFailure::from(error) else {
            panic!("{error} is a lost connection")
        };
        (sentence, detail)
    }

    #[test]
    fn every_failure_of_a_handshake_is_a_short_sentence() {
        let certificates = certificate::tests::errors().into_iter();
        let certificates = certificates.map(|(error, word)| (rustls::Error::from(error), word));
        for (error, word) in errors().into_iter().chain(certificates) {
            let (sentence, detail) = texts(&error);
            assert!(sentence.contains(word), "{error:?}: {sentence}");
            for text in [&sentence, &detail] {
                assert!(text.chars().count() <= LONGEST, "{} characters: {text}", text.chars().count());
            }
            assert!(sentence.starts_with(char::is_lowercase) || sentence.starts_with("TLS"), "{sentence}");
            assert!(!sentence.contains("Other(") && !sentence.contains("Context {"), "{sentence}");
            assert!(sentence.contains(' ') && sentence.chars().all(|c| !c.is_control()), "{sentence}");
        }
    }

    #[test]
    fn the_sentence_of_every_alert_names_and_explains_it() {
        for code in 0..=255 {
            let alert = AlertDescription::from(code);
            let sentence = alert_sentence(alert);
            assert!(
                sentence.contains(&format!("({alert:?})")) && sentence.chars().count() <= LONGEST,
                "{sentence}"
            );
        }
        assert!(alert_sentence(AlertDescription::UnrecognisedName).contains("host name"));
        assert!(alert_sentence(AlertDescription::CertificateRequired).contains("client certificate"));
    }

    #[test]
    fn a_lost_connection_is_not_a_refusal() {
        let lost = TlsFailure::of(&io::ErrorKind::UnexpectedEof.into());
        assert!(matches!(lost, TlsFailure::Lost { .. }));
        let refused = TlsFailure::of(&io::Error::other(rustls::Error::DecryptError));
        assert!(matches!(refused, TlsFailure::Refused { .. }));
    }
}
