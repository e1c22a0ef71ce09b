//! The emulator as its callers see it: requests in, answers out.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a helper that fails fails the test that calls it")]

mod axum_login;
mod connections;
mod consent;
mod control;
mod control_access;
mod control_document;
mod dead_letters;
mod domains;
mod error_pages;
mod errors;
mod events;
mod faults;
mod hardening;
mod journal;
mod keeping;
mod lenient;
mod limits;
mod objects;
mod operations;
mod organizations;
mod page;
mod pipes;
mod portal;
mod rate_limits;
mod sdk_shapes;
mod seed_schema;
mod seeds;
mod server;
mod set_up;
mod sign_in;
mod snapshots;
mod somebody;
mod typed_events;
mod users;
mod webhook_targets;
mod webhooks;
mod widgets;

use bytes::Bytes;
use http::{Request, Response};
use serde_json::Value;
use workos_emulator::Emulator;

/// The redirect URI of the examples in the API's documentation.
const CALLBACK: &str = "https://yourapp.com/callback";
const ACME: &str = "org_01H5K5Z4J8T9D3G2F1N6M8V7C4";
/// The organization of the Admin Portal's examples.
const INITECH: &str = "org_01H1234567890ABCDEFGHIJK";
const SAML: &str = "conn_01HQRS5H000000000000000001";
const OIDC: &str = "conn_01HQRS5H000000000000000002";
const GOOGLE: &str = "conn_01HQRS5H000000000000000003";
const INACTIVE: &str = "conn_01HQRS5H000000000000000004";
/// The user of the default fixture.
const JOHN: &str = "user_01HQRS5H000000000000000001";
/// The vector of RFC 7636, appendix B.
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

/// An answer, read.
struct Answer {
    status: u16,
    location: String,
    headers: http::HeaderMap,
    text: String,
}

impl Answer {
    fn read(response: Response<Bytes>) -> Self {
        let (parts, body) = response.into_parts();
        let location = parts.headers.get("location").map_or("", |value| value.to_str().unwrap());
        assert!(parts.headers["x-request-id"].to_str().unwrap().starts_with("req_"));
        Self {
            status: parts.status.as_u16(),
            location: location.to_owned(),
            text: String::from_utf8(body.to_vec()).unwrap(),
            headers: parts.headers,
        }
    }

    fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("{} {}", self.status, self.text))
    }

    /// Status, `code` and `error` of an error answer.
    fn error(&self) -> (u16, String, String) {
        let body = self.json();
        let text = |name: &str| body[name].as_str().unwrap_or_default().to_owned();
        assert!(!text("message").is_empty(), "{body}");
        (self.status, text("code"), text("error"))
    }

    /// Status and code of the page of an error.
    fn error_page(&self) -> (u16, &str) {
        let (_, rest) = self.text.split_once("Error code <code>").unwrap_or_else(|| panic!("{}", self.text));
        (self.status, rest.split_once('<').unwrap().0)
    }

    /// A parameter of the redirect; the values in these tests need no decoding.
    fn param(&self, name: &str) -> Option<&str> {
        let (_, query) = self.location.split_once('?')?;
        query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
    }

    /// The code of a redirect back to the application.
    fn code(&self) -> String {
        assert_eq!(self.status, 302, "{}", self.text);
        self.param("code").unwrap_or_else(|| panic!("no code in {}", self.location)).to_owned()
    }
}

/// Sends a request with these headers.
fn send(emulator: &Emulator, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
    let mut request = Request::builder().method(method).uri(format!("https://workos.test{path}"));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    Answer::read(emulator.handle(request.body(Bytes::copy_from_slice(body.as_bytes())).unwrap()))
}

/// Sends a request as a browser would.
fn browse(emulator: &Emulator, path: &str) -> Answer {
    send(emulator, "GET", path, &[("accept", "text/html,*/*;q=0.8")], "")
}

/// Sends a request as a program without an API key would.
fn curl(emulator: &Emulator, path: &str) -> Answer {
    send(emulator, "GET", path, &[("accept", "*/*")], "")
}

/// Sends a request with the API key.
fn call(emulator: &Emulator, method: &str, path: &str) -> Answer {
    send(emulator, method, path, &[("authorization", "Bearer sk_test_default")], "")
}

fn post_json(emulator: &Emulator, path: &str, body: &Value) -> Answer {
    call_json(emulator, "POST", path, body)
}

/// Sends a JSON body under an idempotency key.
fn post_keyed(emulator: &Emulator, path: &str, key: &str, body: &Value) -> Answer {
    let headers = [
        ("authorization", "Bearer sk_test_default"),
        ("content-type", "application/json"),
        ("idempotency-key", key),
    ];
    send(emulator, "POST", path, &headers, &body.to_string())
}

/// Sends a JSON body with the API key.
fn call_json(emulator: &Emulator, method: &str, path: &str, body: &Value) -> Answer {
    let headers = [("authorization", "Bearer sk_test_default"), ("content-type", "application/json")];
    send(emulator, method, path, &headers, &body.to_string())
}

/// The ids of a list.
fn ids(answer: &Answer) -> Vec<String> {
    assert_eq!(answer.status, 200, "{}", answer.text);
    let data = answer.json()["data"].as_array().unwrap().clone();
    data.iter().map(|item| item["id"].as_str().unwrap().to_owned()).collect()
}

/// Walks a list of 25 objects, ten at a time and in every order, to its end and a page back.
fn walk_25(emulator: &Emulator, path: &str) {
    for (order, forward, backward) in
        [("asc", "after", "before"), ("desc", "after", "before"), ("normal", "before", "after")]
    {
        let mut cursor = String::new();
        let mut pages = Vec::new();
        loop {
            let page = call(emulator, "GET", &format!("{path}?order={order}{cursor}"));
            pages.push(ids(&page));
            match page.json()["list_metadata"][forward].as_str() {
                Some(next) => cursor = format!("&{forward}={next}"),
                None => break,
            }
        }
        assert_eq!(pages.iter().map(Vec::len).collect::<Vec<_>>(), [10, 10, 5], "{order}");
        let whole = ids(&call(emulator, "GET", &format!("{path}?order={order}&limit=100")));
        assert_eq!(pages.concat(), whole);
        let back = call(emulator, "GET", &format!("{path}?order={order}&{backward}={}", pages[2][0]));
        assert_eq!(ids(&back), pages[1], "{order}");
        assert_eq!(back.json()["list_metadata"][backward], pages[1][0].as_str());
        assert_eq!(back.json()["list_metadata"][forward], pages[1][9].as_str());
        let first = call(emulator, "GET", &format!("{path}?order={order}&{backward}={}", pages[1][0]));
        assert_eq!(ids(&first), pages[0], "{order}");
        assert!(first.json()["list_metadata"][backward].is_null());
    }
    let unknown = call(emulator, "GET", &format!("{path}?after=nope"));
    assert_eq!((unknown.status, unknown.error().1.as_str()), (422, "invalid_request_parameters"));
}

fn post_form(emulator: &Emulator, path: &str, form: &str) -> Answer {
    send(emulator, "POST", path, &[("content-type", "application/x-www-form-urlencoded")], form)
}

/// Drops the emulator's address, to follow a link or a redirect.
fn path_of(url: &str) -> &str {
    url.strip_prefix("https://workos.test").unwrap_or_else(|| panic!("{url} leads elsewhere"))
}

/// The claims of a JWT that the published keys verify.
fn verified_claims(emulator: &Emulator, token: &str) -> Value {
    use base64::Engine as _;
    let decode = |text: &str| base64::prelude::BASE64_URL_SAFE_NO_PAD.decode(text).unwrap();
    let jwks = browse(emulator, "/sso/jwks/client_test").json();
    let field = |name: &str| decode(jwks["keys"][0][name].as_str().unwrap());
    let public = ring::rsa::PublicKeyComponents { n: field("n"), e: field("e") };
    let (signed, signature) = token.rsplit_once('.').unwrap();
    let algorithm = &ring::signature::RSA_PKCS1_2048_8192_SHA256;
    public.verify(algorithm, signed.as_bytes(), &decode(signature)).unwrap();
    serde_json::from_slice(&decode(signed.split_once('.').unwrap().1)).unwrap()
}

/// The path of a sign-in with these further parameters.
fn authorize(more: &str) -> String {
    format!("/sso/authorize?client_id=client_test&redirect_uri={CALLBACK}&response_type=code&{more}")
}

/// Exchanges a code, with further parameters, as a form.
fn exchange(emulator: &Emulator, code: &str, more: &str) -> Answer {
    let form = format!("client_id=client_test&code={code}&grant_type=authorization_code&{more}");
    post_form(emulator, "/sso/token", &form)
}

const SECRET: &str = "client_secret=sk_test_default";

/// Signs somebody in; returns the token answer.
fn sign_in(emulator: &Emulator, more: &str) -> Value {
    let answer = exchange(emulator, &browse(emulator, &authorize(more)).code(), SECRET);
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer.json()
}

fn profile_status(emulator: &Emulator, token: &Value) -> u16 {
    let bearer = format!("Bearer {}", token["access_token"].as_str().unwrap());
    send(emulator, "GET", "/sso/profile", &[("authorization", &bearer)], "").status
}
