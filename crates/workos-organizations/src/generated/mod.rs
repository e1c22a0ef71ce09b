//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

mod enums;
mod hints;
mod models;
mod operations;

pub use enums::{AuditLogConfigurationState, ItContactIntent, LogStreamState, LogStreamType};
pub use models::{
    AuditLogConfiguration, ItContact, LogStream, Organization, OrganizationDomain, OrganizationDomainData,
};
pub use operations::{
    CreateItContact, CreateOrganization, CreateOrganizationDomain, DeleteItContact, DeleteOrganization,
    DeleteOrganizationDomain, GetAuditLogConfiguration, GetOrganization, GetOrganizationByExternalId,
    GetOrganizationDomain, InviteItContact, ItContacts, ListItContacts, ListOrganizations,
    OrganizationDomains, Organizations, RevokeItContact, UpdateOrganization, VerifyOrganizationDomain,
};
