//! Hints for failed calls. They depend on the server that the base URL points to, because the likeliest mistake
//! differs.

use http::Uri;
use workos_transport::{Auth, Operation, TransportError, TransportErrorKind as Kind};

/// The API key of an emulator without a seed file of its own.
const EMULATOR_KEY: &str = "sk_test_default";

/// The kind of server that the base URL points to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Server {
    /// `api.workos.com`.
    Production,
    /// This machine, or a name that is reserved for tests (`.test`): an emulator, most likely.
    Loopback,
    /// Another host: a gateway, an emulator in a container, or a mistyped name.
    Other,
}

impl Server {
    pub(crate) fn at(uri: &Uri) -> Self {
        let host = uri.host().unwrap_or_default().to_ascii_lowercase();
        let address = host.trim_start_matches('[').trim_end_matches(']');
        let is_loopback = host == "localhost"
            || host.ends_with(".localhost")
            || host.ends_with(".test")
            || address.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback());
        match host.as_str() {
            "api.workos.com" => Self::Production,
            _ if is_loopback => Self::Loopback,
            _ => Self::Other,
        }
    }
}

/// Whether a rate limit of this process refused the request.
pub(crate) fn is_limited_locally(error: &TransportError) -> bool {
    error.retry_after().is_some() && error.is_unprocessed() && error.kind() == Kind::Timeout
}

/// Returns the hint for a call without an answer.
pub(crate) fn for_failure(server: Server, operation: &Operation, error: &TransportError) -> &'static str {
    let unknown = !operation.is_repeatable() && !error.is_unprocessed();
    match (error.kind(), server) {
        (Kind::Connect, Server::Loopback) => {
            "Start the server: `workos emulate` listens on http://127.0.0.1:4100. If it runs, check the port in \
             `WORKOS_BASE_URL`."
        }
        (Kind::Connect, Server::Production) => {
            "Check DNS, firewall and proxy of this machine, and https://status.workos.com."
        }
        (Kind::Connect, Server::Other) => {
            "Check host and port of the base URL (`WORKOS_BASE_URL`), then DNS, firewall and proxy."
        }
        (Kind::Tls, Server::Production) => {
            "Check the system's clock and trust store, and whether a proxy intercepts TLS."
        }
        (Kind::Tls, Server::Loopback | Server::Other) => {
            "If the server has no TLS (`workos emulate` has none by default), write `http://` in the base URL \
             (`WORKOS_BASE_URL`); otherwise make the transport trust the server's certificate."
        }
        (Kind::Proxy, _) => {
            "Check the proxy variables (HTTPS_PROXY, ALL_PROXY, NO_PROXY), and what the proxy allows."
        }
        (Kind::TooLarge, _) => "Request fewer objects per page, or raise the body limit.",
        _ if is_limited_locally(error) => {
            "The call was not sent: wait as long as `retry_after()` says, or give the call a longer timeout."
        }
        _ if unknown => operation.unknown_outcome_hint(),
        (Kind::Protocol, _) if error.status().is_some() => {
            "Check whether a proxy between here and the API changes answers, or turn compression off."
        }
        (Kind::Protocol, _) => {
            "Check scheme, host and port of the base URL (`WORKOS_BASE_URL`): `https://` if the server has TLS, \
             `http://` if not."
        }
        (Kind::Timeout, Server::Loopback) => {
            "Check that the server on this machine answers and is not stopped in a debugger, or give the call a longer \
             timeout."
        }
        (Kind::Timeout, _) => {
            "Try again, or give the call a longer timeout; see https://status.workos.com for outages."
        }
        (Kind::Lost, Server::Loopback) => "Check that the server on this machine still runs, then try again.",
        _ => {
            "Try again. If this persists, check the proxies and firewalls in between, and https://status.workos.com."
        }
    }
}

/// Returns the hint for an error response if the kind of server allows a more specific hint than the operation's own.
pub(crate) fn for_answer(
    server: Server,
    operation: &Operation,
    status: u16,
    code: Option<&str>,
    api_key: Option<&str>,
) -> Option<&'static str> {
    let is_refused = match operation.auth_kind() {
        Auth::ApiKey => status == 401,
        // The credentials are parameters, for instance of a code exchange.
        Auth::None => matches!(code, Some("invalid_client" | "unauthorized_client")) || status == 401,
        _ => false,
    };
    match server {
        _ if !is_refused => None,
        Server::Loopback => Some(
            "Set `WORKOS_API_KEY` and `WORKOS_CLIENT_ID` to the values that `workos emulate` prints when it starts: \
             `sk_test_default` and `client_test` by default.",
        ),
        Server::Production if api_key == Some(EMULATOR_KEY) => Some(
            "`sk_test_default` is the API key of `workos emulate`: set `WORKOS_BASE_URL` to http://127.0.0.1:4100, or \
             `WORKOS_API_KEY` to a key of your account.",
        ),
        Server::Production | Server::Other => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kind_of_server_follows_from_the_host() {
        for (uri, server) in [
            ("https://api.workos.com/x", Server::Production),
            ("https://API.workos.com", Server::Production),
            ("http://127.0.0.1:4100/x", Server::Loopback),
            ("http://localhost:4100", Server::Loopback),
            ("http://[::1]:4100", Server::Loopback),
            ("https://app.localhost", Server::Loopback),
            ("https://workos.test", Server::Loopback),
            ("https://api.worksos.com", Server::Other),
            ("http://emulator:4100", Server::Other),
        ] {
            assert_eq!(Server::at(&Uri::from_static(uri)), server, "{uri}");
        }
    }
}
