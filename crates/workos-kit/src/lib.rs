#![doc = include_str!("../README.md")]

pub use workos_client::{
    Answer, ApiError, Call, Client, ClientBuilder, ConfigError, DecodeError, Error, InvalidInput, Items,
    Meta, Pages, RateLimit, Retry,
};
pub use workos_core as core;
pub use workos_core::{Order, Page, Patch, Secret, Timestamp};
#[cfg(feature = "sso")]
pub use workos_sso as sso;
pub use workos_transport as transport;

/// Every domain of the API, over one [`Client`].
///
/// Each accessor is exactly `Handle::new(&client)` of its crate. Cheap to clone.
#[derive(Clone, Debug)]
pub struct WorkOs {
    client: Client,
}

impl WorkOs {
    /// A client with this API key, with the hyper transport.
    ///
    /// # Errors
    /// [`Error::Config`] when the key is malformed or the transport cannot be set up.
    #[cfg(feature = "hyper")]
    pub fn new(api_key: impl Into<Secret>) -> Result<Self, Error> {
        Client::new(api_key).map(Self::from)
    }

    /// A client configured by `WORKOS_API_KEY`, `WORKOS_CLIENT_ID` and `WORKOS_BASE_URL`, with the hyper transport.
    ///
    /// # Errors
    /// [`Error::Config`] when neither key nor client id is set, or one of them is malformed.
    #[cfg(feature = "hyper")]
    pub fn from_env() -> Result<Self, Error> {
        Client::from_env().map(Self::from)
    }

    /// The client that all handles share.
    #[must_use]
    pub const fn client(&self) -> &Client {
        &self.client
    }

    /// Single sign-on: sign people in and read their profiles.
    #[cfg(feature = "sso")]
    #[must_use]
    pub fn sso(&self) -> sso::Sso {
        sso::Sso::new(&self.client)
    }

    /// The SSO connections of the environment.
    #[cfg(feature = "sso")]
    #[must_use]
    pub fn connections(&self) -> sso::Connections {
        sso::Connections::new(&self.client)
    }
}

impl From<Client> for WorkOs {
    fn from(client: Client) -> Self {
        Self { client }
    }
}
