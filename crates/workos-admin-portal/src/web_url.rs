//! Checks of the URLs that a person is redirected to.

use workos_client::private::confidential_url;

/// Checks that a URL is absolute, has the scheme `https` (or `http` on loopback), and has no user name.
///
/// Returns the host in lower case.
pub(crate) fn host(text: &str) -> Result<String, &'static str> {
    confidential_url(text).map(|url| url.host().to_ascii_lowercase())
}

/// Returns whether a host equals the pattern, or is a subdomain if the pattern starts with `*.`.
pub(crate) fn is_within(host: &str, pattern: &str) -> bool {
    let pattern = pattern.to_ascii_lowercase();
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
    fn urls_for_production_and_for_development_are_accepted() {
        for (url, expected) in [
            ("https://yourapp.com/settings", "yourapp.com"),
            ("https://YourApp.com:8443/settings?tab=sso#top", "yourapp.com"),
            ("http://localhost:3000/settings", "localhost"),
            ("http://127.0.0.1/", "127.0.0.1"),
            ("http://[::1]:3000/", "[::1]"),
        ] {
            assert_eq!(host(url).as_deref(), Ok(expected), "{url}");
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
            let refused = host(url).expect_err(url);
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
            assert_eq!(is_within(host, pattern), expected, "{host} {pattern}");
        }
    }
}
