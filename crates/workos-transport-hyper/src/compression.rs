//! Whether compressed answers are asked for, and how an answer is encoded.

use http::{HeaderMap, HeaderValue, header};
use workos_transport::Request;

/// The content codings registered with IANA. A server can put any text into a header, so no other name is repeated.
const REGISTERED: [&str; 9] =
    ["aes128gcm", "br", "compress", "dcb", "dcz", "deflate", "exi", "pack200-gzip", "zstd"];

/// How often an answer may be compressed; a proxy that compresses what is compressed makes it two.
const MOST_LAYERS: usize = 3;

/// Whether to ask for compressed answers.
///
/// A smaller answer saves a round trip if the plain one does not fit into the first flight of packets, some 14 KB: a
/// page of 100 connections has 40 KB, or 8 KB packed. Unpacking it takes 15 to 50 µs. A page of ten has 4 KB, or 1 KB
/// packed; unpacking it takes 5 to 10 µs and saves no round trip.
///
/// An `Accept-Encoding` header of the request wins over this setting. An answer that is gzip is unpacked whatever was
/// asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Compression {
    /// Asks for gzip where a large answer is expected ([`Request::expects_large_body`]): lists of 40 objects a page or
    /// more, among them all that `items()` and `pages()` fetch. The default.
    #[default]
    Auto,
    /// Asks for gzip with every request, for links that are slow or billed by volume.
    Always,
    /// Never asks for compression.
    Never,
}

impl Compression {
    /// The `Accept-Encoding` of a request.
    pub(crate) fn accepted(self, request: &Request) -> HeaderValue {
        let gzip = match self {
            Self::Auto => request.expects_large_body(),
            Self::Always => true,
            Self::Never => false,
        };
        HeaderValue::from_static(if gzip { "gzip" } else { "identity" })
    }
}

/// How a body is encoded, as far as it can be decoded: so many layers of gzip, or none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Encoding {
    pub(crate) gzip_layers: usize,
}

/// A list of encodings that cannot be decoded, in words.
pub(crate) type Undecodable = String;

impl Encoding {
    /// Reads `Content-Encoding`: a list over one or more lines (RFC 9110, 5.3 and 8.4), in which `identity` and empty
    /// elements count for nothing, and names have no case.
    pub(crate) fn of(headers: &HeaderMap) -> Result<Self, Undecodable> {
        let mut gzip_layers = 0;
        for line in headers.get_all(header::CONTENT_ENCODING) {
            let line = line.to_str().map_err(|_| "its Content-Encoding is not text".to_owned())?;
            for name in line.split(',').map(str::trim) {
                match () {
                    () if name.eq_ignore_ascii_case("gzip") || name.eq_ignore_ascii_case("x-gzip") => {
                        gzip_layers += 1;
                    }
                    () if name.is_empty() || name.eq_ignore_ascii_case("identity") => {}
                    () => return Err(undecodable(name)),
                }
            }
        }
        if gzip_layers > MOST_LAYERS {
            return Err(format!("it is compressed {gzip_layers} times"));
        }
        Ok(Self { gzip_layers })
    }
}

fn undecodable(name: &str) -> Undecodable {
    match REGISTERED.iter().find(|known| name.eq_ignore_ascii_case(known)) {
        Some(known) => format!("it is encoded as `{known}`, and only gzip can be decoded"),
        None => "its Content-Encoding names an unknown encoding, and only gzip can be decoded".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &[&str]) -> Result<usize, String> {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(header::CONTENT_ENCODING, HeaderValue::from_str(line).unwrap());
        }
        Encoding::of(&headers).map(|encoding| encoding.gzip_layers)
    }

    #[test]
    fn content_encoding_is_a_list_over_all_lines() {
        let cases: [(&[&str], usize); 14] = [
            (&[], 0),
            (&[""], 0),
            (&[" , ,"], 0),
            (&["identity"], 0),
            (&["gzip"], 1),
            (&["GZip"], 1),
            (&["x-gzip"], 1),
            (&[" gzip\t"], 1),
            (&["identity, gzip"], 1),
            (&["gzip", "identity"], 1),
            (&["gzip", ""], 1),
            (&["gzip, gzip"], 2),
            (&["gzip", "gzip"], 2),
            (&["gzip, X-GZIP", "gzip"], 3),
        ];
        for (lines, layers) in cases {
            assert_eq!(read(lines), Ok(layers), "{lines:?}");
        }
    }

    #[test]
    fn an_encoding_that_cannot_be_decoded_is_named_if_it_is_registered() {
        for lines in [&["br"][..], &["gzip, br"], &["gzip", "BR"], &["br", "gzip"]] {
            assert!(read(lines).unwrap_err().contains("`br`"), "{lines:?}");
        }
        for lines in [&["sk_test_canary"][..], &["gzip;q=1"], &["gzip canary"], &["canary", "gzip"]] {
            let reason = read(lines).unwrap_err();
            assert!(reason.contains("unknown encoding") && !reason.contains("canary"), "{reason}");
        }
        assert!(read(&["gzip"; 4]).unwrap_err().contains("4 times"));
        let mut headers = HeaderMap::new();
        headers.append(header::CONTENT_ENCODING, HeaderValue::from_bytes(b"gzip\xff").unwrap());
        assert!(Encoding::of(&headers).unwrap_err().contains("not text"));
    }

    #[test]
    fn gzip_is_asked_for_by_the_expected_size_unless_set() {
        static LIST: workos_transport::Operation =
            workos_transport::Operation::new("things.list", http::Method::GET, "/things");
        let accepted = |compression: Compression, large| {
            let request = Request::new(&LIST, http::Request::default()).with_large_body_expected(large);
            compression.accepted(&request).to_str().unwrap().to_owned()
        };
        for (compression, small, large) in [
            (Compression::Auto, "identity", "gzip"),
            (Compression::Always, "gzip", "gzip"),
            (Compression::Never, "identity", "identity"),
        ] {
            assert_eq!(
                (accepted(compression, false), accepted(compression, true)),
                (small.into(), large.into())
            );
        }
        assert_eq!(Compression::default(), Compression::Auto);
    }
}
