//! `workos demo`: a customer's way from the Admin Portal to a sign-in and further, over real HTTP; a sign-in also as it
//! was recorded from there.

mod browser;
mod callback;
#[cfg(test)]
mod canary;
mod form;
mod hooks;
mod jwt;
mod listening;
mod pipes;
mod portal;
mod props;
mod report;
mod sign_in;
mod tape;
mod widgets;
mod world;

use clap::ValueEnum;
use workos_kit::Secret;
use workos_kit::sso::LoginAttempt;

use self::browser::Page as WebPage;
use self::form::text_of;
use self::props::Props;
use self::report::Report;
use self::world::World;
use crate::args::{Demo, Global, Part};
use crate::failure::Failure;
use crate::interrupts::Interrupts;
use crate::output::{Output, one_line, or_dash};

pub(crate) async fn run(command: &Demo, global: &Global, output: &Output) -> Result<(), Failure> {
    let mut report = Report::new(output, world::clock());
    match tell(command, global, &mut report).await {
        Ok(world) if command.open => keep_open(world, output).await,
        Ok(_) => Ok(()),
        Err(failure) => {
            // What failed first is the failure to tell.
            let _ = report.failed();
            Err(failure)
        }
    }
}

/// The whole story, step by step.
async fn tell(command: &Demo, global: &Global, report: &mut Report<'_>) -> Result<World, Failure> {
    let only_sso = Part::value_variants().iter().all(|part| command.has(*part) == (*part == Part::Sso));
    if (command.record.is_some() || command.replay.is_some()) && !only_sso {
        return Err(Failure::usage("a cassette holds a sign-in alone")
            .with_hint("Leave `--only` out, or add `--only sso`."));
    }
    if command.open && !command.has(Part::Sso) {
        return Err(Failure::usage("--open is for a sign-in").with_hint("Add `sso` to `--only`."));
    }
    let mut world = World::enter(command, global, report).await?;
    let selector = world.selector.clone();
    let mut props = Props::default();
    match act(command, &mut world, &mut props, report).await {
        Ok(()) => props.put_away(&world, report).await?,
        Err(failure) => {
            props.abandon(&world).await;
            return Err(world.explain(failure));
        }
    }
    // What the portal set up is gone.
    world.selector = selector;
    world.close(report)?;
    report.finish(world.name())?;
    Ok(world)
}

async fn act(
    command: &Demo,
    world: &mut World,
    props: &mut Props,
    report: &mut Report<'_>,
) -> Result<(), Failure> {
    let has = |part| command.has(part);
    if has(Part::Webhooks) || (world.has_browser() && (has(Part::Portal) || has(Part::Pipes))) {
        props.receive_webhooks(world, report).await?;
    }
    if has(Part::Portal) || has(Part::Widgets) || has(Part::Webhooks) {
        props.create_organization(world, report).await?;
    }
    if has(Part::Webhooks) {
        props.check_webhooks(world, report).await?;
    }
    if has(Part::Portal) {
        portal::play(world, props, report).await?;
    }
    if has(Part::Sso) {
        sign_in::play(world, report).await?;
    }
    if has(Part::Widgets) {
        widgets::play(world, props, report).await?;
    }
    if has(Part::Pipes) {
        pipes::play(command, world, props, report).await?;
    }
    Ok(())
}

/// Leaves the emulator up and signs in whoever opens the URL, again and again.
async fn keep_open(mut world: World, output: &Output) -> Result<(), Failure> {
    let mut interrupts = Interrupts::watch()?;
    output.remark(&format!(
        "\nThe emulator stays up at {}; Ctrl-C stops it.",
        world.workos.client().base_url()
    ))?;
    loop {
        let (attempt, url) = sign_in::start(&world)?;
        output.remark(&format!("\nTry it in your browser:\n  {url}"))?;
        let query = tokio::select! {
            query = world.next_callback(Some(LoginAttempt::DEFAULT_LIFETIME)) => query,
            stopped = interrupts.next() => return stopped,
        };
        // Nobody came while the attempt was valid: the next turn offers a new one.
        let Ok(query) = query else { continue };
        match sign_in::finish(&world, attempt, &query).await {
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

fn heading(page: &WebPage) -> String {
    text_of(&page.html, "h1").unwrap_or_else(|| format!("status {}", page.status))
}

fn length(secret: &Secret) -> String {
    format!("{} characters", secret.expose().len())
}
