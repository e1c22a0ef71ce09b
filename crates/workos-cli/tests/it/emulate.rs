//! `workos emulate`.

use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::support::{Emulator, Running, ask, run, temporary, workos};

#[test]
fn the_emulator_starts_from_a_seed_file_and_reports_errors_in_it() {
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

#[test]
fn the_state_is_persisted_and_a_resumed_start_says_that_the_seed_file_is_ignored() {
    let (dir, seed) = (temporary("kept"), temporary("kept.yaml"));
    std::fs::write(&seed, "organizations: [name: Lumen]\n").unwrap();
    let switches = format!("--state {} --seed {}", dir.display(), seed.display());
    let emulator = Emulator::start(&switches);
    assert_eq!(emulator.run("organizations create Later --json").code, Some(0));
    let refused = run(&mut workos(&format!("emulate --port 0 {switches}")));
    assert!(
        refused.code == Some(2) && refused.stderr.contains("another emulator is using it"),
        "{refused:?}"
    );
    drop(emulator);

    std::fs::write(&seed, "organizations: [name: Other]\n").unwrap();
    let emulator = Emulator::start(&switches);
    let list = emulator.run("organizations list --json").json();
    let names: Vec<_> = list["data"].as_array().unwrap().iter().map(|one| &one["name"]).collect();
    assert_eq!(names, ["Later", "Lumen"]);
    drop(emulator);

    let mut command = workos(&format!("emulate --port 0 {switches}"));
    let mut process = Running(command.stdout(Stdio::piped()).spawn().unwrap());
    let mut lines = BufReader::new(process.0.stdout.take().unwrap()).lines().map_while(Result::ok);
    let said = lines.find(|line| line.starts_with("It ")).unwrap();
    assert!(said.starts_with("It resumes the state in ") && said.ends_with(" are ignored."), "{said}");
    drop(process);
    std::fs::remove_dir_all(dir).unwrap();
    std::fs::remove_file(seed).unwrap();
}

#[test]
fn a_damaged_state_is_refused_and_its_intact_part_is_kept_with_recover() {
    let dir = temporary("damaged");
    let switches = format!("--state {}", dir.display());
    let emulator = Emulator::start(&switches);
    for name in ["First", "Second"] {
        assert_eq!(emulator.run(&format!("organizations create {name} --json")).code, Some(0));
    }
    drop(emulator);
    let log = dir.join("state.jsonl");
    let mut bytes = std::fs::read(&log).unwrap();
    let place = bytes.len() - 50;
    bytes[place] ^= 4;
    std::fs::write(&log, &bytes).unwrap();

    let refused = run(&mut workos(&format!("emulate --port 0 {switches}")));
    assert_eq!(refused.code, Some(2), "{refused:?}");
    for part in ["is damaged at line 4", "2 records of it are intact", "--recover"] {
        assert!(refused.stderr.contains(part), "{refused:?}");
    }
    assert_eq!(std::fs::read(&log).unwrap(), bytes);

    let mut command = workos(&format!("emulate --port 0 --json {switches} --recover"));
    let mut process = Running(command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap());
    let ready = first_document(&mut process);
    assert!(ready["recovered"].as_str().unwrap().contains("state.jsonl.damaged-1"), "{ready}");
    assert_eq!(std::fs::read(dir.join("state.jsonl.damaged-1")).unwrap(), bytes);
    drop(process);
    let emulator = Emulator::start(&switches);
    let list = emulator.run("organizations list --json").json().to_string();
    assert!(list.contains("First") && !list.contains("Second"), "{list}");
    drop(emulator);
    std::fs::remove_dir_all(dir).unwrap();
    assert_eq!(run(&mut workos("emulate --recover")).code, Some(2));
}

pub(crate) fn first_document(process: &mut Running) -> Value {
    let stdout = process.0.stdout.take().unwrap();
    serde_json::Deserializer::from_reader(stdout).into_iter::<Value>().next().unwrap().unwrap()
}

#[test]
fn rate_limits_are_enabled_on_request_only() {
    let emulator = Emulator::start("--rate-limits legacy");
    assert!(connections(&emulator).contains("x-ratelimit-limit: 600\r\n"));
    assert!(!connections(&Emulator::start("")).contains("x-ratelimit-limit"));
}

fn connections(emulator: &Emulator) -> String {
    let url = format!("{}/connections?limit=1", emulator.url);
    ask("GET", &url, "Authorization: Bearer sk_test_default\r\n", "")
}

#[cfg(unix)]
#[test]
fn a_signal_stops_the_emulator_gracefully() {
    let mut emulator = Emulator::start("");
    let pid = emulator.process.0.id().to_string();
    assert!(Command::new("kill").arg(pid).status().unwrap().success());
    assert_eq!(emulator.process.0.wait().unwrap().code(), Some(0));
}

/// Starts the emulator. Returns the process, its URL, and the lines of its stderr.
pub(crate) fn with_log(switches: &str) -> (Running, String, impl Iterator<Item = String> + use<>) {
    let mut command = workos(&format!("emulate --port 0 --json {switches}"));
    let mut process = Running(command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap());
    let stdout = BufReader::new(process.0.stdout.take().unwrap());
    let ready = serde_json::Deserializer::from_reader(stdout).into_iter::<Value>().next().unwrap().unwrap();
    let lines = BufReader::new(process.0.stderr.take().unwrap()).lines().map(Result::unwrap);
    (process, ready["url"].as_str().unwrap().to_owned(), lines)
}

#[test]
fn each_request_is_logged_as_a_json_line_without_secrets() {
    let (_process, url, mut lines) = with_log("");
    let key = "Authorization: Bearer sk_test_default\r\n";
    ask("GET", &format!("{url}/_emulator/clock"), "", "");
    ask("GET", &format!("{url}/connections?limit=1&search=secret"), key, "");
    let line: Value = serde_json::from_str(&lines.next().unwrap()).unwrap();
    assert_eq!((&line["method"], &line["path"]), (&Value::from("GET"), &Value::from("/connections")));
    assert_eq!((&line["operation"], &line["status"]), (&Value::from("connections.list"), &Value::from(200)));
    assert!(
        line["request_id"].as_str().unwrap().starts_with("req_") && line["duration_us"].is_u64(),
        "{line}"
    );
    assert!(!line.to_string().contains("secret") && !line.to_string().contains("sk_test"), "{line}");

    ask("POST", &format!("{url}/_emulator/faults"), "", r#"{"effect": {"answer": {"status": 503}}}"#);
    let injected: Value = serde_json::from_str(&lines.next().unwrap()).unwrap();
    assert_eq!(injected["status"], 201);
    ask("GET", &format!("{url}/connections"), key, "");
    let affected: Value = serde_json::from_str(&lines.next().unwrap()).unwrap();
    assert_eq!(
        (&affected["status"], &affected["faults"]),
        (&Value::from(503), &serde_json::json!(["fault_1"]))
    );
}

#[cfg(unix)]
#[test]
fn all_lines_are_written_before_the_end_and_none_with_quiet() {
    for (switches, expected) in [("", true), ("--quiet", false)] {
        let (mut process, url, lines) = with_log(switches);
        for _ in 0..100 {
            ask("GET", &format!("{url}/connections"), "", "");
        }
        assert!(Command::new("kill").arg(process.0.id().to_string()).status().unwrap().success());
        assert_eq!(process.0.wait().unwrap().code(), Some(0));
        let lines = lines.filter(|line| line.contains("connections.list")).count();
        assert_eq!(lines, if expected { 100 } else { 0 });
    }
}

#[test]
fn a_log_that_nobody_reads_does_not_block_requests() {
    let (_process, url, _unread) = with_log("");
    // The lines contain the paths, so together they exceed the 64 KiB of a pipe.
    let path = "x".repeat(8000);
    for _ in 0..40 {
        assert!(ask("GET", &format!("{url}/{path}"), "", "").starts_with("HTTP/1.1 404 "));
    }
}

#[test]
fn over_tls_clients_trust_the_certificate_that_is_printed() {
    let directory = temporary("tls");
    let started = |directory: &std::path::Path| {
        let arguments = format!("emulate --port 0 --json --quiet --tls --tls-dir {}", directory.display());
        let mut process = Running(workos(&arguments).stdout(Stdio::piped()).spawn().unwrap());
        let stdout = BufReader::new(process.0.stdout.take().unwrap());
        let ready =
            serde_json::Deserializer::from_reader(stdout).into_iter::<Value>().next().unwrap().unwrap();
        (process, ready)
    };
    let (_process, ready) = started(&directory);
    let url = ready["url"].as_str().unwrap();
    assert!(url.starts_with("https://127.0.0.1:"), "{ready}");
    let list = |authority: Option<&str>| {
        let mut command = workos("connections list --json --timeout 20");
        command
            .env("WORKOS_BASE_URL", url)
            .env("WORKOS_API_KEY", "sk_test_default")
            .env_remove("SSL_CERT_DIR");
        match authority {
            Some(path) => command.env("SSL_CERT_FILE", path),
            None => command.env_remove("SSL_CERT_FILE"),
        };
        run(&mut command)
    };
    let authority = ready["ca"].as_str().unwrap();
    if cfg!(target_os = "linux") {
        let trusted = list(Some(authority));
        assert!(trusted.code == Some(0) && trusted.stdout.contains("Acme Corp SAML"), "{trusted:?}");
    }
    assert_eq!(list(None).code, Some(1));
    // The certificate is reused, so clients have to trust it only once.
    let before = std::fs::read(authority).unwrap();
    assert_eq!(started(&directory).1["ca"], ready["ca"]);
    assert_eq!(std::fs::read(authority).unwrap(), before);
    std::fs::remove_dir_all(directory).unwrap();
    let alone = run(&mut workos("emulate --tls-dir x"));
    assert_eq!(alone.code, Some(2), "{alone:?}");
}

#[test]
fn the_issuer_and_the_signing_key_can_be_set() {
    let key =
        concat!(env!("CARGO_MANIFEST_DIR"), "/../workos-emulator/keys/public-test-key-not-a-secret.pem");
    let mut command =
        workos(&format!("emulate --port 0 --json --issuer https://workos.localhost --signing-key {key}"));
    let mut process = Running(command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap());
    let stdout = BufReader::new(process.0.stdout.take().unwrap());
    let ready = serde_json::Deserializer::from_reader(stdout).into_iter::<Value>().next().unwrap().unwrap();
    assert_eq!(ready["url"], "https://workos.localhost");
    let address = format!("http://{}", ready["address"].as_str().unwrap());
    let form = "client_id=client_test&client_secret=sk_test_default&grant_type=authorization_code&code=01HQRS5FJMJXKPQTGBW6S1K9NN";
    let answer = ask("POST", &format!("{address}/sso/token"), "", form);
    let (_, body) = answer.split_once("\r\n\r\n").unwrap();
    let token: Value = serde_json::from_str(body).unwrap();
    let claims = token["access_token"].as_str().unwrap().split('.').nth(1).unwrap();
    let claims = base64::Engine::decode(&base64::prelude::BASE64_URL_SAFE_NO_PAD, claims).unwrap();
    let claims: Value = serde_json::from_slice(&claims).unwrap();
    assert_eq!(claims["iss"], "https://workos.localhost");

    for (switch, hint) in [
        ("--issuer nowhere", "nowhere"),
        ("--signing-key /nowhere.pem", "/nowhere.pem"),
        ("--cors *", "is not an origin"),
        ("--control-key=", "control key"),
    ] {
        let refused = run(&mut workos(&format!("emulate --port 0 {switch}")));
        assert!(refused.code == Some(2) && refused.stderr.contains(hint), "{refused:?}");
    }
}

#[test]
fn an_emulator_that_other_machines_can_reach_prints_a_warning() {
    let mut command = workos("emulate --port 0 --host 0.0.0.0 --allow-non-loopback --control-key hunter2");
    let mut process = Running(command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap());
    let mut stderr = process.0.stderr.take().unwrap();
    let mut warning = [0; 8];
    stderr.read_exact(&mut warning).unwrap();
    assert_eq!(&warning, b"WARNING ");
}

#[test]
fn the_control_key_and_the_allowed_origins_can_be_set() {
    let emulator = Emulator::start("--control-key hunter2 --cors http://localhost:3000");
    let clock = |headers: &str| ask("GET", &format!("{}/_emulator/clock", emulator.url), headers, "");
    assert!(clock("").starts_with("HTTP/1.1 401 "));
    let answer = clock("X-Emulator-Key: hunter2\r\nOrigin: http://localhost:3000\r\n");
    assert!(
        answer.starts_with("HTTP/1.1 200 ")
            && answer.contains("access-control-allow-origin: http://localhost:3000\r\n")
    );
}

#[test]
fn strictness_can_be_set_on_the_command_line() {
    let strict = Emulator::start("--strict-fields --lenient limits,cursors");
    let page = ask("GET", &format!("{}/connections?limit=1000&after=x", strict.url), KEY, "");
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    let typo = ask("POST", &format!("{}/organizations", strict.url), KEY, r#"{"name": "A", "nme": "A"}"#);
    assert!(typo.starts_with("HTTP/1.1 422") && typo.contains("unknown_field"), "{typo}");
    let refused = run(&mut workos("emulate --lenient secrets"));
    assert!(refused.code == Some(2) && refused.stderr.contains("client_secret"), "{refused:?}");
}

pub(crate) const KEY: &str = "Authorization: Bearer sk_test_default\r\nContent-Type: application/json\r\n";

#[test]
fn a_watched_seed_file_is_loaded_again_and_a_broken_one_changes_nothing() {
    let file = temporary("watch.yaml");
    let write = |text: &str| std::fs::write(&file, text).unwrap();
    write("users: [{email: one@acme.com}]");
    let switches = format!("--seed {} --watch", file.display());
    let (_process, url, mut lines) = with_log(&switches);
    let key = "Authorization: Bearer sk_test_default\r\n";
    let users = || ask("GET", &format!("{url}/user_management/users"), key, "");
    // Requests are logged too.
    let mut next = |member: &str| loop {
        let line: Value = serde_json::from_str(&lines.next().unwrap()).unwrap();
        if !line[member].is_null() {
            return line;
        }
    };
    assert!(users().contains("one@acme.com"));
    write("users: [{email: second@acme.com}]");
    assert_eq!(next("reloaded")["reloaded"], file.display().to_string());
    assert!(users().contains("second@acme.com"));
    write("users: [{emial: third@acme.com}, {email: none}]");
    let problems = next("not_reloaded")["problems"].to_string();
    assert!(problems.contains("did you mean 'email'"), "{problems}");
    assert!(problems.contains("is not an e-mail address"), "{problems}");
    assert!(users().contains("second@acme.com"));
    std::fs::remove_file(&file).unwrap();
}

#[test]
fn each_attempt_to_deliver_a_webhook_is_logged() {
    let (_process, url, mut lines) = with_log("");
    let (key, json) = ("Authorization: Bearer sk_test_default\r\n", "Content-Type: application/json\r\n");
    // Nothing listens on port 1.
    let endpoint = r#"{"endpoint_url": "http://127.0.0.1:1/hooks?token=canary", "events": ["user.created"]}"#;
    ask("POST", &format!("{url}/webhook_endpoints"), &format!("{key}{json}"), endpoint);
    ask("POST", &format!("{url}/_emulator/events"), json, r#"{"event": "user.created"}"#);
    let line = lines.find(|line| line.contains("\"webhook\"")).unwrap();
    let line: Value = serde_json::from_str(&line).unwrap();
    assert_eq!((&line["webhook"], &line["attempt"]), (&Value::from("user.created"), &Value::from(1)));
    assert!(line["status"].is_null() && line["next_attempt"].is_string(), "{line}");
    assert_eq!(line["url"], "http://127.0.0.1:1/hooks");
}
