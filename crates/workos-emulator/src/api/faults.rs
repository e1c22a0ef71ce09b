//! Faults of a running emulator.

use crate::api::emulator::Emulator;
use crate::base::error::EmulatorConfigError;
use crate::faults::Fault;
use crate::faults::active::{ActiveFault, FaultId};
use crate::faults::check;
use crate::pipeline::router;

/// Faults of a running emulator.
impl Emulator {
    /// Injects a fault, and returns the id by which it can be removed.
    ///
    /// # Errors
    /// If the fault could never apply, or would have no effect: for example an unknown operation, a path without a
    /// route, or an invalid status. The message says what would be valid.
    pub fn inject(&self, fault: Fault) -> Result<FaultId, EmulatorConfigError> {
        check::check(&fault, router::known_routes())?;
        Ok(self.shared().faults().add(fault))
    }

    /// Returns all faults in the order of their injection, including those that have reached their `count`.
    #[must_use]
    pub fn faults(&self) -> Vec<ActiveFault> {
        self.shared().faults().active.clone()
    }

    /// Removes a fault, and returns whether it existed.
    pub fn remove_fault(&self, id: FaultId) -> bool {
        let mut faults = self.shared().faults();
        let before = faults.active.len();
        faults.active.retain(|active| active.id != id);
        faults.active.len() < before
    }

    /// Removes every fault, including those of the seed file.
    pub fn clear_faults(&self) {
        self.shared().faults().active.clear();
    }
}
