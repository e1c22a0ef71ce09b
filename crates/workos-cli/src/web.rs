//! Checks of URLs.

use std::net::IpAddr;

use http::Uri;

/// Whether the host of the URL is this machine: `localhost` or a loopback address.
pub(crate) fn is_on_this_machine(url: &Uri) -> bool {
    let host = url.host().unwrap_or_default().trim_matches(['[', ']']);
    let address: Option<IpAddr> = host.parse().ok();
    host == "localhost" || address.is_some_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_loopback_hosts_are_on_this_machine() {
        for (url, expected) in [
            ("http://127.0.0.1:1/", true),
            ("http://[::1]/", true),
            ("http://localhost/", true),
            ("http://127.0.0.1.example.com/", false),
            ("https://api.workos.com/", false),
        ] {
            assert_eq!(is_on_this_machine(&url.parse().unwrap()), expected, "{url}");
        }
    }
}
