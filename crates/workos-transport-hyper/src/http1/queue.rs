//! The connections to one origin, and the queue of requests that wait for a connection. Pure state, without I/O or
//! tasks.

use std::collections::VecDeque;
use std::time::Duration;

use tokio::sync::oneshot::{self, Receiver, Sender};
use tokio::time::Instant;

use crate::connector::ConnectFailure;
use crate::origin::Origin;

/// A connection that the queue can hand out again.
pub(super) trait Reusable {
    /// Whether the connection is known to be closed.
    fn is_closed(&self) -> bool;
    /// Whether the connection is new: it has neither served a request nor been idle.
    fn is_new(&self) -> bool;
}

/// The result for a waiting request.
pub(super) enum Grant<C, S> {
    Connection(C),
    /// A slot, for a connection that the request opens itself.
    Slot(S),
    Failed(ConnectFailure),
}

/// The connections to one origin. `C` is a connection, `S` the slot of one.
pub(super) struct Connections<C, S> {
    pub(super) origin: Origin,
    /// Unused connections, the longest unused first.
    idle: Vec<Idle<C>>,
    /// Waiting requests, in the order of their arrival.
    waiting: VecDeque<Waiting<C, S>>,
    /// Slots in use: connections that are open or being opened.
    slots: usize,
    /// Connections that are being opened.
    opening: usize,
    next_id: u64,
}

struct Idle<C> {
    connection: C,
    since: Instant,
}

struct Waiting<C, S> {
    /// Ascending along the queue.
    id: u64,
    grant: Sender<Grant<C, S>>,
    needs_new: bool,
    stage: Stage,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// The request has no slot.
    Queued,
    /// The request has no slot yet. A connection was closed for it, whose slot will be free soon.
    Promised,
    /// The request has a slot and opens a connection.
    Opening,
}

/// A request that was put into the queue.
pub(super) struct Enqueued<C, S> {
    pub(super) id: u64,
    pub(super) grant: Receiver<Grant<C, S>>,
    /// Whether the request has a slot already, and has to open a connection.
    pub(super) has_slot: bool,
}

impl<C: Reusable, S> Connections<C, S> {
    pub(super) const fn new(origin: Origin) -> Self {
        Self { origin, idle: Vec::new(), waiting: VecDeque::new(), slots: 0, opening: 0, next_id: 0 }
    }

    /// Takes the idle connection that was used last, because it is the most likely to be still open.
    pub(super) fn take_idle(&mut self, now: Instant, idle_timeout: Duration) -> Option<C> {
        while let Some(idle) = self.idle.pop() {
            if idle.is_usable(now, idle_timeout) {
                return Some(idle.connection);
            }
        }
        None
    }

    /// Puts a request into the queue, with a slot if one is free.
    pub(super) fn enqueue(&mut self, needs_new: bool, limit: usize) -> Enqueued<C, S> {
        let id = self.next_id;
        self.next_id += 1;
        let has_slot = self.take_slot(limit);
        let stage = if has_slot {
            self.opening += 1;
            Stage::Opening
        } else if needs_new && !self.idle.is_empty() {
            // Idle connections occupy slots, and the request cannot use them.
            drop(self.idle.remove(0));
            Stage::Promised
        } else {
            Stage::Queued
        };
        let (grant, receiver) = oneshot::channel();
        self.waiting.push_back(Waiting { id, grant, needs_new, stage });
        Enqueued { id, grant: receiver, has_slot }
    }

    /// Puts a request that was granted a slot back into its place in the queue, where it waits for the connection that
    /// it opens.
    pub(super) fn open(&mut self, id: u64, needs_new: bool) -> Receiver<Grant<C, S>> {
        self.opening += 1;
        let (grant, receiver) = oneshot::channel();
        let index = self.waiting.partition_point(|waiting| waiting.id < id);
        self.waiting.insert(index, Waiting { id, grant, needs_new, stage: Stage::Opening });
        receiver
    }

    /// Removes a request that was cancelled from the queue.
    pub(super) fn cancel(&mut self, id: u64) {
        drop(self.remove(id));
    }

    /// Takes a slot if one is free.
    pub(super) const fn take_slot(&mut self, limit: usize) -> bool {
        let free = self.slots < limit;
        self.slots += free as usize;
        free
    }

    /// Gives a free slot to the first request for which a connection was closed, or else to the first one without a
    /// slot. Returns the slot if there is no such request.
    pub(super) fn grant_slot(&mut self, mut slot: S) -> Option<S> {
        let first = |waiting: &VecDeque<Waiting<C, S>>, stage| waiting.iter().position(|w| w.stage == stage);
        while let Some(index) =
            first(&self.waiting, Stage::Promised).or_else(|| first(&self.waiting, Stage::Queued))
        {
            let Some(waiting) = self.waiting.remove(index) else { break };
            match waiting.grant.send(Grant::Slot(slot)) {
                Err(Grant::Slot(unused)) => slot = unused,
                _ => return None,
            }
        }
        Some(slot)
    }

    /// Records that a slot is no longer used.
    pub(super) const fn free_slot(&mut self) {
        self.slots = self.slots.saturating_sub(1);
    }

    /// Gives a connection to the first request that can use it. Returns the connection if there is no such request.
    pub(super) fn grant(&mut self, mut connection: C) -> Option<C> {
        let mut index = 0;
        while let Some(waiting) = self.waiting.get_mut(index) {
            if waiting.needs_new && !connection.is_new() {
                if waiting.stage == Stage::Queued && !waiting.grant.is_closed() {
                    // It is this request's turn, so the connection is closed and the request gets its slot.
                    waiting.stage = Stage::Promised;
                    return None;
                }
                index += 1;
                continue;
            }
            let Some(waiting) = self.waiting.remove(index) else { break };
            match waiting.grant.send(Grant::Connection(connection)) {
                Err(Grant::Connection(unused)) => connection = unused,
                _ => return None,
            }
        }
        Some(connection)
    }

    /// Records that a request opened a connection. Returns the connection if no request can use it.
    pub(super) fn opened(&mut self, id: u64, connection: C) -> Option<C> {
        self.opening = self.opening.saturating_sub(1);
        let Some(waiting) = self.remove(id) else { return self.grant(connection) };
        match waiting.grant.send(Grant::Connection(connection)) {
            Err(Grant::Connection(unused)) => self.grant(unused),
            _ => None,
        }
    }

    /// Records that a request failed to open a connection.
    ///
    /// If no connection is open, the failure is also given to all requests without a slot whose id is below
    /// `shared_below`: those that were waiting when the attempt began. If each of them tried again in turn, the last
    /// ones would wait for many connect timeouts.
    pub(super) fn failed(&mut self, id: u64, failure: ConnectFailure, shared_below: u64) {
        let none_is_open = self.slots <= self.opening;
        self.opening = self.opening.saturating_sub(1);
        if none_is_open && shared_below > 0 {
            let shared =
                |waiting: &Waiting<C, S>| waiting.id < shared_below && waiting.stage != Stage::Opening;
            while let Some(index) = self.waiting.iter().position(shared) {
                let Some(waiting) = self.waiting.remove(index) else { break };
                let _ = waiting.grant.send(Grant::Failed(failure.clone()));
            }
        }
        if let Some(waiting) = self.remove(id) {
            let _ = waiting.grant.send(Grant::Failed(failure));
        }
    }

    /// Returns the id that the next request will have.
    pub(super) const fn next_id(&self) -> u64 {
        self.next_id
    }

    /// Keeps an idle connection, or closes it if there are `limit` idle ones already. Returns whether it was kept.
    pub(super) fn keep(&mut self, connection: C, now: Instant, idle_timeout: Duration, limit: usize) -> bool {
        if self.idle.len() >= limit {
            self.close_expired(now, idle_timeout);
        }
        let kept = self.idle.len() < limit;
        if kept {
            self.idle.push(Idle { connection, since: now });
        }
        kept
    }

    /// Closes the connections that were idle for the idle timeout, and drops those that the server closed. Returns
    /// since when the longest idle of the others has been idle.
    pub(super) fn close_expired(&mut self, now: Instant, idle_timeout: Duration) -> Option<Instant> {
        self.idle.retain(|idle| idle.is_usable(now, idle_timeout));
        self.idle.first().map(|idle| idle.since)
    }

    /// Closes the connections that have been idle since this moment or for longer.
    pub(super) fn close_idle_since(&mut self, moment: Instant) {
        self.idle.retain(|idle| idle.since > moment);
    }

    /// Whether there are no connections and no waiting requests.
    pub(super) fn is_empty(&self) -> bool {
        self.idle.is_empty() && self.waiting.is_empty() && self.slots == 0
    }

    fn remove(&mut self, id: u64) -> Option<Waiting<C, S>> {
        let index = self.waiting.binary_search_by_key(&id, |waiting| waiting.id).ok()?;
        self.waiting.remove(index)
    }
}

impl<C: Reusable> Idle<C> {
    fn is_usable(&self, now: Instant, idle_timeout: Duration) -> bool {
        !self.connection.is_closed() && now.saturating_duration_since(self.since) < idle_timeout
    }
}

#[cfg(test)]
mod tests;
