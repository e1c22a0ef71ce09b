//! Waiting for the verification of a domain, on the script's clock.

use std::time::Duration;

use futures_executor::block_on;
use serde_json::json;
use workos_organizations::{DomainVerification, OrganizationDomainState};
use workos_transport_mock::{Reply, Script};

use crate::{domain, domains};

fn seconds(script: &Script) -> Vec<u64> {
    script.requests().iter().map(|request| request.at().as_secs()).collect()
}

#[test]
fn pauses_grow_until_the_domain_is_verified() {
    let states = ["unverified", "pending", "something_new", "pending", "verified"];
    let script = Script::new().replies(states.map(|state| Reply::json(200, domain(state))));
    let outcome = block_on(domains(&script).wait_until_verified("org_domain_1").send()).unwrap();
    assert!(outcome.is_verified());
    assert_eq!(seconds(&script), [0, 5, 15, 35, 75]);
}

#[test]
fn a_domain_in_the_state_legacy_verified_is_verified() {
    let script = Script::new().reply(Reply::json(200, domain("legacy_verified")));
    let outcome = block_on(domains(&script).wait_until_verified("org_domain_1").send()).unwrap();
    assert_eq!(outcome.domain().state, Some(OrganizationDomainState::LegacyVerified));
    assert!(outcome.is_verified());
}

#[test]
fn a_failed_verification_ends_the_wait() {
    let script = Script::new().reply(Reply::json(200, domain("failed")));
    let outcome = block_on(domains(&script).wait_until_verified("org_domain_1").send()).unwrap();
    assert!(matches!(outcome, DomainVerification::Failed(domain) if domain.domain == "acme.com"));
}

#[test]
fn the_last_request_is_sent_when_the_time_is_up() {
    let script = Script::new().replies([0; 5].map(|_| Reply::json(200, domain("pending"))));
    let wait = domains(&script).wait_until_verified("org_domain_1").within(Duration::from_secs(30));
    let wait = wait.pauses(Duration::from_secs(4), Duration::from_secs(10));
    assert!(matches!(block_on(wait.send()).unwrap(), DomainVerification::TimedOut(_)));
    assert_eq!(seconds(&script), [0, 4, 12, 22, 30]);
}

#[test]
fn a_duration_of_zero_sends_one_request() {
    let script = Script::new().reply(Reply::json(200, domain("pending")));
    let wait = domains(&script).wait_until_verified("org_domain_1").within(Duration::ZERO);
    assert!(matches!(block_on(wait.send()).unwrap(), DomainVerification::TimedOut(_)));
}

#[test]
fn a_pause_of_zero_still_waits_a_second() {
    let script = Script::new()
        .replies(["pending", "pending", "verified"].map(|state| Reply::json(200, domain(state))));
    let wait = domains(&script).wait_until_verified("org_domain_1").pauses(Duration::ZERO, Duration::ZERO);
    assert!(block_on(wait.send()).unwrap().is_verified());
    assert_eq!(seconds(&script), [0, 1, 2]);
}

#[test]
fn a_temporary_error_does_not_end_the_wait_and_its_retry_after_is_honored() {
    let script = Script::new()
        .reply(Reply::status(503))
        .reply(Reply::status(429).header("retry-after", "40"))
        .reply(Reply::json(200, domain("verified")));
    let outcome = block_on(domains(&script).wait_until_verified("org_domain_1").send()).unwrap();
    assert!(outcome.is_verified());
    assert_eq!(seconds(&script), [0, 5, 45]);
}

#[test]
fn a_temporary_error_is_returned_at_the_end_and_a_permanent_error_at_once() {
    let script = Script::new().replies([503, 503].map(Reply::status));
    let wait = domains(&script).wait_until_verified("org_domain_1").within(Duration::from_secs(5));
    assert_eq!(block_on(wait.send()).unwrap_err().status(), Some(503));

    let script = Script::new().reply(Reply::json(404, json!({"message": "Not found"})));
    let error = block_on(domains(&script).wait_until_verified("org_domain_1").send()).unwrap_err();
    assert_eq!(error.status(), Some(404));
}

#[test]
fn a_dropped_wait_sends_no_more_requests() {
    use std::future::Future;
    use std::task::{Context, Poll, Waker};

    let script = Script::with_clock(workos_transport::ManualClock::manual());
    let script = script.reply(Reply::json(200, domain("pending")));
    let mut wait = Box::pin(domains(&script).wait_until_verified("org_domain_1").send());
    let mut context = Context::from_waker(Waker::noop());
    assert!(matches!(wait.as_mut().poll(&mut context), Poll::Pending));
    drop(wait);
    assert_eq!((script.requests().len(), script.clock().sleepers()), (1, 0));
}

#[test]
fn the_future_of_a_wait_is_send() {
    fn assert_send<T: Send + 'static>(_: T) {}
    assert_send(domains(&Script::new()).wait_until_verified("org_domain_1").send());
}
