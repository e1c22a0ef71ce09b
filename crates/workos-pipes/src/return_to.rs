//! The URL that the browser returns to after connecting an account, and the state in its query.

use workos_internal::confidential_url;
use workos_internal::encode::component;

/// The name of the query parameter with the state.
pub(crate) const STATE: &str = "state";

/// Checks that a URL is absolute, has the scheme `https` (or `http` on loopback), and has no user name.
pub(crate) fn check(text: &str) -> Result<(), &'static str> {
    confidential_url(text).map(drop)
}

/// Appends the state to the query of a URL, before the fragment.
pub(crate) fn with_state(url: &str, state: &str) -> Result<String, &'static str> {
    let (base, fragment) = url.split_once('#').map_or((url, None), |(base, after)| (base, Some(after)));
    let query = base.split_once('?').map(|(_, query)| query);
    let is_state = |pair: &str| pair.split('=').next() == Some(STATE);
    if query.is_some_and(|query| query.split('&').any(is_state)) {
        return Err("it has a parameter `state` already");
    }
    let separator = match query {
        None => "?",
        Some(query) if query.is_empty() || query.ends_with('&') => "",
        Some(_) => "&",
    };
    let state = component(state);
    let fragment = fragment.map_or_else(String::new, |fragment| format!("#{fragment}"));
    Ok(format!("{base}{separator}{STATE}={state}{fragment}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_absolute_https_urls_and_loopback_urls_are_accepted() {
        for url in ["https://yourapp.com/connected?tab=2#top", "http://localhost:3000/", "http://[::1]:3000/"]
        {
            assert_eq!(check(url), Ok(()), "{url}");
        }
        for (url, reason) in [
            ("", "empty"),
            ("/connected", "absolute"),
            ("http://yourapp.com/", "loopback"),
            ("ftp://yourapp.com/", "https"),
            ("https://yourapp.com/a b", "white space"),
            ("https://yourapp.com\\@evil.example/", "backslash"),
            ("https://you@yourapp.com/", "user name"),
            ("https://yourapp.com:99999/", "port"),
        ] {
            let refused = check(url).expect_err(url);
            assert!(refused.contains(reason), "{url}: {refused}");
        }
    }

    #[test]
    fn the_state_is_appended_to_the_query_before_the_fragment() {
        for (url, expected) in [
            ("https://a.example", "https://a.example?state=s%2F1"),
            ("https://a.example/b", "https://a.example/b?state=s%2F1"),
            ("https://a.example/b?", "https://a.example/b?state=s%2F1"),
            ("https://a.example/b?c=1", "https://a.example/b?c=1&state=s%2F1"),
            ("https://a.example/b?c=1&", "https://a.example/b?c=1&state=s%2F1"),
            ("https://a.example/b?c=1#d?e", "https://a.example/b?c=1&state=s%2F1#d?e"),
            ("https://a.example/b#d?state=x", "https://a.example/b?state=s%2F1#d?state=x"),
        ] {
            assert_eq!(with_state(url, "s/1").as_deref(), Ok(expected));
        }
        for url in
            ["https://a.example/?state=x", "https://a.example/?c=1&state", "https://a.example/?state=&c=1"]
        {
            assert!(with_state(url, "s").is_err(), "{url}");
        }
    }
}
