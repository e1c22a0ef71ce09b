#![doc = include_str!("docs.md")]

mod authorization_url;
mod connection;
mod connection_batch;
mod exchange;
mod fetch_authorization_url;
mod generated;
mod logout_url;
mod parameter;
mod profile;
mod selector;
mod token;

pub use authorization_url::AuthorizationUrl;
pub use connection_batch::GetManyConnections;
pub use fetch_authorization_url::FetchAuthorizationUrl;
pub use generated::{
    AttributeMapsPatch, AuthorizeLogout, Connection, ConnectionDomain, ConnectionStatus, Connections,
    CreateConnection, CreateIdpSigningCertificate, CreateSpEncryptionCertificate, CreateSpSigningCertificate,
    DeleteConnection, DeleteIdpSigningCertificate, DeleteSpEncryptionCertificate, DeleteSpSigningCertificate,
    GetConnection, GetJwks, GetProfile, GetProfileByPost, GetSpSigningCertificate, IdTokenAlgorithm,
    IdpSigningCertificates, Jwk, Jwks, KeyPair, ListConnections, ListIdpSigningCertificates,
    ListSpEncryptionCertificates, LogoutAuthorization, NewAttributeMaps, NewOidcOptions, NewSamlOptions,
    NewStandardAttributes, OAuthTokens, OidcOptionsPatch, Profile, ProfileAndToken, Prompt, Provider,
    SamlCertificate, SamlOptionsPatch, SpEncryptionCertificates, SpSigningCertificates, Sso, SsoGrantType,
    StandardAttributesPatch, TokenAuthenticationMethod, UpdateConnection,
};
pub use profile::WrongOrganizationError;
pub use selector::ConnectionSelector;
pub use token::{ExchangeIdToken, GetProfileAndToken};
pub use workos_client::{
    Answer, ApiError, CallFailure, Client, ClientBuilder, ConfigError, ConfigErrorKind, CursorError,
    DecodeError, Error, FieldError, InvalidInputError, Items, Meta, Order, Page, Pages, RateLimit, Retry,
    Secret, transport,
};
pub use workos_core::{
    ClientId, ConnectionDomainId, ConnectionId, ConnectionState, ConnectionType, OrganizationId, Patch,
    ProfileId, SessionId, SlimRole, Timestamp,
};
pub use workos_oauth::{
    CallbackError, CallbackErrorCode, CodeChallenge, CodeVerifier, CodeVerifierError, InvalidAttemptError,
    InvalidReturnPathError, LoginAttempt, RandomnessError, ReturnPath, SsoCallback, StateCheck, VerifiedCode,
};
#[cfg(feature = "seal")]
pub use workos_oauth::{SealKeys, SealKeysError, iron};
