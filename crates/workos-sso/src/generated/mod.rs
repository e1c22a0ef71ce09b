//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

mod enums;
mod models;
mod operations;

pub use enums::{ConnectionState, ConnectionStatus, Prompt, Provider};
pub use models::{
    Connection, ConnectionDomain, Jwk, Jwks, LogoutAuthorization, OAuthTokens, Profile, ProfileAndToken,
};
pub(crate) use operations::{AUTHORIZE, LOGOUT};
pub use operations::{
    AuthorizeLogout, Connections, DeleteConnection, GetConnection, GetJwks, GetProfile, GetProfileAndToken,
    GetProfileByPost, ListConnections, Sso,
};
