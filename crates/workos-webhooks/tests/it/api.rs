//! API calls against a scripted server: requests, responses and errors.

use futures_executor::block_on;
use serde_json::{Value, json};
use workos_client::{Client, Order, Retry};
use workos_transport_mock::{RecordedRequest, Reply, Script};
use workos_webhooks::{EventData, EventName, Events, Timestamp, WebhookEndpointStatus, WebhookEndpoints};

#[test]
fn endpoints_are_created_listed_changed_and_deleted() {
    let endpoint = json!({"object": "webhook_endpoint", "id": "we_1", "endpoint_url": "https://example.com/hooks",
        "secret": "whsec_canary", "status": "enabled", "events": ["user.created", "moon.landed"],
        "created_at": "2026-01-15T12:00:00.000Z", "updated_at": "2026-01-15T12:00:00.000Z"});
    let mut without_secret = endpoint.clone();
    without_secret.as_object_mut().unwrap().remove("secret");
    without_secret["status"] = json!("disabled");
    let script = Script::new()
        .reply(Reply::json(201, endpoint.clone()))
        .reply(Reply::json(200, page(&[endpoint], None)))
        .reply(Reply::json(200, without_secret))
        .reply(Reply::status(204));
    let endpoints = WebhookEndpoints::new(&client(&script));

    let created = endpoints.create("https://example.com/hooks", [EventName::UserCreated]);
    let created = block_on(created.send()).unwrap();
    assert_eq!(created.secret.as_ref().map(|secret| secret.expose()), Some("whsec_canary"));
    assert!(!format!("{created:?}").contains("canary"));
    assert_eq!(created.events[1].as_str(), "moon.landed");

    assert_eq!(block_on(endpoints.list().limit(1).send()).unwrap().data.len(), 1);
    let update = endpoints.update(&created.id).status(WebhookEndpointStatus::Disabled);
    let updated = block_on(update.send()).unwrap();
    assert_eq!((updated.status, updated.secret.is_none()), (WebhookEndpointStatus::Disabled, true));
    block_on(endpoints.delete(&created.id).send()).unwrap();

    let lines: Vec<_> = script.requests().iter().map(wire).collect();
    assert_eq!(
        lines,
        [
            r#"POST /webhook_endpoints {"endpoint_url":"https://example.com/hooks","events":["user.created"]}"#,
            "GET /webhook_endpoints?limit=1",
            r#"PATCH /webhook_endpoints/we_1 {"status":"disabled"}"#,
            "DELETE /webhook_endpoints/we_1",
        ]
    );
}

#[test]
fn a_refused_url_and_a_refused_event_name_say_what_to_do() {
    for (body, hint) in [
        (json!({"code": "invalid_url", "message": "no"}), "HTTPS"),
        (
            json!({"code": "invalid_request_parameters", "message": "Validation failed.",
                "errors": [{"code": "unknown_event_type", "message": "moon.landed"}]}),
            "event names",
        ),
    ] {
        let script = Script::new().reply(Reply::json(422, body).header("x-request-id", "req_1"));
        let endpoints = WebhookEndpoints::new(&client(&script));
        let error = block_on(endpoints.create("http://example.com", ["moon.landed"]).send()).unwrap_err();
        assert!(error.is_invalid_request());
        assert!(error.hint().is_some_and(|text| text.contains(hint)), "{error:?}");
        assert_eq!(
            (error.operation(), error.request_id()),
            (Some("webhook_endpoints.create"), Some("req_1"))
        );
    }
}

#[test]
fn events_are_listed_by_name_range_and_organization() {
    let script = Script::new().reply(Reply::json(200, page(&[], None)));
    let start: Timestamp = "2026-01-01T00:00:00Z".parse().unwrap();
    let end: Timestamp = "2026-01-02T00:00:00Z".parse().unwrap();
    let list = Events::new(&client(&script))
        .list([EventName::ConnectionActivated, EventName::from("moon.landed")])
        .range_start(start)
        .range_end(end)
        .organization_id("org_1")
        .order(Order::Asc);
    assert!(block_on(list.send()).unwrap().data.is_empty());
    assert_eq!(
        wire(&script.requests()[0]),
        "GET /events?events=connection.activated,moon.landed&range_start=2026-01-01T00%3A00%3A00.000Z\
         &range_end=2026-01-02T00%3A00%3A00.000Z&organization_id=org_1&order=asc"
    );
}

#[test]
fn a_feed_is_read_to_its_end_and_resumes_after_the_last_event() {
    let event = |number: u32| {
        json!({"object": "event", "id": format!("event_{number}"), "event": "group.member_added",
            "data": {"group_id": "group_1", "organization_membership_id": "om_1"},
            "created_at": "2026-01-15T12:00:00.000Z"})
    };
    let script = Script::new()
        .reply(Reply::json(200, page(&[event(1), event(2)], Some("event_2"))))
        .reply(Reply::json(200, page(&[event(3)], None)))
        .reply(Reply::json(200, page(&[], None)));
    let events = Events::new(&client(&script));
    let names = [EventName::GroupMemberAdded];

    let mut feed = events.list(names.clone()).order(Order::Asc).items();
    let mut last = None;
    while let Some(event) = block_on(feed.try_next()).unwrap() {
        assert!(matches!(event.data, EventData::GroupMemberAdded(_)));
        last = Some(event.id);
    }
    let last = last.unwrap();
    assert_eq!(last, "event_3");
    let mut rest = events.list(names).order(Order::Asc).after(last.as_str()).items();
    assert!(block_on(rest.try_next()).unwrap().is_none());
    let queries: Vec<_> = script.requests().iter().map(wire).collect();
    assert!(queries[1].ends_with("&after=event_2") && queries[2].contains("after=event_3"), "{queries:?}");
}

#[test]
fn a_list_of_events_without_names_is_refused_by_the_server_with_a_hint() {
    let body = json!({"message": "Validation failed.", "errors": [{"code": "required", "field": "events"}]});
    let script = Script::new().reply(Reply::json(422, body));
    let error = block_on(Events::new(&client(&script)).list([EventName::UserCreated; 0]).send()).unwrap_err();
    assert!(error.hint().is_some_and(|hint| hint.contains("the event names: at least one")));
}

fn client(script: &Script) -> Client {
    Client::builder()
        .api_key("sk_test_canary")
        .transport(script.clone())
        .retry(Retry::none())
        .build()
        .unwrap()
}

fn page(data: &[Value], after: Option<&str>) -> Value {
    json!({"object": "list", "data": data, "list_metadata": {"before": null, "after": after}})
}

/// Returns the method, path with query, and body of a request.
fn wire(request: &RecordedRequest) -> String {
    let body = String::from_utf8_lossy(request.body()).into_owned();
    format!("{} {} {body}", request.method(), request.uri().path_and_query().unwrap()).trim_end().to_owned()
}
