//! The check whether a connection can be used.

use workos_core::ConnectionState;

use crate::{Connection, ConnectionStatus};

impl Connection {
    /// Returns whether people can sign in through the connection.
    ///
    /// They can if its `state` is active. Old responses have no `state`; there, `status` must be linked.
    #[must_use]
    pub fn is_active(&self) -> bool {
        #[expect(deprecated, reason = "the oldest responses have no `state`")]
        match (&self.state, &self.status) {
            (Some(state), _) => *state == ConnectionState::Active,
            (None, status) => *status == Some(ConnectionStatus::Linked),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_active(fields: &str) -> bool {
        let json = format!(r#"{{"id": "conn_1", "connection_type": "OktaSAML", "name": "Acme"{fields}}}"#);
        serde_json::from_str::<Connection>(&json).unwrap().is_active()
    }

    #[test]
    fn status_is_used_only_if_there_is_no_state() {
        for (fields, expected) in [
            (r#", "state": "active""#, true),
            (r#", "state": "inactive", "status": "linked""#, false),
            (r#", "state": "active", "status": "unlinked""#, true),
            (r#", "status": "linked""#, true),
            (r#", "status": "unlinked""#, false),
            ("", false),
        ] {
            assert_eq!(is_active(fields), expected, "{fields}");
        }
    }
}
