//! Connections and certificates, and how the API shows them.

pub(crate) mod certificate;
pub(crate) mod connection;
pub(crate) mod provider_name;
