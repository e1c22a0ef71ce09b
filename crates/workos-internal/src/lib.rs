#![doc = include_str!("docs.md")]

mod bom;
mod decoder_message;
#[cfg(feature = "url")]
pub mod encode;
mod envelope;
mod json;
mod lossless;
mod mask;
mod poller;
mod secret_ranges;
#[cfg(feature = "signature")]
mod signature;
#[cfg(feature = "signature")]
mod signature_header;
mod single_flight;
mod status;
mod text;
#[cfg(feature = "url")]
mod web_url;
mod within;

pub use bom::without_bom;
pub use decoder_message::reason_of;
pub use envelope::{Content, read_envelope};
pub use json::{DEFAULT_VALUE_LIMIT, JsonError, from_json, json_text, null_as_default};
pub use lossless::{Envelope, KeptObject, Members, read_or_keep, read_text_or_keep};
pub use mask::{mask, shown};
pub use poller::Poller;
pub use secret_ranges::{base64_blobs, pem_blocks, url_credentials};
#[cfg(feature = "signature")]
pub use signature::{Key, KeyError, Signature, header};
#[cfg(feature = "signature")]
pub use signature_header::{HeaderError, SignatureHeader};
pub use single_flight::{SharedResult, SingleFlight};
pub use status::is_transient;
pub use text::{fits, shorten, shortened, shown_ends};
#[cfg(feature = "url")]
pub use web_url::{WebUrl, base_url, confidential_url, is_host_within, redirect_uri};
pub use within::within;
