//! Protects the served API from DNS rebinding.
//!
//! The keys of the emulator are published. A web page whose host name was made to resolve to this machine is of the
//! same origin as the emulator, so it could send any request. Its requests contain that name in `Host`. Therefore only
//! names are accepted that nobody else can own.

use std::net::IpAddr;

use http::header::HOST;
use http::request::Parts;
use http::uri::Authority;
use http::{StatusCode, Uri};

use crate::answer::{Failure, shown};
use crate::builder::{Builder, Settings};
use crate::error::EmulatorConfigError;

/// Names of this machine that cannot be registered, besides `localhost` and the names under it.
const LOCAL: &[&str] = &["localhost", "host.docker.internal"];

/// Checks the `Host` header and the `:authority` of a request to a server.
///
/// # Errors
/// 403 if a host is not allowed, or if there is none.
pub(crate) fn check(settings: &Settings, parts: &Parts) -> Result<(), Failure> {
    let header = parts.headers.get_all(HOST).iter().map(|host| host.to_str().unwrap_or("?"));
    let authority = parts.uri.authority().map(Authority::as_str);
    let mut hosts = header.chain(authority).peekable();
    if hosts.peek().is_none() {
        return Err(refuse(settings, "The request has no Host header.", "NAME"));
    }
    for host in hosts {
        let name = Authority::try_from(host).ok().filter(|authority| !authority.as_str().contains('@'));
        let name = name.map_or_else(String::new, |authority| authority.host().to_ascii_lowercase());
        if !is_allowed(settings, &name) {
            let example = if name.is_empty() { "NAME" } else { &name };
            return Err(refuse(settings, &format!("The host '{}' is not allowed.", shown(host)), example));
        }
    }
    Ok(())
}

fn is_allowed(settings: &Settings, host: &str) -> bool {
    let bare = host.trim_matches(['[', ']']);
    let name = host.strip_suffix('.').unwrap_or(host);
    bare.parse::<IpAddr>().is_ok()
        || LOCAL.contains(&name)
        || name.ends_with(".localhost")
        || own_host(settings).is_some_and(|own| own == host)
        || settings.allowed_hosts.iter().any(|allowed| allowed == name)
        // The names of containers: nobody can register a name without a dot.
        || (settings.allow_non_loopback && !name.is_empty() && !name.contains('.'))
}

/// The host of the base URL that was set.
fn own_host(settings: &Settings) -> Option<String> {
    let uri: Uri = settings.base_url.as_ref()?.parse().ok()?;
    uri.host().map(str::to_ascii_lowercase)
}

fn refuse(settings: &Settings, problem: &str, example: &str) -> Failure {
    let mut accepted = "localhost, host.docker.internal, IP addresses".to_owned();
    if settings.allow_non_loopback {
        accepted.push_str(", names without a dot");
    }
    for host in own_host(settings).iter().chain(&settings.allowed_hosts) {
        accepted.push_str(", ");
        accepted.push_str(host);
    }
    let message = format!(
        "{problem} The emulator accepts: {accepted}. Allow another host with `workos emulate --allow-host {}` or \
         `Builder::allow_host`.",
        shown(example)
    );
    Failure::plain(StatusCode::FORBIDDEN, "host_not_allowed", message)
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

impl Builder {
    /// Accepts requests to a server whose `Host` is this name.
    ///
    /// A server always accepts `localhost`, the names under it, `host.docker.internal`, IP addresses and the host of
    /// [`base_url`](Self::base_url). With [`allow_non_loopback`](Self::allow_non_loopback), it also accepts names
    /// without a dot, such as those of containers. All other names are answered with 403 `host_not_allowed`, since a
    /// web page could use them to send requests to this machine (DNS rebinding). `/health` accepts every host.
    pub fn allow_host(mut self, host: impl Into<String>) -> Self {
        self.allowed_hosts.push(host.into());
        self
    }
}
