crate::id::ids! {
    /// Identifies a connection (`conn_…`).
    ConnectionId;
    /// Identifies the environment's client (`client_…`).
    ClientId;
}

crate::open_enum! {
    /// The order of a list.
    pub enum Order {
        /// Newest first.
        Desc = "desc",
        /// Oldest first.
        Asc = "asc",
        /// Newest first, cursors reversed.
        Normal = "normal",
    }
}
