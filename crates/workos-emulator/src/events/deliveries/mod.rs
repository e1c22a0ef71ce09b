//! Webhook deliveries: a queue for each endpoint, and the log of what became of each.

mod table;

use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};
use std::time::Duration;

use workos_core::Timestamp;

use crate::events::delivery::{Delivery, DeliveryAttempt, DeliveryState};
use crate::store::table::Changes;

/// How many deliveries are remembered, whatever became of them.
const MOST: usize = 10_000;
/// How many bytes they take, about; the oldest goes first.
const MOST_BYTES: usize = 32 * 1024 * 1024;
/// How long a delivery that is to come out of order waits for another to go first.
const ASIDE: Duration = Duration::from_secs(60);

/// Every delivery, in the order of the events.
#[derive(Clone, Debug, Default)]
pub(crate) struct Deliveries {
    log: VecDeque<Delivery>,
    /// The number of the log's first delivery, counted from the very first.
    first: u64,
    /// The numbers of what each endpoint still waits for. Only the front is attempted, which keeps the order.
    queues: BTreeMap<String, VecDeque<u64>>,
    /// Endpoints with an attempt under way.
    busy: HashSet<String>,
    bytes: usize,
    changes: Changes<u64>,
    /// What faults have done to deliveries that are not finished. A restart forgets it: they are sent in order, and
    /// once.
    marks: HashMap<u64, Mark>,
}

/// What a fault has done to a delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    /// It waits for another to go first.
    Aside,
    /// It will be sent once more after it was delivered.
    Twice,
    /// It has been let pass, or has been sent once.
    Done,
}

impl Deliveries {
    pub(crate) fn push(&mut self, delivery: Delivery) {
        self.bytes += delivery.footprint();
        while self.log.len() >= MOST || self.bytes > MOST_BYTES {
            if !self.forget_oldest() {
                break;
            }
        }
        let number = self.first + self.log.len() as u64;
        self.changes.note(|| number);
        let queue = self.queues.entry(delivery.endpoint_id.clone()).or_default();
        let due = delivery.state;
        self.log.push_back(delivery);
        match queue.front().copied().filter(|front| self.marks.get(front) == Some(&Mark::Aside)) {
            None => queue.push_back(number),
            Some(aside) => {
                queue.push_front(number);
                self.marks.insert(aside, Mark::Done);
                if let Some(delivery) = self.index(aside).and_then(|index| self.log.get_mut(index)) {
                    delivery.state = due;
                    self.changes.note(|| aside);
                }
            }
        }
    }

    /// Forgets the oldest delivery, whatever became of it; `false` when there is none.
    fn forget_oldest(&mut self) -> bool {
        let Some(oldest) = self.log.pop_front() else { return false };
        self.bytes -= oldest.footprint();
        self.changes.note(|| self.first);
        self.marks.remove(&self.first);
        self.first += 1;
        true
    }

    /// The bytes that the deliveries take.
    #[cfg(test)]
    pub(crate) const fn bytes(&self) -> usize {
        self.bytes
    }

    /// Whether an attempt was made at it, or a fault has changed its place in the order.
    pub(crate) fn was_touched(&self, number: u64) -> bool {
        self.marks.contains_key(&number)
            || self.get(number).is_some_and(|delivery| !delivery.attempts.is_empty())
    }

    /// Lets the next delivery to its endpoint go before this one, which is the first there.
    pub(crate) fn let_pass(&mut self, number: u64, now: Timestamp) {
        let Some(index) = self.index(number) else { return };
        let Some(delivery) = self.log.get_mut(index) else { return };
        let Some(queue) = self.queues.get_mut(&delivery.endpoint_id) else { return };
        if queue.len() > 1 {
            queue.swap(0, 1);
            self.marks.insert(number, Mark::Done);
        } else {
            delivery.state = DeliveryState::Pending { due: now.saturating_add(ASIDE) };
            self.changes.note(|| number);
            self.marks.insert(number, Mark::Aside);
        }
    }

    /// Sends it once more when it has been delivered.
    pub(crate) fn send_twice(&mut self, number: u64) {
        self.marks.insert(number, Mark::Twice);
    }

    /// All that are remembered, oldest first.
    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = &Delivery> {
        self.log.iter()
    }

    /// When an attempt can be made at one of the endpoints that are ready, and which delivery it is about.
    pub(crate) fn next(&mut self, is_ready: impl Fn(&str) -> bool) -> Option<(Timestamp, u64)> {
        let first = self.first;
        let mut next: Option<(Timestamp, u64)> = None;
        for (endpoint, queue) in &mut self.queues {
            // The log may have forgotten what an endpoint never took.
            while queue.front().is_some_and(|number| *number < first) {
                queue.pop_front();
            }
            let Some(number) = queue.front().copied() else { continue };
            if self.busy.contains(endpoint) || !is_ready(endpoint) {
                continue;
            }
            let index = usize::try_from(number - first).ok();
            let delivery = index.and_then(|index| self.log.get(index));
            if let Some(DeliveryState::Pending { due }) = delivery.map(|delivery| delivery.state)
                && next.is_none_or(|earliest| (due, number) < earliest)
            {
                next = Some((due, number));
            }
        }
        next
    }

    /// From now on an attempt is under way at this delivery's endpoint.
    pub(crate) fn begin(&mut self, number: u64) -> Option<&Delivery> {
        let index = self.index(number)?;
        let delivery = self.log.get(index)?;
        self.busy.insert(delivery.endpoint_id.clone());
        Some(delivery)
    }

    /// The attempt was not made after all.
    pub(crate) fn release(&mut self, endpoint_id: &str) {
        self.busy.remove(endpoint_id);
    }

    /// An attempt was made. After a failure the next follows by `backoff`, until that has no more entries.
    pub(crate) fn finish(
        &mut self,
        number: u64,
        endpoint_id: &str,
        attempt: DeliveryAttempt,
        now: Timestamp,
        backoff: &[Duration],
    ) {
        self.busy.remove(endpoint_id);
        let Some(delivery) = self.index(number).and_then(|index| self.log.get_mut(index)) else { return };
        self.changes.note(|| number);
        let failures = delivery.attempts.len().saturating_sub(delivery.earlier_attempts);
        let succeeded = attempt.succeeded();
        self.bytes += attempt.footprint();
        delivery.attempts.push(attempt);
        if delivery.state == DeliveryState::Failed {
            // Its endpoint was deleted while the attempt was under way.
            return;
        }
        let is_twice = succeeded && self.marks.get(&number) == Some(&Mark::Twice);
        delivery.state = match backoff.get(failures) {
            _ if is_twice => DeliveryState::Pending { due: now },
            _ if succeeded => DeliveryState::Delivered,
            Some(wait) => DeliveryState::Pending { due: now.saturating_add(*wait) },
            None => DeliveryState::Failed,
        };
        let is_finished = !matches!(delivery.state, DeliveryState::Pending { .. });
        if is_twice {
            self.marks.insert(number, Mark::Done);
        } else if is_finished {
            self.marks.remove(&number);
        }
        if is_finished
            && let Some(queue) = self.queues.get_mut(endpoint_id)
            && queue.front() == Some(&number)
        {
            queue.pop_front();
        }
    }

    /// The number of the delivery with this id.
    pub(crate) fn number(&self, id: &str) -> Option<u64> {
        let index = self.log.iter().position(|delivery| delivery.id == id)?;
        Some(self.first + index as u64)
    }

    /// The numbers of those that were given up.
    pub(crate) fn dead(&self) -> Vec<u64> {
        let all = self.log.iter().zip(self.first..);
        all.filter(|(delivery, _)| delivery.state == DeliveryState::Failed)
            .map(|(_, number)| number)
            .collect()
    }

    pub(crate) fn get(&self, number: u64) -> Option<&Delivery> {
        self.log.get(self.index(number)?)
    }

    /// Queues a delivery again, behind all else that waits for its endpoint, with all its retries before it. `false`
    /// when it is still on its way.
    pub(crate) fn replay(&mut self, number: u64, now: Timestamp) -> bool {
        let Some(delivery) = self.index(number).and_then(|index| self.log.get_mut(index)) else {
            return false;
        };
        if matches!(delivery.state, DeliveryState::Pending { .. }) {
            return false;
        }
        self.changes.note(|| number);
        delivery.state = DeliveryState::Pending { due: now };
        delivery.earlier_attempts = delivery.attempts.len();
        self.queues.entry(delivery.endpoint_id.clone()).or_default().push_back(number);
        true
    }

    /// Gives up on everything that waits for an endpoint.
    pub(crate) fn give_up(&mut self, endpoint_id: &str) {
        for number in self.queues.remove(endpoint_id).unwrap_or_default() {
            self.marks.remove(&number);
            if let Some(delivery) = self.index(number).and_then(|index| self.log.get_mut(index)) {
                delivery.state = DeliveryState::Failed;
                self.changes.note(|| number);
            }
        }
    }

    /// Queues what is pending anew: nothing is under way.
    pub(crate) fn rebuild_queues(&mut self) {
        self.busy.clear();
        self.queues.clear();
        self.marks.clear();
        for (number, delivery) in (self.first..).zip(&self.log) {
            if matches!(delivery.state, DeliveryState::Pending { .. }) {
                self.queues.entry(delivery.endpoint_id.clone()).or_default().push_back(number);
            }
        }
    }

    fn index(&self, number: u64) -> Option<usize> {
        usize::try_from(number.checked_sub(self.first)?).ok()
    }
}

/// How long production waits before each further attempt: eight times the last.
pub(crate) fn default_retries() -> Vec<Duration> {
    (0..6).map(|retry| Duration::from_secs(5 * 8_u64.pow(retry))).collect()
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use http::StatusCode;

    use super::*;

    fn at(secs: i64) -> Timestamp {
        Timestamp::from_secs(secs).unwrap()
    }

    fn delivery(id: usize, endpoint: &str) -> Delivery {
        Delivery {
            id: id.to_string(),
            endpoint_id: endpoint.to_owned(),
            event_id: String::new(),
            event: "user.created",
            body: Bytes::new(),
            state: DeliveryState::Pending { due: at(0) },
            attempts: Vec::new(),
            earlier_attempts: 0,
        }
    }

    fn attempt(status: u16) -> DeliveryAttempt {
        DeliveryAttempt {
            at: at(0),
            url: String::new(),
            signature: String::new(),
            status: StatusCode::from_u16(status).ok(),
            answer: String::new(),
        }
    }

    #[test]
    fn an_endpoint_takes_one_at_a_time_and_in_order() {
        let mut deliveries = Deliveries::default();
        deliveries.push(delivery(0, "a"));
        deliveries.push(delivery(1, "a"));
        deliveries.push(delivery(2, "b"));
        let ready = |_: &str| true;
        assert_eq!(deliveries.next(ready), Some((at(0), 0)));
        deliveries.begin(0);
        assert_eq!(deliveries.next(ready), Some((at(0), 2)));
        assert_eq!(deliveries.next(|endpoint| endpoint == "a"), None);
        deliveries.finish(0, "a", attempt(500), at(0), &[Duration::from_secs(5)]);
        assert_eq!(deliveries.next(|endpoint| endpoint == "a"), Some((at(5), 0)));
        deliveries.finish(0, "a", attempt(500), at(5), &[Duration::from_secs(5)]);
        assert_eq!(deliveries.log[0].state, DeliveryState::Failed);
        assert_eq!(deliveries.next(|endpoint| endpoint == "a"), Some((at(0), 1)));
    }

    #[test]
    fn what_is_sent_again_waits_behind_the_others_and_has_all_its_retries() {
        let backoff = [Duration::from_secs(5)];
        let mut deliveries = Deliveries::default();
        deliveries.push(delivery(0, "a"));
        deliveries.push(delivery(1, "a"));
        assert!(!deliveries.replay(0, at(0)));
        for second in [0, 5] {
            deliveries.begin(0);
            deliveries.finish(0, "a", attempt(500), at(second), &backoff);
        }
        assert_eq!(deliveries.log[0].state, DeliveryState::Failed);
        assert_eq!((deliveries.dead(), deliveries.number("0")), (vec![0], Some(0)));
        assert!(deliveries.replay(0, at(9)));
        assert_eq!(deliveries.next(|_| true), Some((at(0), 1)));
        deliveries.begin(1);
        deliveries.finish(1, "a", attempt(200), at(9), &backoff);
        deliveries.begin(0);
        deliveries.finish(0, "a", attempt(500), at(9), &backoff);
        assert_eq!(deliveries.next(|_| true), Some((at(14), 0)));
        assert!(deliveries.number("2").is_none() && !deliveries.replay(2, at(9)));
    }

    #[test]
    fn the_log_is_bounded_in_bytes() {
        let mut deliveries = Deliveries::default();
        for n in 0..100 {
            let body = Bytes::from(vec![b'x'; 1024 * 1024]);
            deliveries.push(Delivery { body, ..delivery(n, "a") });
        }
        assert!(deliveries.bytes() <= MOST_BYTES && deliveries.iter().count() >= 31);
        assert_eq!(deliveries.iter().next_back().map(|newest| newest.id.as_str()), Some("99"));
    }

    #[test]
    fn the_log_is_bounded_even_if_nothing_is_ever_delivered() {
        let mut deliveries = Deliveries::default();
        for n in 0..MOST + 5 {
            deliveries.push(delivery(n, "a"));
        }
        assert_eq!(deliveries.iter().count(), MOST);
        assert_eq!(deliveries.next(|_| true), Some((at(0), 5)));
        assert_eq!(deliveries.log[0].id, "5");
        assert_eq!(deliveries.queues["a"].len(), MOST);
    }
}
