//! Pipes: providers, the accounts that are connected there, and their credentials.

pub(crate) mod accounts;
pub(crate) mod handlers;
pub(crate) mod integrations;
pub(crate) mod model;
pub(crate) mod pages;
pub(crate) mod seed;
pub(crate) mod seeded_accounts;
pub(crate) mod subject;

use crate::domains::domain::Domain;

pub(crate) const DOMAIN: Domain = Domain {
    handlers: &[
        ("data_integrations.list", handlers::integrations::list_integrations),
        ("data_integrations.create", handlers::integrations::create_integration),
        ("data_integrations.get", handlers::integrations::get_integration),
        ("data_integrations.update", handlers::integrations::update_integration),
        ("data_integrations.delete", handlers::integrations::delete_integration),
        ("data_integrations.get_organization_owned", handlers::integrations::get_of_organizations),
        ("data_integrations.update_organization_owned", handlers::integrations::update_of_organizations),
        ("data_integrations.delete_organization_owned", handlers::integrations::delete_of_organizations),
        ("data_integrations.authorize", pages::consent::authorize),
        ("data_integrations.finish", handlers::finish::finish),
        ("data_integrations.access_token", handlers::credentials::access_token),
        ("data_integrations.credentials", handlers::credentials::credentials),
        ("data_integrations.set_api_key", handlers::credentials::set_api_key),
        ("data_integrations.add_api_key", handlers::credentials::add_api_key),
        ("data_integrations.set_client_credentials", handlers::credentials::set_client_credentials),
        ("data_integrations.add_client_credentials", handlers::credentials::add_client_credentials),
        ("data_integration_configurations.list", handlers::configurations::list_configurations),
        ("data_integration_configurations.update", handlers::configurations::configure),
        ("connected_accounts.get", handlers::accounts::get),
        ("connected_accounts.create", handlers::accounts::create),
        ("connected_accounts.update", handlers::accounts::update),
        ("connected_accounts.delete", handlers::accounts::delete),
        ("organization_connected_accounts.get", handlers::accounts::get_of_organization),
        ("organization_connected_accounts.create", handlers::accounts::create_of_organization),
        ("organization_connected_accounts.update", handlers::accounts::update_of_organization),
        ("organization_connected_accounts.delete", handlers::accounts::delete_of_organization),
        ("data_providers.list", handlers::accounts::data_providers),
        ("data_providers.list_for_organization", handlers::accounts::data_providers_of_organization),
    ],
    pages: &[
        ("GET", "/data-integrations/{token}/authorize-redirect", pages::consent::begin),
        ("POST", pages::consent::PATH, pages::consent::decide),
        ("GET", "/data-integrations/{slug}/{key}/callback", pages::consent::callback),
        ("GET", "/sso/callback/{provider}", pages::consent::legacy_callback),
    ],
};
