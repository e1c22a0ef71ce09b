//! A group of tags.

use crate::codegen::contracts::Contract;
use crate::codegen::plan::Plan;
use crate::codegen::render;

/// One group of tags: its contract, its plan and its rendered files.
pub(super) struct Group {
    pub(super) contract: Contract,
    pub(super) plan: Plan,
    pub(super) files: render::Files,
}
