//! `workos webhooks trigger`: events of any kind, with example payloads.

use std::time::Duration;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderValue, Method, Request, Uri};
use serde_json::Value;
use serde_json::value::RawValue;
use workos_emulator::Emulator;
use workos_kit::transport::{self, Auth, Operation, Transport};
use workos_kit::webhooks::WebhookVerifier;
use workos_transport_hyper::HyperTransport;

use super::forwarder::{self, Forwarder};
use super::listen::target;
use super::story::{self, Step};
use crate::args::{Global, Trigger};
use crate::commands::events::line;
use crate::failure::Failure;
use crate::feed::RawEvent;
use crate::output::{Output, one_line};
use crate::web::is_on_this_machine;

static TRIGGER: Operation =
    Operation::new("emulator.trigger", Method::POST, "/_emulator/events").auth(Auth::None);

/// The URL of `workos emulate` without options.
const DEFAULT_EMULATOR: &str = "http://127.0.0.1:4100";
const TIMEOUT: Duration = Duration::from_secs(30);
/// The size limit of a response in bytes.
const MAX_RESPONSE: usize = 4 * 1024 * 1024;

pub(crate) async fn run(command: &Trigger, global: &Global, output: &Output) -> Result<(), Failure> {
    let steps = match (&command.file, &command.event) {
        (Some(path), _) => story::read(path)?,
        (None, event) => {
            let set = command.set.iter().map(|(path, text)| (path.clone(), story::value(text))).collect();
            let event = event.clone().unwrap_or_default();
            vec![Step { event, set, organization: command.organization.clone() }]
        }
    };
    let bodies = steps.iter().map(Step::body).collect::<Result<Vec<_>, _>>()?;
    match &command.to {
        None => trigger(&running(global)?, &bodies, output).await,
        Some(url) => post(&forwarder(command, url)?, &bodies, output).await,
    }
}

/// Triggers events in a running emulator.
async fn trigger(source: &Source, bodies: &[Value], output: &Output) -> Result<(), Failure> {
    for body in bodies {
        let event = source.create(body).await?;
        if output.is_json() {
            output.json_line(event.raw.get())?;
        } else {
            output.text(&format!("{}\n", line(&event, output)))?;
        }
    }
    Ok(())
}

/// Posts events to a server. Each event is created by an emulator in this process.
async fn post(forwarder: &Forwarder, bodies: &[Value], output: &Output) -> Result<(), Failure> {
    let emulator = Emulator::new();
    let source = Source {
        transport: Box::new(emulator.transport()),
        base_url: DEFAULT_EMULATOR.to_owned(),
        key: None,
    };
    post_from(&source, forwarder, bodies, output).await
}

async fn post_from(
    source: &Source,
    forwarder: &Forwarder,
    bodies: &[Value],
    output: &Output,
) -> Result<(), Failure> {
    for body in bodies {
        let event = source.create(body).await?;
        let delivery = forwarder.deliver(event.raw.get()).await?;
        delivery.print(&event, output)?;
        if !delivery.is_accepted() {
            // The later events of a story assume the earlier ones.
            return Err(Failure::refused("the server did not accept the event").with_code("not_accepted"));
        }
    }
    Ok(())
}

/// Returns the forwarder to a server on this machine.
fn forwarder(command: &Trigger, url: &str) -> Result<Forwarder, Failure> {
    let target = target(url, true)?;
    if !is_on_this_machine(&target) {
        let message = format!("events cannot be posted to {}: it is another machine", one_line(url));
        return Err(Failure::usage(message).with_hint("Use a URL with localhost or a loopback address."));
    }
    let Some(secret) = command.secret.find()? else {
        let message = format!("there is no signing secret in {}", command.secret.secret_env);
        return Err(Failure::usage(message).with_hint(
            "Set it to the secret that your server verifies with, or use another variable with `--secret-env` or a \
             file with `--secret-file`.",
        ));
    };
    WebhookVerifier::new(secret.clone())
        .map_err(|error| Failure::usage(error.to_string()).with_hint(error.hint()))?;
    let transport = forwarder::transport(command.ca.as_deref())?;
    let clock = transport.clock();
    Ok(Forwarder { transport, clock, target, secret })
}

/// An emulator that creates events.
struct Source {
    transport: Box<dyn Transport>,
    base_url: String,
    /// The key of its control API.
    key: Option<String>,
}

/// Returns the running emulator that the base URL leads to.
fn running(global: &Global) -> Result<Source, Failure> {
    let base_url = global.base_url.as_deref().unwrap_or(DEFAULT_EMULATOR).trim_end_matches('/').to_owned();
    let shown = one_line(&base_url);
    let uri: Uri = base_url.parse().map_err(|_| Failure::usage(format!("{shown} is not a URL")))?;
    let host = uri.host().unwrap_or_default();
    if host == "workos.com" || host.ends_with(".workos.com") {
        return Err(Failure::usage(format!("events cannot be triggered at {shown}: it is not an emulator"))
            .with_hint(
                "Start one with `workos emulate`, and set WORKOS_BASE_URL or `--base-url` to its URL.",
            ));
    }
    if uri.scheme_str() == Some("http") && !is_on_this_machine(&uri) && !global.allow_http {
        return Err(Failure::usage(format!("{shown} is another machine, and plain http is not encrypted"))
            .with_hint("Use https, or add `--allow-http` if you trust the network."));
    }
    let key = std::env::var("WORKOS_EMULATOR_CONTROL_KEY").ok().filter(|key| !key.is_empty());
    Ok(Source { transport: Box::new(HyperTransport::new()?), base_url, key })
}

impl Source {
    /// Creates an event from its example and the given fields.
    async fn create(&self, body: &Value) -> Result<RawEvent, Failure> {
        let mut request = Request::post(format!("{}/_emulator/events", self.base_url))
            .header(CONTENT_TYPE, "application/json")
            .body(Bytes::from(body.to_string()))
            .map_err(|error| Failure::usage(format!("the emulator has no usable URL: {error}")))?;
        if let Some(key) = &self.key {
            let mut key = HeaderValue::try_from(key)
                .map_err(|_| Failure::usage("WORKOS_EMULATOR_CONTROL_KEY cannot be sent in a header"))?;
            key.set_sensitive(true);
            request.headers_mut().insert("x-emulator-key", key);
        }
        let request = transport::Request::new(&TRIGGER, request)
            .with_remaining(TIMEOUT)
            .with_idle_timeout(TIMEOUT)
            .with_body_limit(MAX_RESPONSE);
        let shown = one_line(&self.base_url);
        let response = self.transport.send(request).await.map_err(|error| {
            Failure::refused(format!("the emulator at {shown} does not answer: {error}"))
                .with_hint("Start it with `workos emulate`, or post the event to a server with `--to URL`.")
        })?;
        let invalid = || Failure::refused(format!("the response of {shown} is not an event"));
        match response.status() {
            201 => {
                let text = String::from_utf8(response.body().to_vec()).map_err(|_| invalid())?;
                Ok(RawEvent::from(RawValue::from_string(text).map_err(|_| invalid())?))
            }
            status => Err(refused(status, response.body(), &shown)),
        }
    }
}

/// Describes a response that is not an event.
fn refused(status: u16, body: &[u8], url: &str) -> Failure {
    let body: Value = serde_json::from_slice(body).unwrap_or_default();
    let message = body["message"].as_str().map(|text| format!(": {}", one_line(text))).unwrap_or_default();
    let failure = Failure::refused(format!("the event was not triggered, with status {status}{message}"));
    match status {
        401 => failure.with_hint("Set WORKOS_EMULATOR_CONTROL_KEY to the control key of the emulator."),
        404 => failure.with_hint(format!("{url} is not an emulator, or one of an older version.")),
        _ => failure,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_are_posted_to_this_machine_only() {
        let command = |url: &str| Trigger {
            event: Some("user.created".to_owned()),
            set: Vec::new(),
            organization: None,
            file: None,
            to: Some(url.to_owned()),
            ca: None,
            secret: crate::args::SigningSecret {
                secret_env: "WORKOS_CLI_TEST_UNSET".to_owned(),
                secret_file: None,
            },
        };
        for (url, reason) in [
            ("https://a.example/hooks", "another machine"),
            ("http://127.0.0.1.example.com/", "another machine"),
            ("localhost:3000", "no signing secret"),
        ] {
            let failure = forwarder(&command(url), url).unwrap_err();
            assert!(failure.exit_code() == 2 && failure.to_string().contains(reason), "{failure}");
        }
    }

    #[test]
    fn events_are_not_triggered_at_production() {
        for (url, ok) in [
            (None, true),
            (Some("http://localhost:4100/"), true),
            (Some("https://api.workos.com"), false),
            (Some("http://app:4100"), false),
        ] {
            let global = Global { base_url: url.map(str::to_owned), ..Global::default() };
            assert_eq!(running(&global).is_ok(), ok, "{url:?}");
        }
    }

    #[test]
    fn a_refusal_has_the_message_of_the_emulator() {
        let body = br#"{"message": "'user.creatd' is not an event; did you mean 'user.created'?"}"#;
        assert!(
            refused(422, body, "x")
                .to_string()
                .ends_with("422: 'user.creatd' is not an event; did you mean 'user.created'?")
        );
        assert!(refused(404, b"", "x").hint().is_some() && refused(401, b"", "x").hint().is_some());
    }
}
