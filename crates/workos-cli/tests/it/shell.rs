//! The behaviour that all commands share: errors, exit codes, and keys that are never printed.

use std::process::Stdio;

use serde_json::Value;

use crate::support::{CANARY, Emulator, Run, nowhere, run, temporary, workos};

#[test]
fn an_error_has_a_message_a_hint_and_the_request_id() {
    let emulator = Emulator::start("--reject-delete-active");
    let text = emulator.run("connections delete conn_01HQRS5H000000000000000001 --yes");
    assert_eq!((text.code, text.stdout.as_str()), (Some(1), ""), "{text:?}");
    let lines: Vec<_> = text.stderr.lines().collect();
    assert!(lines[0].starts_with("error: connections.delete failed with status 409 conflict"), "{text:?}");
    assert!(lines[1].starts_with("hint: ") && lines[2].starts_with("request: req_"), "{text:?}");

    let unknown = emulator.run("connections get conn_none");
    assert!(unknown.stderr.contains("`workos connections list`"), "{unknown:?}");
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
        "sso authorize-url --redirect-uri javascript://elsewhere.example/cb --provider GoogleOAuth",
        "sso profile",
        "connections list --base-url http://api.example.com",
        "connections list --api-key-file /nowhere/key",
        "connections delete conn_1",
        "organizations get",
        "organizations update org_1",
        "organizations create Acme --metadata tier",
        "organizations delete org_1",
        "events list --since yesterday",
        "webhooks verify --header t=1",
        "webhooks verify --header t=1 --body /nowhere/body --secret-env WORKOS_CLIENT_ID",
        "webhooks verify --header t=1 --secret-file -",
        "webhooks listen --forward-to http://elsewhere.example/hooks",
        "webhooks endpoints create --url https://acme.com/hooks",
        "webhooks endpoints delete we_1",
        "portal generate-link --intent sso",
        "portal icons --provider=",
        "portal generate-link --organization org_1 --return-url http://elsewhere.example/",
        "portal generate-link --organization org_1 --return-url https://a.example/ --allow-return-host b.example",
        "widgets token",
        "widgets token --user user_1 --scope widgets:sso:manage",
        "pipes authorize github",
        "pipes wait github --user user_1 --within soon",
        "demo --only saml",
        "demo --only portal --record /nowhere/cassette.json --emulator",
        "demo --replay /nowhere/cassette.json",
        "demo --record /nowhere/cassette.json --emulator",
        "demo --record /nowhere/cassette.json --provider GoogleOAuth",
    ];
    for arguments in commands {
        let refused = nowhere(arguments);
        assert_eq!(refused.code, Some(2), "{arguments}: {refused:?}");
        let refused = nowhere(&format!("{arguments} --json"));
        assert_eq!((refused.code, &refused.error()["exit_code"]), (Some(2), &Value::from(2)), "{arguments}");
    }
    let plain = nowhere("connections list --base-url http://api.example.com");
    let hint = plain.stderr.lines().find(|line| line.starts_with("hint: "));
    assert!(hint.is_some_and(|hint| hint.contains("--allow-http")), "{plain:?}");
    let missing = nowhere("connections get --json").error();
    assert!(missing["error"]["message"].as_str().unwrap().ends_with(": <ID>"), "{missing}");
    // An empty option must not select production, and an empty variable counts as unset.
    for option in ["--base-url=", "--client-id="] {
        assert_eq!(nowhere(&format!("connections list {option}")).code, Some(2), "{option}");
    }
    let mut empty = workos("sso authorize-url --redirect-uri http://127.0.0.1/cb --provider GoogleOAuth");
    let empty = run(empty.env("WORKOS_BASE_URL", "").env("WORKOS_CLIENT_ID", "client_1"));
    assert!(empty.stdout.starts_with("https://api.workos.com/sso/authorize?"), "{empty:?}");
    let no_key = run(&mut workos("connections list"));
    assert!(no_key.code == Some(2) && no_key.stderr.contains("WORKOS_API_KEY"), "{no_key:?}");
    assert_eq!([run(&mut workos("--help")).code, run(&mut workos("")).code], [Some(0), Some(2)]);
}

#[test]
fn an_unreachable_server_exits_with_1() {
    let gone = nowhere("connections list --timeout 5");
    assert_eq!(gone.code, Some(1), "{gone:?}");
    assert!(gone.stderr.contains("hint: ") && !gone.stderr.contains(CANARY), "{gone:?}");
}

#[test]
fn no_output_contains_the_key() {
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
        ("organizations list", 1),
        ("doctor --organization org_1", 1),
        ("portal generate-link --organization org_1", 1),
        ("widgets token --organization org_1", 1),
        ("pipes token github --user user_1 --json", 1),
        ("webhooks endpoints list --json", 1),
        ("events tail", 1),
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
fn a_closed_output_pipe_is_not_an_error() {
    let emulator = Emulator::start("");
    let mut command = emulator.workos("connections list");
    let mut list = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(list.stdout.take());
    let list = Run::from(list.wait_with_output().unwrap());
    assert_eq!((list.code, list.stderr.as_str()), (Some(0), ""), "{list:?}");
}

#[test]
fn tables_fit_into_the_width_of_the_terminal_and_are_whole_elsewhere() {
    let emulator = Emulator::start("");
    let name = "An organization whose name is longer than a terminal is wide".repeat(2);
    assert_eq!(run(emulator.workos("organizations create").arg(&name)).code, Some(0));
    let list = |columns: Option<&str>, what: &str| {
        let mut command = emulator.workos(&format!("{what} list"));
        if let Some(columns) = columns {
            command.env("COLUMNS", columns);
        }
        run(&mut command).stdout
    };
    assert!(list(None, "organizations").contains(&name));
    for columns in ["60", "80", "100"] {
        for what in ["organizations", "connections", "events"] {
            let table = list(Some(columns), what);
            let width = table.lines().map(|line| line.chars().count()).max().unwrap();
            assert!(width <= columns.parse().unwrap(), "{columns} {table}");
        }
        let table = list(Some(columns), "organizations");
        assert!(table.contains("An organi") && table.contains('…'), "{table}");
        if columns == "60" {
            continue;
        }
        // Ids are copied from tables.
        let ids = list(None, "organizations");
        let id = ids.lines().nth(1).unwrap().split_whitespace().next().unwrap();
        assert!(table.contains(id), "{table}");
    }
}

#[test]
fn help_is_wrapped_at_the_width_of_the_terminal() {
    for (columns, width) in [(None, 80), (Some("60"), 60), (Some("120"), 120)] {
        let mut command = workos("emulate --help");
        if let Some(columns) = columns {
            command.env("COLUMNS", columns);
        }
        let help = run(&mut command).stdout;
        let widest = help.lines().map(|line| line.chars().count()).max().unwrap();
        assert!(widest <= width && widest > width - 20, "{columns:?}: {widest}");
        for heading in
            ["Connections:", "Objects and state:", "Behaviour of the API:", "Webhooks:", "Global options:"]
        {
            assert!(help.lines().any(|line| line == heading), "{heading}");
        }
    }
}

#[test]
fn colours_can_be_forced_and_disabled() {
    let doctor = |variables: &[(&str, &str)]| {
        let mut command = workos("doctor");
        command.env_remove("NO_COLOR").envs(variables.iter().copied());
        let run = run(&mut command);
        [run.stdout, run.stderr].map(|text| text.contains('\u{1b}'))
    };
    assert_eq!(doctor(&[]), [false, false]);
    assert_eq!(doctor(&[("CLICOLOR_FORCE", "1")]), [true, true]);
    assert_eq!(doctor(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]), [false, false]);
}
