//! Validation of URLs that callers provide.

use http::Uri;
use http::uri::Authority;

/// An absolute URL of visible ASCII, with a host and without user name and password.
#[derive(Clone, Debug)]
pub struct WebUrl {
    scheme: String,
    authority: Authority,
    uri: Uri,
    fragment: bool,
}

impl WebUrl {
    /// Parses a URL, or returns the reason why the text is not one.
    ///
    /// # Errors
    /// The reason, which does not repeat the text.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        if text.is_empty() {
            return Err("it is empty");
        }
        if !text.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err("it holds white space, control or non-ASCII characters");
        }
        // Browsers read a backslash as a slash: the text after it would be a path here and a host there.
        if text.contains('\\') {
            return Err("it holds a backslash");
        }
        let uri: Uri = text.parse().map_err(|_| "it is not a URL")?;
        let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
            return Err("it must be absolute, with a scheme and a host: https://app.example/path");
        };
        if authority.as_str().contains('@') {
            return Err("it must hold no user name or password");
        }
        let port = authority.as_str().strip_prefix(authority.host()).unwrap_or_default();
        if authority.host().is_empty() || (!port.is_empty() && authority.port_u16().is_none()) {
            return Err("its host or port is malformed");
        }
        Ok(Self {
            scheme: scheme.to_ascii_lowercase(),
            authority: authority.clone(),
            uri,
            fragment: text.contains('#'),
        })
    }

    /// The scheme, in lower case.
    #[must_use]
    pub fn scheme(&self) -> &str {
        &self.scheme
    }

    /// The host, without port; an IPv6 address in brackets.
    #[must_use]
    pub fn host(&self) -> &str {
        self.authority.host()
    }

    /// Host and port.
    #[must_use]
    pub const fn authority(&self) -> &Authority {
        &self.authority
    }

    /// The path, at least `/`.
    #[must_use]
    pub fn path(&self) -> &str {
        self.uri.path()
    }

    /// Whether the URL has a query.
    #[must_use]
    pub fn has_query(&self) -> bool {
        self.uri.query().is_some()
    }

    /// Whether the URL has a fragment.
    #[must_use]
    pub const fn has_fragment(&self) -> bool {
        self.fragment
    }

    /// Whether the URL points to this machine.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        let host = self.host().to_ascii_lowercase();
        let address = host.trim_start_matches('[').trim_end_matches(']');
        host == "localhost"
            || host.ends_with(".localhost")
            || address.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback())
    }

    /// Whether requests to the URL cannot be read in transit: `https`, or `http` on this machine.
    #[must_use]
    pub fn is_confidential(&self) -> bool {
        self.scheme == "https" || (self.scheme == "http" && self.is_loopback())
    }
}

/// Parses a URL to which a browser can be redirected safely: `https`, or `http` on this machine.
///
/// # Errors
/// The reason, which does not repeat the text.
pub fn confidential_url(text: &str) -> Result<WebUrl, &'static str> {
    let url = WebUrl::parse(text)?;
    match url.scheme() {
        _ if url.is_confidential() => Ok(url),
        "http" => Err("plain http is only accepted for loopback addresses; use https"),
        _ => Err("its scheme must be https"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_is_loopback() {
        for (url, loopback) in [
            ("http://localhost:3000/", true),
            ("http://LOCALHOST", true),
            ("http://acme.localhost", true),
            ("http://127.8.9.1/", true),
            ("http://[::1]:80/", true),
            ("http://127.0.0.1.evil.example/", false),
            ("http://localhost.evil.example/", false),
            ("http://10.0.0.1/", false),
        ] {
            assert_eq!(WebUrl::parse(url).unwrap().is_loopback(), loopback, "{url}");
            assert_eq!(WebUrl::parse(url).unwrap().is_confidential(), loopback, "{url}");
        }
        assert!(WebUrl::parse("HTTPS://app.example").unwrap().is_confidential());
    }

    #[test]
    fn an_invalid_url_is_refused_with_the_reason() {
        for (text, reason) in [
            ("", "empty"),
            ("/callback", "absolute"),
            ("yourapp.com/callback", "URL"),
            ("https://yourapp.com\\@evil.example/", "backslash"),
            ("https://yourapp.com/call back", "white space"),
            ("https://yourapp.com/\u{e9}", "non-ASCII"),
            ("https://you:canary@yourapp.com/", "user name"),
            ("https://yourapp.com:99999/", "port"),
            ("https:///callback", "URL"),
        ] {
            let refused = WebUrl::parse(text).expect_err(text);
            assert!(refused.contains(reason) && !refused.contains("canary"), "{text}: {refused}");
        }
    }
}
