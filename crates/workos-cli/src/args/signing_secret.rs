//! The arguments about the signing secret of webhooks.

use std::path::PathBuf;

use clap::Args;

/// The location of a signing secret. The secret itself is never an argument, since other processes can read arguments.
#[derive(Clone, Debug, Default, Args)]
#[group(multiple = false)]
pub(crate) struct SigningSecret {
    /// The environment variable that holds the signing secret.
    #[arg(
        long,
        value_name = "NAME",
        default_value = "WORKOS_WEBHOOK_SECRET",
        help_heading = "Signing secret"
    )]
    pub(crate) secret_env: String,
    /// Read the signing secret from this file instead; `-` is stdin.
    #[arg(long, value_name = "PATH", help_heading = "Signing secret")]
    pub(crate) secret_file: Option<PathBuf>,
}
