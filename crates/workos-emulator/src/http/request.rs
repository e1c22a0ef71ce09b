//! A request as handlers read it.

use std::cell::{OnceCell, RefCell};

use bytes::Bytes;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE};
use http::request::Parts;
use http::{HeaderMap, HeaderName, StatusCode};
use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};
use workos_core::Timestamp;

use crate::base::lenient::Lenient;
use crate::http::answer::Failure;
use crate::http::contract::Param;
use crate::http::form::{self, Pairs};
use crate::http::url::DEFAULT_BASE_URL;

const JSON_TYPES: &[&str] = &["application/json"];
const HTML_TYPES: &[&str] = &["text/html", "application/xhtml+xml", "text/*"];

/// One request, routed.
#[derive(Debug)]
pub(crate) struct Call {
    pub(crate) now: Timestamp,
    /// The checks that are disabled.
    pub(crate) lenient: Lenient,
    /// Where the client reached the emulator, without a slash at its end.
    pub(crate) base_url: String,
    pub(crate) query: Pairs,
    /// The name of the operation, once the request is routed and if it has one.
    pub(crate) operation: Option<&'static str>,
    /// The template of the path, once the request is routed.
    pub(crate) template: Option<&'static str>,
    parts: Parts,
    body: Bytes,
    path: Vec<(&'static str, String)>,
    /// What the body says; nothing where it cannot be read.
    fields: OnceCell<Option<Map<String, Value>>>,
    unknown_fields: RefCell<Vec<String>>,
    /// The fields that the operation takes, once the request is routed: the types of a form's values follow from them.
    body_params: &'static [Param],
}

/// The address under which a server is reached, put into a request by it.
#[derive(Clone, Debug)]
pub(crate) struct BaseUrl(pub(crate) String);

impl Call {
    /// A request that arrived at this time. Without a base URL, the one of the server counts.
    pub(crate) fn new(
        now: Timestamp,
        base_url: Option<&str>,
        lenient: Lenient,
        request: http::Request<Bytes>,
    ) -> Self {
        let (parts, body) = request.into_parts();
        let served = parts.extensions.get::<BaseUrl>().map(|url| url.0.as_str());
        let base_url = base_url.or(served).unwrap_or(DEFAULT_BASE_URL).to_owned();
        let query = Pairs::parse(parts.uri.query().unwrap_or_default());
        Self {
            now,
            lenient,
            base_url,
            query,
            operation: None,
            template: None,
            parts,
            body,
            path: Vec::new(),
            fields: OnceCell::new(),
            unknown_fields: RefCell::default(),
            body_params: &[],
        }
    }

    pub(crate) fn set_path(&mut self, names: &[&'static str], values: &matchit::Params<'_, '_>) {
        let decode = |value: &str| percent_decode_str(value).decode_utf8_lossy().into_owned();
        self.path = names.iter().copied().zip(values.iter().map(|(_, value)| decode(value))).collect();
    }

    /// The request is one of an operation that takes these fields.
    pub(crate) const fn set_body_params(&mut self, params: &'static [Param]) {
        self.body_params = params;
    }

    /// The operation and the template of the path, once the request is routed.
    pub(crate) fn route(&self) -> Option<(Option<&'static str>, &'static str)> {
        self.template.map(|template| (self.operation, template))
    }

    /// Notes for the journal that the operation has no such fields.
    pub(crate) fn note_unknown_fields(&self, names: Vec<String>) {
        self.unknown_fields.replace(names);
    }

    pub(crate) fn take_unknown_fields(&self) -> Vec<String> {
        self.unknown_fields.take()
    }

    pub(crate) const fn parts(&self) -> &Parts {
        &self.parts
    }

    pub(crate) const fn uri(&self) -> &http::Uri {
        &self.parts.uri
    }

    pub(crate) fn method(&self) -> &str {
        self.parts.method.as_str()
    }

    /// A parameter of the path, decoded.
    pub(crate) fn path(&self, name: &str) -> &str {
        self.path.iter().find(|(key, _)| *key == name).map_or("", |(_, value)| value)
    }

    pub(crate) const fn headers(&self) -> &HeaderMap {
        &self.parts.headers
    }

    /// What a server knows of the request beyond what was sent.
    pub(crate) fn extension<T: Send + Sync + 'static>(&self) -> Option<&T> {
        self.parts.extensions.get()
    }

    pub(crate) const fn body(&self) -> &Bytes {
        &self.body
    }

    pub(crate) fn header(&self, name: &HeaderName) -> Option<&str> {
        self.parts.headers.get(name)?.to_str().ok()
    }

    /// Whether it has this header with this value, among others perhaps.
    pub(crate) fn has_header(&self, name: &str, value: &str) -> bool {
        self.parts.headers.get_all(name).iter().any(|given| given.as_bytes() == value.as_bytes())
    }

    /// The token of an `Authorization: Bearer` header. A header of another kind gives an empty token, which
    /// is never right.
    pub(crate) fn bearer(&self) -> Option<&str> {
        let value = self.parts.headers.get(AUTHORIZATION)?.to_str().unwrap_or_default();
        let (scheme, token) = value.split_once(' ').unwrap_or(("", ""));
        Some(if scheme.eq_ignore_ascii_case("bearer") { token.trim() } else { "" })
    }

    /// Whether `Accept` names JSON and prefers it to HTML. `*/*` names neither.
    pub(crate) fn prefers_json(&self) -> bool {
        self.accepts(JSON_TYPES) > self.accepts(HTML_TYPES)
    }

    /// Whether the answer to an error is a page: a GET whose `Accept` names HTML, as browsers do, and does not prefer
    /// JSON. Only GETs, since some clients of Java name HTML in every request, among them exchanges of codes.
    pub(crate) fn prefers_page(&self) -> bool {
        let html = self.accepts(HTML_TYPES);
        self.method() == "GET" && self.bearer().is_none() && html > 0.0 && html >= self.accepts(JSON_TYPES)
    }

    /// The highest quality that `Accept` gives to one of these types; zero if it names none.
    fn accepts(&self, types: &[&str]) -> f32 {
        let accept = self.header(&ACCEPT).unwrap_or_default();
        accept
            .split(',')
            .filter_map(|range| {
                let mut parts = range.split(';').map(str::trim);
                let name = parts.next()?;
                let q = parts.find_map(|part| part.strip_prefix("q=")).map_or(Some(1.0), |q| q.parse().ok());
                types.iter().any(|known| known.eq_ignore_ascii_case(name)).then_some(q?)
            })
            .fold(0.0_f32, f32::max)
    }

    /// The fields of the body: a JSON object, or a form; empty without a body. It is read once, however many ask.
    ///
    /// # Errors
    /// 400 when the body is neither.
    pub(crate) fn fields(&self) -> Result<&Map<String, Value>, Failure> {
        self.fields.get_or_init(|| self.read_fields()).as_ref().ok_or_else(|| {
            Failure::plain(
                StatusCode::BAD_REQUEST,
                "bad_request",
                "The body is neither a JSON object nor a form with its content type.",
            )
        })
    }

    fn read_fields(&self) -> Option<Map<String, Value>> {
        if self.body.is_empty() {
            return Some(Map::new());
        }
        if self.has_form() {
            let form = Pairs::parse(&String::from_utf8_lossy(&self.body));
            return Some(form::read_fields(&form, self.body_params));
        }
        serde_json::from_slice(&self.body).ok()
    }

    pub(crate) const fn has_body(&self) -> bool {
        !self.body.is_empty()
    }

    /// Whether the body is `application/x-www-form-urlencoded`.
    pub(crate) fn has_form(&self) -> bool {
        is_form(self.header(&CONTENT_TYPE).unwrap_or_default())
    }
}

/// Whether a body of this content type is a form.
pub(crate) fn is_form(content_type: &str) -> bool {
    let essence = content_type.split(';').next().unwrap_or_default().trim();
    essence.eq_ignore_ascii_case("application/x-www-form-urlencoded")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call(accept: &str) -> Call {
        let request = http::Request::get("/").header(ACCEPT, accept).body(Bytes::new()).unwrap();
        Call::new(Timestamp::UNIX_EPOCH, None, Lenient::STRICT, request)
    }

    fn prefers_json(accept: &str) -> bool {
        call(accept).prefers_json()
    }

    #[test]
    fn errors_are_pages_only_for_clients_that_name_html() {
        for accept in
            ["text/html", "text/html,application/xhtml+xml,*/*;q=0.8", "application/json, text/html"]
        {
            assert!(call(accept).prefers_page(), "{accept}");
        }
        for accept in ["", "*/*", "application/json", "application/json, text/html;q=0.9", "text/html;q=0"] {
            assert!(!call(accept).prefers_page(), "{accept}");
        }
    }

    #[test]
    fn json_is_preferred_only_when_named_before_html() {
        for accept in
            ["application/json", "application/json, text/plain, */*", "text/html;q=0.5, application/json"]
        {
            assert!(prefers_json(accept), "{accept}");
        }
        for accept in [
            "",
            "*/*",
            "text/html,application/xhtml+xml,*/*;q=0.8",
            "application/json, text/html",
            "application/json;q=0",
        ] {
            assert!(!prefers_json(accept), "{accept}");
        }
    }

    #[test]
    fn pairs_decode_plus_percent_and_every_spelling_of_a_list() {
        let pairs = Pairs::parse("a=1+2%263&scope=w&scope=x,y&scope[]=z&scope[0]=0&empty=&flag");
        assert_eq!(pairs.get("a"), Some("1 2&3"));
        assert_eq!(pairs.list("scope").collect::<Vec<_>>(), ["w", "x", "y", "z", "0"]);
        assert_eq!(
            (pairs.get("empty"), pairs.filled("empty"), pairs.get("flag")),
            (Some(""), None, Some(""))
        );
    }
}
