#![doc = include_str!("../README.md")]

mod base_url;
mod budget;
mod builder;
mod call;
mod call_macro;
mod client;
mod encode;
mod engine;
mod error;
mod json_path;
mod meta;
mod pages;
mod retry;
mod spans;

pub use builder::ClientBuilder;
pub use call::Call;
pub use client::Client;
pub use error::{ConfigError, CursorError, DecodeError, Error, InvalidInput, Unanswered};
pub use http::Method;
pub use meta::{Answer, Meta, RateLimit};
pub use pages::{Items, Pages};
pub use retry::{Decision, Outcome, Retry, Situation};
pub use workos_core::{ApiError, FieldError, Hint, Order, Page, Secret};
pub use workos_transport::{Auth, Operation};
