#![doc = include_str!("docs.md")]

mod cassette;
mod compare;
mod exchange;
mod fields;
mod mask;
mod recorded;
mod replay;

pub use cassette::{Cassette, CassetteError};
pub use recorded::Recorded;
pub use replay::Replay;
