#![doc = include_str!("docs.md")]

mod domain_verification;
mod generated;

pub use domain_verification::{DomainVerification, WaitUntilVerified};
pub use generated::{
    AuditLogConfiguration, AuditLogConfigurationState, CreateItContact, CreateOrganization,
    CreateOrganizationDomain, DeleteItContact, DeleteOrganization, DeleteOrganizationDomain,
    GetAuditLogConfiguration, GetOrganization, GetOrganizationByExternalId, GetOrganizationDomain,
    InviteItContact, ItContact, ItContactIntent, ItContacts, ListItContacts, ListOrganizations, LogStream,
    LogStreamState, LogStreamType, Organization, OrganizationDomain, OrganizationDomainData,
    OrganizationDomains, Organizations, RevokeItContact, UpdateOrganization, VerifyOrganizationDomain,
};
pub use workos_client::{
    Answer, ApiError, CallFailure, Client, ClientBuilder, ConfigError, ConfigErrorKind, DecodeError, Error,
    InvalidInputError, Items, Meta, Page, Pages, Retry, Secret,
};
pub use workos_core::{
    DomainVerificationStrategy, ItContactId, LogStreamId, Order, OrganizationDomainId,
    OrganizationDomainState, OrganizationId, Patch, Timestamp,
};
