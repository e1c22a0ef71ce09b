//! The cache against a server whose data change, in every order of events.

use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use bytes::Bytes;
use futures_executor::block_on;
use http::{Method, StatusCode};
use proptest::prelude::*;
use workos_transport::{
    Clock, ManualClock, Operation, Request, Response, Transport, TransportError, TransportErrorKind,
    async_trait,
};
use workos_transport_cache::{CachePolicy, CacheStatus, Cached};

static GET: Operation = Operation::new("connections.get", Method::GET, "/connections/{id}").repeatable();
static LIST: Operation = Operation::new("connections.list", Method::GET, "/connections").repeatable();
static DELETE: Operation = Operation::new("connections.delete", Method::DELETE, "/connections/{id}");
static DELETE_ORGANIZATION: Operation =
    Operation::new("organizations.delete", Method::DELETE, "/organizations/{id}");
static PROFILE: Operation = Operation::new("sso.profile", Method::GET, "/sso/profile");

const MINUTE: Duration = Duration::from_secs(60);
const MINUTES: Duration = Duration::from_secs(300);

/// Answers with a number that each write moves on; each request takes three polls, with the server's work in the
/// middle one.
#[derive(Clone, Debug)]
struct Server {
    clock: ManualClock,
    version: Arc<AtomicU64>,
    requests: Arc<AtomicUsize>,
    fails: Arc<Mutex<Fault>>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Fault {
    #[default]
    None,
    Status(u16),
    Lost,
    Hang,
    /// Not a fault: a header of the answer.
    Header(&'static str, &'static str),
}

impl Server {
    fn new() -> Self {
        Self {
            clock: ManualClock::auto(),
            version: Arc::default(),
            requests: Arc::default(),
            fails: Arc::default(),
        }
    }

    fn requests(&self) -> usize {
        self.requests.load(Ordering::SeqCst)
    }

    fn fault(&self, fault: Fault) {
        *self.fails.lock().unwrap() = fault;
    }
}

/// Lets others run once.
async fn pause() {
    let mut paused = false;
    std::future::poll_fn(|context| {
        if std::mem::replace(&mut paused, true) {
            return Poll::Ready(());
        }
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

#[async_trait]
impl Transport for Server {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        self.requests.fetch_add(1, Ordering::SeqCst);
        let fault = *self.fails.lock().unwrap();
        pause().await;
        let mut answer = http::Response::builder();
        match fault {
            Fault::None => {}
            Fault::Status(status) => answer = answer.status(status),
            Fault::Header(name, value) => answer = answer.header(name, value),
            Fault::Lost => return Err(TransportError::new(TransportErrorKind::Lost, "lost")),
            Fault::Hang => std::future::pending().await,
        }
        let version = match *request.method() == Method::GET {
            true => self.version.load(Ordering::SeqCst),
            false => self.version.fetch_add(1, Ordering::SeqCst) + 1,
        };
        pause().await;
        let body = format!("{} {version}", request.uri().path());
        Ok(Response::new(answer.header("x-ratelimit-remaining", "5").body(Bytes::from(body)).unwrap()))
    }

    fn clock(&self) -> Arc<dyn Clock> {
        Arc::new(self.clock.clone())
    }
}

fn request(operation: &'static Operation, path: &str) -> Request {
    request_as("sk_1", operation, path)
}

fn request_as(key: &str, operation: &'static Operation, path: &str) -> Request {
    let http = http::Request::builder()
        .method(operation.method())
        .uri(format!("https://api.workos.com{path}"))
        .header("authorization", format!("Bearer {key}"));
    Request::new(operation, http.body(Bytes::new()).unwrap())
}

fn get(id: &str) -> Request {
    request(&GET, &format!("/connections/{id}"))
}

fn cached(server: &Server) -> Cached<Server> {
    let policy = CachePolicy::new().ttl("connections.*", MINUTES).ttl("*profile*", MINUTES);
    Cached::new(server.clone(), policy)
}

fn status(response: &Response) -> Option<CacheStatus> {
    response.extensions().get().copied()
}

fn send(transport: &Cached<Server>, request: Request) -> Response {
    block_on(transport.send(request)).unwrap()
}

fn version(response: &Response) -> u64 {
    std::str::from_utf8(response.body()).unwrap().rsplit(' ').next().unwrap().parse().unwrap()
}

fn poll<F: Future + ?Sized>(future: &mut Pin<Box<F>>) -> Option<F::Output> {
    match future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => Some(output),
        Poll::Pending => None,
    }
}

#[test]
fn a_thousand_reads_of_ten_connections_are_ten_requests() {
    let server = Server::new();
    let cached = cached(&server);
    for read in 0..1000 {
        let id = format!("conn_{}", read % 10);
        let response = send(&cached, get(&id));
        assert_eq!(response.body(), &format!("/connections/{id} 0"));
    }
    assert_eq!(server.requests(), 10);
}

#[test]
fn a_hit_says_its_age_and_is_gone_after_its_time() {
    let server = Server::new();
    let cached = cached(&server);
    let miss = send(&cached, get("conn_1"));
    assert_eq!(status(&miss), Some(CacheStatus::Miss { stored: true }));
    assert_eq!(miss.headers()["cache-status"], "workos-kit; fwd=uri-miss; stored");
    assert!(miss.headers().contains_key("x-ratelimit-remaining"));

    server.clock.advance(MINUTE);
    let hit = send(&cached, get("conn_1"));
    assert_eq!(status(&hit), Some(CacheStatus::Hit { age: MINUTE, ttl: MINUTE * 4 }));
    assert_eq!(
        (&hit.headers()["age"], &hit.headers()["cache-status"]),
        (&"60".parse().unwrap(), &"workos-kit; hit; ttl=240".parse().unwrap())
    );
    assert!(!hit.headers().contains_key("x-ratelimit-remaining"), "that was true of the first request");

    server.clock.advance(MINUTE * 4);
    assert_eq!(status(&send(&cached, get("conn_1"))), Some(CacheStatus::Miss { stored: true }));
    assert_eq!(server.requests(), 2);
}

#[test]
fn credentials_never_see_each_others_answers() {
    let server = Server::new();
    let cached = cached(&server);
    for key in ["sk_1", "sk_2", "sk_1", "sk_2"] {
        send(&cached, request_as(key, &GET, "/connections/conn_1"));
    }
    assert_eq!(server.requests(), 2);
    send(&cached, request_as("sk_2", &DELETE, "/connections/conn_1"));
    let after = send(&cached, request_as("sk_1", &GET, "/connections/conn_1"));
    assert_eq!(version(&after), 1, "a write by one invalidates for both");
}

#[test]
fn profiles_and_answers_that_forbid_it_are_never_kept() {
    let server = Server::new();
    let cached = cached(&server);
    for _ in 0..2 {
        assert_eq!(status(&send(&cached, request(&PROFILE, "/sso/profile"))), None);
    }
    assert_eq!(server.requests(), 2);
    for (name, value) in [("cache-control", "private, No-Store"), ("vary", "cookie")] {
        server.fault(Fault::Header(name, value));
        assert_eq!(status(&send(&cached, get("conn_1"))), Some(CacheStatus::Miss { stored: false }));
    }
    server.fault(Fault::Header("vary", "accept-encoding"));
    assert_eq!(status(&send(&cached, get("conn_1"))), Some(CacheStatus::Miss { stored: true }));
}

#[test]
fn only_200_is_kept_and_a_404_ends_what_was_kept() {
    let server = Server::new();
    let cached = cached(&server);
    for code in [404, 203, 500, 302] {
        server.fault(Fault::Status(code));
        assert_eq!(
            status(&send(&cached, get("conn_1"))),
            Some(CacheStatus::Miss { stored: false }),
            "{code}"
        );
    }
    assert!(cached.invalidator().is_empty());
}

#[test]
fn a_caller_that_wants_it_fresh_gets_it_fresh() {
    let server = Server::new();
    let cached = cached(&server);
    send(&cached, get("conn_1"));
    let mut fresh = get("conn_1");
    fresh.headers_mut().insert("cache-control", "no-cache".parse().unwrap());
    assert_eq!(status(&send(&cached, fresh)), None);
    assert_eq!(server.requests(), 2);
}

#[test]
fn writes_invalidate_their_family_and_its_relatives() {
    let server = Server::new();
    let cached = cached(&server);
    for write in
        [request(&DELETE, "/connections/conn_2"), request(&DELETE_ORGANIZATION, "/organizations/org_1")]
    {
        send(&cached, get("conn_1"));
        send(&cached, request(&LIST, "/connections?limit=5"));
        let write = send(&cached, write);
        assert_eq!(version(&send(&cached, get("conn_1"))), version(&write));
        assert_eq!(version(&send(&cached, request(&LIST, "/connections?limit=5"))), version(&write));
    }
}

#[test]
fn a_refused_write_invalidates_nothing_and_one_of_unknown_outcome_invalidates_for_a_while() {
    let server = Server::new();
    let cached = cached(&server);
    send(&cached, get("conn_1"));
    server.fault(Fault::Status(403));
    send(&cached, request(&DELETE, "/connections/conn_1"));
    server.fault(Fault::None);
    assert!(status(&send(&cached, get("conn_1"))).unwrap().is_hit());

    server.fault(Fault::Lost);
    block_on(cached.send(request(&DELETE, "/connections/conn_1"))).unwrap_err();
    server.fault(Fault::None);
    for _ in 0..2 {
        let read = send(&cached, get("conn_1"));
        assert_eq!(status(&read), Some(CacheStatus::Miss { stored: false }), "the server may act on it yet");
    }
    server.clock.advance(MINUTE);
    assert_eq!(status(&send(&cached, get("conn_1"))), Some(CacheStatus::Miss { stored: true }));
}

#[test]
fn a_write_whose_caller_left_counts_as_one_of_unknown_outcome() {
    let server = Server::new();
    let cached = cached(&server);
    send(&cached, get("conn_1"));
    let mut write = cached.send(request(&DELETE, "/connections/conn_1"));
    assert!(poll(&mut write).is_none());
    drop(write);
    assert_eq!(status(&send(&cached, get("conn_1"))), Some(CacheStatus::Miss { stored: false }));
}

#[test]
fn news_of_a_change_invalidate_by_path_id_and_operation() {
    let server = Server::new();
    let cached = cached(&server);
    let invalidator = cached.invalidator();
    let fill = || {
        for request in [get("conn_1"), get("conn_2"), request(&LIST, "/connections?organization_id=org_1")] {
            send(&cached, request);
        }
        assert_eq!(invalidator.len(), 3);
    };
    type Act<'a> = &'a dyn Fn();
    let acts: [(Act<'_>, usize); 8] = [
        (&|| invalidator.invalidate("/connections"), 0),
        (&|| invalidator.invalidate("/connections/conn_1"), 1),
        (&|| invalidator.invalidate("/connect"), 3),
        (&|| invalidator.invalidate("/organizations/org_1"), 3),
        (&|| invalidator.invalidate_id("org_1"), 2),
        (&|| invalidator.invalidate_id("conn_2"), 2),
        (&|| invalidator.invalidate_operation("connections.get"), 1),
        (&|| invalidator.clear(), 0),
    ];
    for (index, (act, left)) in acts.into_iter().enumerate() {
        fill();
        act();
        assert_eq!(invalidator.len(), left, "act {index}");
    }
}

#[test]
fn callers_at_the_same_time_share_one_request_and_a_leader_that_leaves_hands_over() {
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
fn callers_share_a_failure_but_not_the_timeout_of_a_hurried_one() {
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
fn stale_answers_help_over_failures_for_a_bounded_time() {
    let server = Server::new();
    let policy = CachePolicy::new().ttl("connections.*", MINUTE).stale_if_error(MINUTE * 10);
    let cached = Cached::new(server.clone(), policy);
    send(&cached, get("conn_1"));
    server.clock.advance(MINUTE * 5);
    for fault in [Fault::Status(500), Fault::Status(429), Fault::Lost] {
        server.fault(fault);
        let stale = send(&cached, get("conn_1"));
        assert_eq!(
            status(&stale),
            Some(CacheStatus::Stale { age: MINUTE * 5, late: MINUTE * 4 }),
            "{fault:?}"
        );
        assert_eq!(stale.status(), StatusCode::OK);
    }
    server.fault(Fault::Hang);
    let before = server.clock.elapsed();
    let stale = send(&cached, get("conn_1").with_remaining(Duration::from_secs(10)));
    assert!(matches!(status(&stale), Some(CacheStatus::Stale { .. })));
    assert_eq!(server.clock.elapsed() - before, Duration::from_secs(9), "before the caller's time is over");

    server.clock.advance(MINUTE * 7);
    server.fault(Fault::Lost);
    assert!(block_on(cached.send(get("conn_1"))).is_err(), "too old");
}

#[test]
fn what_was_invalidated_is_not_served_stale() {
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

#[test]
fn the_number_and_size_of_answers_is_bounded() {
    let server = Server::new();
    let policy = CachePolicy::connections().max_entries(50);
    let cached = Cached::new(server.clone(), policy);
    for id in 0..500 {
        send(&cached, get(&format!("conn_{id}")));
    }
    let kept = cached.invalidator().len();
    assert!((25..=50).contains(&kept), "{kept}");

    let tiny = Cached::new(server, CachePolicy::connections().max_bytes(800));
    assert_eq!(
        status(&send(&tiny, get("conn_1"))),
        Some(CacheStatus::Miss { stored: false }),
        "an eighth is too little"
    );
}

/// What one task does in the test of all orders.
#[derive(Clone, Copy, Debug)]
enum Task {
    Read,
    Write,
    /// The data change by another hand, and a webhook tells.
    Webhook,
    /// A read whose caller leaves.
    LeavingRead,
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    /// Whatever the order of events: a read that begins after a write was answered, or after an invalidation, sees
    /// what was written.
    #[test]
    fn no_order_of_events_leaves_a_stale_answer(
        tasks in prop::collection::vec(
            prop::sample::select(vec![Task::Read, Task::Read, Task::Write, Task::Webhook, Task::LeavingRead]), 2..8),
        schedule in prop::collection::vec(any::<prop::sample::Index>(), 20..60),
    ) {
        let server = Server::new();
        let cached = cached(&server);
        let known = AtomicU64::new(0);
        let stale = AtomicUsize::new(0);
        let run = async |task: Task| match task {
            Task::Read | Task::LeavingRead => {
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
            let leaves = matches!(task, Task::LeavingRead) && *polls == 2;
            if leaves || future.as_mut().is_some_and(|future| poll(future).is_some()) {
                *future = None;
            }
        }
        for (_, future, _) in &mut running {
            if let Some(future) = future.take() {
                block_on(future);
            }
        }
        block_on(run(Task::Read));
        prop_assert_eq!(stale.load(Ordering::SeqCst), 0);
    }
}
