//! The arguments that several commands share.

use clap::Args;
use clap::builder::PossibleValuesParser;

/// Selects a part of a list.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct Paging {
    /// The page size, 1 to 100; 10 by default, 100 with --all.
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=100), help_heading = "Paging")]
    pub(crate) limit: Option<u32>,
    /// Start after this cursor.
    #[arg(long, value_name = "CURSOR", conflicts_with = "before", help_heading = "Paging")]
    pub(crate) after: Option<String>,
    /// End before this cursor.
    #[arg(long, value_name = "CURSOR", help_heading = "Paging")]
    pub(crate) before: Option<String>,
    /// The order by creation time.
    #[arg(long, value_parser = PossibleValuesParser::new(["desc", "asc", "normal"]), help_heading = "Paging")]
    pub(crate) order: Option<String>,
    /// Fetch every page.
    #[arg(long, help_heading = "Paging")]
    pub(crate) all: bool,
}

#[derive(Debug, Args)]
pub(crate) struct IdArgs {
    /// The object's id.
    pub(crate) id: String,
}

#[derive(Debug, Args)]
pub(crate) struct DeleteArgs {
    /// The object's id.
    pub(crate) id: String,
    /// Delete without asking for confirmation.
    #[arg(long, short)]
    pub(crate) yes: bool,
}
