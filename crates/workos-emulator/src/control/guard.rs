//! Keeps the control API from everybody but those it is for.
//!
//! Without a key these are the programs of this machine. A web page in the developer's browser is on this machine as
//! well, so a request must not come from one: browsers name the origin of a page (`Origin`) and how it relates to the
//! emulator (`Sec-Fetch-Site`). A page whose host name was made to resolve to this machine (DNS rebinding) is of the
//! same origin to its browser, but gives itself away by `Host`.

use std::net::SocketAddr;

use http::header::{HOST, ORIGIN, VARY};
use http::uri::Authority;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri};
use workos_core::Secret;

use crate::api::control_options::Options;
use crate::base::hosts::MARK;
use crate::base::redirect_uri::is_loopback;
use crate::http::answer;
use crate::http::answer::{Answer, Failure};
use crate::http::request::Call;

/// The header that has the control key.
static KEY: HeaderName = HeaderName::from_static("x-emulator-key");
static SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
static ALLOW_ORIGIN: HeaderName = HeaderName::from_static("access-control-allow-origin");

/// What a proxy adds. It stands on this machine, and whoever it speaks for may not.
const OF_PROXIES: &[&str] = &["forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via"];

/// Where a request over a socket comes from. One without it was made in process.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Peer(pub(crate) SocketAddr);

/// # Errors
/// 401 without the key where there is one; else 403 for whatever may come from elsewhere or from a foreign page.
pub(crate) fn check(options: &Options, call: &Call) -> Result<(), Failure> {
    if call.headers().contains_key(&MARK) {
        return Err(refuse("The control API does not answer webhooks of an emulator."));
    }
    if let Some(key) = &options.key {
        let given = call.header(&KEY).map(Secret::from);
        return if given.is_some_and(|given| given == *key) { Ok(()) } else { Err(key_is_missing()) };
    }
    let peer = call.extension::<Peer>();
    if peer.is_some_and(|peer| !peer.0.ip().to_canonical().is_loopback()) {
        return Err(refuse("The control API answers other machines only if a control key is set."));
    }
    if OF_PROXIES.iter().any(|name| call.headers().contains_key(*name)) {
        return Err(refuse("The control API answers through a proxy only if a control key is set."));
    }
    let hosts: Vec<&[u8]> = call
        .headers()
        .get_all(HOST)
        .iter()
        .map(HeaderValue::as_bytes)
        .chain(call.uri().authority().map(|authority| authority.as_str().as_bytes()))
        .collect();
    // In process nobody resolves a name, and the name in the URL is nobody's.
    if peer.is_some() && (hosts.is_empty() || !hosts.iter().all(|host| is_this_machine(host))) {
        return Err(refuse("The control API requires a Host header with localhost or a loopback address."));
    }
    let origin = call.headers().get(ORIGIN);
    if origin.is_some() && shared_with(options, call).is_some_and(|sharing| sharing.origin.is_some()) {
        return Ok(());
    }
    if origin.is_some_and(|origin| !is_own(origin, &hosts)) {
        return Err(refuse("The control API does not answer web pages of another origin."));
    }
    if !matches!(call.header(&SEC_FETCH_SITE), None | Some("same-origin" | "none")) {
        return Err(refuse(
            "The control API does not answer web pages of another site. Enter its URL in the browser yourself.",
        ));
    }
    Ok(())
}

/// Whether there is a control key, which then decides alone.
pub(crate) fn has_key(options: &Options) -> bool {
    options.key.is_some()
}

/// Answers a browser's question whether a page may send what needs asking (the CORS preflight of the Fetch Standard).
/// It has no key, and does nothing.
pub(crate) fn preflight(options: &Options, call: &Call) -> Answer {
    let Some(Sharing { origin: Some(_) }) = shared_with(options, call) else {
        return Err(refuse("The control API does not answer web pages of another origin."));
    };
    let mut response = answer::empty(StatusCode::NO_CONTENT);
    let headers = response.headers_mut();
    let mut set =
        |name, value| headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    set("access-control-allow-methods", "GET, POST, PUT, DELETE");
    set("access-control-allow-headers", "content-type, x-emulator-key");
    set("access-control-max-age", "600");
    if call.headers().contains_key("access-control-request-private-network") {
        set("access-control-allow-private-network", "true");
    }
    Ok(response)
}

/// What an answer tells browsers about the origins that may read it.
pub(crate) struct Sharing {
    /// The origin that asks, if it may.
    origin: Option<HeaderValue>,
}

impl Sharing {
    pub(crate) fn mark(self, headers: &mut HeaderMap) {
        headers.insert(VARY, HeaderValue::from_static("origin"));
        if let Some(origin) = self.origin {
            headers.insert(ALLOW_ORIGIN.clone(), origin);
        }
    }
}

/// With which origin an answer is shared; nothing where none was ever named.
pub(crate) fn shared_with(options: &Options, call: &Call) -> Option<Sharing> {
    let allowed = &options.origins;
    let is_allowed = |origin: &&HeaderValue| {
        let origin = origin.to_str().unwrap_or_default();
        allowed.iter().any(|known| known.eq_ignore_ascii_case(origin))
    };
    let origin = call.headers().get(ORIGIN).filter(is_allowed).cloned();
    (!allowed.is_empty()).then_some(Sharing { origin })
}

fn is_this_machine(host: &[u8]) -> bool {
    let authority = Authority::try_from(host).ok().filter(|authority| !authority.as_str().contains('@'));
    authority.is_some_and(|authority| is_loopback(&authority.host().to_ascii_lowercase()))
}

/// Whether a page of this origin is the emulator's own: it is where the request went.
fn is_own(origin: &HeaderValue, hosts: &[&[u8]]) -> bool {
    let uri = Uri::try_from(origin.as_bytes()).ok();
    let own = |uri: &Uri| {
        matches!(uri.scheme_str(), Some("http" | "https"))
            && uri.authority().is_some_and(|authority| {
                hosts.iter().any(|host| host.eq_ignore_ascii_case(authority.as_str().as_bytes()))
            })
    };
    uri.is_some_and(|uri| own(&uri))
}

fn refuse(message: &str) -> Failure {
    Failure::plain(StatusCode::FORBIDDEN, "forbidden", message)
}

fn key_is_missing() -> Failure {
    let message = "The control API requires the control key in the header X-Emulator-Key.";
    Failure::plain(StatusCode::UNAUTHORIZED, "unauthorized", message)
}
