//! URLs that browsers are sent to.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// The base URL in links and tokens of an emulator that is not served and has no other base URL. No server answers
/// there.
pub const DEFAULT_BASE_URL: &str = "https://workos.test";

/// Everything but the unreserved characters of RFC 3986.
const QUERY: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// `url` with these parameters added to its query.
pub(crate) fn with_query(url: &str, pairs: &[(&str, &str)]) -> String {
    let mut url = url.to_owned();
    for (name, value) in pairs {
        url.push(if url.contains('?') { '&' } else { '?' });
        url.extend([name, "="]);
        url.extend(utf8_percent_encode(value, QUERY));
    }
    url
}
