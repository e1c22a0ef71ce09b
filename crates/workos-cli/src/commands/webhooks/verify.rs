//! `workos webhooks verify`.

use std::path::Path;
use std::time::Duration;

use serde_json::json;
use workos_kit::transport::{Clock, StdClock};
use workos_kit::webhooks::{Event, SIGNATURE_HEADER, SecretError, Undecodable, VerifyError, WebhookVerifier};

use crate::ages::{in_words, relative};
use crate::args::Verify;
use crate::commands::events::undecodable;
use crate::failure::Failure;
use crate::files;
use crate::output::Output;

/// The size limit of a body in bytes; webhooks are much smaller.
const MAX_BODY: u64 = 16 * 1024 * 1024;

pub(crate) fn run(command: &Verify, output: &Output) -> Result<(), Failure> {
    let is_stdin = |path: &Path| path == Path::new("-");
    if is_stdin(&command.body) && command.secret.secret_file.as_deref().is_some_and(is_stdin) {
        return Err(Failure::usage("body and secret cannot both come from stdin")
            .with_hint("Pass a file with `--body` or `--secret-file`."));
    }
    let Some(secret) = command.secret.find()? else {
        let message = format!("there is no signing secret in {}", command.secret.secret_env);
        return Err(Failure::usage(message).with_hint(
            "Set it to the secret of the endpoint, `whsec_…`, or use another variable with `--secret-env` or a file with \
             `--secret-file`.",
        ));
    };
    let refuse = |error: SecretError| Failure::usage(error.to_string()).with_hint(error.hint());
    let mut verifier = WebhookVerifier::new(secret).map_err(refuse)?;
    if command.any_age {
        verifier = verifier.tolerance(Duration::MAX);
    }
    let body = files::read("the body", &command.body, MAX_BODY)?;
    let verified =
        verifier.verify_now(&body, value(command.header.get())).map_err(|error| refused(&error))?;

    let event = verified.event().ok();
    let name = event.as_ref().map(Event::name);
    let id = event.as_ref().map(|event| event.id.as_str()).filter(|id| !id.is_empty());
    let reason = event.as_ref().and_then(Event::undecodable).map(Undecodable::reason);
    let unknown: Vec<_> = verified.unknown_components().collect();
    let document = json!({
        "verified": true,
        "signed_at": verified.timestamp(),
        "event": name,
        "id": id,
        "undecodable": reason,
        "unknown_components": unknown,
    });
    output.print(&document, |output| {
        let mut facts = vec![
            ("verified", "it was signed with this secret".to_owned()),
            (
                "signed",
                format!(
                    "{}, at {}",
                    relative(verified.timestamp(), StdClock::new().now()),
                    verified.timestamp()
                ),
            ),
        ];
        if let Some(event) = &event {
            facts.push(("event", event.name().to_owned()));
            facts.push(("id", id.unwrap_or("none").to_owned()));
            if let Some(reason) = reason {
                facts.push(("payload", undecodable(reason)));
            } else if event.is_unknown() {
                facts.push(("payload", "an event that this version does not know".to_owned()));
            }
        } else {
            facts
                .push(("event", "none: the body is not an event, for instance an AuthKit action".to_owned()));
        }
        if !unknown.is_empty() {
            facts.push(("unknown", format!("{} in the header", unknown.join(", "))));
        }
        output.facts(&facts)
    })
}

/// Returns the value of the header; the text may include the header's name.
fn value(header: &str) -> &str {
    match header.split_once(':') {
        Some((name, value)) if name.trim().eq_ignore_ascii_case(SIGNATURE_HEADER) => value.trim(),
        _ => header.trim(),
    }
}

fn refused(error: &VerifyError) -> Failure {
    let mut hint = error.hint().to_owned();
    if matches!(error, VerifyError::TooOld { .. }) {
        hint.push_str(" For a webhook from a file, add `--any-age`.");
    }
    let message = match error {
        VerifyError::TooOld { timestamp, age, tolerance } => {
            let (age, allowed) = (in_words(*age), in_words(*tolerance));
            format!("the webhook was signed {age} ago, at {timestamp}; {allowed} are allowed")
        }
        VerifyError::InFuture { timestamp, ahead, tolerance } => {
            let (ahead, allowed) = (in_words(*ahead), in_words(*tolerance));
            format!("the webhook was signed {ahead} in the future, at {timestamp}; {allowed} are allowed")
        }
        other => other.to_string(),
    };
    Failure::refused(message).with_code(code(error)).with_hint(hint)
}

/// Returns the reason as a stable word for scripts.
const fn code(error: &VerifyError) -> &'static str {
    match error {
        VerifyError::MissingHeader => "missing_header",
        VerifyError::Malformed(_) => "malformed_header",
        VerifyError::DuplicateTimestamp => "duplicate_timestamp",
        VerifyError::TimestampInSeconds { .. } => "timestamp_in_seconds",
        VerifyError::TooOld { .. } => "too_old",
        VerifyError::InFuture { .. } => "in_future",
        VerifyError::BodyReserialized => "body_reserialized",
        VerifyError::NoMatchingSignature { .. } => "no_matching_signature",
        _ => "refused",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_is_accepted_with_or_without_its_name() {
        for header in
            ["t=1, v1=a", " t=1, v1=a ", "WorkOS-Signature: t=1, v1=a", "workos-signature:t=1, v1=a"]
        {
            assert_eq!(value(header), "t=1, v1=a");
        }
    }
}
