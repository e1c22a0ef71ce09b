//! The arguments of `workos portal`.

use clap::builder::{NonEmptyStringValueParser, PossibleValuesParser};
use clap::{Args, Subcommand};

#[derive(Debug, Subcommand)]
pub(crate) enum Portal {
    /// Make a link to the Admin Portal for an administrator of an organization; it is good once, for five minutes.
    GenerateLink(GenerateLink),
    /// List the icons of identity providers, or print the address of one.
    Icons(Icons),
}

#[derive(Debug, Args)]
pub(crate) struct GenerateLink {
    /// Whose administrator it is for.
    #[arg(long, alias = "organization-id", value_name = "ID")]
    pub(crate) organization: String,
    /// What the visit is for; without it, the visitor chooses.
    #[arg(long, value_parser = PossibleValuesParser::new([
        "sso", "dsync", "audit_logs", "log_streams", "domain_verification", "certificate_renewal", "bring_your_own_key",
    ]))]
    pub(crate) intent: Option<String>,
    /// Where the portal's link back leads.
    #[arg(long, value_name = "URL")]
    pub(crate) return_url: Option<String>,
    /// Where the portal leads when everything is set up; the return URL by default.
    #[arg(long, value_name = "URL")]
    pub(crate) success_url: Option<String>,
    /// Who it is made for, as your application calls them.
    #[arg(long, value_name = "ID")]
    pub(crate) external_user_id: Option<String>,
    /// Refuse return and success URLs of other hosts, such as yourapp.com or *.yourapp.com; may be repeated.
    #[arg(long = "allow-return-host", value_name = "HOST")]
    pub(crate) allowed_hosts: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Icons {
    /// Print where the icon of this provider is, without asking the API.
    #[arg(long, value_name = "SLUG", value_parser = NonEmptyStringValueParser::new())]
    pub(crate) provider: Option<String>,
    /// The icon for dark backgrounds.
    #[arg(long, requires = "provider")]
    pub(crate) dark: bool,
}
