//! The cache entries and the requests in flight.
//!
//! One lock guards both, and a response is stored only while its request is still registered as in flight. An
//! invalidation removes matching entries and matching requests in flight. A read that started before a change and ends
//! after it is therefore no longer registered, and its response is not cached.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use quick_cache::Weighter;
use quick_cache::unsync::Cache;
use workos_transport::Response;

use crate::CachePolicy;
use crate::flight::SingleFlight;
use crate::key::Key;
use crate::policy::family;

#[derive(Debug)]
pub(crate) struct Store {
    entries: Cache<Key, Entry, Weight>,
    in_flight: HashMap<Key, Arc<SingleFlight>>,
    /// Families that a write with unknown outcome may still change, each with the time until which it is not cached.
    unsettled: HashMap<String, Duration>,
    max_entry_bytes: u64,
}

/// A cached response, with the time at which its request started.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) response: Response,
    pub(crate) started: Duration,
    pub(crate) ttl: Duration,
}

/// The result of looking up a read: what its caller has to do.
#[derive(Debug)]
pub(crate) enum Lookup {
    /// Return this entry.
    Fresh(Entry),
    /// Wait for the request of another caller.
    Join(Arc<SingleFlight>),
    /// Send the request; if it fails, the stale entry may be served.
    Lead(Arc<SingleFlight>, Option<Entry>),
}

/// The scope of an invalidation.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Target<'a> {
    All,
    Operation(&'a str),
    /// A path, the paths below it, and its parent paths.
    Path(&'a str),
    /// The id of an object: entries whose request or response contains it.
    Id(&'a str),
    /// A write in this family, which affects the related families too.
    Family(&'a str, &'a CachePolicy),
}

/// Weighs entries by their size in bytes.
///
/// `quick_cache` limits only the total weight; a minimum weight per entry limits the number of entries too.
#[derive(Clone, Debug)]
struct Weight {
    min: u64,
}

impl Weighter<Key, Entry> for Weight {
    fn weight(&self, key: &Key, entry: &Entry) -> u64 {
        entry.weight(key).max(self.min)
    }
}

impl Store {
    pub(crate) fn new(policy: &CachePolicy) -> Self {
        let min = policy.bytes.div_ceil(policy.entries as u64);
        Self {
            entries: Cache::with_weighter(policy.entries, policy.bytes, Weight { min }),
            in_flight: HashMap::new(),
            unsettled: HashMap::new(),
            max_entry_bytes: policy.bytes / 8,
        }
    }

    /// Looks up the response of a read, and registers the caller as leader if there is none.
    pub(crate) fn find(&mut self, key: &Key, now: Duration, stale: Duration) -> Lookup {
        let entry = self.entries.get(key).cloned();
        let age = entry.as_ref().map_or(Duration::MAX, |entry| now.saturating_sub(entry.started));
        let entry = match entry {
            Some(entry) if age < entry.ttl => return Lookup::Fresh(entry),
            entry => entry.filter(|entry| age < entry.ttl.saturating_add(stale)),
        };
        if let Some(flight) = self.in_flight.get(key) {
            return Lookup::Join(Arc::clone(flight));
        }
        let flight = Arc::<SingleFlight>::default();
        self.in_flight.insert(key.clone(), Arc::clone(&flight));
        Lookup::Lead(flight, entry)
    }

    /// Unregisters a flight. Returns `false` if an invalidation has removed it before.
    pub(crate) fn finish(&mut self, key: &Key, flight: &Arc<SingleFlight>) -> bool {
        let registered = self.is_in_flight(key, flight);
        if registered {
            self.in_flight.remove(key);
        }
        registered
    }

    /// Returns whether a flight is still registered: it has not ended, and no invalidation has removed it.
    pub(crate) fn is_in_flight(&self, key: &Key, flight: &Arc<SingleFlight>) -> bool {
        self.in_flight.get(key).is_some_and(|current| Arc::ptr_eq(current, flight))
    }

    /// Stores an entry, unless it is too large or a write may still change it. Returns whether it was stored.
    pub(crate) fn insert(&mut self, key: &Key, entry: Entry, now: Duration) -> bool {
        self.unsettled.retain(|_, until| *until > now);
        let fits =
            entry.weight(key) <= self.max_entry_bytes && !self.unsettled.contains_key(family(key.template()));
        if fits {
            self.entries.insert(key.clone(), entry);
        } else {
            self.entries.remove(key);
        }
        fits
    }

    pub(crate) fn remove(&mut self, key: &Key) {
        self.entries.remove(key);
    }

    pub(crate) fn invalidate(&mut self, target: Target<'_>) {
        self.entries.retain(|key, entry| !target.concerns(key) && !target.is_mentioned_in(entry));
        // The response of a request in flight is unknown, so every one of them may mention the object.
        self.in_flight.retain(|key, _| !matches!(target, Target::Id(_)) && !target.concerns(key));
    }

    /// Invalidates the families that a write with unknown outcome may change, and caches none of them before `until`.
    pub(crate) fn unsettle(&mut self, written: &str, policy: &CachePolicy, until: Duration) {
        self.invalidate(Target::Family(written, policy));
        for read in policy.affected_by(written) {
            let known = self.unsettled.entry(read.to_owned()).or_default();
            *known = until.max(*known);
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }
}

impl Entry {
    /// Returns an estimate of the size of the entry in bytes.
    fn weight(&self, key: &Key) -> u64 {
        let headers: usize =
            self.response.headers().iter().map(|(name, value)| name.as_str().len() + value.len() + 64).sum();
        (key.weight() + size_of::<Self>() + headers + self.response.body().len()) as u64
    }
}

impl Target<'_> {
    fn concerns(&self, key: &Key) -> bool {
        match *self {
            Self::All => true,
            Self::Operation(id) => key.operation() == id,
            Self::Path(path) => covers(path, key.path()) || covers(key.path(), path),
            Self::Id(id) => key.contains_id(id),
            Self::Family(written, policy) => policy.affects(written, family(key.template())),
        }
    }

    fn is_mentioned_in(&self, entry: &Entry) -> bool {
        match *self {
            Self::Id(id) => {
                !id.is_empty() && entry.response.body().windows(id.len()).any(|text| text == id.as_bytes())
            }
            _ => false,
        }
    }
}

/// Returns whether `path` is `ancestor` or lies below it.
fn covers(ancestor: &str, path: &str) -> bool {
    let ancestor = ancestor.trim_matches('/');
    let rest = path.trim_start_matches('/').strip_prefix(ancestor);
    rest.is_some_and(|rest| ancestor.is_empty() || rest.is_empty() || rest.starts_with('/'))
}
