//! `workos webhooks listen`: forwards events to a local server, signed like webhooks.

use std::fmt::Write;

use http::Uri;
use workos_kit::Secret;
use workos_kit::webhooks::WebhookVerifier;

use super::forwarder::{Forwarder, transport};
use crate::args::{Global, Listen};
use crate::commands::events::print_cursor;
use crate::failure::Failure;
use crate::feed::Feed;
use crate::interrupts::Interrupts;
use crate::output::{Output, one_line};
use crate::web::is_on_this_machine;

pub(crate) async fn run(command: Listen, global: &Global, output: &Output) -> Result<(), Failure> {
    let target = target(command.forward_to.get(), global.allow_http)?;
    let (secret, is_new) = match command.secret.find()? {
        Some(secret) => (secret, false),
        None => (new_secret()?, true),
    };
    WebhookVerifier::new(secret.clone())
        .map_err(|error| Failure::usage(error.to_string()).with_hint(error.hint()))?;
    let workos = global.workos()?;
    let mut feed = Feed::start(workos.client(), &command.follow).await?;
    let mut interrupts = Interrupts::watch()?;

    let shown = one_line(&target.to_string());
    output.note(&format!("Events are forwarded to {shown}; press Ctrl-C to stop."))?;
    if is_new {
        output.note(&format!(
            "Events are signed with a secret generated for this run; configure your server with it:\n  {}",
            secret.expose()
        ))?;
    }
    let transport = transport(command.ca.as_deref())?;
    let forwarder = Forwarder { transport, clock: workos.client().clock().clone(), target, secret };
    tokio::select! {
        failed = forward_each(&forwarder, &mut feed, output) => failed?,
        ended = interrupts.next() => ended?,
    }
    print_cursor(&feed, output)
}

/// Forwards events until a request fails.
async fn forward_each(forwarder: &Forwarder, feed: &mut Feed, output: &Output) -> Result<(), Failure> {
    loop {
        for event in feed.next(output).await? {
            let delivery = forwarder.deliver(event.raw.get()).await?;
            delivery.print(&event, output)?;
            feed.handled(&event);
        }
    }
}

/// Parses the URL to post to; without a scheme, it is http.
///
/// Events contain personal data, so plain HTTP to another machine requires `--allow-http`.
pub(super) fn target(text: &str, allow_http: bool) -> Result<Uri, Failure> {
    let refuse =
        |reason: &str| Failure::usage(format!("events cannot be forwarded to {}: {reason}", one_line(text)));
    let uri: Uri = if text.contains("://") { text.parse() } else { format!("http://{text}").parse() }
        .map_err(|_| refuse("it is not a URL such as http://localhost:3000/webhooks"))?;
    if uri.host().is_none_or(str::is_empty) {
        return Err(refuse("expected a URL such as http://localhost:3000/webhooks"));
    }
    match uri.scheme_str() {
        Some("https") => Ok(uri),
        Some("http") if allow_http || is_on_this_machine(&uri) => Ok(uri),
        Some("http") => Err(refuse("plain http would send the events unencrypted")
            .with_hint("Use https, or add `--allow-http` if you trust the network.")),
        _ => Err(refuse("it is neither http nor https")),
    }
}

/// Generates a secret in the format of WorkOS, for one run.
fn new_secret() -> Result<Secret, Failure> {
    let mut bytes = [0; 24];
    getrandom::fill(&mut bytes)
        .map_err(|error| Failure::usage(format!("the system's random number generator failed: {error}")))?;
    let mut text = "whsec_".to_owned();
    for byte in bytes {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    Ok(Secret::from(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_http_to_another_machine_requires_permission() {
        for url in [
            "http://localhost:3000/hooks",
            "http://127.0.0.1",
            "http://[::1]:9/x",
            "https://a.example/x",
            "localhost:3000/x",
        ] {
            assert!(target(url, false).is_ok(), "{url}");
        }
        for url in ["http://a.example/x", "a.example:3000", "/hooks", "ftp://localhost", ""] {
            assert_eq!(target(url, false).unwrap_err().exit_code(), 2, "{url}");
        }
        assert_eq!(target("localhost:3000/hooks", false).unwrap(), "http://localhost:3000/hooks");
        assert!(target("http://host.docker.internal:3000", true).is_ok());
        assert!(target("http://a.example", false).unwrap_err().hint().unwrap().contains("--allow-http"));
    }

    #[test]
    fn each_generated_secret_is_different() {
        let (one, other) = (new_secret().unwrap(), new_secret().unwrap());
        assert!(one != other && one.expose().starts_with("whsec_") && WebhookVerifier::new(one).is_ok());
    }
}
