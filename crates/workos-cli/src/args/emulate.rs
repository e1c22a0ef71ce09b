//! How `workos emulate` serves, beyond what it emulates.

use std::path::PathBuf;

use clap::Args;

#[derive(Debug, Args)]
pub(crate) struct Serving {
    /// Serve over https, with a certificate made here.
    #[arg(long)]
    pub(crate) tls: bool,
    /// Keep the certificate in this directory, so that clients need to be told of it only once.
    ///
    /// Unless set, in the directory where the system keeps such things for you.
    #[arg(long, value_name = "DIR", requires = "tls")]
    pub(crate) tls_dir: Option<PathBuf>,
    /// Sign access tokens with the RSA key of this PEM file, which also has its certificate.
    #[arg(long, value_name = "FILE")]
    pub(crate) signing_key: Option<PathBuf>,
    /// The base URL in links and the issuer of tokens, where it is not the address to listen on.
    #[arg(long, value_name = "URL")]
    pub(crate) issuer: Option<String>,
    /// Ask for this key in `X-Emulator-Key` of every control request; without one, only this machine can make them
    /// [env: WORKOS_EMULATOR_CONTROL_KEY].
    #[arg(long, value_name = "KEY")]
    pub(crate) control_key: Option<String>,
    /// Let the web pages of this origin make control requests; may be repeated.
    #[arg(long, value_name = "ORIGIN")]
    pub(crate) cors: Vec<String>,
    /// Write no line for each request.
    #[arg(long)]
    pub(crate) quiet: bool,
}
