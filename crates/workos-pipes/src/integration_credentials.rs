//! Constructors for the OAuth application of an integration.

use workos_core::Secret;

use crate::{CredentialsType, IntegrationCredentials};

impl IntegrationCredentials {
    /// Uses your own OAuth application. Production requires this.
    ///
    /// Create the application at the provider, and register the integration's `redirect_uri` there, character for
    /// character. Some providers require that you set the scopes there too.
    #[must_use]
    pub fn custom(client_id: impl Into<String>, client_secret: impl Into<Secret>) -> Self {
        Self::new(CredentialsType::Custom).client_id(client_id).client_secret(client_secret)
    }

    /// Uses a separate OAuth application for each organization, set with `data_integration_configurations.update()`.
    #[must_use]
    pub fn organization() -> Self {
        Self::new(CredentialsType::Organization)
    }
}
