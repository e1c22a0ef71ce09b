//! `Debug` and `Display` of every public error: a report of a few lines, in which no line repeats another.

use std::collections::BTreeSet;
use std::error::Error as StdError;
use std::fmt::Debug;
use std::io;
use std::path::Path;
use std::time::Duration;

use futures_executor::block_on;
use http::Method;
use serde_json::{Value, json};
use workos_client::{Call, Client, Error, InvalidInputError, Items, Operation, Retry};
use workos_core::{ApiError, Timestamp};
use workos_emulator::{DEFAULT_BASE_URL, Emulator, Fault, NewConnection};
use workos_kit::pipes::{ConnectAttempt, InactiveReason, PipesReturn, Vended};
use workos_sso::iron::{OpenError, SealError};
use workos_sso::{
    CodeVerifier, Connections, InvalidAttemptError, Profile, ReturnPath, SealKeys, SsoCallback, StateCheck,
};
use workos_transport::{TransportError, TransportErrorKind as Kind};
use workos_transport_hyper::HyperTransport;
use workos_transport_limit::{Rule, WouldExceedError};
use workos_transport_mock::{Reply, Script};
use workos_transport_record::Cassette;
use workos_webhooks::{GuardError, HandleError, VerifyError, WebhookVerifier, sign};
use workos_widgets::{LifetimeError, WidgetPermission, WidgetScope};

use crate::test_env::run;

static GET: Operation = Operation::new("things.get", Method::GET, "/things").repeatable();
static CREATE: Operation = Operation::new("things.create", Method::POST, "/things");

/// An example of an error, with its texts.
struct Example {
    /// The name of the error type.
    name: &'static str,
    debug: String,
    pretty: String,
    error: Box<dyn StdError>,
}

fn example<E: StdError + Debug + 'static>(error: E) -> Example {
    let path = std::any::type_name::<E>().split('<').next().unwrap_or_default();
    let name = path.rsplit("::").next().unwrap_or_default();
    Example { name, debug: format!("{error:?}"), pretty: format!("{error:#?}"), error: Box::new(error) }
}

fn client(script: Script) -> Client {
    Client::builder().api_key("sk_test_canary").retry(Retry::none()).transport(script).build().unwrap()
}

fn failed(operation: &'static Operation, script: Script) -> Error {
    block_on(Call::<Vec<u8>>::new(&client(script), operation).send()).unwrap_err()
}

/// Returns an example of each error of the client, and of the error inside it.
fn calls() -> Vec<Example> {
    let refusal = json!({"code": "bad", "message": "No", "token": "canary_token"});
    let refusal = || Script::new().reply(Reply::json(401, refusal.clone()).header("x-request-id", "req_1"));
    let text = || Script::new().reply(Reply::text(200, "<html>").header("x-request-id", "req_1"));
    let page = || Reply::json(200, json!({"data": [], "list_metadata": {"after": "again"}}));
    let mut endless = Items::new(Call::<workos_client::Page<Value>>::new(
        &client(Script::new().replies((0..9).map(|_| page()))),
        &GET,
    ));
    let two = Items::new(Call::<workos_client::Page<Value>>::new(
        &client(Script::new().reply(Reply::json(200, json!({"data": [1, 2], "list_metadata": {}})))),
        &GET,
    ));
    let builder = Client::builder().base_url("http://user:canary@api.workos.com").transport(Script::new());
    let errors = [
        failed(&GET, refusal()),
        failed(&CREATE, Script::new().reply(Reply::status(503))),
        failed(&CREATE, Script::new().error(Kind::Lost)),
        failed(&GET, text()),
        failed(&CREATE, Script::new().reply(Reply::json(200, json!({"id": "canary_value"})))),
        builder.build().unwrap_err(),
        InvalidInputError::new("things.get", "id", "it is empty").into(),
        block_on(endless.try_next()).unwrap_err(),
        block_on(two.try_collect(1)).unwrap_err(),
        run(refused()),
    ];
    let mut examples = Vec::new();
    for error in errors {
        examples.push(match error.clone() {
            Error::Api(error) => example(*error),
            Error::Transport(error) => example(*error),
            Error::Decode(error) => example(*error),
            Error::Config(error) => example(error),
            Error::InvalidInput(error) => example(error),
            Error::Cursor(error) => example(error),
            Error::ListTooLong(error) => example(error),
            other => panic!("this kind of error has no example: {other:?}"),
        });
        examples.push(example(error));
    }
    examples
}

/// Returns the error of a call to a local port on which no server listens.
async fn refused() -> Error {
    let port = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();
    let transport = HyperTransport::builder().build().unwrap();
    let client = Client::builder().api_key("sk_test_canary").base_url(format!("http://127.0.0.1:{port}"));
    let client = client.retry(Retry::none()).transport(transport).build().unwrap();
    Call::<Value>::new(&client, &GET).send().await.unwrap_err()
}

/// Returns at least one example of each public error, except those in [`WITHOUT_EXAMPLE`].
fn examples() -> Vec<Example> {
    let now: Timestamp = "2026-01-15T12:00:00Z".parse().unwrap();
    let (secret, body) = ("whsec_1", b"{}");
    let verifier = WebhookVerifier::new(secret).unwrap();
    let signed = sign(secret, now, body);
    let not_an_event = verifier.verify(body, signed.as_str(), now).unwrap().envelope().unwrap_err();
    let state = StateCheck::equals("state");
    let declined = "error=access_denied&error_description=No&state=state";
    let declined = SsoCallback::parse(declined).and_then(|callback| callback.verify(state)).unwrap_err();
    let cause = || io::Error::other("the table is locked");
    let inactive: Vended<Value> = Vended::Inactive(InactiveReason::NotInstalled);
    let own = [
        example("yesterday".parse::<Timestamp>().unwrap_err()),
        example(TransportError::new(Kind::Lost, "the connection broke").with_source(cause())),
        example(HyperTransport::builder().add_root_certificate_der(b"no DER").build().unwrap_err()),
        example(WouldExceedError::new(&Rule::new("key", 1, Duration::from_secs(1)), Duration::from_secs(2))),
        example(Cassette::parse("{\"cassette\": 7}").unwrap_err()),
        example(Cassette::parse("{").unwrap_err()),
        example(Cassette::parse("[1]").unwrap_err()),
        example(Cassette::load("/nowhere/cassette.json").unwrap_err()),
        example(declined),
        example(CodeVerifier::from_secret("canary").unwrap_err()),
        example(ReturnPath::parse("//elsewhere.example").unwrap_err()),
        example(InvalidAttemptError::Malformed),
        example(ConnectAttempt::from_server_session(&"canary".into()).unwrap_err()),
        example(OpenError::NotAuthentic),
        example(SealError::Json { reason: "a key is not a string".into() }),
        example(SealKeys::from_password("canary").unwrap_err()),
        example(Profile::example().ensure_organization(&"org_other".into()).unwrap_err()),
        example(PipesReturn::parse("state=canary_1", "canary_2").unwrap_err()),
        example(inactive.require_active().unwrap_err()),
        example(VerifyError::MissingHeader),
        example(WebhookVerifier::new("").unwrap_err()),
        example(not_an_event),
        example(GuardError::new(cause())),
        example(HandleError::Handler(GuardError::new(cause()))),
        example(HandleError::<io::Error>::Guard(GuardError::new(cause()))),
        example(LifetimeError::Expired),
        example(WidgetPermission::try_from(WidgetScope::AuditLogs).unwrap_err()),
        example(Emulator::new().inject(Fault::on("sso.token").hang()).unwrap_err()),
        example(
            Emulator::new()
                .add_connection(NewConnection::new("GenericSAML").organization("Acmee"))
                .unwrap_err(),
        ),
        example(Emulator::new().expect(Method::GET, "/connections").check().unwrap_err()),
    ];
    own.into_iter().chain(calls()).collect()
}

/// Public errors that only occur on a broken system.
const WITHOUT_EXAMPLE: [&str; 1] = ["RandomnessError"];

/// Error types that callers do not get directly: internal causes, and types of unit tests.
const PRIVATE: [&str; 6] = ["ConnectFailure", "SharedCause", "Shortened", "TlsFailure", "Layer", "Text"];

/// Adds the names of all error types in the source files of a folder to `found`.
fn errors_of(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        if entry.path().is_dir() {
            errors_of(&entry.path(), found);
            continue;
        }
        let source = std::fs::read_to_string(entry.path()).unwrap_or_default();
        for line in source.lines().map(str::trim).filter(|line| line.starts_with("impl")) {
            let Some((before, rest)) = line.split_once("Error for ") else { continue };
            // `impl Error for`, `impl<E> StdError for`, `impl std::error::Error for`, but not `From<Error> for`.
            if before.ends_with([' ', ':', 'd']) && !before.contains("From<") {
                let name = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
                found.insert(name.to_owned());
            }
        }
    }
}

#[test]
fn every_public_error_has_an_example_here() {
    let crates = concat!(env!("CARGO_MANIFEST_DIR"), "/../crates");
    let mut found = BTreeSet::new();
    for entry in std::fs::read_dir(crates).unwrap().map(Result::unwrap) {
        let source = entry.path().join("src");
        if source.is_dir() {
            errors_of(&source, &mut found);
        }
    }
    assert!(found.contains("ApiError") && found.contains("HandleError"), "{found:?}");
    let examples: BTreeSet<_> = examples().iter().map(|example| example.name.to_owned()).collect();
    let known =
        |name: &str| examples.contains(name) || WITHOUT_EXAMPLE.contains(&name) || PRIVATE.contains(&name);
    let missing: Vec<_> = found.iter().filter(|name| !known(name)).collect();
    assert!(missing.is_empty(), "errors without an example: {missing:?}");
}

#[test]
fn no_error_repeats_the_text_of_its_source() {
    for Example { name, error, .. } in examples() {
        let mut parent: &dyn StdError = &*error;
        while let Some(source) = parent.source() {
            let (said, again) = (parent.to_string(), source.to_string());
            assert!(!said.contains(&again), "{name}: `{said}` contains `{again}`");
            parent = source;
        }
    }
}

#[test]
fn debug_of_every_error_is_a_readable_report_without_secrets() {
    for Example { name, debug, pretty, error } in examples() {
        let message = error.to_string();
        let message = message.split(" (request ").next().unwrap();
        assert!(debug.starts_with(message), "{name}: {debug}");
        assert_eq!(debug, pretty, "{name}");
        assert!(!debug.contains("canary"), "{name}: {debug}");
        assert!(
            !debug.contains(" { ") && !debug.contains(&format!("{name}(")),
            "{name} shows its fields: {debug}"
        );
        assert!(debug.lines().count() <= 8, "{name}: {debug}");
        for (index, line) in debug.lines().enumerate() {
            let repeated = debug.lines().skip(index + 1).any(|later| later == line);
            assert!(!repeated, "{name}: {debug}");
        }
    }
}

#[test]
fn an_error_returned_from_main_prints_message_request_id_and_hint() {
    let emulator = Emulator::new();
    let client =
        Client::builder().api_key("sk_wrong").base_url(DEFAULT_BASE_URL).transport(emulator.transport());
    let connections = Connections::new(&client.build().unwrap());
    let error = block_on(connections.list().items().try_next()).unwrap_err();
    let id = error.request_id().unwrap().to_owned();
    assert_eq!(
        format!("Error: {error:?}"),
        format!(
            "Error: connections.list failed with status 401 unauthorized: Unauthorized. This emulator does not know the API \
             key. It accepts the default key, ***\n  request id: {id}\n  hint: Set `WORKOS_API_KEY` and \
             `WORKOS_CLIENT_ID` to the values that `workos emulate` prints when it starts: `sk_test_default` and `client_test` by default."
        )
    );
}

#[test]
fn a_report_of_a_refused_connection_names_each_cause_once() {
    let error = run(refused());
    let report = format!("{error:?}");
    assert!(report.starts_with("things.get got no answer: no connection to 127.0.0.1:"), "{report}");
    assert_eq!(report.to_lowercase().matches("connection refused").count(), 1, "{report}");
    assert!(report.ends_with("check the port in `WORKOS_BASE_URL`."), "{report}");
}

#[test]
fn predicates_say_what_the_error_is() {
    let status = |status: u16| {
        let api = ApiError::decode("things.get", status, b"{}").with_hints(&[]);
        Error::Api(Box::new(api))
    };
    let facts = |error: &Error| {
        [
            error.is_not_found(),
            error.is_unauthorized(),
            error.is_forbidden(),
            error.is_conflict(),
            error.is_invalid_request(),
            error.is_rate_limited(),
            error.is_server_error(),
            error.is_timeout(),
            error.is_connect(),
        ]
        .iter()
        .position(|fact| *fact)
    };
    for (index, code) in [404, 401, 403, 409, 422, 429, 521].into_iter().enumerate() {
        assert_eq!(facts(&status(code)), Some(index), "{code}");
    }
    assert!(status(400).is_invalid_request() && !status(400).is_invalid_grant());
    let grant = ApiError::decode("sso.profile_and_token", 400, br#"{"error":"invalid_grant"}"#);
    assert!(Error::Api(Box::new(grant)).is_invalid_grant());
    for (kind, index) in
        [(Kind::Timeout, Some(7)), (Kind::Connect, Some(8)), (Kind::Tls, Some(8)), (Kind::Lost, None)]
    {
        assert_eq!(facts(&failed(&GET, Script::new().error(kind))), index, "{kind:?}");
    }
}
