crate::id::ids! {
    /// Identifies a connection (`conn_…`).
    ConnectionId;
}
