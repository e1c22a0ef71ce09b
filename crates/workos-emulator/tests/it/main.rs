//! The emulator as its callers see it: requests in, answers out.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a helper that fails fails the test that calls it")]

mod connections;
mod errors;
mod page;
mod server;
mod sign_in;

use bytes::Bytes;
use http::{Request, Response};
use serde_json::Value;
use workos_emulator::Emulator;

/// The redirect URI of the examples in the API's documentation.
const CALLBACK: &str = "https://yourapp.com/callback";
const ACME: &str = "org_01H5K5Z4J8T9D3G2F1N6M8V7C4";
const SAML: &str = "conn_01HQRS5H000000000000000001";
const OIDC: &str = "conn_01HQRS5H000000000000000002";
const GOOGLE: &str = "conn_01HQRS5H000000000000000003";
const INACTIVE: &str = "conn_01HQRS5H000000000000000004";
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

/// Sends a request with the API key.
fn call(emulator: &Emulator, method: &str, path: &str) -> Answer {
    send(emulator, method, path, &[("authorization", "Bearer sk_test_default")], "")
}

fn post_json(emulator: &Emulator, path: &str, body: &Value) -> Answer {
    let headers = [("authorization", "Bearer sk_test_default"), ("content-type", "application/json")];
    send(emulator, "POST", path, &headers, &body.to_string())
}

fn post_form(emulator: &Emulator, path: &str, form: &str) -> Answer {
    send(emulator, "POST", path, &[("content-type", "application/x-www-form-urlencoded")], form)
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
