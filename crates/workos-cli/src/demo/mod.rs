//! `workos demo`: runs the flows of an application over real HTTP, from the Admin Portal to a sign-in and beyond.
//!
//! The sign-in can be recorded to a cassette and replayed from it.

mod browser;
mod callback;
#[cfg(test)]
mod canary;
mod env;
mod fixtures;
mod form;
mod hooks;
mod jwt;
mod listening;
mod pipes;
mod portal;
mod recorder;
mod report;
mod sign_in;
mod texts;
mod widgets;

use clap::ValueEnum;
use workos_kit::sso::LoginAttempt;

use self::env::Env;
use self::fixtures::Fixtures;
use self::report::Report;
use crate::args::{Demo, Global, Part};
use crate::failure::Failure;
use crate::interrupts::Interrupts;
use crate::output::{Output, one_line, or_dash};

pub(crate) async fn run(command: &Demo, global: &Global, output: &Output) -> Result<(), Failure> {
    let mut report = Report::new(output, env::clock());
    match run_parts(command, global, &mut report).await {
        Ok(env) if command.open => keep_open(env, output).await,
        Ok(_) => Ok(()),
        Err(failure) => {
            // Return the first failure, even if the report cannot be printed.
            let _ = report.failed();
            Err(failure)
        }
    }
}

/// Runs the selected parts, and deletes what they created.
async fn run_parts(command: &Demo, global: &Global, report: &mut Report<'_>) -> Result<Env, Failure> {
    let only_sso = Part::value_variants().iter().all(|part| command.has(*part) == (*part == Part::Sso));
    if (command.record.is_some() || command.replay.is_some()) && !only_sso {
        return Err(Failure::usage("a cassette contains only a sign-in")
            .with_hint("Remove `--only`, or use `--only sso`."));
    }
    if command.open && !command.has(Part::Sso) {
        return Err(Failure::usage("--open requires a sign-in").with_hint("Add `sso` to `--only`."));
    }
    let mut env = Env::start(command, global, report).await?;
    let selector = env.selector.clone();
    let mut fixtures = Fixtures::default();
    match run_steps(command, &mut env, &mut fixtures, report).await {
        Ok(()) => fixtures.delete_all(&env, report).await?,
        Err(failure) => {
            fixtures.delete_after_failure(&env).await;
            return Err(env.on_failure(failure));
        }
    }
    // The connection of the portal part is deleted, so further sign-ins use the original selector.
    env.selector = selector;
    env.close(report)?;
    report.finish(env.name())?;
    Ok(env)
}

/// Runs the steps of the selected parts in their order.
async fn run_steps(
    command: &Demo,
    env: &mut Env,
    fixtures: &mut Fixtures,
    report: &mut Report<'_>,
) -> Result<(), Failure> {
    let has = |part| command.has(part);
    if has(Part::Webhooks) || (env.has_browser() && (has(Part::Portal) || has(Part::Pipes))) {
        fixtures.receive_webhooks(env, report).await?;
    }
    if has(Part::Portal) || has(Part::Widgets) || has(Part::Webhooks) {
        fixtures.create_organization(env, report).await?;
    }
    if has(Part::Webhooks) {
        fixtures.check_webhooks(env, report).await?;
    }
    if has(Part::Portal) {
        portal::run_steps(env, fixtures, report).await?;
    }
    if has(Part::Sso) {
        sign_in::run_steps(env, report).await?;
    }
    if has(Part::Widgets) {
        widgets::run_steps(env, fixtures, report).await?;
    }
    if has(Part::Pipes) {
        pipes::run_steps(command, env, fixtures, report).await?;
    }
    Ok(())
}

/// Keeps the emulator running, and completes each sign-in that a browser starts.
async fn keep_open(mut env: Env, output: &Output) -> Result<(), Failure> {
    let mut interrupts = Interrupts::watch()?;
    output.remark(&format!(
        "\nThe emulator is still running at {}; press Ctrl-C to stop it.",
        env.workos.client().base_url()
    ))?;
    loop {
        let (attempt, url) = sign_in::start(&env)?;
        output.remark(&format!("\nTry it in your browser:\n  {url}"))?;
        let query = tokio::select! {
            query = env.next_callback(Some(LoginAttempt::DEFAULT_LIFETIME)) => query,
            stopped = interrupts.next() => return stopped,
        };
        // No callback arrived while the attempt was valid, so the next iteration starts a new one.
        let Ok(query) = query else { continue };
        match sign_in::finish(&env, attempt, &query).await {
            Ok(signed_in) => {
                let profile = signed_in.profile;
                output.remark(&format!(
                    "\nSigned in: {} ({})",
                    one_line(&or_dash(profile.email)),
                    profile.id
                ))?;
            }
            Err(failure) => output.failure(&failure),
        }
    }
}
