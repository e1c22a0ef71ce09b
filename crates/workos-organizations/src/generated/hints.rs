//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

use workos_client::{Hint, hints};

pub(super) const SHARED_HINTS: &[Hint] = hints! {
    400 "external_id_already_used" => "Get the organization that already has this external id with `organizations.get_by_external_id()`.";
    400 "invalid_metadata" => "Use at most 50 metadata entries, with keys of at most 40 and values of at most 600 characters.";
    403 => "Give the API key access to organizations in the dashboard.";
    503 "concurrent_request" => "Wait for the other request that changes the organization's IT contacts, then send the request again.";
};
