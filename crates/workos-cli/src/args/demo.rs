//! The arguments of `workos demo`.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

use super::{Selector, parse_seconds};

#[derive(Debug, Args)]
pub(crate) struct Demo {
    #[command(flatten)]
    pub(crate) selector: Selector,
    /// Leave the emulator up afterwards and print a URL to try in a browser.
    #[arg(long)]
    pub(crate) open: bool,
    /// Use the embedded emulator even if credentials are set.
    #[arg(long)]
    pub(crate) emulator: bool,
    /// Record what goes over the wire to this file, without secrets; with the embedded emulator only.
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
