//! Rendered from the manifests and contracts of the domains by `cargo xtask codegen`: change those files, not this one.

#[cfg(feature = "admin-portal")]
pub use workos_admin_portal as admin_portal;
#[cfg(any(feature = "pipes", feature = "sso"))]
pub use workos_oauth as oauth;
#[cfg(feature = "organizations")]
pub use workos_organizations as organizations;
#[cfg(feature = "pipes")]
pub use workos_pipes as pipes;
#[cfg(feature = "sso")]
pub use workos_sso as sso;
#[cfg(feature = "webhooks")]
pub use workos_webhooks as webhooks;
#[cfg(feature = "widgets")]
pub use workos_widgets as widgets;

use crate::WorkOs;

impl WorkOs {
    /// The Admin Portal: the hosted pages where a customer's IT administrator sets up single sign-on, directories and more.
    #[cfg(feature = "admin-portal")]
    #[must_use]
    pub fn admin_portal(&self) -> workos_admin_portal::AdminPortal {
        workos_admin_portal::AdminPortal::new(&self.client)
    }

    /// The organizations of an environment: the customers whose users sign in, each with its domains and connections.
    #[cfg(feature = "organizations")]
    #[must_use]
    pub fn organizations(&self) -> workos_organizations::Organizations {
        workos_organizations::Organizations::new(&self.client)
    }

    /// The IT contacts of an organization: the people who set up its connections and directories in the Admin Portal.
    #[cfg(feature = "organizations")]
    #[must_use]
    pub fn it_contacts(&self) -> workos_organizations::ItContacts {
        workos_organizations::ItContacts::new(&self.client)
    }

    /// The domains of organizations, and the verification that an organization owns them.
    #[cfg(feature = "organizations")]
    #[must_use]
    pub fn organization_domains(&self) -> workos_organizations::OrganizationDomains {
        workos_organizations::OrganizationDomains::new(&self.client)
    }

    /// Data integrations: the providers (GitHub, Slack, Salesforce, …) at which accounts can be connected, each identified
    /// by its slug.
    #[cfg(feature = "pipes")]
    #[must_use]
    pub fn data_integrations(&self) -> workos_pipes::DataIntegrations {
        workos_pipes::DataIntegrations::new(&self.client)
    }

    /// The settings of an organization for a provider: whether the provider is enabled, its scopes, and the organization's
    /// own OAuth application.
    #[cfg(feature = "pipes")]
    #[must_use]
    pub fn data_integration_configurations(&self) -> workos_pipes::DataIntegrationConfigurations {
        workos_pipes::DataIntegrationConfigurations::new(&self.client)
    }

    /// The accounts that users have connected at providers.
    #[cfg(feature = "pipes")]
    #[must_use]
    pub fn connected_accounts(&self) -> workos_pipes::ConnectedAccounts {
        workos_pipes::ConnectedAccounts::new(&self.client)
    }

    /// The accounts that organizations have connected at providers. Their members share them.
    #[cfg(feature = "pipes")]
    #[must_use]
    pub fn organization_connected_accounts(&self) -> workos_pipes::OrganizationConnectedAccounts {
        workos_pipes::OrganizationConnectedAccounts::new(&self.client)
    }

    /// The providers that a user or an organization can connect to, each with the connected account, if there is one.
    #[cfg(feature = "pipes")]
    #[must_use]
    pub fn data_providers(&self) -> workos_pipes::DataProviders {
        workos_pipes::DataProviders::new(&self.client)
    }

    /// The connections of an environment: each connects one organization to its identity provider.
    #[cfg(feature = "sso")]
    #[must_use]
    pub fn connections(&self) -> workos_sso::Connections {
        workos_sso::Connections::new(&self.client)
    }

    /// The certificates that verify the responses of a SAML identity provider.
    #[cfg(feature = "sso")]
    #[must_use]
    pub fn idp_signing_certificates(&self) -> workos_sso::IdpSigningCertificates {
        workos_sso::IdpSigningCertificates::new(&self.client)
    }

    /// The certificates with which an identity provider encrypts its SAML responses. WorkOS stores the private keys.
    #[cfg(feature = "sso")]
    #[must_use]
    pub fn sp_encryption_certificates(&self) -> workos_sso::SpEncryptionCertificates {
        workos_sso::SpEncryptionCertificates::new(&self.client)
    }

    /// The certificate of the key with which WorkOS signs its SAML requests. A connection has at most one.
    #[cfg(feature = "sso")]
    #[must_use]
    pub fn sp_signing_certificates(&self) -> workos_sso::SpSigningCertificates {
        workos_sso::SpSigningCertificates::new(&self.client)
    }

    /// Single sign-on: authorization URLs, the exchange of the callback's code for a profile, and logout.
    #[cfg(feature = "sso")]
    #[must_use]
    pub fn sso(&self) -> workos_sso::Sso {
        workos_sso::Sso::new(&self.client)
    }

    /// The endpoints that webhooks are sent to.
    #[cfg(feature = "webhooks")]
    #[must_use]
    pub fn webhook_endpoints(&self) -> workos_webhooks::WebhookEndpoints {
        workos_webhooks::WebhookEndpoints::new(&self.client)
    }

    /// The events of the environment, which are also sent as webhooks.
    #[cfg(feature = "webhooks")]
    #[must_use]
    pub fn events(&self) -> workos_webhooks::Events {
        workos_webhooks::Events::new(&self.client)
    }

    /// Tokens for widgets: WorkOS components that your pages embed. With them, people manage their organization's users,
    /// single sign-on, directories and more without leaving your application.
    #[cfg(feature = "widgets")]
    #[must_use]
    pub fn widgets(&self) -> workos_widgets::Widgets {
        workos_widgets::Widgets::new(&self.client)
    }
}
