//! Proxies: which requests go through a proxy, and how.

mod exceptions;
mod refusal;
pub(crate) mod socks5;
pub(crate) mod tunnel;
mod url;

use std::env;
use std::ffi::OsString;
use std::fmt;
use std::net::IpAddr;
use std::sync::Arc;

use workos_core::Secret;

use crate::build_error::BuildError;
use crate::origin::Origin;
use exceptions::Exceptions;

pub(crate) use refusal::Refusal;
pub(crate) use url::{Proxy, Scheme};

const URL_HINT: &str = "Write it as `http://user:password@host:port`; schemes are http, https, socks5 and socks5h. \
                        Percent-encode characters of the password if in doubt, or unset it to use no proxy.";
const LIST_HINT: &str = "Separate host names, addresses and networks by commas, without schemes and paths: \
                         `corp.example, *.corp.example:8443, 10.0.0.0/8, [2001:db8::1]:8443`, or `*` for all hosts.";

/// The proxies that requests go through.
///
/// The URL of a proxy is `[scheme://][user[:password]@]host[:port]`, read as curl and Go read it:
///
/// - The scheme is `http` (the default), `https`, `socks5` or `socks5h`. Requests go through a tunnel (`CONNECT`, or
///   SOCKS5), including those to plain `http` servers, so a proxy sees only the name of the server. With `socks5` the
///   client resolves the name of the server, with `socks5h` the proxy does.
/// - User name and password may contain any character except control characters, percent-encoded or not. The last `@`
///   ends them.
/// - An IPv6 address is in brackets. The default port is that of the scheme: 80, 443, or 1080 for SOCKS5. (curl uses
///   1080 for `http` too.) A path after the port is ignored.
///
/// Requests to loopback addresses and `localhost` never go through a proxy, as in Go.
///
/// ```
/// use workos_transport_hyper::{HyperTransport, Proxies};
///
/// let proxies = Proxies::through("http://proxy.internal:3128").except("auth.internal, 10.0.0.0/8");
/// let transport = HyperTransport::builder().proxies(proxies).build()?;
/// # Ok::<(), workos_transport_hyper::BuildError>(())
/// ```
#[derive(Clone)]
pub struct Proxies(Choice);

#[derive(Clone)]
enum Choice {
    None,
    Environment,
    Fixed { url: Secret, except: String },
}

impl Proxies {
    /// Uses no proxy, whatever the environment says.
    #[must_use]
    pub const fn none() -> Self {
        Self(Choice::None)
    }

    /// Uses the proxies that the environment names when the transport is built. The default.
    ///
    /// `https` requests use `https_proxy`, `http` requests use `http_proxy`. Both fall back to `all_proxy`. Hosts
    /// listed in `no_proxy` use no proxy. Each variable is read in lower case first, then in upper case. A blank
    /// variable counts as not set. If `REQUEST_METHOD` is set, `HTTP_PROXY` in upper case is ignored, because a client
    /// of a CGI program can set it by a header.
    ///
    /// [`build`](crate::HyperTransportBuilder::build) fails if a variable is invalid, and names the variable. Variables
    /// without effect are not read: `all_proxy` if the other two are set, and all of them if `no_proxy` is `*`.
    #[must_use]
    pub const fn from_env() -> Self {
        Self(Choice::Environment)
    }

    /// Uses this proxy for all requests. [`build`](crate::HyperTransportBuilder::build) fails if the URL is invalid.
    #[must_use]
    pub fn through(url: impl Into<String>) -> Self {
        Self(Choice::Fixed { url: Secret::from(url.into()), except: String::new() })
    }

    /// Sets the hosts that are reached without the proxy, in the syntax of `NO_PROXY`.
    ///
    /// Entries are separated by commas or white space. Has an effect only after [`through`](Self::through).
    ///
    /// | entry | hosts without proxy |
    /// | --- | --- |
    /// | `corp.example`, `.corp.example` | the domain and everything below it |
    /// | `*.corp.example`, `api-*.corp.example` | matching names; `*` stands for any characters |
    /// | `192.0.2.1`, `2001:db8::1` | the address |
    /// | `10.0.0.0/8`, `2001:db8::/32` | the addresses of the network |
    /// | `corp.example:8443`, `[2001:db8::1]:8443` | the same, for this port only |
    /// | `*` | all hosts |
    ///
    /// Names are not resolved to compare them with addresses. [`build`](crate::HyperTransportBuilder::build) fails if
    /// an entry is invalid.
    #[must_use]
    pub fn except(mut self, hosts: impl Into<String>) -> Self {
        if let Choice::Fixed { except, .. } = &mut self.0 {
            *except = hosts.into();
        }
        self
    }

    /// Returns the proxy rules of this choice. Reads the environment if needed.
    pub(crate) fn rules(&self) -> Result<Rules, BuildError> {
        match &self.0 {
            Choice::None => Ok(Rules::default()),
            Choice::Environment => Rules::from_vars(env::var_os),
            Choice::Fixed { url, except } => {
                let except = exceptions("the list of `Proxies::except`", except)?;
                let proxy = Some(proxy("the URL of `Proxies::through`", url.expose())?);
                Ok(Rules { http: proxy.clone(), https: proxy, except })
            }
        }
    }
}

impl fmt::Debug for Proxies {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Choice::None => "Proxies(none)",
            Choice::Environment => "Proxies(from_env)",
            Choice::Fixed { .. } => "Proxies(fixed)", // the URL can contain a password
        })
    }
}

/// The proxy for each scheme, and the hosts that use no proxy.
#[derive(Default)]
pub(crate) struct Rules {
    http: Option<Arc<Proxy>>,
    https: Option<Arc<Proxy>>,
    except: Exceptions,
}

impl Rules {
    /// Reads the rules from environment variables, through this function.
    fn from_vars(read: impl Fn(&'static str) -> Option<OsString>) -> Result<Self, BuildError> {
        let except = match variable(&read, &["no_proxy", "NO_PROXY"], LIST_HINT)? {
            Some((name, list)) => exceptions(name, &list)?,
            None => Exceptions::default(),
        };
        if except.is_everything() {
            return Ok(Self::default());
        }
        // A client of a CGI program could set `HTTP_PROXY` by sending a header `Proxy`.
        let is_cgi = read("REQUEST_METHOD").is_some();
        let http_names: &[_] = if is_cgi { &["http_proxy"] } else { &["http_proxy", "HTTP_PROXY"] };
        let named = |names| match variable(&read, names, URL_HINT)? {
            Some((name, url)) => proxy(name, url.trim()).map(Some),
            None => Ok(None),
        };
        let (mut http, mut https) = (named(http_names)?, named(&["https_proxy", "HTTPS_PROXY"])?);
        if http.is_none() || https.is_none() {
            let all = named(&["all_proxy", "ALL_PROXY"])?;
            http = http.or_else(|| all.clone());
            https = https.or(all);
        }
        Ok(Self { http, https, except })
    }

    /// Returns the proxy for an origin, if there is one.
    pub(crate) fn proxy_for(&self, origin: &Origin) -> Option<&Arc<Proxy>> {
        let proxy = if origin.is_tls() { &self.https } else { &self.http }.as_ref()?;
        let host = without_brackets(origin.host());
        (!is_loopback(host) && !self.except.contain(host, origin.port())).then_some(proxy)
    }
}

/// Returns the name and value of the first of these variables that is set and not blank.
fn variable(
    read: impl Fn(&'static str) -> Option<OsString>,
    names: &[&'static str],
    hint: &'static str,
) -> Result<Option<(&'static str, String)>, BuildError> {
    for name in names {
        match read(name).map(OsString::into_string) {
            Some(Ok(value)) if !value.trim().is_empty() => return Ok(Some((name, value))),
            Some(Err(_)) => return Err(BuildError::new(format!("{name} is not Unicode"), hint)),
            Some(Ok(_)) | None => {}
        }
    }
    Ok(None)
}

fn proxy(setting: &str, url: &str) -> Result<Arc<Proxy>, BuildError> {
    Proxy::parse(url)
        .map(Arc::new)
        .map_err(|reason| BuildError::new(format!("{setting} does not name a proxy: {reason}"), URL_HINT))
}

fn exceptions(setting: &str, list: &str) -> Result<Exceptions, BuildError> {
    Exceptions::parse(list).map_err(|(position, reason)| {
        let message = format!("{setting} cannot be understood: {reason} (entry {position})");
        BuildError::new(message, LIST_HINT)
    })
}

/// Returns a host without the brackets of an IPv6 address.
pub(crate) fn without_brackets(host: &str) -> &str {
    host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host)
}

fn is_loopback(host: &str) -> bool {
    let name = host.strip_suffix('.').unwrap_or(host).to_ascii_lowercase();
    name == "localhost"
        || name.ends_with(".localhost")
        || name.parse::<IpAddr>().is_ok_and(|address| address.to_canonical().is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::Uri;

    fn through(rules: &Rules, uri: &'static str) -> Option<String> {
        let origin = Origin::of(&Uri::from_static(uri)).unwrap();
        rules.proxy_for(&origin).map(|proxy| proxy.name.to_string())
    }

    fn from_vars(vars: &[(&str, &str)]) -> Result<Rules, BuildError> {
        Rules::from_vars(|name| {
            vars.iter().find(|(known, _)| *known == name).map(|(_, value)| OsString::from(value))
        })
    }

    #[test]
    fn a_proxy_is_used_for_all_hosts_except_loopback_and_the_exceptions() {
        let proxies =
            Proxies::through("http://user:canary@proxy.internal:3128").except("auth.internal,10.0.0.0/8");
        assert!(!format!("{proxies:?}").contains("canary"));
        let rules = proxies.rules().unwrap();
        for uri in ["https://api.workos.com/sso", "http://api.workos.com", "https://192.0.2.1"] {
            assert_eq!(through(&rules, uri).as_deref(), Some("proxy.internal:3128"), "{uri}");
        }
        for uri in [
            "http://localhost:4100",
            "http://LOCALHOST.:4100",
            "http://app.localhost",
            "http://127.0.0.1:4100",
            "http://[::1]:4100",
            "http://[::ffff:127.0.0.1]:4100",
            "https://auth.internal",
            "https://a.auth.internal",
            "https://10.1.2.3",
        ] {
            assert_eq!(through(&rules, uri), None, "{uri}");
        }
        assert_eq!(through(&Proxies::none().rules().unwrap(), "https://api.workos.com"), None);
    }

    #[test]
    fn the_scheme_selects_the_variable_and_lower_case_comes_first() {
        let (https, http) = ("https://api.workos.com", "http://api.workos.com");
        for (vars, of_https, of_http) in [
            (&[][..], None, None),
            (&[("HTTPS_PROXY", "a:1")], Some("a:1"), None),
            (&[("https_proxy", "a:1")], Some("a:1"), None),
            (&[("HTTP_PROXY", "a:1")], None, Some("a:1")),
            (&[("http_proxy", "a:1")], None, Some("a:1")),
            (&[("ALL_PROXY", "a:1")], Some("a:1"), Some("a:1")),
            (&[("all_proxy", "a:1")], Some("a:1"), Some("a:1")),
            (&[("HTTPS_PROXY", "a:1"), ("ALL_PROXY", "b:2")], Some("a:1"), Some("b:2")),
            (&[("HTTP_PROXY", "a:1"), ("all_proxy", "b:2")], Some("b:2"), Some("a:1")),
            (&[("https_proxy", "a:1"), ("HTTPS_PROXY", "b:2")], Some("a:1"), None),
            (&[("https_proxy", " "), ("HTTPS_PROXY", "b:2")], Some("b:2"), None),
            (&[("https_proxy", ""), ("all_proxy", "b:2")], Some("b:2"), Some("b:2")),
            (&[("https_proxy", ""), ("HTTPS_PROXY", ""), ("no_proxy", "")], None, None),
            (&[("https_proxy", " \ta:1\n")], Some("a:1"), None),
            (&[("HTTP_PROXY", "a:1"), ("REQUEST_METHOD", "GET")], None, None),
            (&[("http_proxy", "a:1"), ("REQUEST_METHOD", "GET")], None, Some("a:1")),
            (&[("HTTPS_PROXY", "a:1"), ("REQUEST_METHOD", "GET")], Some("a:1"), None),
            (&[("HTTP_PROXY", "ftp://"), ("REQUEST_METHOD", "GET")], None, None),
            (&[("ALL_PROXY", "a:1"), ("NO_PROXY", "workos.com")], None, None),
            (
                &[("ALL_PROXY", "a:1"), ("no_proxy", "x.com"), ("NO_PROXY", "workos.com")],
                Some("a:1"),
                Some("a:1"),
            ),
            (&[("ALL_PROXY", "a:1"), ("no_proxy", " "), ("NO_PROXY", "workos.com")], None, None),
            (&[("ALL_PROXY", "a:1"), ("NO_PROXY", "workos.com:443")], None, Some("a:1")),
            (&[("ALL_PROXY", "ftp://"), ("NO_PROXY", "*")], None, None),
            (
                &[("http_proxy", "a:1"), ("https_proxy", "b:2"), ("ALL_PROXY", "ftp://")],
                Some("b:2"),
                Some("a:1"),
            ),
            (&[("https_proxy", "socks5h://a")], Some("a:1080"), None),
        ] {
            let rules = from_vars(vars).unwrap_or_else(|error| panic!("{vars:?}: {error}"));
            assert_eq!(through(&rules, https).as_deref(), of_https, "{vars:?}");
            assert_eq!(through(&rules, http).as_deref(), of_http, "{vars:?}");
        }
    }

    #[test]
    fn the_error_for_an_invalid_setting_names_it_and_does_not_repeat_its_value() {
        for name in [
            "http_proxy",
            "HTTP_PROXY",
            "https_proxy",
            "HTTPS_PROXY",
            "all_proxy",
            "ALL_PROXY",
            "no_proxy",
            "NO_PROXY",
        ] {
            for value in
                [r"CORP\svc:canary", "ftp://svc:canary@proxy", "http://svc:canary", "http://canary:canary"]
            {
                let error = from_vars(&[(name, value)]).err().unwrap();
                assert!(error.to_string().starts_with(name), "{error}");
                assert!(!error.hint().is_empty());
                assert!(!format!("{error} {error:?} {}", error.hint()).contains("canary"), "{error:?}");
            }
        }
        for proxies in [
            Proxies::through(""),
            Proxies::through("http://"),
            Proxies::through("ftp://user:canary@proxy"),
            Proxies::through("socks4://user:canary@proxy"),
            Proxies::through("proxy").except("http://canary"),
        ] {
            let error = proxies.rules().err().unwrap();
            assert!(error.to_string().contains("`Proxies::"), "{error}");
            assert!(!format!("{error} {error:?} {proxies:?}").contains("canary"), "{error}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn the_error_for_a_variable_that_is_not_unicode_names_it_and_does_not_repeat_its_value() {
        use std::os::unix::ffi::OsStringExt;
        let value = || Some(OsString::from_vec(b"http://canary:\xff@proxy".to_vec()));
        let error =
            Rules::from_vars(|name| if name == "HTTPS_PROXY" { value() } else { None }).err().unwrap();
        assert_eq!(error.to_string(), "HTTPS_PROXY is not Unicode");
        assert!(!format!("{error:?}").contains("canary"));
    }
}
