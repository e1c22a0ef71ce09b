//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

mod models;
#[cfg(feature = "test-util")]
mod operations;

pub use models::{Happening, HappeningData, HappeningPowerFailed, Lamp};
#[cfg(feature = "test-util")]
pub use operations::{Happenings, ListHappenings};
