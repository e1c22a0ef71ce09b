#![doc = include_str!("../README.md")]

mod authorization_url;
mod callback;
mod callback_error;
mod connection_batch;
mod fetch_authorization_url;
mod generated;
mod login_attempt;
mod logout_url;
mod pkce;
mod profile;
mod return_path;
mod selector;
mod web_url;

pub use authorization_url::AuthorizationUrl;
pub use callback::{SsoCallback, StateCheck};
pub use callback_error::{CallbackError, CallbackErrorCode};
pub use connection_batch::GetManyConnections;
pub use fetch_authorization_url::FetchAuthorizationUrl;
pub use generated::{
    AttributeMapsPatch, AuthorizeLogout, Connection, ConnectionDomain, ConnectionStatus, Connections,
    CreateConnection, CreateIdpSigningCertificate, CreateSpEncryptionCertificate, CreateSpSigningCertificate,
    DeleteConnection, DeleteIdpSigningCertificate, DeleteSpEncryptionCertificate, DeleteSpSigningCertificate,
    GetConnection, GetJwks, GetProfile, GetProfileAndToken, GetProfileByPost, GetSpSigningCertificate,
    IdTokenAlgorithm, IdpSigningCertificates, Jwk, Jwks, KeyPair, ListConnections,
    ListIdpSigningCertificates, ListSpEncryptionCertificates, LogoutAuthorization, NewAttributeMaps,
    NewOidcOptions, NewSamlOptions, NewStandardAttributes, OAuthTokens, OidcOptionsPatch, Profile,
    ProfileAndToken, Prompt, Provider, SamlCertificate, SamlOptionsPatch, SpEncryptionCertificates,
    SpSigningCertificates, Sso, StandardAttributesPatch, TokenAuthenticationMethod, UpdateConnection,
};
pub use login_attempt::{InvalidAttempt, LoginAttempt, VerifiedCode};
pub use pkce::{CodeChallenge, CodeVerifier};
pub use profile::WrongOrganization;
pub use return_path::{InvalidReturnPath, ReturnPath};
pub use selector::ConnectionSelector;
pub use workos_client::{
    Answer, ApiError, Client, ClientBuilder, ConfigError, CursorError, DecodeError, Error, FieldError,
    InvalidInput, Items, Meta, Order, Page, Pages, RandomnessError, RateLimit, Retry, Secret, Unanswered,
    transport,
};
pub use workos_core::{
    ClientId, ConnectionDomainId, ConnectionId, ConnectionState, ConnectionType, OrganizationId, Patch,
    ProfileId, SessionId, SlimRole, Timestamp,
};
