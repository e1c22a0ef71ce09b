//! Verifies and handles a few example deliveries: `cargo run -p workos-webhooks --example verify`.
//!
//! If `WORKOS_WEBHOOK_SECRET` is set, it verifies one request instead. The header is the first argument; the body is
//! read from standard input, byte for byte.
#![expect(clippy::print_stdout, reason = "an example shows what it does")]

use std::error::Error;
use std::io::Read;
use std::process::ExitCode;

use futures_executor::block_on;
use workos_webhooks::{
    Clock, ManualClock, MemoryReplayGuard, ReplayGuard, VerifyError, WebhookVerifier, sign,
};

const BODY: &str = r#"{"id":"event_01","event":"connection.activated","data":{"id":"conn_01","state":"active"},"created_at":"2026-01-15T12:00:00.000Z"}"#;

fn main() -> Result<ExitCode, Box<dyn Error>> {
    match std::env::var("WORKOS_WEBHOOK_SECRET") {
        Ok(secret) => verify_one(&secret),
        Err(_) => show(),
    }
}

fn verify_one(secret: &str) -> Result<ExitCode, Box<dyn Error>> {
    let header = std::env::args().nth(1);
    let mut body = Vec::new();
    std::io::stdin().read_to_end(&mut body)?;
    match WebhookVerifier::new(secret)?.verify_now(&body, header.as_deref()) {
        Ok(verified) => {
            let event = verified.envelope()?;
            println!("verified: {} ({}), signed at {}", event.event, event.id, verified.timestamp());
            Ok(ExitCode::SUCCESS)
        }
        Err(refusal) => {
            println!("refused: {refusal}\nhint: {}", refusal.hint());
            Ok(ExitCode::FAILURE)
        }
    }
}

fn show() -> Result<ExitCode, Box<dyn Error>> {
    let now = ManualClock::manual().now();
    let verifier = WebhookVerifier::new("whsec_old")?.with_secret("whsec_new")?;
    let guard = MemoryReplayGuard::new();

    let signed = sign("whsec_new", now, BODY.as_bytes());
    let indented = serde_json::to_string_pretty(&serde_json::from_str::<serde_json::Value>(BODY)?)?;
    let spaced = BODY.replace(',', ", ");
    for (label, header, body) in [
        ("a delivery", Some(signed.as_str()), BODY),
        ("the same delivery again", Some(signed.as_str()), BODY),
        ("parsed and reformatted by a framework", Some(signed.as_str()), spaced.as_str()),
        ("parsed, sorted and indented", Some(signed.as_str()), indented.as_str()),
        ("signed with another secret", Some(sign("guess", now, BODY.as_bytes()).as_str()), BODY),
        ("without a signature", None, BODY),
    ] {
        println!("{label}:");
        match verifier.verify(body.as_bytes(), header, now) {
            Ok(verified) => {
                let event = verified.envelope()?;
                let outcome = block_on(guard.handle(&event.id, async || Ok::<_, VerifyError>("applied")))?;
                println!("  {} with secret {}: {outcome:?}", event.event, verified.secret_index());
            }
            Err(refusal) => println!("  {refusal}\n  hint: {}", refusal.hint()),
        }
    }
    Ok(ExitCode::SUCCESS)
}
