//! The policies for URLs that callers provide.

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
    pub fn authority(&self) -> &str {
        self.authority.as_str()
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

    /// Returns the URL if requests to it [cannot be read in transit](Self::is_confidential).
    ///
    /// # Errors
    /// The reason why they can.
    pub fn confidential(self) -> Result<Self, &'static str> {
        match self.scheme() {
            _ if self.is_confidential() => Ok(self),
            "http" => Err("plain http is only accepted for loopback addresses; use https"),
            _ => Err("its scheme must be https"),
        }
    }
}

/// Parses a URL to which a browser can be redirected safely: `https`, or `http` on this machine.
///
/// # Errors
/// The reason, which does not repeat the text.
pub fn confidential_url(text: &str) -> Result<WebUrl, &'static str> {
    WebUrl::parse(text)?.confidential()
}

/// Schemes that browsers execute or open instead of sending a request.
const DANGEROUS: [&str; 6] = ["about", "blob", "data", "file", "javascript", "vbscript"];

/// Checks a redirect URI.
///
/// The list in the dashboard decides which URIs are allowed. It may contain plain `http` for staging environments, and
/// custom schemes for native applications. So this check refuses only texts that cannot be in any list.
///
/// # Errors
/// The reason, which does not repeat the text.
pub fn redirect_uri(text: &str) -> Result<WebUrl, &'static str> {
    let url = WebUrl::parse(text)?;
    if url.has_fragment() {
        return Err("it must have no fragment (RFC 6749 §3.1.2)");
    }
    if DANGEROUS.contains(&url.scheme()) {
        return Err("a browser cannot be redirected to a URI with this scheme");
    }
    if url.authority().contains('*') {
        return Err("a wildcard is allowed only in the dashboard's list; a request needs one exact URI");
    }
    Ok(url)
}

/// Parses the base URL of an API; only its scheme is not checked.
///
/// # Errors
/// The reason, which does not repeat the text.
pub fn base_url(text: &str) -> Result<WebUrl, &'static str> {
    let url = WebUrl::parse(text)?;
    if url.has_query() || url.has_fragment() {
        return Err("it must have no query and no fragment");
    }
    Ok(url)
}

/// Whether a host equals the pattern, or is a subdomain if the pattern starts with `*.`.
#[must_use]
pub fn is_host_within(host: &str, pattern: &str) -> bool {
    let (host, pattern) = (host.to_ascii_lowercase(), pattern.to_ascii_lowercase());
    match pattern.strip_prefix("*.") {
        Some(domain) => host
            .strip_suffix(domain)
            .and_then(|start| start.strip_suffix('.'))
            .is_some_and(|start| !start.is_empty() && !domain.is_empty()),
        None => host == pattern,
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

    #[test]
    fn redirect_uris_of_production_and_of_development_are_accepted() {
        for uri in [
            "https://yourapp.com/callback",
            "https://yourapp.com:8443/callback?tenant=a%20b",
            "http://localhost:3000/callback",
            "http://127.0.0.1/callback",
            "http://[::1]:3000/callback",
            "http://acme.localhost:3000/callback",
            "http://dev.corp.lan:3000/callback",
            "com.example.app://callback",
        ] {
            assert_eq!(redirect_uri(uri).map(drop), Ok(()), "{uri}");
        }
    }

    #[test]
    fn an_invalid_redirect_uri_is_refused_with_the_reason() {
        for (uri, reason) in [
            ("", "empty"),
            ("/callback", "absolute"),
            ("yourapp.com/callback", "URL"),
            ("yourapp.com", "absolute"),
            ("javascript://yourapp.com/%0aalert(1)", "scheme"),
            ("JavaScript://yourapp.com/%0aalert(1)", "scheme"),
            ("data:text/html,x", "URL"),
            ("https://yourapp.com/callback#top", "fragment"),
            ("https://yourapp.com/call back", "white space"),
            ("https://yourapp.com/\u{e9}", "non-ASCII"),
            ("https://you@yourapp.com/callback", "user name"),
            ("https://*.yourapp.com/callback", "wildcard"),
            ("https://yourapp.com:99999/callback", "port"),
            ("https:///callback", "URL"),
        ] {
            let refused = redirect_uri(uri).expect_err(uri);
            assert!(refused.contains(reason), "{uri}: {refused}");
        }
    }

    #[test]
    fn unsafe_urls_are_refused_with_the_reason() {
        for (url, reason) in [
            ("", "empty"),
            ("/settings", "absolute"),
            ("yourapp.com", "absolute"),
            ("//yourapp.com/settings", "absolute"),
            ("ftp://yourapp.com/", "https"),
            ("javascript://yourapp.com/%0aalert(1)", "https"),
            ("http://yourapp.com/", "loopback"),
            ("http://127.0.0.1.evil.example/", "loopback"),
            ("https://yourapp.com/a b", "white space"),
            ("https://yourapp.com/\u{e9}", "non-ASCII"),
            ("https://yourapp.com\\@evil.example/", "backslash"),
            ("https://yourapp.com@evil.example/", "user name"),
            ("https://yourapp.com:99999/", "port"),
            ("https:///settings", "URL"),
        ] {
            let refused = confidential_url(url).expect_err(url);
            assert!(refused.contains(reason), "{url}: {refused}");
        }
    }

    #[test]
    fn a_pattern_matches_its_host_or_all_its_subdomains() {
        for (host, pattern, expected) in [
            ("yourapp.com", "yourapp.com", true),
            ("yourapp.com", "YourApp.com", true),
            ("evil-yourapp.com", "yourapp.com", false),
            ("acme.yourapp.com", "yourapp.com", false),
            ("acme.yourapp.com", "*.yourapp.com", true),
            ("a.b.yourapp.com", "*.yourapp.com", true),
            ("yourapp.com", "*.yourapp.com", false),
            ("evilyourapp.com", "*.yourapp.com", false),
            ("yourapp.com.evil.example", "*.yourapp.com", false),
            ("anything.", "*.", false),
        ] {
            assert_eq!(is_host_within(host, pattern), expected, "{host} {pattern}");
        }
    }
}
