//! Cassettes contain no secret that a contract marks, in whatever form the secret is sent.

use bytes::Bytes;
use http::Method;
use serde_json::{Value, json};
use workos_client::Operation;
use workos_transport::{Request, Transport};
use workos_transport_mock::{Reply, Script};
use workos_transport_record::Recorder;

use crate::test_env::run;

/// Returns the id and the secret fields of every operation that has secret fields, read from the rendered code.
fn operations() -> Vec<(String, Vec<String>)> {
    let crates = concat!(env!("CARGO_MANIFEST_DIR"), "/../crates");
    let mut found = Vec::new();
    for entry in std::fs::read_dir(crates).unwrap() {
        let file = entry.unwrap().path().join("src/generated/operations.rs");
        let Ok(source) = std::fs::read_to_string(file) else { continue };
        for rest in source.split("Operation::new(").skip(1) {
            let statement = rest.split(";\n").next().unwrap();
            let Some((head, fields)) = statement.split_once(".with_secret_fields(&[") else { continue };
            let quoted = |text: &str| -> Vec<String> {
                text.split('"').skip(1).step_by(2).map(str::to_owned).collect()
            };
            let fields = quoted(fields.split(']').next().unwrap());
            found.push((quoted(head)[0].clone(), fields));
        }
    }
    found
}

/// Secrets in various forms. Each contains the word `canary`.
const FORMS: [&str; 7] = [
    "canaryinsmallletters",
    "canary_like_an_error_code",
    "CANARY.canary-0",
    "-----BEGIN PRIVATE KEY-----\nMIIcanary+\n/canary==\n-----END PRIVATE KEY-----\n",
    "https://user:canary@canary.example/canary?canary=canary#canary",
    "canary words, separated",
    "{\"canary\":\"canary\"}",
];

/// Records two exchanges, with this body as JSON and this form, and returns the text of the cassette.
async fn recorded(operation: &'static Operation, body: &Value, form: &str) -> String {
    let script = Script::new().replies([Reply::json(200, body.clone()), Reply::json(422, body.clone())]);
    let recorder = Recorder::in_memory(script);
    let bodies =
        [(body.to_string(), "application/json"), (form.to_owned(), "application/x-www-form-urlencoded")];
    for (body, content_type) in bodies {
        let http = http::Request::post(format!("https://api.workos.com/things?{form}"))
            .header("content-type", content_type)
            .body(Bytes::from(body))
            .unwrap();
        recorder.send(Request::new(operation, http)).await.unwrap();
    }
    recorder.cassette().to_string()
}

fn operation(id: &str, fields: &[String]) -> &'static Operation {
    let id = Box::leak(id.to_owned().into_boxed_str());
    let fields: Vec<&'static str> =
        fields.iter().map(|field| &*Box::leak(field.clone().into_boxed_str())).collect();
    let operation =
        Operation::new(id, Method::POST, "/things").with_secret_fields(Box::leak(fields.into_boxed_slice()));
    Box::leak(Box::new(operation))
}

#[test]
fn fields_that_a_contract_marks_secret_are_masked_in_every_form() {
    run(async {
        let operations = operations();
        assert!(operations.len() > 20, "only {} operations were found", operations.len());
        for (id, fields) in operations {
            let operation = operation(&id, &fields);
            for field in &fields {
                for secret in FORMS {
                    let body = json!({
                        field: secret, "id": "thing_1", "deep": [{field: secret}], "list": {field: [secret, secret]},
                    });
                    let form =
                        form_urlencoded::Serializer::new(String::new()).append_pair(field, secret).finish();
                    let cassette = recorded(operation, &body, &form).await;
                    assert!(cassette.contains("thing_1") && cassette.contains("masked-"), "{cassette}");
                    assert!(!cassette.to_lowercase().contains("canary"), "{id} {field}: {cassette}");
                }
            }
        }
    });
}

#[test]
fn keys_and_credentials_are_masked_in_fields_that_no_contract_marks() {
    run(async {
        let operation = operation("things.create", &[]);
        for secret in [
            "before -----BEGIN RSA PRIVATE KEY-----\ncanary/canary\n-----END RSA PRIVATE KEY----- after",
            "-----BEGIN EC PRIVATE KEY-----\ncanary, cut",
            "see https://user:canary@localhost:3000/path",
            "http://svc:pa#canary@proxy:3128",
            "Bearer sk_live_canary",
            "canaryMIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJ/TUt9+Us8cKjcanary==",
        ] {
            let body = json!({"description": secret, "list": [secret], secret: "a key"});
            let form = form_urlencoded::Serializer::new(String::new()).append_pair("note", secret).finish();
            let cassette = recorded(operation, &body, &form).await;
            assert!(!cassette.contains("canary"), "{secret}: {cassette}");
        }
    });
}
