//! Answers to requests with an idempotency key.

use serde::{Deserialize, Serialize};

/// The answer to a request with an idempotency key.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct KeyedAnswer {
    /// The digest of the request that was answered.
    pub(crate) request: String,
    pub(crate) status: u16,
    pub(crate) body: serde_json::Value,
}
