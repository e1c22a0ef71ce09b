//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

use workos_client::Hint;

pub(super) const SHARED_HINTS: &[Hint] = &[
    Hint::new(
        409,
        Some("duplicate_endpoint"),
        "Find the endpoint that already has this URL with `webhook_endpoints.list()`, and update it.",
    ),
    Hint::new(422, Some("invalid_url"), "Use a public HTTPS URL."),
];
