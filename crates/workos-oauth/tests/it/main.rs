//! Tests seals with test vectors from other libraries, and with invalid input.

#![expect(clippy::unwrap_used, reason = "the helpers of these tests are outside of test functions")]

mod iron_vectors;
mod sealed_attempts;

use serde_json::Value;
use workos_oauth::Timestamp;

/// Reads a file from `tests/vectors`.
fn vectors(name: &str) -> Value {
    let path = format!("{}/tests/vectors/{name}", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// Returns the time at which the vectors are opened: 2026-01-15T12:00:00Z.
fn now() -> Timestamp {
    Timestamp::from_secs(1_768_478_400).unwrap()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}
