//! What an X.509 certificate says about its validity (RFC 5280 section 4.1).

use tokio_rustls::rustls::pki_types::CertificateDer;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use workos_core::Timestamp;

const SEQUENCE: u8 = 0x30;
const VERSION: u8 = 0xa0;
const UTC_TIME: u8 = 0x17;
const GENERALIZED_TIME: u8 = 0x18;

/// From when to when the certificate in this PEM text is valid; `None` when it holds none, or more than one.
pub(crate) fn validity(pem: &str) -> Option<(Timestamp, Timestamp)> {
    let mut certificates = CertificateDer::pem_slice_iter(pem.as_bytes());
    let certificate = certificates.next()?.ok()?;
    if certificates.next().is_some() {
        return None;
    }
    let (SEQUENCE, certificate, []) = element(&certificate)? else { return None };
    let (SEQUENCE, mut fields, _) = element(certificate)? else { return None };
    if let (VERSION, _, rest) = element(fields)? {
        fields = rest;
    }
    // Before the validity stand serial number, signature algorithm and issuer.
    for _ in 0..3 {
        fields = element(fields)?.2;
    }
    let (SEQUENCE, validity, _) = element(fields)? else { return None };
    let (first, start, rest) = element(validity)?;
    let (second, end, _) = element(rest)?;
    Some((time(first, start)?, time(second, end)?))
}

/// The tag and the content of the first element of DER, and what follows it.
fn element(der: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let (&tag, rest) = der.split_first()?;
    let (&first, rest) = rest.split_first()?;
    let (length, rest) = match first {
        0..=0x7f => (usize::from(first), rest),
        // More than four bytes of length are no certificate.
        0x81..=0x84 => {
            let (bytes, rest) = rest.split_at_checked(usize::from(first & 0x7f))?;
            (bytes.iter().fold(0, |length, byte| length << 8 | usize::from(*byte)), rest)
        }
        _ => return None,
    };
    let (content, rest) = rest.split_at_checked(length)?;
    Some((tag, content, rest))
}

/// `YYMMDDHHMMSSZ`, of the years 1950 to 2049, or `YYYYMMDDHHMMSSZ`.
fn time(tag: u8, text: &[u8]) -> Option<Timestamp> {
    let text = std::str::from_utf8(text).ok()?.strip_suffix('Z').filter(|text| text.is_ascii())?;
    let (year, rest) = match (tag, text.len()) {
        (UTC_TIME, 12) => {
            let century = if text < "5" { "20" } else { "19" };
            (format!("{century}{}", &text[..2]), &text[2..])
        }
        (GENERALIZED_TIME, 14) => (text[..4].to_owned(), &text[4..]),
        _ => return None,
    };
    let part = |at: usize| &rest[at..at + 2];
    format!("{year}-{}-{}T{}:{}:{}Z", part(0), part(2), part(4), part(6), part(8)).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::keys::public_test_certificate;

    #[test]
    fn the_validity_of_a_certificate_is_read() {
        let (start, end) = validity(public_test_certificate()).unwrap();
        assert!(start < end);
        let made = rcgen::generate_simple_self_signed(["idp.test".to_owned()]).unwrap().cert.pem();
        // rcgen's default: 1975 to 4096, one of them too late for the short form.
        let (start, end) = validity(&made).unwrap();
        assert_eq!(
            (start.to_string(), end.to_string()),
            ("1975-01-01T00:00:00.000Z".to_owned(), "4096-01-01T00:00:00.000Z".to_owned())
        );
    }

    #[test]
    fn what_is_no_single_certificate_has_none() {
        let one = public_test_certificate();
        let cut = one.replace("MII", "MIA");
        for pem in [
            "",
            "MIIB",
            "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
            &cut,
            &one.repeat(2),
        ] {
            assert_eq!(validity(pem), None, "{pem}");
        }
    }
}
