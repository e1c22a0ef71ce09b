//! What the URLs of a sign-in may look like, and how their parameters are written.

use http::Uri;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Everything but the unreserved characters of RFC 3986.
const COMPONENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Says why a text cannot be a redirect URI, if so.
pub(crate) fn check_redirect_uri(uri: &str) -> Result<(), &'static str> {
    let authority = check_web_url(uri)?;
    if authority.contains('*') {
        return Err("a wildcard belongs into the dashboard's list; a request names one URI");
    }
    Ok(())
}

/// Normalises a base URL to one without a slash at its end, or says why it cannot be one.
pub(crate) fn base_url(url: &str) -> Result<&str, &'static str> {
    check_web_url(url)?;
    if url.contains('?') {
        return Err("it must have no query");
    }
    Ok(url.trim_end_matches('/'))
}

/// Checks for an absolute `https` URL, or `http` on loopback, without user name and fragment; returns the authority.
fn check_web_url(text: &str) -> Result<String, &'static str> {
    if text.is_empty() {
        return Err("it is empty");
    }
    if !text.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err("it holds white space, control or non-ASCII characters");
    }
    if text.contains('#') {
        return Err("it must have no fragment (RFC 6749 §3.1.2)");
    }
    let uri: Uri = text.parse().map_err(|_| "it is not a URL")?;
    let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
        return Err("it must be absolute, for instance https://app.example/callback");
    };
    if authority.as_str().contains('@') {
        return Err("it must hold no user name or password");
    }
    let port = authority.as_str().strip_prefix(authority.host()).unwrap_or_default();
    if authority.host().is_empty() || (!port.is_empty() && authority.port_u16().is_none()) {
        return Err("its host or port is malformed");
    }
    match scheme {
        "https" => {}
        "http" if is_loopback(authority.host()) => {}
        "http" => return Err("plain http is only accepted for loopback addresses; use https"),
        _ => return Err("its scheme must be https"),
    }
    Ok(authority.to_string())
}

fn is_loopback(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']');
    host.eq_ignore_ascii_case("localhost")
        || host.to_ascii_lowercase().ends_with(".localhost")
        || address.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

/// Says why a text cannot be an id, if so.
pub(crate) fn check_id(id: &str) -> Result<(), &'static str> {
    match id {
        "" => Err("it is empty"),
        _ if id.len() > 255 => Err("it is longer than 255 bytes"),
        _ if !id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte)) => {
            Err("an id holds letters, digits, `_` and `-`")
        }
        _ => Ok(()),
    }
}

/// The value of a parameter.
pub(crate) enum Value<'a> {
    Text(&'a str),
    List(&'a [String]),
    Map(&'a [(String, String)]),
}

impl Value<'_> {
    /// Writes the parameter as it stands in a query.
    pub(crate) fn encode(&self, name: &str) -> String {
        match self {
            Self::Text(text) => format!("{name}={}", component(text)),
            Self::List(texts) => {
                let texts: Vec<_> = texts.iter().map(|text| component(text)).collect();
                format!("{name}={}", texts.join(","))
            }
            Self::Map(pairs) => {
                let pair = |(key, value): &(String, String)| {
                    format!("{}={}", component(&format!("{name}[{key}]")), component(value))
                };
                pairs.iter().map(pair).collect::<Vec<_>>().join("&")
            }
        }
    }
}

/// Encodes a query component.
pub(crate) fn component(text: &str) -> String {
    utf8_percent_encode(text, COMPONENT).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn redirect_uris_of_production_and_of_development_are_accepted() {
        for uri in [
            "https://yourapp.com/callback",
            "https://yourapp.com:8443/callback?tenant=a%20b",
            "http://localhost:3000/callback",
            "http://127.0.0.1/callback",
            "http://[::1]:3000/callback",
            "http://acme.localhost:3000/callback",
        ] {
            assert_eq!(check_redirect_uri(uri), Ok(()), "{uri}");
        }
    }

    #[test]
    fn what_is_no_redirect_uri_is_refused_with_the_reason() {
        for (uri, reason) in [
            ("", "empty"),
            ("/callback", "absolute"),
            ("yourapp.com/callback", "URL"),
            ("yourapp.com", "absolute"),
            ("ftp://yourapp.com/callback", "https"),
            ("javascript://yourapp.com/%0aalert(1)", "https"),
            ("http://yourapp.com/callback", "loopback"),
            ("http://127.0.0.1.evil.example/", "loopback"),
            ("http://localhost.evil.example/", "loopback"),
            ("https://yourapp.com/callback#top", "fragment"),
            ("https://yourapp.com/call back", "white space"),
            ("https://yourapp.com/\u{e9}", "non-ASCII"),
            ("https://you@yourapp.com/callback", "user name"),
            ("https://*.yourapp.com/callback", "wildcard"),
            ("https://yourapp.com:99999/callback", "port"),
            ("https:///callback", "URL"),
        ] {
            let refused = check_redirect_uri(uri).expect_err(uri);
            assert!(refused.contains(reason), "{uri}: {refused}");
        }
    }

    #[test]
    fn a_base_url_keeps_its_prefix_and_loses_its_last_slash() {
        assert_eq!(base_url("https://proxy.example/workos//"), Ok("https://proxy.example/workos"));
        assert!(base_url("https://api.workos.com?x=1").is_err());
        assert!(base_url("http://api.workos.com").is_err());
    }
}
