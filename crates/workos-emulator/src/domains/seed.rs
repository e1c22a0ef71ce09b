//! Objects of a seed file, which the control API adds too.

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::base::ids::Moment;
use crate::domains::state::State;
use crate::http::rejected::Rejected;

/// An object of a seed file.
pub(crate) trait Seed: DeserializeOwned {
    /// What other objects of the seed file can call it.
    fn names(&self) -> Vec<String> {
        Vec::new()
    }

    /// Adds the object, and returns its id.
    ///
    /// # Errors
    /// If the API would reject it.
    fn add(self, state: &mut State, moment: Moment<'_>) -> Result<String, Rejected>;
}

/// Why an object could not be added.
#[derive(Debug)]
pub(crate) enum SeedError {
    /// It has unknown members, or values of another type; the text says which.
    Shape(String),
    Rejected(Rejected),
}

/// Adds an object that was read from JSON. Its members are those of a seed file.
pub(crate) fn add<T: Seed>(value: Value, state: &mut State, moment: Moment<'_>) -> Result<String, SeedError> {
    let seed: T = serde_json::from_value(value).map_err(|error| SeedError::Shape(error.to_string()))?;
    seed.add(state, moment).map_err(SeedError::Rejected)
}

/// The names that are present.
pub(crate) fn names<const N: usize>(names: [Option<&str>; N]) -> Vec<String> {
    names.into_iter().flatten().map(str::to_owned).collect()
}
