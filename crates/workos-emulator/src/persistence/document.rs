//! The whole of an emulator's state in one document, and where its clock and its ids stand.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::store::env::Mark;
use crate::store::table::Tables;

/// A state, owned or borrowed, with everything that is needed to go on from it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Document<S> {
    version: Version,
    pub(crate) mark: Mark,
    pub(crate) state: S,
}

impl<S> Document<S> {
    pub(crate) const fn new(mark: Mark, state: S) -> Self {
        Self { version: Version, mark, state }
    }

    pub(crate) const fn version(&self) -> u32 {
        VERSION
    }
}

impl<S: Tables> Document<S> {
    /// Finds again what a document does not write down.
    ///
    /// # Errors
    /// When its parts contradict each other; the text says where.
    pub(crate) fn index(mut self) -> Result<Self, String> {
        self.state.index()?;
        Ok(self)
    }
}

/// What is written now; other versions are refused.
const VERSION: u32 = 1;

#[derive(Clone, Copy, Debug)]
struct Version;

impl Serialize for Version {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u32(VERSION)
    }
}

impl<'de> Deserialize<'de> for Version {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match u32::deserialize(deserializer)? {
            VERSION => Ok(Self),
            other => Err(D::Error::custom(format!(
                "it has version {other}, and this emulator reads version {VERSION}"
            ))),
        }
    }
}
