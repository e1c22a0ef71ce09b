//! The built binary, as a person or a script runs it.
#![expect(clippy::unwrap_used, clippy::panic, reason = "the helpers are called by tests, and fail them so")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use serde_json::Value;

const CANARY: &str = "sk_test_canary0123456789";

/// `workos` with these arguments and none of the environment's credentials.
fn workos(arguments: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_workos"));
    command.args(arguments.split_whitespace());
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("WORKOS_") {
            command.env_remove(name);
        }
    }
    command.env("NO_COLOR", "1").stdin(Stdio::null());
    command
}

fn run(command: &mut Command) -> Run {
    command.output().unwrap().into()
}

/// Runs it with a key, and where nothing answers.
fn nowhere(arguments: &str) -> Run {
    let mut command = workos(arguments);
    command.env("WORKOS_BASE_URL", "http://127.0.0.1:1");
    run(command.env("WORKOS_API_KEY", CANARY).env("WORKOS_CLIENT_ID", "client_test"))
}

#[derive(Debug)]
struct Run {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Self { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }
}

impl Run {
    fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    fn error(&self) -> Value {
        serde_json::from_str(&self.stderr).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}

/// A process that a failing test must not leave behind.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A `workos emulate` of its own.
struct Emulator {
    process: Running,
    url: String,
}

impl Emulator {
    fn start(switches: &str) -> Self {
        let mut command = workos(&format!("emulate --port 0 --json {switches}"));
        let mut process = Running(command.stdout(Stdio::piped()).spawn().unwrap());
        let stdout = BufReader::new(process.0.stdout.take().unwrap());
        let ready = serde_json::Deserializer::from_reader(stdout).into_iter::<Value>().next();
        let url = ready.unwrap().unwrap()["url"].as_str().unwrap().to_owned();
        Self { process, url }
    }

    /// A command that talks to it with the right credentials.
    fn workos(&self, arguments: &str) -> Command {
        self.workos_with("sk_test_default", arguments)
    }

    fn run(&self, arguments: &str) -> Run {
        run(&mut self.workos(arguments))
    }

    fn workos_with(&self, key: &str, arguments: &str) -> Command {
        let mut command = workos(arguments);
        command.env("WORKOS_BASE_URL", &self.url);
        command.env("WORKOS_API_KEY", key).env("WORKOS_CLIENT_ID", "client_test");
        command
    }
}

fn visit(url: &str) -> String {
    ask("GET", url, "")
}

/// Asks an `http` address on this machine as a browser does, without following; returns head and body.
fn ask(method: &str, url: &str, form: &str) -> String {
    let rest = url.strip_prefix("http://").unwrap();
    let (host, path) = rest.split_at(rest.find('/').unwrap());
    let mut stream = TcpStream::connect(host).unwrap();
    let kind = "application/x-www-form-urlencoded";
    let head =
        format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Type: {kind}\r\n");
    write!(stream, "{head}Content-Length: {}\r\n\r\n{form}", form.len()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

fn location(answer: &str) -> &str {
    let location = answer.lines().find_map(|line| line.strip_prefix("location: "));
    location.unwrap_or_else(|| panic!("{answer}"))
}

fn temporary(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}", std::process::id()))
}

#[test]
fn the_demo_signs_in_and_says_what_it_proved() {
    let demo = run(&mut workos("demo"));
    assert_eq!(demo.code, Some(0), "{demo:?}");
    assert!(
        demo.stdout.lines().last().unwrap().starts_with("Proved: a person signed in through SSO"),
        "{demo:?}"
    );
    assert!(
        demo.stdout.contains("req_") && demo.stdout.contains("25 connections came in 3 pages"),
        "{demo:?}"
    );
    assert!(!demo.stdout.contains("skipped") && !demo.stdout.contains('\u{1b}'), "{demo:?}");
    assert_eq!(demo.stderr, "");
}

#[test]
fn the_demo_is_one_json_document_without_a_token() {
    let demo = run(&mut workos("demo --json"));
    assert_eq!(demo.code, Some(0), "{demo:?}");
    let document = demo.json();
    let steps = document["steps"].as_array().unwrap();
    assert!(steps.len() >= 9, "{document}");
    let done = |step: &Value| step["outcome"] == "done" && step["elapsed_ms"].is_number();
    assert!(steps.iter().all(done), "{document}");
    let exchange = steps.iter().find(|step| step["title"] == "Exchange the code").unwrap();
    assert!(exchange["request_id"].as_str().unwrap().starts_with("req_"), "{exchange}");
    assert!(!demo.stdout.contains("eyJ"), "an access token is shown");
}

#[test]
fn the_demo_says_why_it_skips_what_a_connection_cannot_do() {
    let demo = run(&mut workos("demo --provider GoogleOAuth"));
    assert_eq!(demo.code, Some(0), "{demo:?}");
    assert!(demo.stdout.contains("skipped        Only GenericOIDC"), "{demo:?}");
    for (connection, why) in [("conn_none", "_invalid"), ("conn_01HQRS5H000000000000000004", "unlinked")] {
        let refused = run(&mut workos(&format!("demo --connection {connection}")));
        assert!(refused.code == Some(1) && refused.stdout.contains("failed"), "{refused:?}");
        assert!(refused.stderr.contains(why) && refused.stderr.contains("hint:"), "{refused:?}");
    }
}

#[test]
fn the_demo_runs_against_an_account_with_the_persons_own_browser() {
    let emulator = Emulator::start("");
    let mut command = emulator.workos("demo --provider GoogleOAuth --callback-port 0 --wait 60");
    let mut demo = Running(command.stdout(Stdio::piped()).spawn().unwrap());
    let mut lines = BufReader::new(demo.0.stdout.take().unwrap()).lines().map(Result::unwrap);
    lines.find(|line| line.contains("open the URL in your browser")).unwrap();
    let url = lines.next().unwrap();
    assert!(visit(location(&visit(url.trim()))).contains("Back at the application"));
    let rest: Vec<_> = lines.collect();
    assert!(demo.0.wait().unwrap().success(), "{rest:#?}");
    assert!(rest.last().unwrap().starts_with("Proved: a person signed in"), "{rest:#?}");
}

#[test]
fn with_open_the_emulator_stays_up_for_a_browser() {
    let mut demo = Running(workos("demo --open").stdout(Stdio::piped()).spawn().unwrap());
    let mut lines = BufReader::new(demo.0.stdout.take().unwrap()).lines().map(Result::unwrap);
    let url = lines.find(|line| line.starts_with("  http://")).unwrap();
    let page = visit(url.trim());
    let value = |name: &str| {
        let after = page.split(&format!("name=\"{name}\" value=\"")).nth(1);
        after.unwrap_or_else(|| panic!("{page}")).split('"').next().unwrap().to_owned()
    };
    let form = format!("token={}&profile={}", value("token"), value("profile"));
    let target = format!("{}/_emulator/sign-in", url.trim().split("/sso/").next().unwrap());
    visit(location(&ask("POST", &target, &form)));
    let signed_in = lines.find(|line| line.starts_with("Signed in: ")).unwrap();
    assert!(signed_in.contains("@meridian.example"), "{signed_in}");
    assert!(lines.any(|line| line.starts_with("  http://")), "no further sign-in is offered");
    assert!(demo.0.try_wait().unwrap().is_none());
}

#[test]
fn half_of_the_credentials_is_a_configuration_error() {
    let demo = run(workos("demo").env("WORKOS_API_KEY", CANARY));
    assert!(demo.code == Some(2) && demo.stderr.contains("WORKOS_CLIENT_ID is not set"), "{demo:?}");
    assert_eq!(run(workos("demo --emulator").env("WORKOS_API_KEY", CANARY)).code, Some(0));
}

#[test]
fn connections_are_listed_as_a_table_or_as_json_page_by_page() {
    let emulator = Emulator::start("");
    let table = emulator.run("connections list --limit 2");
    assert_eq!(table.code, Some(0), "{table:?}");
    assert!(table.stdout.starts_with("ID ") && table.stdout.contains("more with --after conn_"), "{table:?}");

    let page = emulator.run("connections list --limit 2 --json").json();
    assert_eq!((page["object"].as_str(), page["data"].as_array().unwrap().len()), (Some("list"), 2));
    let after = page["list_metadata"]["after"].as_str().unwrap();
    let next = emulator.run(&format!("connections list --limit 2 --json --after {after}")).json();
    assert_ne!(page["data"][0]["id"], next["data"][0]["id"]);
    let before = next["list_metadata"]["before"].as_str().unwrap();
    let back = emulator.run(&format!("connections list --limit 2 --json --before {before}")).json();
    assert_eq!(back["data"], page["data"]);

    let all = emulator.run("connections list --all --limit 1 --json --order asc").json();
    assert!(all["data"].as_array().unwrap().len() > 3, "{all}");
    let oidc = emulator.run("connections list --type GenericOIDC --search globex --json").json();
    assert_eq!(oidc["data"].as_array().unwrap().len(), 1, "{oidc}");
    let none = emulator.run("connections list --domain nowhere.example");
    assert_eq!(none.stdout, "no connections\n");
}

#[test]
fn a_connection_is_shown_and_deleted() {
    let emulator = Emulator::start("");
    let id = "conn_01HQRS5H000000000000000001";
    let shown = emulator.run(&format!("connections get {id}"));
    assert!(shown.stdout.contains("acme.com") && shown.stdout.contains("active"), "{shown:?}");
    let json = emulator.run(&format!("--json connections get {id}")).json();
    assert_eq!((json["object"].as_str(), json["id"].as_str()), (Some("connection"), Some(id)));
    let deleted = emulator.run(&format!("connections delete {id}"));
    assert!(deleted.stdout.starts_with(&format!("deleted {id} (request req_")), "{deleted:?}");
    assert_eq!(emulator.run(&format!("connections get {id}")).code, Some(1));
}

#[test]
fn an_error_tells_what_why_and_the_request() {
    let emulator = Emulator::start("--reject-delete-active");
    let text = emulator.run("connections delete conn_01HQRS5H000000000000000001");
    assert_eq!((text.code, text.stdout.as_str()), (Some(1), ""), "{text:?}");
    let lines: Vec<_> = text.stderr.lines().collect();
    assert!(lines[0].starts_with("error: connections.delete failed with status 409 conflict"), "{text:?}");
    assert!(lines[1].starts_with("hint: ") && lines[2].starts_with("request: req_"), "{text:?}");

    let json = emulator.run("connections get conn_none --json");
    assert_eq!((json.code, json.stdout.as_str()), (Some(1), ""), "{json:?}");
    let error = json.error();
    assert_eq!((error["error"]["status"].as_u64(), error["exit_code"].as_u64()), (Some(404), Some(1)));
    assert!(error["error"]["hint"].is_string() && error["error"]["request_id"].is_string(), "{error}");
}

#[test]
fn usage_and_configuration_errors_exit_with_2_and_send_nothing() {
    let commands = [
        "connections list --limit 0",
        "connections list --limit 101",
        "connections list --after a --before b",
        "connections get ..",
        "connections get a/b",
        "connections frobnicate",
        "sso authorize-url --redirect-uri http://127.0.0.1/cb",
        "sso authorize-url --redirect-uri http://127.0.0.1/cb --provider GoogleOAuth --connection conn_1",
        "sso authorize-url --redirect-uri http://elsewhere.example/cb --provider GoogleOAuth",
        "sso profile",
        "connections list --base-url http://api.example.com",
        "connections list --api-key-file /nowhere/key",
    ];
    for arguments in commands {
        let refused = nowhere(arguments);
        assert_eq!(refused.code, Some(2), "{arguments}: {refused:?}");
        let refused = nowhere(&format!("{arguments} --json"));
        assert_eq!((refused.code, &refused.error()["exit_code"]), (Some(2), &Value::from(2)), "{arguments}");
    }
    let no_key = run(&mut workos("connections list"));
    assert!(no_key.code == Some(2) && no_key.stderr.contains("WORKOS_API_KEY"), "{no_key:?}");
    assert_eq!([run(&mut workos("--help")).code, run(&mut workos("")).code], [Some(0), Some(2)]);
}

#[test]
fn a_server_that_is_not_there_exits_with_1() {
    let gone = nowhere("connections list --timeout 5");
    assert_eq!(gone.code, Some(1), "{gone:?}");
    assert!(gone.stderr.contains("hint: ") && !gone.stderr.contains(CANARY), "{gone:?}");
}

#[test]
fn no_output_holds_the_key() {
    let emulator = Emulator::start("");
    let file = temporary("canary-key");
    std::fs::write(&file, format!("{CANARY}\n")).unwrap();
    let from_file = format!("connections list --json --api-key-file {}", file.display());
    for (arguments, code) in [
        ("connections list", 1),
        ("connections get conn_1 --json", 1),
        ("sso exchange --code abc", 1),
        ("sso logout-url --profile prof_1", 1),
        ("sso authorize-url --redirect-uri http://127.0.0.1/cb --provider GoogleOAuth --fetch", 1),
        ("sso authorize-url --redirect-uri http://127.0.0.1/cb --provider GoogleOAuth --pkce", 0),
        ("demo --organization org_1 --wait 0.1 --callback-port 0", 1),
        ("connections list --help", 0),
        (&from_file, 1),
    ] {
        let key = if arguments == from_file { "sk_test_default" } else { CANARY };
        let refused = run(&mut emulator.workos_with(key, arguments));
        assert_eq!(refused.code, Some(code), "{arguments}: {refused:?}");
        assert!(!format!("{refused:?}").contains("canary"), "{arguments}: {refused:?}");
    }
    std::fs::remove_file(file).unwrap();
}

#[test]
fn the_steps_of_a_sign_in_follow_one_another_in_a_terminal() {
    let emulator = Emulator::start("");
    let start = "sso authorize-url --pkce --json --redirect-uri http://127.0.0.1:3000/callback --connection \
                 conn_01HQRS5H000000000000000002";
    let started = emulator.run(start).json();
    let text = |name: &str| started[name].as_str().unwrap();
    let callback = location(&visit(text("url"))).to_owned();
    let token_file = temporary("token");
    let exchange = |state: &str| {
        let arguments = format!("sso exchange --token-file {} --state {state}", token_file.display());
        let mut command = emulator.workos(&arguments);
        run(command.args(["--callback-url", &callback]).env("WORKOS_CODE_VERIFIER", text("code_verifier")))
    };

    let forged = exchange("another");
    assert!(forged.code == Some(1) && forged.stderr.contains("hint: "), "{forged:?}");
    let exchanged = exchange(text("state"));
    assert_eq!(exchanged.code, Some(0), "{exchanged:?}");
    assert!(exchanged.stdout.contains("hank@globex.com"), "{exchanged:?}");
    assert!(!exchanged.stdout.contains("eyJ"), "the token is shown");
    let again = exchange(text("state"));
    assert!(again.code == Some(1) && again.stderr.contains("invalid_grant"), "{again:?}");

    for way in ["", "--post"] {
        let arguments = format!("sso profile {way} --json --token-file {}", token_file.display());
        let profile = emulator.run(&arguments).json();
        assert_eq!(profile["email"], "hank@globex.com", "{profile}");
        let id = profile["id"].as_str().unwrap();
        let logout = emulator.run(&format!("sso logout-url --profile {id}"));
        assert!(logout.stdout.starts_with(&format!("{}/sso/logout?token=", emulator.url)), "{logout:?}");
    }
    std::fs::remove_file(token_file).unwrap();
    let session = emulator.run("sso logout-url --session session_1 --json").json();
    assert_eq!(session["logout_url"], format!("{}/sso/logout?session_id=session_1", emulator.url));
}

#[test]
fn a_reader_that_has_gone_is_no_error() {
    let emulator = Emulator::start("");
    let mut command = emulator.workos("connections list");
    let mut list = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(list.stdout.take());
    let list = Run::from(list.wait_with_output().unwrap());
    assert_eq!((list.code, list.stderr.as_str()), (Some(0), ""), "{list:?}");
}

#[test]
fn the_emulator_starts_from_a_seed_file_and_says_what_is_wrong_with_one() {
    let file = temporary("seed.yaml");
    let yaml = "organizations: [name: Lumen]\nconnections: [{type: OktaSAML, organization: Lumen}]\n";
    std::fs::write(&file, yaml).unwrap();
    let emulator = Emulator::start(&format!("--seed {}", file.display()));
    let list = emulator.run("connections list --json").json();
    assert_eq!((&list["data"][0]["name"], &list["data"][1]), (&Value::from("Lumen"), &Value::Null));
    std::fs::write(&file, "organisations: []\n").unwrap();
    let refused = run(&mut workos(&format!("emulate --port 0 --seed {}", file.display())));
    assert_eq!(refused.code, Some(2), "{refused:?}");
    assert!(refused.stderr.contains("line 1") && refused.stderr.contains("organisations"), "{refused:?}");
    std::fs::remove_file(file).unwrap();

    let port = emulator.url.rsplit(':').next().unwrap();
    let taken = run(&mut workos(&format!("emulate --port {port}")));
    assert!(taken.code == Some(2) && taken.stderr.contains("hint: Choose another port"), "{taken:?}");
    let open = run(&mut workos("emulate --port 0 --host 0.0.0.0"));
    assert!(open.code == Some(2) && open.stderr.contains("--allow-non-loopback"), "{open:?}");
}

#[cfg(unix)]
#[test]
fn a_signal_stops_the_emulator_gracefully() {
    let mut emulator = Emulator::start("");
    let pid = emulator.process.0.id().to_string();
    assert!(Command::new("kill").arg(pid).status().unwrap().success());
    assert_eq!(emulator.process.0.wait().unwrap().code(), Some(0));
}
