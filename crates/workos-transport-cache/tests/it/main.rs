//! Tests the cache against a server whose data change, with sequential and with interleaved requests.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod orders;
mod server;

use std::sync::Arc;
use std::time::Duration;

use futures_executor::block_on;
use http::StatusCode;
use workos_transport::{Clock, Transport, conformance};
use workos_transport_cache::{CachePolicy, CacheStatus, Cached};
use workos_transport_mock::ScriptHarness;

use crate::server::*;

#[test]
fn a_thousand_reads_of_ten_connections_send_ten_requests() {
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
fn a_hit_reports_its_age_and_expires_after_its_time_to_live() {
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
    assert!(
        !hit.headers().contains_key("x-ratelimit-remaining"),
        "the header belongs to the first request only"
    );

    server.clock.advance(MINUTE * 4);
    assert_eq!(status(&send(&cached, get("conn_1"))), Some(CacheStatus::Miss { stored: true }));
    assert_eq!(server.requests(), 2);
}

#[test]
fn callers_with_different_credentials_never_share_responses() {
    let server = Server::new();
    let cached = cached(&server);
    for key in ["sk_1", "sk_2", "sk_1", "sk_2"] {
        send(&cached, request_as(key, &GET, "/connections/conn_1"));
    }
    assert_eq!(server.requests(), 2);
    send(&cached, request_as("sk_2", &DELETE, "/connections/conn_1"));
    let after = send(&cached, request_as("sk_1", &GET, "/connections/conn_1"));
    assert_eq!(version(&after), 1, "a write with one credential invalidates the entries of both");
}

#[test]
fn profiles_no_store_responses_and_unknown_vary_headers_are_never_cached() {
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
fn only_responses_with_status_200_are_cached() {
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
fn a_request_with_no_cache_goes_to_the_api() {
    let server = Server::new();
    let cached = cached(&server);
    send(&cached, get("conn_1"));
    let mut fresh = get("conn_1");
    fresh.headers_mut().insert("cache-control", "no-cache".parse().unwrap());
    assert_eq!(status(&send(&cached, fresh)), None);
    assert_eq!(server.requests(), 2);
}

#[test]
fn writes_invalidate_their_own_family_and_related_families() {
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
fn a_refused_write_invalidates_nothing_and_a_write_of_unknown_outcome_prevents_caching_for_a_while() {
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
        assert_eq!(
            status(&read),
            Some(CacheStatus::Miss { stored: false }),
            "the server may still apply the write"
        );
    }
    server.clock.advance(MINUTE);
    assert_eq!(status(&send(&cached, get("conn_1"))), Some(CacheStatus::Miss { stored: true }));
}

#[test]
fn a_cancelled_write_has_an_unknown_outcome() {
    let server = Server::new();
    let cached = cached(&server);
    send(&cached, get("conn_1"));
    let mut write = cached.send(request(&DELETE, "/connections/conn_1"));
    assert!(poll(&mut write).is_none());
    drop(write);
    assert_eq!(status(&send(&cached, get("conn_1"))), Some(CacheStatus::Miss { stored: false }));
}

#[test]
fn the_invalidator_removes_entries_by_path_id_and_operation() {
    let server = Server::new();
    let cached = cached(&server);
    let invalidator = cached.invalidator();
    let fill = || {
        for request in [get("conn_1"), get("conn_2"), request(&LIST, "/connections?organization_id=org_1")] {
            send(&cached, request);
        }
        assert_eq!(invalidator.len(), 3);
    };
    type Invalidate<'a> = &'a dyn Fn();
    let invalidations: [(Invalidate<'_>, usize); 8] = [
        (&|| invalidator.invalidate("/connections"), 0),
        (&|| invalidator.invalidate("/connections/conn_1"), 1),
        (&|| invalidator.invalidate("/connect"), 3),
        (&|| invalidator.invalidate("/organizations/org_1"), 3),
        (&|| invalidator.invalidate_id("org_1"), 2),
        (&|| invalidator.invalidate_id("conn_2"), 2),
        (&|| invalidator.invalidate_operation("connections.get"), 1),
        (&|| invalidator.clear(), 0),
    ];
    for (index, (invalidate, left)) in invalidations.into_iter().enumerate() {
        fill();
        invalidate();
        assert_eq!(invalidator.len(), left, "invalidation {index}");
    }
}

#[test]
fn stale_entries_are_served_during_failures_for_a_bounded_time() {
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
    assert_eq!(server.clock.elapsed() - before, Duration::from_secs(9), "before the caller's deadline");

    server.clock.advance(MINUTE * 7);
    server.fault(Fault::Lost);
    assert!(block_on(cached.send(get("conn_1"))).is_err(), "too old");
}

#[test]
fn the_number_and_size_of_entries_are_bounded() {
    let server = Server::new();
    let policy = CachePolicy::connections().max_entries(50);
    let cached = Cached::new(server.clone(), policy);
    for id in 0..500 {
        send(&cached, get(&format!("conn_{id}")));
    }
    let entries = cached.invalidator().len();
    assert!((25..=50).contains(&entries), "{entries}");

    let tiny = Cached::new(server, CachePolicy::connections().max_bytes(800));
    assert_eq!(
        status(&send(&tiny, get("conn_1"))),
        Some(CacheStatus::Miss { stored: false }),
        "the response is larger than an eighth of the limit"
    );
}

#[test]
fn a_cached_transport_passes_the_conformance_suite() {
    let harness = ScriptHarness::wrapping(|script| Arc::new(Cached::new(script, CachePolicy::connections())));
    let report = block_on(conformance::run(&harness));
    report.assert_ok();
    assert!(report.skipped().count() <= 2, "{report:?}");
}
