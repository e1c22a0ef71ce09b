//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

mod enums;
mod hints;
mod models;
mod operations;

pub use enums::PortalIntent;
pub use models::{IntentOptions, PortalLink, SsoIntentOptions};
pub use operations::{AdminPortal, RevokeLink};
pub(crate) use operations::{GENERATE_LINK, LIST_PROVIDER_ICONS};
