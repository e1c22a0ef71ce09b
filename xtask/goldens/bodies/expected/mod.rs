//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

mod models;
mod operations;

pub use models::{Login, LoginDevice, LoginPassword, Stand};
pub use operations::{CreateLamp, DeleteLamp, Exchange, Lamps, LogIn, MoveTo, Pair, Reset, UpdateLamp};
