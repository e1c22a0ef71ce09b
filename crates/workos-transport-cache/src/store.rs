//! The answers that are kept, and the requests that are under way for more.
//!
//! One lock guards both, so that an answer is stored only while its request is still listed as under way. Whatever
//! invalidates takes answers and requests off their lists alike: a read that began before a change and ends after it
//! finds itself struck off, and what it brings is not kept.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use quick_cache::Weighter;
use quick_cache::unsync::Cache;
use workos_transport::Response;

use crate::CachePolicy;
use crate::flight::Flight;
use crate::key::Key;
use crate::policy::family;

#[derive(Debug)]
pub(crate) struct Store {
    kept: Cache<Key, Kept, Weight>,
    flights: HashMap<Key, Arc<Flight>>,
    /// Families that a write of unknown outcome may still change, and until when.
    unsettled: HashMap<String, Duration>,
    largest: u64,
}

/// An answer, and when its request began.
#[derive(Clone, Debug)]
pub(crate) struct Kept {
    pub(crate) response: Response,
    pub(crate) since: Duration,
    pub(crate) ttl: Duration,
}

/// What to do about a read.
#[derive(Debug)]
pub(crate) enum Found {
    /// Answer with this.
    Fresh(Kept),
    /// Wait for what another has asked.
    Join(Arc<Flight>),
    /// Ask; this is what may be served should that fail.
    Lead(Arc<Flight>, Option<Kept>),
}

/// What an invalidation is about.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Target<'a> {
    All,
    Operation(&'a str),
    /// A path: answers of it, below it, and on the way to it.
    Path(&'a str),
    /// An object: answers that were asked by its id, or that mention it.
    Id(&'a str),
    /// A write below this first segment.
    Family(&'a str, &'a CachePolicy),
}

/// Weighs answers by their bytes. The map bounds only the sum, so a least weight bounds the number too.
#[derive(Clone, Debug)]
struct Weight {
    least: u64,
}

impl Weighter<Key, Kept> for Weight {
    fn weight(&self, key: &Key, kept: &Kept) -> u64 {
        kept.weight(key).max(self.least)
    }
}

impl Store {
    pub(crate) fn new(policy: &CachePolicy) -> Self {
        let least = policy.bytes.div_ceil(policy.entries as u64);
        Self {
            kept: Cache::with_weighter(policy.entries, policy.bytes, Weight { least }),
            flights: HashMap::new(),
            unsettled: HashMap::new(),
            largest: policy.bytes / 8,
        }
    }

    pub(crate) fn find(&mut self, key: &Key, now: Duration, stale: Duration) -> Found {
        let kept = self.kept.get(key).cloned();
        let age = kept.as_ref().map_or(Duration::MAX, |kept| now.saturating_sub(kept.since));
        let kept = match kept {
            Some(kept) if age < kept.ttl => return Found::Fresh(kept),
            kept => kept.filter(|kept| age < kept.ttl.saturating_add(stale)),
        };
        if let Some(flight) = self.flights.get(key) {
            return Found::Join(Arc::clone(flight));
        }
        let flight = Arc::<Flight>::default();
        self.flights.insert(key.clone(), Arc::clone(&flight));
        Found::Lead(flight, kept)
    }

    /// Takes a flight off the list; `false` if it had been struck off.
    pub(crate) fn end(&mut self, key: &Key, flight: &Arc<Flight>) -> bool {
        let listed = self.lists(key, flight);
        if listed {
            self.flights.remove(key);
        }
        listed
    }

    /// Whether a flight is under way and nothing has struck it off.
    pub(crate) fn lists(&self, key: &Key, flight: &Arc<Flight>) -> bool {
        self.flights.get(key).is_some_and(|listed| Arc::ptr_eq(listed, flight))
    }

    /// Keeps an answer, unless it is too large or a write may still change it.
    pub(crate) fn keep(&mut self, key: &Key, kept: Kept, now: Duration) -> bool {
        self.unsettled.retain(|_, until| *until > now);
        let fits = kept.weight(key) <= self.largest && !self.unsettled.contains_key(family(key.template()));
        if fits {
            self.kept.insert(key.clone(), kept);
        } else {
            self.kept.remove(key);
        }
        fits
    }

    pub(crate) fn forget(&mut self, key: &Key) {
        self.kept.remove(key);
    }

    pub(crate) fn invalidate(&mut self, target: Target<'_>) {
        self.kept.retain(|key, kept| !target.concerns(key) && !target.is_mentioned(kept));
        // What a request under way will bring is unknown, so any may mention the object.
        self.flights.retain(|key, _| !matches!(target, Target::Id(_)) && !target.concerns(key));
    }

    /// Keeps no answers that a write of unknown outcome may change, until then.
    pub(crate) fn unsettle(&mut self, written: &str, policy: &CachePolicy, until: Duration) {
        self.invalidate(Target::Family(written, policy));
        for read in policy.touched_by(written) {
            let known = self.unsettled.entry(read.to_owned()).or_default();
            *known = until.max(*known);
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.kept.len()
    }
}

impl Kept {
    /// An estimate of the bytes it takes.
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
            Self::Id(id) => key.names(id),
            Self::Family(written, policy) => policy.touches(written, family(key.template())),
        }
    }

    fn is_mentioned(&self, kept: &Kept) -> bool {
        match *self {
            Self::Id(id) => {
                !id.is_empty() && kept.response.body().windows(id.len()).any(|text| text == id.as_bytes())
            }
            _ => false,
        }
    }
}

/// Whether `path` is `above` or lies below it.
fn covers(above: &str, path: &str) -> bool {
    let above = above.trim_matches('/');
    let rest = path.trim_start_matches('/').strip_prefix(above);
    rest.is_some_and(|rest| above.is_empty() || rest.is_empty() || rest.starts_with('/'))
}
