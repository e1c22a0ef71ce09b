//! How strict `workos emulate` is, and what is right in a seed file.

use std::path::PathBuf;

use clap::Args;
use workos_emulator::Check;

#[derive(Debug, Args)]
pub(crate) struct Seeding {
    /// Check this seed file instead of serving: print what it holds, or everything that is wrong with it.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["seed", "schema"])]
    pub(crate) check: Option<PathBuf>,
    /// Print the JSON Schema of seed files, for editors, instead of serving.
    #[arg(long, conflicts_with = "seed")]
    pub(crate) schema: bool,
    /// Answer 422 to a body with a field that the operation does not have, where production ignores it.
    #[arg(long)]
    pub(crate) strict_fields: bool,
    /// Leave out these checks: client_secret, pkce, redirect_uri, scopes, references, limits, enums, cursors.
    #[arg(long, value_name = "CHECKS", value_delimiter = ',')]
    pub(crate) lenient: Vec<Check>,
}
