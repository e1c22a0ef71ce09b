//! The arguments of `workos doctor`.

use clap::Args;

use super::SigningSecret;

#[derive(Debug, Args)]
pub(crate) struct Doctor {
    /// Also create a portal link and a widget token, for this organization.
    #[arg(long, alias = "organization-id", value_name = "ID")]
    pub(crate) organization: Option<String>,
    /// The user of the widget token.
    #[arg(long, alias = "user-id", value_name = "ID", requires = "organization")]
    pub(crate) user: Option<String>,
    /// The redirect URI of the authorization URL.
    #[arg(long, value_name = "URI", default_value = "http://localhost:3000/callback")]
    pub(crate) redirect_uri: String,
    #[command(flatten)]
    pub(crate) secret: SigningSecret,
}
