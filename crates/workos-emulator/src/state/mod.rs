//! What the emulator remembers, and every change of it.

mod accounts;
mod changes;
mod connections;
mod data_integrations;
mod domains;
mod expiry;
mod limits;
mod organizations;
mod portal;
mod rejected;
mod users;
mod webhooks;

pub(crate) use accounts::{AccountOwner, Authorization, ProviderCode, Tokens, Vended};
pub(crate) use changes::{SsoProgress, SsoStep};
pub(crate) use data_integrations::{check_method, wrong_method};
pub(crate) use domains::VerificationOutcome;
pub(crate) use limits::{check_email, read_metadata, read_web_url};
pub(crate) use organizations::OrganizationChanges;
pub(crate) use portal::PortalVisit;
pub(crate) use rejected::Rejected;
pub(crate) use webhooks::WebhookEndpointChanges;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;
use workos_core::Timestamp;

use crate::collection::Collection;
use crate::deliveries::Deliveries;
use crate::events::Events;
use crate::expiring::Expiring;
use crate::objects::{
    ConnectedAccount, Connection, DataIntegration, IntegrationConfiguration, ItContact, Organization,
    OrganizationDomain, Profile, User, WebhookEndpoint,
};

/// Authorization codes can be exchanged for this long.
const CODE_LIFETIME: Duration = Duration::from_secs(600);
/// A sign-in page can be answered, and a logout token used, for this long.
const PAGE_LIFETIME: Duration = Duration::from_secs(600);
/// A link to the Admin Portal can be opened for this long.
const PORTAL_LINK_LIFETIME: Duration = Duration::from_secs(300);
/// A visit to the Admin Portal may take this long on each of its pages.
const VISIT_LIFETIME: Duration = Duration::from_secs(3600);
/// Sessions are remembered for this long; access tokens expire well before.
const SESSION_LIFETIME: Duration = Duration::from_secs(24 * 60 * 60);

/// Everything that requests read and change.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) organizations: Collection<Organization>,
    pub(crate) domains: Collection<OrganizationDomain>,
    pub(crate) it_contacts: Collection<ItContact>,
    pub(crate) users: Collection<User>,
    pub(crate) webhook_endpoints: Collection<WebhookEndpoint>,
    pub(crate) events: Events,
    pub(crate) deliveries: Deliveries,
    pub(crate) connections: Collection<Connection>,
    pub(crate) profiles: Collection<Profile>,
    pub(crate) codes: Expiring<Grant>,
    pub(crate) sign_ins: Expiring<SignIn>,
    pub(crate) sessions: Expiring<Session>,
    /// Logout tokens, with the profile that each signs out.
    pub(crate) logout_tokens: Expiring<String>,
    pub(crate) portal_links: Expiring<PortalVisit>,
    /// Visits under way, by the token of the page that is open.
    pub(crate) portal_visits: Expiring<PortalVisit>,
    /// Organizations with people that links were made for.
    portal_visitors: BTreeSet<(String, String)>,
    pub(crate) data_integrations: Collection<DataIntegration>,
    pub(crate) connected_accounts: Collection<ConnectedAccount>,
    /// What organizations set for themselves, by their id and that of the data integration.
    pub(crate) integration_configurations: BTreeMap<(String, String), IntegrationConfiguration>,
    /// Accounts that are being connected, by the token of their URL.
    pub(crate) authorizations: Expiring<Authorization>,
    /// The codes of the emulated providers.
    pub(crate) provider_codes: Expiring<ProviderCode>,
    /// What is unique within the environment, with the id of the object that has it.
    unique: Unique,
    /// The ids of the domains of each name; several organizations may claim one.
    domains_by_name: HashMap<String, BTreeSet<String>>,
    /// Domain verifications under way, by the time of their end and the id of the domain.
    verifications: BTreeMap<(Timestamp, String), VerificationOutcome>,
    /// Whether events of connected accounts are also told by the names that the seeds have for them.
    pub(crate) seed_pipes_events: bool,
    /// While a fixture is loaded, nothing has happened.
    silent: bool,
    /// Tells the courier of a server that something may be due.
    pub(crate) wake: Arc<Notify>,
}

/// Values that no two objects may share.
#[derive(Debug, Default)]
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
#[derive(Debug)]
pub(crate) struct Grant {
    pub(crate) client_id: String,
    pub(crate) profile_id: String,
    pub(crate) code_challenge: Option<String>,
    pub(crate) provider_scopes: Vec<String>,
}

/// A sign-in that has passed every check and awaits its approval.
#[derive(Clone, Debug)]
pub(crate) struct SignIn {
    pub(crate) client_id: String,
    pub(crate) redirect_uri: String,
    pub(crate) state: Option<String>,
    pub(crate) connection_id: String,
    pub(crate) code_challenge: Option<String>,
    pub(crate) provider_scopes: Vec<String>,
    pub(crate) user_agent: Option<String>,
}

/// A person who is signed in.
#[derive(Debug)]
pub(crate) struct Session {
    pub(crate) profile_id: String,
}

impl State {
    pub(crate) fn new() -> Self {
        Self {
            organizations: Collection::default(),
            connections: Collection::default(),
            profiles: Collection::default(),
            codes: Expiring::new(CODE_LIFETIME),
            sign_ins: Expiring::new(PAGE_LIFETIME),
            sessions: Expiring::new(SESSION_LIFETIME),
            logout_tokens: Expiring::new(PAGE_LIFETIME),
            portal_links: Expiring::new(PORTAL_LINK_LIFETIME),
            portal_visits: Expiring::new(VISIT_LIFETIME),
            portal_visitors: BTreeSet::new(),
            data_integrations: Collection::default(),
            connected_accounts: Collection::default(),
            integration_configurations: BTreeMap::new(),
            authorizations: Expiring::new(PAGE_LIFETIME),
            provider_codes: Expiring::new(CODE_LIFETIME),
            domains: Collection::default(),
            it_contacts: Collection::default(),
            users: Collection::default(),
            webhook_endpoints: Collection::default(),
            events: Events::default(),
            deliveries: Deliveries::default(),
            unique: Unique::default(),
            domains_by_name: HashMap::new(),
            verifications: BTreeMap::new(),
            seed_pipes_events: false,
            silent: true,
            wake: Arc::default(),
        }
    }
}
