#![doc = include_str!("docs.md")]

mod bom;
mod bounded_value;
mod decoder_message;
mod envelope;
mod error;
mod error_body;
mod expose;
mod field_error;
mod generated;
mod hint;
mod id;
mod json;
mod lossless;
mod mask;
mod open_enum;
mod page;
mod patch;
mod report;
mod rfc3339;
mod secret;
mod secret_ranges;
mod short;
mod timestamp;
mod transient;
mod undecodable;
mod unknown_json;

pub use error::ApiError;
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

/// Items that the macros of this crate and the other WorkOS crates use; not part of the public API.
#[doc(hidden)]
pub mod private {
    pub use crate::bom::without_bom;
    pub use crate::decoder_message::reason_of;
    pub use crate::envelope::{Content, read_envelope};
    pub use crate::expose::{Expose, expose};
    pub use crate::id::InlineText;
    pub use crate::json::{DEFAULT_VALUE_LIMIT, JsonError, from_json, json_text};
    pub use crate::lossless::{Envelope, Members, read_or_keep, read_text_or_keep};
    pub use crate::secret::collect;
    pub use crate::secret_ranges::{base64_blobs, pem_blocks, url_credentials};
    pub use crate::short::{fits, shorten, shortened};
    pub use crate::transient::is_transient;
    pub use crate::undecodable::undecodable;
    pub use serde;

    use serde::{Deserialize, Deserializer};

    /// Decodes `null` as the default value, so that a `null` list or map is empty, like an absent one.
    ///
    /// # Errors
    /// Any error of the deserializer.
    pub fn null_as_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
    where
        D: Deserializer<'de>,
        T: Default + Deserialize<'de>,
    {
        Option::deserialize(deserializer).map(Option::unwrap_or_default)
    }
}
