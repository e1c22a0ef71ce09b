//! What the operations have in common that browsers are sent to.

use http::StatusCode;

use crate::domains::tx::Tx;
use crate::http::answer::Failure;
use crate::http::request::Call;

/// Whether the caller wants the URL to send a browser to, rather than be sent there: it names an API key, or
/// JSON as what it accepts.
///
/// # Errors
/// 401 when the bearer is no API key: a browser sends none.
pub(crate) fn wants_json(call: &Call, tx: &Tx<'_>) -> Result<bool, Failure> {
    if call.bearer().is_some() {
        tx.require_api_key(call)?;
        return Ok(true);
    }
    Ok(call.prefers_json())
}

/// The URL of this very request, for a browser.
pub(crate) fn own_url(call: &Call) -> String {
    let path = call.uri().path_and_query().map_or("/", |path| path.as_str());
    format!("{}{path}", call.base_url)
}

pub(crate) fn bad_request(code: &'static str, description: impl Into<String>) -> Failure {
    Failure::oauth(StatusCode::BAD_REQUEST, code, description)
}
