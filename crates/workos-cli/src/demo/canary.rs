//! Tests that a recording of the demo contains none of its secrets, and that it can be replayed.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use clap::Parser;
use percent_encoding::percent_decode_str;
use serde_json::Value;
use workos_kit::transport::{Request, Response, Transport, TransportError, async_trait};
use workos_transport_hyper::HyperTransport;

use super::env::{Env, clock};
use super::form::{Form, Kind};
use super::report::Report;
use crate::args::{Cli, Command, Demo, Global};
use crate::output::Output;

/// The fields of requests and responses that contain secrets or personal data.
const SECRET_FIELDS: [&str; 12] = [
    "access_token",
    "client_secret",
    "code",
    "code_challenge",
    "code_verifier",
    "email",
    "first_name",
    "idp_id",
    "last_name",
    "logout_token",
    "state",
    "token",
];

/// Sends over the network, and collects every secret in requests and responses.
#[derive(Clone, Debug)]
struct Spy {
    wire: HyperTransport,
    /// Pairs of field name and value.
    seen: Arc<Mutex<BTreeSet<(String, String)>>>,
}

impl Spy {
    fn note(&self, name: &str, value: &str) {
        if SECRET_FIELDS.contains(&name) && !value.is_empty() {
            self.seen.lock().unwrap().insert((name.to_owned(), value.to_owned()));
        }
    }

    fn note_pairs(&self, encoded: &str) {
        for (name, value) in encoded.split('&').filter_map(|pair| pair.split_once('=')) {
            self.note(name, &percent_decode_str(value).decode_utf8_lossy());
        }
    }

    fn note_json(&self, value: &Value) {
        match value {
            Value::Object(object) => object.iter().for_each(|(name, value)| match value.as_str() {
                // In JSON, these fields are the state of a connection and the code of an error.
                Some(_) if name == "state" || name == "code" => {}
                Some(text) => self.note(name, text),
                _ => self.note_json(value),
            }),
            Value::Array(items) => items.iter().for_each(|item| self.note_json(item)),
            _ => {}
        }
    }

    fn note_body(&self, body: &[u8]) {
        let text = String::from_utf8_lossy(body);
        match serde_json::from_str(&text) {
            Ok(json) => self.note_json(&json),
            Err(_) if text.trim_start().starts_with('<') => {
                let hidden = Form::all(&text).into_iter().flat_map(|form| form.controls);
                hidden
                    .filter(|control| control.kind == Kind::Hidden)
                    .for_each(|control| self.note(&control.name, &control.value));
            }
            Err(_) => self.note_pairs(&text),
        }
    }
}

#[async_trait]
impl Transport for Spy {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        self.note_pairs(request.uri().query().unwrap_or_default());
        self.note_body(request.body());
        if let Some(key) = request.headers().get("authorization") {
            self.note("access_token", key.to_str().unwrap().trim_start_matches("Bearer "));
        }
        let response = self.wire.send(request).await?;
        self.note_body(response.body());
        if let Some(location) = response.headers().get("location") {
            self.note_pairs(location.to_str().unwrap().split_once('?').map_or("", |(_, query)| query));
        }
        Ok(response)
    }
}

fn demo(arguments: &[&str]) -> (Demo, Global) {
    let cli = Cli::try_parse_from(["workos", "--json", "demo"].iter().chain(arguments)).unwrap();
    let Command::Demo(demo) = cli.command else { panic!("{cli:?}") };
    (demo, cli.global)
}

fn scratch(name: &str) -> PathBuf {
    std::env::temp_dir().join(format!("workos-cli-{}-{name}.json", std::process::id()))
}

/// Records a demo, and returns the port of its callback.
async fn record(path: &Path, wire: Spy) -> String {
    let (command, global) = demo(&["--record", path.to_str().unwrap(), "--callback-port", "0"]);
    let output = Output::new(true);
    let mut report = Report::new(&output, clock());
    let mut env = Env::with_emulator(&command, &global, Arc::new(wire), &mut report).await.unwrap();
    super::sign_in::run_steps(&mut env, &mut report).await.unwrap();
    env.close(&mut report).unwrap();
    let port = env.redirect_uri.rsplit(':').next().unwrap().split('/').next();
    port.unwrap().to_owned()
}

#[tokio::test]
async fn a_recorded_demo_contains_no_secret_and_replays_without_the_emulator() {
    let path = scratch("canary");
    let spy = Spy { wire: HyperTransport::new().unwrap(), seen: Arc::default() };
    let port = record(&path, spy.clone()).await;

    let text = std::fs::read_to_string(&path).unwrap();
    let seen = spy.seen.lock().unwrap().clone();
    for name in SECRET_FIELDS {
        assert!(seen.iter().any(|(seen, _)| seen == name), "the demo sent and received no {name}");
    }
    // Names of people on the sign-in page are not masked, since HTML does not mark them as names.
    let unmasked = ["first_name", "last_name"];
    for (name, value) in seen.iter().filter(|(name, _)| !unmasked.contains(&name.as_str())) {
        assert!(!text.contains(value.as_str()), "the cassette contains the {name}");
    }
    let document: Value = serde_json::from_str(&text).unwrap();
    let json: String = document["interactions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|interaction| interaction["response"]["body"]["json"].to_string())
        .collect();
    assert!(
        seen.iter().all(|(_, value)| !json.contains(&format!("{value:?}"))),
        "a JSON body contains personal data"
    );

    let (command, global) = demo(&["--replay", path.to_str().unwrap(), "--callback-port", &port]);
    let output = Output::new(true);
    let mut report = Report::new(&output, clock());
    let mut env = Env::start(&command, &global, &mut report).await.unwrap();
    assert_eq!(env.name(), "cassette");
    super::sign_in::run_steps(&mut env, &mut report).await.unwrap();
    env.close(&mut report).unwrap();

    let (half, _) = demo(&["--replay", path.to_str().unwrap(), "--callback-port", &port]);
    let env = Env::start(&half, &global, &mut report).await.unwrap();
    let error = env.close(&mut report).unwrap_err();
    assert!(error.to_string().contains("browser.visit") && error.hint().is_some(), "{error}");
    std::fs::remove_file(path).unwrap();
}

#[tokio::test]
async fn a_recording_is_saved_when_the_demo_fails() {
    let path = scratch("failed");
    let (command, global) =
        demo(&["--record", path.to_str().unwrap(), "--callback-port", "0", "--connection", "conn_none"]);
    let output = Output::new(true);
    let mut report = Report::new(&output, clock());
    let wire = Arc::new(HyperTransport::new().unwrap());
    let mut env = Env::with_emulator(&command, &global, wire, &mut report).await.unwrap();
    let failure = super::sign_in::run_steps(&mut env, &mut report).await.unwrap_err();
    assert_eq!(env.on_failure(failure).exit_code(), 1);
    assert!(std::fs::read_to_string(&path).unwrap().contains("browser.visit"));
    std::fs::remove_file(path).unwrap();
}
