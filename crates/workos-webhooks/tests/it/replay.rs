//! Each event is handled once, and none is lost.

use std::collections::HashMap;
use std::future::{Future, pending};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Waker};
use std::thread;
use std::time::Duration;

use futures_executor::block_on;
use workos_webhooks::{
    Claim, EventId, GuardError, HandleError, HandleOutcome, Lease, ManualClock, MemoryReplayGuard,
    ReplayGuard, async_trait,
};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

fn event(number: usize) -> EventId {
    EventId::from(format!("event_{number}"))
}

fn guard() -> (MemoryReplayGuard, ManualClock) {
    let clock = ManualClock::manual();
    (MemoryReplayGuard::new().clock(Arc::new(clock.clone())), clock)
}

fn claim(guard: &impl ReplayGuard, number: usize) -> Claim {
    block_on(guard.claim(&event(number))).unwrap()
}

fn granted(guard: &impl ReplayGuard, number: usize) -> Lease {
    match claim(guard, number) {
        Claim::Granted(lease) => lease,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_handled_event_is_a_duplicate_for_three_days() {
    let (guard, clock) = guard();
    assert!(matches!(
        block_on(guard.handle(&event(1), async || Ok::<_, ()>(7))),
        Ok(HandleOutcome::Handled(7))
    ));
    clock.advance(3 * DAY - Duration::from_secs(1));
    let again = block_on(guard.handle(&event(1), async || -> Result<(), ()> { panic!("must not run") }));
    assert!(matches!(again, Ok(HandleOutcome::Duplicate)));
    clock.advance(Duration::from_secs(1));
    assert!(guard.is_empty());
    granted(&guard, 1);
}

#[test]
fn after_a_failed_handler_the_next_delivery_is_handled() {
    let (guard, _) = guard();
    let first = block_on(guard.handle(&event(1), async || Err::<(), _>("no")));
    assert!(matches!(first, Err(HandleError::Handler("no"))));
    assert!(matches!(
        block_on(guard.handle(&event(1), async || Ok::<_, ()>(()))),
        Ok(HandleOutcome::Handled(()))
    ));
}

#[test]
fn while_one_delivery_is_handled_another_one_is_in_progress() {
    let (guard, _) = guard();
    let outcome = block_on(guard.handle(&event(1), async || {
        let second = guard.handle(&event(1), async || Ok::<_, ()>(())).await;
        assert!(matches!(second, Err(HandleError::InProgress)));
        assert!(matches!(
            guard.handle(&event(2), async || Ok::<_, ()>(())).await,
            Ok(HandleOutcome::Handled(()))
        ));
        Ok::<_, ()>(())
    }));
    assert!(matches!(outcome, Ok(HandleOutcome::Handled(()))));
}

#[test]
fn a_cancelled_handler_releases_its_claim() {
    let guard: Arc<dyn ReplayGuard> = Arc::new(guard().0);
    {
        let id = event(1);
        let mut handling = pin!(guard.handle(&id, pending::<Result<(), ()>>));
        assert!(handling.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
        assert_eq!(claim(&guard, 1), Claim::InProgress);
    }
    granted(&guard, 1);
}

#[test]
fn a_handler_that_panics_releases_its_claim() {
    let (guard, _) = guard();
    let panicked = catch_unwind(AssertUnwindSafe(|| {
        block_on(guard.handle(&event(1), async || -> Result<(), ()> { panic!("on purpose") }))
    }));
    assert!(panicked.is_err());
    granted(&guard, 1);
}

#[test]
fn a_claim_expires_and_its_holder_cannot_end_the_next_claim() {
    let (guard, clock) = guard();
    let first = granted(&guard, 1);
    clock.advance(Duration::from_secs(299));
    assert_eq!(claim(&guard, 1), Claim::InProgress);
    clock.advance(Duration::from_secs(1));
    let second = granted(&guard, 1);
    assert_ne!(first.token(), second.token());

    block_on(guard.release(&first)).unwrap();
    guard.abandon(&first);
    assert_eq!(claim(&guard, 1), Claim::InProgress);

    block_on(guard.confirm(&first)).unwrap();
    assert_eq!(claim(&guard, 1), Claim::Handled);
    block_on(guard.release(&second)).unwrap();
    assert_eq!(claim(&guard, 1), Claim::Handled);
    block_on(guard.confirm(&second)).unwrap();
    assert_eq!((claim(&guard, 1), guard.len()), (Claim::Handled, 1));
}

#[test]
fn memory_is_bounded_and_only_the_oldest_handled_events_are_evicted() {
    let clock = ManualClock::manual();
    let guard = MemoryReplayGuard::new().clock(Arc::new(clock.clone())).capacity(3);
    for number in 0..10 {
        let lease = granted(&guard, number);
        block_on(guard.confirm(&lease)).unwrap();
        clock.advance(Duration::from_secs(1));
        assert!(guard.len() <= 3);
    }
    assert_eq!(claim(&guard, 9), Claim::Handled);
    let leases: Vec<_> = (20..23).map(|number| granted(&guard, number)).collect();
    let error = block_on(guard.claim(&event(9))).unwrap_err();
    assert!(error.to_string().contains("being handled"), "{error}");
    block_on(guard.confirm(&leases[0])).unwrap();
    assert_eq!((claim(&guard, 20), guard.len()), (Claim::Handled, 3));
    block_on(guard.release(&leases[1])).unwrap();
    assert_eq!(guard.len(), 2);
}

#[test]
fn one_of_several_concurrent_claims_is_granted() {
    let guard = MemoryReplayGuard::new();
    for number in 0..50 {
        let grants = AtomicUsize::new(0);
        thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    if matches!(claim(&guard, number), Claim::Granted(_)) {
                        grants.fetch_add(1, Ordering::Relaxed);
                    }
                });
            }
        });
        assert_eq!(grants.into_inner(), 1);
    }
}

#[test]
fn under_concurrent_deliveries_and_failures_every_event_succeeds_exactly_once() {
    const EVENTS: usize = 40;
    let guard: Arc<dyn ReplayGuard> = Arc::new(MemoryReplayGuard::new());
    let runs = Mutex::new(HashMap::<usize, usize>::new());
    let successes = Mutex::new(HashMap::<usize, usize>::new());
    let count = |counts: &Mutex<HashMap<usize, usize>>, number| {
        let mut counts = counts.lock().unwrap();
        let count = counts.entry(number).or_default();
        *count += 1;
        *count
    };
    thread::scope(|scope| {
        for start in 0..8 {
            let (guard, runs, successes, count) = (&guard, &runs, &successes, &count);
            scope.spawn(move || {
                for number in (0..EVENTS).map(|step| (start * 5 + step) % EVENTS) {
                    // Each event is delivered until it is acknowledged; its first two runs fail.
                    while block_on(guard.handle(&event(number), async || {
                        if count(runs, number) <= 2 {
                            return Err(());
                        }
                        count(successes, number);
                        Ok(())
                    }))
                    .is_err()
                    {
                        thread::yield_now();
                    }
                }
            });
        }
    });
    let (runs, successes) = (runs.into_inner().unwrap(), successes.into_inner().unwrap());
    assert!(
        (0..EVENTS).all(|number| runs[&number] == 3 && successes[&number] == 1),
        "{runs:?} {successes:?}"
    );
}

#[test]
fn a_store_failure_prevents_the_handler_or_keeps_its_result() {
    #[derive(Debug)]
    struct Broken {
        claims: bool,
    }

    #[async_trait]
    impl ReplayGuard for Broken {
        async fn claim(&self, event: &EventId) -> Result<Claim, GuardError> {
            if self.claims { Ok(Claim::Granted(Lease::new(event.clone(), 1))) } else { Err(lost()) }
        }

        async fn confirm(&self, _: &Lease) -> Result<(), GuardError> {
            Err(lost())
        }

        async fn release(&self, _: &Lease) -> Result<(), GuardError> {
            Err(lost())
        }
    }

    fn lost() -> GuardError {
        GuardError::new("connection lost")
    }

    let refused = block_on(
        Broken { claims: false }.handle(&event(1), async || -> Result<(), ()> { panic!("must not run") }),
    );
    assert!(matches!(refused, Err(HandleError::Guard(_))));

    let guard = Broken { claims: true };
    match block_on(guard.handle(&event(1), async || Ok::<_, ()>(7))) {
        Ok(HandleOutcome::Unrecorded(7, error)) => assert!(error.to_string().contains("connection lost")),
        other => panic!("{other:?}"),
    }
    let failed = block_on(guard.handle(&event(1), async || Err::<(), _>("mine")));
    assert!(matches!(failed, Err(HandleError::Handler("mine"))));
}

#[test]
fn a_cancelled_confirm_does_not_abandon_the_claim_but_a_cancelled_release_does() {
    #[derive(Debug, Default)]
    struct Slow {
        abandoned: AtomicUsize,
    }

    #[async_trait]
    impl ReplayGuard for Slow {
        async fn claim(&self, event: &EventId) -> Result<Claim, GuardError> {
            Ok(Claim::Granted(Lease::new(event.clone(), 1)))
        }

        async fn confirm(&self, _: &Lease) -> Result<(), GuardError> {
            pending().await
        }

        async fn release(&self, _: &Lease) -> Result<(), GuardError> {
            pending().await
        }

        fn abandon(&self, _: &Lease) {
            self.abandoned.fetch_add(1, Ordering::Relaxed);
        }
    }

    for (result, abandoned) in [(Ok(()), 0), (Err(()), 1)] {
        let guard = Slow::default();
        {
            let id = event(1);
            let mut handling = pin!(guard.handle(&id, async || result));
            assert!(handling.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
        }
        assert_eq!(guard.abandoned.into_inner(), abandoned);
    }
}

#[test]
fn handling_can_be_spawned() {
    fn spawnable<F: Future + Send>(future: F) -> F {
        future
    }
    let guard: Arc<dyn ReplayGuard> = Arc::new(MemoryReplayGuard::new());
    let outcome = block_on(spawnable(async move {
        let id = event(1);
        guard.handle(&id, || async { Ok::<_, ()>(id.clone()) }).await
    }));
    assert!(matches!(outcome, Ok(HandleOutcome::Handled(_))));
}
