//! What the emulator remembers, and every change of it.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use tokio::sync::Notify;
use workos_core::Timestamp;

use crate::base::hosts::WebhookHosts;
use crate::base::lenient::Lenient;
use crate::domains::connections::model::certificate::SamlCertificate;
use crate::domains::connections::model::connection::Connection;
use crate::domains::organizations::model::VerificationOutcome;
use crate::domains::organizations::model::{ItContact, Organization, OrganizationDomain};
use crate::domains::pipes::model::authorization::{Authorization, ProviderCode, Unfinished};
use crate::domains::pipes::model::connected_account::ConnectedAccount;
use crate::domains::pipes::model::data_integration::{DataIntegration, IntegrationConfiguration};
use crate::domains::pipes::model::keyed_answer::KeyedAnswer;
use crate::domains::portal::model::PortalVisit;
use crate::domains::sso::model::Profile;
use crate::domains::sso::model::{Grant, Session, SignIn};
use crate::domains::users::model::User;
use crate::events::deliveries::Deliveries;
use crate::events::endpoint::WebhookEndpoint;
use crate::events::log::Events;
use crate::store::collection::Collection;
use crate::store::expiring::Expiring;
use crate::store::map::KeptMap;
use crate::store::table;

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

/// Seconds that no access token outlives.
const ACCESS_TOKEN: u64 = 24 * 60 * 60;

/// Everything that requests read and change.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct State {
    #[serde(with = "table")]
    pub(crate) organizations: Collection<Organization>,
    #[serde(with = "table")]
    pub(crate) domains: Collection<OrganizationDomain>,
    #[serde(with = "table")]
    pub(crate) it_contacts: Collection<ItContact>,
    #[serde(with = "table")]
    pub(crate) users: Collection<User>,
    #[serde(with = "table")]
    pub(crate) webhook_endpoints: Collection<WebhookEndpoint>,
    pub(crate) events: Events,
    #[serde(with = "table")]
    pub(crate) deliveries: Deliveries,
    #[serde(with = "table")]
    pub(crate) connections: Collection<Connection>,
    #[serde(with = "table")]
    pub(crate) saml_certificates: Collection<SamlCertificate>,
    #[serde(with = "table")]
    pub(crate) profiles: Collection<Profile>,
    #[serde(with = "table")]
    pub(crate) codes: Expiring<Grant, CODE>,
    #[serde(with = "table")]
    pub(crate) sign_ins: Expiring<SignIn, PAGE>,
    #[serde(with = "table")]
    pub(crate) sessions: Expiring<Session, SESSION>,
    /// Access tokens that a fault has expired.
    #[serde(with = "table")]
    pub(crate) expired_tokens: Expiring<(), ACCESS_TOKEN>,
    /// Logout tokens, with the profile that each signs out.
    #[serde(with = "table")]
    pub(crate) logout_tokens: Expiring<String, PAGE>,
    #[serde(with = "table")]
    pub(crate) portal_links: Expiring<PortalVisit, PORTAL_LINK>,
    /// Visits under way, by the token of the page that is open.
    #[serde(with = "table")]
    pub(crate) portal_visits: Expiring<PortalVisit, VISIT>,
    /// Organizations with people that links were made for.
    #[serde(with = "table")]
    pub(crate) portal_visitors: KeptMap<(String, String), ()>,
    #[serde(with = "table")]
    pub(crate) data_integrations: Collection<DataIntegration>,
    #[serde(with = "table")]
    pub(crate) connected_accounts: Collection<ConnectedAccount>,
    /// What organizations set for themselves, by their id and that of the data integration.
    #[serde(with = "table")]
    pub(crate) integration_configurations: KeptMap<(String, String), IntegrationConfiguration>,
    /// Accounts that are being connected, by the token of their URL.
    #[serde(with = "table")]
    pub(crate) authorizations: Expiring<Authorization, PAGE>,
    /// The codes of the emulated providers.
    #[serde(with = "table")]
    pub(crate) provider_codes: Expiring<ProviderCode, CODE>,
    /// Accounts that the user has consented to and the application has to save, by their connect code.
    #[serde(with = "table")]
    pub(crate) connect_codes: Expiring<Unfinished, CONNECT_CODE>,
    /// Answers to requests with an idempotency key, by path and key.
    #[serde(with = "table")]
    pub(crate) keyed_answers: Expiring<KeyedAnswer, IDEMPOTENCY_KEY>,
    /// Domain verifications under way, by the time of their end and the id of the domain.
    #[serde(with = "table")]
    pub(crate) verifications: KeptMap<(Timestamp, String), VerificationOutcome>,
    /// What is unique within the environment, with the id of the object that has it.
    #[serde(skip)]
    pub(crate) unique: Unique,
    /// The ids of the domains of each name; several organizations may claim one.
    #[serde(skip)]
    pub(crate) domains_by_name: HashMap<String, BTreeSet<String>>,
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
    pub(crate) silent: bool,
    /// How often all of it has been replaced.
    #[serde(skip)]
    pub(crate) generation: u64,
    /// Tells the courier of a server that something may be due.
    #[serde(skip)]
    pub(crate) wake: Arc<Notify>,
}

/// Values that no two objects may share.
#[derive(Clone, Debug, Default)]
pub(crate) struct Unique {
    pub(crate) organization_external_ids: HashMap<String, String>,
    pub(crate) stripe_customers: HashMap<String, String>,
    pub(crate) user_external_ids: HashMap<String, String>,
    /// In lower case.
    pub(crate) user_emails: HashMap<String, String>,
}

impl Unique {
    /// An organization's external id changes, or comes, or goes.
    pub(crate) fn claim_external_id(&mut self, id: &str, old: Option<&str>, new: Option<&str>) {
        replace(&mut self.organization_external_ids, id, old, new);
    }

    /// An organization's Stripe customer changes, or comes, or goes.
    pub(crate) fn claim_stripe_customer(&mut self, id: &str, old: Option<&str>, new: Option<&str>) {
        replace(&mut self.stripe_customers, id, old, new);
    }
}

pub(crate) fn replace(index: &mut HashMap<String, String>, id: &str, old: Option<&str>, new: Option<&str>) {
    if let Some(old) = old {
        index.remove(old);
    }
    if let Some(new) = new {
        index.insert(new.to_owned(), id.to_owned());
    }
}
