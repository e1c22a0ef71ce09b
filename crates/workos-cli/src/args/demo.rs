//! The arguments of `workos demo`.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, ValueEnum};

use super::{Selector, parse_seconds};

/// A part of the demo.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Part {
    /// Sign in and log out.
    Sso,
    /// Let an administrator set up a connection.
    Portal,
    /// Issue a widget token and verify it.
    Widgets,
    /// Connect an account, fetch its token, revoke it.
    Pipes,
    /// Receive webhooks and verify them.
    Webhooks,
}

#[derive(Debug, Args)]
pub(crate) struct Demo {
    /// Run only these parts, separated by commas.
    #[arg(long, value_name = "PARTS", value_delimiter = ',')]
    pub(crate) only: Vec<Part>,
    /// The user who connects an account in the pipes part. The emulator has a default user; with your own account, the
    /// part is skipped without this option.
    #[arg(long, alias = "user-id", value_name = "ID")]
    pub(crate) user: Option<String>,
    #[command(flatten)]
    pub(crate) selector: Selector,
    /// Keep the emulator running afterwards and print a sign-in URL to open in a browser.
    #[arg(long)]
    pub(crate) open: bool,
    /// Use the embedded emulator even if credentials are set.
    #[arg(long)]
    pub(crate) emulator: bool,
    /// Record the requests of the sign-in to this file, without secrets; requires the embedded emulator.
    #[arg(long, value_name = "PATH", conflicts_with_all = ["replay", "open"])]
    pub(crate) record: Option<PathBuf>,
    /// Replay a file that `--record` wrote, without the emulator and the network.
    #[arg(long, value_name = "PATH", conflicts_with = "open")]
    pub(crate) replay: Option<PathBuf>,
    /// The port of the callback listener; by default a free port with the emulator, 4180 with an account or a cassette.
    #[arg(long, value_name = "PORT")]
    pub(crate) callback_port: Option<u16>,
    /// How long to wait for the sign-in in your browser.
    #[arg(long, value_name = "SECONDS", value_parser = parse_seconds, default_value = "300")]
    pub(crate) wait: Duration,
}

impl Demo {
    /// Whether this part is selected. A cassette contains only the sign-in.
    pub(crate) fn has(&self, part: Part) -> bool {
        match self.only.as_slice() {
            [] if self.record.is_some() || self.replay.is_some() => part == Part::Sso,
            [] => true,
            only => only.contains(&part),
        }
    }
}
