//! J and P: bodies and pages that violate the contract.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};
use workos_client::{Call, Client, Error, Items, Page, Pages};
use workos_sso::{Connection, Connections};
use workos_transport::TransportErrorKind as Kind;

use super::script::{Action, Answer, json as answer, status};
use super::server::FaultServer;
use super::{LIST, Wire, cause, client, client_over, figures, over_both, read, run};

over_both! {
    j2_an_html_body_is_reported_with_status_content_type_and_its_start,
    j13_gzip_is_requested_and_decoded_within_the_limit,
    j13_an_encoding_that_was_not_requested_is_named_in_the_error,
    p1_a_cursor_that_repeats_ends_the_list_with_an_error,
    p2_an_empty_cursor_is_the_end,
    p3_a_page_that_fails_once_loses_and_duplicates_nothing,
}

fn connection() -> Value {
    serde_json::to_value(Connection::example()).unwrap()
}

fn page_of(items: &[Value]) -> Value {
    json!({"object": "list", "data": items, "list_metadata": {"before": null, "after": null}})
}

/// Lists connections from a server that responds with this body.
async fn list(body: impl Into<bytes::Bytes>) -> Result<Page<Connection>, Error> {
    let reply = Answer::new(200, body).header("content-type", "application/json");
    let server = FaultServer::start(Wire::Http1, [reply.header("x-request-id", "req_1").into()]).await;
    Connections::new(&client(&server, Wire::Http1)).list().send().await
}

/// Returns the error text for a body. Checks that the error names operation, status and request id.
async fn refused(body: impl Into<bytes::Bytes>) -> String {
    let error = list(body).await.unwrap_err();
    assert!(matches!(error, Error::Decode(_)), "{error:?}");
    assert_eq!((error.operation(), error.request_id()), (Some("connections.list"), Some("req_1")));
    assert_eq!(error.status(), Some(200));
    error.to_string()
}

async fn j2_an_html_body_is_reported_with_status_content_type_and_its_start(wire: Wire) {
    let html =
        Answer::new(200, "<html><title>Sign in to the proxy</title>").header("content-type", "text/html");
    let server = FaultServer::start(wire, [html.header("x-request-id", "req_7").into()]).await;
    let text = read(&client(&server, wire)).await.unwrap_err().to_string();
    for part in ["things.get", "200", "text/html", "<html><title>Sign in", "req_7"] {
        assert!(text.contains(part), "{text}");
    }
}

#[test]
fn j3_an_empty_body_is_named() {
    run(async { assert!(refused("").await.contains("empty")) });
}

#[test]
fn j4_an_unknown_value_of_an_enum_decodes() {
    run(async {
        let mut item = connection();
        item["connection_type"] = "FutureOIDC".into();
        let page = list(page_of(&[item]).to_string()).await.unwrap();
        assert_eq!(page.data[0].connection_type.as_str(), "FutureOIDC");
    });
}

#[test]
fn j5_an_unknown_field_decodes() {
    run(async {
        let mut item = connection();
        item["galaxy"] = json!({"arm": [3]});
        assert_eq!(list(page_of(&[item]).to_string()).await.unwrap().data.len(), 1);
    });
}

#[test]
fn j6_an_item_without_a_deprecated_field_decodes() {
    run(async {
        let mut item = connection();
        item.as_object_mut().unwrap().remove("status");
        assert_eq!(list(page_of(&[connection(), item]).to_string()).await.unwrap().data.len(), 2);
    });
}

#[test]
fn j7_a_null_in_one_item_is_named_by_its_path() {
    run(async {
        let mut item = connection();
        item["id"] = Value::Null;
        let text = refused(page_of(&[connection(), item]).to_string()).await;
        assert!(text.contains("`data[1].id`"), "{text}");
    });
}

#[test]
fn j8_a_page_without_metadata_is_the_last() {
    run(async {
        let body = json!({"object": "list", "data": [connection()]});
        assert_eq!(list(body.to_string()).await.unwrap().after(), None);
    });
}

#[test]
fn j9_a_number_instead_of_a_string_is_named_by_its_path() {
    run(async {
        let mut item = connection();
        item["id"] = 7.into();
        let text = refused(page_of(&[item]).to_string()).await;
        assert!(text.contains("`data[0].id`") && text.contains("integer"), "{text}");
    });
}

#[test]
fn j10_a_duplicate_key_is_a_typed_error() {
    run(async {
        let text = refused(r#"{"data":[],"data":[],"list_metadata":{}}"#).await;
        assert!(text.contains("duplicate field `data`"), "{text}");
    });
}

#[test]
fn j11_invalid_utf8_is_an_error() {
    run(async {
        refused(b"{\"data\":[{\"id\":\"\xff\xfe\"}]}".as_slice()).await;
        refused(b"\xff\xfe\x00".as_slice()).await;
    });
}

#[test]
fn j12_endless_nesting_is_an_error_and_not_a_stack_overflow() {
    run(async {
        refused("[".repeat(100_000)).await;
        refused(format!("{{\"data\":{}", "[".repeat(100_000))).await;
        refused(format!("{{\"unknown\":{}", "{\"a\":".repeat(100_000))).await;
    });
}

async fn j13_gzip_is_requested_and_decoded_within_the_limit(wire: Wire) {
    let items: Vec<_> = (0..100).map(|_| connection()).collect();
    let plain = page_of(&items).to_string();
    let compressed = gzip(plain.as_bytes());
    let reply = Answer::new(200, compressed.clone()).header("content-encoding", "gzip").chunked();
    let bomb = Answer::new(200, gzip(&vec![b' '; 64 * 1024 * 1024])).header("content-encoding", "gzip");
    let cut =
        Answer::new(200, compressed[..compressed.len() / 2].to_vec()).header("content-encoding", "gzip");
    let server = FaultServer::start(wire, [reply.into(), bomb.into(), cut.into()]).await;
    let client = client(&server, wire);

    let answer = Connections::new(&client).list().limit(100).send_with_meta().await.unwrap();
    assert_eq!(answer.value.data.len(), 100);
    assert!(!answer.meta.headers().contains_key("content-encoding"));
    assert_eq!(server.seen()[0].headers["accept-encoding"], "gzip");
    figures::note(
        "J13",
        "bytes of a page of 100, uncompressed and compressed",
        format!("{} {}", plain.len(), compressed.len()),
    );

    let error = read(&client).await.unwrap_err();
    assert_eq!(cause(&error).0, Kind::TooLarge, "{error}");
    let error = read(&client).await.unwrap_err();
    assert!(cause(&error).1.contains("gzip"), "{error}");
}

async fn j13_an_encoding_that_was_not_requested_is_named_in_the_error(wire: Wire) {
    let server =
        FaultServer::start(wire, [Answer::new(200, "?").header("content-encoding", "br").into()]).await;
    let error = read(&client(&server, wire)).await.unwrap_err();
    assert_eq!((cause(&error).0, error.status()), (Kind::Protocol, Some(200)));
    assert!(error.to_string().contains("`br`"), "{error}");
}

pub(super) fn gzip(plain: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(plain).unwrap();
    encoder.finish().unwrap()
}

fn page(ids: std::ops::Range<u32>, after: &Value) -> Action {
    let data: Vec<_> = ids.map(|id| json!({ "id": id })).collect();
    answer(200, &json!({"object": "list", "data": data, "list_metadata": {"after": after}})).into()
}

fn things(client: &Client) -> Call<Page<Value>> {
    Call::new(client, &LIST)
}

async fn p1_a_cursor_that_repeats_ends_the_list_with_an_error(wire: Wire) {
    let server = FaultServer::start(wire, (0..9).map(|_| page(0..2, &"same".into()))).await;
    let mut pages = Pages::new(things(&client(&server, wire)));
    pages.try_next().await.unwrap().unwrap();
    let error = pages.try_next().await.unwrap_err();
    assert!(matches!(&error, Error::Cursor(cursor) if cursor.cursor() == "same"), "{error:?}");
    assert!(pages.try_next().await.unwrap().is_none());
    assert_eq!(server.seen().len(), 2);
}

async fn p2_an_empty_cursor_is_the_end(wire: Wire) {
    for end in [json!(""), Value::Null] {
        let server = FaultServer::start(wire, [page(0..2, &end)]).await;
        let mut items = Items::new(things(&client(&server, wire)));
        while items.try_next().await.unwrap().is_some() {}
        assert_eq!(server.seen().len(), 1, "{end}");
    }
}

async fn p3_a_page_that_fails_once_loses_and_duplicates_nothing(wire: Wire) {
    let script = [
        page(0..2, &"a".into()),
        status(503).into(),
        page(2..4, &"b".into()),
        super::script::Ending::Rst.into(),
        page(4..5, &Value::Null),
    ];
    let server = FaultServer::start(wire, script).await;
    let transport = wire.transport().build().unwrap();
    let mut items = Items::new(things(&client_over(&server, transport).build().unwrap()));
    let mut seen = Vec::new();
    while let Some(item) = items.try_next().await.unwrap() {
        seen.push(item["id"].as_u64().unwrap());
    }
    assert_eq!(seen, [0, 1, 2, 3, 4]);
    // The retry requests the same page.
    let targets: Vec<_> = server.seen().iter().map(|seen| seen.target.clone()).collect();
    assert_eq!((&targets[1], &targets[3]), (&targets[2], &targets[4]));
}
