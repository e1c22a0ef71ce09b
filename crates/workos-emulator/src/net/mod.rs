//! What a server and its configuration share: addresses, limits and the connections to webhook endpoints.

pub(crate) mod own_listeners;
pub(crate) mod socket_limits;
pub(crate) mod webhook_target;
