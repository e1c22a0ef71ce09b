//! `Idempotency-Key`: a request that is sent again gets the answer of the first one.

use http::{HeaderName, StatusCode};
use ring::digest::{Context, SHA256};

use crate::base::keys::url_base64;
use crate::domains::pipes::model::keyed_answer::KeyedAnswer;
use crate::domains::tx::Tx;
use crate::http::answer::{Answer, Failure, json as respond};
use crate::http::request::Call;

static IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// Handles a request, unless it has an idempotency key that was answered before. Only successes are kept: a request that
/// failed may be corrected and sent again.
///
/// # Errors
/// 409 `idempotency_key_conflict` when the key was sent with another request to this path.
pub(crate) fn once(call: &Call, tx: &mut Tx<'_>, handle: impl FnOnce(&mut Tx<'_>) -> Answer) -> Answer {
    let Some(key) = call.header(&IDEMPOTENCY_KEY).filter(|key| !key.is_empty()) else {
        return handle(tx);
    };
    let key = format!("{} {key}", call.uri().path());
    let request = digest(call);
    match tx.state.pipes.keyed_answers.get(call.now, &key) {
        Some(known) if known.request == request => {
            let status = StatusCode::from_u16(known.status).unwrap_or(StatusCode::OK);
            return Ok(respond(status, &known.body));
        }
        Some(_) => {
            let message = "The idempotency key was used with another request.";
            return Err(Failure::plain(StatusCode::CONFLICT, "idempotency_key_conflict", message));
        }
        None => {}
    }
    let answer = handle(tx)?;
    if let Ok(body) = serde_json::from_slice(answer.body()) {
        let status = answer.status().as_u16();
        tx.state.pipes.keyed_answers.insert(call.now, key, KeyedAnswer { request, status, body });
    }
    Ok(answer)
}

/// What tells one request to a path from another: its query and its body.
fn digest(call: &Call) -> String {
    let mut context = Context::new(&SHA256);
    context.update(call.uri().query().unwrap_or_default().as_bytes());
    context.update(b"\n");
    context.update(call.body());
    url_base64(context.finish().as_ref())
}
