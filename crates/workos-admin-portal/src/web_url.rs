//! What a URL that a person is sent to may look like.

use http::Uri;

/// Checks for an absolute `https` URL, or `http` on loopback, without user name; returns its host in small letters.
pub(crate) fn host(text: &str) -> Result<String, &'static str> {
    if text.is_empty() {
        return Err("it is empty");
    }
    if !text.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err("it holds white space, control or non-ASCII characters");
    }
    // Browsers read a backslash as a slash: what follows it would be a path here and a host there.
    if text.contains('\\') {
        return Err("it holds a backslash");
    }
    let uri: Uri = text.parse().map_err(|_| "it is not a URL")?;
    let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
        return Err("it must be absolute, for instance https://yourapp.com/settings");
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
    Ok(authority.host().to_ascii_lowercase())
}

/// Whether a host is the pattern, or under it when the pattern starts with `*.`.
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
    fn urls_of_production_and_of_development_have_a_host() {
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
    fn what_no_browser_should_be_sent_to_is_refused_with_the_reason() {
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
    fn a_pattern_fits_its_host_or_what_is_under_it() {
        for (host, pattern, fits) in [
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
            assert_eq!(is_within(host, pattern), fits, "{host} {pattern}");
        }
    }
}
