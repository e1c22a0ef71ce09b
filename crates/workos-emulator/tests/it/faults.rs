//! Faults as clients without a connection see them.

use std::time::Duration;

use http::{Method, StatusCode};
use serde_json::json;
use workos_emulator::{
    DeliveryState, Emulator, Fault, FaultAnswer, Latency, NewUser, NewWebhookEndpoint, RetryAfter,
    WebhookFault,
};

use crate::*;

fn list(emulator: &Emulator) -> Answer {
    call(emulator, "GET", "/connections")
}

fn statuses(emulator: &Emulator, calls: usize) -> Vec<u16> {
    (0..calls).map(|_| list(emulator).status).collect()
}

#[test]
fn two_fail_and_the_third_gets_through() {
    let emulator = Emulator::new();
    let id = emulator.inject(Fault::on("connections.list").status(503).count(2)).unwrap();
    assert_eq!(list(&emulator).error(), (503, "service_unavailable".to_owned(), String::new()));
    assert_eq!(statuses(&emulator, 3), [503, 200, 200]);
    assert_eq!(call(&emulator, "GET", "/organizations").status, 200);
    let fault = &emulator.faults()[0];
    assert_eq!((fault.id, fault.matched, fault.applied), (id, 4, 2));
    let recorded = &emulator.journal()[0];
    assert_eq!(
        (recorded.code.as_deref(), recorded.faults.as_slice()),
        (Some("service_unavailable"), &[id][..])
    );
    assert!(emulator.remove_fault(id) && !emulator.remove_fault(id));
}

#[test]
fn the_nth_call_alone_is_met_or_so_many_from_there_on() {
    let emulator = Emulator::new();
    emulator.inject(Fault::on("connections.list").nth(3).status(500)).unwrap();
    assert_eq!(statuses(&emulator, 5), [200, 200, 500, 200, 200]);
    emulator.clear_faults();
    emulator.inject(Fault::on("connections.list").nth(2).count(2).status(500)).unwrap();
    assert_eq!(statuses(&emulator, 5), [200, 500, 500, 200, 200]);
}

#[test]
fn chance_repeats_for_the_same_seed() {
    let run = |seed| {
        let emulator = Emulator::builder().seed(seed).build().unwrap();
        emulator.inject(Fault::everywhere().probability(0.3).status(500)).unwrap();
        statuses(&emulator, 200)
    };
    assert_eq!(run(1), run(1));
    assert_ne!(run(1), run(2));
    let hit = run(1).iter().filter(|status| **status == 500).count();
    assert!((40..80).contains(&hit), "{hit} of 200, not 60 or so");
}

#[test]
fn every_condition_has_to_hold() {
    let fault = Fault::at(Method::POST, "/organizations")
        .header("x-tenant", "a")
        .query("dry", "1")
        .body(json!({"name": "Acme", "metadata": {"tier": "gold"}}))
        .status(500);
    let emulator = Emulator::builder().fault(fault).build().unwrap();
    let post = |tenant: &str, query: &str, tier: &str| {
        let body = json!({"name": "Acme", "metadata": {"tier": tier, "more": "x"}});
        let headers = [
            ("authorization", "Bearer sk_test_default"),
            ("content-type", "application/json"),
            ("x-tenant", tenant),
        ];
        send(&emulator, "POST", &format!("/organizations{query}"), &headers, &body.to_string()).status
    };
    assert_eq!(post("a", "?dry=1&x=2", "gold"), 500);
    assert_eq!(post("b", "?dry=1", "gold"), 201);
    assert_eq!(post("a", "?dry=2", "gold"), 201);
    assert_eq!(post("a", "", "gold"), 201);
    assert_eq!(post("a", "?dry=1", "silver"), 201);
    assert_eq!(emulator.faults()[0].matched, 1);
}

#[test]
fn a_form_is_matched_by_its_texts() {
    let emulator = Emulator::new();
    emulator.inject(Fault::on("sso.profile_and_token").body(json!({"code": 7})).status(418)).unwrap();
    assert_eq!(exchange(&emulator, "7", SECRET).status, 418);
    assert_eq!(exchange(&emulator, "8", SECRET).status, 400);
}

#[test]
fn a_path_may_be_a_template_or_one_object() {
    let emulator = Emulator::new();
    emulator.inject(Fault::at(Method::GET, format!("/connections/{SAML}")).status(500)).unwrap();
    assert_eq!(call(&emulator, "GET", &format!("/connections/{SAML}")).status, 500);
    assert_eq!(call(&emulator, "GET", &format!("/connections/{OIDC}")).status, 200);
    emulator.inject(Fault::at(Method::GET, "/connections/{connection}").status(502)).unwrap();
    assert_eq!(call(&emulator, "GET", &format!("/connections/{OIDC}")).status, 502);
    assert_eq!(statuses(&emulator, 1), [200]);
}

#[test]
fn an_answer_has_the_headers_and_the_body_it_is_given() {
    let emulator = Emulator::new();
    let answer = FaultAnswer::new(429)
        .retry_after(RetryAfter::HttpDate(30))
        .header("x-ratelimit-limit", "600")
        .json(json!({"code": "slow_down", "message": "x"}));
    emulator.inject(Fault::on("connections.list").answer(answer)).unwrap();
    let answer = list(&emulator);
    assert_eq!(answer.error().1, "slow_down");
    assert_eq!(answer.headers["retry-after"], "Thu, 15 Jan 2026 12:00:30 GMT");
    assert_eq!(answer.headers["x-ratelimit-limit"], "600");
    assert_eq!(emulator.journal()[0].code.as_deref(), Some("slow_down"));

    emulator.clear_faults();
    let page = FaultAnswer::new(502).text("<h1>Bad gateway</h1>").header("content-type", "text/html");
    emulator.inject(Fault::everywhere().answer(page)).unwrap();
    let answer = list(&emulator);
    assert_eq!((answer.status, answer.text.as_str()), (502, "<h1>Bad gateway</h1>"));
    assert_eq!(answer.headers["content-type"], "text/html");
}

#[test]
fn faults_come_before_keys_and_limits_and_never_to_the_emulators_own_paths() {
    let emulator = Emulator::builder()
        .rate_limits(workos_emulator::RateLimits::per_key(1, Duration::from_secs(60)))
        .fault(Fault::everywhere().status(503).count(3))
        .build()
        .unwrap();
    assert_eq!(browse(&emulator, "/connections").status, 503);
    assert_eq!(statuses(&emulator, 4), [503, 503, 200, 429]);
    emulator.inject(Fault::everywhere().hang()).unwrap();
    assert_eq!(browse(&emulator, "/health").status, 200);
    assert_eq!(browse(&emulator, "/no/such/path").error().1, "connection_broken");
}

#[test]
fn the_first_effect_wins_and_latencies_add_up() {
    let emulator = Emulator::new();
    let second = Duration::from_secs(1);
    let slow = Fault::everywhere().latency(Latency::fixed(second));
    emulator.inject(slow.clone()).unwrap();
    emulator.inject(Fault::on("connections.list").status(503).count(1)).unwrap();
    emulator.inject(slow.status(500).count(1)).unwrap();
    let before = emulator.now();
    // The second of the effects waits until the first was applied for the last time.
    assert_eq!(statuses(&emulator, 3), [503, 500, 200]);
    assert_eq!(emulator.now().duration_since(before), 4 * second);
    assert_eq!(emulator.journal()[0].faults.len(), 2);
}

#[test]
fn a_body_can_be_malformed_or_claim_another_type_after_the_request_was_handled() {
    let emulator = Emulator::new();
    emulator.inject(Fault::on("organizations.create").malformed().count(1)).unwrap();
    let created = post_json(&emulator, "/organizations", &json!({"name": "Odd"}));
    assert_eq!(created.status, 201);
    assert!(serde_json::from_str::<Value>(&created.text).is_err(), "{}", created.text);
    assert_eq!(emulator.event_count("organization.created"), 1);

    emulator.inject(Fault::on("connections.list").content_type("text/html")).unwrap();
    let answer = list(&emulator);
    assert_eq!(answer.headers["content-type"], "text/html");
    assert!(answer.json()["data"].is_array());

    emulator.inject(Fault::on("connections.delete").malformed()).unwrap();
    assert_eq!(call(&emulator, "DELETE", &format!("/connections/{SAML}")).text, "{");
}

#[test]
fn a_code_a_token_and_a_link_can_expire_at_once() {
    let emulator = Emulator::new();
    let path = authorize("provider=GoogleOAuth");
    emulator.inject(Fault::on("sso.authorize").expire().count(1)).unwrap();
    let code = browse(&emulator, &path).code();
    assert_eq!(exchange(&emulator, &code, SECRET).error().1, "invalid_grant");

    emulator.inject(Fault::on("sso.profile_and_token").expire().count(1)).unwrap();
    let (first, other) = (browse(&emulator, &path).code(), browse(&emulator, &path).code());
    assert_eq!(exchange(&emulator, &first, SECRET).error().1, "invalid_grant");
    // Another code of the same time is as good as ever.
    let token = exchange(&emulator, &other, SECRET).json();
    assert_eq!(profile_status(&emulator, &token), 200);

    emulator.inject(Fault::on("sso.profile").expire().count(1)).unwrap();
    assert_eq!(profile_status(&emulator, &token), 401);
    assert_eq!(profile_status(&emulator, &token), 401);
    assert_eq!(profile_status(&emulator, &sign_in(&emulator, "provider=GoogleOAuth")), 200);

    emulator.inject(Fault::on("admin_portal.generate_link").expire()).unwrap();
    let body = json!({"organization": INITECH, "intent": "sso"});
    let link = post_json(&emulator, "/portal/generate_link", &body).json();
    let page = browse(&emulator, path_of(link["link"].as_str().unwrap()));
    assert!(page.status >= 400, "{}", page.text);
}

fn with_endpoint() -> Emulator {
    let emulator = Emulator::new();
    emulator
        .add_webhook_endpoint(NewWebhookEndpoint::new("https://app.test/hooks", ["user.created"]))
        .unwrap();
    emulator
}

/// The e-mail addresses of the users whose webhooks arrive now.
fn arrivals(emulator: &Emulator) -> Vec<String> {
    let mut arrived = Vec::new();
    emulator.deliver_webhooks(|request| {
        let body: Value = serde_json::from_slice(request.body()).unwrap();
        arrived.push(body["data"]["email"].as_str().unwrap().to_owned());
        Response::new(Bytes::new())
    });
    arrived
}

fn add_users<const N: usize>(emulator: &Emulator, users: [&str; N]) {
    for user in users {
        emulator.add_user(NewUser::new(user)).unwrap();
    }
}

#[test]
fn a_webhook_that_a_fault_loses_is_sent_again() {
    let emulator = with_endpoint();
    emulator.inject(Fault::on_webhook("user.created").webhook(WebhookFault::Fail).count(1)).unwrap();
    add_users(&emulator, ["a@a.com", "b@a.com"]);
    assert_eq!(arrivals(&emulator), [""; 0]);
    let attempt = emulator.deliveries()[0].attempts[0].clone();
    assert_eq!((attempt.status, attempt.answer.as_str()), (None, "A fault dropped this attempt."));
    emulator.advance(Duration::from_secs(5));
    assert_eq!(arrivals(&emulator), ["a@a.com", "b@a.com"]);
}

#[test]
fn webhooks_can_arrive_twice() {
    let emulator = with_endpoint();
    emulator.inject(Fault::on_webhook("*").webhook(WebhookFault::Duplicate).nth(2)).unwrap();
    add_users(&emulator, ["a@a.com", "b@a.com", "c@a.com"]);
    assert_eq!(arrivals(&emulator), ["a@a.com", "b@a.com", "b@a.com", "c@a.com"]);
    let delivery = &emulator.deliveries()[1];
    assert_eq!((delivery.state, delivery.attempts.len()), (DeliveryState::Delivered, 2));
    assert!(delivery.attempts.iter().all(|attempt| attempt.status == Some(StatusCode::OK)));
}

#[test]
fn webhooks_can_arrive_out_of_order() {
    let emulator = with_endpoint();
    let fault = || Fault::on_webhook("user.created").webhook(WebhookFault::OutOfOrder).count(1);
    emulator.inject(fault()).unwrap();
    add_users(&emulator, ["a@a.com", "b@a.com", "c@a.com"]);
    assert_eq!(arrivals(&emulator), ["b@a.com", "a@a.com", "c@a.com"]);

    // One that is alone waits for the next, and for a minute at most.
    emulator.inject(fault()).unwrap();
    add_users(&emulator, ["d@a.com"]);
    assert_eq!(arrivals(&emulator), [""; 0]);
    add_users(&emulator, ["e@a.com"]);
    assert_eq!(arrivals(&emulator), ["e@a.com", "d@a.com"]);
    emulator.inject(fault()).unwrap();
    add_users(&emulator, ["f@a.com"]);
    assert_eq!(arrivals(&emulator), [""; 0]);
    emulator.advance(Duration::from_secs(60));
    assert_eq!(arrivals(&emulator), ["f@a.com"]);
}

#[test]
fn a_seed_file_holds_faults_and_a_wrong_one_is_told_by_its_line() {
    let yaml = "\
faults:
  - operation: connections.list
    count: 1
    latency_ms: {fixed: 2000}
    effect:
      answer: {status: 429, retry_after: {seconds: 2}, json: {code: slow}}
  - {method: GET, path: '/connections/{id}', headers: {x-a: b}, effect: {reset: inside}}
  - {operation: sso.profile, nth: 2, effect: expire}
  - {event: user.created, probability: 0.5, effect: {webhook: out_of_order}}
  - {latency_ms: {uniform: {from: 10, to: 20}}}
";
    let emulator = Emulator::builder().fixture_yaml(yaml).build().unwrap();
    let answer = list(&emulator);
    assert_eq!((answer.status, answer.headers["retry-after"].to_str().unwrap()), (429, "2"));
    assert_eq!(list(&emulator).status, 200);
    let faults: Vec<_> = emulator.faults().into_iter().map(|active| active.fault).collect();
    assert_eq!(faults.len(), 5);
    // What is listed can be injected again.
    let text = serde_json::to_string(&faults).unwrap();
    assert_eq!(serde_json::from_str::<Vec<Fault>>(&text).unwrap(), faults);

    for (fault, word) in [
        ("{operation: connection.list, effect: hang}", "did you mean 'connections.list'?"),
        ("{effect: {answer: {status: 999}}}", "999"),
        ("{effect: {answer: {status: 500, heders: {}}}}", "heders"),
        ("{efect: hang}", "efect"),
        ("{effect: hangs}", "hangs"),
        ("{effect: {reset: sideways}}", "sideways"),
        ("{latency_ms: {uniform: {from: 1, too: 2}}}", "too"),
    ] {
        let yaml = format!("api_keys: [sk_test_default]\nfaults:\n  - {fault}\n");
        let error = Emulator::builder().fixture_yaml(&yaml).build().unwrap_err();
        assert!(error.to_string().contains(word), "{error}");
        assert_eq!(error.line(), Some(3), "{error}");
    }
}
