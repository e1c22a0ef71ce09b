//! The arguments of `workos events`, some of which `workos webhooks listen` shares.

use std::time::Duration;

use clap::builder::PossibleValuesParser;
use clap::{Args, Subcommand};
use workos_kit::Timestamp;

use super::event_names::parse_event_name;
use super::{parse_seconds, parse_time};

#[derive(Debug, Subcommand)]
pub(crate) enum Events {
    /// List events of the last 30 days, newest first.
    List(ListEvents),
    /// Print events as they happen, until Ctrl-C.
    Tail(Follow),
}

/// Selects events.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct EventFilter {
    /// Only events with these names, separated by commas; by default all events that this version knows.
    #[arg(long = "events", alias = "event", value_name = "NAMES", value_delimiter = ',', value_parser = parse_event_name, help_heading = "Filters")]
    pub(crate) names: Vec<String>,
    /// Only events of this organization.
    #[arg(long, alias = "organization-id", value_name = "ID", help_heading = "Filters")]
    pub(crate) organization: Option<String>,
}

#[derive(Debug, Default, Args)]
pub(crate) struct ListEvents {
    #[command(flatten)]
    pub(crate) filter: EventFilter,
    /// Only events since this time, for instance 2026-01-15T12:00:00Z.
    #[arg(long, value_name = "TIME", value_parser = parse_time)]
    pub(crate) since: Option<Timestamp>,
    /// Only events until this time.
    #[arg(long, value_name = "TIME", value_parser = parse_time)]
    pub(crate) until: Option<Timestamp>,
    /// The page size, 1 to 100; 10 by default, 100 with --all.
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=100))]
    pub(crate) limit: Option<u32>,
    /// Start after this event.
    #[arg(long, value_name = "ID")]
    pub(crate) after: Option<String>,
    /// Newest first (desc) or oldest first (asc).
    #[arg(long, value_parser = PossibleValuesParser::new(["desc", "asc"]))]
    pub(crate) order: Option<String>,
    /// Fetch every page.
    #[arg(long)]
    pub(crate) all: bool,
}

/// Selects the events to follow, and the starting point.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct Follow {
    #[command(flatten)]
    pub(crate) filter: EventFilter,
    /// Start after this event instead of now.
    #[arg(long, value_name = "ID", conflicts_with = "since")]
    pub(crate) after: Option<String>,
    /// Start at this time instead of now, for instance 2026-01-15T12:00:00Z.
    #[arg(long, value_name = "TIME", value_parser = parse_time)]
    pub(crate) since: Option<Timestamp>,
    /// How long to wait between requests while there are no new events.
    #[arg(long, value_name = "SECONDS", value_parser = parse_seconds, default_value = "2")]
    pub(crate) interval: Duration,
}
