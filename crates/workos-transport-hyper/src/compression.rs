//! Whether compressed answers are requested, and how an answer is encoded.

use http::{HeaderMap, HeaderValue, header};
use workos_transport::Request;

/// The content codings registered with IANA, except `gzip` and `identity`. Errors repeat no other name, because a
/// server can put any text into a header.
const REGISTERED: [&str; 9] =
    ["aes128gcm", "br", "compress", "dcb", "dcz", "deflate", "exi", "pack200-gzip", "zstd"];

/// How many layers of compression an answer may have. There are two if a proxy compresses a compressed answer.
const MAX_GZIP_LAYERS: usize = 3;

/// Whether to request compressed answers.
///
/// Compression saves a round trip if the uncompressed answer does not fit into the first flight of packets, about 14
/// KB. A page of 100 connections has 40 KB, or 8 KB compressed, and takes 15 to 50 µs to decompress. A page of ten has
/// 4 KB, or 1 KB compressed: it takes 5 to 10 µs to decompress, and no round trip is saved.
///
/// An `Accept-Encoding` header of the request overrides this setting. A gzip answer is decompressed even if it was not
/// requested.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Compression {
    /// Requests gzip if a large answer is expected ([`Request::expects_large_body`]). The default.
    ///
    /// Large answers are lists with 40 objects or more per page, and all pages that `items()` and `pages()` fetch.
    #[default]
    Auto,
    /// Requests gzip for every answer. For networks that are slow or billed by volume.
    Always,
    /// Never requests compression.
    Never,
}

impl Compression {
    /// Returns the `Accept-Encoding` of a request.
    pub(crate) fn accepted(self, request: &Request) -> HeaderValue {
        let gzip = match self {
            Self::Auto => request.expects_large_body(),
            Self::Always => true,
            Self::Never => false,
        };
        HeaderValue::from_static(if gzip { "gzip" } else { "identity" })
    }
}

/// The encoding of a body that can be decoded: a number of gzip layers, or 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Encoding {
    pub(crate) gzip_layers: usize,
}

/// The reason why a body cannot be decoded, in words.
pub(crate) type Undecodable = String;

impl Encoding {
    /// Reads `Content-Encoding`, a list over one or more header lines (RFC 9110 §5.3 and §8.4).
    ///
    /// `identity` and empty elements are ignored, and names are case-insensitive.
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
        if gzip_layers > MAX_GZIP_LAYERS {
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
    fn the_error_for_an_unsupported_encoding_names_it_only_if_it_is_registered() {
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
    fn gzip_is_requested_by_the_expected_size_unless_the_setting_is_always_or_never() {
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
