//! Ctrl-C, and what service managers and containers send in its place.

use std::io;

use crate::failure::Failure;

/// The wishes to end, from the moment on at which they are watched for: before that, one ends the process.
#[derive(Debug)]
pub(crate) struct Interrupts {
    #[cfg(unix)]
    interrupt: tokio::signal::unix::Signal,
    #[cfg(unix)]
    terminate: tokio::signal::unix::Signal,
}

impl Interrupts {
    /// Watches from now on.
    ///
    /// # Errors
    /// When the system does not let signals be received.
    pub(crate) fn watch() -> Result<Self, Failure> {
        #[cfg(unix)]
        {
            use tokio::signal::unix::{SignalKind, signal};
            Ok(Self {
                interrupt: signal(SignalKind::interrupt()).map_err(|error| failed(&error))?,
                terminate: signal(SignalKind::terminate()).map_err(|error| failed(&error))?,
            })
        }
        #[cfg(not(unix))]
        Ok(Self {})
    }

    /// Waits for the next one.
    ///
    /// # Errors
    /// When the system does not let signals be received.
    pub(crate) async fn next(&mut self) -> Result<(), Failure> {
        #[cfg(unix)]
        let received = tokio::select! {
            received = self.interrupt.recv() => received,
            received = self.terminate.recv() => received,
        };
        #[cfg(not(unix))]
        let received = Some(tokio::signal::ctrl_c().await.map_err(|error| failed(&error))?);
        received.ok_or_else(|| failed(&io::ErrorKind::Unsupported.into()))
    }
}

fn failed(error: &io::Error) -> Failure {
    Failure::usage(format!("signals cannot be received: {error}"))
}
