//! The forms of hosted pages: their tokens, their fields, and the check that no other site sent them.

use http::header::{HOST, ORIGIN};
use http::uri::Authority;
use http::{HeaderName, StatusCode, Uri};
use ring::rand::{SecureRandom, SystemRandom};
use serde_json::{Map, Value};

use crate::base::keys::url_base64;
use crate::base::redirect_uri::is_loopback;
use crate::http::answer::{Answer, Failure};
use crate::http::page::message;
use crate::http::request::Call;

/// A token that nobody guesses; unlike ids, it does not repeat for the same seed.
pub(crate) fn random_token() -> Result<String, Failure> {
    let mut bytes = [0; 32];
    SystemRandom::new()
        .fill(&mut bytes)
        .map_err(|_| Failure::internal("The system's random number generator failed."))?;
    Ok(url_base64(&bytes))
}

/// The fields of a page's form, unless another site sent it.
///
/// # Errors
/// 400 when the form cannot be read.
pub(crate) fn form(call: &Call) -> Result<Option<Form>, Failure> {
    if !comes_from_the_page(call) {
        return Ok(None);
    }
    Ok(Some(Form(if call.has_form() { call.fields()?.clone() } else { Map::new() })))
}

/// The answer to a form of another site.
pub(crate) fn refused() -> Answer {
    message(StatusCode::FORBIDDEN, "Refused", "This form was sent by another site.")
}

/// What a person entered.
#[derive(Debug, Default)]
pub(crate) struct Form(Map<String, Value>);

impl Form {
    /// A field without the space around it, unless it is empty.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).and_then(Value::as_str).map(str::trim).filter(|value| !value.is_empty())
    }
}

/// Whether the form can be the emulator's own: browsers name the origin of every cross-site POST.
///
/// The `Host` alone decides nothing, since a foreign name can resolve to this machine.
fn comes_from_the_page(call: &Call) -> bool {
    static SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
    if !matches!(call.header(&SEC_FETCH_SITE), None | Some("same-origin" | "none")) {
        return false;
    }
    let Some(origin) = call.header(&ORIGIN) else {
        // No browser leaves it out of a cross-site POST; other clients cannot be tricked.
        return true;
    };
    let Ok(uri) = origin.parse::<Uri>() else {
        return false;
    };
    let asked = call.header(&HOST).or_else(|| call.uri().authority().map(Authority::as_str));
    origin == call.base_url
        || (uri.host().is_some_and(is_loopback) && uri.authority().map(Authority::as_str) == asked)
}

/// Scheme and authority of a URI.
pub(crate) fn origin(uri: &str) -> &str {
    let authority = uri.find("://").map_or(0, |at| at + 3);
    let end = uri[authority..].find(['/', '?']).map_or(uri.len(), |at| authority + at);
    &uri[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_origin_of_a_uri_ends_before_its_path() {
        assert_eq!(origin("https://yourapp.com/callback?x=1"), "https://yourapp.com");
        assert_eq!(origin("https://yourapp.com?x=/"), "https://yourapp.com");
        assert_eq!(origin("myapp://done"), "myapp://done");
    }
}
