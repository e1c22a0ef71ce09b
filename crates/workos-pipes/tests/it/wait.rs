//! Waiting for an account, on the script's clock.

use std::future::Future;
use std::task::{Context, Waker};
use std::time::Duration;

use futures_executor::block_on;
use serde_json::json;
use workos_pipes::{ConnectOutcome, WaitUntilConnected};
use workos_transport::ManualClock;
use workos_transport_mock::{Reply, Script};

use crate::{account, accounts, wire};

fn none() -> Reply {
    Reply::json(404, json!({"message": "Connected account not found"}))
}

fn at(script: &Script) -> Vec<u64> {
    script.requests().iter().map(|request| request.at().as_secs()).collect()
}

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

#[test]
fn the_account_is_polled_with_growing_pauses_until_it_is_connected() {
    let script = Script::new()
        .reply(none())
        .reply(none())
        .reply(Reply::json(200, account("needs_reauthorization")))
        .reply(Reply::json(200, account("brand_new")))
        .reply(none())
        .reply(Reply::json(200, account("connected")));
    let outcome = block_on(accounts(&script).wait_until_connected("user_1", "github").send()).unwrap();
    assert!(outcome.is_connected());
    assert_eq!(outcome.connected().unwrap().id, "data_installation_1");
    assert_eq!(at(&script), [0, 1, 3, 7, 15, 25]);
    assert_eq!(wire(&script.requests()[0]), "GET /user_management/users/user_1/connected_accounts/github");
}

#[test]
fn a_wait_that_times_out_sends_a_last_request_and_returns_its_account() {
    let wait = |script: &Script| {
        let wait = accounts(script).wait_until_connected("user_1", "github").organization_id("org_1");
        block_on(wait.within(seconds(5)).pauses(seconds(2), seconds(2)).send()).unwrap()
    };
    let script = Script::new().replies((0..4).map(|_| none()));
    assert!(matches!(wait(&script), ConnectOutcome::TimedOut(None)));
    assert_eq!(at(&script), [0, 2, 4, 5]);
    assert!(wire(&script.requests()[3]).ends_with("github?organization_id=org_1"));

    let script = Script::new().replies((0..4).map(|_| Reply::json(200, account("disconnected"))));
    assert!(matches!(wait(&script), ConnectOutcome::TimedOut(Some(_))));
}

#[test]
fn a_duration_of_zero_sends_one_request() {
    let script = Script::new().reply(none());
    let outcome =
        block_on(accounts(&script).wait_until_connected("user_1", "github").within(seconds(0)).send());
    assert!(matches!(outcome, Ok(ConnectOutcome::TimedOut(None))));
    script.assert_finished();
}

#[test]
fn temporary_failures_do_not_end_the_wait_and_others_do() {
    let script = Script::new()
        .reply(Reply::status(429).header("retry-after", "30"))
        .reply(Reply::status(503))
        .reply(Reply::json(200, account("connected")));
    let wait = |script: &Script| accounts(script).wait_until_connected("user_1", "github");
    assert!(block_on(wait(&script).send()).unwrap().is_connected());
    assert_eq!(at(&script), [0, 30, 32]);

    let script = Script::new().reply(none()).reply(Reply::status(401));
    let error = block_on(wait(&script).send()).unwrap_err();
    assert_eq!((error.status(), error.operation()), (Some(401), Some("connected_accounts.get")));

    let script = Script::new().reply(Reply::status(503)).reply(Reply::status(503));
    let error = block_on(wait(&script).within(seconds(1)).send()).unwrap_err();
    assert_eq!(error.status(), Some(503));
}

#[test]
fn dropping_the_wait_ends_it() {
    let clock = ManualClock::manual();
    let script = Script::with_clock(clock.clone()).replies((0..9).map(|_| none()));
    let wait: WaitUntilConnected = accounts(&script).wait_until_connected("user_1", "github");
    let mut wait = Box::pin(wait.send());
    let mut poll = || wait.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending();
    assert!(poll());
    clock.advance(seconds(1));
    assert!(poll());
    assert_eq!(script.requests().len(), 2);
    drop(wait);
    assert_eq!(clock.sleepers(), 0);
    clock.advance(seconds(100));
    assert_eq!(script.requests().len(), 2);
}

#[test]
fn the_future_of_a_wait_is_send() {
    fn assert_send<T: Send + 'static>(_: T) {}
    assert_send(accounts(&Script::new()).wait_until_connected("user_1", "github").send());
}
