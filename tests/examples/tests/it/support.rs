//! Clients of an emulator, and a browser.

use axum::Router;
use axum::body::{Body, to_bytes};
use http::{HeaderMap, Method, Request, StatusCode, Uri, header};
use tower_service::Service as _;
use workos_emulator::{DEFAULT_BASE_URL, Emulator};
use workos_sso::{Client, Retry};
use workos_transport::Transport;

/// Returns a client of this emulator, in process.
pub(crate) fn client(emulator: &Emulator) -> Client {
    client_over(emulator, emulator.transport())
}

/// Returns a client that reaches this emulator through `transport`. It sends each call once.
pub(crate) fn client_over(emulator: &Emulator, transport: impl Transport + 'static) -> Client {
    Client::builder()
        .api_key(emulator.api_key())
        .client_id(emulator.client_id())
        .base_url(DEFAULT_BASE_URL)
        .retry(Retry::none())
        .transport(transport)
        .build()
        .unwrap()
}

/// The response of a route.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn location(&self) -> &str {
        self.headers.get(header::LOCATION).map_or("", |value| value.to_str().unwrap())
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap()
    }
}

/// Sends a request to an application.
pub(crate) async fn ask(app: &Router, request: Request<Body>) -> Answer {
    let (head, body) = app.clone().call(request).await.unwrap().into_parts();
    let body = String::from_utf8(to_bytes(body, 1 << 20).await.unwrap().into()).unwrap();
    Answer { status: head.status, headers: head.headers, body }
}

/// A browser that stores cookies and does not follow redirects.
#[derive(Default)]
pub(crate) struct Browser {
    cookies: Vec<(String, String)>,
}

impl Browser {
    pub(crate) async fn get(&mut self, app: &Router, target: &str) -> Answer {
        self.send(app, Method::GET, target).await
    }

    pub(crate) async fn post(&mut self, app: &Router, target: &str) -> Answer {
        self.send(app, Method::POST, target).await
    }

    /// Returns the value of a stored cookie.
    pub(crate) fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.iter().find(|(kept, _)| kept == name).map(|(_, value)| value.as_str())
    }

    /// Changes a cookie, as a person with developer tools can.
    pub(crate) fn forge(&mut self, name: &str, change: impl FnOnce(&str) -> String) {
        let (_, value) = self.cookies.iter_mut().find(|(kept, _)| kept == name).unwrap();
        *value = change(value);
    }

    async fn send(&mut self, app: &Router, method: Method, target: &str) -> Answer {
        let cookies: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request =
            Request::builder().method(method).uri(target).header(header::COOKIE, cookies.join("; "));
        let answer = ask(app, request.body(Body::empty()).unwrap()).await;
        for set in answer.headers.get_all(header::SET_COOKIE) {
            let set = set.to_str().unwrap();
            let (pair, attributes) = set.split_once("; ").unwrap();
            for attribute in ["HttpOnly", "SameSite=Lax", "Secure", "Path=/"] {
                assert!(attributes.contains(attribute), "{set}");
            }
            let (name, value) = pair.split_once('=').unwrap();
            self.cookies.retain(|(kept, _)| kept != name);
            if !attributes.contains("Max-Age=0") {
                self.cookies.push((name.to_owned(), value.to_owned()));
            }
        }
        answer
    }
}

/// Follows redirects of the emulator until one leads to another host, and returns that URL.
pub(crate) fn follow(emulator: &Emulator, url: &str) -> Uri {
    let mut url: Uri = url.parse().unwrap();
    let home: Uri = DEFAULT_BASE_URL.parse().unwrap();
    for _ in 0..5 {
        if url.host() != home.host() {
            return url;
        }
        let request = Request::get(&url).header(header::ACCEPT, "text/html").body("".into()).unwrap();
        let response = emulator.handle(request);
        let location = response.headers().get(header::LOCATION);
        let location = location.unwrap_or_else(|| panic!("{} at {}", response.status(), url.path()));
        url = location.to_str().unwrap().parse().unwrap();
    }
    panic!("too many redirects")
}
