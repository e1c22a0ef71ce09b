//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

mod enums;
mod hints;
mod it_contacts;
mod models;
mod organization_domains;
mod organizations;

pub use enums::{AuditLogConfigurationState, ItContactIntent, LogStreamState, LogStreamType};
pub use it_contacts::{
    CreateItContact, DeleteItContact, InviteItContact, ItContacts, ListItContacts, RevokeItContact,
};
pub use models::{
    AuditLogConfiguration, ItContact, LogStream, Organization, OrganizationDomain, OrganizationDomainData,
};
pub use organization_domains::{
    CreateOrganizationDomain, DeleteOrganizationDomain, GetOrganizationDomain, OrganizationDomains,
    VerifyOrganizationDomain,
};
pub use organizations::{
    CreateOrganization, DeleteOrganization, GetAuditLogConfiguration, GetOrganization,
    GetOrganizationByExternalId, ListOrganizations, Organizations, UpdateOrganization,
};
