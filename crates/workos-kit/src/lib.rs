#![doc = include_str!("docs.md")]

mod generated;

#[allow(unused_imports, unreachable_pub, reason = "without the feature of a domain it exports nothing")]
pub use generated::*;
pub use workos_client::{
    Answer, ApiError, Call, CallFailure, Client, ClientBuilder, ConfigError, ConfigErrorKind, DecodeError,
    Error, InvalidInputError, Items, Jitter, Meta, Pages, RateLimit, Report, Retry, RetryStatuses,
};
pub use workos_core as core;
pub use workos_core::{Order, Page, Patch, Secret, Timestamp};
pub use workos_transport as transport;

/// Gives access to every domain of the API over one [`Client`].
///
/// Each accessor returns `Handle::new(&client)` of its crate. Cheap to clone.
#[derive(Clone, Debug)]
pub struct WorkOs {
    client: Client,
}

impl WorkOs {
    /// Creates a client with this API key and the hyper transport.
    ///
    /// # Errors
    /// [`Error::Config`] if the key is malformed or the transport cannot be set up.
    #[cfg(feature = "hyper")]
    pub fn new(api_key: impl Into<Secret>) -> Result<Self, Error> {
        Client::new(api_key).map(Self::from)
    }

    /// Creates a client from `WORKOS_API_KEY`, `WORKOS_CLIENT_ID` and `WORKOS_BASE_URL`, with the hyper transport.
    ///
    /// # Errors
    /// [`Error::Config`] if neither key nor client id is set, or if a value is malformed.
    #[cfg(feature = "hyper")]
    pub fn from_env() -> Result<Self, Error> {
        Client::from_env().map(Self::from)
    }

    /// Returns the client that all handles share.
    #[must_use]
    pub const fn client(&self) -> &Client {
        &self.client
    }
}

impl From<Client> for WorkOs {
    fn from(client: Client) -> Self {
        Self { client }
    }
}
