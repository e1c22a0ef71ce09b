//! What the API accepts as names, addresses and metadata.

use std::collections::BTreeMap;

use http::Uri;
use serde_json::{Map, Value};

use crate::base::hosts::{WebhookHosts, advice};
use crate::base::lenient::{Check, Lenient};
use crate::base::redirect_uri::is_loopback;
use crate::base::text_limits::{LONGEST_EMAIL, LONGEST_NAME};
use crate::http::rejected::Rejected;

/// Metadata: texts by key.
pub(crate) type Metadata = BTreeMap<String, String>;

const MOST_METADATA: usize = 50;
const LONGEST_METADATA_KEY: usize = 40;
const LONGEST_METADATA_VALUE: usize = 600;
const LONGEST_EXTERNAL_ID: usize = 128;
/// RFC 1035 section 2.3.4, without the root's dot.
const LONGEST_DOMAIN: usize = 253;

pub(crate) fn check_metadata(metadata: &Metadata, lenient: Lenient) -> Result<(), Rejected> {
    if lenient.skips(Check::Limits) {
        return Ok(());
    }
    let refuse =
        |value: &str, reason: String| Err(Rejected::new("metadata", value, reason).code("invalid_metadata"));
    if metadata.len() > MOST_METADATA {
        return refuse(&format!("{} entries", metadata.len()), format!("exceed {MOST_METADATA}"));
    }
    for (key, value) in metadata {
        if key.is_empty() || key.chars().count() > LONGEST_METADATA_KEY {
            return refuse(key, format!("is not a key of 1 to {LONGEST_METADATA_KEY} characters"));
        }
        if value.chars().count() > LONGEST_METADATA_VALUE {
            return refuse(key, format!("has a value of more than {LONGEST_METADATA_VALUE} characters"));
        }
    }
    Ok(())
}

/// Reads the metadata of a body, whose values have to be text. Its limits are checked where it is stored.
pub(crate) fn read_metadata(fields: &Map<String, Value>) -> Result<Metadata, Rejected> {
    let entry = |(key, value): (&String, &Value)| match value {
        Value::String(text) => Ok((key.clone(), text.clone())),
        _ => {
            let reason = "has a value that is not a string";
            Err(Rejected::new("metadata", key, reason).code("invalid_metadata"))
        }
    };
    fields.iter().map(entry).collect()
}

pub(crate) fn check_external_id(id: &str, lenient: Lenient) -> Result<(), Rejected> {
    let longest = if lenient.skips(Check::Limits) { usize::MAX } else { LONGEST_EXTERNAL_ID };
    if id.is_empty() || id.len() > longest || !id.is_ascii() {
        let reason = format!("is not 1 to {LONGEST_EXTERNAL_ID} ASCII characters");
        return Err(Rejected::new("external_id", id, reason));
    }
    Ok(())
}

/// # Errors
/// When the name of an object is longer than any that the API takes.
pub(crate) fn check_name_length(name: &str) -> Result<(), Rejected> {
    match name.chars().nth(LONGEST_NAME) {
        None => Ok(()),
        Some(_) => Err(Rejected::new("name", name, format!("has more than {LONGEST_NAME} characters"))),
    }
}

pub(crate) fn check_email(email: &str) -> Result<(), Rejected> {
    if email.len() > LONGEST_EMAIL {
        return Err(Rejected::new("email", email, format!("has more than {LONGEST_EMAIL} bytes")));
    }
    let fits = email.split_once('@').is_some_and(|(local, domain)| {
        !local.is_empty()
            && !domain.is_empty()
            && !domain.contains('@')
            && !email.contains(|c: char| c.is_whitespace() || c.is_control())
    });
    if fits { Ok(()) } else { Err(Rejected::new("email", email, "is not an e-mail address")) }
}

/// A plain host name with a dot, in lower case.
pub(crate) fn read_domain(domain: &str) -> Result<String, Rejected> {
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    let last = domain.rsplit('.').next().unwrap_or_default();
    let fits = domain.len() <= LONGEST_DOMAIN
        && domain.contains('.')
        && domain.split('.').all(label)
        && !last.bytes().all(|b| b.is_ascii_digit());
    if fits {
        Ok(domain.to_ascii_lowercase())
    } else {
        Err(Rejected::new("domain", domain, "is not a host name such as example.com"))
    }
}

/// The URL of a webhook endpoint: HTTPS, or plain HTTP on the machine itself or to an allowed host.
pub(crate) fn read_endpoint_url(url: &str, hosts: &WebhookHosts) -> Result<Uri, Rejected> {
    if url.contains('#') {
        return Err(Rejected::new("endpoint_url", url, "has a fragment").code("invalid_url"));
    }
    let uri = url.parse::<Uri>().ok().filter(|uri| uri.scheme_str() == Some("http"));
    if let Some(uri) = uri
        && let Some(host) = uri.host()
        && !is_loopback(host)
        && !url.contains('@')
    {
        if hosts.contains(host) {
            return Ok(uri);
        }
        let reason = format!("is plain HTTP to another machine: use https, or {}", advice(host));
        return Err(Rejected::new("endpoint_url", url, reason).code("invalid_url"));
    }
    read_web_url("endpoint_url", url)
}

/// HTTPS, or plain HTTP on the machine itself, with a fragment or without.
pub(crate) fn read_web_url(field: &'static str, url: &str) -> Result<Uri, Rejected> {
    let refuse = |reason: &str| Err(Rejected::new(field, url, reason).code("invalid_url"));
    let without_fragment = url.split_once('#').map_or(url, |(url, _)| url);
    let Ok(uri) = without_fragment.parse::<Uri>() else {
        return refuse("is not a URL");
    };
    match (uri.scheme_str(), uri.host()) {
        (Some("http" | "https"), _) if uri.authority().is_some_and(|host| host.as_str().contains('@')) => {
            refuse("has user information before its host")
        }
        (Some("https"), Some(_)) => Ok(uri),
        (Some("http"), Some(host)) if is_loopback(host) => Ok(uri),
        (Some("http"), Some(_)) => refuse("is plain HTTP to another machine: use https"),
        _ => refuse("is not an https URL"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STRICT: Lenient = Lenient::STRICT;

    #[test]
    fn metadata_is_limited_in_number_and_length() {
        let one = |key: usize, value: usize| Metadata::from([("k".repeat(key), "ö".repeat(value))]);
        assert!(check_metadata(&one(40, 600), STRICT).is_ok());
        for bad in [one(41, 1), one(0, 1), one(1, 601)] {
            assert!(check_metadata(&bad, STRICT).is_err());
        }
        let many = |count: usize| (0..count).map(|n| (n.to_string(), String::new())).collect();
        assert!(check_metadata(&many(50), STRICT).is_ok());
        assert!(check_metadata(&many(51), STRICT).is_err());
        assert!(check_metadata(&many(51), Lenient::from_iter([Check::Limits])).is_ok());
    }

    #[test]
    fn domains_are_plain_host_names() {
        assert_eq!(read_domain("Foo-Corp.COM").unwrap(), "foo-corp.com");
        for bad in [
            "",
            "acme",
            "acme.",
            ".com",
            "-a.com",
            "a..b",
            "https://a.com",
            "a.com:1",
            "a.com/",
            "1.2.3.4",
            "a b.com",
            "ä.com",
        ] {
            assert!(read_domain(bad).is_err(), "{bad}");
        }
        assert!(read_domain(&format!("{}com", "a.".repeat(130))).is_err());
    }

    #[test]
    fn endpoints_are_https_or_on_this_machine() {
        for good in [
            "https://example.com/hooks?x=1",
            "http://localhost:3000/",
            "http://127.0.0.1/",
            "http://[::1]:80/x",
        ] {
            assert!(read_endpoint_url(good, &WebhookHosts::default()).is_ok(), "{good}");
        }
        for bad in [
            "",
            "notaurl",
            "/hooks",
            "http://example.com/",
            "http://localhost.evil.com/",
            "ftp://a.com/",
            "https://user@a.com/",
            "https://a.com/#x",
            "javascript:alert(1)",
            "https://",
            "http://10.0.0.1/",
        ] {
            assert!(read_endpoint_url(bad, &WebhookHosts::default()).is_err(), "{bad}");
        }
    }

    #[test]
    fn external_ids_and_addresses_have_their_form() {
        assert!(check_external_id(&"x".repeat(128), STRICT).is_ok());
        for bad in ["", "ö", &"x".repeat(129)] {
            assert!(check_external_id(bad, STRICT).is_err(), "{bad}");
        }
        assert!(check_email("a@b").is_ok());
        for bad in ["", "a", "@b", "a@", "a@b@c", "a b@c"] {
            assert!(check_email(bad).is_err(), "{bad}");
        }
    }
}
