//! Rate limits, off unless asked for.

use std::time::Duration;

use workos_emulator::{Emulator, RateLimits};

use crate::*;

const MINUTE: Duration = Duration::from_secs(60);

fn header(answer: &Answer, name: &str) -> Option<i64> {
    answer.headers.get(name).map(|value| value.to_str().unwrap().parse().unwrap())
}

#[test]
fn without_limits_nothing_is_counted() {
    let emulator = Emulator::new();
    for _ in 0..1500 {
        let answer = call(&emulator, "GET", "/connections?limit=1");
        assert_eq!((answer.status, header(&answer, "x-ratelimit-limit")), (200, None));
    }
}

#[test]
fn a_limit_tells_what_is_left_and_when_to_come_back() {
    let emulator = Emulator::builder().rate_limits(RateLimits::per_key(3, MINUTE)).build().unwrap();
    let reset = emulator.now().as_secs() + 60;
    for left in [2, 1, 0] {
        let answer = call(&emulator, "GET", "/connections");
        assert_eq!(answer.status, 200);
        assert_eq!(header(&answer, "x-ratelimit-limit"), Some(3));
        assert_eq!(header(&answer, "x-ratelimit-remaining"), Some(left));
        assert_eq!(header(&answer, "x-ratelimit-reset"), Some(reset));
        emulator.advance(Duration::from_millis(100));
    }
    let answer = call(&emulator, "GET", "/organizations/org_nope");
    let (status, code, error) = answer.error();
    assert_eq!((status, code.as_str(), error.as_str()), (429, "rate_limit_exceeded", ""));
    assert_eq!(header(&answer, "retry-after"), Some(60));
    assert_eq!(
        (header(&answer, "x-ratelimit-remaining"), header(&answer, "x-ratelimit-limit")),
        (Some(0), Some(3))
    );
    // Other keys, no key at all, and what belongs to the emulator are not concerned.
    assert_eq!(send(&emulator, "GET", "/connections", &[("authorization", "Bearer wrong")], "").status, 401);
    assert_eq!(browse(&emulator, "/health").status, 200);
    browse(&emulator, &authorize(&format!("connection={SAML}"))).code();
    emulator.advance(MINUTE);
    assert_eq!(call(&emulator, "GET", "/connections").status, 200);
}

#[test]
fn errors_count_and_carry_the_headers_too() {
    let emulator = Emulator::builder().rate_limits(RateLimits::per_key(2, MINUTE)).build().unwrap();
    let answer = call(&emulator, "GET", "/connections?limit=0");
    assert_eq!((answer.status, header(&answer, "x-ratelimit-remaining")), (422, Some(1)));
    let answer = call(&emulator, "GET", "/connections/conn_nope");
    assert_eq!((answer.status, header(&answer, "x-ratelimit-remaining")), (404, Some(0)));
}

#[test]
fn limits_can_be_reset_and_replaced_while_it_runs() {
    let emulator = Emulator::builder().rate_limits(RateLimits::per_key(1, MINUTE)).build().unwrap();
    let status = || call(&emulator, "GET", "/connections").status;
    assert_eq!((status(), status()), (200, 429));
    emulator.reset_rate_limits();
    assert_eq!((status(), status()), (200, 429));
    emulator.set_rate_limits(RateLimits::none());
    assert_eq!((status(), status()), (200, 200));
}

#[test]
fn the_presets_answer_as_many_requests_as_they_say() {
    let emulator = Emulator::builder().fixture_yaml("rate_limits: legacy").build().unwrap();
    let statuses: Vec<_> = (0..601).map(|_| call(&emulator, "GET", "/connections").status).collect();
    assert!(statuses[..600].iter().all(|status| *status == 200));
    assert_eq!(statuses[600], 429);

    let emulator = Emulator::builder().rate_limits(RateLimits::documented()).build().unwrap();
    let path = authorize(&format!("connection={SAML}"));
    let last = (0..1001).map(|_| browse(&emulator, &path).status).fold(0, |_, status| status);
    assert_eq!(last, 429);
    assert_eq!(browse(&emulator, &authorize(&format!("connection={OIDC}"))).status, 302);
    let deleted = (0..51)
        .map(|_| call(&emulator, "DELETE", "/organizations/org_nope").status)
        .fold(0, |_, status| status);
    assert_eq!(deleted, 429);
    assert_eq!(call(&emulator, "GET", "/organizations/org_nope").status, 404);
}
