//! The arguments of `workos portal`.

use clap::builder::{NonEmptyStringValueParser, PossibleValuesParser};
use clap::{Args, Subcommand};

use super::positional::OrganizationArg;

#[derive(Debug, Subcommand)]
pub(crate) enum Portal {
    /// Create an Admin Portal link for an administrator of an organization; it is valid once, for five minutes.
    GenerateLink(GenerateLink),
    /// List the icons of identity providers, or print the URL of one icon.
    Icons(Icons),
}

#[derive(Debug, Args)]
pub(crate) struct GenerateLink {
    #[command(flatten)]
    pub(crate) organization: OrganizationArg,
    /// The purpose of the visit; without it, the visitor chooses.
    #[arg(long, value_parser = PossibleValuesParser::new([
        "sso", "dsync", "audit_logs", "log_streams", "domain_verification", "certificate_renewal", "bring_your_own_key",
    ]))]
    pub(crate) intent: Option<String>,
    /// The URL of the portal's link back to your application.
    #[arg(long, value_name = "URL")]
    pub(crate) return_url: Option<String>,
    /// The URL after a completed setup; by default the return URL.
    #[arg(long, value_name = "URL")]
    pub(crate) success_url: Option<String>,
    /// The administrator's id in your application.
    #[arg(long, value_name = "ID")]
    pub(crate) external_user_id: Option<String>,
    /// Allow return and success URLs of this host only, for instance yourapp.com or *.yourapp.com; may be repeated.
    #[arg(long = "allow-return-host", value_name = "HOST")]
    pub(crate) allowed_hosts: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Icons {
    /// Print the icon URL of this provider without calling the API.
    #[arg(long, value_name = "SLUG", value_parser = NonEmptyStringValueParser::new())]
    pub(crate) provider: Option<String>,
    /// Use the icon for dark backgrounds.
    #[arg(long, requires = "provider")]
    pub(crate) dark: bool,
}
