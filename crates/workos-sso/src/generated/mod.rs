//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

mod enums;
mod models;
mod operations;

pub use enums::{
    ConnectionStatus, IdTokenAlgorithm, Prompt, Provider, SsoGrantType, TokenAuthenticationMethod,
};
pub use models::{
    AttributeMapsPatch, Connection, ConnectionDomain, Jwk, Jwks, KeyPair, LogoutAuthorization,
    NewAttributeMaps, NewOidcOptions, NewSamlOptions, NewStandardAttributes, OAuthTokens, OidcOptionsPatch,
    Profile, ProfileAndToken, SamlCertificate, SamlOptionsPatch, StandardAttributesPatch,
};
pub(crate) use operations::{AUTHORIZE, GET_PROFILE_AND_TOKEN, LOGOUT};
pub use operations::{
    AuthorizeLogout, Connections, CreateConnection, CreateIdpSigningCertificate,
    CreateSpEncryptionCertificate, CreateSpSigningCertificate, DeleteConnection, DeleteIdpSigningCertificate,
    DeleteSpEncryptionCertificate, DeleteSpSigningCertificate, GetConnection, GetJwks, GetProfile,
    GetProfileByPost, GetSpSigningCertificate, IdpSigningCertificates, ListConnections,
    ListIdpSigningCertificates, ListSpEncryptionCertificates, SpEncryptionCertificates,
    SpSigningCertificates, Sso, UpdateConnection,
};
