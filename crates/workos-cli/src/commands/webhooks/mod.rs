//! `workos webhooks`.

mod endpoints;
mod forwarder;
mod listen;
mod story;
mod trigger;
mod verify;

use workos_kit::Secret;

use crate::args::{Global, SigningSecret, Webhooks};
use crate::failure::Failure;
use crate::output::Output;
use crate::settings::secret;

pub(crate) async fn run(command: Webhooks, global: &Global, output: &Output) -> Result<(), Failure> {
    match command {
        Webhooks::Verify(command) => verify::run(&command, output),
        Webhooks::Trigger(command) => trigger::run(&command, global, output).await,
        Webhooks::Listen(command) => listen::run(command, global, output).await,
        Webhooks::Endpoints(command) => endpoints::run(command, &global.workos()?, output).await,
    }
}

impl SigningSecret {
    /// Reads the signing secret from the file or the variable, if there is one.
    pub(crate) fn find(&self) -> Result<Option<Secret>, Failure> {
        secret(self.secret_file.as_deref(), &self.secret_env)
    }
}
