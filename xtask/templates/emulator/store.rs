//! The tables of WORDS.

use crate::domains::LIBRARY::model::MODEL;
use crate::store::collection::Collection;
use crate::store::table::tables;

/// The WORDS of an environment.
#[derive(Clone, Debug, Default)]
pub(crate) struct HANDLEStore {
    pub(crate) all: Collection<MODEL>,
}

tables!(HANDLEStore { "LIBRARY" => all });
