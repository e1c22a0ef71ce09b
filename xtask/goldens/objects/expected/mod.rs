//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

mod enums;
mod models;

pub use enums::{LampState, LampStatus};
pub use models::{Lamp, LampStand, LampStandFeet, Maker, Pairing, Room, Scene, Shade};
