//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

use workos_client::{Hint, hints};

pub(super) const SHARED_HINTS: &[Hint] = hints! {
    409 "duplicate_endpoint" => "Find the endpoint that already has this URL with `webhook_endpoints.list()`, and update it.";
    422 "invalid_url" => "Use a public HTTPS URL.";
};
