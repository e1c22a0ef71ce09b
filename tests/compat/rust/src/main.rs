//! The official Rust crate against `workos emulate`: `cargo xtask compat rust`.

mod events;
mod harness;
mod organizations;
mod pipes;
mod portal;
mod sso;
mod webhooks;
mod widgets;

use std::process::ExitCode;

use harness::{Outcome, World};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Outcome<ExitCode> {
    let mut world = World::from_env()?;
    let first = [sso::STEPS, organizations::STEPS, webhooks::STEPS, events::STEPS].concat();
    let steps = [first.as_slice(), portal::STEPS, widgets::STEPS, pipes::STEPS].concat();
    Ok(if harness::run(&steps, &mut world).await { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
