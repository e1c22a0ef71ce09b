//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

mod models;
mod operations;

pub use models::Lamp;
pub use operations::{Lamps, ListAll, ListBare, ListLamps, Switch, Wrapped};
