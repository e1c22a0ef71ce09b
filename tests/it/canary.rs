//! No output contains a secret. Flows run with known secrets under a subscriber that captures everything. The tests
//! then search all output of the SDK for these secrets.

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
use crate::faults::script::{Action, Answer, Ending, status};
use crate::faults::server::{FaultServer, Setup};
use crate::faults::tls::Ca;
use crate::subscriber::subscribe;
use crate::test_env::{API_KEY, REDIRECT_URI, TestEnv, TransportKind, acme, run};

/// All captured output: logs, and `Debug` and `Display` texts.
#[derive(Clone, Default)]
struct CapturedOutput(Arc<Mutex<Vec<u8>>>);

impl CapturedOutput {
    /// Starts to capture the tracing output of this thread.
    fn start() -> (Self, tracing::subscriber::DefaultGuard) {
        let output = Self::default();
        let format = tracing_subscriber::fmt()
            .with_max_level(tracing::Level::TRACE)
            .with_span_events(FmtSpan::FULL)
            .with_ansi(false)
            .with_writer(output.clone());
        let guard = subscribe(format.finish());
        (output, guard)
    }

    fn debug(&self, value: &dyn Debug) {
        self.add(format!("{value:?}\n{value:#?}\n").as_bytes());
    }

    /// Captures an error with all its sources.
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

    /// Fails if the output contains one of these secrets.
    fn assert_contains_none_of(&self, secrets: &[&str]) {
        let bytes = self.0.lock().unwrap();
        let text = String::from_utf8_lossy(&bytes);
        assert!(text.contains("workos.call") && text.contains("workos.attempt"), "nothing was captured");
        for secret in secrets {
            assert!(secret.len() >= 6, "too short: the secret could occur in other words");
            if let Some(at) = text.find(secret) {
                let start = (0..=at.saturating_sub(200)).rev().find(|start| text.is_char_boundary(*start));
                panic!("the output contains a secret: …{}", &text[start.unwrap_or(0)..at + secret.len()]);
            }
        }
    }
}

impl Write for CapturedOutput {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.add(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for CapturedOutput {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}

#[test]
fn the_search_finds_a_planted_secret() {
    for plant in [
        (|_: &CapturedOutput| tracing::trace!(token = "planted", "called")) as fn(&CapturedOutput),
        |output| output.debug(&Some("planted")),
        |output| output.error(&io::Error::other(io::Error::other("planted"))),
    ] {
        let (output, _guard) = CapturedOutput::start();
        tracing::trace!("workos.call, workos.attempt");
        output.assert_contains_none_of(&["planted"]);
        plant(&output);
        let search = std::panic::AssertUnwindSafe(|| output.assert_contains_none_of(&["planted"]));
        assert!(std::panic::catch_unwind(search).is_err());
    }
}

#[test]
fn signing_in_shows_no_secret_in_process() {
    run(signs_in(TransportKind::InProcess));
}

#[test]
fn signing_in_shows_no_secret_over_http() {
    run(signs_in(TransportKind::Http1));
}

#[test]
fn signing_in_shows_no_secret_over_tls() {
    run(signs_in(TransportKind::TlsHttp2));
}

async fn signs_in(kind: TransportKind) {
    let (output, _guard) = CapturedOutput::start();
    let env = TestEnv::new(kind).await;
    let client = env.client();
    let sso = Sso::new(&client);
    output.debug(&env.builder().api_key(API_KEY));
    output.debug(&client);
    output.debug(&sso);
    output.debug(&env.transport);

    let now = client.clock().now();
    let attempt = LoginAttempt::start(now).unwrap();
    let password = "canary password of the sealed cookies";
    let keys = SealKeys::from_password(password).unwrap().previous(password).unwrap();
    let (cookie, stored) = (attempt.seal(&keys).unwrap(), attempt.to_server_session());
    output.debug(&(&keys, Iron::new(&keys), &stored, Iron::new(&keys).open(cookie.expose(), now)));
    output.error(&SealKeys::from_password("canary").unwrap_err());
    output.error(&LoginAttempt::open(&keys, &format!("{}canary", cookie.expose()), now).unwrap_err());
    output.error(&LoginAttempt::from_server_session(&format!("{}canary", stored.expose())).unwrap_err());
    let (state, kept) = (attempt.state().expose().to_owned(), attempt.clone());
    output.debug(&attempt);
    output.debug(&cookie);
    let request = sso.authorization_url(REDIRECT_URI, acme()).attempt(&attempt);
    output.debug(&request);
    let callback = env.sign_in(&request.build().unwrap()).await;
    let code = crate::test_env::parameter(&callback, "code");
    output.debug(&SsoCallback::parse(&callback));
    output.debug(&SsoCallback::parse(&callback).unwrap().verify(StateCheck::equals("another")));
    let verified = attempt.complete(&callback, now).unwrap();
    output.debug(&verified);
    let call = sso.exchange(&verified);
    output.debug(&call);
    let answer = call.send_with_meta().await.unwrap();
    output.debug(&answer);
    let token = answer.value.access_token.clone();
    output.debug(&sso.profile(&token));
    output.debug(&sso.profile(&token).send_with_meta().await.unwrap());
    output.debug(&sso.profile_by_post(&token).send_with_meta().await.unwrap());
    output.debug(&env.connections().list().send_with_meta().await.unwrap());

    // Failures: a used code, a wrong verifier, an unknown token and an unknown key.
    output.error(&sso.exchange(&verified).send().await.unwrap_err());
    let late = now.saturating_add(LoginAttempt::DEFAULT_LIFETIME);
    output.error(&kept.clone().complete(&callback, late).unwrap_err());
    output.error(&kept.complete("code=canary_code_1&state=canary_state_1", now).unwrap_err());
    let wrong = "canary_verifier_".repeat(3);
    let call = sso.profile_and_token("canary_code_2").code_verifier(wrong.as_str());
    output.debug(&call);
    output.error(&call.send().await.unwrap_err());
    output.error(&sso.profile("canary_token_1").send().await.unwrap_err());
    let stranger = env.builder().api_key("sk_canary_of_a_stranger").build().unwrap();
    output.debug(&stranger);
    output.error(&Sso::new(&stranger).profile_and_token("canary_code_3").send().await.unwrap_err());
    output.error(&env.connections().get("conn_unknown").send().await.unwrap_err());

    output.assert_contains_none_of(&[
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
fn a_server_that_echoes_secrets_and_breaks_responses_exposes_no_secret() {
    run(async {
        let (output, _guard) = CapturedOutput::start();
        for wire in [Wire::Http1, Wire::Http2] {
            let for_wire = if wire == Wire::Http1 { lines_and_trailers() } else { vec![goaway()] };
            for fault in faults().into_iter().chain(for_wire) {
                let server = Setup { then: fault, ..Setup::new(wire) }.start([]).await;
                let transport = wire.transport().build().unwrap();
                output.debug(&transport);
                exchange_with(&server.url(), transport, &output).await;
            }
        }
        output.assert_contains_none_of(&[API_KEY, "canary"]);
    });
}

/// Returns the actions of a server that echoes the secrets of a request or breaks its response.
fn faults() -> Vec<Action> {
    let echo = json!({
        "message": format!("{API_KEY} canary_token_1 canary_code_1"), "code": "canary_code_1",
        "error_description": "canary_token_1", "access_token": "canary_token_2", "link": "https://x/canary_link",
        "errors": [{"field": "canary_code_1", "message": API_KEY, "code": "canary_token_1"}],
    });
    let text = format!("<html>{API_KEY} canary_token_1 canary_code_1</html>");
    let mut faults: Vec<Action> = [400, 401, 404, 422, 429, 500, 302]
        .into_iter()
        .flat_map(|status| [Answer::new(status, echo.to_string()), Answer::new(status, text.clone())])
        .map(Action::from)
        .collect();
    // Secrets as the name of a JSON field, and in every header that the client reads or could show.
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
        Action::Silence,
    ]);
    faults
}

/// Returns responses that only HTTP/1.1 has: with reason phrases, invalid header lines, and trailers.
fn lines_and_trailers() -> Vec<Action> {
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
    .map(|bytes| Action::Raw(bytes.into(), Some(Ending::Fin)))
    .collect()
}

/// Returns an HTTP/2 GOAWAY frame with debug data.
fn goaway() -> Action {
    let data = format!("canary_token_1 {API_KEY}");
    let mut frame =
        vec![0, 0, u8::try_from(data.len() + 8).unwrap(), 7, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 2];
    frame.extend_from_slice(data.as_bytes());
    Action::Frames(frame.into())
}

/// Makes a call that carries a key, a token and a code, and captures its output.
async fn exchange_with(url: &str, transport: impl Transport + 'static, output: &CapturedOutput) {
    #[derive(Debug, serde::Deserialize)]
    struct Thing {
        #[expect(dead_code, reason = "only decoded")]
        id: u32,
        #[expect(dead_code, reason = "only captured")]
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
    output.debug(&call);
    match call.send_with_meta().await {
        Ok(answer) => output.debug(&answer),
        Err(error) => {
            output.error(&error);
            output.debug(&error.hint());
        }
    }
}

#[test]
fn a_failed_connection_shows_no_secret() {
    run(async {
        let (output, _guard) = CapturedOutput::start();
        let ca = Ca::new();
        let tls = Some(ca.acceptor("other.example", &["h2"], |_| ()));
        let server: FaultServer = Setup { tls, ..Setup::new(Wire::Http1) }.start([]).await;
        exchange_with(&server.url(), ca.trusted().build().unwrap(), &output).await;
        for url in [
            "http://user:canary_password@127.0.0.1:9",
            "http://canary:canary#canary/canary?canary@canary\\canary:canary@127.0.0.1:9/canary?canary#canary",
            "socks5h://canary:canary@127.0.0.1:9",
        ] {
            let builder = HyperTransport::builder().proxies(Proxies::through(url));
            output.debug(&builder);
            let transport = builder.build().unwrap();
            output.debug(&transport);
            exchange_with("https://api.example", transport, &output).await;
        }
        for url in
            ["ftp://user:canary@proxy", "http://user:canary", "canary\\canary:canary", "canary://proxy"]
        {
            let error = HyperTransport::builder().proxies(Proxies::through(url)).build().unwrap_err();
            output.debug(&error);
            output.debug(&error.to_string());
        }
        exchange_with("http://127.0.0.1:9", HyperTransport::new().unwrap(), &output).await;
        output.assert_contains_none_of(&[API_KEY, "canary"]);
    });
}

#[test]
fn links_and_tokens_for_browsers_are_not_shown() {
    run(async {
        let (output, _guard) = CapturedOutput::start();
        let link = json!({"link": "https://setup.workos.com/canary_link"}).to_string();
        let token = json!({"token": "canary_widget_token"}).to_string();
        let replies =
            [&link, &link[..link.len() - 2], &token, &token[1..]].map(|body| Reply::text(201, body));
        let script = Script::new().replies(replies);
        let client = Client::builder().api_key(API_KEY).transport(script).build().unwrap();
        for _ in 0..2 {
            let call = AdminPortal::new(&client).generate_link(acme()).intent(PortalIntent::Sso);
            output.debug(&call);
            match call.send_with_meta().await {
                Ok(answer) => output.debug(&answer),
                Err(error) => output.error(&error),
            }
        }
        for _ in 0..2 {
            let call = Widgets::new(&client).token().organization_id(acme()).user_id("user_1");
            output.debug(&call);
            match call.send_with_meta().await {
                Ok(answer) => output.debug(&answer),
                Err(error) => output.error(&error),
            }
        }
        output.assert_contains_none_of(&[API_KEY, "canary"]);
    });
}

#[test]
fn webhooks_and_bad_configuration_show_no_secret() {
    run(async {
        let (output, _guard) = CapturedOutput::start();
        for key in ["sk_canary\n", "sk canary", ""] {
            output.error(&Client::builder().api_key(key).build().unwrap_err());
        }
        let password = "https://user:canary_password@api.example";
        output.error(&Client::builder().base_url(password).build().unwrap_err());
        let verifier = WebhookVerifier::new("whsec_canary").unwrap();
        output.debug(&verifier);
        output.error(&WebhookVerifier::new("whsec_canary\n").unwrap_err());
        let now = "2026-01-15T12:00:00Z".parse().unwrap();
        let body = br#"{"id":"event_1","data":{"token":"canary_token"}}"#;
        output.debug(&verifier.verify(body, sign("whsec_canary", now, body).as_str(), now).unwrap());
        output.error(&verifier.verify(body, sign("whsec_other", now, body).as_str(), now).unwrap_err());
        // A call whose spans show that the capture works.
        exchange_with("http://127.0.0.1:9", HyperTransport::new().unwrap(), &output).await;
        output.assert_contains_none_of(&["canary"]);
    });
}
