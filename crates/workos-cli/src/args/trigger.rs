//! The arguments of `workos webhooks trigger`.

use std::path::PathBuf;

use clap::Args;

use super::event_names::parse_event_name;
use super::{SigningSecret, parse_pair};

#[derive(Debug, Args)]
pub(crate) struct Trigger {
    /// The event, for instance dsync.user.created.
    #[arg(required_unless_present = "file", value_parser = parse_event_name)]
    pub(crate) event: Option<String>,
    /// Set a field of the example payload, for instance data.email=ada@acme.com; may be repeated.
    ///
    /// The value is JSON, or text if it is not JSON.
    #[arg(long, value_name = "PATH=VALUE", value_parser = parse_pair)]
    pub(crate) set: Vec<(String, String)>,
    /// The organization of the event.
    #[arg(long, alias = "organization-id", value_name = "ID")]
    pub(crate) organization: Option<String>,
    /// Trigger the events of this YAML or JSON file in order.
    ///
    /// The file is a list of entries such as `{event: user.created, set: {data.email: ada@acme.com}}`.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["event", "set", "organization"])]
    pub(crate) file: Option<PathBuf>,
    /// Post the events to this URL on this machine, without a running emulator.
    ///
    /// The events are signed like webhooks with the signing secret.
    #[arg(long, value_name = "URL")]
    pub(crate) to: Option<String>,
    /// Also trust the certificates of this PEM file, if the URL is https.
    #[arg(long, value_name = "FILE", requires = "to")]
    pub(crate) ca: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) secret: SigningSecret,
}
