//! What the URLs of a sign-in may look like, and how their parameters are written.

use workos_client::private::{WebUrl, component, confidential_url};

/// Schemes that browsers run or open instead of going there.
const DANGEROUS: [&str; 6] = ["about", "blob", "data", "file", "javascript", "vbscript"];

/// Says why a text cannot be a redirect URI, if so.
///
/// Which ones are allowed is the dashboard's list, which also knows of staging environments (plain `http`) and of
/// native applications (schemes of their own); refused here is what can be on no list.
pub(crate) fn check_redirect_uri(uri: &str) -> Result<(), &'static str> {
    let url = WebUrl::parse(uri)?;
    if url.has_fragment() {
        return Err("it must have no fragment (RFC 6749 §3.1.2)");
    }
    if DANGEROUS.contains(&url.scheme()) {
        return Err("its scheme is no place that a browser can return to");
    }
    if url.authority().as_str().contains('*') {
        return Err("a wildcard belongs into the dashboard's list; a request names one URI");
    }
    Ok(())
}

/// Normalises a base URL to one without a slash at its end, or says why it cannot be one.
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
    fn what_is_no_redirect_uri_is_refused_with_the_reason() {
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
    fn a_base_url_keeps_its_prefix_and_loses_its_last_slash() {
        assert_eq!(base_url("https://proxy.example/workos//"), Ok("https://proxy.example/workos"));
        assert!(base_url("https://api.workos.com?x=1").is_err());
        assert!(base_url("http://api.workos.com").is_err());
    }
}
