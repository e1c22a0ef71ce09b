//! Addresses.

use std::net::IpAddr;

use http::Uri;

/// Whether what is sent there stays on this machine.
pub(crate) fn is_on_this_machine(url: &Uri) -> bool {
    let host = url.host().unwrap_or_default().trim_matches(['[', ']']);
    let address: Option<IpAddr> = host.parse().ok();
    host == "localhost" || address.is_some_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_on_this_machine_is_told_by_its_host() {
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
