//! The addresses that an emulator listens on, to which it sends no webhooks.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};

/// The listen addresses of all servers of an emulator.
#[derive(Clone, Debug, Default)]
pub(crate) struct OwnListeners(Arc<Mutex<Vec<SocketAddr>>>);

impl OwnListeners {
    /// Adds addresses for as long as the result lives.
    pub(crate) fn add(&self, addresses: &[SocketAddr]) -> Listening {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend(addresses);
        Listening { all: self.clone(), own: addresses.to_vec() }
    }

    /// Whether a connection from `local` to `peer` reaches one of the listeners.
    ///
    /// Every address of this machine counts, because a listener on an unspecified address accepts connections to all of
    /// them. A connection to another address of this machine has the same address at both ends.
    pub(crate) fn has(&self, local: SocketAddr, peer: SocketAddr) -> bool {
        let (local_ip, ip) = (local.ip().to_canonical(), peer.ip().to_canonical());
        let is_this_machine = ip.is_loopback() || ip.is_unspecified() || ip == local_ip;
        let listeners = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        is_this_machine && listeners.iter().any(|listener| listener.port() == peer.port())
    }
}

/// Removes the addresses of a server when it is dropped.
#[derive(Debug)]
pub(crate) struct Listening {
    all: OwnListeners,
    own: Vec<SocketAddr>,
}

impl Drop for Listening {
    fn drop(&mut self) {
        let mut all = self.all.0.lock().unwrap_or_else(PoisonError::into_inner);
        for own in &self.own {
            if let Some(place) = all.iter().position(|address| address == own) {
                all.swap_remove(place);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_of_this_machine_with_a_port_of_the_emulator_is_its_own() {
        let at = |text: &str| text.parse::<SocketAddr>().unwrap();
        let listeners = OwnListeners::default();
        let listening = listeners.add(&[at("127.0.0.1:4100"), at("[::1]:4100")]);
        for peer in
            ["127.0.0.1:4100", "127.9.9.9:4100", "[::1]:4100", "[::ffff:127.0.0.1]:4100", "0.0.0.0:4100"]
        {
            assert!(listeners.has(at("127.0.0.1:50000"), at(peer)), "{peer}");
        }
        assert!(listeners.has(at("10.0.0.7:50000"), at("10.0.0.7:4100")));
        assert!(!listeners.has(at("10.0.0.7:50000"), at("10.0.0.8:4100")));
        assert!(!listeners.has(at("127.0.0.1:50000"), at("127.0.0.1:4101")));
        drop(listening);
        assert!(!listeners.has(at("127.0.0.1:50000"), at("127.0.0.1:4100")));
    }
}
