//! The base URL of requests.

use crate::ConfigError;
use crate::config_error::ConfigErrorKind as Kind;
use workos_internal::base_url;

/// A validated origin and path prefix, without a trailing slash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BaseUrl(String);

impl BaseUrl {
    pub(crate) const PRODUCTION: &'static str = "https://api.workos.com";

    /// Checks and normalises a base URL. Plain `http` is refused unless the host is loopback or `allow_http` is set.
    pub(crate) fn parse(text: &str, allow_http: bool) -> Result<Self, ConfigError> {
        let text = text.trim();
        let refuse = |reason: &'static str| ConfigError::base_url(Kind::InvalidBaseUrl, text, reason);
        let url = base_url(text).map_err(refuse)?;
        match url.scheme() {
            "https" => {}
            "http" if allow_http || url.is_loopback() => {}
            "http" => {
                return Err(ConfigError::base_url(
                    Kind::InsecureBaseUrl,
                    text,
                    "plain http would send the API key unencrypted; use https, or allow it with `allow_http`",
                ));
            }
            _ => return Err(refuse("its scheme must be https")),
        }
        let authority = url.authority().to_ascii_lowercase();
        Ok(Self(format!("{}://{authority}{}", url.scheme(), url.path().trim_end_matches('/'))))
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
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
    fn an_invalid_base_url_is_refused_with_the_reason() {
        for (given, reason) in [
            ("", "empty"),
            ("not a url", "white space"),
            ("nothing/of:it", "not a URL"),
            ("/v1", "absolute"),
            ("api.workos.com", "absolute"),
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
    fn a_secret_in_a_base_url_is_not_repeated_in_the_error() {
        for text in ["https://user:canary@api.workos.com", "https://api.workos.com/?key=canary"] {
            let error = BaseUrl::parse(text, false).unwrap_err();
            assert!(!format!("{error} {error:?}").contains("canary"));
        }
    }
}
