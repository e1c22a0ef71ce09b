//! `workos emulate`: the emulator as a server.

use std::fs;
use std::net::{IpAddr, SocketAddr};

use serde_json::json;
use workos_emulator::{Emulator, RateLimits};

use crate::args::Emulate;
use crate::failure::Failure;
use crate::interrupts::Interrupts;
use crate::output::{Output, Style};

pub(crate) async fn run(command: &Emulate, output: &Output) -> Result<(), Failure> {
    let emulator = build(command)?;
    let address = SocketAddr::new(command.host, command.port);
    let server = emulator.serve(address).await.map_err(|error| {
        Failure::usage(format!("the emulator cannot listen on {address}: {error}"))
            .with_hint("Choose another port with `--port`, or a free one with `--port 0`.")
    })?;
    let mut interrupts = Interrupts::watch()?;
    let resumed = emulator.was_resumed();
    let url = server.url();
    let (key, client_id) = (emulator.api_key(), emulator.client_id());
    let document = json!({
        "url": url,
        "api_key": key,
        "client_id": client_id,
        "health": format!("{url}/health"),
        "resumed": resumed,
    });
    output.print(&document, |output| {
        let facts = output.facts(&[
            ("url", url.to_owned()),
            ("API key", key.to_owned()),
            ("client id", client_id.to_owned()),
        ]);
        let curl = format!("curl -H 'Authorization: Bearer {key}' '{url}/connections?limit=5'");
        let exports = [
            format!("export WORKOS_BASE_URL={url} WORKOS_API_KEY={key} WORKOS_CLIENT_ID={client_id}"),
            "workos connections list".to_owned(),
        ];
        let kept = kept(command, resumed).map_or_else(String::new, |kept| format!("\n{kept}\n"));
        format!(
            "{}\n\n{facts}{kept}\nTry it:\n  {curl}\n  {}\n\nCtrl-C stops it.\n",
            output.paint(Style::Bold, "The WorkOS emulator is ready."),
            exports.join("\n  "),
        )
    })?;
    interrupts.next().await?;
    tokio::select! {
        // A second one ends the wait for requests in flight.
        () = server.shutdown() => {}
        second = interrupts.next() => second?,
    }
    if output.is_json() {
        return Ok(());
    }
    match &command.state {
        None => output.note("The emulator has stopped; its state is gone."),
        Some(path) => output.note(&format!("The emulator has stopped; its state is in {}.", path.display())),
    }
}

/// What is to be said about a state that is kept.
fn kept(command: &Emulate, resumed: bool) -> Option<String> {
    let path = command.state.as_ref()?.display();
    Some(match (&command.seed, resumed) {
        (Some(seed), true) => {
            let seed = seed.display();
            format!("It goes on with the state in {path}; the objects of {seed} are left out.")
        }
        (None, true) => format!("It goes on with the state in {path}."),
        (_, false) => format!("It keeps its state in {path}."),
    })
}

fn build(command: &Emulate) -> Result<Emulator, Failure> {
    let mut builder = Emulator::builder().allow_non_loopback(command.allow_non_loopback);
    if let Some(path) = &command.seed {
        let shown = path.display();
        let yaml = fs::read_to_string(path)
            .map_err(|error| Failure::usage(format!("{shown} cannot be read: {error}")))?;
        builder = builder.fixture_yaml(&yaml);
    }
    if let Some(path) = &command.state {
        builder = builder.state_dir(path);
    }
    // A switch of the seed file stays on unless the command line adds to it.
    if command.interactive {
        builder = builder.interactive(true);
    }
    if command.reject_delete_active {
        builder = builder.reject_delete_active(true);
    }
    if command.seed_token_errors {
        builder = builder.seed_token_errors(true);
    }
    if let Some(limits) = command.rate_limits.clone() {
        builder = builder.rate_limits(RateLimits::try_from(limits).map_err(Failure::usage)?);
    }
    if !is_local(command.host) && !command.allow_non_loopback {
        let message = format!("{} can be reached by other machines", command.host);
        return Err(Failure::usage(message).with_hint(
            "Listen on 127.0.0.1, or add `--allow-non-loopback`: everybody there can then sign in as anybody.",
        ));
    }
    builder.build().map_err(|error| match &command.seed {
        Some(path) if error.line().is_some() => Failure::usage(format!("{}: {error}", path.display())),
        _ => Failure::usage(error.to_string()),
    })
}

const fn is_local(host: IpAddr) -> bool {
    host.is_loopback()
}
