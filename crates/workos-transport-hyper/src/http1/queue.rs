//! The connections to one origin and the queue of the requests that wait for one: state changes, without I/O or tasks.

use std::collections::VecDeque;
use std::time::Duration;

use tokio::sync::oneshot::{self, Receiver, Sender};
use tokio::time::Instant;

use crate::connector::ConnectFailure;
use crate::origin::Origin;

/// What a queue needs to know of a connection.
pub(super) trait Reusable {
    /// Whether it is known to be closed.
    fn is_closed(&self) -> bool;
    /// Whether it is new: it neither served a request nor was idle.
    fn is_new(&self) -> bool;
}

/// What a waiting request gets.
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
    /// Requests that wait, in the order in which they came.
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
    /// Grows along the queue.
    id: u64,
    grant: Sender<Grant<C, S>>,
    needs_new: bool,
    stage: Stage,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// It has no slot.
    Queued,
    /// It has no slot, and a connection was closed for it, whose slot will be free soon.
    Promised,
    /// It has a slot and opens a connection.
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

    /// Takes the idle connection that was used last: it is the most likely to be open still.
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

    /// Puts a request that was granted a slot back into its place, where it waits for the connection that it opens.
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

    /// Gives a free slot to a request that a connection was closed for, else to the first that has none. Returns it if
    /// there is no such request.
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

    /// Notes that a slot is no longer used.
    pub(super) const fn free_slot(&mut self) {
        self.slots = self.slots.saturating_sub(1);
    }

    /// Gives a connection to the first request that can use it. Returns it if there is no such request.
    pub(super) fn grant(&mut self, mut connection: C) -> Option<C> {
        let mut index = 0;
        while let Some(waiting) = self.waiting.get_mut(index) {
            if waiting.needs_new && !connection.is_new() {
                if waiting.stage == Stage::Queued && !waiting.grant.is_closed() {
                    // Its turn has come: the connection is closed, so that it gets the slot.
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

    /// Notes that a request opened a connection. Returns the connection if no request can use it.
    pub(super) fn opened(&mut self, id: u64, connection: C) -> Option<C> {
        self.opening = self.opening.saturating_sub(1);
        let Some(waiting) = self.remove(id) else { return self.grant(connection) };
        match waiting.grant.send(Grant::Connection(connection)) {
            Err(Grant::Connection(unused)) => self.grant(unused),
            _ => None,
        }
    }

    /// Notes that a request failed to open a connection. `began_before` is the id that was next when it began.
    ///
    /// While no connection is open, the failure is that of every request without a slot that waited for as long: trying
    /// for one after another would let the last ones wait for many connect timeouts.
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

    /// The id that the next request will have.
    pub(super) const fn next_id(&self) -> u64 {
        self.next_id
    }

    /// Keeps a connection that no request waits for. Closes it if there are enough.
    pub(super) fn keep(&mut self, connection: C, now: Instant, idle_timeout: Duration, limit: usize) -> bool {
        if self.idle.len() >= limit {
            self.close_expired(now, idle_timeout);
        }
        let room = self.idle.len() < limit;
        if room {
            self.idle.push(Idle { connection, since: now });
        }
        room
    }

    /// Closes the connections that were idle for the idle timeout, and forgets those that the server closed. Returns
    /// since when the longest idle one has been idle.
    pub(super) fn close_expired(&mut self, now: Instant, idle_timeout: Duration) -> Option<Instant> {
        self.idle.retain(|idle| idle.is_usable(now, idle_timeout));
        self.idle.first().map(|idle| idle.since)
    }

    /// Closes the connections that have been idle since this moment or longer.
    pub(super) fn close_idle_since(&mut self, moment: Instant) {
        self.idle.retain(|idle| idle.since > moment);
    }

    /// Whether there is nothing to remember.
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
