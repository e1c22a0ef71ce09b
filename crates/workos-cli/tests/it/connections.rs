//! `workos connections`.

use crate::support::{CANARY, Emulator, run, workos};

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
    let unconfirmed = emulator.run(&format!("connections delete {id}"));
    assert!(unconfirmed.code == Some(2) && unconfirmed.stderr.contains("--yes"), "{unconfirmed:?}");
    let deleted = emulator.run(&format!("connections delete {id} --yes"));
    assert!(deleted.stdout.starts_with(&format!("deleted {id} (request req_")), "{deleted:?}");
    assert_eq!(emulator.run(&format!("connections get {id}")).code, Some(1));
}

#[test]
fn an_invalid_proxy_variable_is_an_error_before_a_request_is_sent() {
    for name in ["HTTPS_PROXY", "https_proxy"] {
        let mut command = workos("connections list");
        let command = command.env("WORKOS_API_KEY", CANARY).env("no_proxy", "").env("NO_PROXY", "");
        let refused = run(command.env("https_proxy", "").env(name, r"CORP\svc:canary"));
        assert_eq!(refused.code, Some(2), "{refused:?}");
        assert!(refused.stderr.contains(&format!("{name} does not name a proxy")), "{refused:?}");
        assert!(refused.stderr.contains("hint: Write it as"), "{refused:?}");
        assert!(!refused.stderr.contains("canary"), "{refused:?}");
    }
}
