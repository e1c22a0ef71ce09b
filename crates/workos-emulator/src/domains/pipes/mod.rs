//! Pipes: providers, the accounts that are connected there, and their credentials.

pub(crate) mod accounts;
pub(crate) mod handlers;
pub(crate) mod integrations;
pub(crate) mod model;
pub(crate) mod pages;
pub(crate) mod seed;
pub(crate) mod seeded_accounts;
pub(crate) mod store;
pub(crate) mod subject;

use crate::domains::domain::Domain;
use crate::domains::domain::Handler::Plain;
use crate::domains::pipes::model::connected_account::ConnectedAccount;
use crate::domains::pipes::model::data_integration::DataIntegration;
use crate::domains::pipes::seed::connected_account::NewConnectedAccount;
use crate::domains::pipes::seed::data_integration::NewDataIntegration;
use crate::domains::resource::Resource;
use crate::domains::seed as seeds;
use crate::domains::state::State;
use crate::http::routes::{AUTHORIZE_REDIRECT, PROVIDER_CALLBACK};

static INTEGRATIONS: Resource<DataIntegration> = Resource {
    add: Some(seeds::add::<NewDataIntegration>),
    remove: Some(State::remove_data_integration),
    ..Resource::new(
        "data_integrations",
        "Data integration",
        |state| &state.pipes.integrations,
        |_, integration, base_url| integration.to_json(base_url, None),
    )
};

/// In the control API, a change sets the state: `{"state": "connected"}` or `{"state": "needs_reauthorization"}`.
static ACCOUNTS: Resource<ConnectedAccount> = Resource {
    add: Some(seeds::add::<NewConnectedAccount>),
    change: Some(State::change_account_state),
    remove: Some(State::disconnect),
    ..Resource::new(
        "connected_accounts",
        "Connected account",
        |state| &state.pipes.accounts,
        |_, account, _| account.to_json(),
    )
};

pub(crate) const DOMAIN: Domain = Domain {
    handlers: &[
        ("data_integrations.list", Plain(handlers::integrations::list_integrations)),
        ("data_integrations.create", Plain(handlers::integrations::create_integration)),
        ("data_integrations.get", Plain(handlers::integrations::get_integration)),
        ("data_integrations.update", Plain(handlers::integrations::update_integration)),
        ("data_integrations.delete", Plain(handlers::integrations::delete_integration)),
        ("data_integrations.get_organization_owned", Plain(handlers::integrations::get_of_organizations)),
        (
            "data_integrations.update_organization_owned",
            Plain(handlers::integrations::update_of_organizations),
        ),
        (
            "data_integrations.delete_organization_owned",
            Plain(handlers::integrations::delete_of_organizations),
        ),
        ("data_integrations.authorize", Plain(pages::consent::authorize)),
        ("data_integrations.finish", Plain(handlers::finish::finish)),
        ("data_integrations.access_token", Plain(handlers::credentials::access_token)),
        ("data_integrations.credentials", Plain(handlers::credentials::credentials)),
        ("data_integrations.set_api_key", Plain(handlers::credentials::set_api_key)),
        ("data_integrations.add_api_key", Plain(handlers::credentials::add_api_key)),
        ("data_integrations.set_client_credentials", Plain(handlers::credentials::set_client_credentials)),
        ("data_integrations.add_client_credentials", Plain(handlers::credentials::add_client_credentials)),
        ("data_integration_configurations.list", Plain(handlers::configurations::list_configurations)),
        ("data_integration_configurations.update", Plain(handlers::configurations::configure)),
        ("connected_accounts.get", Plain(handlers::accounts::get)),
        ("connected_accounts.create", Plain(handlers::accounts::create)),
        ("connected_accounts.update", Plain(handlers::accounts::update)),
        ("connected_accounts.delete", Plain(handlers::accounts::delete)),
        ("organization_connected_accounts.get", Plain(handlers::accounts::get_of_organization)),
        ("organization_connected_accounts.create", Plain(handlers::accounts::create_of_organization)),
        ("organization_connected_accounts.update", Plain(handlers::accounts::update_of_organization)),
        ("organization_connected_accounts.delete", Plain(handlers::accounts::delete_of_organization)),
        ("data_providers.list", Plain(handlers::accounts::data_providers)),
        ("data_providers.list_for_organization", Plain(handlers::accounts::data_providers_of_organization)),
    ],
    pages: &[
        ("GET", AUTHORIZE_REDIRECT, Plain(pages::consent::begin)),
        ("POST", pages::consent_page::PATH, Plain(pages::consent::decide)),
        ("GET", PROVIDER_CALLBACK, Plain(pages::consent::callback)),
        ("GET", "/sso/callback/{provider}", Plain(pages::consent::legacy_callback)),
    ],
    kinds: &[&INTEGRATIONS, &ACCOUNTS],
};
