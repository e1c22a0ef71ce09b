//! Keeping the state: as a snapshot in one document, or in a log that is written as it changes.

mod document;
mod held;
mod lock;
mod log;
mod map;
mod reader;
mod record;
mod table;
pub(crate) mod text;

pub(crate) use document::{Document, Mark};
pub(crate) use held::{Held, Home};
pub(crate) use log::{Folder, Log};
pub(crate) use map::KeptMap;
pub use reader::StateRecovery;
pub(crate) use table::{Changes, Kept, Table, TableChange, deserialize, serialize};
