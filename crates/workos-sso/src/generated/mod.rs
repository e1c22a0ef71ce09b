//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

mod connections;
mod enums;
mod hints;
mod idp_signing_certificates;
mod models;
mod sp_encryption_certificates;
mod sp_signing_certificates;
mod sso;

pub use connections::{
    Connections, CreateConnection, DeleteConnection, GetConnection, ListConnections, UpdateConnection,
};
pub use enums::{
    ConnectionStatus, IdTokenAlgorithm, Prompt, Provider, SsoGrantType, TokenAuthenticationMethod,
};
pub use idp_signing_certificates::{
    CreateIdpSigningCertificate, DeleteIdpSigningCertificate, IdpSigningCertificates,
    ListIdpSigningCertificates,
};
pub use models::{
    AttributeMapsPatch, Connection, ConnectionDomain, Jwk, Jwks, KeyPair, LogoutAuthorization,
    NewAttributeMaps, NewOidcOptions, NewSamlOptions, NewStandardAttributes, OAuthTokens, OidcOptionsPatch,
    Profile, ProfileAndToken, SamlCertificate, SamlOptionsPatch, StandardAttributesPatch,
};
pub use sp_encryption_certificates::{
    CreateSpEncryptionCertificate, DeleteSpEncryptionCertificate, ListSpEncryptionCertificates,
    SpEncryptionCertificates,
};
pub use sp_signing_certificates::{
    CreateSpSigningCertificate, DeleteSpSigningCertificate, GetSpSigningCertificate, SpSigningCertificates,
};
pub(crate) use sso::{AUTHORIZE, GET_PROFILE_AND_TOKEN, LOGOUT};
pub use sso::{AuthorizeLogout, GetJwks, GetProfile, GetProfileByPost, Sso};
