//! The URL of a proxy, as in `HTTPS_PROXY` and similar variables.

use std::net::Ipv6Addr;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::HeaderValue;
use percent_encoding::percent_decode_str;

/// The longest user name and password of SOCKS5, in bytes (RFC 1929 §2).
const MAX_SOCKS_FIELD: usize = 255;

/// A proxy: its scheme, its address, and the credentials for it.
///
/// It has no `Debug`, because it contains a password.
pub(crate) struct Proxy {
    pub(crate) scheme: Scheme,
    /// A name or an address, an IPv6 address without brackets.
    pub(crate) host: String,
    pub(crate) port: u16,
    pub(crate) credentials: Option<Credentials>,
    /// Host and port, as errors name the proxy.
    pub(crate) name: Arc<str>,
}

/// The protocol that a proxy speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scheme {
    /// A tunnel by `CONNECT`.
    Http,
    /// A tunnel by `CONNECT`, over TLS.
    Https,
    /// SOCKS5 (RFC 1928) to an address that the client resolves.
    Socks5,
    /// SOCKS5 to a name that the proxy resolves.
    Socks5h,
}

/// User name and password, percent-decoded. They need not be UTF-8.
#[derive(PartialEq, Eq)]
pub(crate) struct Credentials {
    pub(crate) user: Vec<u8>,
    pub(crate) password: Vec<u8>,
}

impl Proxy {
    /// Reads `[scheme://][user[:password]@]host[:port]`. A path, query or fragment after that is ignored.
    ///
    /// User name and password may contain any character except control characters, percent-encoded or not: the last `@`
    /// of the text ends them.
    ///
    /// # Errors
    /// The reason, if the text is invalid. All reasons are fixed texts, so that none repeats a part of a password.
    pub(crate) fn parse(text: &str) -> Result<Self, &'static str> {
        let text = text.trim();
        if text.chars().any(char::is_control) {
            return Err("it contains control characters");
        }
        let (scheme, rest) = match text.split_once("://") {
            Some((scheme, rest)) if is_scheme(scheme) => (Some(Scheme::parse(scheme)?), rest),
            // Without this check, `http:/user:password@host` would be read as the user `http`.
            _ if text.split_once(":/").is_some_and(|(start, _)| Scheme::parse(start).is_ok()) => {
                return Err("its scheme must be followed by two slashes");
            }
            _ => (None, text),
        };
        let (userinfo, rest) = match rest.rsplit_once('@') {
            Some((userinfo, rest)) => (Some(userinfo), rest),
            None => (None, rest),
        };
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (host, port) = host_and_port(&rest[..end])?;
        let port = match port {
            // `http:` is a scheme without `//`, not a host with an empty port.
            Some("") if scheme.is_none() => return Err("its port is empty"),
            Some("") | None => None,
            Some(port) => Some(port_number(port).ok_or("its port is not a number from 1 to 65535")?),
        };
        let scheme = scheme.unwrap_or(Scheme::Http);
        let port = port.unwrap_or_else(|| scheme.default_port());
        let name = if host.contains(':') { format!("[{host}]:{port}") } else { format!("{host}:{port}") };
        let credentials = userinfo.map(Credentials::parse).transpose()?.flatten();
        if scheme.is_socks() && credentials.as_ref().is_some_and(|of| !of.fit_socks()) {
            return Err("its user name or password is longer than the 255 bytes that SOCKS5 allows");
        }
        Ok(Self { scheme, host: host.to_owned(), port, credentials, name: name.into() })
    }
}

impl Scheme {
    fn parse(text: &str) -> Result<Self, &'static str> {
        match text.to_ascii_lowercase().as_str() {
            "http" => Ok(Self::Http),
            "https" => Ok(Self::Https),
            "socks5" => Ok(Self::Socks5),
            "socks5h" => Ok(Self::Socks5h),
            "socks" => Err("its scheme `socks` does not say which version; use socks5 or socks5h"),
            "socks4" | "socks4a" => Err("SOCKS4 is not supported; use socks5 or socks5h"),
            "ftp" => Err("its scheme `ftp` is not supported"),
            _ => Err("its scheme is not supported"),
        }
    }

    const fn default_port(self) -> u16 {
        match self {
            Self::Http => 80,
            Self::Https => 443,
            Self::Socks5 | Self::Socks5h => 1080,
        }
    }

    const fn is_socks(self) -> bool {
        matches!(self, Self::Socks5 | Self::Socks5h)
    }
}

impl Credentials {
    /// Reads user name and password. Returns `None` if both are empty.
    fn parse(userinfo: &str) -> Result<Option<Self>, &'static str> {
        let (user, password) = userinfo.split_once(':').unwrap_or((userinfo, ""));
        // An invalid percent escape is kept as it is.
        let [user, password] = [user, password].map(|text| percent_decode_str(text).collect::<Vec<u8>>());
        if user.iter().chain(&password).any(u8::is_ascii_control) {
            return Err("its user name or password contains control characters");
        }
        Ok((!user.is_empty() || !password.is_empty()).then_some(Self { user, password }))
    }

    fn fit_socks(&self) -> bool {
        self.user.len().max(self.password.len()) <= MAX_SOCKS_FIELD
    }

    /// Returns the value of `Proxy-Authorization` (RFC 7617), which `Debug` does not show.
    pub(crate) fn basic(&self) -> Option<HeaderValue> {
        let encoded = STANDARD.encode([&self.user[..], b":", &self.password].concat());
        let mut value = HeaderValue::try_from(format!("Basic {encoded}")).ok()?;
        value.set_sensitive(true);
        Some(value)
    }
}

/// Whether a text is a scheme as RFC 3986 §3.1 defines it.
fn is_scheme(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
}

/// Splits `host[:port]`, and removes the brackets of an IPv6 address.
fn host_and_port(text: &str) -> Result<(&str, Option<&str>), &'static str> {
    if let Some(rest) = text.strip_prefix('[') {
        let (host, after) = rest.split_once(']').ok_or("its IPv6 address has no closing bracket")?;
        if host.parse::<Ipv6Addr>().is_err() {
            return Err("the text in its brackets is not an IPv6 address");
        }
        return match after.strip_prefix(':') {
            None if after.is_empty() => Ok((host, None)),
            Some(port) => Ok((host, Some(port))),
            None => Err("it has text between its host and its port"),
        };
    }
    let (host, port) = match text.split_once(':') {
        Some((host, port)) => (host, Some(port)),
        None => (text, None),
    };
    if host.is_empty() {
        return Err("it has no host");
    }
    if port.is_some_and(|port| port.contains(':')) {
        return Err("it has more than one port; an IPv6 address must be in brackets");
    }
    if !host.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_')) {
        return Err("its host is not a name or an address");
    }
    Ok((host, port))
}

/// Parses a port from 1 to 65535. Accepts only digits, while `u16::from_str` also accepts a sign.
pub(super) fn port_number(text: &str) -> Option<u16> {
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|port| is_number && *port != 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Scheme::{Http, Https, Socks5, Socks5h};

    fn parse(text: &str) -> (Scheme, String, u16, Option<(String, String)>) {
        let proxy = Proxy::parse(text).unwrap_or_else(|reason| panic!("{text}: {reason}"));
        let text = |bytes: &Vec<u8>| String::from_utf8_lossy(bytes).into_owned();
        let credentials = proxy.credentials.as_ref().map(|of| (text(&of.user), text(&of.password)));
        (proxy.scheme, proxy.host, proxy.port, credentials)
    }

    #[test]
    fn scheme_host_and_port_are_read_with_their_defaults() {
        for (text, scheme, host, port) in [
            ("proxy", Http, "proxy", 80),
            ("proxy:3128", Http, "proxy", 3128),
            ("http://proxy", Http, "proxy", 80),
            ("http://proxy:/", Http, "proxy", 80),
            ("HTTP://Proxy.Corp:3128/", Http, "Proxy.Corp", 3128),
            ("https://proxy", Https, "proxy", 443),
            ("https://proxy:8443", Https, "proxy", 8443),
            ("socks5://proxy", Socks5, "proxy", 1080),
            ("SOCKS5H://proxy_1.corp.:9050", Socks5h, "proxy_1.corp.", 9050),
            ("  http://192.0.2.1:3128\n", Http, "192.0.2.1", 3128),
            ("[2001:db8::1]", Http, "2001:db8::1", 80),
            ("http://[::1]:3128", Http, "::1", 3128),
            ("http://proxy:3128/a/path?and=a#fragment", Http, "proxy", 3128),
            ("http://proxy:3128?query", Http, "proxy", 3128),
            ("http://proxy#fragment", Http, "proxy", 80),
        ] {
            assert_eq!(parse(text), (scheme, host.into(), port, None), "{text}");
        }
    }

    #[test]
    fn user_name_and_password_may_contain_any_character() {
        for (userinfo, user, password) in [
            ("svc:pass", "svc", "pass"),
            ("svc", "svc", ""),
            (":pass", "", "pass"),
            ("svc:pa#ss", "svc", "pa#ss"),
            ("svc:pa/ss", "svc", "pa/ss"),
            ("svc:12/34", "svc", "12/34"),
            ("svc:pa?ss", "svc", "pa?ss"),
            ("svc:pa@ss", "svc", "pa@ss"),
            ("svc:p@a@ss@", "svc", "p@a@ss@"),
            ("svc:pa:ss", "svc", "pa:ss"),
            ("svc:://@", "svc", "://@"),
            (r"svc:pa\ss", "svc", r"pa\ss"),
            (r"CORP\svc:pass", r"CORP\svc", "pass"),
            ("svc:pa[ss]", "svc", "pa[ss]"),
            ("svc:pa ss", "svc", "pa ss"),
            ("svc:\"<>^`{|}'", "svc", "\"<>^`{|}'"),
            ("svc:pässwörd", "svc", "pässwörd"),
            ("svc%40corp:p%23a%2Fs%3fs%3A%25", "svc@corp", "p#a/s?s:%"),
            ("svc:100%sure%", "svc", "100%sure%"),
            ("svc:%2", "svc", "%2"),
            ("user+tag:a+b", "user+tag", "a+b"),
        ] {
            let expected = Some((user.to_owned(), password.to_owned()));
            for (scheme, prefix) in
                [(Http, ""), (Http, "http://"), (Https, "https://"), (Socks5h, "socks5h://")]
            {
                let text = format!("{prefix}{userinfo}@proxy.corp:3128/");
                assert_eq!(parse(&text), (scheme, "proxy.corp".into(), 3128, expected.clone()), "{text}");
            }
        }
        assert_eq!(parse("http://@proxy").3, None);
        assert_eq!(parse("http://:@proxy").3, None);
        assert_eq!(Proxy::parse("http://a:%ff@proxy").ok().unwrap().credentials.unwrap().password, [0xff]);
    }

    #[test]
    fn an_invalid_url_is_refused_without_repeating_a_part_of_it() {
        for (text, reason) in [
            ("", "no host"),
            ("http://", "no host"),
            ("http:///canary", "no host"),
            ("http:///svc:canary@", "no host"),
            ("://canary", "no host"),
            ("http://svc:canary@", "no host"),
            ("http://svc:canary@:3128", "no host"),
            ("http:canary", "port"),
            ("http:/canary", "two slashes"),
            ("http:/svc:canary@proxy", "two slashes"),
            ("proxy:", "port"),
            ("http://proxy:canary", "port"),
            ("http://proxy:0", "port"),
            ("http://proxy:65536", "port"),
            ("http://proxy:+80", "port"),
            ("http://proxy:-1", "port"),
            (r"CORP\svc:canary", "not a name"),
            (r"http://CORP\svc:canary", "not a name"),
            ("http://svc:canary@pro xy", "not a name"),
            ("http://svc:canary@pro%78y", "not a name"),
            ("http://svc:canary@pröxy", "not a name"),
            ("http://svc:canary@*", "not a name"),
            ("http://svc:canary@::1:3128", "no host"),
            ("http://svc:canary@2001:db8::1", "more than one port"),
            ("http://svc:can:ary", "more than one port"),
            ("http://svc:canary@[::1", "bracket"),
            ("http://svc:canary@[::1]3128", "between"),
            ("http://svc:canary@[canary]", "not an IPv6"),
            ("http://svc:canary@[fe80::1%eth0]", "not an IPv6"),
            ("ftp://svc:canary@proxy", "`ftp` is not supported"),
            ("canary://proxy", "scheme is not supported"),
            ("socks://svc:canary@proxy", "which version"),
            ("socks4://svc:canary@proxy", "SOCKS4"),
            ("socks4a://proxy", "SOCKS4"),
            ("http://svc:can\nary@proxy", "control"),
            ("http://svc:canary%0a@proxy", "control"),
            ("http://svc:canary%00@proxy", "control"),
        ] {
            let refused = Proxy::parse(text).err().unwrap_or_else(|| panic!("{text} is accepted"));
            assert!(refused.contains(reason) && !refused.contains("canary"), "{text}: {refused}");
        }
        let long = "x".repeat(256);
        assert!(Proxy::parse(&format!("socks5://svc:{long}@proxy")).err().unwrap().contains("255"));
        assert!(Proxy::parse(&format!("http://svc:{long}@proxy")).is_ok());
    }

    #[test]
    fn basic_credentials_are_decoded_and_hidden() {
        let proxy = Proxy::parse("http://Aladdin:open%20sesame@proxy").ok().unwrap();
        let value = proxy.credentials.unwrap().basic().unwrap();
        assert_eq!(value, "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
        assert!(!format!("{value:?}").contains("QWxh"));
    }

    #[test]
    fn the_name_of_a_proxy_is_its_host_and_port() {
        for (text, name) in
            [("http://a:canary@proxy", "proxy:80"), ("socks5://a:canary@[::1]:9050", "[::1]:9050")]
        {
            assert_eq!(&*Proxy::parse(text).ok().unwrap().name, name);
        }
    }
}
