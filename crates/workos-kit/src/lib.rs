#![doc = include_str!("../README.md")]

#[cfg(feature = "admin-portal")]
pub use workos_admin_portal as admin_portal;
pub use workos_client::{
    Answer, ApiError, Call, CallFailure, Client, ClientBuilder, ConfigError, ConfigErrorKind, DecodeError,
    Error, InvalidInput, Items, Jitter, Meta, Pages, RateLimit, Report, Retry, RetryStatuses,
};
pub use workos_core as core;
pub use workos_core::{Order, Page, Patch, Secret, Timestamp};
#[cfg(feature = "sso")]
pub use workos_oauth as oauth;
#[cfg(feature = "organizations")]
pub use workos_organizations as organizations;
#[cfg(feature = "pipes")]
pub use workos_pipes as pipes;
#[cfg(feature = "sso")]
pub use workos_sso as sso;
pub use workos_transport as transport;
#[cfg(feature = "webhooks")]
pub use workos_webhooks as webhooks;
#[cfg(feature = "widgets")]
pub use workos_widgets as widgets;

/// Gives access to every domain of the API over one [`Client`].
///
/// Each accessor returns `Handle::new(&client)` of its crate. Cheap to clone.
#[derive(Clone, Debug)]
pub struct WorkOs {
    client: Client,
}

impl WorkOs {
    /// Creates a client with this API key and the hyper transport.
    ///
    /// # Errors
    /// [`Error::Config`] if the key is malformed or the transport cannot be set up.
    #[cfg(feature = "hyper")]
    pub fn new(api_key: impl Into<Secret>) -> Result<Self, Error> {
        Client::new(api_key).map(Self::from)
    }

    /// Creates a client from `WORKOS_API_KEY`, `WORKOS_CLIENT_ID` and `WORKOS_BASE_URL`, with the hyper transport.
    ///
    /// # Errors
    /// [`Error::Config`] if neither key nor client id is set, or if a value is malformed.
    #[cfg(feature = "hyper")]
    pub fn from_env() -> Result<Self, Error> {
        Client::from_env().map(Self::from)
    }

    /// Returns the client that all handles share.
    #[must_use]
    pub const fn client(&self) -> &Client {
        &self.client
    }

    /// Returns the handle of the Admin Portal: links with which IT administrators set up SSO and more themselves.
    #[cfg(feature = "admin-portal")]
    #[must_use]
    pub fn admin_portal(&self) -> admin_portal::AdminPortal {
        admin_portal::AdminPortal::new(&self.client)
    }

    /// Returns the handle of organizations: the companies that are your customers.
    #[cfg(feature = "organizations")]
    #[must_use]
    pub fn organizations(&self) -> organizations::Organizations {
        organizations::Organizations::new(&self.client)
    }

    /// Returns the handle of the domains of organizations and their verification.
    #[cfg(feature = "organizations")]
    #[must_use]
    pub fn organization_domains(&self) -> organizations::OrganizationDomains {
        organizations::OrganizationDomains::new(&self.client)
    }

    /// Returns the handle of the IT contacts of organizations.
    #[cfg(feature = "organizations")]
    #[must_use]
    pub fn it_contacts(&self) -> organizations::ItContacts {
        organizations::ItContacts::new(&self.client)
    }

    /// Returns the handle of data integrations: the providers whose accounts people can connect.
    #[cfg(feature = "pipes")]
    #[must_use]
    pub fn data_integrations(&self) -> pipes::DataIntegrations {
        pipes::DataIntegrations::new(&self.client)
    }

    /// Returns the handle of the accounts that people have connected.
    #[cfg(feature = "pipes")]
    #[must_use]
    pub fn connected_accounts(&self) -> pipes::ConnectedAccounts {
        pipes::ConnectedAccounts::new(&self.client)
    }

    /// Returns the handle of the accounts that organizations have connected.
    #[cfg(feature = "pipes")]
    #[must_use]
    pub fn organization_connected_accounts(&self) -> pipes::OrganizationConnectedAccounts {
        pipes::OrganizationConnectedAccounts::new(&self.client)
    }

    /// Returns the handle of the providers that a user or an organization can connect.
    #[cfg(feature = "pipes")]
    #[must_use]
    pub fn data_providers(&self) -> pipes::DataProviders {
        pipes::DataProviders::new(&self.client)
    }

    /// Returns the handle of the configurations of providers by organizations.
    #[cfg(feature = "pipes")]
    #[must_use]
    pub fn data_integration_configurations(&self) -> pipes::DataIntegrationConfigurations {
        pipes::DataIntegrationConfigurations::new(&self.client)
    }

    /// Returns the handle of widgets: tokens for components that are embedded in your frontend.
    #[cfg(feature = "widgets")]
    #[must_use]
    pub fn widgets(&self) -> widgets::Widgets {
        widgets::Widgets::new(&self.client)
    }

    /// Returns the handle of the certificates that verify SAML responses.
    #[cfg(feature = "sso")]
    #[must_use]
    pub fn idp_signing_certificates(&self) -> sso::IdpSigningCertificates {
        sso::IdpSigningCertificates::new(&self.client)
    }

    /// Returns the handle of the certificates with which SAML responses are encrypted.
    #[cfg(feature = "sso")]
    #[must_use]
    pub fn sp_encryption_certificates(&self) -> sso::SpEncryptionCertificates {
        sso::SpEncryptionCertificates::new(&self.client)
    }

    /// Returns the handle of the certificates for the SAML signatures of WorkOS.
    #[cfg(feature = "sso")]
    #[must_use]
    pub fn sp_signing_certificates(&self) -> sso::SpSigningCertificates {
        sso::SpSigningCertificates::new(&self.client)
    }

    /// Returns the handle of webhook endpoints, to which webhooks are sent.
    #[cfg(feature = "webhooks")]
    #[must_use]
    pub fn webhook_endpoints(&self) -> webhooks::WebhookEndpoints {
        webhooks::WebhookEndpoints::new(&self.client)
    }

    /// Returns the handle of the events of the environment, in chronological order.
    #[cfg(feature = "webhooks")]
    #[must_use]
    pub fn events(&self) -> webhooks::Events {
        webhooks::Events::new(&self.client)
    }

    /// Returns the handle of single sign-on: sign people in and get their profiles.
    #[cfg(feature = "sso")]
    #[must_use]
    pub fn sso(&self) -> sso::Sso {
        sso::Sso::new(&self.client)
    }

    /// Returns the handle of the SSO connections of the environment.
    #[cfg(feature = "sso")]
    #[must_use]
    pub fn connections(&self) -> sso::Connections {
        sso::Connections::new(&self.client)
    }
}

impl From<Client> for WorkOs {
    fn from(client: Client) -> Self {
        Self { client }
    }
}
