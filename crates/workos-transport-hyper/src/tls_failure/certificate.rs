//! Describes the errors of certificates.

use std::time::Duration;

use rustls::{CertificateError, ExtendedKeyPurpose};

use super::text::{quote, quoted};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// Returns a sentence that says what is wrong with a certificate, and what to do.
pub(super) fn sentence(error: &CertificateError) -> String {
    use CertificateError as Bad;
    const EXPIRED: &str = "the certificate has expired";
    const RENEW: &str = "the server's operator has to renew it, unless the clock of this system is wrong";
    const OTHER_HOST: &str = "the certificate is for another host name";
    const CHECK_HOST: &str = "check the host of the URL, and whether a proxy intercepts TLS";
    const PURPOSE: &str = "the certificate is not for servers";
    const REVOCATION: &str =
        "it is unknown whether the certificate was revoked; update the trust store of this system";
    const ALGORITHM: &str = "the certificate is signed with an algorithm that is not supported, such as SHA-1; \
                             the server's operator has to replace it";
    const REPLACE: &str = "the server's operator has to replace it, unless a proxy intercepts TLS";
    match error {
        Bad::Expired => format!("{EXPIRED}; {RENEW}"),
        Bad::ExpiredContext { time, not_after } => {
            let seconds = time.as_secs().saturating_sub(not_after.as_secs());
            format!("{EXPIRED}, {} ago by the clock of this system; {RENEW}", days(seconds))
        }
        Bad::NotValidYet => "the certificate is not valid yet (is the system clock right?)".into(),
        Bad::NotValidYetContext { time, not_before } => {
            let seconds = not_before.as_secs().saturating_sub(time.as_secs());
            format!(
                "the certificate is not valid yet, for another {} (is the system clock right?)",
                days(seconds)
            )
        }
        Bad::NotValidForName => format!("{OTHER_HOST}; {CHECK_HOST}"),
        Bad::NotValidForNameContext { presented, .. } => match presented.first() {
            Some(name) => format!("{OTHER_HOST} ({}); {CHECK_HOST}", quote(name)),
            None => format!("the certificate is for no host name; {CHECK_HOST}"),
        },
        Bad::UnknownIssuer => {
            "the certificate comes from an unknown issuer (a CA that is not trusted); add the CA to \
                               the trust store or to the transport if it is yours"
                .into()
        }
        Bad::Revoked => format!("the certificate was revoked; {REPLACE}"),
        Bad::BadEncoding => format!("the certificate is malformed; {REPLACE}"),
        Bad::BadSignature => format!("the certificate has a wrong signature; {REPLACE}"),
        Bad::UnhandledCriticalExtension => {
            format!("the certificate has a critical extension that is not supported; {REPLACE}")
        }
        #[expect(deprecated, reason = "other verifiers may use it")]
        Bad::UnsupportedSignatureAlgorithm => ALGORITHM.into(),
        Bad::UnsupportedSignatureAlgorithmContext { .. }
        | Bad::UnsupportedSignatureAlgorithmForPublicKeyContext { .. } => ALGORITHM.into(),
        Bad::InvalidPurpose => format!("{PURPOSE}; {REPLACE}"),
        Bad::InvalidPurposeContext { presented, .. } => {
            let for_clients = presented.contains(&ExtendedKeyPurpose::ClientAuth);
            format!("{PURPOSE}{}; {REPLACE}", if for_clients { " but for clients" } else { "" })
        }
        Bad::UnknownRevocationStatus
        | Bad::ExpiredRevocationList
        | Bad::ExpiredRevocationListContext { .. } => REVOCATION.into(),
        Bad::InvalidOcspResponse => {
            "the proof that the certificate was not revoked (OCSP) is invalid; try again later".into()
        }
        Bad::ApplicationVerificationFailure => {
            "this system does not accept the certificate; check its trust store and policies".into()
        }
        Bad::Other(error) => other_sentence(&error.to_string()),
        unknown => quoted("the certificate is not accepted", &unknown.to_string()),
    }
}

/// Describes an error of webpki for which rustls has no variant. The text starts with the name of webpki's variant.
fn other_sentence(text: &str) -> String {
    let name = text.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    let reason = match name {
        "CaUsedAsEndEntity" => {
            return "the server uses the certificate of a CA as its own; its operator has to issue one for the server".into();
        }
        "EndEntityUsedAsCa" => "a certificate of the chain is signed by a certificate that is not a CA's",
        "PathLenConstraintViolated" => "the chain of certificates is longer than one of its CAs allows",
        "NameConstraintViolation" => "the CA of the certificate may not sign for this host name",
        "MalformedNameConstraint" | "InvalidNetworkMaskConstraint" => {
            "the restriction of host names in a CA certificate of the chain cannot be read"
        }
        "CertDistrusted" => "the CA of the certificate is no longer trusted",
        "SignatureAlgorithmMismatch" => "the certificate names two signature algorithms",
        "EmptyEkuExtension" => "the certificate is for no purpose at all",
        "UnsupportedCertVersion" => "a certificate of the chain is not of X.509 version 3",
        "UnsupportedCriticalExtension" => "the certificate has a critical extension that is not supported",
        "InvalidSerialNumber" => "the serial number of the certificate is malformed",
        "MalformedDnsIdentifier" => "the certificate has a malformed host name",
        "MalformedExtensions" | "ExtensionValueInvalid" => "the certificate has a malformed extension",
        "UnsupportedNameType" => "the certificate has no host name of a supported kind",
        "MaximumPathDepthExceeded"
        | "MaximumPathBuildCallsExceeded"
        | "MaximumSignatureChecksExceeded"
        | "MaximumNameConstraintComparisonsExceeded" => {
            "the chain of certificates is too long or too complex"
        }
        _ => return quoted("the certificate is not accepted; check the trust store of this system", text),
    };
    format!("{reason}; the server's operator has to replace it, unless a proxy intercepts TLS")
}

fn days(seconds: u64) -> String {
    match seconds / DAY.as_secs() {
        0 => "less than a day".into(),
        1 => "1 day".into(),
        days => format!("{days} days"),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::tests::{LONG, other};
    use super::super::text::LONGEST;
    use super::*;
    use rustls::pki_types::{AlgorithmIdentifier, ServerName, UnixTime, alg_id};

    /// Returns every variant of `rustls::CertificateError`, with a text that its sentence must contain.
    pub(in super::super) fn errors() -> Vec<(CertificateError, &'static str)> {
        use CertificateError as Bad;
        let at = |days: u64| UnixTime::since_unix_epoch(DAY * u32::try_from(days).unwrap());
        let expected = ServerName::try_from("api.workos.com").unwrap();
        let algorithms: Vec<AlgorithmIdentifier> = vec![alg_id::RSA_PSS_SHA256; 40];
        #[expect(deprecated, reason = "other verifiers may use it")]
        let old = Bad::UnsupportedSignatureAlgorithm;
        vec![
            (Bad::BadEncoding, "malformed"),
            (Bad::Expired, "has expired"),
            (Bad::ExpiredContext { time: at(20_012), not_after: at(20_000) }, "has expired, 12 days ago"),
            (Bad::NotValidYet, "system clock"),
            (Bad::NotValidYetContext { time: at(0), not_before: at(20_000) }, "20000 days"),
            (Bad::Revoked, "revoked"),
            (Bad::UnhandledCriticalExtension, "critical extension"),
            (Bad::UnknownIssuer, "unknown issuer"),
            (Bad::UnknownRevocationStatus, "revoked"),
            (Bad::ExpiredRevocationList, "revoked"),
            (Bad::ExpiredRevocationListContext { time: at(2), next_update: at(1) }, "revoked"),
            (Bad::BadSignature, "wrong signature"),
            (old, "algorithm"),
            (
                Bad::UnsupportedSignatureAlgorithmContext {
                    signature_algorithm_id: vec![0x2a; 200],
                    supported_algorithms: algorithms,
                },
                "algorithm",
            ),
            (
                Bad::UnsupportedSignatureAlgorithmForPublicKeyContext {
                    signature_algorithm_id: vec![0x2a; 200],
                    public_key_algorithm_id: vec![0x2a; 200],
                },
                "algorithm",
            ),
            (Bad::NotValidForName, "another host name"),
            (
                Bad::NotValidForNameContext {
                    expected: expected.clone(),
                    presented: vec!["x".repeat(9000); 99],
                },
                "another host name",
            ),
            (Bad::NotValidForNameContext { expected, presented: vec![] }, "no host name"),
            (Bad::InvalidPurpose, "not for servers"),
            (
                Bad::InvalidPurposeContext {
                    required: ExtendedKeyPurpose::ServerAuth,
                    presented: vec![ExtendedKeyPurpose::ClientAuth, ExtendedKeyPurpose::Other(vec![1; 400])],
                },
                "not for servers but for clients",
            ),
            (Bad::InvalidOcspResponse, "OCSP"),
            (Bad::ApplicationVerificationFailure, "trust store"),
            (Bad::Other(other(LONG)), "not accepted"),
        ]
    }

    #[test]
    fn each_error_of_webpki_is_described_by_a_sentence() {
        for name in [
            "CaUsedAsEndEntity",
            "CertDistrusted",
            "EmptyEkuExtension",
            "EndEntityUsedAsCa",
            "ExtensionValueInvalid",
            "InvalidNetworkMaskConstraint",
            "InvalidSerialNumber",
            "MalformedDnsIdentifier",
            "MalformedExtensions",
            "MalformedNameConstraint",
            "MaximumNameConstraintComparisonsExceeded",
            "MaximumPathBuildCallsExceeded",
            "MaximumPathDepthExceeded",
            "MaximumSignatureChecksExceeded",
            "NameConstraintViolation",
            "PathLenConstraintViolated",
            "SignatureAlgorithmMismatch",
            "UnsupportedCertVersion",
            "UnsupportedCriticalExtension",
            "UnsupportedNameType",
        ] {
            let sentence = other_sentence(name);
            assert!(!sentence.contains(name) && sentence.contains("operator"), "{sentence}");
            assert!(sentence.chars().count() <= LONGEST, "{sentence}");
        }
        assert!(other_sentence("SomethingNew { oids: [1] }").contains("not accepted"));
    }
}
