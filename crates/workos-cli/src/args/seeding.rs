//! The options of `workos emulate` for seed files and for the strictness of checks.

use std::path::{Path, PathBuf};

use clap::Args;
use workos_emulator::Check;

use super::{BEHAVIOUR, STATE};
use crate::failure::Failure;

#[derive(Debug, Args)]
pub(crate) struct Seeding {
    /// Check a seed file instead of serving. Without FILE, check the file of `--seed`.
    ///
    /// Prints the number of objects in the file, or all its errors.
    #[arg(long, value_name = "FILE", num_args = 0..=1, conflicts_with = "schema", help_heading = STATE)]
    check: Option<Option<PathBuf>>,
    /// Print the JSON Schema of seed files, for editors, instead of serving.
    #[arg(long, conflicts_with = "seed", help_heading = STATE)]
    pub(crate) schema: bool,
    /// Answer 422 to unknown fields; production ignores them.
    #[arg(long, help_heading = BEHAVIOUR)]
    pub(crate) strict_fields: bool,
    /// Skip these checks: client_secret, pkce, redirect_uri, scopes, references, limits, enums, cursors.
    #[arg(long, value_name = "CHECKS", value_delimiter = ',', help_heading = BEHAVIOUR)]
    pub(crate) lenient: Vec<Check>,
}

impl Seeding {
    /// Returns the seed file to check, or `None` without `--check`. `seed` is the value of `--seed`.
    ///
    /// # Errors
    /// If `--check` and `--seed` name no file, or both name one.
    pub(crate) fn checked<'a>(&'a self, seed: Option<&'a Path>) -> Result<Option<&'a Path>, Failure> {
        match (&self.check, seed) {
            (None, _) => Ok(None),
            (Some(Some(path)), None) => Ok(Some(path)),
            (Some(None), Some(path)) => Ok(Some(path)),
            (Some(None), None) => Err(Failure::usage("`--check` names no seed file")
                .with_hint("Run `workos emulate --check FILE`.")),
            (Some(Some(_)), Some(_)) => Err(Failure::usage("`--check` and `--seed` both name a seed file")
                .with_hint("Run `workos emulate --check FILE` to check the file without serving it.")),
        }
    }
}
