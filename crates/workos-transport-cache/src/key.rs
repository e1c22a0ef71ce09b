//! What tells kept answers apart.

use std::fmt;

use http::header::{ACCEPT, ACCEPT_ENCODING, ACCEPT_LANGUAGE, AUTHORIZATION, HeaderName, ORIGIN, VARY};
use http::{HeaderMap, Uri};
use sha2::{Digest, Sha256};
use workos_transport::Request;

/// The headers that are part of a key. An answer that varies by another is not kept.
const PARTS: [HeaderName; 5] = [AUTHORIZATION, ACCEPT, ACCEPT_ENCODING, ACCEPT_LANGUAGE, ORIGIN];

/// Whose request for what: a hash of the credential and the other headers that matter, and the URI.
///
/// The method is always `GET`.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct Key {
    asker: [u8; 32],
    operation: &'static str,
    template: &'static str,
    uri: Uri,
}

impl Key {
    pub(crate) fn of(request: &Request) -> Self {
        let mut asker = Sha256::new();
        for name in &PARTS {
            let mut values = request.headers().get_all(name).iter().peekable();
            // Lengths keep two values from reading like one, and mark what is absent.
            asker.update(if values.peek().is_some() { [1] } else { [0] });
            for value in values {
                asker.update(value.len().to_le_bytes());
                asker.update(value.as_bytes());
            }
        }
        Self {
            asker: asker.finalize().into(),
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

    /// The path without that of the base URL: as many segments from the end as the template has.
    pub(crate) fn path(&self) -> &str {
        let path = self.uri.path();
        let segments = self.template.matches('/').count();
        path.rmatch_indices('/').nth(segments.saturating_sub(1)).map_or(path, |(start, _)| &path[start..])
    }

    /// Whether a segment of the path or a value of the query is `id`.
    pub(crate) fn names(&self, id: &str) -> bool {
        self.uri.path().split('/').any(|segment| segment == id)
            || self.uri.query().is_some_and(|query| {
                query.split('&').any(|pair| pair.split_once('=').is_some_and(|(_, value)| value == id))
            })
    }

    /// An estimate of the bytes it takes.
    pub(crate) fn weight(&self) -> usize {
        size_of::<Self>() + self.uri.path().len() + self.uri.query().map_or(0, str::len)
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Key").field("operation", &self.operation).finish_non_exhaustive()
    }
}

/// Whether an answer varies by headers that are no part of the key.
pub(crate) fn varies_beyond(headers: &HeaderMap) -> bool {
    let names = headers.get_all(VARY).iter().flat_map(|value| value.to_str().unwrap_or("*").split(','));
    names
        .map(str::trim)
        .any(|name| !name.is_empty() && !PARTS.iter().any(|part| name.eq_ignore_ascii_case(part.as_str())))
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
    fn keys_differ_by_credential_accept_and_uri_and_show_none_of_them() {
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
    fn the_path_is_that_below_the_base_url() {
        assert_eq!(key("https://x/base/v1/connections/conn_1?a=b", &[]).path(), "/connections/conn_1");
        assert_eq!(key("https://x/connections/conn_1", &[]).path(), "/connections/conn_1");
        assert_eq!(key("https://x/short", &[]).path(), "/short");
    }

    #[test]
    fn ids_are_found_in_path_and_query() {
        let key = key("https://x/connections/conn_1?organization_id=org_1&limit=10", &[]);
        assert!(key.names("conn_1") && key.names("org_1") && !key.names("org_") && !key.names("conn_10"));
    }

    #[test]
    fn answers_that_vary_by_other_headers_are_noticed() {
        let varies = |value: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(VARY, value.parse().unwrap());
            varies_beyond(&headers)
        };
        assert!(!varies("Accept-Encoding, origin") && !varies("") && !varies_beyond(&HeaderMap::new()));
        assert!(varies("*") && varies("accept, Cookie"));
    }
}
