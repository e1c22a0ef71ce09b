//! The OAuth application of an integration, in the two forms that can be set.

use workos_core::Secret;

use crate::{CredentialsType, IntegrationCredentials};

impl IntegrationCredentials {
    /// Your own OAuth application: what production needs.
    ///
    /// Make it at the provider, and register the integration's `redirect_uri` there, character for character. Some
    /// providers want the scopes set there too.
    #[must_use]
    pub fn custom(client_id: impl Into<String>, client_secret: impl Into<Secret>) -> Self {
        Self::new(CredentialsType::Custom).client_id(client_id).client_secret(client_secret)
    }

    /// Each organization brings its own OAuth application, set by `data_integration_configurations.update()`.
    #[must_use]
    pub fn organization() -> Self {
        Self::new(CredentialsType::Organization)
    }
}
