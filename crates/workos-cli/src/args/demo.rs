//! The arguments of `workos demo`.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, ValueEnum};

use super::{Selector, parse_seconds};

/// A part of the demo.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Part {
    /// Sign in, and log out.
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
    /// Only these parts, with commas between them.
    #[arg(long, value_name = "PARTS", value_delimiter = ',')]
    pub(crate) only: Vec<Part>,
    /// Whose account is connected; the fixture's user with the emulator. With an account, it is left out without one.
    #[arg(long, alias = "user-id", value_name = "ID")]
    pub(crate) user: Option<String>,
    #[command(flatten)]
    pub(crate) selector: Selector,
    /// Leave the emulator up afterwards and print a URL to try in a browser.
    #[arg(long)]
    pub(crate) open: bool,
    /// Use the embedded emulator even if credentials are set.
    #[arg(long)]
    pub(crate) emulator: bool,
    /// Record the sign-in's requests to this file, without secrets; with the embedded emulator only.
    #[arg(long, value_name = "PATH", conflicts_with_all = ["replay", "open"])]
    pub(crate) record: Option<PathBuf>,
    /// Answer from a file that `--record` wrote, with no emulator and no network.
    #[arg(long, value_name = "PATH", conflicts_with = "open")]
    pub(crate) replay: Option<PathBuf>,
    /// The port of the callback listener; a free one with the emulator, 4180 with an account or a cassette.
    #[arg(long, value_name = "PORT")]
    pub(crate) callback_port: Option<u16>,
    /// How long to wait for you to sign in in your browser.
    #[arg(long, value_name = "SECONDS", value_parser = parse_seconds, default_value = "300")]
    pub(crate) wait: Duration,
}

impl Demo {
    /// Whether this part is wanted. A cassette holds a sign-in alone.
    pub(crate) fn has(&self, part: Part) -> bool {
        match self.only.as_slice() {
            [] if self.record.is_some() || self.replay.is_some() => part == Part::Sso,
            [] => true,
            only => only.contains(&part),
        }
    }
}
