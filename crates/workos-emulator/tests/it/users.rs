//! Users of the environment.

use serde_json::json;
use workos_emulator::{Emulator, Fixture, NewUser};

use crate::*;

#[test]
fn a_user_is_made_found_and_deleted() {
    let emulator = Emulator::new();
    let body = json!({
        "email": "marcelina@example.com", "first_name": "Marcelina", "last_name": "Davis", "email_verified": true,
        "external_id": "u1", "metadata": {"timezone": "UTC"}, "password": "strong_password_123!",
    });
    let answer = post_json(&emulator, "/user_management/users", &body);
    assert_eq!(answer.status, 201, "{}", answer.text);
    let user = answer.json();
    let id = user["id"].as_str().unwrap();
    assert_eq!(
        user,
        json!({
            "object": "user", "id": id, "email": "marcelina@example.com", "email_verified": true,
            "first_name": "Marcelina", "last_name": "Davis", "name": "Marcelina Davis", "external_id": "u1",
            "metadata": {"timezone": "UTC"}, "profile_picture_url": null, "last_sign_in_at": null, "locale": null,
            "created_at": "2026-01-15T12:00:00.000Z", "updated_at": "2026-01-15T12:00:00.000Z",
        })
    );
    let path = format!("/user_management/users/{id}");
    assert_eq!(call(&emulator, "GET", &path).json(), user);
    assert_eq!(call(&emulator, "GET", "/user_management/users/external_id/u1").json(), user);
    assert_eq!(ids(&call(&emulator, "GET", "/user_management/users?email=MARCELINA@example.com")), [id]);
    assert_eq!(call(&emulator, "DELETE", &path).status, 200);
    assert_eq!(call(&emulator, "GET", &path).error().1, "entity_not_found");
    assert_eq!(post_json(&emulator, "/user_management/users", &body).status, 201);
    let names: Vec<_> = emulator.events().iter().map(|event| event["event"].clone()).collect();
    assert_eq!(names, ["user.created", "user.deleted", "user.created"]);
}

#[test]
fn bad_users_are_refused() {
    let emulator = Emulator::new();
    emulator.add_user(NewUser::new("ada@acme.com").external_id("ada")).unwrap();
    for (body, status, code) in [
        (json!({}), 422, "invalid_request_parameters"),
        (json!({"email": "nobody"}), 422, "invalid_request_parameters"),
        (json!({"email": "a@b.c", "email_verified": "yes"}), 422, "invalid_request_parameters"),
        (json!({"email": "ADA@acme.com"}), 400, "user_creation_error"),
        (json!({"email": "a@b.c", "external_id": "ada"}), 400, "external_id_already_used"),
        (json!({"email": "a@b.c", "metadata": {"k": "v".repeat(601)}}), 400, "invalid_metadata"),
    ] {
        let answer = post_json(&emulator, "/user_management/users", &body);
        assert_eq!((answer.status, answer.error().1.as_str()), (status, code), "{body}");
    }
    let answer = post_json(&emulator, "/user_management/users", &json!({"email": "ada@acme.com"}));
    assert_eq!(answer.json()["errors"][0]["code"], "email_not_available");
    assert!(emulator.add_user(NewUser::new("Ada@acme.com")).is_err());
}

#[test]
fn users_page_in_both_directions() {
    let emulator = Emulator::builder().fixture(Fixture::empty()).build().unwrap();
    for n in 0..25 {
        emulator.add_user(NewUser::new(format!("user{n}@acme.com"))).unwrap();
    }
    walk_25(&emulator, "/user_management/users");
    assert_eq!(ids(&call(&emulator, "GET", "/user_management/users?organization_id=org_x")), [""; 0]);
}

#[test]
fn a_change_keeps_what_it_does_not_name_and_null_empties() {
    let emulator = Emulator::new();
    let path = format!("/user_management/users/{JOHN}");
    let change = |body: Value| call_json(&emulator, "PUT", &path, &body);
    let changed = change(json!({
        "email": "johnny@example.com", "email_verified": true, "last_name": null, "external_id": "u1",
        "metadata": {"tier": "gold"}, "password": "correct horse",
    }));
    let user = changed.json();
    assert_eq!(
        (&user["first_name"], &user["last_name"], &user["name"]),
        (&json!("John"), &json!(null), &json!("John"))
    );
    assert_eq!((&user["email"], &user["email_verified"]), (&json!("johnny@example.com"), &json!(true)));
    assert_eq!(user["metadata"], json!({"tier": "gold"}));
    assert_eq!(call(&emulator, "GET", "/user_management/users/external_id/u1").json(), user);
    assert_eq!(ids(&call(&emulator, "GET", "/user_management/users?email=johnny@example.com")), [JOHN]);
    assert_eq!(ids(&call(&emulator, "GET", "/user_management/users?email=user@example.com")), [""; 0]);
    assert_eq!(emulator.event_count("user.updated"), 1);

    let cleared = change(json!({"external_id": null, "metadata": null})).json();
    assert_eq!((&cleared["external_id"], &cleared["metadata"]), (&json!(null), &json!({})));
    assert_eq!(call(&emulator, "GET", "/user_management/users/external_id/u1").status, 404);

    emulator.add_user(NewUser::new("ada@acme.com").external_id("taken")).unwrap();
    for bad in [
        json!({"email": "ADA@acme.com"}),
        json!({"email": "none"}),
        json!({"external_id": "taken"}),
        json!({"metadata": {"k": 1}}),
    ] {
        assert!(matches!(change(bad.clone()).status, 400 | 422), "{bad}");
    }
    assert_eq!(call_json(&emulator, "PUT", "/user_management/users/user_none", &json!({})).status, 404);
    assert_eq!(call(&emulator, "GET", &path).json(), cleared);
}
