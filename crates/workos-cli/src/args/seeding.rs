//! The options of `workos emulate` for seed files and for the strictness of checks.

use std::path::PathBuf;

use clap::Args;
use workos_emulator::Check;

use super::{BEHAVIOUR, STATE};

#[derive(Debug, Args)]
pub(crate) struct Seeding {
    /// Check this seed file instead of serving.
    ///
    /// Prints the number of its objects, or all its errors.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["seed", "schema"], help_heading = STATE)]
    pub(crate) check: Option<PathBuf>,
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
