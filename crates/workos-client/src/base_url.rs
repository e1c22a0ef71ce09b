//! Where requests go.

use http::Uri;

use crate::ConfigError;

/// A validated origin and path prefix, without a slash at its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BaseUrl(String);

impl BaseUrl {
    pub(crate) const PRODUCTION: &'static str = "https://api.workos.com";

    /// Checks and normalises a base URL. Plain `http` is refused except for loopback, or where it is allowed.
    pub(crate) fn parse(text: &str, allow_http: bool) -> Result<Self, ConfigError> {
        let refuse = |reason: &'static str| ConfigError::base_url(text, reason);
        let uri: Uri = text.trim().parse().map_err(|_| refuse("it is not a URL"))?;
        let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
            return Err(refuse("it needs a scheme and a host, for instance https://api.workos.com"));
        };
        if authority.as_str().contains('@') {
            return Err(refuse("it must hold no user name or password"));
        }
        if uri.query().is_some() || text.contains('#') {
            return Err(refuse("it must have no query and no fragment"));
        }
        match scheme {
            "https" => {}
            "http" if allow_http || is_loopback(authority.host()) => {}
            "http" => {
                return Err(refuse(
                    "plain http would send the API key unencrypted; use https, or allow it with `allow_http`",
                ));
            }
            _ => return Err(refuse("its scheme must be https")),
        }
        let authority = authority.as_str().to_ascii_lowercase();
        Ok(Self(format!("{scheme}://{authority}{}", uri.path().trim_end_matches('/'))))
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_loopback(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']');
    host.eq_ignore_ascii_case("localhost")
        || host.to_ascii_lowercase().ends_with(".localhost")
        || address.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_url_is_normalised() {
        for (given, expected) in [
            ("https://api.workos.com", "https://api.workos.com"),
            (" https://API.workos.com/ ", "https://api.workos.com"),
            ("https://proxy.example/workos//", "https://proxy.example/workos"),
            ("http://127.0.0.1:4100/", "http://127.0.0.1:4100"),
            ("http://[::1]:4100", "http://[::1]:4100"),
            ("http://localhost:4100", "http://localhost:4100"),
            ("http://app.localhost", "http://app.localhost"),
        ] {
            assert_eq!(BaseUrl::parse(given, false).unwrap().as_str(), expected);
        }
    }

    #[test]
    fn what_is_no_base_url_is_refused_with_the_reason() {
        for (given, reason) in [
            ("", "not a URL"),
            ("not a url", "not a URL"),
            ("/v1", "scheme"),
            ("api.workos.com", "scheme"),
            ("ftp://api.workos.com", "https"),
            ("http://api.workos.com", "unencrypted"),
            ("http://localhost.example.com", "unencrypted"),
            ("https://user:pass@api.workos.com", "password"),
            ("https://api.workos.com?x=1", "query"),
            ("https://api.workos.com/#x", "fragment"),
        ] {
            let error = BaseUrl::parse(given, false).unwrap_err().to_string();
            assert!(error.contains(reason), "{given}: {error}");
        }
        assert!(BaseUrl::parse("http://gateway.internal", true).is_ok());
    }

    #[test]
    fn a_password_in_a_base_url_is_not_repeated_in_the_error() {
        let error = BaseUrl::parse("https://user:canary@api.workos.com", false).unwrap_err();
        assert!(!format!("{error} {error:?}").contains("canary"));
    }
}
