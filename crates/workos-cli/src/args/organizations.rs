//! The arguments of `workos organizations`.

use std::time::Duration;

use clap::{ArgGroup, Args, Subcommand};

use super::positional::OrganizationName;
use super::{DeleteArgs, IdArgs, Paging, parse_pair, parse_seconds};

#[derive(Debug, Subcommand)]
pub(crate) enum Organizations {
    /// List organizations, newest first.
    List(ListOrganizations),
    /// Show one organization, by its id or its external id.
    Get(GetOrganization),
    /// Create an organization.
    Create(CreateOrganization),
    /// Update an organization; fields without an option stay unchanged.
    ///
    /// The given domains replace all domains of the organization.
    Update(UpdateOrganization),
    /// Delete an organization and its connections permanently.
    Delete(DeleteArgs),
    /// Manage and verify the domains of organizations.
    #[command(subcommand)]
    Domains(Domains),
}

#[derive(Debug, Default, Args)]
pub(crate) struct ListOrganizations {
    /// Only organizations with this domain; may be repeated to match any of several domains.
    #[arg(long = "domain", value_name = "DOMAIN")]
    pub(crate) domains: Vec<String>,
    /// Only organizations whose name contains this text.
    #[arg(long, value_name = "TEXT")]
    pub(crate) search: Option<String>,
    #[command(flatten)]
    pub(crate) paging: Paging,
}

#[derive(Debug, Args)]
#[command(group = ArgGroup::new("which").required(true).args(["id", "external_id"]))]
pub(crate) struct GetOrganization {
    /// The organization's id, `org_…`.
    pub(crate) id: Option<String>,
    /// The organization's id in your own system.
    #[arg(long, value_name = "ID")]
    pub(crate) external_id: Option<String>,
}

/// The domains of an organization.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct DomainData {
    /// A domain that is not verified yet; may be repeated.
    #[arg(long = "domain", value_name = "DOMAIN", help_heading = "Domains")]
    pub(crate) pending: Vec<String>,
    /// A domain that you know the organization owns; may be repeated.
    #[arg(long = "verified-domain", value_name = "DOMAIN", help_heading = "Domains")]
    pub(crate) verified: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct CreateOrganization {
    #[command(flatten)]
    pub(crate) name: OrganizationName,
    #[command(flatten)]
    pub(crate) domains: DomainData,
    /// The organization's id in your own system; it must be unique.
    #[arg(long, value_name = "ID")]
    pub(crate) external_id: Option<String>,
    /// A metadata entry; may be repeated.
    #[arg(long, value_name = "KEY=VALUE", value_parser = parse_pair)]
    pub(crate) metadata: Vec<(String, String)>,
}

#[derive(Debug, Args)]
#[command(override_usage = "workos organizations update [OPTIONS] <ID>")]
#[command(group = ArgGroup::new("change").required(true).multiple(true).args([
    "name", "pending", "verified", "external_id", "clear_external_id", "metadata", "clear_metadata",
    "stripe_customer_id", "clear_stripe_customer_id",
]))]
pub(crate) struct UpdateOrganization {
    /// The organization's id, `org_…`.
    pub(crate) id: String,
    /// The organization's display name.
    #[arg(long)]
    pub(crate) name: Option<String>,
    #[command(flatten)]
    pub(crate) domains: DomainData,
    /// The organization's id in your own system.
    #[arg(long, value_name = "ID")]
    pub(crate) external_id: Option<String>,
    /// Remove the external id.
    #[arg(long, conflicts_with = "external_id")]
    pub(crate) clear_external_id: bool,
    /// A metadata entry; may be repeated. The given entries replace all existing ones.
    #[arg(long, value_name = "KEY=VALUE", value_parser = parse_pair)]
    pub(crate) metadata: Vec<(String, String)>,
    /// Remove all metadata.
    #[arg(long, conflicts_with = "metadata")]
    pub(crate) clear_metadata: bool,
    /// The id of the organization's Stripe customer, `cus_…`.
    #[arg(long, value_name = "ID")]
    pub(crate) stripe_customer_id: Option<String>,
    /// Remove the id of the Stripe customer.
    #[arg(long, conflicts_with = "stripe_customer_id")]
    pub(crate) clear_stripe_customer_id: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Domains {
    /// Add an unverified domain to an organization.
    Add(AddDomain),
    /// Show a domain and its verification state.
    Get(IdArgs),
    /// Start to verify a domain by its TXT record.
    Verify(VerifyDomain),
    /// Remove a domain from its organization permanently.
    Delete(DeleteArgs),
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
    /// Wait up to this long for the result of the verification.
    #[arg(long, value_name = "SECONDS", value_parser = parse_seconds)]
    pub(crate) wait: Option<Duration>,
}
