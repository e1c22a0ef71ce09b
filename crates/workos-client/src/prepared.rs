//! A validated request with its limits.

use bytes::Bytes;
use http::{HeaderName, HeaderValue, Uri, header};
use workos_core::Secret;
use workos_transport::Operation;

use crate::Client;
use crate::client::Limits;

/// A validated request and its limits.
pub(crate) struct Prepared {
    pub(crate) client: Client,
    pub(crate) operation: &'static Operation,
    pub(crate) uri: Uri,
    pub(crate) authorization: Option<HeaderValue>,
    pub(crate) content_type: Option<HeaderValue>,
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
    pub(crate) body: Bytes,
    pub(crate) limits: Limits,
    /// Whether the answer is expected to be large enough for compression.
    pub(crate) large_answer: bool,
    pub(crate) expect: Expect,
    pub(crate) secrets: Vec<Secret>,
}

/// Which statuses are a success.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Expect {
    Success,
    SuccessOrRedirect,
}

impl Prepared {
    /// Builds the request of an attempt. Each attempt builds its own, because most calls need only one. The parts do
    /// not change, so every attempt sends the same bytes.
    pub(crate) fn request(&self) -> http::Request<Bytes> {
        let mut request = http::Request::new(self.body.clone());
        *request.method_mut() = self.operation.method().clone();
        *request.uri_mut() = self.uri.clone();
        let headers = request.headers_mut();
        headers.insert(header::ACCEPT, HeaderValue::from_static("application/json"));
        headers.insert(header::USER_AGENT, self.client.inner().user_agent.clone());
        if let Some(value) = &self.authorization {
            headers.insert(header::AUTHORIZATION, value.clone());
        }
        if let Some(value) = &self.content_type {
            headers.insert(header::CONTENT_TYPE, value.clone());
        }
        headers.extend(self.headers.iter().cloned());
        request
    }
}
