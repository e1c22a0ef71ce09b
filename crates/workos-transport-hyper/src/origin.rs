//! What connections are kept by: scheme, host and port.

use std::fmt;

use http::Uri;
use http::uri::Authority;

/// The scheme, host and port of a URI over http or https.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Origin {
    uri: Uri,
    host: String,
    port: u16,
    tls: bool,
}

impl Origin {
    /// The origin of an absolute URI; `None` for other schemes and for none.
    pub(crate) fn of(uri: &Uri) -> Option<Self> {
        let (tls, default_port) = match uri.scheme_str()? {
            "https" => (true, 443),
            "http" => (false, 80),
            _ => return None,
        };
        let host = uri.host().filter(|host| !host.is_empty())?.to_ascii_lowercase();
        let port = uri.port_u16().unwrap_or(default_port);
        // Without user information, which is no part of where requests go.
        let authority = match uri.port_u16() {
            Some(port) => Authority::try_from(format!("{host}:{port}")),
            None => Authority::try_from(host.as_str()),
        };
        let origin = Uri::builder().scheme(if tls { "https" } else { "http" });
        let uri = origin.authority(authority.ok()?).path_and_query("/").build().ok()?;
        Some(Self { uri, host, port, tls })
    }

    pub(crate) const fn uri(&self) -> &Uri {
        &self.uri
    }

    /// The host; an IPv6 address in brackets.
    pub(crate) fn host(&self) -> &str {
        &self.host
    }

    pub(crate) const fn port(&self) -> u16 {
        self.port
    }

    pub(crate) const fn is_tls(&self) -> bool {
        self.tls
    }
}

/// As errors name it: the host, and the port where it is written.
impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.uri.authority().map_or(self.host.as_str(), Authority::as_str))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_scheme_host_and_port_and_holds_no_credentials() {
        let of = |uri: &'static str| Origin::of(&Uri::from_static(uri));
        let plain = of("https://api.workos.com/a?b=c").unwrap();
        assert_eq!((plain.to_string(), plain.port(), plain.is_tls()), ("api.workos.com".into(), 443, true));
        assert_eq!(of("https://user:secret@API.workos.com/"), Some(plain));
        let loopback = of("http://[::1]:4100/").unwrap();
        assert_eq!((loopback.to_string(), loopback.host()), ("[::1]:4100".into(), "[::1]"));
        for none in ["/connections", "ftp://localhost/", "localhost:80"] {
            assert_eq!(of(none), None, "{none}");
        }
    }
}
