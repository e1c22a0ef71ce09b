//! Checks the URLs of a sign-in, and encodes their parameters.

use workos_client::private::{WebUrl, component, confidential_url};

/// Schemes that browsers execute or open instead of sending a request.
const DANGEROUS: [&str; 6] = ["about", "blob", "data", "file", "javascript", "vbscript"];

/// Checks a redirect URI, and returns the reason if it is invalid.
///
/// The list in the dashboard decides which URIs are allowed. It may contain plain `http` for staging environments, and
/// custom schemes for native applications. So this check refuses only texts that cannot be in any list.
pub(crate) fn check_redirect_uri(uri: &str) -> Result<(), &'static str> {
    let url = WebUrl::parse(uri)?;
    if url.has_fragment() {
        return Err("it must have no fragment (RFC 6749 §3.1.2)");
    }
    if DANGEROUS.contains(&url.scheme()) {
        return Err("a browser cannot be redirected to a URI with this scheme");
    }
    if url.authority().as_str().contains('*') {
        return Err("a wildcard is allowed only in the dashboard's list; a request needs one exact URI");
    }
    Ok(())
}

/// Checks a base URL and removes slashes at its end. Returns the reason if the URL is invalid.
pub(crate) fn base_url(url: &str) -> Result<&str, &'static str> {
    let parsed = confidential_url(url)?;
    if parsed.has_query() || parsed.has_fragment() {
        return Err("it must have no query and no fragment");
    }
    Ok(url.trim_end_matches('/'))
}

/// The value of a parameter.
pub(crate) enum Value<'a> {
    Text(&'a str),
    List(&'a [String]),
    Map(&'a [(String, String)]),
}

impl Value<'_> {
    /// Encodes the parameter for a query.
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
            "http://dev.corp.lan:3000/callback",
            "com.example.app://callback",
        ] {
            assert_eq!(check_redirect_uri(uri), Ok(()), "{uri}");
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
            let refused = check_redirect_uri(uri).expect_err(uri);
            assert!(refused.contains(reason), "{uri}: {refused}");
        }
    }

    #[test]
    fn a_base_url_keeps_its_path_prefix_and_loses_trailing_slashes() {
        assert_eq!(base_url("https://proxy.example/workos//"), Ok("https://proxy.example/workos"));
        assert!(base_url("https://api.workos.com?x=1").is_err());
        assert!(base_url("http://api.workos.com").is_err());
    }
}
