#![doc = include_str!("docs.md")]

mod generated;

pub use generated::{GetMODEL, HANDLE, MODEL};
pub use workos_client::{
    Answer, ApiError, CallFailure, Client, ClientBuilder, ConfigError, ConfigErrorKind, DecodeError, Error,
    InvalidInputError, Meta, Retry, Secret,
};
pub use workos_core::Timestamp;
