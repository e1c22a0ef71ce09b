//! The emulator as a whole.

use http::StatusCode;
use serde_json::json;

use crate::control::request::Control;
use crate::http::answer;
use crate::http::answer::Answer;

/// `GET /_emulator/health`
pub(crate) fn health(control: &Control<'_>) -> Answer {
    let body = json!({
        "object": "health",
        "status": "ok",
        "version": env!("CARGO_PKG_VERSION"),
        "base_url": control.call.base_url,
        "client_id": control.emulator.client_id(),
        "now": control.emulator.now(),
    });
    Ok(answer::json(StatusCode::OK, &body))
}

/// `POST /_emulator/reset`
pub(crate) fn reset(control: &Control<'_>) -> Answer {
    control.emulator.reset();
    Ok(answer::empty(StatusCode::NO_CONTENT))
}

/// `DELETE /_emulator/rate-limits`
pub(crate) fn forget_limits(control: &Control<'_>) -> Answer {
    control.emulator.reset_rate_limits();
    Ok(answer::empty(StatusCode::NO_CONTENT))
}
