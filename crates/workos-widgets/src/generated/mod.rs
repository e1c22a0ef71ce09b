//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

mod enums;
mod models;
mod operations;

pub use enums::{WidgetPermission, WidgetScope};
pub use models::{ClientToken, WidgetToken};
pub(crate) use operations::CREATE_WIDGET_TOKEN;
pub use operations::{CreateClientToken, Widgets};
