#![doc = include_str!("docs.md")]

mod api;
mod base;
#[cfg(test)]
mod bounds;
mod control;
mod domains;
mod events;
mod faults;
mod generated;
mod http;
mod journal;
mod limits;
#[cfg(test)]
mod lock_time;
mod net;
mod persistence;
mod pipeline;
mod server;
mod store;
#[cfg(test)]
mod visited;

pub use crate::api::builder::Builder;
pub use crate::api::emulator::Emulator;
pub use crate::api::expectation::{Expectation, Mismatch};
pub use crate::api::fixture::Fixture;
pub use crate::api::snapshot::Snapshot;
pub use crate::api::transport::EmulatorTransport;
pub use crate::api::webhook::Webhook;
pub use crate::base::error::EmulatorConfigError;
pub use crate::base::lenient::Check;
pub use crate::domains::connections::seed::{EmulatedConnectionState, NewConnection};
pub use crate::domains::organizations::seed::it_contact::NewItContact;
pub use crate::domains::organizations::seed::organization::{DomainState, NewDomain, NewOrganization};
pub use crate::domains::pipes::seed::connected_account::NewConnectedAccount;
pub use crate::domains::pipes::seed::data_integration::NewDataIntegration;
pub use crate::domains::sso::seed::{NewCode, NewProfile};
pub use crate::domains::users::seed::NewUser;
pub use crate::domains::webhook_endpoints::seed::NewWebhookEndpoint;
pub use crate::events::attempted::AttemptedDelivery;
pub use crate::events::delivery::{Delivery, DeliveryAttempt, DeliveryState};
pub use crate::faults::Fault;
pub use crate::faults::active::{ActiveFault, FaultId};
pub use crate::faults::effect::{Effect, FaultAnswer, Reset, RetryAfter, WebhookFault};
pub use crate::faults::latency::Latency;
pub use crate::http::url::DEFAULT_BASE_URL;
pub use crate::journal::JournalEntry;
pub use crate::journal::served::Served;
pub use crate::limits::RateLimits;
pub use crate::persistence::reader::StateRecovery;
pub use crate::server::Server;
pub use crate::store::switches::{DomainVerificationMode, Switches};
pub use tokio_rustls::rustls;

/// The JSON Schema of seed files, for editors. It is rendered from the types that read seed files.
pub const SEED_SCHEMA: &str = include_str!("../seed.schema.json");
