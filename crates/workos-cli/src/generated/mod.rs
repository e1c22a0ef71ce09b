//! Rendered from the contracts by `cargo xtask codegen`: change those files, not this one.

pub(crate) mod operations;
