//! Requests in the shapes of the HTTP layers of the official Ruby and PHP SDKs, and of their older versions.

use serde_json::{Value, json};
use workos_emulator::Emulator;

use crate::{ACME, JOHN, call, ids, post_json, send};

const FORM: (&str, &str) = ("CONTENT-TYPE", "application/x-www-form-urlencoded");
const JSON: (&str, &str) = ("Content-Type", "application/json");
/// As Ruby writes it; header names have no case.
const KEY: (&str, &str) = ("AUTHORIZATION", "Bearer sk_test_default");

fn make(emulator: &Emulator, name: &str, domain: &str) -> String {
    let body = json!({"name": name, "domain_data": [{"domain": domain, "state": "verified"}]});
    post_json(emulator, "/organizations", &body).json()["id"].as_str().unwrap().to_owned()
}

#[test]
fn lists_of_a_query_are_taken_in_the_spelling_of_every_sdk() {
    let emulator = Emulator::new();
    let (a, b) = (make(&emulator, "A", "a.com"), make(&emulator, "B", "b.com"));
    make(&emulator, "C", "c.com");
    for query in [
        // Node, Go and Ruby, older ones, PHP.
        "domains=a.com,b.com",
        "domains=a.com%2Cb.com",
        "domains=a.com&domains=b.com",
        "domains[]=a.com&domains[]=b.com",
        "domains%5B0%5D=a.com&domains%5B1%5D=b.com",
    ] {
        let found = ids(&call(&emulator, "GET", &format!("/organizations?{query}&order=asc")));
        assert_eq!(found, [a.as_str(), &b], "{query}");
    }
}

#[test]
fn a_form_is_read_where_json_is_expected() {
    let emulator = Emulator::new();
    let form = "name=Foo&allow_profiles_outside_organization=1&domain_data[0][domain]=foo.com\
                &domain_data[0][state]=pending&metadata[tier]=gold&external_id=foo-1";
    let answer = send(&emulator, "POST", "/organizations", &[KEY, FORM], form);
    assert_eq!(answer.status, 201, "{}", answer.text);
    let made = answer.json();
    assert_eq!(made["allow_profiles_outside_organization"], true);
    assert_eq!(made["metadata"], json!({"tier": "gold"}));
    assert_eq!(made["domains"][0]["domain"], "foo.com");

    for form in [
        "events=user.created,user.deleted",
        "events=user.created&events=user.deleted",
        "events[]=user.created&events[]=user.deleted",
        "events[0]=user.created&events[1]=user.deleted",
    ] {
        let emulator = Emulator::new();
        let form = format!("endpoint_url=https%3A%2F%2Fapp.test%2Fhooks&{form}");
        let answer = send(&emulator, "POST", "/webhook_endpoints", &[KEY, FORM], &form);
        assert_eq!(answer.status, 201, "{form}: {}", answer.text);
        assert_eq!(answer.json()["events"], json!(["user.created", "user.deleted"]), "{form}");
    }
    let wrong = "name=Foo&allow_profiles_outside_organization=perhaps&domain_data[0][state]=pending";
    let answer = send(&emulator, "POST", "/organizations", &[KEY, FORM], wrong);
    let errors = answer.json()["errors"].as_array().unwrap().clone();
    let named: Vec<_> = errors.iter().map(|error| error["field"].as_str().unwrap()).collect();
    assert_eq!((answer.status, named.len()), (422, 2), "{named:?}");
    assert!(named.contains(&"allow_profiles_outside_organization"), "{named:?}");
    assert!(named.contains(&"domain_data.0.domain"), "{named:?}");
}

#[test]
fn null_members_are_taken_where_a_field_is_optional() {
    let emulator = Emulator::new();
    let body = json!({
        "name": "Foo",
        "allow_profiles_outside_organization": null,
        "domains": null,
        "domain_data": null,
        "metadata": null,
        "external_id": null,
    });
    assert_eq!(post_json(&emulator, "/organizations", &body).status, 201);
    let body = json!({"email": "new@acme.com", "first_name": null, "metadata": null, "password": null});
    assert_eq!(post_json(&emulator, "/user_management/users", &body).status, 201);
    let body = json!({"organization": ACME, "intent": "sso", "return_url": null, "intent_options": null});
    assert_eq!(post_json(&emulator, "/portal/generate_link", &body).status, 201);
}

#[test]
fn empty_bodies_are_taken_where_nothing_is_required() {
    let emulator = Emulator::new();
    let pending = json!({"organization_id": ACME, "domain": "pending.com"});
    let domain =
        post_json(&emulator, "/organization_domains", &pending).json()["id"].as_str().unwrap().to_owned();
    let zero = ("content-length", "0");
    let user = format!("/user_management/users/{JOHN}");
    let verify = format!("/organization_domains/{domain}/verify");
    for (method, path, headers, body) in [
        ("GET", user.as_str(), vec![KEY, JSON], ""),
        ("GET", &user, vec![KEY, JSON, zero], ""),
        ("GET", &user, vec![KEY, JSON], "{}"),
        ("PUT", &user, vec![KEY, JSON], ""),
        ("PUT", &user, vec![KEY, JSON], "{}"),
        ("PUT", &user, vec![KEY, FORM], ""),
        ("POST", &verify, vec![KEY, JSON, zero], ""),
        ("POST", &verify, vec![KEY], "{}"),
        ("DELETE", &format!("/organization_domains/{domain}"), vec![KEY, JSON], "{}"),
        ("DELETE", &user, vec![KEY, JSON, zero], ""),
    ] {
        let answer = send(&emulator, method, path, &headers, body);
        assert!((200..300).contains(&answer.status), "{method} {path} {body:?}: {}", answer.text);
    }
    // What is required is told, and not that the body cannot be read.
    for body in ["", "{}"] {
        let answer = send(&emulator, "POST", "/organizations", &[KEY, JSON], body);
        assert_eq!((answer.status, &answer.json()["errors"][0]["field"]), (422, &Value::from("name")));
    }
}

#[test]
fn booleans_of_php_are_taken_in_queries_and_forms() {
    let emulator = Emulator::new();
    let form = |value: &str| format!("email=a{value}@acme.com&email_verified={value}");
    for (value, expected) in [("1", true), ("0", false), ("true", true), ("false", false)] {
        let answer = send(&emulator, "POST", "/user_management/users", &[KEY, FORM], &form(value));
        assert_eq!(answer.json()["email_verified"], expected, "{}", answer.text);
    }
    assert_eq!(send(&emulator, "POST", "/user_management/users", &[KEY, FORM], &form("yes")).status, 422);
}
