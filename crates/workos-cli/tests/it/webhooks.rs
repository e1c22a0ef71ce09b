//! `workos webhooks` and `workos events`.

use std::io::{BufRead, BufReader, Lines, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{ChildStderr, ChildStdout, Command, Stdio};

use serde_json::{Value, json};

use crate::emulate::first_document;
use crate::support::{Emulator, Run, Running, run, temporary, workos};

const SECRET: &str = "whsec_canary0FWAiVGkEfGBqqsJH4a";
/// A signature by the algorithm of the documentation, with the secret `whsec_0FWAiVGkEfGBqqsJH4aNAGBJ4`.
const PUBLISHED: &str =
    "t=1768478400000, v1=c462fef573c84f5aa156b968197dcfeaa12554c48bfec7d05ff8ec46f651f73c";
const PUBLISHED_BODY: &str = r#"{"id":"event_01HRZKPQ5JHBZ9MRHXVJ7YVN5D","event":"pipes.connected_account.connected","data":{"object":"connected_account"},"created_at":"2026-01-15T12:00:00.000Z"}"#;

/// A command that runs until it is interrupted.
struct Following {
    process: Running,
    lines: Lines<BufReader<ChildStdout>>,
    notes: Lines<BufReader<ChildStderr>>,
}

impl Following {
    /// Starts the command, and waits until it follows events.
    fn start(mut command: Command) -> (Self, Vec<String>) {
        let mut child = Running(command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap());
        let lines = BufReader::new(child.0.stdout.take().unwrap()).lines();
        let mut notes = BufReader::new(child.0.stderr.take().unwrap()).lines();
        let first = notes.next().unwrap().unwrap();
        assert!(first.contains("press Ctrl-C to stop"), "{first}");
        (Self { process: child, lines, notes }, vec![first])
    }

    fn line(&mut self) -> String {
        self.lines.next().unwrap().unwrap()
    }

    /// Interrupts the command as Ctrl-C does, and returns its last lines on stderr.
    #[cfg(unix)]
    fn end(mut self) -> String {
        let pid = self.process.0.id().to_string();
        assert!(Command::new("kill").args(["-INT", &pid]).status().unwrap().success());
        let notes: Vec<_> = self.notes.map(Result::unwrap).collect();
        assert_eq!(self.process.0.wait().unwrap().code(), Some(0), "{notes:?}");
        notes.join("\n")
    }
}

/// Receives one request and answers it. Returns its head and body.
fn receive(listener: &TcpListener, status: &str) -> (String, String) {
    let (mut stream, _) = listener.accept().unwrap();
    let (head, length) = read_head(&mut stream);
    let mut body = vec![0; length];
    stream.read_exact(&mut body).unwrap();
    write!(stream, "HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").unwrap();
    (head, String::from_utf8(body).unwrap())
}

fn read_head(stream: &mut TcpStream) -> (String, usize) {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        stream.read_exact(&mut byte).unwrap();
        head.push(byte[0]);
    }
    let head = String::from_utf8(head).unwrap().to_lowercase();
    let length =
        head.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap().parse().unwrap();
    (head, length)
}

fn verify(header: &str, body: &str, secret: &str, switches: &str) -> Run {
    let file = temporary(&format!("body-{}", header.len() + body.len() + secret.len() + switches.len()));
    std::fs::write(&file, body).unwrap();
    let mut command = workos(&format!("webhooks verify {switches} --body {}", file.display()));
    let verified = run(command.args(["--header", header]).env("WORKOS_WEBHOOK_SECRET", secret));
    std::fs::remove_file(file).unwrap();
    assert!(!format!("{verified:?}").contains(secret), "{verified:?}");
    verified
}

#[test]
fn events_are_posted_to_a_local_server_and_signed_like_webhooks() {
    let emulator = Emulator::start("");
    let server = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/hooks?x=1", server.local_addr().unwrap());
    emulator.run("organizations create Before");
    let mut command = emulator.workos(&format!(
        "webhooks listen --forward-to {url} --events organization.created,organization.deleted --interval 0.05"
    ));
    command.env("WORKOS_WEBHOOK_SECRET", SECRET);
    let (mut listening, _) = Following::start(command);
    let id = emulator.run("organizations create Lumen --json").json()["id"].as_str().unwrap().to_owned();

    let (head, body) = receive(&server, "204 No Content");
    assert!(head.starts_with("post /hooks?x=1 http/1.1"), "{head}");
    assert!(head.contains("content-type: application/json\r\n") && !head.contains("authorization"), "{head}");
    let event: Value = serde_json::from_str(&body).unwrap();
    assert_eq!((&event["event"], &event["data"]["id"]), (&json!("organization.created"), &json!(id)));
    let signature = head.lines().find(|line| line.starts_with("workos-signature: ")).unwrap();
    let verified = verify(signature, &body, SECRET, "--json");
    assert_eq!((verified.code, &verified.json()["event"]), (Some(0), &event["event"]), "{verified:?}");
    let forged = verify(signature, &body.replace("Lumen", "Other"), SECRET, "--json");
    assert_eq!((forged.code, &forged.error()["error"]["code"]), (Some(1), &json!("no_matching_signature")));
    let line = listening.line();
    assert!(line.contains("organization.created") && line.ends_with("-> 204"), "{line}");

    emulator.run(&format!("organizations delete {id} --yes"));
    receive(&server, "500 Internal Server Error");
    assert!(listening.line().ends_with("-> 500"));
    drop(server);
    let last = emulator.run("organizations create Last --json").json()["id"].as_str().unwrap().to_owned();
    let line = listening.line();
    assert!(line.contains(&last) && line.contains("-> ") && !line.ends_with("-> 204"), "{line}");
    #[cfg(unix)]
    {
        let end = listening.end();
        assert!(end.contains("--after event_") && !end.contains(SECRET), "{end}");
    }
}

#[test]
fn events_are_posted_over_https_to_a_server_with_a_private_certificate() {
    let emulator = Emulator::start("");
    let directory = temporary("listen-tls");
    let arguments = format!("emulate --port 0 --json --quiet --tls --tls-dir {}", directory.display());
    let mut server = Running(workos(&arguments).stdout(Stdio::piped()).spawn().unwrap());
    let ready = first_document(&mut server);
    let (url, ca) = (ready["url"].as_str().unwrap(), ready["ca"].as_str().unwrap());
    emulator.run("organizations create Lumen");
    // The server has no such path: its status proves that the handshake succeeded.
    for (more, expected) in [(format!("--ca {ca}"), Some(404)), (String::new(), None)] {
        let arguments =
            format!("webhooks listen --json --forward-to {url}/hooks --since 2020-01-01T00:00:00Z {more}");
        let (mut listening, _) = Following::start(emulator.workos(&arguments));
        let line: Value = serde_json::from_str(&listening.line()).unwrap();
        assert_eq!(line["status"].as_u64(), expected, "{line}");
    }
    std::fs::remove_dir_all(directory).unwrap();
    let refused = emulator.run("webhooks listen --forward-to https://localhost --ca /nowhere.pem");
    assert!(refused.code == Some(2) && refused.stderr.contains("/nowhere.pem"), "{refused:?}");
}

#[test]
fn without_a_secret_a_new_secret_is_generated_and_printed() {
    let emulator = Emulator::start("");
    let server = TcpListener::bind("127.0.0.1:0").unwrap();
    // Without a scheme, it is http.
    let url = server.local_addr().unwrap();
    let arguments = format!("webhooks listen --json --forward-to {url} --since 2020-01-01T00:00:00Z");
    let (mut listening, _) = Following::start(emulator.workos(&arguments));
    let secret = listening.notes.nth(1).unwrap().unwrap().trim().to_owned();
    emulator.run("organizations create Lumen");
    let (head, body) = receive(&server, "200 OK");
    let signature = head.lines().find(|line| line.starts_with("workos-signature: ")).unwrap();
    assert_eq!(verify(signature, &body, &secret, "").code, Some(0));
    let line: Value = serde_json::from_str(&listening.line()).unwrap();
    assert_eq!((&line["status"], &line["event"]), (&json!(200), &json!("organization.created")));
}

#[test]
fn events_are_listed_and_followed_after_a_given_event() {
    let emulator = Emulator::start("");
    for name in ["One", "Two", "Three"] {
        emulator.run(&format!("organizations create {name}"));
    }
    let created = "--events organization.created";
    let table = emulator.run(&format!("events list {created} --limit 2"));
    assert!(
        table.stdout.starts_with("ID ") && table.stdout.contains("more with --after event_"),
        "{table:?}"
    );
    let all = emulator.run(&format!("events list {created} --all --limit 1 --order asc --json")).json();
    let names: Vec<_> = all["data"].as_array().unwrap().iter().map(|event| &event["data"]["name"]).collect();
    assert_eq!(names, ["One", "Two", "Three"]);
    let first = all["data"][0]["id"].as_str().unwrap();
    let organization = all["data"][1]["data"]["id"].as_str().unwrap();
    let one = emulator.run(&format!("events list --organization {organization} --json")).json();
    assert_eq!(one["data"].as_array().unwrap().len(), 1);
    let none = emulator.run("events list --until 2020-01-01T00:00:00Z");
    assert_eq!(none.stdout, "no events\n");
    let unknown = emulator.run("events list --events organization.exploded");
    assert!(unknown.code == Some(1) && unknown.stderr.contains("--events"), "{unknown:?}");

    let (mut tail, _) =
        Following::start(emulator.workos(&format!("events tail {created} --after {first} --json")));
    for event in &all["data"].as_array().unwrap()[1..] {
        assert_eq!(&serde_json::from_str::<Value>(&tail.line()).unwrap(), event);
    }
    let (mut tail, _) = Following::start(emulator.workos(&format!("events tail {created} --interval 0.05")));
    emulator.run("organizations create Four");
    let line = tail.line();
    assert!(line.contains("organization.created") && line.contains("event_"), "{line}");
    #[cfg(unix)]
    assert!(tail.end().contains("--after event_"));
}

#[test]
fn a_published_signature_verifies_and_each_rejection_has_a_code_and_a_hint() {
    let secret = "whsec_0FWAiVGkEfGBqqsJH4aNAGBJ4";
    let whole = format!("WorkOS-Signature: {PUBLISHED}");
    for header in [PUBLISHED, &whole] {
        let verified = verify(header, PUBLISHED_BODY, secret, "--any-age");
        assert_eq!(verified.code, Some(0), "{verified:?}");
        assert!(verified.stdout.contains("pipes.connected_account.connected"), "{verified:?}");
        assert!(verified.stdout.contains(" ago, at 2026-01-15T12:00:00"), "{verified:?}");
    }
    let spaced = PUBLISHED_BODY.replace("\":", "\": ");
    let seconds = PUBLISHED.replace("t=1768478400000", "t=1768478400");
    for (header, body, secret, switches, code) in [
        ("", PUBLISHED_BODY, secret, "--any-age", "missing_header"),
        ("nonsense", PUBLISHED_BODY, secret, "--any-age", "malformed_header"),
        (&*format!("t=1, {PUBLISHED}"), PUBLISHED_BODY, secret, "--any-age", "duplicate_timestamp"),
        (&seconds, PUBLISHED_BODY, secret, "", "timestamp_in_seconds"),
        (PUBLISHED, PUBLISHED_BODY, secret, "", "too_old"),
        (&PUBLISHED.replace("t=1", "t=9"), PUBLISHED_BODY, secret, "", "in_future"),
        (PUBLISHED, &spaced, secret, "--any-age", "body_reserialized"),
        (PUBLISHED, PUBLISHED_BODY, SECRET, "--any-age", "no_matching_signature"),
    ] {
        let refused = verify(header, body, secret, &format!("--json {switches}"));
        let error = &refused.error()["error"];
        assert_eq!((refused.code, error["code"].as_str()), (Some(1), Some(code)), "{refused:?}");
        assert!(error["hint"].is_string(), "{refused:?}");
    }
    let old = verify(PUBLISHED, PUBLISHED_BODY, secret, "");
    assert!(old.stderr.contains("hint: ") && old.stderr.contains("--any-age"), "{old:?}");
    let ancient = verify(&PUBLISHED.replace("t=1768478400000", "t=1000"), PUBLISHED_BODY, secret, "");
    assert!(ancient.stderr.contains(" years ago, at 1970-01-01T00:00:01"), "{ancient:?}");
    assert!(ancient.stderr.contains("; 3 minutes are allowed"), "{ancient:?}");
    let future = verify(&PUBLISHED.replace("t=1", "t=9"), PUBLISHED_BODY, secret, "");
    assert!(future.stderr.contains(" years in the future, at "), "{future:?}");
}

#[test]
fn the_body_comes_from_stdin_and_the_secret_from_a_file() {
    let secret = temporary("signing-secret");
    std::fs::write(&secret, "whsec_0FWAiVGkEfGBqqsJH4aNAGBJ4\n").unwrap();
    let mut command = workos("webhooks verify --any-age --json");
    command.arg("--secret-file").arg(&secret).args(["--header", PUBLISHED]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(PUBLISHED_BODY.as_bytes()).unwrap();
    let verified = Run::from(child.wait_with_output().unwrap());
    assert_eq!((verified.code, &verified.json()["verified"]), (Some(0), &json!(true)));
    std::fs::remove_file(secret).unwrap();
}

#[test]
fn the_signing_secret_of_an_endpoint_is_printed_only_at_its_creation() {
    let emulator = Emulator::start("");
    let events = "organization.created,organization.deleted";
    let create = format!("webhooks endpoints create --url http://127.0.0.1:9/hooks --events {events}");
    let created = emulator.run(&create);
    let shown = created.stdout.split_whitespace().find(|word| word.starts_with("whsec_")).unwrap().to_owned();
    assert!(created.stdout.contains("it is not shown again"), "{created:?}");
    let list = emulator.run("webhooks endpoints list --json").json();
    let id = list["data"][0]["id"].as_str().unwrap();
    let update = format!("webhooks endpoints update {id} --disable --events organization.deleted --json");
    let updated = emulator.run(&update).json();
    assert_eq!(
        (&updated["status"], &updated["events"]),
        (&json!("disabled"), &json!(["organization.deleted"]))
    );
    let table = emulator.run("webhooks endpoints list");
    assert!(table.stdout.contains("disabled"), "{table:?}");
    for text in [list.to_string(), updated.to_string(), table.stdout] {
        assert!(!text.contains(&shown) && !text.contains("secret"), "{text}");
    }

    let file = temporary("endpoint-secret");
    let quiet = emulator.run(&format!(
        "webhooks endpoints create --url http://127.0.0.1:9/more --events {events} --secret-file {}",
        file.display()
    ));
    assert!(quiet.code == Some(0) && !quiet.stdout.contains("whsec_"), "{quiet:?}");
    assert!(std::fs::read_to_string(&file).unwrap().starts_with("whsec_"));
    std::fs::remove_file(file).unwrap();

    let taken = emulator.run(&create);
    assert!(taken.code == Some(1) && taken.stderr.contains("`workos webhooks endpoints list`"), "{taken:?}");
    assert_eq!(emulator.run(&format!("webhooks endpoints delete {id}")).code, Some(2));
    assert_eq!(emulator.run(&format!("webhooks endpoints delete {id} --yes")).code, Some(0));
    assert_eq!(emulator.run("webhooks endpoints list --json").json()["data"].as_array().unwrap().len(), 1);
}
