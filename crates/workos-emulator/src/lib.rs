#![doc = include_str!("docs.md")]

mod allowed_hosts;
mod answer;
mod builder;
mod call;
mod certificate;
mod client_sockets;
mod collection;
mod contract;
mod control;
mod courier;
mod default_fixture;
mod deliveries;
mod emulator;
mod error;
mod event_names;
mod events;
mod exchange;
mod expect;
mod expiring;
mod faults;
mod fixture;
mod further_routes;
mod generated;
mod ids;
mod journal;
mod json_match;
mod keep;
mod keys;
mod lenient;
mod line;
mod listeners;
mod objects;
mod own_listeners;
mod page;
mod path_secrets;
mod rate_limits;
mod redirect_uri;
mod rooms;
mod router;
mod secrets;
mod served;
mod server;
mod snapshot;
mod state;
mod suggest;
mod time;
mod transport;
mod validate;
mod webhook;
mod webhook_target;

pub use builder::Builder;
pub use deliveries::{Delivery, DeliveryAttempt, DeliveryState};
pub use emulator::Emulator;
pub use error::EmulatorConfigError;
pub use expect::{Expectation, Mismatch};
pub use faults::{
    ActiveFault, Effect, Fault, FaultAnswer, FaultId, Latency, Reset, RetryAfter, WebhookFault,
};
pub use fixture::{
    DomainState, DomainVerificationMode, EmulatedConnectionState, Fixture, NewCode, NewConnectedAccount,
    NewConnection, NewDataIntegration, NewDomain, NewItContact, NewOrganization, NewProfile, NewUser,
    NewWebhookEndpoint, Switches,
};
pub use journal::JournalEntry;
pub use keep::StateRecovery;
pub use lenient::Check;
pub use rate_limits::RateLimits;
pub use served::Served;
pub use server::Server;
pub use snapshot::Snapshot;
pub use tokio_rustls::rustls;
pub use transport::EmulatorTransport;
pub use webhook::Webhook;

/// The JSON Schema of seed files, for editors. It is rendered from the types that read seed files.
pub const SEED_SCHEMA: &str = include_str!("../seed.schema.json");

/// The base URL in links and tokens of an emulator that is not served and has no other base URL. No server answers
/// there.
pub const DEFAULT_BASE_URL: &str = "https://workos.test";
