//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

use workos_client::Hint;

pub(super) const SHARED_HINTS: &[Hint] = &[Hint::new(
    401,
    Some("unauthorized"),
    "Check `WORKOS_API_KEY`: it starts with `sk_`, and needs access to the Admin Portal.",
)];
