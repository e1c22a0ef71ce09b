//! The events API.

use std::time::Duration;

use serde_json::json;
use workos_emulator::{EmulatedConnectionState, Emulator, NewUser};

use crate::*;

fn names(answer: &Answer) -> Vec<String> {
    assert_eq!(answer.status, 200, "{}", answer.text);
    let data = answer.json()["data"].as_array().unwrap().clone();
    data.iter().map(|event| event["event"].as_str().unwrap().to_owned()).collect()
}

fn list(emulator: &Emulator, query: &str) -> Answer {
    call(emulator, "GET", &format!("/events?{query}"))
}

#[test]
fn what_a_fixture_makes_is_no_event() {
    assert!(Emulator::new().events().is_empty());
}

#[test]
fn an_organizations_life_is_told_in_order_and_in_the_events_own_shape() {
    let emulator = Emulator::new();
    let made = post_json(&emulator, "/organizations", &json!({"name": "Foo", "domains": ["foo.com"]})).json();
    let id = made["id"].as_str().unwrap();
    call_json(&emulator, "PUT", &format!("/organizations/{id}"), &json!({"name": "Bar", "domains": []}));
    call(&emulator, "DELETE", &format!("/organizations/{id}"));
    let all = "organization.created,organization.updated,organization.deleted,\
               organization_domain.created,organization_domain.deleted";
    let answer = list(&emulator, &format!("events={all}&order=asc"));
    assert_eq!(
        names(&answer),
        [
            "organization.created",
            "organization_domain.created",
            "organization_domain.deleted",
            "organization.updated",
            "organization.deleted",
        ]
    );
    let created = &answer.json()["data"][0];
    assert_eq!(
        (&created["object"], &created["created_at"]),
        (&json!("event"), &json!("2026-01-15T12:00:00.000Z"))
    );
    assert!(created["id"].as_str().unwrap().starts_with("event_"));
    let mut payload = made.clone();
    payload.as_object_mut().unwrap().remove("allow_profiles_outside_organization");
    assert_eq!(created["data"], payload);
    assert_eq!(list(&emulator, &format!("events={all}&organization_id={ACME}")).json()["data"], json!([]));
    assert_eq!(names(&list(&emulator, &format!("events={all}&organization_id={id}"))).len(), 5);
}

#[test]
fn names_are_taken_in_every_spelling_and_required() {
    let emulator = Emulator::new();
    emulator.add_user(NewUser::new("a@b.c")).unwrap();
    emulator.set_connection_state(SAML, EmulatedConnectionState::Inactive).unwrap();
    for query in [
        "events=user.created,connection.deactivated",
        "events=user.created&events=connection.deactivated",
        "events[]=user.created&events[]=connection.deactivated",
        "events%5B%5D=user.created,connection.deactivated",
        "events[0]=user.created&events[1]=connection.deactivated",
        "events%5B0%5D=user.created&events%5B1%5D=connection.deactivated",
    ] {
        assert_eq!(names(&list(&emulator, query)), ["connection.deactivated", "user.created"], "{query}");
    }
    assert_eq!(names(&list(&emulator, "events=vault.data.created")), [""; 0]);
    for query in ["", "events=", "events[]=", "limit=5"] {
        let answer = list(&emulator, query);
        assert_eq!((answer.status, answer.error().1.as_str()), (400, "invalid_events_request"), "{query}");
    }
    for (query, field, code) in [
        ("events=user.exploded", "events", "unknown_event_type"),
        ("events=user.created&limit=101", "limit", "invalid"),
        ("events=user.created&range_start=soon", "range_start", "invalid"),
        (
            "events=user.created&range_start=2026-02-01T00:00:00Z&range_end=2026-01-01T00:00:00Z",
            "range_end",
            "invalid",
        ),
        ("events=user.created&after=event_nope", "after", "invalid"),
    ] {
        let answer = list(&emulator, query);
        assert_eq!(
            (answer.status, answer.error().1.as_str()),
            (422, "invalid_request_parameters"),
            "{query}"
        );
        let problem = &answer.json()["errors"][0];
        assert_eq!(
            (problem["field"].as_str(), problem["code"].as_str()),
            (Some(field), Some(code)),
            "{query}"
        );
    }
}

#[test]
fn a_feed_is_read_to_its_end_and_resumed() {
    let emulator = Emulator::new();
    let add = |n: usize| emulator.add_user(NewUser::new(format!("user{n}@acme.com"))).unwrap();
    let ids_of = |from: usize, to: usize| (from..to).map(add).collect::<Vec<_>>();
    let made = ids_of(0, 25);
    let mut seen = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = list(&emulator, &format!("events=user.created&order=asc&limit=10{cursor}"));
        let body = page.json();
        assert!(body["list_metadata"].get("before").is_none());
        for event in body["data"].as_array().unwrap() {
            seen.push(event["data"]["id"].as_str().unwrap().to_owned());
            cursor = format!("&after={}", event["id"].as_str().unwrap());
        }
        if body["list_metadata"]["after"].is_null() {
            break;
        }
    }
    assert_eq!(seen, made);
    let new = ids_of(25, 27);
    let page = list(&emulator, &format!("events=user.created&order=asc{cursor}")).json();
    assert_eq!(
        (&page["data"][0]["data"]["id"], &page["data"][1]["data"]["id"]),
        (&json!(new[0]), &json!(new[1]))
    );
}

#[test]
fn a_range_selects_and_thirty_days_are_kept() {
    let emulator = Emulator::new();
    for n in 0..3 {
        emulator.add_user(NewUser::new(format!("user{n}@acme.com"))).unwrap();
        emulator.advance(Duration::from_secs(3600));
    }
    let count = |query: &str| names(&list(&emulator, &format!("events=user.created{query}"))).len();
    assert_eq!(count(""), 3);
    assert_eq!(count("&range_start=2026-01-15T12:30:00Z"), 2);
    assert_eq!(count("&range_start=2026-01-15T12:30:00Z&range_end=2026-01-15T13:30:00.000Z"), 1);
    emulator.advance(Duration::from_secs(30 * 24 * 3600 - 2 * 3600 + 1));
    assert_eq!((count(""), emulator.event_count("user.created")), (1, 1));
}

#[test]
fn sign_ins_are_told_from_start_to_end() {
    let emulator = Emulator::new();
    let user = emulator.add_user(NewUser::new("Ada@acme.com")).unwrap();
    sign_in(&emulator, &format!("connection={SAML}"));
    browse(&emulator, &authorize(&format!("connection={SAML}&login_hint=nobody@acme.com")));
    let sso = "events=authentication.sso_started,authentication.sso_succeeded,authentication.sso_failed,\
               session.created&order=asc";
    let answer = list(&emulator, sso);
    assert_eq!(
        names(&answer),
        [
            "authentication.sso_started",
            "authentication.sso_succeeded",
            "authentication.sso_started",
            "authentication.sso_failed",
        ]
    );
    let data = answer.json()["data"].clone();
    let sso = json!({"organization_id": ACME, "connection_id": SAML, "session_id": null});
    assert_eq!(
        data[1]["data"],
        json!({
            "type": "sso", "status": "succeeded", "ip_address": null, "user_agent": null, "user_id": user,
            "email": "ada@acme.com", "sso": sso,
        })
    );
    assert_eq!((&data[0]["data"]["email"], &data[0]["data"]["status"]), (&json!(null), &json!("started")));
    assert_eq!(
        (&data[3]["data"]["error"]["code"], &data[3]["data"]["email"]),
        (&json!("access_denied"), &json!("nobody@acme.com"))
    );
}

#[test]
fn a_page_that_nobody_answers_times_out() {
    let emulator = Emulator::builder().interactive(true).build().unwrap();
    browse(&emulator, &authorize(&format!("connection={SAML}")));
    emulator.advance(Duration::from_secs(599));
    assert_eq!(emulator.event_count("authentication.sso_timed_out"), 0);
    emulator.advance(Duration::from_secs(1));
    assert_eq!(emulator.event_count("authentication.sso_timed_out"), 1);
}

#[test]
fn connections_tell_when_they_are_switched_and_deleted() {
    let emulator = Emulator::new();
    emulator.set_connection_state(INACTIVE, EmulatedConnectionState::Active).unwrap();
    emulator.set_connection_state(INACTIVE, EmulatedConnectionState::Active).unwrap();
    emulator.set_connection_state(INACTIVE, EmulatedConnectionState::Validating).unwrap();
    call(&emulator, "DELETE", &format!("/connections/{INACTIVE}"));
    let events = emulator.events();
    let named: Vec<_> = events.iter().map(|event| event["event"].as_str().unwrap()).collect();
    assert_eq!(named, ["connection.activated", "connection.deactivated", "connection.deleted"]);
    assert_eq!(
        (&events[0]["data"]["status"], &events[0]["data"]["external_key"]),
        (&json!("linked"), &json!(INACTIVE))
    );
    let deleted = events[2]["data"].as_object().unwrap();
    assert!(
        !deleted.contains_key("status")
            && !deleted.contains_key("domains")
            && !deleted.contains_key("external_key")
    );
    assert!(emulator.set_connection_state("conn_nope", EmulatedConnectionState::Active).is_err());
}
