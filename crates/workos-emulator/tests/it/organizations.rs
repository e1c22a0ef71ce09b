//! Organizations: making, finding, changing and deleting them.

use serde_json::json;
use workos_emulator::{Emulator, Fixture, NewOrganization};

use crate::*;

fn create(emulator: &Emulator, body: &Value) -> Value {
    let answer = post_json(emulator, "/organizations", body);
    assert_eq!(answer.status, 201, "{}", answer.text);
    answer.json()
}

fn empty() -> Emulator {
    Emulator::builder().fixture(Fixture::empty()).build().unwrap()
}

fn path(organization: &Value) -> String {
    format!("/organizations/{}", organization["id"].as_str().unwrap())
}

#[test]
fn a_created_organization_has_every_field_of_the_contract() {
    let emulator = empty();
    let made = create(
        &emulator,
        &json!({
            "name": "Foo Corp", "external_id": "ext_1", "metadata": {"tier": "diamond"},
            "allow_profiles_outside_organization": true,
            "domain_data": [{"domain": "Foo-Corp.com", "state": "verified"}, {"domain": "foo.dev", "state": "pending"}],
        }),
    );
    let (first, second) = (&made["domains"][0], &made["domains"][1]);
    let at = "2026-01-15T12:00:00.000Z";
    assert_eq!(
        made,
        json!({
            "object": "organization", "id": made["id"], "name": "Foo Corp", "external_id": "ext_1",
            "metadata": {"tier": "diamond"}, "allow_profiles_outside_organization": true,
            "domains": [
                {
                    "object": "organization_domain", "id": first["id"], "organization_id": made["id"],
                    "domain": "foo-corp.com", "state": "verified", "verification_strategy": "manual",
                    "created_at": at, "updated_at": at,
                },
                {
                    "object": "organization_domain", "id": second["id"], "organization_id": made["id"],
                    "domain": "foo.dev", "state": "pending", "verification_strategy": "dns",
                    "verification_prefix": second["verification_prefix"],
                    "verification_token": second["verification_token"], "created_at": at, "updated_at": at,
                },
            ],
            "created_at": at, "updated_at": at,
        })
    );
    assert!(made["id"].as_str().unwrap().starts_with("org_"));
    assert!(second["verification_token"].as_str().is_some_and(|token| token.len() == 16));
    assert_eq!(call(&emulator, "GET", &path(&made)).json(), made);
    assert_eq!(call(&emulator, "GET", "/organizations/external_id/ext_1").json(), made);
}

#[test]
fn the_older_way_to_name_domains_vouches_for_them() {
    let made = create(&empty(), &json!({"name": "Acme", "domains": ["acme.com"]}));
    assert_eq!(
        (&made["domains"][0]["domain"], &made["domains"][0]["state"]),
        (&json!("acme.com"), &json!("verified"))
    );
    let bare = create(&empty(), &json!({"name": "Bare", "metadata": null, "external_id": null}));
    assert_eq!(
        (&bare["metadata"], &bare["external_id"], &bare["domains"]),
        (&json!({}), &json!(null), &json!([]))
    );
}

#[test]
fn twenty_five_organizations_page_in_both_directions() {
    let emulator = empty();
    for n in 0..25 {
        create(&emulator, &json!({"name": format!("Organization {n}")}));
    }
    walk_25(&emulator, "/organizations");
}

#[test]
fn lists_are_filtered_by_domain_and_name() {
    let emulator = Emulator::new();
    let list = |query: &str| ids(&call(&emulator, "GET", &format!("/organizations?{query}")));
    let (globex, example) = ("org_01HQRS5H000000000000000002", "org_01HQRS5H000000000000000003");
    assert_eq!(list(""), [example, globex, ACME, INITECH, "org_test_idp"]);
    assert_eq!(list("domains=ACME.com"), [ACME]);
    assert_eq!(list("domains=acme.com,globex.com"), [globex, ACME]);
    assert_eq!(list("domains=acme.com&domains=globex.com&order=asc"), [ACME, globex]);
    assert_eq!(list("domains[]=nope.com"), [""; 0]);
    assert_eq!(list("search=CORP"), [ACME]);
    assert_eq!(list("search=corp&domains=globex.com"), [""; 0]);
}

#[test]
fn an_update_keeps_what_is_absent_and_clears_what_is_null() {
    let emulator = empty();
    let made = create(
        &emulator,
        &json!({"name": "A", "external_id": "x", "metadata": {"a": "1"}, "domains": ["a.com", "b.com"]}),
    );
    emulator.advance(std::time::Duration::from_secs(60));
    let update = |body: &Value| {
        let answer = call_json(&emulator, "PUT", &path(&made), body);
        assert_eq!(answer.status, 200, "{}", answer.text);
        answer.json()
    };
    let renamed = update(&json!({"name": "B", "stripe_customer_id": "cus_1"}));
    assert_eq!((&renamed["name"], &renamed["external_id"]), (&json!("B"), &json!("x")));
    assert_eq!((&renamed["metadata"], &renamed["domains"]), (&made["metadata"], &made["domains"]));
    assert_eq!(
        (&renamed["stripe_customer_id"], &renamed["updated_at"]),
        (&json!("cus_1"), &json!("2026-01-15T12:01:00.000Z"))
    );
    let cleared = update(&json!({"external_id": null, "metadata": null, "stripe_customer_id": null}));
    assert_eq!((&cleared["external_id"], &cleared["metadata"]), (&json!(null), &json!({})));
    assert!(cleared.get("stripe_customer_id").is_none());
    assert_eq!(call(&emulator, "GET", "/organizations/external_id/x").status, 404);
    let domains = update(
        &json!({"domain_data": [{"domain": "b.com", "state": "verified"}, {"domain": "c.com", "state": "pending"}]}),
    );
    assert_eq!(domains["domains"][0], made["domains"][1]);
    assert_eq!(domains["domains"][1]["domain"], "c.com");
    assert_eq!(update(&json!({"domains": []}))["domains"], json!([]));
    // What was freed can be taken again.
    create(&emulator, &json!({"name": "C", "external_id": "x", "domains": ["b.com"]}));
}

#[test]
fn bad_organizations_are_refused_with_the_documented_code() {
    let emulator = Emulator::new();
    let taken = json!({"name": "Taken", "external_id": "taken", "domains": ["taken.com"]});
    let other = create(&emulator, &taken);
    call_json(&emulator, "PUT", &path(&other), &json!({"stripe_customer_id": "cus_taken"}));
    let many: serde_json::Map<_, _> = (0..51).map(|n| (n.to_string(), json!("x"))).collect();
    let cases = [
        (json!({}), 422, "invalid_request_parameters"),
        (json!({"name": ""}), 422, "invalid_request_parameters"),
        (json!({"name": 5}), 422, "invalid_request_parameters"),
        (json!({"name": "A", "domains": "a.com"}), 422, "invalid_request_parameters"),
        (json!({"name": "A", "domains": ["https://a.com"]}), 422, "invalid_request_parameters"),
        (json!({"name": "A", "domains": ["a.com", "A.COM"]}), 422, "invalid_request_parameters"),
        (
            json!({"name": "A", "domain_data": [{"domain": "a.com", "state": "failed"}]}),
            422,
            "invalid_request_parameters",
        ),
        (json!({"name": "A", "domain_data": [{"domain": "a.com"}]}), 422, "invalid_request_parameters"),
        (json!({"name": "A", "external_id": "ö"}), 422, "invalid_request_parameters"),
        (json!({"name": "A", "external_id": "x".repeat(129)}), 422, "invalid_request_parameters"),
        (json!({"name": "A", "external_id": "taken"}), 400, "external_id_already_used"),
        (json!({"name": "A", "domains": ["taken.com"]}), 409, "conflict"),
        (json!({"name": "A", "metadata": many}), 400, "invalid_metadata"),
        (json!({"name": "A", "metadata": {"k".repeat(41): "x"}}), 400, "invalid_metadata"),
        (json!({"name": "A", "metadata": {"k": "v".repeat(601)}}), 400, "invalid_metadata"),
        (json!({"name": "A", "metadata": {"k": 1}}), 400, "invalid_metadata"),
        (json!([]), 400, "bad_request"),
    ];
    for (body, status, code) in cases {
        let answer = post_json(&emulator, "/organizations", &body);
        assert_eq!((answer.status, answer.error().1.as_str()), (status, code), "{body}");
        if !body["name"].is_null() && body["name"] != "" && code != "bad_request" {
            let answer = call_json(&emulator, "PUT", &format!("/organizations/{ACME}"), &body);
            assert_eq!((answer.status, answer.error().1.as_str()), (status, code), "{body}");
        }
    }
    let customer = json!({"stripe_customer_id": "cus_taken"});
    let answer = call_json(&emulator, "PUT", &format!("/organizations/{ACME}"), &customer);
    assert_eq!((answer.status, answer.error().1.as_str()), (400, "stripe_customer_id_already_used"));
    // None of this has changed anything.
    let acme = call(&emulator, "GET", &format!("/organizations/{ACME}")).json();
    assert_eq!((&acme["name"], &acme["metadata"]), (&json!("Acme Corp"), &json!({})));
    assert_eq!(ids(&call(&emulator, "GET", "/organizations")).len(), 6);
}

#[test]
fn unknown_organizations_are_404_everywhere() {
    let emulator = Emulator::new();
    for (method, path) in [
        ("GET", "/organizations/org_nope"),
        ("GET", "/organizations/.."),
        ("PUT", "/organizations/org_nope"),
        ("DELETE", "/organizations/org_nope"),
        ("GET", "/organizations/external_id/nope"),
        ("GET", "/organizations/org_nope/audit_log_configuration"),
        ("GET", "/organizations/org_nope/it_contacts"),
    ] {
        assert_eq!(
            call_json(&emulator, method, path, &json!({})).error().1,
            "entity_not_found",
            "{method} {path}"
        );
        let headers = [("authorization", "Bearer wrong")];
        assert_eq!(send(&emulator, method, path, &headers, "").status, 401, "{method} {path}");
    }
}

#[test]
fn a_deleted_organization_takes_everything_along() {
    let emulator = Emulator::new();
    let organization = format!("/organizations/{ACME}");
    let domain =
        call(&emulator, "GET", &organization).json()["domains"][0]["id"].as_str().unwrap().to_owned();
    let token = sign_in(&emulator, &format!("organization={ACME}"));
    assert_eq!(call(&emulator, "DELETE", &organization).status, 202);
    assert_eq!(call(&emulator, "GET", &organization).status, 404);
    assert_eq!(call(&emulator, "GET", &format!("/connections/{SAML}")).status, 404);
    assert_eq!(call(&emulator, "GET", &format!("/organization_domains/{domain}")).status, 404);
    assert_eq!(profile_status(&emulator, &token), 401);
    let names: Vec<_> = emulator.events().iter().map(|event| event["event"].clone()).collect();
    assert_eq!(
        names[names.len() - 3..],
        ["connection.deleted", "organization_domain.deleted", "organization.deleted"]
    );
    create(&emulator, &json!({"name": "Again", "domains": ["acme.com"]}));
}

#[test]
fn the_fixtures_organizations_are_those_of_single_sign_on() {
    let emulator = Emulator::new();
    let made = create(&emulator, &json!({"name": "New", "domains": ["new.com"]}));
    let id = made["id"].as_str().unwrap();
    let connection =
        emulator.add_connection(workos_emulator::NewConnection::new("OktaSAML").organization(id)).unwrap();
    let shown = call(&emulator, "GET", &format!("/connections/{connection}")).json();
    assert_eq!((&shown["organization_id"], &shown["domains"][0]["domain"]), (&made["id"], &json!("new.com")));
    let added = emulator
        .add_organization(NewOrganization::new("Added").external_id("added").metadata("a", "b"))
        .unwrap();
    assert_eq!(call(&emulator, "GET", "/organizations/external_id/added").json()["id"], added);
    assert!(emulator.add_organization(NewOrganization::new("Twice").external_id("added")).is_err());
}

#[test]
fn audit_logs_are_on_from_the_start() {
    let emulator = Emulator::new();
    let shown = call(&emulator, "GET", &format!("/organizations/{ACME}/audit_log_configuration")).json();
    assert_eq!(shown, json!({"organization_id": ACME, "retention_period_in_days": 30, "state": "active"}));
}

#[test]
fn it_contacts_are_invited_one_at_a_time() {
    let emulator = Emulator::new();
    let contacts = format!("/organizations/{ACME}/it_contacts");
    let add = |email: &str| post_json(&emulator, &contacts, &json!({"email": email}));
    let first = add("it@acme.com").json();
    assert_eq!((&first["object"], &first["email"]), (&json!("it_contact"), &json!("it@acme.com")));
    let second = add("admin@acme.com").json();
    assert_eq!(add("nobody").status, 422);
    let list = call(&emulator, "GET", &contacts);
    assert_eq!(ids(&list).len(), 2);
    assert_eq!(list.json()["list_metadata"], json!({"before": null, "after": null}));
    let act = |contact: &Value, verb: &str| {
        let path = format!("{contacts}/{}/{verb}", contact["id"].as_str().unwrap());
        post_json(&emulator, &path, &json!({"intents": ["sso"]})).status
    };
    assert_eq!(act(&first, "invite"), 204);
    assert_eq!(act(&second, "invite"), 409);
    assert_eq!(act(&first, "revoke"), 204);
    assert_eq!(act(&second, "invite"), 204);
    let path = format!("{contacts}/{}", first["id"].as_str().unwrap());
    assert_eq!(post_json(&emulator, &format!("{path}/invite"), &json!({"intents": ["nope"]})).status, 422);
    let elsewhere = path.replace(ACME, "org_01HQRS5H000000000000000002");
    assert_eq!(call(&emulator, "DELETE", &elsewhere).status, 404);
    assert_eq!(call(&emulator, "DELETE", &path).status, 204);
    assert_eq!(call(&emulator, "DELETE", &path).status, 404);
}
