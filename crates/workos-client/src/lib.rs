#![doc = include_str!("docs.md")]

mod advice;
mod answer;
mod base_url;
mod budget;
mod builder;
mod call;
mod call_failure;
mod call_macro;
mod client;
mod config_error;
mod decode_error;
mod engine;
mod error;
mod json_path;
mod list_too_long;
mod meta;
mod operation_macro;
mod pages;
mod prepared;
mod retry;
mod retry_settings;
mod setter_macros;
mod spans;

pub use answer::Answer;
pub use builder::ClientBuilder;
pub use call::Call;
pub use call_failure::CallFailure;
pub use client::Client;
pub use config_error::{ConfigError, ConfigErrorKind};
pub use decode_error::DecodeError;
pub use error::{CursorError, Error, InvalidInputError};
pub use http::Method;
pub use list_too_long::ListTooLongError;
pub use meta::Meta;
pub use pages::{Items, PagedCall, Pages};
pub use retry::Retry;
pub use retry_settings::{Jitter, RetryStatuses};
pub use workos_core::{ApiError, FieldError, Hint, Order, Page, Report, Secret};
pub use workos_transport as transport;
pub use workos_transport::{Auth, Operation, RateLimit};

#[doc = include_str!("../RELIABILITY.md")]
pub mod reliability {}

#[doc = include_str!("../PERFORMANCE.md")]
pub mod performance {}

/// Items that exported macros expand to; not part of the public API.
#[doc(hidden)]
pub mod __macro {
    pub use crate::operation_macro::code;
    pub use crate::setter_macros::OptionalField;
    pub use http::{HeaderName, HeaderValue};

    /// Seals [`PagedCall`](crate::PagedCall): only the macro `call!` implements it.
    pub trait Sealed {}
}
