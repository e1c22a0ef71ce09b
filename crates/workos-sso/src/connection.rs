//! Whether a connection can be used.

use workos_core::ConnectionState;

use crate::{Connection, ConnectionStatus};

impl Connection {
    /// Whether people can sign in through it: its `state` is active, or, in answers from before there was a `state`, its
    /// `status` is linked.
    #[must_use]
    pub fn is_active(&self) -> bool {
        #[expect(deprecated, reason = "the oldest answers have nothing else")]
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
    fn the_state_decides_and_the_status_only_where_there_is_no_state() {
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
