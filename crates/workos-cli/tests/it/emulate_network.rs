//! The connections of `workos emulate`, and its webhooks.

use std::fs;
use std::process::Stdio;

use serde_json::{Value, json};

use crate::emulate::{first_document, with_log};
use crate::support::{Emulator, Running, ask, run, temporary, workos};

const KEY: &str = "Authorization: Bearer sk_test_default\r\nContent-Type: application/json\r\n";

#[test]
fn the_request_log_masks_the_secrets_of_paths() {
    let (_process, url, mut lines) = with_log("");
    for (method, path) in [
        ("GET", "/data-integrations/canary/authorize-redirect"),
        ("DELETE", "/data-integrations/canary/authorize-redirect"),
        ("GET", "/user_management/invitations/by_token/canary?token=canary"),
    ] {
        ask(method, &format!("{url}{path}"), "", "");
        let line = lines.next().unwrap();
        assert!(line.contains("[masked]") && !line.contains("canary"), "{line}");
    }
}

#[test]
fn both_addresses_of_localhost_reach_the_emulator() {
    let emulator = Emulator::start("");
    assert!(emulator.url.starts_with("http://127.0.0.1:"), "{}", emulator.url);
    let mut urls = vec![emulator.url.clone(), emulator.url.replace("127.0.0.1", "localhost")];
    if std::net::TcpListener::bind("[::1]:0").is_ok() {
        urls.push(emulator.url.replace("127.0.0.1", "[::1]"));
    }
    for url in urls {
        let answer = ask("GET", &format!("{url}/connections"), KEY, "");
        assert!(answer.starts_with("HTTP/1.1 200"), "{url}: {answer}");
    }
    let alone = Emulator::start("--host 127.0.0.1");
    assert!(ask("GET", &format!("{}/health", alone.url), "", "").starts_with("HTTP/1.1 200"));
}

#[test]
fn other_hosts_are_refused_unless_they_are_allowed() {
    let status = |emulator: &Emulator| {
        let headers = format!("{KEY}Host: app.example\r\n");
        ask("GET", &format!("{}/connections", emulator.url), &headers, "")
    };
    let refused = status(&Emulator::start(""));
    assert!(refused.starts_with("HTTP/1.1 403") && refused.contains("--allow-host app.example"), "{refused}");
    let allowed = status(&Emulator::start("--allow-host app.example --allow-host other.example"));
    assert!(allowed.starts_with("HTTP/1.1 200"), "{allowed}");
}

/// Sends a webhook for a new user to this URL. Returns the first attempt.
fn attempt(emulator: &Emulator, url: &str) -> Value {
    let endpoint = json!({"endpoint_url": url, "events": ["user.created"]}).to_string();
    let created = ask("POST", &format!("{}/webhook_endpoints", emulator.url), KEY, &endpoint);
    assert!(created.starts_with("HTTP/1.1 201"), "{created}");
    let user = json!({"email": "ada@acme.com"}).to_string();
    ask("POST", &format!("{}/user_management/users", emulator.url), KEY, &user);
    loop {
        let answer = ask("GET", &format!("{}/_emulator/deliveries", emulator.url), "", "");
        let (_, body) = answer.split_once("\r\n\r\n").unwrap();
        let list: Value = serde_json::from_str(body).unwrap();
        let attempt = list.pointer("/data/0/attempts/0").unwrap_or(&Value::Null);
        if !attempt.is_null() {
            return attempt.clone();
        }
    }
}

#[test]
fn webhooks_over_https_trust_the_given_authority() {
    let dir = temporary("webhook-tls");
    let mut command = workos(&format!("emulate --port 0 --json --quiet --tls --tls-dir {}", dir.display()));
    let mut receiver = Running(command.stdout(Stdio::piped()).spawn().unwrap());
    let ready = first_document(&mut receiver);
    let url = ready["url"].as_str().unwrap().replace("127.0.0.1", "localhost") + "/hooks";
    let ca = ready["ca"].as_str().unwrap();

    // The receiver has no such path: an answer proves that the handshake succeeded.
    let attempted = attempt(&Emulator::start(&format!("--webhook-ca {ca}")), &url);
    assert_eq!(attempted["status"], 404, "{attempted}");
    let attempted = attempt(&Emulator::start(""), &url);
    assert_eq!(attempted["status"], Value::Null);
    assert!(attempted.to_string().contains("--webhook-ca"), "{attempted}");

    let empty = dir.join("empty.pem");
    fs::write(&empty, "").unwrap();
    for file in [empty.display().to_string(), "/nowhere.pem".to_owned()] {
        let refused = run(&mut workos(&format!("emulate --port 0 --webhook-ca {file}")));
        assert!(refused.code == Some(2) && refused.stderr.contains("hint: "), "{refused:?}");
    }
    fs::remove_dir_all(dir).unwrap();
}

#[test]
fn webhooks_over_plain_http_go_to_allowed_hosts() {
    let create = |emulator: &Emulator| {
        let endpoint =
            json!({"endpoint_url": "http://app:3000/hooks", "events": ["user.created"]}).to_string();
        ask("POST", &format!("{}/webhook_endpoints", emulator.url), KEY, &endpoint)
    };
    let refused = create(&Emulator::start(""));
    assert!(refused.starts_with("HTTP/1.1 422") && refused.contains("--webhook-host app"), "{refused}");
    let created = create(&Emulator::start("--webhook-host app --webhook-host host.docker.internal"));
    assert!(created.starts_with("HTTP/1.1 201"), "{created}");
}

#[test]
fn limits_of_connections_are_checked() {
    for switches in
        ["--head-timeout 0", "--max-connections 0", "--webhook-host http://app", "--allow-host a:1"]
    {
        let refused = run(&mut workos(&format!("emulate --port 0 {switches}")));
        assert_eq!(refused.code, Some(2), "{switches}: {refused:?}");
    }
    Emulator::start("--head-timeout 2.5 --max-connections 8");
}
