//! Cache keys.

use std::fmt;

use http::header::{ACCEPT, ACCEPT_ENCODING, ACCEPT_LANGUAGE, AUTHORIZATION, HeaderName, ORIGIN, VARY};
use http::{HeaderMap, Uri};
use sha2::{Digest, Sha256};
use workos_transport::Request;

/// The request headers that are part of a key. A response that varies by any other header is not cached.
const KEY_HEADERS: [HeaderName; 5] = [AUTHORIZATION, ACCEPT, ACCEPT_ENCODING, ACCEPT_LANGUAGE, ORIGIN];

/// The key of a cache entry: a hash of the credential and the other [`KEY_HEADERS`], and the URI.
///
/// The method is not part of it, as only `GET` responses are cached.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct Key {
    headers_hash: [u8; 32],
    operation: &'static str,
    template: &'static str,
    uri: Uri,
}

impl Key {
    pub(crate) fn of(request: &Request) -> Self {
        let mut headers_hash = Sha256::new();
        for name in &KEY_HEADERS {
            let mut values = request.headers().get_all(name).iter().peekable();
            // Length prefixes separate the values; the first byte tells an absent header from an empty one.
            headers_hash.update(if values.peek().is_some() { [1] } else { [0] });
            for value in values {
                headers_hash.update(value.len().to_le_bytes());
                headers_hash.update(value.as_bytes());
            }
        }
        Self {
            headers_hash: headers_hash.finalize().into(),
            operation: request.operation().id(),
            template: request.operation().path(),
            uri: request.uri().clone(),
        }
    }

    pub(crate) const fn operation(&self) -> &'static str {
        self.operation
    }

    pub(crate) const fn template(&self) -> &'static str {
        self.template
    }

    /// Returns the path below the base URL: the last segments, as many as the template has.
    pub(crate) fn path(&self) -> &str {
        let path = self.uri.path();
        let segments = self.template.matches('/').count();
        path.rmatch_indices('/').nth(segments.saturating_sub(1)).map_or(path, |(start, _)| &path[start..])
    }

    /// Returns whether a path segment or a query value equals `id`.
    pub(crate) fn contains_id(&self, id: &str) -> bool {
        self.uri.path().split('/').any(|segment| segment == id)
            || self.uri.query().is_some_and(|query| {
                query.split('&').any(|pair| pair.split_once('=').is_some_and(|(_, value)| value == id))
            })
    }

    /// Returns an estimate of the size of the key in bytes.
    pub(crate) fn weight(&self) -> usize {
        size_of::<Self>() + self.uri.path().len() + self.uri.query().map_or(0, str::len)
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Key").field("operation", &self.operation).finish_non_exhaustive()
    }
}

/// Returns whether a response varies by headers that are not part of the key.
pub(crate) fn varies_beyond(headers: &HeaderMap) -> bool {
    let names = headers.get_all(VARY).iter().flat_map(|value| value.to_str().unwrap_or("*").split(','));
    names.map(str::trim).any(|name| {
        !name.is_empty() && !KEY_HEADERS.iter().any(|part| name.eq_ignore_ascii_case(part.as_str()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use bytes::Bytes;
    use http::Method;
    use workos_transport::Operation;

    static GET: Operation = Operation::new("connections.get", Method::GET, "/connections/{id}");

    fn key(uri: &str, headers: &[(&str, &str)]) -> Key {
        let http =
            headers.iter().fold(http::Request::get(uri), |http, (name, value)| http.header(*name, *value));
        Key::of(&Request::new(&GET, http.body(Bytes::new()).unwrap()))
    }

    #[test]
    fn keys_differ_by_credential_accept_header_and_uri_and_debug_shows_none_of_them() {
        let uri = "https://x/connections/conn_1";
        let plain = key(uri, &[("authorization", "Bearer canary"), ("user-agent", "a")]);
        assert_eq!(plain, key(uri, &[("authorization", "Bearer canary"), ("user-agent", "b")]));
        for other in [
            key(uri, &[]),
            key(uri, &[("authorization", "")]),
            key(uri, &[("authorization", "Bearer other")]),
            key(uri, &[("authorization", "Bearer canary"), ("accept", "image/svg+xml")]),
            key("https://x/connections/conn_2", &[("authorization", "Bearer canary")]),
            key("https://x/connections/conn_1?a=b", &[("authorization", "Bearer canary")]),
            key("https://y/connections/conn_1", &[("authorization", "Bearer canary")]),
        ] {
            assert_ne!(plain, other);
        }
        assert!(!format!("{plain:?}").contains("canary"));
    }

    #[test]
    fn the_path_excludes_the_path_of_the_base_url() {
        assert_eq!(key("https://x/base/v1/connections/conn_1?a=b", &[]).path(), "/connections/conn_1");
        assert_eq!(key("https://x/connections/conn_1", &[]).path(), "/connections/conn_1");
        assert_eq!(key("https://x/short", &[]).path(), "/short");
    }

    #[test]
    fn ids_are_found_in_path_and_query() {
        let key = key("https://x/connections/conn_1?organization_id=org_1&limit=10", &[]);
        assert!(
            key.contains_id("conn_1")
                && key.contains_id("org_1")
                && !key.contains_id("org_")
                && !key.contains_id("conn_10")
        );
    }

    #[test]
    fn a_response_that_varies_by_other_headers_is_detected() {
        let varies = |value: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(VARY, value.parse().unwrap());
            varies_beyond(&headers)
        };
        assert!(!varies("Accept-Encoding, origin") && !varies("") && !varies_beyond(&HeaderMap::new()));
        assert!(varies("*") && varies("accept, Cookie"));
    }
}
