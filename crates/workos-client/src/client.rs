//! The client, which holds the configuration and state that all calls share.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;
use workos_core::{ClientId, Secret};
use workos_transport::{Clock, Transport};

use crate::Retry;
use crate::base_url::BaseUrl;
use crate::budget::RetryBudget;

/// A configured client of the API. Cheap to clone and to share; handles of the domain crates hold a clone.
///
/// `Debug` shows the base URL and the client id, never the API key.
#[derive(Clone)]
pub struct Client(Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) api_key: Option<Secret>,
    /// The value `Bearer …`, marked sensitive, built once.
    pub(crate) authorization: Option<HeaderValue>,
    pub(crate) client_id: Option<ClientId>,
    pub(crate) base_url: BaseUrl,
    pub(crate) user_agent: HeaderValue,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) limits: Limits,
    pub(crate) budget: RetryBudget,
}

/// The limits of a call; each can be set per client and per call.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    pub(crate) total: Duration,
    pub(crate) attempt: Duration,
    pub(crate) idle: Duration,
    pub(crate) body: usize,
    pub(crate) values: usize,
    pub(crate) retry: Retry,
}

impl Client {
    pub(crate) fn from_inner(inner: Inner) -> Self {
        Self(Arc::new(inner))
    }

    /// The client id of the environment, if it was set.
    #[must_use]
    pub fn client_id(&self) -> Option<&ClientId> {
        self.0.client_id.as_ref()
    }

    /// The API key, if it was set.
    #[must_use]
    pub fn api_key(&self) -> Option<&Secret> {
        self.0.api_key.as_ref()
    }

    /// The base URL of requests, without a trailing slash: `https://api.workos.com`.
    #[must_use]
    pub fn base_url(&self) -> &str {
        self.0.base_url.as_str()
    }

    /// The clock that all deadlines and waits of this client use.
    #[must_use]
    pub fn clock(&self) -> &Arc<dyn Clock> {
        &self.0.clock
    }

    pub(crate) fn inner(&self) -> &Inner {
        &self.0
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("base_url", &self.base_url())
            .field("client_id", &self.client_id())
            .field("api_key", &self.api_key())
            .field("transport", &self.0.transport)
            .finish_non_exhaustive()
    }
}
