//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

mod operations;

pub use operations::{Find, FindByCode, FindByToken, Lamps, Light};
