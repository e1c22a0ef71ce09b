//! The documents that the control API serves: its own description (OpenAPI 3.1), the schema of seed files, and the names
//! that faults can use.

use std::sync::OnceLock;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderValue, Response, StatusCode};
use serde_json::{Value, json};

use crate::control::request::Control;
use crate::events::names::webhook_events;
use crate::http::answer;
use crate::http::answer::Answer;
use crate::http::routes;

static YAML: &str = include_str!("openapi.yaml");
static SEED_SCHEMA: &str = include_str!("../../seed.schema.json");

/// `GET /_emulator/openapi.yaml`
pub(crate) fn yaml(_: &Control<'_>) -> Answer {
    let mut response = Response::new(Bytes::from_static(YAML.as_bytes()));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/yaml; charset=utf-8"));
    Ok(response)
}

/// `GET /_emulator/openapi.json`
pub(crate) fn json(_: &Control<'_>) -> Answer {
    Ok(answer::json(StatusCode::OK, parsed()))
}

/// `GET /_emulator/seed.schema.json`
pub(crate) fn seed_schema(_: &Control<'_>) -> Answer {
    let mut response = Response::new(Bytes::from_static(SEED_SCHEMA.as_bytes()));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json; charset=utf-8"));
    Ok(response)
}

/// `GET /_emulator/operations`
pub(crate) fn operations(_: &Control<'_>) -> Answer {
    let operations: Vec<_> = routes::operations()
        .map(|(name, method, path)| json!({"name": name, "method": method, "path": path}))
        .collect();
    Ok(answer::json(
        StatusCode::OK,
        &json!({"object": "operations", "data": operations, "events": webhook_events()}),
    ))
}

#[expect(clippy::expect_used, reason = "the document is compiled in, and a test reads it")]
fn parsed() -> &'static Value {
    static DOCUMENT: OnceLock<Value> = OnceLock::new();
    DOCUMENT.get_or_init(|| serde_saphyr::from_str(YAML).expect("the document is YAML"))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::control::ROUTES;

    #[test]
    fn the_document_has_every_route_and_no_other() {
        let documented: BTreeSet<_> = parsed()["paths"]
            .as_object()
            .unwrap()
            .iter()
            .flat_map(|(path, item)| {
                let methods = item.as_object().unwrap().keys().filter(|key| *key != "parameters");
                methods.map(move |method| (method.to_uppercase(), path.clone()))
            })
            .collect();
        let routes: BTreeSet<_> =
            ROUTES.iter().map(|route| (route.method.to_owned(), route.path.to_owned())).collect();
        assert_eq!(documented, routes);
    }

    /// Calls `visit` with every value of a document.
    fn walk<'a>(value: &'a Value, visit: &mut impl FnMut(&'a Value)) {
        visit(value);
        match value {
            Value::Object(fields) => fields.values().for_each(|value| walk(value, visit)),
            Value::Array(items) => items.iter().for_each(|value| walk(value, visit)),
            _ => {}
        }
    }

    #[test]
    fn every_reference_leads_somewhere_and_every_operation_is_described() {
        let document = parsed();
        assert_eq!(document["openapi"], "3.1.0");
        let mut references = 0;
        walk(document, &mut |value| {
            if let Some(reference) = value.get("$ref").and_then(Value::as_str) {
                references += 1;
                let pointer = reference.strip_prefix('#').unwrap();
                assert!(document.pointer(pointer).is_some(), "{reference}");
            }
        });
        assert!(references > 10);
        let mut ids = BTreeSet::new();
        for route in ROUTES {
            let operation = &document["paths"][route.path][route.method.to_lowercase()];
            let id = operation["operationId"].as_str().unwrap();
            assert!(ids.insert(id), "{id} is there twice");
            assert!(operation["summary"].is_string(), "{id}");
            let responses = operation["responses"].as_object().unwrap();
            assert!(responses.keys().any(|status| status.starts_with('2')), "{id}");
        }
    }
}
