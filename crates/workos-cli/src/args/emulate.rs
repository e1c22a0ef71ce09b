//! The options of `workos emulate` as a server.

use std::path::PathBuf;

use clap::Args;

use super::{CONTROL, LISTENING, TOKENS};

#[derive(Debug, Args)]
pub(crate) struct Serving {
    /// Serve over https with a generated certificate.
    #[arg(long, help_heading = LISTENING)]
    pub(crate) tls: bool,
    /// Store the certificate in this directory.
    ///
    /// Clients then have to trust it only once. By default, it is stored in your user's state directory.
    #[arg(long, value_name = "DIR", requires = "tls", help_heading = LISTENING)]
    pub(crate) tls_dir: Option<PathBuf>,
    /// Sign access tokens with the RSA key of this PEM file.
    ///
    /// The file also contains the certificate of the key.
    #[arg(long, value_name = "FILE", help_heading = TOKENS)]
    pub(crate) signing_key: Option<PathBuf>,
    /// The base URL in links, and the issuer of tokens.
    ///
    /// By default, it is the URL of the listen address.
    #[arg(long, value_name = "URL", help_heading = TOKENS)]
    pub(crate) issuer: Option<String>,
    /// Require this key in the `X-Emulator-Key` header of control requests [env: WORKOS_EMULATOR_CONTROL_KEY].
    ///
    /// Without a key, only this machine can send them.
    #[arg(long, value_name = "KEY", help_heading = CONTROL)]
    pub(crate) control_key: Option<String>,
    /// Allow control requests of web pages of this origin; may be repeated.
    #[arg(long, value_name = "ORIGIN", help_heading = CONTROL)]
    pub(crate) cors: Vec<String>,
    /// Do not log requests.
    #[arg(long, help_heading = CONTROL)]
    pub(crate) quiet: bool,
}
