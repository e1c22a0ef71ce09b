//! Providers that accounts can be connected at, and what organizations set about them.

use serde_json::Map;
use workos_core::Secret;

use crate::base::ids::Moment;
use crate::domains::pipes::model::connected_account::AuthMethod;
use crate::domains::pipes::model::data_integration::{
    DataIntegration, IntegrationConfiguration, IntegrationCredentials,
};
use crate::domains::pipes::seed::data_integration::NewDataIntegration;
use crate::domains::seed::Seed;
use crate::domains::state::State;
use crate::http::rejected::Rejected;
use crate::store::lookup::free_id;

impl State {
    /// Stores the configuration that an organization sets for a provider.
    pub(crate) fn configure(
        &mut self,
        organization_id: String,
        integration_id: String,
        configuration: IntegrationConfiguration,
    ) {
        let organizations = self.pipes.configured_by.entry(integration_id.clone()).or_default();
        organizations.insert(organization_id.clone());
        self.pipes.configurations.insert((organization_id, integration_id), configuration);
    }

    pub(crate) fn integration(&self, slug: &str, of_organizations: bool) -> Option<&DataIntegration> {
        self.pipes.integrations.group(&DataIntegration::group_of_slug(slug, of_organizations)).next()
    }

    /// Adds a provider; there is one of a slug for users, and one for organizations.
    pub(crate) fn add_data_integration(&mut self, integration: DataIntegration) -> Result<String, Rejected> {
        let slug = &integration.slug;
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_');
        if slug.is_empty() || !slug.chars().all(fits) {
            return Err(Rejected::new("provider", slug, "is not a slug of a-z, 0-9, - and _"));
        }
        if self.integration(slug, integration.of_organizations).is_some() {
            return Err(Rejected::new("provider", slug, "already has a data integration").code("conflict"));
        }
        let id = integration.id.clone();
        self.pipes.integrations.insert(integration);
        Ok(id)
    }

    /// Adds a provider of a fixture; its OAuth application is made up.
    pub(crate) fn add_new_integration(
        &mut self,
        new: NewDataIntegration,
        moment: Moment<'_>,
    ) -> Result<String, Rejected> {
        let method = |name: &String| {
            let unknown = || {
                let rejected = Rejected::new("auth_methods", name, "is not an auth method");
                rejected.similar(["oauth", "api_key", "client_credentials"])
            };
            AuthMethod::parse(name).ok_or_else(unknown)
        };
        let auth_methods = new.auth_methods.iter().map(method).collect::<Result<Vec<_>, _>>()?;
        let credentials = auth_methods.contains(&AuthMethod::OAuth).then(|| IntegrationCredentials::Custom {
            client_id: format!("client_of_{}", new.provider),
            client_secret: Secret::from(moment.id("emulated_secret")),
        });
        self.add_data_integration(DataIntegration {
            id: free_id(new.id, &self.pipes.integrations, || moment.id("data_integration"))?,
            slug: new.provider,
            of_organizations: new.of_organizations,
            description: new.description,
            enabled: new.enabled,
            scopes: (!new.scopes.is_empty()).then_some(new.scopes),
            auth_methods,
            credentials,
            config: Map::new(),
            custom_provider: None,
            callback_key: moment.id("dik"),
            created_at: moment.now,
            updated_at: moment.now,
        })
    }

    /// What an organization has set about a provider.
    pub(crate) fn configuration(
        &self,
        organization_id: Option<&str>,
        integration_id: &str,
    ) -> Option<&IntegrationConfiguration> {
        self.pipes.configurations.get(&(organization_id?.to_owned(), integration_id.to_owned()))
    }

    /// The scopes that are asked for when this owner connects an account.
    pub(crate) fn wanted_scopes(&self, integration_id: &str, organization_id: Option<&str>) -> Vec<String> {
        let configured = self.configuration(organization_id, integration_id).and_then(|c| c.scopes.clone());
        let general = self.pipes.integrations.get(integration_id).and_then(|i| i.scopes.clone());
        configured.or(general).unwrap_or_default()
    }
}

impl Seed for NewDataIntegration {
    fn names(&self) -> Vec<String> {
        vec![self.provider.clone()]
    }

    fn add(self, state: &mut State, moment: Moment<'_>) -> Result<String, Rejected> {
        state.add_new_integration(self, moment)
    }
}

/// # Errors
/// 422 unless accounts of this provider can authenticate by this method.
pub(crate) fn check_method(integration: &DataIntegration, method: AuthMethod) -> Result<(), Rejected> {
    if integration.takes(method) { Ok(()) } else { Err(wrong_method(&integration.slug, method)) }
}

/// The refusal of a method that a provider, or the account there, does not use.
pub(crate) fn wrong_method(slug: &str, method: AuthMethod) -> Rejected {
    let reason = format!("does not support the auth method {} here", method.as_str());
    Rejected::new("provider", slug, reason).code("auth_method_mismatch")
}
