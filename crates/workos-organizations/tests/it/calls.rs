//! The request and the response of each operation.

use std::collections::BTreeMap;

use futures_executor::block_on;
use serde_json::json;
use workos_organizations::{
    DomainVerificationStrategy, Error, ItContactIntent, LogStreamState, LogStreamType,
    OrganizationDomainData, OrganizationDomainState, Patch,
};
use workos_transport_mock::{Reply, Script};

use crate::{acme, domain, domains, it_contacts, organizations, replies, sent, wire};

#[test]
fn a_list_is_filtered_by_domains_joined_by_commas() {
    let page = json!({"object": "list", "data": [acme()], "list_metadata": {"before": null, "after": null}});
    let script = replies(200, &page);
    let list = organizations(&script).list().domains(["acme.com", "a,b"]).search("ac me").limit(5);
    let page = block_on(list.send()).unwrap();
    assert_eq!(page.data[0].domains[0].state, Some(OrganizationDomainState::Pending));
    assert_eq!(page.data[0].domains[0].verification_strategy, Some(DomainVerificationStrategy::Dns));
    assert_eq!(sent(&script), "GET /organizations?domains=acme.com,a%2Cb&search=ac%20me&limit=5");
}

#[test]
fn an_organization_is_created_with_domains_and_their_states() {
    let script = replies(201, &acme());
    let create = organizations(&script)
        .create("Acme")
        .domain_data([OrganizationDomainData::new("acme.com", OrganizationDomainState::Verified)])
        .metadata(BTreeMap::from([("tier".to_owned(), "diamond".to_owned())]))
        .external_id("customer-7");
    let acme = block_on(create.send()).unwrap();
    assert_eq!(acme.metadata["tier"], "diamond");
    assert_eq!(
        sent(&script),
        r#"POST /organizations {"name":"Acme","domain_data":[{"domain":"acme.com","state":"verified"}],"metadata":{"tier":"diamond"},"external_id":"customer-7"}"#
    );
}

#[test]
#[expect(deprecated, reason = "the legacy dialect creates organizations like this")]
fn the_deprecated_list_of_domains_can_still_be_sent() {
    let script = replies(200, &json!({"id": "org_1", "name": "Acme Corporation"}));
    let create = organizations(&script).create("Acme Corporation").domains(["acme.com"]);
    assert_eq!(block_on(create.send()).unwrap().id, "org_1");
    assert_eq!(sent(&script), r#"POST /organizations {"name":"Acme Corporation","domains":["acme.com"]}"#);
}

#[test]
fn an_update_keeps_clears_or_sets_each_field() {
    let script = replies(200, &acme());
    let update = organizations(&script)
        .update("org_1")
        .external_id(Patch::Clear)
        .metadata(Patch::Clear)
        .stripe_customer_id("cus_1");
    block_on(update.send()).unwrap();
    assert_eq!(
        sent(&script),
        r#"PUT /organizations/org_1 {"stripe_customer_id":"cus_1","metadata":null,"external_id":null}"#
    );
}

#[test]
fn metadata_over_a_limit_is_refused_before_anything_is_sent() {
    let text = |length| "é".repeat(length);
    let entries = |count: usize| (0..count).map(|at| (format!("k{at}"), String::new())).collect();
    let one = |key: String, value: String| BTreeMap::from([(key, value)]);
    for (metadata, reason) in [
        (entries(51), "51 entries are more than 50"),
        (one(text(41), String::new()), "41 characters in a key are more than 40"),
        (one("k".to_owned(), text(601)), "601 characters in a value are more than 600"),
    ] {
        let script = Script::new();
        let created = block_on(organizations(&script).create("Acme").metadata(metadata.clone()).send());
        let updated = block_on(organizations(&script).update("org_1").metadata(metadata).send());
        for error in [created.unwrap_err(), updated.unwrap_err()] {
            assert!(matches!(&error, Error::InvalidInput(input) if input.parameter() == "metadata"));
            assert!(error.to_string().contains(reason), "{error}");
        }
        assert!(script.requests().is_empty());
    }
    let largest = (0..50).map(|at| (format!("{at:02}{}", text(38)), text(600))).collect::<BTreeMap<_, _>>();
    let script = replies(201, &acme());
    assert!(block_on(organizations(&script).create("Acme").metadata(largest).send()).is_ok());
}

#[test]
fn an_external_id_over_its_limit_is_refused_before_anything_is_sent() {
    let script = replies(201, &acme());
    for (external_id, reason) in [
        ("x".repeat(129), "129 characters are more than 128"),
        ("käse".to_owned(), "it has a character outside"),
        (String::new(), "it is empty"),
    ] {
        let refused = organizations(&script).create("Acme").external_id(external_id);
        let error = block_on(refused.send()).unwrap_err();
        assert!(error.to_string().contains(reason), "{error}");
    }
    assert!(script.requests().is_empty());
    let longest = organizations(&script).create("Acme").external_id("x".repeat(128));
    assert!(block_on(longest.send()).is_ok());
}

#[test]
fn an_external_id_is_one_segment_of_the_path() {
    let script = replies(200, &acme());
    block_on(organizations(&script).get_by_external_id("a/b c").send()).unwrap();
    assert_eq!(sent(&script), "GET /organizations/external_id/a%2Fb%20c");
}

#[test]
fn an_unknown_organization_is_not_found_and_the_error_has_a_hint() {
    let body = json!({"message": "Organization not found: 'org_0'.", "code": "entity_not_found"});
    let script = Script::new().reply(Reply::json(404, body).header("x-request-id", "req_1"));
    let error = block_on(organizations(&script).get("org_0").send()).unwrap_err();
    assert!(error.is_not_found());
    assert_eq!((error.operation(), error.request_id()), (Some("organizations.get"), Some("req_1")));
    assert!(error.hint().is_some_and(|hint| hint.contains("organizations.list()")));
}

#[test]
fn a_deletion_that_continues_after_the_response_is_a_success() {
    let script = Script::new().reply(Reply::status(202)).reply(Reply::status(200)).reply(Reply::status(204));
    for _ in 0..3 {
        block_on(organizations(&script).delete("org_1").send()).unwrap();
    }
    assert_eq!(wire(&script.requests()[0]), "DELETE /organizations/org_1");
}

#[test]
fn the_audit_log_configuration_is_read_with_and_without_a_stream() {
    let stream = json!({"id": "als_1", "type": "Datadog", "state": "error", "last_synced_at": null,
        "created_at": "2026-01-15T12:00:00.000Z"});
    let bare = json!({"organization_id": "org_1", "retention_period_in_days": 30, "state": "active"});
    let mut full = bare.clone();
    full["log_stream"] = stream;
    let script = replies(200, &full).reply(Reply::json(200, bare));
    let get = || block_on(organizations(&script).audit_log_configuration("org_1").send()).unwrap();
    let stream = get().log_stream.unwrap();
    assert_eq!((stream.kind, stream.state), (LogStreamType::Datadog, LogStreamState::Error));
    assert!(stream.last_synced_at.is_none());
    assert!(get().log_stream.is_none());
    assert_eq!(wire(&script.requests()[0]), "GET /organizations/org_1/audit_log_configuration");
}

#[test]
fn domains_are_created_read_verified_and_deleted() {
    let script = replies(201, &domain("unverified"))
        .reply(Reply::json(201, domain("pending")))
        .reply(Reply::json(200, domain("verified")))
        .reply(Reply::status(204));
    let domains = domains(&script);
    let created = block_on(domains.create("org_1", "acme.com").send()).unwrap();
    assert_eq!(created.verification_token.as_deref(), Some("m5Oz"));
    block_on(domains.verify(&created.id).send()).unwrap();
    let read = block_on(domains.get(&created.id).send()).unwrap();
    assert_eq!(read.state, Some(OrganizationDomainState::Verified));
    block_on(domains.delete(&created.id).send()).unwrap();
    let lines: Vec<_> = script.requests().iter().map(wire).collect();
    assert_eq!(
        lines,
        [
            r#"POST /organization_domains {"organization_id":"org_1","domain":"acme.com"}"#,
            "POST /organization_domains/org_domain_1/verify",
            "GET /organization_domains/org_domain_1",
            "DELETE /organization_domains/org_domain_1",
        ]
    );
}

#[test]
fn contacts_are_listed_created_invited_revoked_and_removed() {
    let contact = json!({"object": "it_contact", "id": "c_1", "email": "it@acme.com",
        "created_at": "2026-01-15T12:00:00.000Z", "updated_at": "2026-01-15T12:00:00.000Z"});
    let script = replies(201, &contact)
        .reply(Reply::json(200, json!({"object": "list", "data": [contact], "list_metadata": {}})))
        .reply(Reply::status(204))
        .reply(Reply::status(204))
        .reply(Reply::status(204));
    let contacts = it_contacts(&script);
    let created = block_on(contacts.create("org_1", "it@acme.com").send()).unwrap();
    assert_eq!(block_on(contacts.list("org_1").send()).unwrap().data[0].email, "it@acme.com");
    let intents = [ItContactIntent::Sso, ItContactIntent::DirectorySync];
    block_on(contacts.invite("org_1", &created.id, intents).send()).unwrap();
    block_on(contacts.revoke("org_1", &created.id).send()).unwrap();
    block_on(contacts.delete("org_1", &created.id).send()).unwrap();
    let lines: Vec<_> = script.requests().iter().map(wire).collect();
    assert_eq!(
        lines,
        [
            r#"POST /organizations/org_1/it_contacts {"email":"it@acme.com"}"#,
            "GET /organizations/org_1/it_contacts",
            r#"POST /organizations/org_1/it_contacts/c_1/invite {"intents":["sso","directory_sync"]}"#,
            "POST /organizations/org_1/it_contacts/c_1/revoke",
            "DELETE /organizations/org_1/it_contacts/c_1",
        ]
    );
}

#[test]
fn organizations_in_responses_since_2020_decode_in_every_call() {
    // Domains had neither organization nor state, early lists had no cursors, and early organizations no timestamps.
    let old = json!({
        "object": "organization", "id": "org_1", "name": "Acme", "allow_profiles_outside_organization": false,
        "domains": [{"object": "organization_domain", "id": "org_domain_1", "domain": "acme.com"}],
    });
    for list in [
        json!({"object": "list", "data": [old], "listMetadata": {"before": null, "after": "org_1"}}),
        json!({"object": "list", "data": [old]}),
    ] {
        let page = block_on(organizations(&replies(200, &list)).list().send()).unwrap();
        let domain = &page.data[0].domains[0];
        assert_eq!(
            (domain.domain.as_str(), &domain.organization_id, &domain.state),
            ("acme.com", &None, &None)
        );
        assert_eq!(page.after(), list["listMetadata"]["after"].as_str());
    }
    let organizations = |status| organizations(&replies(status, &old));
    let decoded = [
        block_on(organizations(200).get("org_1").send()).unwrap(),
        block_on(organizations(201).create("Acme").send()).unwrap(),
        block_on(organizations(200).update("org_1").name("Acme").send()).unwrap(),
    ];
    for organization in decoded {
        assert_eq!(organization.domains[0].id, "org_domain_1");
        assert!(organization.metadata.is_empty() && organization.created_at.is_none());
    }
}
