//! The arguments of `workos organizations`.

use std::time::Duration;

use clap::{ArgGroup, Args, Subcommand};

use super::{DeleteOne, One, Paging, parse_pair, parse_seconds};

#[derive(Debug, Subcommand)]
pub(crate) enum Organizations {
    /// List organizations, newest first.
    List(ListOrganizations),
    /// Show one organization, by its id or by yours.
    Get(GetOrganization),
    /// Create an organization.
    Create(CreateOrganization),
    /// Change an organization; what is not named stays as it is.
    ///
    /// Domains that are named take the place of all that it has.
    Update(UpdateOrganization),
    /// Delete an organization for good, with its connections.
    Delete(DeleteOne),
    /// The domains of organizations, and proving that they own them.
    #[command(subcommand)]
    Domains(Domains),
}

#[derive(Debug, Default, Args)]
pub(crate) struct ListOrganizations {
    /// Only organizations with this domain; may be repeated for any of several.
    #[arg(long = "domain", value_name = "DOMAIN")]
    pub(crate) domains: Vec<String>,
    /// Only organizations whose name holds this text.
    #[arg(long, value_name = "TEXT")]
    pub(crate) search: Option<String>,
    #[command(flatten)]
    pub(crate) paging: Paging,
}

#[derive(Debug, Args)]
#[command(group = ArgGroup::new("which").required(true).args(["id", "external_id"]))]
pub(crate) struct GetOrganization {
    /// Its id, `org_…`.
    pub(crate) id: Option<String>,
    /// Its id in your own system.
    #[arg(long, value_name = "ID")]
    pub(crate) external_id: Option<String>,
}

/// The domains that an organization is to have.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct DomainData {
    /// A domain that is still to be proved; may be repeated.
    #[arg(long = "domain", value_name = "DOMAIN")]
    pub(crate) pending: Vec<String>,
    /// A domain that you know to be theirs; may be repeated.
    #[arg(long = "verified-domain", value_name = "DOMAIN")]
    pub(crate) verified: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct CreateOrganization {
    /// Its name for people.
    pub(crate) name: String,
    #[command(flatten)]
    pub(crate) domains: DomainData,
    /// Its id in your own system; no two organizations have the same.
    #[arg(long, value_name = "ID")]
    pub(crate) external_id: Option<String>,
    /// Something to keep with it; may be repeated.
    #[arg(long, value_name = "KEY=VALUE", value_parser = parse_pair)]
    pub(crate) metadata: Vec<(String, String)>,
}

#[derive(Debug, Args)]
#[command(group = ArgGroup::new("change").required(true).multiple(true).args([
    "name", "pending", "verified", "external_id", "clear_external_id", "metadata", "clear_metadata",
    "stripe_customer_id", "clear_stripe_customer_id",
]))]
pub(crate) struct UpdateOrganization {
    /// Its id, `org_…`.
    pub(crate) id: String,
    /// Its name for people.
    #[arg(long)]
    pub(crate) name: Option<String>,
    #[command(flatten)]
    pub(crate) domains: DomainData,
    /// Its id in your own system.
    #[arg(long, value_name = "ID")]
    pub(crate) external_id: Option<String>,
    /// Take its external id away.
    #[arg(long, conflicts_with = "external_id")]
    pub(crate) clear_external_id: bool,
    /// What to keep with it, in place of all that is kept now; may be repeated.
    #[arg(long, value_name = "KEY=VALUE", value_parser = parse_pair)]
    pub(crate) metadata: Vec<(String, String)>,
    /// Keep nothing with it any more.
    #[arg(long, conflicts_with = "metadata")]
    pub(crate) clear_metadata: bool,
    /// The Stripe customer that pays for it, `cus_…`.
    #[arg(long, value_name = "ID")]
    pub(crate) stripe_customer_id: Option<String>,
    /// No Stripe customer pays for it any more.
    #[arg(long, conflicts_with = "stripe_customer_id")]
    pub(crate) clear_stripe_customer_id: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Domains {
    /// Add a domain to an organization, still to be proved.
    Add(AddDomain),
    /// Show a domain and how far its verification is.
    Get(One),
    /// Have the TXT record of a domain looked up from now on.
    Verify(VerifyDomain),
    /// Take a domain from its organization for good.
    Delete(DeleteOne),
}

#[derive(Debug, Args)]
pub(crate) struct AddDomain {
    /// The organization, `org_…`.
    pub(crate) organization: String,
    /// The domain, for instance acme.com.
    pub(crate) domain: String,
}

#[derive(Debug, Args)]
pub(crate) struct VerifyDomain {
    /// The domain's id, `org_domain_…`.
    pub(crate) id: String,
    /// Wait for so long until it is decided.
    #[arg(long, value_name = "SECONDS", value_parser = parse_seconds)]
    pub(crate) wait: Option<Duration>,
}
