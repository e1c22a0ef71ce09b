//! Finds secrets in running text by their form: PEM blocks, Base64 blobs, and the user information of URLs.

use std::ops::Range;

const LONGEST_URL: usize = 2048;

/// Returns the ranges of the PEM blocks in a text, with their BEGIN and END lines. A block without an END line extends
/// to the end of the text.
///
/// Certificates are included, because a truncated label does not reliably say what kind of block it is.
#[must_use]
pub fn pem_blocks(text: &str) -> Vec<Range<usize>> {
    const BEGIN: &str = "-----BEGIN";
    const END: &str = "-----END";
    const DASHES: &str = "-----";
    let mut blocks = Vec::new();
    let mut from = 0;
    while let Some(start) = find(text, from, BEGIN) {
        let end = find(text, start + BEGIN.len(), END)
            .and_then(|end| find(text, end + END.len(), DASHES))
            .map_or(text.len(), |dashes| dashes + DASHES.len());
        blocks.push(start..end);
        from = end;
    }
    blocks
}

/// Returns the ranges of the user information (`user:password`) of the URLs in a text, without the `@` that follows.
///
/// A password may contain unescaped `/`, `?`, `#` and `@`. If the text before the first of these characters is not a
/// host with an optional port, the user information ends at the last `@` of the URL.
#[must_use]
pub fn url_credentials(text: &str) -> Vec<Range<usize>> {
    const SCHEME_END: &str = "://";
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(scheme_end) = find(text, from, SCHEME_END) {
        let start = scheme_end + SCHEME_END.len();
        let url = &text[start..];
        // Only the start of a longer URL is searched, which keeps the search linear.
        let url = &url[..url.char_indices().nth(LONGEST_URL).map_or(url.len(), |(end, _)| end)];
        let url = &url[..url.find(ends_url).unwrap_or(url.len())];
        from = start;
        if let Some(length) = user_information(url) {
            found.push(start..start + length);
            from = start + length;
        }
    }
    found
}

/// Returns the length of the user information at the start of a URL without its scheme.
fn user_information(url: &str) -> Option<usize> {
    let authority = &url[..url.find(['/', '?', '#']).unwrap_or(url.len())];
    if let Some(at) = authority.rfind('@') {
        // A password that contains both an unescaped `@` and a `/` ends at the last `@`.
        let rest = &url[at + 1..];
        return Some(rest.find('@').filter(|_| !is_host(&authority[at + 1..])).map_or(at, |_| last_at(url)));
    }
    (url.contains('@') && !is_host(authority)).then(|| last_at(url))
}

fn last_at(url: &str) -> usize {
    url.rfind('@').unwrap_or_default()
}

/// Whether a text is a host with an optional numeric port.
fn is_host(text: &str) -> bool {
    let after_address = text.rsplit_once(']').map_or(text, |(_, port)| port);
    match after_address.split_once(':') {
        Some((_, port)) => port.bytes().all(|byte| byte.is_ascii_digit()),
        None => !text.is_empty(),
    }
}

fn ends_url(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '"' | '<' | '>' | '`')
}

/// Returns the ranges of long runs of standard Base64, such as a private key without its BEGIN and END lines.
#[must_use]
pub fn base64_blobs(text: &str) -> Vec<Range<usize>> {
    const SHORTEST: usize = 60;
    let in_blob = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=');
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut start = 0;
    for at in 0..=bytes.len() {
        if bytes.get(at).is_some_and(|byte| in_blob(*byte)) {
            continue;
        }
        let run = &bytes[start..at];
        let has = |kind: fn(&u8) -> bool| run.iter().any(kind);
        if run.len() >= SHORTEST
            && has(u8::is_ascii_uppercase)
            && has(u8::is_ascii_lowercase)
            && has(|byte| matches!(byte, b'+' | b'/' | b'='))
        {
            found.push(start..at);
        }
        start = at + 1;
    }
    found
}

/// Returns the index of the next match of a pattern, at or after `from`.
fn find(text: &str, from: usize, pattern: &str) -> Option<usize> {
    text.get(from..)?.find(pattern).map(|at| from + at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cut(text: &str, ranges: Vec<Range<usize>>) -> String {
        ranges.into_iter().rev().fold(text.to_owned(), |mut text, range| {
            text.replace_range(range, "***");
            text
        })
    }

    #[test]
    fn complete_and_truncated_pem_blocks_are_found() {
        for (text, expected) in [
            ("a -----BEGIN KEY-----\nMII/+=\n-----END KEY----- b", "a *** b"),
            ("-----BEGIN RSA KEY-----\\nMII\\n-----END RSA KEY-----", "***"),
            ("-----BEGIN%20KEY-----MII-----END%20KEY-----&a=b", "***&a=b"),
            ("x -----BEGIN EC KEY-----\nMII", "x ***"),
            ("-----BEGIN A-----a-----END A-----, -----BEGIN B-----b-----END B-----", "***, ***"),
            ("----- no block -----", "----- no block -----"),
        ] {
            assert_eq!(cut(text, pem_blocks(text)), expected);
        }
    }

    #[test]
    fn a_long_run_of_base64_is_found_and_a_path_is_not() {
        let key = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJ/TUt9+Us8cKj==";
        let text = format!("key {key}, end");
        assert_eq!(cut(&text, base64_blobs(&text)), "key ***, end");
        for path in ["https://api.workos.com/organizations/org_01EHZNVPK3SFK441A1RGBFSHRT/domains", "a/b/C"] {
            assert_eq!(base64_blobs(path), []);
        }
    }

    #[test]
    fn the_user_information_of_a_url_ends_at_its_last_at_sign() {
        for (text, expected) in [
            ("https://user:pass@host/path", "https://***@host/path"),
            ("see http://user@localhost:80, and", "see http://***@localhost:80, and"),
            ("http://svc:pa#ss@proxy:3128", "http://***@proxy:3128"),
            ("http://svc:pa/s?s@proxy:3128", "http://***@proxy:3128"),
            ("http://svc:p@ss@proxy:3128/", "http://***@proxy:3128/"),
            ("http://svc:p@s:s/x@proxy:3128/", "http://***@proxy:3128/"),
            ("socks5h://a:b@[::1]:1080", "socks5h://***@[::1]:1080"),
            ("https://host:443/@user", "https://host:443/@user"),
            ("https://[::1]:443/a@b", "https://[::1]:443/a@b"),
            ("https://host/?email=ann@acme.com", "https://host/?email=ann@acme.com"),
            ("no URL: ann@acme.com", "no URL: ann@acme.com"),
        ] {
            assert_eq!(cut(text, url_credentials(text)), expected);
        }
    }

    proptest! {
        #[test]
        fn ranges_are_in_order_and_within_any_text(text in "(-----BEGIN|-----END|-----|://|@|:|/|ä|a|1| ){0,40}") {
            for ranges in [pem_blocks(&text), url_credentials(&text), base64_blobs(&text)] {
                let mut last = 0;
                for range in ranges {
                    prop_assert!(last <= range.start && text.get(range.clone()).is_some());
                    last = range.end;
                }
            }
        }
    }
}
