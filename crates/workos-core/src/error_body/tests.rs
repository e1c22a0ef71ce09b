use super::*;

#[test]
fn every_documented_body_shape_decodes() {
    let long = "x".repeat(600);
    let html = "<html><h1>Bad Gateway</h1></html>";
    // (body, code, message): the shapes E0 to E8 of the API, and bodies of proxies.
    let cases = [
        (r#"{"message":"Gone"}"#, None, Some("Gone")),
        (r#"{"code":"bad_request","message":"No"}"#, Some("bad_request"), Some("No")),
        (r#"{"code":"x","message":"No","role_slug":"admin"}"#, Some("x"), Some("No")),
        (r#"{"error":"invalid_grant","error_description":"Used"}"#, Some("invalid_grant"), Some("Used")),
        (
            r#"{"error":"sso_required","error_description":"d","connection_ids":["c"]}"#,
            Some("sso_required"),
            Some("d"),
        ),
        (r#"{"message":"Invalid","errors":[{"code":"required","field":"events"}]}"#, None, Some("Invalid")),
        (r#"{"code":"c","message":"m","errors":[{"code":"x","message":"y"}]}"#, Some("c"), Some("m")),
        (r#"{"message":["a","b"],"error":"Bad Request"}"#, None, Some("a; b")),
        (r#"{"message":"m","error":"unauthorized"}"#, Some("unauthorized"), Some("m")),
        (r#"{"error":"Unauthorized"}"#, Some("Unauthorized"), None),
        (r#"{"error":"Something went wrong"}"#, None, Some("Something went wrong")),
        (r#""Ratelimited""#, None, Some("Ratelimited")),
        (html, None, Some(html)),
        ("", None, None),
        ("  \n", None, None),
        ("[1]", None, Some("[1]")),
        ("null", None, Some("null")),
    ];
    for (body, code, message) in cases {
        let error = ErrorBody::read(body.as_bytes());
        assert_eq!((error.code.as_deref(), error.message.as_deref()), (code, message), "{body}");
    }
    let message = ErrorBody::read(long.as_bytes()).message.unwrap();
    assert!(message.len() <= LONGEST_MESSAGE);
}

#[test]
fn code_message_and_fields_are_read_from_a_body_of_any_size() {
    let zeros = vec!["0"; 200_000].join(",");
    let pad = "x".repeat(1_000_000);
    let deep = format!("{}{}", "{\"a\":".repeat(50_000) + "1", "}".repeat(50_000));
    for hostile in [
        format!(r#""errors":[{zeros}]"#),
        format!(r#""x":[{zeros}]"#),
        format!(r#""x":"{pad}","{pad}":1"#),
        format!(r#""errors":[{{"code":"{pad}","{pad}":[{zeros}]}}]"#),
        (0..50_000).map(|i| format!(r#""k{i}":{{"a":0}}"#)).collect::<Vec<_>>().join(","),
        vec![r#""code":"old""#; 100_000].join(","),
    ] {
        let body = format!(r#"{{"token":"t",{hostile},"code":"x","message":"No","error":"{pad}"}}"#);
        let error = ErrorBody::read(body.as_bytes());
        assert_eq!((error.code.as_deref(), error.message.as_deref()), (Some("x"), Some("No")));
        assert_eq!(error.extra["token"], "t");
        assert!(error.extra.len() <= FURTHER.values && error.errors.len() <= MOST_ERRORS);
        assert!(serde_json::to_string(&error.extra).unwrap().len() <= 2 * FURTHER.bytes);
    }
    let error = ErrorBody::read(format!(r#"{{"errors":[{zeros}]}}"#).as_bytes());
    assert_eq!(error.errors.len() + error.further_errors, 200_000);
    let error = ErrorBody::read(format!(r#"{{"message":"{pad}","x":{deep}}}"#).as_bytes());
    assert!(error.message.unwrap().len() <= LONGEST_KEPT_MESSAGE);
}

#[test]
fn an_oversized_field_is_dropped_and_the_other_fields_are_kept() {
    let long = "t".repeat(FURTHER.bytes);
    let body = format!(r#"{{"a":"{long}","b":"kept","message":{{"c":1}},"errors":{{"name":"odd"}}}}"#);
    let error = ErrorBody::read(body.as_bytes());
    assert_eq!(Value::from(error.extra), serde_json::json!({"b": "kept", "message": {"c": 1}}));
    assert_eq!(error.errors[0].to_string(), "name: odd");
}

#[test]
fn the_shapes_of_gateways_and_frameworks_keep_code_and_message() {
    for (body, code, message) in [
        (r#"{"error":{"message":"No","code":"denied"}}"#, Some("denied"), Some("No")),
        (
            r#"{"error":{"code":401,"message":"No","status":"UNAUTHENTICATED"}}"#,
            Some("UNAUTHENTICATED"),
            Some("No"),
        ),
        (r#"{"message":"outer","error":{"message":"inner"}}"#, None, Some("inner")),
        (
            r#"{"error":{"error":"invalid_grant","error_description":"Used"}}"#,
            Some("invalid_grant"),
            Some("Used"),
        ),
        (r#"{"errors":"It is odd"}"#, None, Some("It is odd")),
        (r#"{"message":"m","errors":"It is odd"}"#, None, Some("m")),
        (r#"{"title":"Forbidden","detail":"No access","status":403}"#, None, Some("Forbidden: No access")),
        (r#"{"detail":"Not found."}"#, None, Some("Not found.")),
        (r#"{"title":"Not Found"}"#, None, Some("Not Found")),
        ("\u{feff}{\"message\":\"m\",\"code\":\"c\"}", Some("c"), Some("m")),
        ("\u{feff}", None, None),
    ] {
        let error = ErrorBody::read(body.as_bytes());
        assert_eq!((error.code.as_deref(), error.message.as_deref()), (code, message), "{body}");
    }
}

#[test]
fn the_errors_of_fields_are_kept_in_every_shape() {
    for (body, expected) in [
        (
            r#"{"errors":{"name":["is odd","is long"],"url":"is no URL"}}"#,
            "name: is odd|name: is long|url: is no URL",
        ),
        (r#"{"error":{"errors":[{"reason":"x","message":"m"}]}}"#, "m"),
        (r#"{"errors":[{"detail":"d","source":{"pointer":"/data/name"}}]}"#, "/data/name: d"),
        (r#"{"errors":[{"code":1003,"message":"Invalid"}]}"#, "1003: Invalid"),
        (r#"{"errors":[{"title":"t"},["a"]]}"#, "t|[\"a\"]"),
        (
            r#"{"detail":[{"loc":["body","name"],"msg":"field required","type":"missing"}]}"#,
            "body.name: field required",
        ),
    ] {
        let errors = ErrorBody::read(body.as_bytes()).errors;
        let errors: Vec<_> = errors.iter().map(ToString::to_string).collect();
        assert_eq!(errors.join("|"), expected, "{body}");
    }
}

#[test]
fn a_body_that_another_server_wrote_is_recognized() {
    for (body, foreign) in [
        ("<html>", true),
        ("error code: 521", true),
        ("{}", false),
        ("\"text\"", false),
        ("", false),
        ("[1]", false),
    ] {
        assert_eq!(ErrorBody::read(body.as_bytes()).foreign, foreign, "{body}");
    }
}

#[test]
fn the_remaining_fields_of_a_nested_error_are_kept() {
    let read = ErrorBody::read(br#"{"error":{"message":"m","pending":"p"},"other":1}"#);
    assert_eq!(Value::Object(read.extra).to_string(), r#"{"error":{"pending":"p"},"other":1}"#);
    assert!(ErrorBody::read(br#"{"error":{"message":"m"}}"#).extra.is_empty());
}
