//! `workos doctor`.

use serde_json::Value;

use crate::support::{CANARY, Emulator, ask, nowhere, run, temporary, workos};

fn outcome<'a>(document: &'a Value, check: &str) -> &'a str {
    let checks = document["checks"].as_array().unwrap();
    let found = checks.iter().find(|finding| finding["check"] == check);
    found.unwrap_or_else(|| panic!("{check}: {document}"))["outcome"].as_str().unwrap()
}

#[test]
fn a_valid_setup_passes_and_objects_are_created_only_on_request() {
    let emulator = Emulator::start("");
    let plain = emulator.run("doctor --json");
    assert_eq!((plain.code, plain.stderr.as_str()), (Some(0), ""), "{plain:?}");
    let document = plain.json();
    for (check, expected) in [
        ("API key", "PASS"),
        ("client id", "PASS"),
        ("authorization URL", "PASS"),
        ("redirect URI", "MANUAL"),
        ("API", "PASS"),
        ("clock", "PASS"),
        ("connections", "WARN"),
        ("portal link", "SKIP"),
        ("provider icons", "PASS"),
        ("widget token", "SKIP"),
        ("Pipes provider github", "PASS"),
        ("Pipes provider github, redirect URI", "MANUAL"),
        ("webhook secret", "SKIP"),
    ] {
        assert_eq!(outcome(&document, check), expected, "{check}: {document}");
    }
    let command = "doctor --json --organization org_01H5K5Z4J8T9D3G2F1N6M8V7C4";
    let all = run(emulator.workos(command).env("WORKOS_WEBHOOK_SECRET", "whsec_1")).json();
    for check in ["portal link", "widget token", "webhook secret"] {
        assert_eq!(outcome(&all, check), "PASS", "{all}");
    }
    let text = emulator.run("doctor");
    assert!(
        text.stdout.starts_with("PASS    API key: a test key") && text.stdout.contains("fix: "),
        "{text:?}"
    );
    assert!(!text.stdout.contains("sk_test_default"), "{text:?}");
    let lines: Vec<_> = text.stdout.lines().collect();
    for pair in lines.windows(2).filter(|pair| pair[0].starts_with("PASS")) {
        assert!(!pair[1].contains("fix:"), "{pair:?}");
    }
    let summary = "10 passed, 1 warning, 0 failed, 3 skipped, 5 to check by hand";
    assert_eq!(lines.last(), Some(&summary), "{text:?}");
    assert_eq!(document["summary"]["warnings"], 1, "{document}");
}

#[test]
fn a_feature_that_the_account_lacks_is_skipped() {
    let emulator = Emulator::start("");
    let fault = r#"{"operation": "data_integrations.list", "effect": {"answer": {"status": 403}}}"#;
    ask("POST", &format!("{}/_emulator/faults", emulator.url), "", fault);
    let refused = emulator.run("doctor --json");
    assert_eq!((refused.code, outcome(&refused.json(), "Pipes providers")), (Some(0), "SKIP"), "{refused:?}");
}

#[test]
fn a_failed_check_has_a_fix_and_its_dependent_checks_are_skipped() {
    let none = run(&mut workos("doctor --json"));
    assert_eq!((none.code, &none.error()["error"]["code"]), (Some(1), &"checks_failed".into()), "{none:?}");
    assert_eq!((outcome(&none.json(), "API key"), outcome(&none.json(), "clock")), ("FAIL", "SKIP"));

    let gone = nowhere("doctor --timeout 5");
    assert!(
        gone.code == Some(1) && gone.stdout.contains("FAIL    API: ") && !gone.stdout.contains(CANARY),
        "{gone:?}"
    );
    let emulator = Emulator::start("");
    let wrong = run(&mut emulator.workos_with("sk_live_wrong", "doctor"));
    assert!(wrong.code == Some(1) && wrong.stdout.contains("request: req_"), "{wrong:?}");
    for (arguments, check) in [
        ("--redirect-uri nowhere", "authorization URL"),
        ("--organization a/b", "portal link"),
        ("--organization a/b", "widget token"),
        ("--organization org_none", "portal link"),
    ] {
        let document = emulator.run(&format!("doctor --json {arguments}")).json();
        let checks = document["checks"].as_array().unwrap();
        let finding = checks.iter().find(|finding| finding["check"] == check).unwrap();
        assert!(finding["outcome"] == "FAIL" && finding["fix"].is_string(), "{arguments}: {finding}");
    }
    let unknown = emulator.run("doctor --organization org_none --json");
    assert_eq!((unknown.code, outcome(&unknown.json(), "portal link")), (Some(1), "FAIL"), "{unknown:?}");
}

#[test]
fn the_connections_of_all_pages_are_checked() {
    let seed = temporary("doctor.yaml");
    let (active, inactive) = (
        "  - {type: OktaSAML, organization: Acme}\n",
        "  - {type: OktaSAML, organization: Acme, name: Retired, state: inactive}\n",
    );
    // The list is newest first, so the inactive one is on the second page.
    let yaml = format!("organizations: [name: Acme]\nconnections:\n{inactive}{}", active.repeat(120));
    std::fs::write(&seed, &yaml).unwrap();
    let emulator = Emulator::start(&format!("--seed {}", seed.display()));
    let report = emulator.run("doctor");
    assert_eq!(report.code, Some(0), "{report:?}");
    let line = report.stdout.lines().find(|line| line.starts_with("WARN ")).unwrap();
    assert!(line.contains("1 of 121") && line.contains("(Retired)"), "{line}");
    std::fs::write(&seed, yaml.replace(", state: inactive", "")).unwrap();
    let emulator = Emulator::start(&format!("--seed {}", seed.display()));
    assert_eq!(outcome(&emulator.run("doctor --json").json(), "connections"), "PASS");
    std::fs::remove_file(seed).unwrap();
}
