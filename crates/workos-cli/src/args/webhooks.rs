//! The arguments of `workos webhooks`.

use std::path::PathBuf;

use clap::{ArgGroup, Args, Subcommand};

use super::event_names::parse_event_name;
use super::positional::{EndpointUrl, ForwardTo, SignatureHeader};
use super::{DeleteArgs, Follow, Paging, SigningSecret, Trigger};

#[derive(Debug, Subcommand)]
pub(crate) enum Webhooks {
    /// Verify the signature of a webhook; the exit code is 0 if it is valid, 1 if not.
    Verify(Verify),
    /// Forward new events to a local server, signed like webhooks.
    ///
    /// The command polls the events API, so this machine needs no public address.
    Listen(Listen),
    /// Trigger an event of any kind, with an example payload.
    ///
    /// A running emulator records the event and sends it to its webhook endpoints. With `--to`, the event is posted to
    /// a local server instead.
    Trigger(Trigger),
    /// Manage webhook endpoints.
    #[command(subcommand)]
    Endpoints(Endpoints),
}

#[derive(Debug, Args)]
pub(crate) struct Verify {
    #[command(flatten)]
    pub(crate) header: SignatureHeader,
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
    #[command(flatten)]
    pub(crate) forward_to: ForwardTo,
    /// Also trust the certificates of this PEM file, if the URL is https.
    #[arg(long, value_name = "FILE")]
    pub(crate) ca: Option<PathBuf>,
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
    #[command(flatten)]
    pub(crate) url: EndpointUrl,
    /// The events to send, separated by commas; may be repeated.
    #[arg(long, alias = "event", value_name = "NAMES", value_delimiter = ',', required = true, value_parser = parse_event_name)]
    pub(crate) events: Vec<String>,
    /// Write the signing secret to this file, readable by you only, instead of showing it.
    #[arg(long, value_name = "PATH")]
    pub(crate) secret_file: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(override_usage = "workos webhooks endpoints update [OPTIONS] <ID>")]
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
    #[arg(long, alias = "event", value_name = "NAMES", value_delimiter = ',', value_parser = parse_event_name)]
    pub(crate) events: Vec<String>,
    /// Enable the endpoint.
    #[arg(long, conflicts_with = "disable")]
    pub(crate) enable: bool,
    /// Disable the endpoint until it is enabled again.
    #[arg(long)]
    pub(crate) disable: bool,
}
