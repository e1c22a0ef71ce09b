//! The official Rust crate against `workos emulate`: `cargo xtask compat rust`.

mod events;
mod harness;
mod organizations;
mod sso;
mod webhooks;

use std::process::ExitCode;

use harness::{Outcome, World};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Outcome<ExitCode> {
    let mut world = World::from_env()?;
    let steps = [sso::STEPS, organizations::STEPS, webhooks::STEPS, events::STEPS].concat();
    Ok(if harness::run(&steps, &mut world).await { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
