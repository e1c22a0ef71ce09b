//! Which redirect URIs an application may use.

use std::fmt;

use http::Uri;
use serde::{Deserialize, Serialize};

/// Schemes that run or read something in the browser instead of going somewhere.
const DANGEROUS: &[&str] = &["about", "blob", "data", "file", "javascript", "vbscript"];

/// An allowed redirect URI: exact, or with one of the wildcards that the dashboard knows.
///
/// `https://*.example.com/callback` allows one label in place of the star. On loopback hosts the port and the
/// whole path may be `*`: `http://localhost:*/*`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub(crate) struct RedirectPattern {
    text: String,
    /// Absent if the URI is exact.
    wildcard: Option<Wildcard>,
}

#[derive(Clone, Debug)]
struct Wildcard {
    scheme: String,
    host: String,
    port: Port,
    /// Any path if absent.
    path: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Port {
    Any,
    Is(Option<u16>),
}

impl RedirectPattern {
    /// Reads a configured redirect URI; the error says what is wrong with it.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        if !text.contains('*') {
            return match check(text) {
                Ok(_) => Ok(Self { text: text.to_owned(), wildcard: None }),
                Err(reason) => Err(format!("redirect URI '{text}' {reason}")),
            };
        }
        let refuse = |reason: &str| format!("redirect URI '{text}' {reason}");
        let (scheme, rest) = text.split_once("://").ok_or_else(|| refuse("has no scheme"))?;
        if !matches!(scheme, "http" | "https") {
            return Err(refuse("has a wildcard, which requires http or https"));
        }
        let (authority, path) = rest.find('/').map_or((rest, "/"), |slash| rest.split_at(slash));
        let (host, port) = match authority.strip_suffix(":*") {
            Some(host) => (host, Port::Any),
            None => {
                let fixed = authority.replacen('*', "x", 1);
                let parsed: http::uri::Authority = fixed.parse().map_err(|_| refuse("has no valid host"))?;
                let host = authority.rsplit_once(':').filter(|_| parsed.port().is_some());
                (host.map_or(authority, |(host, _)| host), Port::Is(parsed.port_u16()))
            }
        };
        let path = (path != "/*").then(|| path.to_owned());
        if (port == Port::Any || path.is_none()) && !is_loopback(host) {
            return Err(refuse("has a wildcard port or path, which only loopback hosts may have"));
        }
        if path.as_ref().is_some_and(|path| path.contains('*')) {
            return Err(refuse("has a wildcard within its path"));
        }
        let labels = host.strip_prefix("*.").unwrap_or(host);
        if labels.contains('*') || (host != labels && !labels.contains('.')) {
            return Err(refuse("may have its wildcard only as the whole first label of a domain"));
        }
        let wildcard = Wildcard { scheme: scheme.to_owned(), host: host.to_ascii_lowercase(), port, path };
        Ok(Self { text: text.to_owned(), wildcard: Some(wildcard) })
    }

    /// The URI, unless it has a wildcard.
    pub(crate) fn exact(&self) -> Option<&str> {
        self.wildcard.is_none().then_some(&self.text)
    }

    /// Whether a redirect to `uri`, which [`check`] has accepted, is allowed.
    pub(crate) fn allows(&self, text: &str, uri: &Uri) -> bool {
        match &self.wildcard {
            None => self.text == text,
            Some(Wildcard { scheme, host, port, path }) => {
                uri.scheme_str() == Some(scheme)
                    && uri.host().is_some_and(|actual| host_matches(host, &actual.to_ascii_lowercase()))
                    && (*port == Port::Any || *port == Port::Is(uri.port_u16()))
                    && path.as_ref().is_none_or(|path| uri.path() == path && uri.query().is_none())
            }
        }
    }
}

impl TryFrom<String> for RedirectPattern {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text)
    }
}

impl From<RedirectPattern> for String {
    fn from(pattern: RedirectPattern) -> Self {
        pattern.text
    }
}

impl fmt::Display for RedirectPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// Reads a redirect URI of a request; the error says what is wrong with it.
pub(crate) fn check(text: &str) -> Result<Uri, &'static str> {
    let (scheme, _) = text.split_once(':').ok_or("is not an absolute URI")?;
    if DANGEROUS.contains(&scheme.to_ascii_lowercase().as_str()) {
        return Err("has a scheme that is never allowed");
    }
    if text.contains(|c: char| c.is_whitespace() || c.is_control() || c == '\\') {
        return Err("has characters that are not allowed in a URI");
    }
    if text.contains('#') {
        return Err("has a fragment (RFC 6749 section 3.1.2)");
    }
    let uri: Uri = text.parse().map_err(|_| "is not an absolute URI")?;
    match uri.authority() {
        None => Err("is not an absolute URI"),
        Some(authority) if authority.as_str().contains('@') => Err("has user information before its host"),
        Some(_) => Ok(uri),
    }
}

/// Whether a host name or address (in brackets, if IPv6) is the machine itself.
pub(crate) fn is_loopback(host: &str) -> bool {
    matches!(host, "localhost" | "127.0.0.1" | "[::1]")
}

fn host_matches(pattern: &str, host: &str) -> bool {
    match pattern.strip_prefix("*.") {
        None => pattern == host,
        Some(parent) => host.split_once('.').is_some_and(|(label, rest)| !label.is_empty() && rest == parent),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allowed(pattern: &str, uri: &str) -> bool {
        let pattern = RedirectPattern::parse(pattern).unwrap();
        check(uri).is_ok_and(|parsed| pattern.allows(uri, &parsed))
    }

    #[test]
    fn a_pattern_is_shown_as_it_was_written() {
        for text in [
            "https://yourapp.com/callback",
            "http://localhost:*/*",
            "https://*.example.com/cb",
            "http://[::1]:8080/*",
        ] {
            assert_eq!(RedirectPattern::parse(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn exact_uris_match_exactly() {
        assert!(allowed("https://yourapp.com/callback", "https://yourapp.com/callback"));
        for other in [
            "https://yourapp.com/callback/",
            "https://yourapp.com/callback?x=1",
            "http://yourapp.com/callback",
        ] {
            assert!(!allowed("https://yourapp.com/callback", other), "{other}");
        }
        assert!(allowed("myapp://callback/done", "myapp://callback/done"));
    }

    #[test]
    fn loopback_hosts_may_have_any_port_and_path() {
        let any = "http://localhost:*/*";
        for uri in ["http://localhost:3000/callback", "http://localhost/", "http://LOCALHOST:1/a?b=c"] {
            assert!(allowed(any, uri), "{uri}");
        }
        for uri in [
            "https://localhost:3000/callback",
            "http://localhost.evil.com/",
            "http://localhost:3000@evil.com/",
            "http://evil.com/localhost",
            "http://localhost\\@evil.com/",
            "http://localhost/#fragment",
            "//localhost/",
            "localhost:3000/callback",
        ] {
            assert!(!allowed(any, uri), "{uri}");
        }
    }

    #[test]
    fn a_star_label_stands_for_one_label() {
        let star = "https://*.example.com/cb";
        assert!(allowed(star, "https://a.example.com/cb"));
        for uri in [
            "https://a.b.example.com/cb",
            "https://example.com/cb",
            "https://a.example.com/other",
            "https://a.example.com:8443/cb",
        ] {
            assert!(!allowed(star, uri), "{uri}");
        }
        assert!(allowed("https://*.example.com:8443/cb", "https://a.example.com:8443/cb"));
    }

    #[test]
    fn unsafe_patterns_are_refused_when_configured() {
        for pattern in [
            "javascript:alert(1)",
            "https://*/cb",
            "https://*.com/cb",
            "https://a.*.com/cb",
            "https://example.com:*/cb",
            "https://example.com/*",
            "http://localhost:*/a*",
            "myapp://*/x",
            "callback",
        ] {
            assert!(RedirectPattern::parse(pattern).is_err(), "{pattern}");
        }
    }
}
