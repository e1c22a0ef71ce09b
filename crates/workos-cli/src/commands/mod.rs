//! One module for each group of commands.

pub(crate) mod api;
pub(crate) mod connections;
mod deleting;
pub(crate) mod doctor;
pub(crate) mod emulate;
pub(crate) mod events;
mod listing;
pub(crate) mod organizations;
pub(crate) mod pipes;
pub(crate) mod portal;
pub(crate) mod sso;
pub(crate) mod webhooks;
pub(crate) mod widgets;

use serde::Serialize;
use serde_json::Value;

use crate::failure::Failure;

/// An object of the API as JSON.
pub(crate) fn to_json(object: &impl Serialize) -> Result<Value, Failure> {
    serde_json::to_value(object).map_err(|error| Failure::Output(error.into()))
}
