//! The limits for the connections of a server.

use std::time::Duration;

use crate::base::error::EmulatorConfigError;

/// The limits for the connections of a server.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SocketLimits {
    /// The time limit for the head of a request, and for the TLS handshake before it.
    pub(crate) head_timeout: Duration,
    pub(crate) max_connections: usize,
}

impl Default for SocketLimits {
    fn default() -> Self {
        // Half of the 1,024 file descriptors that most systems allow a process.
        Self { head_timeout: Duration::from_secs(10), max_connections: 512 }
    }
}

impl SocketLimits {
    /// # Errors
    /// If a limit is zero.
    pub(crate) fn checked(self) -> Result<Self, EmulatorConfigError> {
        if self.head_timeout.is_zero() || self.max_connections == 0 {
            return Err(EmulatorConfigError::new(
                "the head timeout and the number of connections must be greater than zero",
            ));
        }
        Ok(self)
    }
}
