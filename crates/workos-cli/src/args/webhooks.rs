//! The arguments of `workos webhooks`.

use std::path::PathBuf;

use clap::{ArgGroup, Args, Subcommand};

use super::event_names::parse_event_name;
use super::{DeleteArgs, Follow, Paging};

#[derive(Debug, Subcommand)]
pub(crate) enum Webhooks {
    /// Verify the signature of a webhook; the exit code is 0 if it is valid, 1 if not.
    Verify(Verify),
    /// Forward new events to a local server, signed like webhooks.
    ///
    /// The command polls the events API, so this machine needs no public address.
    Listen(Listen),
    /// Manage webhook endpoints.
    #[command(subcommand)]
    Endpoints(Endpoints),
}

/// The location of a signing secret. The secret itself is never an argument, since other processes can read arguments.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Signing secret")]
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
    /// The WorkOS-Signature header, with or without its name.
    #[arg(long, value_name = "HEADER")]
    pub(crate) header: String,
    #[command(flatten)]
    pub(crate) secret: SigningSecret,
    /// The file with the body, byte for byte as it arrived; `-` is stdin.
    #[arg(long, value_name = "FILE", default_value = "-")]
    pub(crate) body: PathBuf,
    /// Accept a webhook of any age, for instance one from a file.
    #[arg(long)]
    pub(crate) any_age: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Listen {
    /// The URL of the local server, for instance http://localhost:3000/webhooks.
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
    /// Create an endpoint and show its signing secret, which is not shown again.
    Create(CreateEndpoint),
    /// Update an endpoint; fields without an option stay unchanged.
    Update(UpdateEndpoint),
    /// Delete an endpoint permanently.
    Delete(DeleteArgs),
}

#[derive(Debug, Args)]
pub(crate) struct CreateEndpoint {
    /// The URL that receives the webhooks.
    #[arg(long)]
    pub(crate) url: String,
    /// The events to send, separated by commas; may be repeated.
    #[arg(long, value_name = "NAMES", value_delimiter = ',', required = true, value_parser = parse_event_name)]
    pub(crate) events: Vec<String>,
    /// Write the signing secret to this file, readable by you only, instead of showing it.
    #[arg(long, value_name = "PATH")]
    pub(crate) secret_file: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(group = ArgGroup::new("change").required(true).multiple(true).args([
    "url", "events", "enable", "disable",
]))]
pub(crate) struct UpdateEndpoint {
    /// The endpoint's id, `we_…`.
    pub(crate) id: String,
    /// The URL that receives the webhooks.
    #[arg(long)]
    pub(crate) url: Option<String>,
    /// The events to send, separated by commas; may be repeated. They replace the current ones.
    #[arg(long, value_name = "NAMES", value_delimiter = ',', value_parser = parse_event_name)]
    pub(crate) events: Vec<String>,
    /// Enable the endpoint.
    #[arg(long, conflicts_with = "disable")]
    pub(crate) enable: bool,
    /// Disable the endpoint until it is enabled again.
    #[arg(long)]
    pub(crate) disable: bool,
}
