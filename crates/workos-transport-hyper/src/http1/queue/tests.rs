//! Tests of the queue with events in every order.

use super::*;
use http::Uri;
use std::sync::Arc;

use crate::connector::Cause;

const LIMIT: usize = 2;

/// A fake connection. The field says whether it is new.
#[derive(Debug)]
struct Fake(bool);

impl Reusable for Fake {
    fn is_closed(&self) -> bool {
        false
    }

    fn is_new(&self) -> bool {
        self.0
    }
}

struct Request {
    id: u64,
    needs_new: bool,
    grant: Option<Receiver<Grant<Fake, ()>>>,
}

/// A pool of two connections, with the slot handling of the real pool.
struct Model {
    connections: Connections<Fake, ()>,
    requests: Vec<Request>,
    /// Running connection attempts, by the id of their request.
    opening: Vec<u64>,
    /// The number of connections in use.
    used: usize,
    /// The number of closed connections whose slots are not free yet.
    closing: usize,
    /// The ids of the requests that got a connection, in this order.
    served: Vec<u64>,
}

impl Model {
    fn new() -> Self {
        let origin = Origin::of(&Uri::from_static("http://localhost/")).unwrap();
        let connections = Connections::new(origin);
        let (requests, opening, served) = Default::default();
        Self { connections, requests, opening, used: 0, closing: 0, served }
    }

    fn request(&mut self, needs_new: bool) {
        let idle = self.connections.idle.len();
        if !needs_new && self.connections.take_idle(Instant::now(), Duration::MAX).is_some() {
            self.used += 1;
            return;
        }
        let Enqueued { id, grant, has_slot } = self.connections.enqueue(needs_new, LIMIT);
        self.closing += idle - self.connections.idle.len();
        self.opening.extend(has_slot.then_some(id));
        self.requests.push(Request { id, needs_new, grant: Some(grant) });
    }

    /// Lets every request take its grant.
    fn take_grants(&mut self) {
        for index in 0..self.requests.len() {
            let (id, needs_new) = (self.requests[index].id, self.requests[index].needs_new);
            match self.requests[index].grant.as_mut().map(Receiver::try_recv) {
                Some(Ok(Grant::Connection(connection))) => {
                    assert!(
                        connection.0 || !needs_new,
                        "a used connection for a request that needs a new one"
                    );
                    self.used += 1;
                    self.served.push(id);
                    self.requests[index].grant = None;
                }
                Some(Ok(Grant::Slot(()))) => {
                    self.requests[index].grant = Some(self.connections.open(id, needs_new));
                    self.opening.push(id);
                }
                Some(Ok(Grant::Failed(_))) => self.requests[index].grant = None,
                _ => {}
            }
        }
    }

    fn free_slot(&mut self) {
        if self.connections.grant_slot(()).is_some() {
            self.connections.free_slot();
        }
    }

    /// Lets one event happen. Returns `false` if the event is not possible now.
    fn step(&mut self, event: usize) -> bool {
        match event {
            0 => self.request(false),
            1 => self.request(true),
            2 => {
                let Some(request) = self.requests.iter_mut().find(|request| request.grant.is_some()) else {
                    return false;
                };
                request.grant = None;
                self.connections.cancel(request.id);
            }
            3 | 4 if !self.opening.is_empty() => {
                let id = self.opening.remove(0);
                if event == 3 {
                    if let Some(_unused) = self.connections.opened(id, Fake(true)) {
                        self.connections.keep(Fake(false), Instant::now(), Duration::MAX, LIMIT);
                    }
                } else {
                    let error = Arc::new(std::io::Error::other("refused"));
                    let failure = ConnectFailure { cause: Cause::Tcp(error), proxy: None };
                    self.connections.failed(id, failure, 0);
                    self.closing += 1;
                }
            }
            5 if self.used > 0 => {
                self.used -= 1;
                let waiting = self.connections.waiting.len();
                match self.connections.grant(Fake(false)) {
                    Some(unused) => {
                        self.connections.keep(unused, Instant::now(), Duration::MAX, LIMIT);
                    }
                    None if self.connections.waiting.len() == waiting => self.closing += 1,
                    None => {}
                }
            }
            6 if self.used > 0 => {
                self.used -= 1;
                self.closing += 1;
            }
            7 if self.closing > 0 => {
                self.closing -= 1;
                self.free_slot();
            }
            _ => return false,
        }
        self.take_grants();
        true
    }

    fn check(&self) {
        let connections = self.opening.len() + self.used + self.closing + self.connections.idle.len();
        assert_eq!(connections, self.connections.slots, "each connection has one slot");
        assert!(connections <= LIMIT);
        let idle_helps = |request: &Request| !request.needs_new && !self.connections.idle.is_empty();
        for request in self.requests.iter().filter(|request| request.grant.is_some()) {
            let served_soon = connections == LIMIT || self.opening.contains(&request.id);
            assert!(served_soon && !idle_helps(request), "request {} waits in vain", request.id);
        }
    }
}

/// Tries all events in every order, up to `depth` events.
fn explore(events: &mut Vec<usize>, depth: usize, checked: &mut usize) {
    for event in 0..8 {
        events.push(event);
        let mut model = Model::new();
        if events.iter().map(|event| model.step(*event)).last() == Some(true) {
            model.check();
            *checked += 1;
            if events.len() < depth {
                explore(events, depth, checked);
            }
        }
        events.pop();
    }
}

#[test]
fn in_every_order_of_events_the_limit_holds_and_no_request_waits_in_vain() {
    let mut checked = 0;
    explore(&mut Vec::new(), 6, &mut checked);
    assert!(checked > 7_000, "{checked}");
}

#[test]
fn requests_are_served_in_the_order_of_their_arrival() {
    let mut model = Model::new();
    (0..6).for_each(|_| model.request(false));
    for event in [3, 3, 5, 5, 5, 5] {
        assert!(model.step(event));
    }
    assert_eq!(model.served, [0, 1, 2, 3, 4, 5]);
}

#[test]
fn later_requests_do_not_starve_a_request_that_needs_a_new_connection() {
    let mut model = Model::new();
    model.request(false);
    model.request(false);
    assert!(model.step(3) && model.step(3));
    model.request(true);
    model.request(false);
    // The first connection that is given back is closed for this request. The second goes to the next request.
    for event in [5, 5, 7, 3] {
        assert!(model.step(event));
    }
    assert_eq!(model.served, [0, 1, 3, 2]);
}

#[test]
fn while_no_connection_is_open_earlier_requests_share_the_failure_of_an_attempt() {
    let mut model = Model::new();
    (0..5).for_each(|_| model.request(false));
    let shared_below = 4;
    let failure =
        ConnectFailure { cause: Cause::Tcp(Arc::new(std::io::Error::other("refused"))), proxy: None };
    model.connections.failed(0, failure, shared_below);
    model.take_grants();
    let waiting: Vec<_> =
        model.requests.iter().filter(|request| request.grant.is_some()).map(|request| request.id).collect();
    assert_eq!(waiting, [1, 4]);
}
