//! Ids, codes and opaque tokens: they look random, and repeat for the same seed.

use std::sync::atomic::{AtomicU64, Ordering};

use workos_core::Timestamp;

const CROCKFORD: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// The step of SplitMix64.
const GAMMA: u64 = 0x9E37_79B9_7F4A_7C15;

/// A seeded source of ids. Not for secrets: whoever knows the seed knows every value.
#[derive(Debug)]
pub(crate) struct IdSource(AtomicU64);

impl IdSource {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(AtomicU64::new(seed))
    }

    /// Where it stands.
    pub(crate) fn position(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }

    /// Goes back, or ahead, to where it stood.
    pub(crate) fn go_to(&self, position: u64) {
        self.0.store(position, Ordering::Relaxed);
    }

    /// Leaves out more values than anybody can have taken since its position was written down.
    pub(crate) const fn beyond(position: u64) -> u64 {
        position.wrapping_add(GAMMA << 32)
    }

    /// A ULID: 48 bits of time, 80 bits of the source, in Crockford's base 32.
    pub(crate) fn ulid(&self, at: Timestamp) -> String {
        let millis = u64::try_from(at.as_millis()).unwrap_or_default() & 0xFFFF_FFFF_FFFF;
        let low = (u128::from(self.next()) << 16) | u128::from(self.next() & 0xFFFF);
        let bits = (u128::from(millis) << 80) | low;
        (0..26).rev().map(|digit| char::from(CROCKFORD[((bits >> (5 * digit)) & 31) as usize])).collect()
    }

    /// An id of the API: `conn_` and a ULID.
    pub(crate) fn id(&self, prefix: &str, at: Timestamp) -> String {
        format!("{prefix}_{}", self.ulid(at))
    }

    fn next(&self) -> u64 {
        let mut z = self.0.fetch_add(GAMMA, Ordering::Relaxed).wrapping_add(GAMMA);
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
}

/// When something is made, and where its ids come from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Moment<'a> {
    pub(crate) ids: &'a IdSource,
    pub(crate) now: Timestamp,
}

impl Moment<'_> {
    /// A new id of the API.
    pub(crate) fn id(self, prefix: &str) -> String {
        self.ids.id(prefix, self.now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn equal_seeds_repeat_and_different_seeds_differ() {
        let at = Timestamp::from_secs(1_768_478_400).unwrap();
        let first = |seed| IdSource::new(seed).id("conn", at);
        assert_eq!(first(7), first(7));
        assert_ne!(first(7), first(8));
    }

    #[test]
    fn ids_are_distinct_ulids_that_begin_with_their_time() {
        let at = Timestamp::from_secs(1_768_478_400).unwrap();
        let source = IdSource::new(0);
        let ids: HashSet<_> = (0..10_000).map(|_| source.ulid(at)).collect();
        assert_eq!(ids.len(), 10_000);
        assert!(ids.iter().all(|id| id.len() == 26 && id[..10] == ids.iter().next().unwrap()[..10]));
    }
}
