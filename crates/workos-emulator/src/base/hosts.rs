//! Host names of the configuration, and the hosts that webhooks are sent to besides this machine.

use std::net::IpAddr;
use std::sync::Arc;

use http::HeaderName;

use crate::base::error::EmulatorConfigError;

/// The header that marks the webhooks of a server. The control API refuses requests that have it.
pub(crate) static MARK: HeaderName = HeaderName::from_static("x-workos-emulator-webhook");

/// The hosts besides this machine that webhooks are sent to, in lower case.
#[derive(Clone, Debug, Default)]
pub(crate) struct WebhookHosts(Arc<[String]>);

impl WebhookHosts {
    pub(crate) fn new(hosts: impl Into<Arc<[String]>>) -> Self {
        Self(hosts.into())
    }

    pub(crate) fn contains(&self, host: &str) -> bool {
        let bare = |host: &str| host.trim_matches(['[', ']']).trim_end_matches('.').to_ascii_lowercase();
        let host = bare(host);
        self.0.iter().any(|allowed| bare(allowed) == host)
    }
}

/// Says how to allow a host.
pub(crate) fn advice(host: &str) -> String {
    format!("allow it with `workos emulate --webhook-host {host}` or `Builder::webhook_host`")
}

/// Checks a host name of the configuration, and returns it in lower case.
///
/// # Errors
/// If it is not only a name or an address.
pub(crate) fn read_host(setting: &str, host: &str) -> Result<String, EmulatorConfigError> {
    let is_address = host.trim_matches(['[', ']']).parse::<IpAddr>().is_ok();
    let is_name = host.bytes().any(|byte| byte.is_ascii_alphanumeric())
        && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_'));
    if is_address || is_name {
        Ok(host.trim_end_matches('.').to_ascii_lowercase())
    } else {
        Err(EmulatorConfigError::new(format!(
            "the {setting} '{host}' is not a host such as app.example: give a name or an address, without scheme and port"
        )))
    }
}
