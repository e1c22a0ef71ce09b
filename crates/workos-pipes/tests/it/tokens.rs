//! `TokenSource`: which requests are sent, which are shared, and which tokens are cached.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use futures_executor::block_on;
use serde_json::json;
use workos_pipes::{AccessToken, Error, OrganizationId, TokenSource, UserId, Vended};
use workos_transport::ManualClock;
use workos_transport_mock::{Reply, Script};

use crate::{client, token, wire};

type TokenFuture<'a> = Pin<Box<dyn Future<Output = Result<Vended<AccessToken>, Error>> + Send + 'a>>;

fn ann() -> UserId {
    UserId::from("user_ann")
}

fn answer(text: &str) -> Reply {
    Reply::json(200, token(text))
}

/// A reply that arrives after one second on the script's clock, which the test advances.
fn slow(text: &str) -> Reply {
    answer(text).after(Duration::from_secs(1))
}

fn tokens(script: &Script) -> TokenSource {
    TokenSource::new(&client(script))
}

fn poll(asking: &mut TokenFuture<'_>) -> Poll<String> {
    asking.as_mut().poll(&mut Context::from_waker(Waker::noop())).map(text)
}

fn text(answer: Result<Vended<AccessToken>, Error>) -> String {
    answer.unwrap().require_active().unwrap().access_token.expose().to_owned()
}

fn ask(tokens: &TokenSource) -> String {
    text(block_on(tokens.access_token(&ann(), "github", None)))
}

#[test]
fn every_use_sends_a_request() {
    let script = Script::new().reply(answer("one")).reply(answer("two"));
    let tokens = tokens(&script);
    assert_eq!((ask(&tokens), ask(&tokens)), ("one".to_owned(), "two".to_owned()));
    let acme = OrganizationId::from("org_1");
    let script = Script::new().reply(answer("one"));
    block_on(TokenSource::new(&client(&script)).access_token(&ann(), "github", Some(&acme))).unwrap();
    assert_eq!(
        wire(&script.requests()[0]),
        r#"POST /data-integrations/github/token {"user_id":"user_ann","organization_id":"org_1"}"#
    );
}

#[test]
fn concurrent_callers_of_one_account_share_a_request_and_others_do_not() {
    let clock = ManualClock::manual();
    let script = Script::with_clock(clock.clone()).replies(["one", "two", "three"].map(slow));
    let tokens = tokens(&script);
    let (ann, acme) = (ann(), OrganizationId::from("org_1"));
    let ask =
        |slug, organization| -> TokenFuture<'_> { Box::pin(tokens.access_token(&ann, slug, organization)) };
    let (mut one, mut same) = (ask("github", None), ask("github", None));
    let (mut other_provider, mut other_account) = (ask("slack", None), ask("github", Some(&acme)));
    for asking in [&mut one, &mut same, &mut other_provider, &mut other_account] {
        assert!(poll(asking).is_pending());
    }
    assert_eq!(script.requests().len(), 3);
    clock.advance(Duration::from_secs(1));
    assert_eq!(poll(&mut one), Poll::Ready("one".to_owned()));
    assert_eq!(poll(&mut same), Poll::Ready("one".to_owned()));
    assert_eq!(poll(&mut other_provider), Poll::Ready("two".to_owned()));
    assert_eq!(poll(&mut other_account), Poll::Ready("three".to_owned()));
    script.assert_finished();
}

#[test]
fn an_error_is_shared_and_the_next_caller_sends_a_new_request() {
    let clock = ManualClock::manual();
    let failing = Reply::json(404, json!({"message": "No"})).after(Duration::from_secs(1));
    let script = Script::with_clock(clock.clone()).reply(failing).reply(answer("one"));
    let tokens = tokens(&script);
    let ann = ann();
    let mut asking: Vec<TokenFuture<'_>> =
        (0..3).map(|_| -> TokenFuture<'_> { Box::pin(tokens.access_token(&ann, "github", None)) }).collect();
    let mut context = Context::from_waker(Waker::noop());
    assert!(asking.iter_mut().all(|asking| asking.as_mut().poll(&mut context).is_pending()));
    clock.advance(Duration::from_secs(1));
    for asking in &mut asking {
        let Poll::Ready(Err(error)) = asking.as_mut().poll(&mut context) else { panic!("expected an error") };
        assert_eq!(error.status(), Some(404));
    }
    assert_eq!(ask(&tokens), "one");
}

#[test]
fn when_the_caller_that_sends_the_request_is_dropped_another_one_sends_it() {
    let clock = ManualClock::manual();
    let script = Script::with_clock(clock.clone()).reply(slow("one")).reply(slow("two"));
    let tokens = tokens(&script);
    let ann = ann();
    let ask = || -> TokenFuture<'_> { Box::pin(tokens.access_token(&ann, "github", None)) };
    let (mut first, mut second, mut third) = (ask(), ask(), ask());
    assert!([&mut first, &mut second, &mut third].into_iter().all(|asking| poll(asking).is_pending()));
    drop(first);
    assert!(poll(&mut second).is_pending() && poll(&mut third).is_pending());
    assert_eq!(script.requests().len(), 2);
    clock.advance(Duration::from_secs(1));
    assert_eq!(poll(&mut second), Poll::Ready("two".to_owned()));
    assert_eq!(poll(&mut third), Poll::Ready("two".to_owned()));
}

#[test]
fn a_token_is_reused_only_with_reuse_and_only_up_to_the_maximum_age() {
    let clock = ManualClock::manual();
    let script = Script::with_clock(clock.clone()).replies(["one", "two"].map(answer));
    let tokens = tokens(&script).reuse(Duration::from_secs(30));
    assert_eq!((ask(&tokens), ask(&tokens.clone())), ("one".to_owned(), "one".to_owned()));
    clock.advance(Duration::from_secs(29));
    assert_eq!(ask(&tokens), "one");
    clock.advance(Duration::from_secs(1));
    assert_eq!(ask(&tokens), "two");
    assert!(!format!("{tokens:?}").contains("two"));
}

#[test]
fn a_token_near_its_expiry_and_an_inactive_account_are_not_cached() {
    let clock = ManualClock::manual();
    let inactive = || Reply::json(200, json!({"active": false, "error": "not_installed"}));
    let script =
        Script::with_clock(clock.clone()).reply(inactive()).reply(answer("one")).reply(answer("two"));
    let tokens = tokens(&script).reuse(Duration::from_secs(7200));
    let ann = ann();
    assert!(!block_on(tokens.access_token(&ann, "github", None)).unwrap().is_active());
    assert_eq!(ask(&tokens), "one");
    // The token expires an hour after the clock's start.
    clock.advance(Duration::from_secs(3539));
    assert_eq!(ask(&tokens), "one");
    clock.advance(Duration::from_secs(1));
    assert_eq!(ask(&tokens), "two");
}

#[test]
fn a_forgotten_token_is_requested_again_and_one_in_flight_is_not_cached() {
    let clock = ManualClock::manual();
    let replies = [answer("one"), answer("two"), slow("three"), answer("four")];
    let script = Script::with_clock(clock.clone()).replies(replies);
    let tokens = tokens(&script).reuse(Duration::from_secs(600));
    let ann = ann();
    assert_eq!(ask(&tokens), "one");
    tokens.forget(&ann, "slack", None);
    tokens.forget(&ann, "github", Some(&OrganizationId::from("org_1")));
    assert_eq!(ask(&tokens), "one", "another account was forgotten");
    tokens.forget(&ann, "github", None);
    assert_eq!(ask(&tokens), "two");

    tokens.forget(&ann, "github", None);
    let mut in_flight: TokenFuture<'_> = Box::pin(tokens.access_token(&ann, "github", None));
    assert!(poll(&mut in_flight).is_pending());
    tokens.forget(&ann, "github", None);
    let mut later: TokenFuture<'_> = Box::pin(tokens.access_token(&ann, "github", None));
    assert_eq!(
        poll(&mut later),
        Poll::Ready("four".to_owned()),
        "a caller after `forget` does not join an earlier request"
    );
    clock.advance(Duration::from_secs(1));
    assert_eq!(poll(&mut in_flight), Poll::Ready("three".to_owned()));
    assert_eq!(ask(&tokens), "four", "the token of an earlier request does not replace a later one");
    script.assert_finished();
}
