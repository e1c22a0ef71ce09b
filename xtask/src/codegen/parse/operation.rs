//! The operations of a contract, with their parameters, bodies, responses and errors.

use std::fmt;

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;

use super::dialect::Dialect;
use super::entries::Entries;
use super::schema::Schema;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct Operation {
    #[serde(default)]
    pub(crate) tags: Vec<String>,
    #[serde(default, rename = "operationId")]
    pub(crate) operation_id: Option<String>,
    #[serde(default, rename = "summary")]
    _summary: IgnoredAny,
    #[serde(default)]
    pub(crate) description: Option<String>,
    #[serde(default)]
    pub(crate) external_docs: Option<ExternalDocs>,
    #[serde(default)]
    pub(crate) parameters: Vec<Parameter>,
    #[serde(default)]
    pub(crate) request_body: Option<RequestBody>,
    pub(crate) responses: Entries<Response>,
    #[serde(default)]
    pub(crate) security: Option<Vec<Entries<Vec<String>>>>,
    #[serde(default)]
    pub(crate) deprecated: bool,
    #[serde(default, rename = "servers")]
    _servers: IgnoredAny,
    #[serde(default, rename = "x-rust-name")]
    pub(crate) rust_name: Option<String>,
    #[serde(default, rename = "x-rust-call")]
    pub(crate) rust_call: Option<String>,
    #[serde(default, rename = "x-rust-hand-written")]
    pub(crate) hand_written: bool,
    #[serde(default, rename = "x-rust-repeatable")]
    pub(crate) repeatable: bool,
    #[serde(default, rename = "x-rust-require-any")]
    pub(crate) require_any: Vec<String>,
    #[serde(default, rename = "x-rust-quota")]
    pub(crate) quota: Option<String>,
    #[serde(default, rename = "x-errors")]
    pub(crate) errors: Vec<ErrorRow>,
    /// Whether the emulator has no handler for it yet, so that it answers 501.
    #[serde(default, rename = "x-not-emulated")]
    pub(crate) not_emulated: bool,
    #[serde(default, rename = "x-rust-unknown-outcome")]
    pub(crate) unknown_outcome: Option<String>,
    #[serde(default, rename = "x-dialect")]
    pub(crate) dialect: Option<Dialect>,
    #[serde(default, rename = "x-deprecated")]
    pub(crate) deprecated_note: Option<String>,
    #[serde(default, rename = "x-feature-flag")]
    _feature_flag: IgnoredAny,
    #[serde(default, rename = "x-sends-email")]
    _sends_email: IgnoredAny,
    #[serde(default, rename = "x-mutually-exclusive-body-groups")]
    _body_groups: IgnoredAny,
    #[serde(default, rename = "x-mutually-exclusive-parameter-groups")]
    _parameter_groups: IgnoredAny,
    #[serde(default, rename = "x-evidence")]
    _evidence: IgnoredAny,
    #[serde(default, rename = "x-success-evidence")]
    _success_evidence: IgnoredAny,
    #[serde(default, rename = "x-operation-id-evidence")]
    _operation_id_evidence: IgnoredAny,
    #[serde(default, rename = "x-codes-evidence")]
    _codes_evidence: IgnoredAny,
    #[serde(default, rename = "x-note")]
    _note: IgnoredAny,
    #[serde(default, rename = "x-pagination")]
    _pagination: IgnoredAny,
    #[serde(default, rename = "x-suggested-domain")]
    _suggested_domain: IgnoredAny,
    #[serde(default, rename = "x-hand-written")]
    _sdks_only: IgnoredAny,
    #[serde(default, rename = "x-idempotency-key")]
    _idempotency_key: IgnoredAny,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ExternalDocs {
    pub(crate) url: String,
}

/// Advice for a status and code that holds for each operation without advice of its own.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SharedHint {
    pub(crate) status: u16,
    #[serde(default)]
    pub(crate) code: Option<String>,
    pub(crate) hint: String,
}

/// A row of an error table: the status and code of the response, and what to do.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ErrorRow {
    pub(crate) status: u16,
    #[serde(default)]
    pub(crate) code: Option<String>,
    /// The hint; if it is absent, the one of `x-hints` for this status and code.
    #[serde(default)]
    pub(crate) hint: Option<String>,
    /// The document that has the row. `drift` expects the row in the official contracts only if it comes from them.
    pub(crate) source: Source,
}

/// A document that describes an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub(crate) enum Source {
    #[serde(rename = "official contract")]
    Contract,
    /// The additions to the official contract.
    #[serde(rename = "additions")]
    Additions,
    /// An official SDK, for an operation that the official contract has.
    #[serde(rename = "newer SDKs")]
    Sdks,
    /// The official documentation pages.
    #[serde(rename = "official documents")]
    Documents,
    /// The older reference, which describes the legacy dialect.
    #[serde(rename = "legacy")]
    Legacy,
}

impl Source {
    /// Returns why the official contracts do not have the row; `None` if they must have it.
    pub(crate) const fn elsewhere(self) -> Option<&'static str> {
        match self {
            Self::Contract | Self::Additions => None,
            Self::Sdks => Some("Newer than version 0.61.0 of the contract; official SDKs have the error."),
            Self::Documents => Some("The official documents describe the error; the contracts leave it out."),
            Self::Legacy => Some("The older reference describes the error; the contracts leave it out."),
        }
    }
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Parameter {
    /// A reference to a shared parameter; `None` once the document is parsed.
    #[serde(default, rename = "$ref")]
    pub(super) reference: Option<String>,
    #[serde(default)]
    pub(crate) name: String,
    #[serde(default, rename = "in")]
    pub(crate) place: Place,
    #[serde(default)]
    pub(crate) required: bool,
    #[serde(default)]
    pub(crate) description: Option<String>,
    #[serde(default)]
    pub(crate) deprecated: bool,
    #[serde(default)]
    pub(crate) schema: Schema,
    #[serde(default, rename = "style")]
    _style: IgnoredAny,
    #[serde(default, rename = "explode")]
    _explode: IgnoredAny,
    #[serde(default, rename = "x-rust-name")]
    pub(crate) rust_name: Option<String>,
    #[serde(default, rename = "x-deprecated")]
    pub(crate) deprecated_note: Option<String>,
    #[serde(default, rename = "x-dialect")]
    pub(crate) dialect: Option<Dialect>,
    #[serde(default, rename = "x-rust-idempotency-key")]
    pub(crate) idempotency_key: bool,
    #[serde(default, rename = "x-evidence")]
    _evidence: IgnoredAny,
    #[serde(default, rename = "x-note")]
    _note: IgnoredAny,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Place {
    Path,
    #[default]
    Query,
    Header,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
        })
    }
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RequestBody {
    #[serde(default, rename = "description")]
    _description: IgnoredAny,
    #[serde(default, rename = "required")]
    _required: IgnoredAny,
    pub(crate) content: Entries<Media>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Media {
    pub(crate) schema: Schema,
    #[serde(default)]
    pub(crate) example: Option<Value>,
    #[serde(default)]
    pub(crate) examples: Entries<NamedExample>,
}

/// One of several examples of a body.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NamedExample {
    #[serde(default, rename = "summary")]
    _summary: IgnoredAny,
    pub(crate) value: Value,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Response {
    #[serde(rename = "description")]
    _description: IgnoredAny,
    #[serde(default)]
    pub(crate) content: Entries<Media>,
    /// The error codes of this status, if the schema does not list them.
    #[serde(default, rename = "x-codes")]
    pub(crate) codes: Vec<String>,
    #[serde(default, rename = "headers")]
    _headers: IgnoredAny,
    #[serde(default, rename = "x-inline-with-overrides")]
    _inline_with_overrides: IgnoredAny,
}
