//! `sso.*`: signing people in and out.

mod authorize;
mod logout;
mod token;

pub(crate) use authorize::{announce, approve, authorize, refuse};
pub(crate) use logout::{authorize_logout, logout, signed_out};
pub(in crate::rooms) use token::fits as fits_challenge;
pub(crate) use token::{jwks, profile, profile_and_token, profile_by_post};

use http::StatusCode;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::answer::Failure;
use crate::call::Call;

/// Everything but the unreserved characters of RFC 3986.
const QUERY: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Whether the caller wants the URL to send a browser to, rather than be sent there: it names an API key, or
/// JSON as what it accepts.
///
/// # Errors
/// 401 when the bearer is no API key: a browser sends none.
fn wants_json(call: &Call<'_>) -> Result<bool, Failure> {
    if call.bearer().is_some() {
        call.require_api_key()?;
        return Ok(true);
    }
    Ok(call.prefers_json())
}

/// The URL of this very request, for a browser.
fn own_url(call: &Call<'_>) -> String {
    let path = call.uri().path_and_query().map_or("/", |path| path.as_str());
    format!("{}{path}", call.base_url)
}

/// `url` with these parameters added to its query.
pub(in crate::rooms) fn with_query(url: &str, pairs: &[(&str, &str)]) -> String {
    let mut url = url.to_owned();
    for (name, value) in pairs {
        url.push(if url.contains('?') { '&' } else { '?' });
        url.extend([name, "="]);
        url.extend(utf8_percent_encode(value, QUERY));
    }
    url
}

fn bad_request(code: &'static str, description: impl Into<String>) -> Failure {
    Failure::oauth(StatusCode::BAD_REQUEST, code, description)
}
