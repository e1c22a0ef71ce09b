#![doc = include_str!("docs.md")]

mod generated;
mod lifetime;
mod permission;
mod token;

pub use generated::{ClientToken, CreateClientToken, WidgetPermission, WidgetScope, WidgetToken, Widgets};
pub use lifetime::LifetimeError;
pub use permission::NoPermissionError;
pub use token::{CreateTokenForWidgetScope, CreateWidgetToken};
pub use workos_client::{
    Answer, ApiError, CallFailure, Client, ClientBuilder, ConfigError, ConfigErrorKind, DecodeError, Error,
    InvalidInputError, Meta, Retry, Secret,
};
pub use workos_core::{OrganizationId, Timestamp, UserId};
