//! The origin of a URI: the scheme, host and port by which connections are pooled.

use std::fmt;
use std::hash::{Hash, Hasher};

use http::header::InvalidHeaderValue;
use http::uri::Authority;
use http::{HeaderValue, Uri};

/// The scheme, host and port of an http or https URI.
///
/// An origin is created for every request, so it shares the text of the URI instead of copying it.
#[derive(Clone, Debug)]
pub(crate) struct Origin {
    /// Without user information, which does not matter for connections.
    authority: Authority,
    tls: bool,
}

impl Origin {
    /// Returns the origin of an absolute URI. Returns `None` if the scheme is missing or neither http nor https.
    pub(crate) fn of(uri: &Uri) -> Option<Self> {
        let tls = match uri.scheme_str()? {
            "https" => true,
            "http" => false,
            _ => return None,
        };
        let authority = uri.authority().filter(|authority| !authority.host().is_empty())?;
        let authority = match authority.as_str().rsplit_once('@') {
            None => authority.clone(),
            Some((_, rest)) => Authority::try_from(rest).ok()?,
        };
        Some(Self { authority, tls })
    }

    /// Returns a copy that does not share the text of the URI. For long-lived uses, because a shared text would keep
    /// the path and query of the request in memory.
    pub(crate) fn to_unshared(&self) -> Self {
        let authority =
            Authority::try_from(self.authority.as_str()).unwrap_or_else(|_| self.authority.clone());
        Self { authority, tls: self.tls }
    }

    /// Returns the host. An IPv6 address has brackets.
    pub(crate) fn host(&self) -> &str {
        self.authority.host()
    }

    /// Returns the value of the `Host` header: the host, with the port unless it is the default (RFC 9110 §7.2).
    pub(crate) fn host_header(&self) -> Result<HeaderValue, InvalidHeaderValue> {
        let default = if self.tls { 443 } else { 80 };
        match self.authority.port_u16() {
            Some(port) if port != default => HeaderValue::try_from(format!("{}:{port}", self.host())),
            _ => HeaderValue::from_str(self.host()),
        }
    }

    pub(crate) fn port(&self) -> u16 {
        self.authority.port_u16().unwrap_or(if self.tls { 443 } else { 80 })
    }

    pub(crate) const fn is_tls(&self) -> bool {
        self.tls
    }
}

// An explicit default port equals a missing one, and hosts are compared without regard to case.
impl PartialEq for Origin {
    fn eq(&self, other: &Self) -> bool {
        self.tls == other.tls
            && (self.authority == other.authority
                || self.port() == other.port() && self.host().eq_ignore_ascii_case(other.host()))
    }
}

impl Eq for Origin {}

impl Hash for Origin {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.host().bytes().for_each(|byte| state.write_u8(byte.to_ascii_lowercase()));
        self.port().hash(state);
    }
}

/// The form for errors: the host, and the port if the URI has one.
impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.authority.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_has_scheme_host_and_port_and_no_credentials() {
        let of = |uri: &'static str| Origin::of(&Uri::from_static(uri));
        let plain = of("https://api.workos.com/a?b=c").unwrap();
        assert_eq!((plain.to_string(), plain.port(), plain.is_tls()), ("api.workos.com".into(), 443, true));
        assert_eq!(of("https://user:secret@API.workos.com/"), Some(plain));
        assert_eq!(of("https://api.workos.com:443"), of("https://api.workos.com"));
        assert_ne!(of("https://api.workos.com:80"), of("http://api.workos.com"));
        let loopback = of("http://[::1]:4100/").unwrap();
        assert_eq!((loopback.to_string(), loopback.host()), ("[::1]:4100".into(), "[::1]"));
        for none in ["/connections", "ftp://localhost/", "localhost:80"] {
            assert_eq!(of(none), None, "{none}");
        }
    }
}
