//! The browser of the demo. It sends requests over an SDK transport, follows redirects and submits forms.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE, LOCATION, ORIGIN, USER_AGENT};
use http::{HeaderName, Method, StatusCode, Uri};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use workos_kit::transport::{Auth, Operation, Request, Transport};

use super::form::{Control, Form};
use crate::failure::Failure;
use crate::web::is_on_this_machine;

static VISIT: Operation = Operation::new("browser.visit", Method::GET, "/").auth(Auth::None);
static SUBMIT: Operation = Operation::new("browser.submit", Method::POST, "/").auth(Auth::None);

const X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
const MAX_REDIRECTS: usize = 10;
/// The time limit of one request.
const TIMEOUT: Duration = Duration::from_secs(10);

/// The characters to percent-encode: all except the unreserved characters of RFC 3986.
const COMPONENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A browser without scripts, cookies and images. It sends requests to this machine only.
#[derive(Clone, Debug)]
pub(crate) struct Browser {
    transport: Arc<dyn Transport>,
}

/// The page that the browser has opened.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) url: Uri,
    pub(crate) status: StatusCode,
    pub(crate) html: String,
    /// The id of the first request that led here, before any redirect.
    pub(crate) request_id: Option<String>,
}

impl Browser {
    pub(crate) const fn new(transport: Arc<dyn Transport>) -> Self {
        Self { transport }
    }

    /// Opens a URL and follows its redirects.
    pub(crate) async fn open(&self, url: &str) -> Result<Page, Failure> {
        self.follow(&VISIT, parse(url)?, None).await
    }

    /// Submits a form by one of its buttons, and follows the redirects.
    pub(crate) async fn press(&self, page: &Page, form: &Form, button: &Control) -> Result<Page, Failure> {
        self.submit(page, form, &form.press(button)).await
    }

    /// Submits a form with these fields, and follows the redirects.
    pub(crate) async fn submit(
        &self,
        page: &Page,
        form: &Form,
        fields: &[(&str, &str)],
    ) -> Result<Page, Failure> {
        let target = resolve(&page.url, &form.action)?;
        let fields = form_encode(fields);
        if form.is_post {
            let body = Submission { fields, origin: origin(&page.url)? };
            return self.follow(&SUBMIT, target, Some(body)).await;
        }
        self.follow(&VISIT, parse(&format!("{}?{fields}", without_query(&target)))?, None).await
    }

    async fn follow(
        &self,
        mut operation: &'static Operation,
        mut url: Uri,
        mut body: Option<Submission>,
    ) -> Result<Page, Failure> {
        let mut request_id = None;
        for redirects in 0..=MAX_REDIRECTS {
            let response = self.send(operation, &url, body.as_ref()).await?;
            let header = |name| response.headers().get(name).and_then(|value| value.to_str().ok());
            if redirects == 0 {
                request_id = header(X_REQUEST_ID).map(str::to_owned);
            }
            let status = response.status();
            let Some(location) = header(LOCATION).filter(|_| status.is_redirection()) else {
                let html = String::from_utf8_lossy(response.body()).into_owned();
                return Ok(Page { url, status, html, request_id });
            };
            url = resolve(&url, location)?;
            // RFC 9110 §15.4: 307 and 308 keep the method; after other redirects, browsers send GET.
            if !matches!(status, StatusCode::TEMPORARY_REDIRECT | StatusCode::PERMANENT_REDIRECT) {
                (operation, body) = (&VISIT, None);
            }
        }
        Err(Failure::refused(format!("the browser was redirected more than {MAX_REDIRECTS} times")))
    }

    async fn send(
        &self,
        operation: &'static Operation,
        url: &Uri,
        body: Option<&Submission>,
    ) -> Result<http::Response<Bytes>, Failure> {
        if !is_on_this_machine(url) {
            let host = url.host().unwrap_or_default();
            return Err(Failure::refused(format!(
                "the demo's browser was redirected to {host}, which is not this machine"
            )));
        }
        let mut request = http::Request::builder()
            .method(operation.method())
            .uri(url)
            .header(ACCEPT, "text/html,application/xhtml+xml,*/*;q=0.8")
            .header(USER_AGENT, concat!("workos-demo/", env!("CARGO_PKG_VERSION")));
        let mut content = Bytes::new();
        if let Some(body) = body {
            request = request
                .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
                .header(ORIGIN, &body.origin);
            content = Bytes::from(body.fields.clone());
        }
        let request = request.body(content).map_err(|error| Failure::refused(error.to_string()))?;
        let answer = tokio::time::timeout(TIMEOUT, self.transport.send(Request::new(operation, request)));
        match answer.await {
            Ok(Ok(response)) => Ok(response.into_http()),
            Ok(Err(error)) => Err(Failure::refused(format!("the browser received no response: {error}"))),
            Err(_) => Err(Failure::refused("the browser received no response within ten seconds")),
        }
    }
}

/// The content of a form submission.
#[derive(Debug)]
struct Submission {
    fields: String,
    /// The origin of the form's page, which servers check against cross-site request forgery.
    origin: String,
}

fn form_encode(fields: &[(&str, &str)]) -> String {
    let pair = |(name, value): &(&str, &str)| {
        format!("{}={}", utf8_percent_encode(name, COMPONENT), utf8_percent_encode(value, COMPONENT))
    };
    fields.iter().map(pair).collect::<Vec<_>>().join("&")
}

/// Resolves a reference on a page to a URL (RFC 3986 §5.2, without dot segments).
fn resolve(base: &Uri, reference: &str) -> Result<Uri, Failure> {
    let scheme = base.scheme_str().unwrap_or("http");
    let reference = reference.split('#').next().unwrap_or_default();
    let text = match reference {
        absolute if absolute.starts_with("http://") || absolute.starts_with("https://") => {
            absolute.to_owned()
        }
        other if other.starts_with("//") => format!("{scheme}:{other}"),
        "" => base.to_string(),
        path if path.starts_with('/') => format!("{}{path}", origin(base)?),
        query if query.starts_with('?') => format!("{}{query}", without_query(base)),
        other if other.split(['/', '?']).next().is_some_and(|first| first.contains(':')) => {
            return Err(Failure::refused("the browser was redirected to a URL that is not HTTP"));
        }
        relative => {
            let directory = base.path().rsplit_once('/').map_or("", |(directory, _)| directory);
            format!("{}{directory}/{relative}", origin(base)?)
        }
    };
    parse(&text)
}

fn parse(url: &str) -> Result<Uri, Failure> {
    url.parse().map_err(|_| Failure::refused("the browser was redirected to an invalid URL"))
}

fn origin(url: &Uri) -> Result<String, Failure> {
    let authority = url.authority().ok_or_else(|| Failure::refused("the page has no host"))?;
    Ok(format!("{}://{authority}", url.scheme_str().unwrap_or("http")))
}

fn without_query(url: &Uri) -> String {
    url.to_string().split('?').next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_resolved_against_their_page() {
        let base = parse("http://127.0.0.1:4100/sso/authorize?a=1").unwrap();
        for (reference, expected) in [
            ("/sign-in", "http://127.0.0.1:4100/sign-in"),
            ("sign-in?x=1#top", "http://127.0.0.1:4100/sso/sign-in?x=1"),
            ("?b=2", "http://127.0.0.1:4100/sso/authorize?b=2"),
            ("", "http://127.0.0.1:4100/sso/authorize?a=1"),
            ("//[::1]:5/x", "http://[::1]:5/x"),
            ("http://localhost:1/cb?u=http://x", "http://localhost:1/cb?u=http://x"),
        ] {
            assert_eq!(resolve(&base, reference).unwrap().to_string(), expected, "{reference}");
        }
        assert!(resolve(&base, "javascript:alert(1)").is_err());
        assert!(resolve(&base, "http://a b/").is_err());
    }

    #[test]
    fn fields_are_encoded_as_a_form() {
        assert_eq!(form_encode(&[("a", "1 2&3"), ("ü", "~")]), "a=1%202%263&%C3%BC=~");
    }
}
