//! `workos emulate`: the emulator as a server.

mod certificate;
mod network;
mod recovery;
mod request_log;
mod seed_file;
mod watch;

use std::collections::HashSet;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::SystemTime;
use std::{fs, io};

use http::Uri;
use serde_json::json;
use tokio::net::TcpListener;
use workos_emulator::{Builder, Emulator, RateLimits};

use self::certificate::Certificate;
use self::request_log::RequestLog;
use crate::args::{Emulate, Host};
use crate::failure::Failure;
use crate::interrupts::Interrupts;
use crate::output::{Output, Style};

pub(crate) async fn run(command: &Emulate, output: &Output) -> Result<(), Failure> {
    if let Some(path) = command.seeding.checked(command.seed.as_deref())? {
        return seed_file::check(configure(command)?, path, output);
    }
    if command.seeding.schema {
        return seed_file::schema(output);
    }
    let serving = &command.serving;
    let log = (!serving.quiet).then(RequestLog::start);
    let emulator = build(command, log.as_ref().map(|log| (log, *output)))?;
    let certificate = if serving.tls { Some(certificate(command)?) } else { None };
    let address = SocketAddr::new(command.host.ip(), command.port);
    let cannot_listen = |error: io::Error| {
        Failure::usage(format!("the emulator cannot listen on {address}: {error}"))
            .with_hint("Choose another port with `--port`, or a free one with `--port 0`.")
    };
    let tls = certificate.as_ref().map(|certificate| Arc::clone(&certificate.config));
    let server = match command.host {
        Host::Localhost => emulator.serve_localhost(command.port, tls).await,
        Host::Address(_) => {
            let listener = TcpListener::bind(address).await.map_err(cannot_listen)?;
            emulator.serve_with(listener, tls)
        }
    };
    let server = server.map_err(cannot_listen)?;
    let mut interrupts = Interrupts::watch()?;
    let resumed = emulator.was_resumed();
    let url = server.url();
    recovery::report(&emulator, output)?;
    if !is_local(command.host.ip()) {
        warn_of_reach(command, server.addr(), output)?;
    }
    let (key, client_id) = (emulator.api_key(), emulator.client_id());
    let document = json!({
        "url": url,
        "api_key": key,
        "client_id": client_id,
        "health": format!("{url}/health"),
        "control": format!("{url}/_emulator/"),
        "address": server.addr(),
        "ca": certificate.as_ref().map(|certificate| &certificate.authority),
        "resumed": resumed,
        "recovered": emulator.state_recovery().map(ToString::to_string),
    });
    output.print(&document, |output| {
        let mut facts = vec![
            ("url", url.to_owned()),
            ("API key", key.to_owned()),
            ("client id", client_id.to_owned()),
            ("live page", format!("{url}/_emulator/")),
        ];
        let mut curl = format!("curl -H 'Authorization: Bearer {key}' '{url}/connections?limit=5'");
        let mut exports = vec![
            format!("export WORKOS_BASE_URL={url} WORKOS_API_KEY={key} WORKOS_CLIENT_ID={client_id}"),
            "workos connections list".to_owned(),
        ];
        if let Some(certificate) = &certificate {
            let path = certificate.authority.display();
            facts.push(("trust", path.to_string()));
            curl.push_str(&format!(" --cacert '{path}'"));
            exports.insert(1, format!("export SSL_CERT_FILE='{path}' NODE_EXTRA_CA_CERTS='{path}'"));
        }
        let facts = output.facts(&facts);
        let persistence =
            persistence(command, resumed).map_or_else(String::new, |text| format!("\n{text}\n"));
        format!(
            "{}\n\n{facts}{persistence}\nTry it:\n  {curl}\n  {}\n\nPress Ctrl-C to stop it.\n",
            output.paint(Style::Bold, "The WorkOS emulator is ready."),
            exports.join("\n  "),
        )
    })?;
    match command.seed.as_deref().filter(|_| command.watch) {
        None => interrupts.next().await?,
        Some(seed) => tokio::select! {
            interrupted = interrupts.next() => interrupted?,
            failed = watch::run(&emulator, command, seed, output) => failed?,
        },
    }
    tokio::select! {
        // A second signal ends the wait for in-flight requests.
        () = server.shutdown() => {}
        second = interrupts.next() => second?,
    }
    if let Some(log) = log {
        log.finish().await;
    }
    if output.is_json() {
        return Ok(());
    }
    match &command.state {
        None => output.note("The emulator has stopped; its state was not saved."),
        Some(path) => {
            output.note(&format!("The emulator has stopped; its state is saved in {}.", path.display()))
        }
    }
}

/// Describes the persistence of the state, if it is enabled.
fn persistence(command: &Emulate, resumed: bool) -> Option<String> {
    let path = command.state.as_ref()?.display();
    Some(match (&command.seed, resumed) {
        (Some(seed), true) => {
            let seed = seed.display();
            format!("It resumes the state in {path}; the objects of {seed} are ignored.")
        }
        (None, true) => format!("It resumes the state in {path}."),
        (_, false) => format!("It persists its state in {path}."),
    })
}

/// Applies the options, except for those about seed file and state.
fn configure(command: &Emulate) -> Result<Builder, Failure> {
    let mut builder = Emulator::builder().allow_non_loopback(command.allow_non_loopback);
    // An absent option must not reset the same option of the seed file.
    if command.interactive {
        builder = builder.interactive(true);
    }
    if command.reject_delete_active {
        builder = builder.reject_delete_active(true);
    }
    builder = builder.lenient(command.seeding.lenient.iter().copied());
    if command.seeding.strict_fields {
        builder = builder.strict_fields(true);
    }
    if command.legacy_token_errors {
        builder = builder.legacy_token_errors(true);
    }
    if let Some(limits) = command.rate_limits.clone() {
        builder = builder.rate_limits(RateLimits::try_from(limits).map_err(Failure::usage)?);
    }
    builder = command.serving.cors.iter().fold(builder, |builder, origin| builder.control_origin(origin));
    if let Some(key) = control_key(command) {
        builder = builder.control_key(key);
    }
    if let Some(url) = &command.serving.issuer {
        builder = builder.base_url(url);
    }
    if let Some(path) = &command.serving.signing_key {
        let shown = path.display();
        let pem = fs::read_to_string(path)
            .map_err(|error| Failure::usage(format!("{shown} cannot be read: {error}")))?;
        builder = builder.signing_key_pem(pem);
    }
    network::apply(builder, &command.network)
}

fn build(command: &Emulate, log: Option<(&RequestLog, Output)>) -> Result<Emulator, Failure> {
    let mut builder = configure(command)?;
    if let Some(path) = &command.seed {
        builder = builder.fixture_yaml(&seed_file::read(path)?);
    }
    if let Some(path) = &command.state {
        builder = builder.state_dir(path).recover_state(command.recover);
    }
    if let Some((log, output)) = log {
        builder = builder.on_served(log.observer(output)).on_delivery_attempt(log.attempt_observer(output));
    }
    if !is_local(command.host.ip()) && !command.allow_non_loopback {
        let message = format!("other machines can reach {}", command.host.ip());
        return Err(Failure::usage(message).with_hint(
            "Listen on 127.0.0.1, or add `--allow-non-loopback`: anyone on those machines can then sign in as anyone.",
        ));
    }
    builder.build().map_err(|error| match &command.seed {
        Some(path) if error.line().is_some() => {
            let shown = path.display();
            Failure::usage(format!("{shown}: {error}"))
                .with_hint(format!("`workos emulate --check {shown}` lists all errors of the file."))
        }
        _ => Failure::usage(error.to_string()),
    })
}

/// Loads or creates the certificate for the names of this emulator.
fn certificate(command: &Emulate) -> Result<Certificate, Failure> {
    let serving = &command.serving;
    let directory = serving.tls_dir.clone().or_else(certificate::default_directory).ok_or_else(|| {
        Failure::usage("there is no directory for the certificate")
            .with_hint("Set a directory with `--tls-dir`.")
    })?;
    let mut names = vec!["localhost".to_owned(), "127.0.0.1".to_owned(), "::1".to_owned()];
    if !command.host.ip().is_unspecified() {
        names.push(command.host.ip().to_string());
    }
    let issuer: Option<Uri> = serving.issuer.as_ref().and_then(|url| url.parse().ok());
    names.extend(issuer.as_ref().and_then(Uri::host).map(|host| host.trim_matches(['[', ']']).to_owned()));
    let mut seen = HashSet::new();
    names.retain(|name| seen.insert(name.clone()));
    #[expect(clippy::disallowed_methods, reason = "a certificate is checked against the system's time")]
    Certificate::load_or_create(&directory, &names, SystemTime::now().into())
}

/// Returns the control key, if there is one; an empty variable counts as unset.
fn control_key(command: &Emulate) -> Option<String> {
    let from_environment = || std::env::var("WORKOS_EMULATOR_CONTROL_KEY").ok().filter(|key| !key.is_empty());
    command.serving.control_key.clone().or_else(from_environment)
}

/// Warns that other machines can reach the emulator.
fn warn_of_reach(command: &Emulate, address: SocketAddr, output: &Output) -> Result<(), Failure> {
    let mut text = format!(
        "The emulator listens on {address}: other machines can reach it, and anyone there can sign in as anyone."
    );
    if control_key(command).is_none() {
        text.push_str(
            " Its control API answers this machine only; set --control-key to use it from other machines.",
        );
    }
    if command.serving.issuer.is_none() && command.host.ip().is_unspecified() {
        text.push_str(" Its links use that address; set --issuer to the URL that browsers use.");
    }
    if output.is_json() {
        return output.note(&json!({"warning": text}).to_string());
    }
    output.note(&format!("{} {text}", output.paint_error(Style::Bad, "WARNING")))
}

const fn is_local(host: IpAddr) -> bool {
    host.is_loopback()
}
