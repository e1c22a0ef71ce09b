#![doc = include_str!("../README.md")]

mod answer;
mod builder;
mod call;
mod collection;
mod contract;
mod default_fixture;
mod emulator;
mod error;
mod expiring;
mod fixture;
mod generated;
mod ids;
mod keys;
mod objects;
mod redirect_uri;
mod rooms;
mod router;
mod server;
mod state;
mod time;
mod transport;
mod validate;

pub use builder::Builder;
pub use emulator::Emulator;
pub use error::ConfigError;
pub use fixture::{ConnectionState, Fixture, NewCode, NewConnection, NewOrganization, NewProfile, Switches};
pub use server::Server;
pub use tokio_rustls::rustls;
pub use transport::EmulatorTransport;

/// The address in links and tokens of an emulator that is not served and was given none. Nothing answers there.
pub const DEFAULT_BASE_URL: &str = "https://workos.test";
