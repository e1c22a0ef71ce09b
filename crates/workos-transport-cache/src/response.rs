//! Responses: whether they may be stored or replaced by stale ones, and how their cache status is marked.

use http::header::{AGE, CACHE_CONTROL, HeaderMap, HeaderName, HeaderValue};
use workos_transport::Response;

use crate::CacheStatus;
use crate::key::varies_beyond;

/// Returns whether a stale entry may be served instead of a response with this status.
pub(crate) const fn is_failure(status: u16) -> bool {
    matches!(status, 408 | 429 | 500..)
}

pub(crate) fn is_cacheable(response: &Response) -> bool {
    !has_directive(response.headers(), &["no-store"]) && !varies_beyond(response.headers())
}

/// Copies a response without the headers and extensions that belong to one request only.
pub(crate) fn without_per_request_parts(response: &Response) -> Response {
    const PER_REQUEST: [HeaderName; 5] = [
        HeaderName::from_static("x-ratelimit-limit"),
        HeaderName::from_static("x-ratelimit-remaining"),
        HeaderName::from_static("x-ratelimit-reset"),
        http::header::RETRY_AFTER,
        http::header::SET_COOKIE,
    ];
    let mut http = response.clone().into_http();
    http.extensions_mut().clear();
    for name in &PER_REQUEST {
        http.headers_mut().remove(name);
    }
    Response::new(http)
}

/// Returns whether `Cache-Control` has one of these directives.
pub(crate) fn has_directive(headers: &HeaderMap, directives: &[&str]) -> bool {
    let values = headers.get_all(CACHE_CONTROL).iter().filter_map(|value| value.to_str().ok());
    values.flat_map(|value| value.split(',')).any(|found| {
        let name = found.split('=').next().unwrap_or_default().trim();
        directives.iter().any(|directive| name.eq_ignore_ascii_case(directive))
    })
}

impl CacheStatus {
    /// Adds the status to the extensions of a response, and to its headers `Cache-Status` (RFC 9211) and `Age`.
    pub(crate) fn mark(self, response: &mut Response) {
        const CACHE_STATUS: HeaderName = HeaderName::from_static("cache-status");
        let mut http = std::mem::replace(response, Response::new(http::Response::default())).into_http();
        if let Ok(value) = HeaderValue::try_from(self.to_string()) {
            http.headers_mut().insert(CACHE_STATUS, value);
        }
        if let Some(age) = self.age() {
            http.headers_mut().insert(AGE, HeaderValue::from(age.as_secs()));
        }
        http.extensions_mut().insert(self);
        *response = Response::new(http);
    }
}
