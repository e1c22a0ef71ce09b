//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

mod operations;

pub(crate) use operations::REDIRECT;
pub use operations::{CreateKey, Glow, LampKeys, Lamps, Mine, Open};
