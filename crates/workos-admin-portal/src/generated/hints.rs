//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

use workos_client::{Hint, hints};

pub(super) const SHARED_HINTS: &[Hint] = hints! {
    401 "unauthorized" => "Check `WORKOS_API_KEY`: it starts with `sk_`, and needs access to the Admin Portal.";
};
