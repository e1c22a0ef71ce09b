//! Tests of concurrent requests, in many interleavings.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::Duration;

use futures_executor::block_on;
use http::StatusCode;
use proptest::prelude::*;
use workos_transport::{
    Clock, Request, Response, Transport, TransportError, TransportErrorKind, async_trait,
};
use workos_transport_cache::{CachePolicy, CacheStatus, Cached};

use crate::server::*;

#[test]
fn concurrent_callers_share_one_request_and_replace_a_cancelled_leader() {
    let server = Server::new();
    let cached = cached(&server);
    let mut callers: Vec<_> = (0..5).map(|_| cached.send(get("conn_1"))).collect();
    assert!(callers.iter_mut().all(|caller| poll(caller).is_none()));
    assert_eq!(server.requests(), 1);
    drop(callers.remove(0));
    let mut answers = Vec::new();
    while !callers.is_empty() {
        callers.retain_mut(|caller| match poll(caller) {
            Some(response) => {
                answers.push(status(&response.unwrap()).unwrap());
                false
            }
            None => true,
        });
    }
    assert_eq!(server.requests(), 2);
    assert_eq!(answers.iter().filter(|status| **status == CacheStatus::Joined).count(), 3);
}

#[test]
fn callers_share_a_failure_but_not_the_timeout_of_a_shorter_deadline() {
    let server = Server::new();
    let cached = cached(&server);
    server.fault(Fault::Lost);
    let (mut first, mut second) = (cached.send(get("conn_1")), cached.send(get("conn_1")));
    assert!(poll(&mut first).is_none() && poll(&mut second).is_none());
    let errors = [block_on(first).unwrap_err(), block_on(second).unwrap_err()];
    assert!(errors.iter().all(|error| error.kind() == TransportErrorKind::Lost));
    assert_eq!(server.requests(), 1);

    #[derive(Debug)]
    struct Hurried(Server);
    #[async_trait]
    impl Transport for Hurried {
        async fn send(&self, request: Request) -> Result<Response, TransportError> {
            if request.remaining() < MINUTE {
                pause().await;
                return Err(TransportError::new(TransportErrorKind::Timeout, "too late"));
            }
            self.0.send(request).await
        }
        fn clock(&self) -> Arc<dyn Clock> {
            self.0.clock()
        }
    }
    server.fault(Fault::None);
    let cached = Cached::new(Hurried(server), CachePolicy::connections());
    let mut hurried = cached.send(get("conn_1").with_remaining(Duration::from_secs(1)));
    let mut patient = cached.send(get("conn_1").with_remaining(MINUTE));
    assert!(poll(&mut hurried).is_none() && poll(&mut patient).is_none());
    assert!(block_on(hurried).is_err());
    assert!(block_on(patient).is_ok());
}

#[test]
fn an_invalidated_entry_is_not_served_stale() {
    let server = Server::new();
    let policy = CachePolicy::new().ttl("connections.*", MINUTE).stale_if_error(MINUTE * 10);
    let cached = Cached::new(server.clone(), policy);
    send(&cached, get("conn_1"));
    server.clock.advance(MINUTE * 5);
    server.fault(Fault::Status(503));
    let mut read = cached.send(get("conn_1"));
    assert!(poll(&mut read).is_none());
    cached.invalidator().invalidate("/connections");
    assert_eq!(block_on(read).unwrap().status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(send(&cached, get("conn_1")).status(), StatusCode::SERVICE_UNAVAILABLE);
}

/// The action of one task in the test of interleavings.
#[derive(Clone, Copy, Debug)]
enum Task {
    Read,
    Write,
    /// Another program changes the data, and a webhook reports the change.
    Webhook,
    /// A read that is cancelled.
    CancelledRead,
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    /// In any order of events, a read that starts after a write has returned, or after an invalidation, sees the
    /// written version.
    #[test]
    fn no_order_of_events_leads_to_an_outdated_response(
        tasks in prop::collection::vec(
            prop::sample::select(vec![Task::Read, Task::Read, Task::Write, Task::Webhook, Task::CancelledRead]), 2..8),
        schedule in prop::collection::vec(any::<prop::sample::Index>(), 20..60),
    ) {
        let server = Server::new();
        let cached = cached(&server);
        let known = AtomicU64::new(0);
        let stale = AtomicUsize::new(0);
        let run = async |task: Task| match task {
            Task::Read | Task::CancelledRead => {
                let least = known.load(Ordering::SeqCst);
                let response = cached.send(get("conn_1")).await.unwrap();
                stale.fetch_add(usize::from(version(&response) < least), Ordering::SeqCst);
            }
            Task::Write => {
                let response = cached.send(request(&DELETE, "/connections/conn_1")).await.unwrap();
                known.fetch_max(version(&response), Ordering::SeqCst);
            }
            Task::Webhook => {
                let version = server.version.fetch_add(1, Ordering::SeqCst) + 1;
                pause().await;
                cached.invalidator().invalidate("/connections/conn_1");
                known.fetch_max(version, Ordering::SeqCst);
            }
        };
        let mut running: Vec<_> = tasks.iter().map(|task| (*task, Some(Box::pin(run(*task))), 0)).collect();
        for next in schedule {
            let (task, future, polls) = next.get_mut(&mut running);
            *polls += 1;
            let cancelled = matches!(task, Task::CancelledRead) && *polls == 2;
            if cancelled || future.as_mut().is_some_and(|future| poll(future).is_some()) {
                *future = None;
            }
        }
        while running.iter().any(|(_, future, _)| future.is_some()) {
            for (_, future, _) in &mut running {
                if future.as_mut().is_some_and(|future| poll(future).is_some()) {
                    *future = None;
                }
            }
        }
        block_on(run(Task::Read));
        prop_assert_eq!(stale.load(Ordering::SeqCst), 0);
    }
}
