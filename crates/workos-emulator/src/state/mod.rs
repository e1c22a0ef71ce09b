//! What the emulator remembers, and every change of it.

mod accounts;
mod changes;
mod connection_options;
mod connections;
mod data_integrations;
mod domains;
mod expiry;
mod id_tokens;
mod limits;
mod organizations;
mod portal;
mod rejected;
mod saml_certificates;
mod seeded_accounts;
mod tables;
mod users;
mod webhooks;

pub(crate) use accounts::{AccountOwner, Authorization, ProviderCode, ReturnTo, Tokens, Unfinished, Vended};
pub(crate) use changes::{SsoProgress, SsoStep};
pub(crate) use connection_options::{ConnectionOptions, Protocol};
pub(crate) use data_integrations::{check_method, wrong_method};
pub(crate) use domains::VerificationOutcome;
pub(crate) use limits::{check_email, read_metadata, read_web_url};
pub(crate) use organizations::OrganizationChanges;
pub(crate) use portal::PortalVisit;
pub(crate) use rejected::Rejected;
pub(crate) use users::UserChanges;
pub(crate) use webhooks::WebhookEndpointChanges;

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use tokio::sync::Notify;
use workos_core::Timestamp;

use crate::collection::Collection;
use crate::deliveries::Deliveries;
use crate::events::Events;
use crate::expiring::Expiring;
use crate::keep::{self, KeptMap};
use crate::lenient::Lenient;
use crate::objects::{
    ConnectedAccount, Connection, DataIntegration, IntegrationConfiguration, ItContact, Organization,
    OrganizationDomain, Profile, SamlCertificate, User, WebhookEndpoint,
};
use crate::webhook_target::WebhookHosts;

/// Seconds in which an authorization code can be exchanged.
const CODE: u64 = 600;
/// Seconds in which a sign-in page can be answered, and a logout token used.
const PAGE: u64 = 600;
/// Seconds in which a link to the Admin Portal can be opened.
const PORTAL_LINK: u64 = 300;
/// Seconds that a visit to the Admin Portal may take on each of its pages.
const VISIT: u64 = 3600;
/// Seconds in which a connection with a code challenge can be finished.
const CONNECT_CODE: u64 = 90;
/// Seconds for which an answer is kept for the idempotency key of its request.
const IDEMPOTENCY_KEY: u64 = 24 * 60 * 60;
/// Seconds for which sessions are remembered; access tokens expire well before.
const SESSION: u64 = 24 * 60 * 60;

/// Everything that requests read and change.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct State {
    #[serde(with = "keep")]
    pub(crate) organizations: Collection<Organization>,
    #[serde(with = "keep")]
    pub(crate) domains: Collection<OrganizationDomain>,
    #[serde(with = "keep")]
    pub(crate) it_contacts: Collection<ItContact>,
    #[serde(with = "keep")]
    pub(crate) users: Collection<User>,
    #[serde(with = "keep")]
    pub(crate) webhook_endpoints: Collection<WebhookEndpoint>,
    pub(crate) events: Events,
    #[serde(with = "keep")]
    pub(crate) deliveries: Deliveries,
    #[serde(with = "keep")]
    pub(crate) connections: Collection<Connection>,
    #[serde(with = "keep")]
    pub(crate) saml_certificates: Collection<SamlCertificate>,
    #[serde(with = "keep")]
    pub(crate) profiles: Collection<Profile>,
    #[serde(with = "keep")]
    pub(crate) codes: Expiring<Grant, CODE>,
    #[serde(with = "keep")]
    pub(crate) sign_ins: Expiring<SignIn, PAGE>,
    #[serde(with = "keep")]
    pub(crate) sessions: Expiring<Session, SESSION>,
    /// Logout tokens, with the profile that each signs out.
    #[serde(with = "keep")]
    pub(crate) logout_tokens: Expiring<String, PAGE>,
    #[serde(with = "keep")]
    pub(crate) portal_links: Expiring<PortalVisit, PORTAL_LINK>,
    /// Visits under way, by the token of the page that is open.
    #[serde(with = "keep")]
    pub(crate) portal_visits: Expiring<PortalVisit, VISIT>,
    /// Organizations with people that links were made for.
    #[serde(with = "keep")]
    portal_visitors: KeptMap<(String, String), ()>,
    #[serde(with = "keep")]
    pub(crate) data_integrations: Collection<DataIntegration>,
    #[serde(with = "keep")]
    pub(crate) connected_accounts: Collection<ConnectedAccount>,
    /// What organizations set for themselves, by their id and that of the data integration.
    #[serde(with = "keep")]
    pub(crate) integration_configurations: KeptMap<(String, String), IntegrationConfiguration>,
    /// Accounts that are being connected, by the token of their URL.
    #[serde(with = "keep")]
    pub(crate) authorizations: Expiring<Authorization, PAGE>,
    /// The codes of the emulated providers.
    #[serde(with = "keep")]
    pub(crate) provider_codes: Expiring<ProviderCode, CODE>,
    /// Accounts that the user has consented to and the application has to save, by their connect code.
    #[serde(with = "keep")]
    pub(crate) connect_codes: Expiring<Unfinished, CONNECT_CODE>,
    /// Answers to requests with an idempotency key, by path and key.
    #[serde(with = "keep")]
    pub(crate) keyed_answers: Expiring<KeyedAnswer, IDEMPOTENCY_KEY>,
    /// Domain verifications under way, by the time of their end and the id of the domain.
    #[serde(with = "keep")]
    verifications: KeptMap<(Timestamp, String), VerificationOutcome>,
    /// What is unique within the environment, with the id of the object that has it.
    #[serde(skip)]
    unique: Unique,
    /// The ids of the domains of each name; several organizations may claim one.
    #[serde(skip)]
    domains_by_name: HashMap<String, BTreeSet<String>>,
    /// Whether events of connected accounts are also told by the names that the seeds have for them.
    #[serde(skip)]
    pub(crate) legacy_pipes_events: bool,
    /// The checks that are not made.
    #[serde(skip)]
    pub(crate) lenient: Lenient,
    /// The hosts to which webhooks may be sent over plain HTTP.
    #[serde(skip)]
    pub(crate) webhook_hosts: WebhookHosts,
    /// While a fixture is loaded, nothing has happened.
    #[serde(skip)]
    silent: bool,
    /// How often all of it has been replaced.
    #[serde(skip)]
    pub(crate) generation: u64,
    /// Tells the courier of a server that something may be due.
    #[serde(skip)]
    pub(crate) wake: Arc<Notify>,
}

/// Values that no two objects may share.
#[derive(Clone, Debug, Default)]
struct Unique {
    organization_external_ids: HashMap<String, String>,
    stripe_customers: HashMap<String, String>,
    user_external_ids: HashMap<String, String>,
    /// In lower case.
    user_emails: HashMap<String, String>,
}

impl Unique {
    /// An organization's external id changes, or comes, or goes.
    fn claim_external_id(&mut self, id: &str, old: Option<&str>, new: Option<&str>) {
        replace(&mut self.organization_external_ids, id, old, new);
    }

    /// An organization's Stripe customer changes, or comes, or goes.
    fn claim_stripe_customer(&mut self, id: &str, old: Option<&str>, new: Option<&str>) {
        replace(&mut self.stripe_customers, id, old, new);
    }
}

fn replace(index: &mut HashMap<String, String>, id: &str, old: Option<&str>, new: Option<&str>) {
    if let Some(old) = old {
        index.remove(old);
    }
    if let Some(new) = new {
        index.insert(new.to_owned(), id.to_owned());
    }
}

/// What a code stands for.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Grant {
    pub(crate) client_id: String,
    pub(crate) profile_id: String,
    pub(crate) code_challenge: Option<String>,
    pub(crate) provider_scopes: Vec<String>,
}

/// A sign-in that has passed every check and awaits its approval.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SignIn {
    pub(crate) client_id: String,
    pub(crate) redirect_uri: String,
    pub(crate) state: Option<String>,
    pub(crate) connection_id: String,
    pub(crate) code_challenge: Option<String>,
    pub(crate) provider_scopes: Vec<String>,
    pub(crate) user_agent: Option<String>,
}

/// The answer to a request with an idempotency key.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct KeyedAnswer {
    /// The digest of the request that was answered.
    pub(crate) request: String,
    pub(crate) status: u16,
    pub(crate) body: serde_json::Value,
}

/// A person who is signed in.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Session {
    pub(crate) profile_id: String,
}
