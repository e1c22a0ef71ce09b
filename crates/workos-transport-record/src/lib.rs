#![doc = include_str!("docs.md")]

mod cassette;
mod compare;
mod exchange;
mod fields;
mod mask;
mod recorder;
mod replay;

pub use cassette::{Cassette, CassetteError};
pub use recorder::Recorder;
pub use replay::Replay;
