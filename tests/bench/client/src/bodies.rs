//! Bodies of responses and webhooks. The server and all programs use the same ones.

use std::ops::Range;

/// The signing secret of the webhooks.
pub const SECRET: &str = "whsec_0FWAiVGkEfGBqqsJH4aNAGBJ4";

/// An event of about 600 bytes.
pub const EVENT: &str = r#"{"object":"event","id":"event_01HRZKPQ5JHBZ9MRHXVJ7YVN5D","event":"connection.activated","data":{"object":"connection","id":"conn_01E4ZCR3C56J083X43JQXF3JK5","organization_id":"org_01EHWNCE74X7JSDV0X3SZ3KJNY","connection_type":"OktaSAML","name":"Acme Corp","state":"active","status":"linked","external_key":"01E4ZCR3C56J083X43JQXF3JK5","domains":[{"object":"connection_domain","id":"conn_domain_01EHWNFTAFCF3CQAE5A9Q0P1YB","domain":"acme.example"}],"created_at":"2026-01-15T12:00:00.000Z","updated_at":"2026-01-15T12:00:00.000Z"},"created_at":"2026-01-15T12:00:00.000Z"}"#;

/// Returns a JSON text of this many bytes.
pub fn padded(bytes: usize) -> String {
    const FRAME: usize = r#"{"data":""}"#.len();
    format!(r#"{{"data":"{}"}}"#, "x".repeat(bytes.saturating_sub(FRAME)))
}

/// Returns a page of connections as production writes it.
pub fn page(numbers: Range<usize>, after: Option<String>) -> String {
    let connections: Vec<_> = numbers
        .map(|number| {
            format!(
                r#"{{"object":"connection","id":"conn_01E4ZCR3C56J083X43J{number:07}","organization_id":"org_01EHWNCE74X7JSDV0X3{number:07}","connection_type":"OktaSAML","name":"Customer {number:05}","state":"active","status":"linked","domains":[{{"object":"connection_domain","id":"conn_domain_01EHWNFTAFCF3CQ{number:07}","domain":"customer-{number:05}.example"}}],"created_at":"2026-01-15T12:00:00.000Z","updated_at":"2026-01-15T12:00:00.000Z"}}"#
            )
        })
        .collect();
    let after = after.map_or_else(|| "null".to_owned(), |cursor| format!("{cursor:?}"));
    let data = connections.join(",");
    format!(r#"{{"object":"list","data":[{data}],"list_metadata":{{"before":null,"after":{after}}}}}"#)
}
