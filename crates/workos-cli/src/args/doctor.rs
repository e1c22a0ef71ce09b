//! The arguments of `workos doctor`.

use clap::Args;

use super::SigningSecret;

#[derive(Debug, Args)]
pub(crate) struct Doctor {
    /// Also check what creates something, a portal link and a widget token, with this organization.
    #[arg(long, alias = "organization-id", value_name = "ID")]
    pub(crate) organization: Option<String>,
    /// Who the widget token is for.
    #[arg(long, alias = "user-id", value_name = "ID", requires = "organization")]
    pub(crate) user: Option<String>,
    /// The redirect URI that the authorization URL is built with.
    #[arg(long, value_name = "URI", default_value = "http://localhost:3000/callback")]
    pub(crate) redirect_uri: String,
    #[command(flatten)]
    pub(crate) secret: SigningSecret,
}
