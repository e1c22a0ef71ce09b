//! Signals that ask the process to stop: SIGINT (Ctrl-C), and SIGTERM of service managers and containers.

use std::io;

use crate::failure::Failure;

/// Receives the signals that ask the process to stop. Before [`watch`](Self::watch) is called, these signals end the
/// process at once.
#[derive(Debug)]
pub(crate) struct Interrupts {
    #[cfg(unix)]
    interrupt: tokio::signal::unix::Signal,
    #[cfg(unix)]
    terminate: tokio::signal::unix::Signal,
}

impl Interrupts {
    /// Starts to receive the signals.
    ///
    /// # Errors
    /// If the system refuses a signal handler.
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

    /// Waits for the next signal.
    ///
    /// # Errors
    /// If the system refuses a signal handler.
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
