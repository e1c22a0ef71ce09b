//! The byte order mark that some servers and editors write before JSON.

/// A JSON text without the byte order mark of UTF-8 at its start. RFC 8259 §8.1 lets a reader ignore it.
#[must_use]
pub fn without_bom(json: &[u8]) -> &[u8] {
    json.strip_prefix(b"\xef\xbb\xbf").unwrap_or(json)
}
