//! `workos organizations`.

use serde_json::{Value, json};

use crate::support::Emulator;

#[test]
fn an_organization_is_created_found_changed_and_deleted() {
    let emulator = Emulator::start("");
    let create = "organizations create Lumen --domain lumen.example --verified-domain lumen.com --external-id crm-7 \
                  --metadata tier=gold --metadata note=a=b --json";
    let created = emulator.run(create).json();
    let id = created["id"].as_str().unwrap();
    assert_eq!(created["metadata"], json!({"tier": "gold", "note": "a=b"}));
    let states: Vec<_> =
        created["domains"].as_array().unwrap().iter().map(|domain| &domain["state"]).collect();
    assert_eq!(states, ["pending", "verified"]);
    assert_eq!(emulator.run("organizations get --external-id crm-7 --json").json()["id"], id);
    let text = emulator.run(&format!("organizations get {id}"));
    for shown in ["lumen.com, verified (org_domain_", "tier=gold", "crm-7"] {
        assert!(text.stdout.contains(shown), "{text:?}");
    }

    let update =
        format!("organizations update {id} --name Lumen2 --clear-external-id --metadata tier=lead --json");
    let updated = emulator.run(&update).json();
    assert_eq!((&updated["name"], &updated["external_id"]), (&json!("Lumen2"), &Value::Null));
    assert_eq!(
        (&updated["metadata"], &updated["domains"][1]),
        (&json!({"tier": "lead"}), &created["domains"][1])
    );
    let cleared = emulator.run(&format!("organizations update {id} --clear-metadata --json")).json();
    assert!(cleared["metadata"].as_object().is_none_or(|entries| entries.is_empty()), "{cleared}");
    assert_eq!(cleared["name"], "Lumen2");
    let lost = emulator.run("organizations get --external-id crm-7");
    assert!(
        lost.code == Some(1) && lost.stderr.contains("`workos organizations update ID --external-id …`"),
        "{lost:?}"
    );

    assert_eq!(emulator.run(&format!("organizations delete {id}")).code, Some(2));
    let deleted = emulator.run(&format!("organizations delete {id} --yes"));
    assert!(deleted.stdout.starts_with(&format!("deleted {id} (request req_")), "{deleted:?}");
    let gone = emulator.run(&format!("organizations get {id}"));
    assert!(gone.code == Some(1) && gone.stderr.contains("`workos organizations list`"), "{gone:?}");
}

#[test]
fn organizations_are_listed_by_domain_by_name_and_page_by_page() {
    let emulator = Emulator::start("");
    let page = emulator.run("organizations list --limit 2");
    assert!(page.stdout.starts_with("ID ") && page.stdout.contains("more with --after org_"), "{page:?}");
    let all = emulator.run("organizations list --all --limit 1 --order asc --json").json();
    let all = all["data"].as_array().unwrap();
    assert!(all.len() > 2, "{all:?}");
    let found =
        |filter: &str| emulator.run(&format!("organizations list {filter} --json")).json()["data"].clone();
    assert_eq!(found("--domain acme.com --domain globex.com").as_array().unwrap().len(), 2);
    assert_eq!(found("--search globex")[0]["domains"][0]["domain"], "globex.com");
    assert_eq!(emulator.run("organizations list --search nobody").stdout, "no organizations\n");
}

#[test]
fn metadata_over_the_limits_is_rejected_before_a_request_is_sent() {
    let emulator = Emulator::start("");
    let long = "k".repeat(41);
    let refused = emulator.run(&format!("organizations create Acme --metadata {long}=v"));
    assert!(refused.code == Some(2) && refused.stderr.contains("metadata"), "{refused:?}");
    let taken = emulator.run("organizations create Other --domain lumen.example --external-id crm-1");
    assert_eq!(taken.code, Some(0), "{taken:?}");
    let twice = emulator.run("organizations create Another --external-id crm-1");
    assert!(twice.stderr.contains("`workos organizations get --external-id`"), "{twice:?}");
}

#[test]
fn a_domain_is_added_verified_and_deleted() {
    let emulator = Emulator::start("");
    let organization =
        emulator.run("organizations create Lumen --json").json()["id"].as_str().unwrap().to_owned();
    let added =
        emulator.run(&format!("organizations domains add {organization} lumen.example --json")).json();
    let id = added["id"].as_str().unwrap();
    assert_eq!(added["state"], "pending");
    let shown = emulator.run(&format!("organizations domains get {id}"));
    assert!(shown.stdout.contains(added["verification_token"].as_str().unwrap()), "{shown:?}");
    let begun = emulator.run(&format!("organizations domains verify {id} --json"));
    assert_eq!((begun.code, &begun.json()["id"]), (Some(0), &json!(id)));
    let deleted = emulator.run(&format!("organizations domains delete {id} --yes"));
    assert_eq!(deleted.code, Some(0), "{deleted:?}");
    let gone = emulator.run(&format!("organizations domains get {id} --json"));
    assert_eq!((gone.code, &gone.error()["error"]["status"]), (Some(1), &json!(404)));
}
