use super::*;
use proptest::prelude::*;

fn decode(status: u16, body: &str) -> ApiError {
    ApiError::decode("connections.get", status, body.as_bytes())
}

#[test]
fn a_secret_that_is_cut_at_the_end_of_a_long_page_is_masked() {
    let secret = Secret::from("canary-0123456789");
    for before in LONGEST_MESSAGE - 20..LONGEST_MESSAGE + 2 {
        let page = format!("{} {} and more", " ".repeat(before), secret.expose());
        let error = ApiError::decode("things.get", 502, page.as_bytes()).without([&secret]);
        assert!(!error.message().unwrap_or_default().contains("canary-0"), "{before}: {error:?}");
    }
}

#[test]
fn an_unknown_outcome_is_displayed_and_its_hint_replaces_the_advice_to_retry() {
    let error = decode(503, "{}").with_unknown_outcome("Read the object.").with_hints(&[]);
    assert_eq!(
        error.to_string(),
        "connections.get failed with status 503; whether the server acted is unknown"
    );
    assert_eq!(error.hint(), Some("Read the object."));
    assert!(decode(503, "{}").with_hints(&[]).hint().unwrap().contains("backoff"));
}

#[test]
fn debug_is_a_report_on_a_few_lines() {
    let error = decode(404, r#"{"code":"entity_not_found","message":"Not here","token":"canary"}"#)
        .with_request_id(Some("req_1".into()))
        .with_hints(&[]);
    assert_eq!(
        format!("{error:?}"),
        "connections.get failed with status 404 entity_not_found: Not here\n  request id: req_1\n  hint: Check the id, \
         and that it belongs to the environment of this API key."
    );
    assert_eq!(format!("{error:?}"), format!("{error:#?}"));
}

#[test]
fn exactly_the_transient_statuses_and_429_are_retryable_and_have_a_hint_to_retry() {
    for status in 300..600 {
        let error = decode(status, "{}").with_hints(&[]);
        let advised = error.hint().is_some_and(|hint| hint.contains("etry"));
        assert_eq!(error.is_retryable(), advised, "{status}: {:?}", error.hint());
        assert_eq!(error.is_retryable(), status == 429 || is_transient(status), "{status}");
    }
}

#[test]
fn a_body_that_the_api_did_not_write_gets_a_hint_about_the_base_url() {
    let hints = [Hint::new(404, None, "Verify the id.")];
    let hint = |status, body| decode(status, body).with_hints(&hints).hint();
    assert!(hint(404, "<html>Not Found</html>").unwrap().contains("base URL"));
    assert_eq!(hint(404, r#"{"message":"No such connection"}"#), Some("Verify the id."));
    assert_eq!(hint(404, ""), Some("Verify the id."));
    assert!(hint(502, "<html>").unwrap().contains("backoff"));
}

#[test]
fn a_hostile_body_leaves_a_short_text() {
    let code = "x".repeat(10_000);
    let errors = vec![r#"{"code":"e","message":"m"}"#; 5_000].join(",");
    let error = decode(422, &format!(r#"{{"code":"{code}\u001b[31m","errors":[{errors}]}}"#));
    assert_eq!((error.code(), error.errors().len()), (None, 100));
    assert!(error.to_string().len() < 1_000 && format!("{error:?}").len() < 2_000);
    assert!(error.to_string().ends_with("; and 4990 more"), "{error}");
    let error = decode(422, r#"{"code":"two words","errors":{"name":"is odd"}}"#);
    assert!(error.code().is_none());
    assert_eq!(error.to_string(), "connections.get failed with status 422; name: is odd");
}

#[test]
fn field_errors_of_every_shape_are_kept() {
    let body = r#"{"message":"m","errors":["plain",{"code":"required","field":"name"},
        {"instancePath":"/targets/0"},{"property":"origin","constraints":{"isUrl":"must be a URL"}}]}"#;
    let shown: Vec<_> = decode(422, body).errors().iter().map(ToString::to_string).collect();
    assert_eq!(shown, ["plain", "name: required", "/targets/0", "origin: must be a URL"]);
}

#[test]
fn the_hint_of_the_operation_wins_over_the_general_one() {
    let hints = [Hint::new(404, Some("connection_not_found"), "special"), Hint::new(409, None, "deactivate")];
    let hint = |status, body| decode(status, body).with_hints(&hints).hint();
    assert_eq!(hint(404, r#"{"code":"connection_not_found"}"#), Some("special"));
    assert_eq!(hint(409, "{}"), Some("deactivate"));
    assert!(hint(404, "{}").unwrap().starts_with("Check the id"));
    assert_eq!(hint(418, "{}"), None);
}

#[test]
fn keys_and_tokens_are_masked_in_display_and_debug() {
    let token = format!("eyJ{}", "a".repeat(80));
    let body = format!(
        r#"{{"message":"bad key sk_test_canary and {token} for conn_01E4ZCR3C56J083X43JQXF3JK5",
            "pending_authentication_token":"canary"}}"#
    );
    let error = decode(401, &body);
    for shown in [format!("{error}"), format!("{error:?}")] {
        assert!(!shown.contains("canary") && !shown.contains("aaaa"), "{shown}");
        assert!(shown.contains("conn_01E4ZCR3C56J083X43JQXF3JK5"), "{shown}");
    }
    assert_eq!(error.extra_secret("pending_authentication_token").unwrap().expose(), "canary");
}

#[test]
fn a_field_error_that_the_message_repeats_is_not_printed() {
    let body = r#"{"message":"limit must be small","errors":[{"field":"limit","message":"limit must be small"},
        {"field":"order","message":"unknown"}]}"#;
    let error = decode(422, body);
    assert_eq!(error.errors().len(), 2);
    assert_eq!(
        error.to_string(),
        "connections.get failed with status 422: limit must be small; order: unknown"
    );
}

#[test]
fn a_secret_of_the_request_is_masked_where_the_server_repeats_it() {
    let body = r#"{"error":"invalid_grant","error_description":"The code '01HQRS5FJMJX' was used"}"#;
    let error = decode(400, body).without(&[Secret::from("01HQRS5FJMJX"), Secret::from("was")]);
    assert_eq!(error.message(), Some("The code '***' was used"));
}

#[test]
fn a_message_names_operation_status_code_and_request() {
    let error = decode(404, r#"{"code":"entity_not_found","message":"Not here"}"#)
        .with_request_id(Some("req_1".into()));
    assert_eq!(
        error.to_string(),
        "connections.get failed with status 404 entity_not_found: Not here (request req_1)"
    );
}

proptest! {
    #[test]
    fn any_bytes_decode_and_print(status in 300u16..600, body in prop::collection::vec(any::<u8>(), 0..300)) {
        let error = ApiError::decode("x", status, &body).with_hints(&[]);
        prop_assert!(error.to_string().contains(&status.to_string()));
    }

}
