//! The stored objects, and how the API and its events show them.

mod connected_account;
mod connection;
mod data_integration;
mod event;
mod organization;
mod profile;
mod saml_certificate;
mod user;
mod webhook_endpoint;

pub(crate) use connected_account::{AccountState, AuthMethod, ConnectedAccount, Credential};
pub(crate) use connection::{CONNECTION_TYPES, Connection};
pub(crate) use data_integration::{
    CustomProvider, DataIntegration, IntegrationConfiguration, IntegrationCredentials,
};
pub(crate) use event::Event;
pub(crate) use organization::{DomainProof, ItContact, Organization, OrganizationDomain};
pub(crate) use profile::Profile;
pub(crate) use saml_certificate::{CertificatePurpose, SamlCertificate};
pub(crate) use user::User;
pub(crate) use webhook_endpoint::WebhookEndpoint;

use std::collections::BTreeMap;

/// What a customer keeps with an object.
pub(crate) type Metadata = BTreeMap<String, String>;
