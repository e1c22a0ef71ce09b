//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

mod models;
mod operations;

pub use models::{
    Company, Grant, GrantVia, GrantViaKey, GrantViaRota, Mixed, MixedValue, Owner, OwnerPerson, Reading,
    SetTagsTagsValue, Signal, SignalOff, SignalOn, Thing, ThingLamp, ThingRoom,
};
pub use operations::{GetOwner, Lamps, SendSignal, SetTags};
