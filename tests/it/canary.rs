//! No secret is printed: flows run with known secrets under a subscriber that keeps everything, and all that the SDK
//! shows of itself is searched for them.

mod cassettes;
mod domains;
mod types;

use std::fmt::{Debug, Display};
use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use serde_json::json;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::fmt::format::FmtSpan;
use workos_admin_portal::{AdminPortal, PortalIntent};
use workos_client::{Call, Client, Method, Operation, Retry, Secret};
use workos_sso::iron::Iron;
use workos_sso::{LoginAttempt, SealKeys, Sso, SsoCallback, StateCheck};
use workos_transport::Transport;
use workos_transport_hyper::{HyperTransport, Proxies};
use workos_transport_mock::{Reply, Script};
use workos_webhooks::{WebhookVerifier, sign};
use workos_widgets::Widgets;

use crate::faults::Wire;
use crate::faults::script::{Act, Answer, Ending, status};
use crate::faults::server::{FaultServer, Setup};
use crate::faults::tls::Ca;
use crate::subscriber::subscribe;
use crate::world::{API_KEY, REDIRECT_URI, Way, World, acme, run};

/// All that was shown.
#[derive(Clone, Default)]
struct Shown(Arc<Mutex<Vec<u8>>>);

impl Shown {
    /// Collects what tracing and log see from here on, on this thread.
    fn start() -> (Self, tracing::subscriber::DefaultGuard) {
        let shown = Self::default();
        let format = tracing_subscriber::fmt()
            .with_max_level(tracing::Level::TRACE)
            .with_span_events(FmtSpan::FULL)
            .with_ansi(false)
            .with_writer(shown.clone());
        let guard = subscribe(format.finish());
        (shown, guard)
    }

    fn debug(&self, value: &dyn Debug) {
        self.add(format!("{value:?}\n{value:#?}\n").as_bytes());
    }

    /// An error with all its causes.
    fn error(&self, error: &(dyn std::error::Error + 'static)) {
        let mut next = Some(error);
        while let Some(error) = next {
            self.debug(&error);
            self.display(&error);
            next = error.source();
        }
    }

    fn display(&self, value: &dyn Display) {
        self.add(format!("{value}\n{value:#}\n").as_bytes());
    }

    fn add(&self, bytes: &[u8]) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
    }

    /// Fails if a secret is in it, as it is or as it goes over the wire.
    fn assert_holds_none_of(&self, secrets: &[&str]) {
        let bytes = self.0.lock().unwrap();
        let text = String::from_utf8_lossy(&bytes);
        assert!(text.contains("workos.call") && text.contains("workos.attempt"), "nothing was captured");
        for secret in secrets {
            assert!(secret.len() >= 6, "too short to be told from innocent words");
            if let Some(at) = text.find(secret) {
                let start = (0..=at.saturating_sub(200)).rev().find(|start| text.is_char_boundary(*start));
                panic!("a secret is shown: …{}", &text[start.unwrap_or(0)..at + secret.len()]);
            }
        }
    }
}

impl Write for Shown {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.add(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Shown {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}

#[test]
fn a_secret_that_is_shown_is_found() {
    for plant in [
        (|_: &Shown| tracing::trace!(token = "planted", "called")) as fn(&Shown),
        |shown| shown.debug(&Some("planted")),
        |shown| shown.error(&io::Error::other(io::Error::other("planted"))),
    ] {
        let (shown, _guard) = Shown::start();
        tracing::trace!("workos.call, workos.attempt");
        shown.assert_holds_none_of(&["planted"]);
        plant(&shown);
        let search = std::panic::AssertUnwindSafe(|| shown.assert_holds_none_of(&["planted"]));
        assert!(std::panic::catch_unwind(search).is_err());
    }
}

#[test]
fn signing_in_shows_no_secret_in_process() {
    run(signs_in(Way::InProcess));
}

#[test]
fn signing_in_shows_no_secret_over_http() {
    run(signs_in(Way::Http1));
}

#[test]
fn signing_in_shows_no_secret_over_tls() {
    run(signs_in(Way::TlsHttp2));
}

async fn signs_in(way: Way) {
    let (shown, _guard) = Shown::start();
    let world = World::new(way).await;
    let client = world.client();
    let sso = Sso::new(&client);
    shown.debug(&world.builder().api_key(API_KEY));
    shown.debug(&client);
    shown.debug(&sso);
    shown.debug(&world.transport);

    let now = client.clock().now();
    let attempt = LoginAttempt::start(now).unwrap();
    let password = "canary password of the sealed cookies";
    let keys = SealKeys::from_password(password).unwrap().previous(password).unwrap();
    let (cookie, stored) = (attempt.seal(&keys).unwrap(), attempt.to_server_session());
    shown.debug(&(&keys, Iron::new(&keys), &stored, Iron::new(&keys).open(cookie.expose(), now)));
    shown.error(&SealKeys::from_password("canary").unwrap_err());
    shown.error(&LoginAttempt::open(&keys, &format!("{}canary", cookie.expose()), now).unwrap_err());
    shown.error(&LoginAttempt::from_server_session(&format!("{}canary", stored.expose())).unwrap_err());
    let (state, kept) = (attempt.state().expose().to_owned(), attempt.clone());
    shown.debug(&attempt);
    shown.debug(&cookie);
    let request = sso.authorization_url(REDIRECT_URI, acme()).attempt(&attempt);
    shown.debug(&request);
    let callback = world.sign_in(&request.build().unwrap()).await;
    let code = crate::world::parameter(&callback, "code");
    shown.debug(&SsoCallback::parse(&callback));
    shown.debug(&SsoCallback::parse(&callback).unwrap().verify(StateCheck::equals("another")));
    let verified = attempt.complete(&callback, now).unwrap();
    shown.debug(&verified);
    let call = sso.exchange(&verified);
    shown.debug(&call);
    let answer = call.send_with_meta().await.unwrap();
    shown.debug(&answer);
    let token = answer.value.access_token.clone();
    shown.debug(&sso.profile(&token));
    shown.debug(&sso.profile(&token).send_with_meta().await.unwrap());
    shown.debug(&sso.profile_by_post(&token).send_with_meta().await.unwrap());
    shown.debug(&world.connections().list().send_with_meta().await.unwrap());

    // What fails: a code that is used up, a verifier that is wrong, a token and a key that nobody knows.
    shown.error(&sso.exchange(&verified).send().await.unwrap_err());
    let late = now.saturating_add(LoginAttempt::DEFAULT_LIFETIME);
    shown.error(&kept.clone().complete(&callback, late).unwrap_err());
    shown.error(&kept.complete("code=canary_code_1&state=canary_state_1", now).unwrap_err());
    let wrong = "canary_verifier_".repeat(3);
    let call = sso.profile_and_token("canary_code_2").code_verifier(wrong.as_str());
    shown.debug(&call);
    shown.error(&call.send().await.unwrap_err());
    shown.error(&sso.profile("canary_token_1").send().await.unwrap_err());
    let stranger = world.builder().api_key("sk_canary_of_a_stranger").build().unwrap();
    shown.debug(&stranger);
    shown.error(&Sso::new(&stranger).profile_and_token("canary_code_3").send().await.unwrap_err());
    shown.error(&world.connections().get("conn_unknown").send().await.unwrap_err());

    shown.assert_holds_none_of(&[
        API_KEY,
        &state,
        cookie.expose(),
        stored.expose(),
        &code,
        token.expose(),
        "canary",
    ]);
}

#[test]
fn a_server_that_repeats_and_breaks_everything_gets_no_secret_shown() {
    run(async {
        let (shown, _guard) = Shown::start();
        for wire in [Wire::Http1, Wire::Http2] {
            let of_wire = if wire == Wire::Http1 { lines_and_trailers() } else { vec![goaway()] };
            for fault in faults().into_iter().chain(of_wire) {
                let server = Setup { then: fault, ..Setup::new(wire) }.start([]).await;
                let transport = wire.transport().build().unwrap();
                shown.debug(&transport);
                exchange_with(&server.url(), transport, &shown).await;
            }
        }
        shown.assert_holds_none_of(&[API_KEY, "canary"]);
    });
}

/// What a server can do with a request that carries secrets.
fn faults() -> Vec<Act> {
    let echo = json!({
        "message": format!("{API_KEY} canary_token_1 canary_code_1"), "code": "canary_code_1",
        "error_description": "canary_token_1", "access_token": "canary_token_2", "link": "https://x/canary_link",
        "errors": [{"field": "canary_code_1", "message": API_KEY, "code": "canary_token_1"}],
    });
    let text = format!("<html>{API_KEY} canary_token_1 canary_code_1</html>");
    let mut faults: Vec<Act> = [400, 401, 404, 422, 429, 500, 302]
        .into_iter()
        .flat_map(|status| [Answer::new(status, echo.to_string()), Answer::new(status, text.clone())])
        .map(Act::from)
        .collect();
    // As the name of a member, and in every header that the client reads or could show.
    let keys =
        json!({API_KEY: {"canary_token_1": [{"canary_code_1": 1}]}, "id": {"canary_token_1": 1}}).to_string();
    faults.extend([200, 401, 422, 503].map(|status| Answer::new(status, keys.clone()).into()));
    let echoed = format!("canary_token_1 {API_KEY}");
    for name in [
        "x-request-id",
        "content-type",
        "content-encoding",
        "retry-after",
        "retry-after-ms",
        "location",
        "set-cookie",
        "date",
        "server",
        "www-authenticate",
        "x-ratelimit-limit",
        "x-ratelimit-remaining",
        "x-ratelimit-reset",
        "trailer",
    ] {
        for status in [200, 302, 401, 429, 500] {
            faults.push(Answer::new(status, "{}").header(name, &echoed).into());
            faults.push(Answer::new(status, "{}").header(name, "canary_token_1").into());
        }
    }
    faults.extend([
        Answer::new(200, text).header("content-type", "text/html").into(),
        Answer::new(200, json!({"id": API_KEY, "access_token": "canary_token_1"}).to_string()).into(),
        Answer::new(200, format!("{{\"id\":\"{API_KEY}")).into(),
        Answer::new(200, "x").header("content-encoding", "br").into(),
        status(200).cut(Ending::Fin),
        Ending::Rst.into(),
        Act::Silence,
    ]);
    faults
}

/// What only HTTP/1.1 has: a reason phrase, lines that are no headers, and trailers.
fn lines_and_trailers() -> Vec<Act> {
    let empty = "content-length: 2\r\n\r\n{}";
    [
        format!("HTTP/1.1 401 canary_token_1 {API_KEY}\r\n{empty}"),
        format!("HTTP/1.1 200 canary_token_1\r\n{empty}"),
        format!("HTTP/1.1 canary_token_1\r\n{empty}"),
        format!("canary_token_1 {API_KEY}\r\n\r\n"),
        format!("HTTP/1.1 200 OK\r\ncanary_token_1: canary_code_1\r\n{empty}"),
        format!("HTTP/1.1 200 OK\r\nno header canary_token_1\r\n{empty}"),
        "HTTP/1.1 200 OK\r\ncontent-length: canary_token_1\r\n\r\n{}".to_owned(),
        "HTTP/1.1 200 OK\r\ntransfer-encoding: canary_token_1\r\n\r\n{}".to_owned(),
        format!("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2;canary_token_1\r\n{{}}\r\n0\r\nx-key: {API_KEY}\r\n\r\n"),
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\ncanary_token_1\r\n".to_owned(),
    ]
    .into_iter()
    .map(|bytes| Act::Raw(bytes.into(), Some(Ending::Fin)))
    .collect()
}

/// A GOAWAY of HTTP/2 with debug data.
fn goaway() -> Act {
    let data = format!("canary_token_1 {API_KEY}");
    let mut frame =
        vec![0, 0, u8::try_from(data.len() + 8).unwrap(), 7, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 2];
    frame.extend_from_slice(data.as_bytes());
    Act::Frames(frame.into())
}

/// Calls that carry a key, a token and a code.
async fn exchange_with(url: &str, transport: impl Transport + 'static, shown: &Shown) {
    #[derive(Debug, serde::Deserialize)]
    struct Thing {
        #[expect(dead_code, reason = "only decoded")]
        id: u32,
        #[expect(dead_code, reason = "only shown")]
        access_token: Secret,
    }
    static EXCHANGE: Operation = Operation::new("things.exchange", Method::POST, "/things/{id}/token");
    let client = Client::builder().base_url(url).api_key(API_KEY).transport(transport).retry(Retry::none());
    let client = client.timeout(Duration::from_millis(500)).build().unwrap();
    let mut call: Call<Thing> = Call::new(&client, &EXCHANGE);
    call.path_id("id", "thing_1");
    call.query("token", "canary_query_1");
    call.bearer(&Secret::from("canary_token_1"));
    call.form_secret("code", &Secret::from("canary_code_1"));
    call.form_client_secret();
    shown.debug(&call);
    match call.send_with_meta().await {
        Ok(answer) => shown.debug(&answer),
        Err(error) => {
            shown.error(&error);
            shown.debug(&error.hint());
        }
    }
}

#[test]
fn a_connection_that_does_not_come_about_gets_no_secret_shown() {
    run(async {
        let (shown, _guard) = Shown::start();
        let ca = Ca::new();
        let tls = Some(ca.acceptor("other.example", &["h2"], |_| ()));
        let server: FaultServer = Setup { tls, ..Setup::new(Wire::Http1) }.start([]).await;
        exchange_with(&server.url(), ca.trusted().build().unwrap(), &shown).await;
        for url in [
            "http://user:canary_password@127.0.0.1:9",
            "http://canary:canary#canary/canary?canary@canary\\canary:canary@127.0.0.1:9/canary?canary#canary",
            "socks5h://canary:canary@127.0.0.1:9",
        ] {
            let builder = HyperTransport::builder().proxies(Proxies::through(url));
            shown.debug(&builder);
            let transport = builder.build().unwrap();
            shown.debug(&transport);
            exchange_with("https://api.example", transport, &shown).await;
        }
        for url in
            ["ftp://user:canary@proxy", "http://user:canary", "canary\\canary:canary", "canary://proxy"]
        {
            let error = HyperTransport::builder().proxies(Proxies::through(url)).build().unwrap_err();
            shown.debug(&error);
            shown.debug(&error.to_string());
        }
        exchange_with("http://127.0.0.1:9", HyperTransport::new().unwrap(), &shown).await;
        shown.assert_holds_none_of(&[API_KEY, "canary"]);
    });
}

#[test]
fn links_and_tokens_for_browsers_are_not_shown() {
    run(async {
        let (shown, _guard) = Shown::start();
        let link = json!({"link": "https://setup.workos.com/canary_link"}).to_string();
        let token = json!({"token": "canary_widget_token"}).to_string();
        let replies =
            [&link, &link[..link.len() - 2], &token, &token[1..]].map(|body| Reply::text(201, body));
        let script = Script::new().replies(replies);
        let client = Client::builder().api_key(API_KEY).transport(script).build().unwrap();
        for _ in 0..2 {
            let call = AdminPortal::new(&client).generate_link(acme()).intent(PortalIntent::Sso);
            shown.debug(&call);
            match call.send_with_meta().await {
                Ok(answer) => shown.debug(&answer),
                Err(error) => shown.error(&error),
            }
        }
        for _ in 0..2 {
            let call = Widgets::new(&client).token().organization_id(acme()).user_id("user_1");
            shown.debug(&call);
            match call.send_with_meta().await {
                Ok(answer) => shown.debug(&answer),
                Err(error) => shown.error(&error),
            }
        }
        shown.assert_holds_none_of(&[API_KEY, "canary"]);
    });
}

#[test]
fn webhooks_and_bad_configuration_show_no_secret() {
    run(async {
        let (shown, _guard) = Shown::start();
        for key in ["sk_canary\n", "sk canary", ""] {
            shown.error(&Client::builder().api_key(key).build().unwrap_err());
        }
        let password = "https://user:canary_password@api.example";
        shown.error(&Client::builder().base_url(password).build().unwrap_err());
        let verifier = WebhookVerifier::new("whsec_canary").unwrap();
        shown.debug(&verifier);
        shown.error(&WebhookVerifier::new("whsec_canary\n").unwrap_err());
        let now = "2026-01-15T12:00:00Z".parse().unwrap();
        let body = br#"{"id":"event_1","data":{"token":"canary_token"}}"#;
        shown.debug(&verifier.verify(body, sign("whsec_canary", now, body).as_str(), now).unwrap());
        shown.error(&verifier.verify(body, sign("whsec_other", now, body).as_str(), now).unwrap_err());
        // A call, so that the capture has something to capture.
        exchange_with("http://127.0.0.1:9", HyperTransport::new().unwrap(), &shown).await;
        shown.assert_holds_none_of(&["canary"]);
    });
}
