#![doc = include_str!("docs.md")]

mod bounded_value;
mod error;
mod error_body;
mod expose;
mod field_error;
mod generated;
mod hint;
mod id;
mod mask;
mod open_enum;
mod page;
mod patch;
mod report;
mod rfc3339;
mod secret;
mod timestamp;
mod undecodable;
mod unknown_json;

pub use error::ApiError;
pub use expose::{Expose, expose};
pub use field_error::FieldError;
pub use generated::*;
pub use hint::Hint;
pub use mask::mask;
pub use open_enum::UnknownValue;
pub use page::{ListMetadata, Page};
pub use patch::Patch;
pub use report::Report;
pub use secret::Secret;
pub use timestamp::{ParseTimestampError, Timestamp};
pub use undecodable::Undecodable;
pub use unknown_json::UnknownJson;

/// Items that exported macros expand to; not part of the public API.
#[doc(hidden)]
pub mod __macro {
    pub use serde;
}
