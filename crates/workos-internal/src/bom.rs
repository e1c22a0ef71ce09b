//! The byte order mark that some servers and editors write before JSON.

/// Removes the UTF-8 byte order mark from the start of a JSON text. RFC 8259 §8.1 allows a parser to ignore it.
#[must_use]
pub fn without_bom(json: &[u8]) -> &[u8] {
    json.strip_prefix(b"\xef\xbb\xbf").unwrap_or(json)
}
