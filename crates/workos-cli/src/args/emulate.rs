//! The options of `workos emulate` as a server.

use std::path::PathBuf;

use clap::Args;

#[derive(Debug, Args)]
pub(crate) struct Serving {
    /// Serve over https with a generated certificate.
    #[arg(long)]
    pub(crate) tls: bool,
    /// Store the certificate in this directory, so that clients have to trust it only once.
    ///
    /// By default, it is stored in your user's state directory.
    #[arg(long, value_name = "DIR", requires = "tls")]
    pub(crate) tls_dir: Option<PathBuf>,
    /// Sign access tokens with the RSA key of this PEM file, which also contains the key's certificate.
    #[arg(long, value_name = "FILE")]
    pub(crate) signing_key: Option<PathBuf>,
    /// The base URL in links and the issuer of tokens, if it differs from the listen address.
    #[arg(long, value_name = "URL")]
    pub(crate) issuer: Option<String>,
    /// Require this key in the `X-Emulator-Key` header of control requests; without a key, only this machine can send
    /// them
    /// [env: WORKOS_EMULATOR_CONTROL_KEY].
    #[arg(long, value_name = "KEY")]
    pub(crate) control_key: Option<String>,
    /// Allow web pages of this origin to send control requests; may be repeated.
    #[arg(long, value_name = "ORIGIN")]
    pub(crate) cors: Vec<String>,
    /// Do not log requests.
    #[arg(long)]
    pub(crate) quiet: bool,
}
