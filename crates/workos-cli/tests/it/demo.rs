//! `workos demo`.

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use serde_json::Value;

use crate::support::{CANARY, Emulator, Running, ask, location, run, temporary, visit, workos};

#[test]
fn the_demo_runs_every_part_and_prints_what_it_proved() {
    let demo = run(&mut workos("demo"));
    assert_eq!(demo.code, Some(0), "{demo:?}");
    assert!(
        demo.stdout
            .lines()
            .last()
            .unwrap()
            .starts_with("Proved: webhooks were verified and a forged one refused"),
        "{demo:?}"
    );
    for proved in [
        "an administrator set up a connection",
        "a person signed in through SSO",
        "a widget token was verified",
        "a connected account gave a token until it was disconnected",
    ] {
        assert!(demo.stdout.contains(proved), "{proved}: {demo:?}");
    }
    assert!(
        demo.stdout.contains("req_") && demo.stdout.contains("27 connections were listed in 3 pages"),
        "{demo:?}"
    );
    assert!(!demo.stdout.contains("skipped") && !demo.stdout.contains('\u{1b}'), "{demo:?}");
    assert_eq!(demo.stderr, "");
}

#[test]
fn each_part_of_the_demo_runs_alone() {
    for (part, proved) in [
        ("sso", "26 connections were listed in 3 pages"),
        ("portal", "an administrator set up a connection, and its event was verified."),
        ("widgets", "Proved: a widget token was verified."),
        ("pipes", "Proved: a connected account gave a token until it was disconnected."),
        ("webhooks", "Proved: webhooks were verified and a forged one refused."),
    ] {
        let demo = run(&mut workos(&format!("demo --only {part}")));
        assert!(demo.code == Some(0) && demo.stdout.contains(proved), "{part}: {demo:?}");
    }
    for arguments in
        ["--only portal --record x.json", "--only sso,pipes --replay x.json", "--only pipes --open"]
    {
        let refused = run(&mut workos(&format!("demo {arguments}")));
        assert!(refused.code == Some(2) && refused.stderr.contains("hint: "), "{arguments}: {refused:?}");
    }
}

#[test]
fn against_an_account_the_demo_skips_steps_that_need_the_dashboard_and_deletes_its_objects() {
    let emulator = Emulator::start("");
    let before = emulator.run("organizations list --all --json").json();
    let demo = emulator.run("demo --only portal,widgets,pipes,webhooks --callback-port 0");
    assert_eq!(demo.code, Some(0), "{demo:?}");
    assert!(
        demo.stdout.contains("WorkOS cannot reach this machine") && demo.stdout.contains("`--user ID`"),
        "{demo:?}"
    );
    assert!(demo.stdout.ends_with("Proved: a widget token was verified.\n"), "{demo:?}");
    assert_eq!(emulator.run("organizations list --all --json").json(), before);
    assert_eq!(emulator.run("webhooks endpoints list").stdout, "no webhook endpoints\n");
}

#[test]
fn with_json_the_demo_prints_one_document_without_a_token() {
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
fn the_demo_gives_the_reason_for_steps_that_the_connection_does_not_support() {
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
fn with_open_the_emulator_keeps_running_for_a_browser() {
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
    visit(location(&ask("POST", &target, "", &form)));
    let signed_in = lines.find(|line| line.starts_with("Signed in: ")).unwrap();
    assert!(signed_in.contains("@meridian.example"), "{signed_in}");
    assert!(lines.any(|line| line.starts_with("  http://")), "no further sign-in is offered");
    assert!(demo.0.try_wait().unwrap().is_none());
}

#[test]
fn an_api_key_without_a_client_id_is_a_configuration_error() {
    let demo = run(workos("demo").env("WORKOS_API_KEY", CANARY));
    assert!(demo.code == Some(2) && demo.stderr.contains("WORKOS_CLIENT_ID is not set"), "{demo:?}");
    assert_eq!(run(workos("demo --emulator").env("WORKOS_API_KEY", CANARY)).code, Some(0));
}

#[test]
fn a_recorded_demo_is_replayed_without_the_emulator_and_contains_no_secret() {
    let cassette = temporary("cassette.json");
    let port = free_port();
    let run_with =
        |flag: &str| run(&mut workos(&format!("demo {flag} {} --callback-port {port}", cassette.display())));
    let recorded = run_with("--record");
    assert_eq!(recorded.code, Some(0), "{recorded:?}");
    let text = std::fs::read_to_string(&cassette).unwrap();
    for secret in ["sk_test_default", "eyJ", "@meridian.example"] {
        assert!(!text.contains(secret), "the cassette contains {secret}");
    }

    let replayed = run_with("--replay");
    assert_eq!((replayed.code, replayed.stderr.as_str()), (Some(0), ""), "{replayed:?}");
    assert_eq!(replayed.stdout.lines().last(), recorded.stdout.lines().last());
    let with_key =
        run(workos(&format!("demo --json --callback-port {port} --replay {}", cassette.display()))
            .env("WORKOS_API_KEY", CANARY)
            .env("WORKOS_CLIENT_ID", "client_test"));
    assert_eq!(with_key.json()["against"], "cassette");

    let other = run(&mut workos(&format!("demo --replay {} --callback-port 1", cassette.display())));
    assert_eq!(other.code, Some(1), "{other:?}");
    assert!(
        other.stderr.contains("query.redirect_uri: recorded") && other.stderr.contains("hint: "),
        "{other:?}"
    );
    std::fs::write(&cassette, &text[..text.len() / 2]).unwrap();
    assert_eq!(run_with("--replay").code, Some(2));
    std::fs::remove_file(cassette).unwrap();
}

fn free_port() -> u16 {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}
