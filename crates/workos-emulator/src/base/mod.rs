//! What every layer uses: ids, time, keys, and small helpers that know nothing of the emulator.

pub(crate) mod certificate;
pub(crate) mod error;
pub(crate) mod footprint;
pub(crate) mod hosts;
pub(crate) mod ids;
pub(crate) mod json_match;
pub(crate) mod keys;
pub(crate) mod lenient;
pub(crate) mod pkce;
pub(crate) mod redirect_uri;
pub(crate) mod secrets;
pub(crate) mod suggest;
pub(crate) mod text;
pub(crate) mod text_limits;
pub(crate) mod time;
