//! Everything the emulator holds, taken along and brought back.

use bytes::Bytes;
use http::request::Parts;
use http::{Request, StatusCode};
use serde_json::json;

use crate::api::emulator::Emulator;
use crate::api::snapshot::Snapshot;
use crate::control::guard;
use crate::control::request::{Control, to_value};
use crate::http::answer;
use crate::http::answer::{Answer, Failure};

/// The largest snapshot that is read.
const LARGEST: usize = 256 * 1024 * 1024;

/// How large the body of this request may be, if that differs from the API's bodies. Only who may restore a snapshot
/// can make a server read one.
pub(crate) fn body_limit(emulator: &Emulator, head: &Parts) -> Option<usize> {
    if head.uri.path() != "/_emulator/snapshot" {
        return None;
    }
    let call = emulator.shared().call(Request::from_parts(head.clone(), Bytes::new()));
    guard::check(&emulator.serving().control, &call).is_ok().then_some(LARGEST)
}

/// `GET /_emulator/snapshot`
pub(crate) fn export(control: &Control<'_>) -> Answer {
    Ok(answer::json(StatusCode::OK, &to_value(&control.emulator.snapshot())?))
}

/// `PUT /_emulator/snapshot`
pub(crate) fn import(control: &Control<'_>) -> Answer {
    let snapshot: Snapshot = control.json()?;
    control.emulator.restore(&snapshot).map_err(|error| Failure::internal(&format!("{error}.")))?;
    let now = control.emulator.now();
    Ok(answer::json(StatusCode::OK, &json!({"object": "restored", "now": now})))
}
