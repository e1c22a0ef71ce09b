//! The tables of Pipes.

use std::collections::{BTreeSet, HashMap};

use crate::domains::pipes::model::authorization::{Authorization, ProviderCode, Unfinished};
use crate::domains::pipes::model::connected_account::ConnectedAccount;
use crate::domains::pipes::model::data_integration::{DataIntegration, IntegrationConfiguration};
use crate::domains::pipes::model::keyed_answer::KeyedAnswer;
use crate::store::collection::Collection;
use crate::store::expiring::Expiring;
use crate::store::map::KeptMap;
use crate::store::table::tables;

/// Seconds in which a provider's code can be exchanged.
const CODE: u64 = 600;
/// Seconds in which a consent page can be answered.
const PAGE: u64 = 600;
/// Seconds in which a connection with a code challenge can be finished.
const CONNECT_CODE: u64 = 90;
/// Seconds for which an answer is stored for the idempotency key of its request.
const IDEMPOTENCY_KEY: u64 = 24 * 60 * 60;

/// Providers, the accounts that are connected there, and the accounts that are about to be.
#[derive(Clone, Debug, Default)]
pub(crate) struct PipesStore {
    pub(crate) integrations: Collection<DataIntegration>,
    pub(crate) accounts: Collection<ConnectedAccount>,
    /// What organizations set for themselves, by their id and that of the data integration.
    pub(crate) configurations: KeptMap<(String, String), IntegrationConfiguration>,
    /// The organizations that have configured each data integration.
    pub(crate) configured_by: HashMap<String, BTreeSet<String>>,
    /// Accounts that are being connected, by the token of their URL.
    pub(crate) authorizations: Expiring<Authorization, PAGE>,
    /// The codes of the emulated providers.
    pub(crate) provider_codes: Expiring<ProviderCode, CODE>,
    /// Accounts that the user has consented to and the application has to save, by their connect code.
    pub(crate) connect_codes: Expiring<Unfinished, CONNECT_CODE>,
    /// Answers to requests with an idempotency key, by path and key.
    pub(crate) keyed_answers: Expiring<KeyedAnswer, IDEMPOTENCY_KEY>,
}

tables!(PipesStore {
    "data_integrations" => integrations,
    "connected_accounts" => accounts,
    "integration_configurations" => configurations,
    "authorizations" => authorizations,
    "provider_codes" => provider_codes,
    "connect_codes" => connect_codes,
    "keyed_answers" => keyed_answers,
});

impl PipesStore {
    /// Rebuilds the index.
    pub(crate) fn index(&mut self) {
        self.configured_by.clear();
        for ((organization, integration), _) in self.configurations.iter() {
            self.configured_by.entry(integration.clone()).or_default().insert(organization.clone());
        }
    }
}
