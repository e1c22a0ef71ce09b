//! Verifies one webhook, without a client, the event types, hyper, tokio or rustls.

use std::error::Error;

use workos_webhooks::{Timestamp, WebhookVerifier, sign};

fn main() -> Result<(), Box<dyn Error>> {
    let body = br#"{"id":"event_1","event":"connection.activated","data":{},"created_at":"2026-01-15T12:00:00.000Z"}"#;
    let now: Timestamp = "2026-01-15T12:00:01.000Z".parse()?;
    let header = sign("whsec_test", now, body);

    let verified = WebhookVerifier::new("whsec_test")?.verify(body, header.as_str(), now)?;
    println!("{} is genuine", verified.envelope()?.event);
    Ok(())
}
