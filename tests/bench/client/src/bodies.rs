//! The bodies of webhooks, the same for all who read them.

/// An event of 600 bytes or so.
pub const EVENT: &str = r#"{"object":"event","id":"event_01HRZKPQ5JHBZ9MRHXVJ7YVN5D","event":"connection.activated","data":{"object":"connection","id":"conn_01E4ZCR3C56J083X43JQXF3JK5","organization_id":"org_01EHWNCE74X7JSDV0X3SZ3KJNY","connection_type":"OktaSAML","name":"Acme Corp","state":"active","status":"linked","external_key":"01E4ZCR3C56J083X43JQXF3JK5","domains":[{"object":"connection_domain","id":"conn_domain_01EHWNFTAFCF3CQAE5A9Q0P1YB","domain":"acme.example"}],"created_at":"2026-01-15T12:00:00.000Z","updated_at":"2026-01-15T12:00:00.000Z"},"created_at":"2026-01-15T12:00:00.000Z"}"#;

/// A JSON text of this many bytes.
pub fn padded(bytes: usize) -> String {
    const FRAME: usize = r#"{"data":""}"#.len();
    format!(r#"{{"data":"{}"}}"#, "x".repeat(bytes.saturating_sub(FRAME)))
}
