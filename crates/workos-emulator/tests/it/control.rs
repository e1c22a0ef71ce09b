//! The control API: clock, objects, deliveries, faults, journal and snapshots.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use serde_json::json;
use workos_emulator::{Emulator, NewUser, NewWebhookEndpoint, RateLimits};

use crate::control_access::{serve, status};
use crate::*;

/// A control request in process.
fn ask(emulator: &Emulator, method: &str, path: &str, body: &Value) -> Answer {
    let body = if body.is_null() { String::new() } else { body.to_string() };
    send(emulator, method, &format!("/_emulator{path}"), &[], &body)
}

fn get(emulator: &Emulator, path: &str) -> Value {
    let answer = ask(emulator, "GET", path, &Value::Null);
    assert_eq!(answer.status, 200, "{path}: {}", answer.text);
    answer.json()
}

#[test]
fn the_clock_is_read_advanced_and_set_but_never_turned_back() {
    let emulator = Emulator::new();
    let clock = get(&emulator, "/clock");
    assert_eq!((&clock["now"], &clock["source"]), (&json!("2026-01-15T12:00:00.000Z"), &json!("manual")));
    let code = browse(&emulator, &authorize(&format!("connection={SAML}"))).code();
    let moved = ask(&emulator, "POST", "/clock/advance", &json!({"seconds": 600.5})).json();
    assert_eq!(moved["now"], "2026-01-15T12:10:00.500Z");
    assert_eq!(exchange(&emulator, &code, SECRET).status, 400);
    let set = ask(&emulator, "PUT", "/clock", &json!({"now": "2027-01-01T00:00:00Z"}));
    assert_eq!((set.status, &set.json()["now"]), (200, &json!("2027-01-01T00:00:00.000Z")));
    for (method, path, body) in [
        ("PUT", "/clock", json!({"now": "2026-12-31T23:59:59Z"})),
        ("PUT", "/clock", json!({"now": "9999-01-01T00:00:00Z"})),
        ("PUT", "/clock", json!({"now": "tomorrow"})),
        ("POST", "/clock/advance", json!({"seconds": -1})),
        ("POST", "/clock/advance", json!({"seconds": 1e300})),
        ("POST", "/clock/advance", json!({"minutes": 1})),
        ("POST", "/clock/advance", json!({"seconds": 1, "hours": 2})),
    ] {
        let answer = ask(&emulator, method, path, &body);
        assert_eq!((answer.status, answer.error().1.as_str()), (422, "invalid_request"), "{body}");
    }
    let broken = send(&emulator, "POST", "/_emulator/clock/advance", &[], "seconds=600");
    assert_eq!(broken.status, 400, "{}", broken.text);
    assert_eq!(get(&emulator, "/clock")["now"], "2027-01-01T00:00:00.000Z");
}

#[test]
fn a_served_emulator_runs_ahead_of_the_system() {
    let (_runtime, server) = serve(Emulator::builder(), "127.0.0.1:0");
    let body = r#"{"seconds": 3600}"#;
    let headers = [format!("Host: {}", server.addr()), format!("Content-Length: {}", body.len())];
    let mut stream = TcpStream::connect(server.addr()).unwrap();
    let head = headers.join("\r\n");
    write!(stream, "POST /_emulator/clock/advance HTTP/1.1\r\n{head}\r\nConnection: close\r\n\r\n{body}")
        .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(
        answer.contains(r#""ahead_seconds":3600.0"#) && answer.contains(r#""source":"system""#),
        "{answer}"
    );
}

#[test]
fn objects_are_counted_and_listed_as_the_api_shows_them() {
    let emulator = Emulator::new();
    let counts = get(&emulator, "/objects")["counts"].clone();
    assert_eq!(
        (&counts["organizations"], &counts["connections"], &counts["events"]),
        (&json!(5), &json!(5), &json!(0))
    );
    for kind in counts.as_object().unwrap().keys() {
        let list = get(&emulator, &format!("/objects/{kind}"));
        assert_eq!(list["total"], counts[kind], "{kind}");
        assert_eq!(json!(list["data"].as_array().unwrap().len()), counts[kind], "{kind}");
    }
    let shown = get(&emulator, "/objects/organizations?limit=1");
    assert_eq!(shown["data"][0], call(&emulator, "GET", "/organizations/org_test_idp").json());
    let cursor = shown["list_metadata"]["after"].as_str().unwrap();
    let rest = get(&emulator, &format!("/objects/organizations?after={cursor}"));
    assert_eq!((rest["data"].as_array().unwrap().len(), &rest["list_metadata"]["after"]), (4, &Value::Null));
    let newest = get(&emulator, "/objects/organizations?order=desc&limit=1");
    assert_eq!(newest["data"][0], rest["data"][3]);
    let unknown = ask(&emulator, "GET", "/objects/unicorns", &Value::Null);
    assert!(unknown.status == 404 && unknown.text.contains("data_integrations"), "{}", unknown.text);
}

#[test]
fn deliveries_are_listed_by_what_became_of_them() {
    let emulator = Emulator::new();
    let endpoint = emulator
        .add_webhook_endpoint(NewWebhookEndpoint::new("https://app.test/hooks", ["user.created"]))
        .unwrap();
    for n in 0..5 {
        emulator.add_user(NewUser::new(format!("user{n}@acme.com"))).unwrap();
    }
    emulator.next_webhook().unwrap().answered(&Response::new(Bytes::from_static(b"thanks")));
    emulator.next_webhook().unwrap().failed("it is down");
    let all = get(&emulator, "/deliveries");
    assert_eq!((&all["total"], all["data"].as_array().unwrap().len()), (&json!(5), 5));
    let first = &all["data"][0];
    assert_eq!((&first["state"], &first["endpoint_id"]), (&json!("delivered"), &json!(endpoint)));
    assert_eq!(
        (&first["attempts"][0]["status"], &first["attempts"][0]["answer"]),
        (&json!(200), &json!("thanks"))
    );
    let body: Value = serde_json::from_str(first["body"].as_str().unwrap()).unwrap();
    assert_eq!(body["event"], "user.created");
    assert_eq!(all["data"][1]["due"], "2026-01-15T12:00:05.000Z");
    assert_eq!(all["data"][1]["attempts"][0]["answer"], "it is down");
    assert_eq!(get(&emulator, &format!("/deliveries/{}", first["id"].as_str().unwrap())), *first);

    assert_eq!(get(&emulator, "/deliveries?state=pending&event=user.created")["total"], 4);
    assert_eq!(get(&emulator, "/deliveries?event=user.deleted")["total"], 0);
    let page = get(&emulator, "/deliveries?state=pending&limit=3");
    let cursor = page["list_metadata"]["after"].as_str().unwrap();
    let rest = get(&emulator, &format!("/deliveries?state=pending&after={cursor}"));
    assert_eq!((&rest["data"][0], rest["data"].as_array().unwrap().len()), (&all["data"][4], 1));
    assert_eq!(get(&emulator, "/deliveries?order=desc&limit=1")["data"][0], all["data"][4]);
    for wrong in ["state=lost", "endpoint=x", "limit=0", "limit=1001", "order=normal", "after=delivery_0"] {
        let answer = ask(&emulator, "GET", &format!("/deliveries?{wrong}"), &Value::Null);
        assert_eq!((answer.status, answer.error().1.as_str()), (422, "invalid_request"), "{wrong}");
    }
}

#[test]
fn control_requests_use_up_no_limit_and_can_forget_what_was_used() {
    let emulator =
        Emulator::builder().rate_limits(RateLimits::per_key(1, Duration::from_secs(60))).build().unwrap();
    assert_eq!(call(&emulator, "GET", "/connections").status, 200);
    assert_eq!(call(&emulator, "GET", "/connections").status, 429);
    assert_eq!(get(&emulator, "/health")["status"], "ok");
    assert_eq!(ask(&emulator, "DELETE", "/rate-limits", &Value::Null).status, 204);
    assert_eq!(call(&emulator, "GET", "/connections").status, 200);
}

#[test]
fn the_document_is_served_in_both_forms() {
    let emulator = Emulator::new();
    let yaml = ask(&emulator, "GET", "/openapi.yaml", &Value::Null);
    assert!(
        yaml.text.starts_with("openapi: 3.1.0\n")
            && yaml.headers["content-type"] == "application/yaml; charset=utf-8"
    );
    assert_eq!(get(&emulator, "/openapi.json")["openapi"], "3.1.0");
    let wrong = ask(&emulator, "PATCH", "/clock", &Value::Null);
    assert_eq!((wrong.status, &wrong.headers["allow"]), (405, &http::HeaderValue::from_static("GET, PUT")));
}

#[test]
fn the_live_page_runs_its_own_script_and_nothing_else() {
    let page = ask(&Emulator::new(), "GET", "/", &Value::Null);
    let policy = page.headers["content-security-policy"].to_str().unwrap();
    for part in ["default-src 'none'", "script-src 'sha256-", "connect-src 'self'", "frame-ancestors 'none'"]
    {
        assert!(policy.contains(part), "{policy}");
    }
    assert!(!policy.contains("unsafe"), "{policy}");
    for way_to_markup in
        ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "onclick="]
    {
        assert!(!page.text.contains(way_to_markup), "{way_to_markup}");
    }
}

#[test]
fn a_reset_goes_back_to_the_seed_with_the_same_ids() {
    let emulator = Emulator::new();
    let sign_in =
        |emulator: &Emulator| sign_in(emulator, &format!("connection={SAML}"))["access_token"].clone();
    let first = (sign_in(&emulator), get(&emulator, "/objects")["counts"].clone());
    post_json(&emulator, "/organizations", &json!({"name": "New"}));
    ask(&emulator, "POST", "/clock/advance", &json!({"seconds": 60}));
    assert_ne!(get(&emulator, "/objects")["counts"], first.1);
    ask(&emulator, "POST", "/faults", &json!({"effect": "hang"}));
    assert_eq!(ask(&emulator, "POST", "/reset", &Value::Null).status, 204);
    assert_eq!(
        (&get(&emulator, "/faults")["total"], &get(&emulator, "/journal")["total"]),
        (&json!(0), &json!(0))
    );
    assert_eq!(get(&emulator, "/clock")["now"], "2026-01-15T12:00:00.000Z");
    assert_eq!((sign_in(&emulator), get(&emulator, "/objects")["counts"].clone()), first);
}

#[test]
fn a_snapshot_is_taken_along_and_brought_back_whole_or_not_at_all() {
    let emulator = Emulator::new();
    emulator.add_user(NewUser::new("grace@acme.com")).unwrap();
    let snapshot = get(&emulator, "/snapshot");
    let other = Emulator::new();
    other.add_user(NewUser::new("todd@acme.com")).unwrap();
    let restored = ask(&other, "PUT", "/snapshot", &snapshot);
    assert_eq!((restored.status, &restored.json()["object"]), (200, &json!("restored")));
    assert_eq!(get(&other, "/objects/users"), get(&emulator, "/objects/users"));
    assert_eq!(get(&other, "/snapshot")["state"], snapshot["state"]);

    let mut newer = snapshot;
    newer["version"] = json!(1_000_000);
    let refused = ask(&other, "PUT", "/snapshot", &newer);
    assert_eq!((refused.status, refused.error().1.as_str()), (422, "invalid_request"), "{}", refused.text);
    assert_eq!(ask(&other, "PUT", "/snapshot", &Value::Null).status, 400);
    assert_eq!(get(&other, "/objects/users"), get(&emulator, "/objects/users"));
}

#[test]
fn a_snapshot_may_be_larger_than_the_bodies_of_the_api() {
    let (_runtime, server) = serve(Emulator::builder(), "127.0.0.1:0");
    let host = format!("Host: {}", server.addr());
    let mut statuses = Vec::new();
    let snapshot = "/_emulator/snapshot";
    for (path, host) in
        [(snapshot, host.as_str()), (snapshot, "Host: example.com"), ("/_emulator/clock", &host)]
    {
        let body = " ".repeat(2 * 1024 * 1024);
        let mut stream = TcpStream::connect(server.addr()).unwrap();
        let length = body.len();
        write!(
            stream,
            "PUT {path} HTTP/1.1\r\n{host}\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n"
        )
        .unwrap();
        // A server that has refused already may have closed.
        let _ = stream.write_all(body.as_bytes());
        let mut head = [0; 12];
        stream.read_exact(&mut head).unwrap();
        statuses.push(status(std::str::from_utf8(&head).unwrap()));
    }
    assert_eq!(statuses, [400, 413, 413]);
}

#[test]
fn dead_letters_are_sent_again_one_by_one_or_all() {
    let emulator = Emulator::builder().webhook_retries([]).build().unwrap();
    emulator
        .add_webhook_endpoint(NewWebhookEndpoint::new("https://app.test/hooks", ["user.created"]))
        .unwrap();
    for n in 0..3 {
        emulator.add_user(NewUser::new(format!("user{n}@acme.com"))).unwrap();
        emulator.next_webhook().unwrap().failed("it is down");
    }
    let dead = get(&emulator, "/dead-letters");
    assert_eq!(dead["total"], 3);
    let first = dead["data"][0]["id"].as_str().unwrap();
    let replayed = ask(&emulator, "POST", &format!("/deliveries/{first}/replay"), &Value::Null);
    assert_eq!((replayed.status, &replayed.json()["state"]), (200, &json!("pending")));
    let again = ask(&emulator, "POST", &format!("/deliveries/{first}/replay"), &Value::Null);
    assert_eq!((again.status, again.error().1.as_str()), (409, "cannot_replay"));
    assert_eq!(ask(&emulator, "POST", "/deliveries/delivery_0/replay", &Value::Null).status, 404);
    assert_eq!(ask(&emulator, "POST", "/dead-letters/redeliver", &Value::Null).json()["count"], 2);
    assert_eq!(get(&emulator, "/dead-letters")["total"], 0);
    assert_eq!(emulator.deliver_webhooks(|_| Response::new(Bytes::new())), 3);
    assert_eq!(get(&emulator, "/deliveries?state=delivered")["total"], 3);
}

#[test]
fn faults_are_injected_counted_and_removed() {
    let emulator = Emulator::new();
    let fault = json!({"operation": "connections.list", "count": 1, "effect": {"answer": {"status": 503}}});
    let injected = ask(&emulator, "POST", "/faults", &fault);
    assert_eq!(
        (injected.status, injected.json()),
        (201, json!({"id": "fault_1", "matched": 0, "applied": 0, "fault": fault})),
    );
    assert_eq!(call(&emulator, "GET", "/connections").status, 503);
    assert_eq!(call(&emulator, "GET", "/connections").status, 200);
    let hit = get(&emulator, "/faults/fault_1");
    assert_eq!((&hit["matched"], &hit["applied"]), (&json!(2), &json!(1)));
    ask(&emulator, "POST", "/faults", &json!({"effect": "hang", "count": 1}));
    assert_eq!(get(&emulator, "/faults")["total"], 2);
    assert_eq!(ask(&emulator, "DELETE", "/faults/fault_2", &Value::Null).status, 204);
    assert_eq!(ask(&emulator, "DELETE", "/faults/fault_2", &Value::Null).status, 404);
    assert_eq!(ask(&emulator, "GET", "/faults/2", &Value::Null).status, 404);
    assert_eq!(ask(&emulator, "DELETE", "/faults", &Value::Null).status, 204);
    assert_eq!(get(&emulator, "/faults")["total"], 0);
    for (wrong, hint) in [
        (json!({"operation": "connections.list", "status": 503}), "unknown field"),
        (json!({"operation": "connection.list", "effect": "hang"}), "connections.list"),
        (json!({"effect": {"answer": {"status": 999}}}), "999"),
        (json!({}), ""),
    ] {
        let answer = ask(&emulator, "POST", "/faults", &wrong);
        assert_eq!((answer.status, answer.error().1.as_str()), (422, "invalid_request"), "{wrong}");
        assert!(answer.text.contains(hint), "{}", answer.text);
    }
}

#[test]
fn no_fault_applies_to_the_control_api_and_the_journal_leaves_it_out() {
    let emulator = Emulator::new();
    ask(&emulator, "POST", "/faults", &json!({"effect": {"answer": {"status": 500}}}));
    assert_eq!(get(&emulator, "/journal")["total"], 0);
    assert_eq!(call(&emulator, "GET", "/connections").status, 500);
    assert_eq!(get(&emulator, "/journal")["total"], 1);
}

#[test]
fn the_journal_is_filtered_and_paged_with_secrets_masked() {
    let emulator = Emulator::new();
    ask(
        &emulator,
        "POST",
        "/faults",
        &json!({"operation": "organizations.get", "effect": {"answer": {"status": 503}}}),
    );
    for path in [
        format!("/organizations/{ACME}"),
        "/organizations/org_0".to_owned(),
        "/connections/conn_0".to_owned(),
    ] {
        call(&emulator, "GET", &path);
    }
    post_json(&emulator, "/organizations", &json!({"name": "Foo"}));
    let total = |query: &str| get(&emulator, &format!("/journal?{query}"))["total"].clone();
    for (query, expected) in [
        ("", 4),
        ("method=POST", 1),
        ("operation=organizations.get", 2),
        ("path=/organizations/{id}", 2),
        ("path=/organizations/org_0", 1),
        ("status=503", 2),
        ("status=4xx", 1),
        ("status=none", 0),
        ("text=CONN_0", 1),
        ("text=post%20/organizations", 1),
        ("text=foo&status=2xx", 1),
        ("text=sk_test_default", 0),
        ("code=entity_not_found", 1),
        ("fault=fault_1&method=GET", 2),
        ("fault=fault_2", 0),
    ] {
        assert_eq!(total(query), expected, "{query}");
    }
    let page = get(&emulator, "/journal?limit=3");
    assert_eq!(page["list_metadata"]["after"], "3");
    let rest = get(&emulator, "/journal?after=3");
    assert_eq!(
        (&rest["data"][0]["operation"], rest["data"].as_array().unwrap().len()),
        (&json!("organizations.create"), 1)
    );
    assert!(!rest.to_string().contains("sk_test_default"), "{rest}");
    for wrong in ["status=ok", "status=9xx", "fault=1", "operations=x"] {
        assert_eq!(ask(&emulator, "GET", &format!("/journal?{wrong}"), &Value::Null).status, 422, "{wrong}");
    }
    assert_eq!(ask(&emulator, "DELETE", "/journal", &Value::Null).status, 204);
    assert_eq!(total(""), 0);
}

#[test]
fn a_parameter_where_none_is_taken_is_refused_and_nothing_happens() {
    let emulator = Emulator::new();
    call(&emulator, "GET", "/connections");
    for (method, path) in
        [("DELETE", "/journal?operation=sso.authorize"), ("POST", "/reset?keep=all"), ("GET", "/clock?x")]
    {
        let answer = ask(&emulator, method, path, &Value::Null);
        assert_eq!((answer.status, answer.error().1.as_str()), (422, "invalid_request"), "{path}");
    }
    assert_eq!(emulator.journal().len(), 1);
}

#[test]
fn what_is_expected_is_answered_by_yes_or_by_the_nearest_request() {
    let emulator = Emulator::new();
    let expect = |expected: &Value| ask(&emulator, "POST", "/expect", expected);
    let link = json!({"organization": ACME, "intent": "dsync"});
    assert_eq!(post_json(&emulator, "/portal/generate_link", &link).status, 201);
    let path = "/portal/generate_link";
    for met in [
        json!({"method": "post", "path": path}),
        json!({"method": "POST", "path": path, "times": 1, "json": {"intent": "dsync"}}),
        json!({"method": "POST", "path": path, "exact_json": link, "headers": {"Content-Type": "application/json"}}),
        json!({"method": "GET", "path": "/connections/{id}", "times": 0}),
    ] {
        let answer = expect(&met);
        assert_eq!((answer.status, &answer.json()["met"]), (200, &json!(true)), "{met}");
    }
    let unmet = expect(&json!({"method": "POST", "path": path, "times": 1, "json": {"intent": "sso"}}));
    let body = unmet.json();
    assert_eq!((unmet.status, &body["code"], &body["found"]), (409, &json!("not_as_expected"), &json!(0)));
    let message = body["message"].as_str().unwrap();
    assert!(message.contains("intent") && message.contains("sso") && message.contains("dsync"), "{message}");
    assert_eq!(body["nearest"]["body"], link);
    for wrong in [
        json!({"method": "POST"}),
        json!({"method": "POST", "path": path, "times": 1, "at_least": 1}),
        json!({"method": "POST", "path": path, "with_json": {}}),
        json!({"method": "NO METHOD", "path": path}),
    ] {
        assert_eq!(expect(&wrong).status, 422, "{wrong}");
    }
}
