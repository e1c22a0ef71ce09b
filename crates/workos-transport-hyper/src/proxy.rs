//! Proxies: which requests go through one, and the tunnel through it.

use std::fmt;
use std::net::IpAddr;
use std::pin::pin;

use bytes::Bytes;
use http::{Request, StatusCode, Uri, header};
use http_body_util::Full;
use hyper::client::conn::http1;
use hyper_util::client::proxy::matcher::{Intercept, Matcher};
use hyper_util::rt::TokioIo;

use crate::BuildError;
use crate::connector::Cause;
use crate::stream::Stream;

/// Which proxy requests go through, if any.
///
/// A proxy is an `http://` or `https://` URL, with user name and password or without. Requests go through it in a
/// tunnel (`CONNECT`), so that it sees the name of the server and no more. Loopback addresses never go through one.
///
/// ```
/// use workos_transport_hyper::{HyperTransport, Proxies};
///
/// let proxies = Proxies::through("http://proxy.internal:3128").except("auth.internal, 10.0.0.0/8");
/// let transport = HyperTransport::builder().proxies(proxies).build()?;
/// # Ok::<(), workos_transport_hyper::BuildError>(())
/// ```
#[derive(Clone)]
pub struct Proxies(Choice);

#[derive(Clone)]
enum Choice {
    None,
    Environment,
    Fixed { url: String, except: String },
}

impl Proxies {
    /// No proxy, whatever the environment says.
    #[must_use]
    pub const fn none() -> Self {
        Self(Choice::None)
    }

    /// What the environment says when the transport is built, as curl reads it: `HTTPS_PROXY` and `HTTP_PROXY` by the
    /// scheme of the request, else `ALL_PROXY`; none for what `NO_PROXY` lists; each in upper or lower case. The
    /// default.
    #[must_use]
    pub const fn from_env() -> Self {
        Self(Choice::Environment)
    }

    /// This proxy for all requests. [`build`](crate::HyperTransportBuilder::build) reports a URL that is none.
    #[must_use]
    pub fn through(url: impl Into<String>) -> Self {
        Self(Choice::Fixed { url: url.into(), except: String::new() })
    }

    /// Leaves out these hosts, written as in `NO_PROXY`: domains with all below them, addresses, networks
    /// (`10.0.0.0/8`), or `*` for all, separated by commas. Has an effect after [`through`](Self::through).
    #[must_use]
    pub fn except(mut self, hosts: impl Into<String>) -> Self {
        if let Choice::Fixed { except, .. } = &mut self.0 {
            *except = hosts.into();
        }
        self
    }

    pub(crate) fn matcher(&self) -> Result<Option<Matcher>, BuildError> {
        match &self.0 {
            Choice::None => Ok(None),
            Choice::Environment => Ok(Some(Matcher::from_env())),
            Choice::Fixed { url, except } => {
                let parsed = url.parse::<Uri>().ok();
                if !parsed.is_some_and(|uri| matches!(uri.scheme_str(), Some("http" | "https"))) {
                    return Err(BuildError::new("a proxy has to be an http:// or https:// URL".into()));
                }
                Ok(Some(Matcher::builder().all(url.as_str()).no(except.as_str()).build()))
            }
        }
    }
}

impl fmt::Debug for Proxies {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Choice::None => "Proxies(none)",
            Choice::Environment => "Proxies(from_env)",
            Choice::Fixed { .. } => "Proxies(fixed)", // its URL can hold a password
        })
    }
}

/// The proxy for this URI, if there is one.
pub(crate) fn proxy_of(matcher: Option<&Matcher>, uri: &Uri) -> Option<Intercept> {
    matcher.filter(|_| !uri.host().is_some_and(is_loopback))?.intercept(uri)
}

fn is_loopback(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']');
    let name = host.to_ascii_lowercase();
    name == "localhost"
        || name.ends_with(".localhost")
        || address.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// Asks the proxy at the other end of a stream to be connected to a server (RFC 9110 §9.3.6).
pub(crate) async fn tunnel(
    stream: Stream,
    proxy: &Intercept,
    host: &str,
    port: u16,
) -> Result<Stream, Cause> {
    let broken = |error: hyper::Error| Cause::Tunnel(format!("it broke off ({error})"));
    let request = connect_request(proxy, &format!("{host}:{port}"))
        .map_err(|_| Cause::Tunnel("the name of the server fits in no request".into()))?;
    let (mut sender, connection) = http1::Builder::new()
        .title_case_headers(true) // old proxies know no other
        .handshake(TokioIo::new(stream))
        .await
        .map_err(broken)?;
    let mut answer = pin!(sender.send_request(request));
    let mut connection = pin!(connection.without_shutdown());
    let (answer, freed) = tokio::select! {
        biased;
        answer = &mut answer => (answer, None),
        freed = &mut connection => (answer.await, Some(freed)),
    };
    let status = answer.map_err(broken)?.status();
    if status == StatusCode::PROXY_AUTHENTICATION_REQUIRED {
        return Err(Cause::Tunnel("it wants other credentials, or any".into()));
    }
    if !status.is_success() {
        return Err(Cause::Tunnel(format!("it answered {status}")));
    }
    let freed = match freed {
        Some(freed) => freed,
        None => connection.await,
    };
    let freed = freed.map_err(broken)?;
    // The server has nothing to say before it was greeted.
    if !freed.read_buf.is_empty() {
        return Err(Cause::Tunnel("it sent more than an answer".into()));
    }
    Ok(freed.io.into_inner())
}

fn connect_request(proxy: &Intercept, server: &str) -> http::Result<Request<Full<Bytes>>> {
    let mut request = Request::connect(server).header(header::HOST, server);
    if let Some(credentials) = proxy.basic_auth() {
        request = request.header(header::PROXY_AUTHORIZATION, credentials);
    }
    request.body(Full::default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proxy_is_for_all_but_loopback_and_what_is_left_out() {
        let proxies =
            Proxies::through("http://user:canary@proxy.internal:3128").except("auth.internal,10.0.0.0/8");
        assert!(!format!("{proxies:?}").contains("canary"));
        let matcher = proxies.matcher().unwrap();
        let through = |uri: &'static str| proxy_of(matcher.as_ref(), &Uri::from_static(uri)).is_some();
        for uri in ["https://api.workos.com/sso", "http://api.workos.com", "https://192.0.2.1"] {
            assert!(through(uri), "{uri}");
        }
        for uri in [
            "http://localhost:4100",
            "http://app.localhost",
            "http://127.0.0.1:4100",
            "http://[::1]:4100",
            "https://auth.internal",
            "https://a.auth.internal",
            "https://10.1.2.3",
        ] {
            assert!(!through(uri), "{uri}");
        }
        assert!(Proxies::none().matcher().unwrap().is_none());
    }

    #[test]
    fn what_is_no_proxy_is_refused_without_being_repeated() {
        for url in ["", "proxy", "ftp://user:canary@proxy", "socks5://user:canary@proxy", "http://"] {
            let error = Proxies::through(url).matcher().err().unwrap();
            assert!(!format!("{error} {error:?}").contains("canary"), "{error}");
        }
    }
}
