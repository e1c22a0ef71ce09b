//! Rate limits on virtual time: many callers, and a server that counts their requests.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::collections::HashMap;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};
use std::time::Duration;

use bytes::Bytes;
use futures_executor::block_on;
use http::{Method, StatusCode};
use workos_transport::{
    Clock, ManualClock, Operation, Request, Response, Transport, TransportError, TransportErrorKind,
    async_trait, conformance,
};
use workos_transport_limit::RequestOutcome as LimitOutcome;
use workos_transport_limit::{
    Acquire, Key, KeyBy, LocalLimiter, Permit, RateLimited, RateLimiter, Route, Rule, Rules, Waited,
    WouldExceedError,
};
use workos_transport_mock::{Reply, Script, ScriptHarness};

static GET: Operation = Operation::new("connections.get", Method::GET, "/connections/{id}").repeatable();
static USERS: Operation =
    Operation::new("directory_users.list", Method::GET, "/directory_users").repeatable();

const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(3600);

/// A server that allows `limit` requests in each minute of its clock, and counts them.
#[derive(Clone, Debug)]
struct Windowed {
    clock: ManualClock,
    limit: u32,
    latency: Duration,
    seen: Arc<Mutex<Seen>>,
}

#[derive(Debug, Default)]
struct Seen {
    by_window: HashMap<u64, u32>,
    times: Vec<Duration>,
    refused: u32,
    in_flight: usize,
    max_in_flight: usize,
}

impl Windowed {
    fn new(limit: u32) -> Self {
        Self { clock: ManualClock::auto(), limit, latency: Duration::ZERO, seen: Arc::default() }
    }

    fn with_latency(mut self, latency: Duration) -> Self {
        self.latency = latency;
        self
    }

    fn seen<R>(&self, look: impl FnOnce(&mut Seen) -> R) -> R {
        look(&mut self.seen.lock().unwrap())
    }
}

/// Counts a request as in flight until it is answered or dropped.
struct InFlight<'a>(&'a Windowed);

impl Drop for InFlight<'_> {
    fn drop(&mut self) {
        self.0.seen(|seen| seen.in_flight -= 1);
    }
}

#[async_trait]
impl Transport for Windowed {
    async fn send(&self, _request: Request) -> Result<Response, TransportError> {
        let now = self.clock.elapsed();
        let (count, limit) = self.seen(|seen| {
            seen.times.push(now);
            seen.in_flight += 1;
            seen.max_in_flight = seen.max_in_flight.max(seen.in_flight);
            let count = seen.by_window.entry(now.as_secs() / 60).or_default();
            *count += 1;
            let count = *count;
            seen.refused += u32::from(count > self.limit);
            (count, self.limit)
        });
        let _in_flight = InFlight(self);
        if self.latency > Duration::ZERO {
            self.clock.sleep(self.latency).await;
        }
        let answer = http::Response::builder();
        let answer = match count > limit {
            true => {
                answer.status(StatusCode::TOO_MANY_REQUESTS).header("retry-after", 60 - now.as_secs() % 60)
            }
            false => answer,
        };
        Ok(Response::new(answer.body(Bytes::new()).unwrap()))
    }

    fn clock(&self) -> Arc<dyn Clock> {
        Arc::new(self.clock.clone())
    }
}

fn request(operation: &'static Operation, uri: &str, remaining: Duration) -> Request {
    let http =
        http::Request::builder().method(operation.method()).uri(uri).header("authorization", "Bearer sk_1");
    Request::new(operation, http.body(Bytes::new()).unwrap()).with_remaining(remaining)
}

fn get(remaining: Duration) -> Request {
    request(&GET, "https://api.workos.com/connections/conn_1", remaining)
}

/// Whether a task was woken since it was last polled.
struct Flag(AtomicBool, Waker);

impl Wake for Flag {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Ordering::Release);
        self.1.wake_by_ref();
    }
}

/// Runs tasks together on this thread, polling those that were woken.
fn run_all<'a>(tasks: impl IntoIterator<Item = Pin<Box<dyn Future<Output = ()> + 'a>>>) {
    let mut tasks: Vec<_> = tasks.into_iter().map(|task| (task, None)).collect();
    block_on(poll_fn(move |context| {
        tasks.retain_mut(|(task, flag)| {
            let flag =
                flag.get_or_insert_with(|| Arc::new(Flag(AtomicBool::new(true), context.waker().clone())));
            let woken = flag.0.swap(false, Ordering::AcqRel);
            !(woken && task.as_mut().poll(&mut Context::from_waker(&flag.clone().into())).is_ready())
        });
        if tasks.is_empty() { Poll::Ready(()) } else { Poll::Pending }
    }));
}

/// Sends ten thousand requests from eight tasks. Returns how many answers were 429.
fn ten_thousand_calls(transport: &dyn Transport) -> u32 {
    let refused = Mutex::new(0);
    run_all((0..8).map(|_| -> Pin<Box<dyn Future<Output = ()>>> {
        Box::pin(async {
            for _ in 0..1250 {
                let started = transport.clock().elapsed();
                let response = transport.send(get(MINUTE)).await.unwrap();
                assert!(transport.clock().elapsed() - started <= MINUTE, "it outlasted its deadline");
                *refused.lock().unwrap() += u32::from(response.status() == StatusCode::TOO_MANY_REQUESTS);
            }
        })
    }));
    refused.into_inner().unwrap()
}

#[test]
fn ten_thousand_calls_on_one_key_get_no_429_and_use_the_quota() {
    let server = Windowed::new(600);
    assert_eq!(ten_thousand_calls(&RateLimited::new(server.clone(), Rules::conservative())), 0);
    let minutes = server.clock.elapsed().as_secs_f64() / 60.0;
    let used = 10_000.0 / (minutes * 600.0);
    assert!((0.95..=1.0).contains(&used), "{used} of the quota was used");
    let full_windows: Vec<_> =
        (0..minutes as u64).map(|window| server.seen(|seen| seen.by_window[&window])).collect();
    assert!(full_windows.iter().all(|count| (570..=600).contains(count)), "{full_windows:?}");
}

#[test]
fn the_same_calls_without_limits_are_refused() {
    let server = Windowed::new(600).with_latency(Duration::from_millis(20));
    assert!(ten_thousand_calls(&server) > 5_000);
}

#[test]
fn no_request_waits_while_the_rate_is_below_the_limit() {
    let server = Windowed::new(600);
    let limited = RateLimited::new(server.clone(), Rules::conservative());
    block_on(async {
        for _ in 0..1000 {
            let response = limited.send(get(MINUTE)).await.unwrap();
            assert_eq!(response.extensions().get::<Waited>(), None);
            server.clock.sleep(Duration::from_millis(110)).await;
        }
    });
    assert_eq!(server.seen(|seen| seen.refused), 0);
}

/// Rules that allow one request per ten seconds.
fn slow_rules() -> Rules {
    Rules::none().with(Rule::new("slow", 7, MINUTE))
}

#[test]
fn a_wait_beyond_the_deadline_fails_at_once_and_says_how_long_it_would_have_been() {
    let server = Windowed::new(600);
    let limited = RateLimited::new(server.clone(), slow_rules());
    block_on(limited.send(get(MINUTE))).unwrap();
    let error = block_on(limited.send(get(Duration::from_secs(10)))).unwrap_err();
    assert_eq!(server.clock.elapsed(), Duration::ZERO, "it did not wait");
    assert_eq!(error.kind(), TransportErrorKind::Timeout);
    assert!(error.is_unprocessed());
    assert_eq!(error.retry_after(), Some(Duration::from_secs(10)));
    assert_eq!(
        error.to_string(),
        "not sent: the rate limit `slow` (7 requests in 60 s) allows the next request in 10.0 s, and the call has \
         10.0 s left"
    );
    let source = std::error::Error::source(&error)
        .and_then(|source| source.downcast_ref::<WouldExceedError>())
        .unwrap();
    assert_eq!((source.rule(), source.wait()), ("slow", Duration::from_secs(10)));
    assert_eq!(server.seen(|seen| seen.times.len()), 1);
}

#[test]
fn a_wait_is_reported_in_the_answer_and_shortens_the_remaining_time() {
    #[derive(Debug)]
    struct Remaining(ManualClock, Mutex<Vec<Duration>>);

    #[async_trait]
    impl Transport for Remaining {
        async fn send(&self, request: Request) -> Result<Response, TransportError> {
            self.1.lock().unwrap().push(request.remaining());
            Ok(Response::new(http::Response::new(Bytes::new())))
        }

        fn clock(&self) -> Arc<dyn Clock> {
            Arc::new(self.0.clone())
        }
    }

    let limited = RateLimited::new(Remaining(ManualClock::auto(), Mutex::default()), slow_rules());
    block_on(limited.send(get(MINUTE))).unwrap();
    let response = block_on(limited.send(get(MINUTE))).unwrap();
    let waited = response.extensions().get::<Waited>().unwrap();
    assert_eq!((waited.duration, waited.rule.as_deref()), (Duration::from_secs(10), Some("slow")));
    assert_eq!(*limited.inner().1.lock().unwrap(), [MINUTE, Duration::from_secs(50)]);
}

#[test]
fn a_request_dropped_while_it_waits_gives_its_quota_back() {
    let server = Windowed::new(600);
    let limited = RateLimited::new(server, slow_rules());
    block_on(limited.send(get(MINUTE))).unwrap();
    let mut waiting = Box::pin(limited.send(get(MINUTE)));
    assert!(waiting.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
    drop(waiting);
    let response = block_on(limited.send(get(MINUTE))).unwrap();
    assert_eq!(response.extensions().get::<Waited>().unwrap().duration, Duration::from_secs(10));
}

#[test]
fn a_request_that_never_reached_the_server_gives_its_quota_back() {
    #[derive(Debug)]
    struct Down(ManualClock);

    #[async_trait]
    impl Transport for Down {
        async fn send(&self, _request: Request) -> Result<Response, TransportError> {
            Err(TransportError::new(TransportErrorKind::Connect, "refused"))
        }

        fn clock(&self) -> Arc<dyn Clock> {
            Arc::new(self.0.clone())
        }
    }

    let limited = RateLimited::new(Down(ManualClock::manual()), slow_rules());
    for _ in 0..50 {
        let error = block_on(limited.send(get(Duration::from_secs(1)))).unwrap_err();
        assert_eq!(error.kind(), TransportErrorKind::Connect);
    }
}

#[test]
fn a_429_with_retry_after_pauses_its_key() {
    // Another process has used the whole window.
    let server = Windowed::new(1);
    let limited = RateLimited::new(server.clone(), Rules::conservative());
    block_on(async {
        limited.send(get(MINUTE)).await.unwrap();
        assert_eq!(limited.send(get(MINUTE)).await.unwrap().status(), StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(limited.send(get(HOUR)).await.unwrap().status(), StatusCode::OK);
    });
    assert_eq!(server.seen(|seen| seen.times.clone()), [Duration::ZERO, Duration::ZERO, MINUTE]);
}

#[test]
fn the_adaptive_mode_halves_the_refusals_if_the_real_limit_is_lower() {
    let refusals = |adaptive: bool| {
        let server = Windowed::new(200);
        let limited = RateLimited::new(server.clone(), Rules::conservative());
        let limited = if adaptive { limited.adaptive() } else { limited };
        block_on(async {
            for _ in 0..3000 {
                limited.send(get(HOUR)).await.unwrap();
            }
        });
        server.seen(|seen| seen.refused)
    };
    let (adaptive, fixed) = (refusals(true), refusals(false));
    assert!(adaptive * 2 <= fixed, "{adaptive} refusals, {fixed} without the adaptive mode");
}

#[test]
fn a_narrow_rule_holds_even_if_a_broad_rule_delays_its_requests() {
    let server = Windowed::new(100_000);
    let rules = Rules::none().with(Rule::new("all", 60, MINUTE)).with(
        Rule::new("directory_users", 4, Duration::from_secs(1))
            .with_route(Route::get("/directory_users"))
            .keyed_by(KeyBy::Query("directory")),
    );
    let limited = RateLimited::new(server.clone(), rules);
    let users = || request(&USERS, "https://x/directory_users?directory=dir_1", HOUR);
    let (limited, times) = (&limited, &Mutex::new(Vec::new()));
    run_all((0..6).map(|task| -> Pin<Box<dyn Future<Output = ()>>> {
        Box::pin(async move {
            for _ in 0..20 {
                let request = if task % 2 == 0 { users() } else { get(HOUR) };
                limited.send(request).await.unwrap();
                if task % 2 == 0 {
                    times.lock().unwrap().push(server_time(limited));
                }
            }
        })
    }));
    within(&times.lock().unwrap(), 4, Duration::from_secs(1));
    server.seen(|seen| within(&seen.times, 60, MINUTE));
    // 59 requests a minute after the first: 120 requests take two minutes, if only a few slots stay unused.
    assert!(server.clock.elapsed() < Duration::from_secs(130), "{:?}", server.clock.elapsed());
}

fn server_time(limited: &RateLimited<Windowed>) -> Duration {
    limited.inner().clock.elapsed()
}

fn within(times: &[Duration], limit: usize, window: Duration) {
    for (index, start) in times.iter().enumerate() {
        let inside = times[index..].iter().take_while(|time| **time < *start + window).count();
        assert!(inside <= limit, "{inside} of {limit} in a window of {window:?}");
    }
}

#[test]
fn requests_in_flight_are_bounded_and_the_wait_for_a_place_ends_at_the_deadline() {
    let server = Windowed::new(100_000).with_latency(Duration::from_secs(1));
    let limited = RateLimited::new(server.clone(), Rules::none()).with_max_in_flight(3);
    let (limited, failures) = (&limited, &Mutex::new(Vec::new()));
    run_all((0..12).map(|_| -> Pin<Box<dyn Future<Output = ()>>> {
        Box::pin(async move {
            if let Err(error) = limited.send(get(Duration::from_millis(2500))).await {
                failures.lock().unwrap().push(error);
            }
        })
    }));
    assert_eq!(server.seen(|seen| (seen.max_in_flight, seen.times.len())), (3, 9));
    let failures = failures.lock().unwrap();
    assert_eq!(failures.len(), 3);
    assert!(failures.iter().all(TransportError::is_unprocessed), "{failures:?}");
}

#[test]
fn two_transports_can_share_one_limiter() {
    let server = Windowed::new(600);
    let limiter = Arc::new(LocalLimiter::new(server.clock()));
    let limited = || RateLimited::new(server.clone(), slow_rules()).with_limiter(Arc::clone(&limiter));
    block_on(limited().send(get(MINUTE))).unwrap();
    assert!(block_on(limited().send(get(Duration::from_secs(1)))).is_err());
}

#[test]
fn a_limited_transport_conforms() {
    let harness = ScriptHarness::wrapping(|script| {
        Arc::new(RateLimited::new(script, Rules::documented()).with_max_in_flight(64))
    });
    let report = block_on(conformance::run(&harness));
    report.assert_ok();
    assert!(report.skipped().count() <= 2, "{report:?}");
}

/// A limiter that answers after a round trip. Its first three permits are due after `wait`, all later ones at once.
#[derive(Debug)]
struct Remote {
    clock: ManualClock,
    round_trip: Duration,
    wait: Duration,
    asked: std::sync::atomic::AtomicU32,
}

impl RateLimiter for Remote {
    fn acquire<'a>(&'a self, _: &'a Rule, _: Key, _: u32, _: Duration) -> Acquire<'a> {
        let token = self.asked.fetch_add(1, Ordering::Relaxed);
        let first = token < 3;
        Acquire::new(async move {
            self.clock.sleep(self.round_trip).await;
            let wait = if first { self.wait } else { Duration::ZERO };
            Ok(Permit::after(wait).with_token(u64::from(token)))
        })
    }

    fn observe(&self, _: &Rule, _: Key, _: &LimitOutcome) {}
}

#[test]
fn a_limiter_slower_than_an_interval_is_asked_once_per_rule_and_concurrently() {
    let rule = |name: &'static str| Rule::new(name, 6000, Duration::from_secs(60));
    for millis in [1, 11, 25, 50] {
        let clock = ManualClock::auto();
        let script = Script::with_clock(clock.clone()).reply(Reply::status(200));
        let round_trip = Duration::from_millis(millis);
        let asked = std::sync::atomic::AtomicU32::new(0);
        let remote = Arc::new(Remote { clock: clock.clone(), round_trip, wait: Duration::ZERO, asked });
        let rules = Rules::none().with(rule("a")).with(rule("b")).with(rule("c"));
        let limited = RateLimited::new(script, rules).with_limiter(Arc::clone(&remote));
        block_on(limited.send(get(Duration::from_secs(10)))).unwrap();
        assert_eq!(remote.asked.load(Ordering::Relaxed), 3, "{millis} ms");
        assert_eq!(clock.elapsed(), round_trip, "one round trip");
    }
}

#[test]
fn a_request_gets_through_a_slow_limiter_that_makes_it_wait() {
    let rule = |name: &'static str| Rule::new(name, 6000, Duration::from_secs(60));
    let clock = ManualClock::auto();
    let script = Script::with_clock(clock.clone()).reply(Reply::status(200));
    let asked = std::sync::atomic::AtomicU32::new(0);
    let round_trip = Duration::from_millis(25);
    let remote = Arc::new(Remote { clock, round_trip, wait: Duration::from_millis(200), asked });
    let rules = Rules::none().with(rule("a")).with(rule("b")).with(rule("c"));
    let limited = RateLimited::new(script, rules).with_limiter(Arc::clone(&remote));
    block_on(limited.send(get(Duration::from_secs(10)))).unwrap();
    assert!(remote.asked.load(Ordering::Relaxed) <= 6);
}
