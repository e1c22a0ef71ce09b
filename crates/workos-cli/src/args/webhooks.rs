//! The arguments of `workos webhooks`.

use std::path::PathBuf;

use clap::{ArgGroup, Args, Subcommand};

use super::event_names::parse_event_name;
use super::{DeleteOne, Follow, Paging};

#[derive(Debug, Subcommand)]
pub(crate) enum Webhooks {
    /// Tell whether a webhook is from WorkOS: exit code 0 if it is, 1 if not.
    Verify(Verify),
    /// Post each event that happens to a local server, signed as WorkOS signs webhooks.
    ///
    /// It follows the events API, so nothing has to reach this machine from outside.
    Listen(Listen),
    /// The endpoints that webhooks are sent to.
    #[command(subcommand)]
    Endpoints(Endpoints),
}

/// Where the signing secret of an endpoint is. It is never an argument: every process could read it there.
#[derive(Clone, Debug, Default, Args)]
#[group(multiple = false)]
pub(crate) struct SigningSecret {
    /// The environment variable that holds the signing secret.
    #[arg(long, value_name = "NAME", default_value = "WORKOS_WEBHOOK_SECRET")]
    pub(crate) secret_env: String,
    /// Read the signing secret from this file instead; `-` is stdin.
    #[arg(long, value_name = "PATH")]
    pub(crate) secret_file: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Verify {
    /// The WorkOS-Signature header: its value, or the whole line.
    #[arg(long, value_name = "HEADER")]
    pub(crate) header: String,
    #[command(flatten)]
    pub(crate) secret: SigningSecret,
    /// The body, byte for byte as it arrived; `-` is stdin.
    #[arg(long, value_name = "FILE", default_value = "-")]
    pub(crate) body: PathBuf,
    /// Accept a webhook of any age, for instance one that was kept in a file.
    #[arg(long)]
    pub(crate) any_age: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Listen {
    /// The local server, for instance http://localhost:3000/webhooks.
    #[arg(long, value_name = "URL")]
    pub(crate) forward_to: String,
    #[command(flatten)]
    pub(crate) follow: Follow,
    #[command(flatten)]
    pub(crate) secret: SigningSecret,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Endpoints {
    /// List endpoints, newest first.
    List(Paging),
    /// Create an endpoint, and show its signing secret: this once.
    Create(CreateEndpoint),
    /// Change an endpoint; what is not named stays as it is.
    Update(UpdateEndpoint),
    /// Delete an endpoint for good.
    Delete(DeleteOne),
}

#[derive(Debug, Args)]
pub(crate) struct CreateEndpoint {
    /// Where webhooks are sent to.
    #[arg(long)]
    pub(crate) url: String,
    /// The events that are sent, with commas between them; may be repeated.
    #[arg(long, value_name = "NAMES", value_delimiter = ',', required = true, value_parser = parse_event_name)]
    pub(crate) events: Vec<String>,
    /// Write the signing secret to this file, readable by you alone, instead of showing it.
    #[arg(long, value_name = "PATH")]
    pub(crate) secret_file: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(group = ArgGroup::new("change").required(true).multiple(true).args([
    "url", "events", "enable", "disable",
]))]
pub(crate) struct UpdateEndpoint {
    /// Its id, `we_…`.
    pub(crate) id: String,
    /// Where webhooks are sent to.
    #[arg(long)]
    pub(crate) url: Option<String>,
    /// All events that are sent, with commas between them; may be repeated.
    #[arg(long, value_name = "NAMES", value_delimiter = ',', value_parser = parse_event_name)]
    pub(crate) events: Vec<String>,
    /// Send webhooks to it.
    #[arg(long, conflicts_with = "disable")]
    pub(crate) enable: bool,
    /// Send it none until it is enabled again.
    #[arg(long)]
    pub(crate) disable: bool,
}
