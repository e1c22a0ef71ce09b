//! The emulator's time, and how tests travel in it.

use std::time::Duration;

use http::StatusCode;
use serde::Deserialize;
use serde_json::json;
use workos_core::Timestamp;

use crate::control::request::{Control, invalid};
use crate::http::answer;
use crate::http::answer::Answer;

/// The longest journey at once: a century.
const FURTHEST: Duration = Duration::from_secs(100 * 366 * 24 * 60 * 60);

/// `GET /_emulator/clock`
pub(crate) fn read(control: &Control<'_>) -> Answer {
    let time = &control.emulator.shared().env.time;
    let ahead = time.is_served().then(|| Duration::from_millis(time.ahead()).as_secs_f64());
    let body = json!({
        "object": "clock",
        "now": time.now(),
        "source": if ahead.is_some() { "system" } else { "manual" },
        "ahead_seconds": ahead,
    });
    Ok(answer::json(StatusCode::OK, &body))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Advance {
    seconds: f64,
}

/// `POST /_emulator/clock/advance`
pub(crate) fn advance(control: &Control<'_>) -> Answer {
    let Advance { seconds } = control.json()?;
    let duration = Duration::try_from_secs_f64(seconds).ok().filter(|duration| *duration <= FURTHEST);
    let duration = duration.ok_or_else(|| {
        invalid(format!(
            "seconds must be between 0 and {}: the time can only move forward.",
            FURTHEST.as_secs()
        ))
    })?;
    control.emulator.advance(duration);
    read(control)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Set {
    now: Timestamp,
}

/// `PUT /_emulator/clock`
pub(crate) fn set(control: &Control<'_>) -> Answer {
    let Set { now: wanted } = control.json()?;
    let now = control.emulator.now();
    if wanted < now {
        return Err(invalid(format!("The time is already {now}, and can only move forward.")));
    }
    let duration = wanted.duration_since(now);
    if duration > FURTHEST {
        return Err(invalid(format!("now must be at most {} seconds after {now}.", FURTHEST.as_secs())));
    }
    control.emulator.advance(duration);
    read(control)
}
