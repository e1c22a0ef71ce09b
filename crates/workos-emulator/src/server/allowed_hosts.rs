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

use crate::api::emulator::Emulator;
use crate::http::answer::{Failure, shown};

/// Names of this machine that cannot be registered, besides `localhost` and the names under it.
const LOCAL: &[&str] = &["localhost", "host.docker.internal"];

/// Checks the `Host` header and the `:authority` of a request to a server.
///
/// # Errors
/// 403 if a host is not allowed, or if there is none.
pub(crate) fn check(emulator: &Emulator, parts: &Parts) -> Result<(), Failure> {
    let header = parts.headers.get_all(HOST).iter().map(|host| host.to_str().unwrap_or("?"));
    let authority = parts.uri.authority().map(Authority::as_str);
    let mut hosts = header.chain(authority).peekable();
    if hosts.peek().is_none() {
        return Err(refuse(emulator, "The request has no Host header.", "NAME"));
    }
    for host in hosts {
        let name = Authority::try_from(host).ok().filter(|authority| !authority.as_str().contains('@'));
        let name = name.map_or_else(String::new, |authority| authority.host().to_ascii_lowercase());
        if !is_allowed(emulator, &name) {
            let example = if name.is_empty() { "NAME" } else { &name };
            return Err(refuse(emulator, &format!("The host '{}' is not allowed.", shown(host)), example));
        }
    }
    Ok(())
}

fn is_allowed(emulator: &Emulator, host: &str) -> bool {
    let serving = emulator.serving();
    let bare = host.trim_matches(['[', ']']);
    let name = host.strip_suffix('.').unwrap_or(host);
    bare.parse::<IpAddr>().is_ok()
        || LOCAL.contains(&name)
        || name.ends_with(".localhost")
        || own_host(emulator).is_some_and(|own| own == host)
        || serving.allowed_hosts.iter().any(|allowed| allowed == name)
        // The names of containers: nobody can register a name without a dot.
        || (serving.allow_non_loopback && !name.is_empty() && !name.contains('.'))
}

/// The host of the base URL that was set.
fn own_host(emulator: &Emulator) -> Option<String> {
    let uri: Uri = emulator.shared().env.settings.base_url.as_ref()?.parse().ok()?;
    uri.host().map(str::to_ascii_lowercase)
}

fn refuse(emulator: &Emulator, problem: &str, example: &str) -> Failure {
    let serving = emulator.serving();
    let mut accepted = "localhost, host.docker.internal, IP addresses".to_owned();
    if serving.allow_non_loopback {
        accepted.push_str(", names without a dot");
    }
    for host in own_host(emulator).iter().chain(&serving.allowed_hosts) {
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
