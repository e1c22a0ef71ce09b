#![doc = include_str!("docs.md")]

mod generate_link;
mod generated;
mod portal_link;
mod provider_icons;

pub use generate_link::GenerateLink;
pub use generated::{AdminPortal, IntentOptions, PortalIntent, PortalLink, RevokeLink, SsoIntentOptions};
pub use provider_icons::{IconTheme, ListProviderIcons, ProviderIcon, provider_icon_url};
pub use workos_client::{
    Answer, ApiError, CallFailure, Client, ClientBuilder, ConfigError, ConfigErrorKind, DecodeError, Error,
    InvalidInputError, Meta, Retry, Secret,
};
pub use workos_core::{OrganizationId, Timestamp};
