//! The list of cases.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use super::check::{Checked, Stop};
use super::{Harness, Verdict, exchange, failure};
use crate::{Clock, StdClock};
use workos_internal::within;

/// How long a case may take before it counts as hung, in real time. No case needs nearly as long.
const WATCHDOG: Duration = Duration::from_secs(60);

/// A promise of the [`Transport`](crate::Transport) contract, and how to check it.
#[derive(Debug)]
pub struct Case {
    name: &'static str,
    promise: &'static str,
    check: for<'a> fn(&'a dyn Harness) -> Checking<'a>,
}

type Checking<'a> = Pin<Box<dyn Future<Output = Checked> + Send + 'a>>;

/// Every case, in the order in which [`run`](super::run) runs them.
#[must_use]
pub fn cases() -> &'static [Case] {
    macro_rules! cases {
        ($($module:ident::$name:ident: $promise:literal,)*) => {
            &[$(Case {
                name: stringify!($name),
                promise: $promise,
                check: |harness| Box::pin($module::$name(harness)),
            },)*]
        };
    }
    cases! {
        exchange::a_request_arrives_byte_for_byte: "method, path, query, headers and body are sent unchanged",
        exchange::a_large_request_body_arrives_whole: "a request body of any size is sent",
        exchange::every_status_is_an_answer: "any status is an answer and not an error",
        exchange::a_redirect_is_not_followed: "redirects are answers",
        exchange::cookies_are_not_kept: "an answer does not change later requests",
        exchange::early_hints_are_not_the_answer: "informational answers are skipped",
        exchange::headers_arrive_with_every_value: "headers arrive completely, and repeated headers in order",
        exchange::an_answer_may_have_no_body: "an empty body is an answer",
        exchange::a_chunked_body_arrives_whole: "the body is collected whatever its framing",
        exchange::a_body_that_ends_with_the_connection_arrives_whole: "the body is collected whatever its framing",
        exchange::a_body_at_the_limit_is_accepted: "the body limit is inclusive",
        exchange::a_chunked_body_at_the_limit_is_accepted: "the body limit is inclusive",
        exchange::sends_one_after_another_get_their_own_answers: "an answer belongs to its request",
        exchange::concurrent_sends_do_not_mix: "an answer belongs to its request",
        exchange::the_clock_moves_forward: "the clock's sleeps end, and its readings never go back",
        failure::a_body_over_the_limit_is_refused: "a body over the limit is TooLarge",
        failure::a_chunked_body_over_the_limit_is_refused: "a body over the limit is TooLarge",
        failure::an_announced_length_over_the_limit_is_refused_at_once: "a body over the limit is not waited for",
        failure::a_truncated_body_is_lost: "a success whose body ends early is Lost and never an answer",
        failure::a_truncated_chunked_body_is_lost: "a success whose body ends early is Lost and never an answer",
        failure::an_error_status_survives_a_truncated_body: "the status of an answer other than a success decides",
        failure::an_error_status_survives_a_silent_body: "the status of an answer other than a success decides",
        failure::an_error_status_survives_a_body_over_the_limit: "the status of an answer other than a success decides",
        failure::a_connection_closed_before_the_answer_is_lost: "a missing answer is Lost, and possibly processed",
        failure::a_connection_reset_before_the_answer_is_lost: "a missing answer is Lost, and possibly processed",
        failure::a_lost_request_is_not_sent_again: "a request is sent once",
        failure::a_refused_connection_is_unprocessed: "a refused connection is Connect, and unprocessed",
        failure::garbage_is_a_protocol_error: "an answer that is not HTTP is Protocol, and possibly processed",
        failure::silence_in_the_body_is_a_timeout: "a body that pauses longer than the idle timeout is Timeout",
        failure::a_failure_says_whether_the_connection_was_reused: "`reused` says whether the connection was reused",
        failure::a_request_that_needs_a_new_connection_gets_one: "a request that needs a new connection gets one",
        failure::a_connection_closed_while_idle_is_replaced_or_reported: "a stale connection is replaced or reported",
        failure::bytes_after_an_answer_do_not_become_an_answer: "an answer belongs to its request",
        failure::a_send_dropped_before_its_answer_affects_no_other: "dropping a send affects no other request",
        failure::a_send_dropped_during_its_answer_affects_no_other: "dropping a send affects no other request",
        failure::errors_and_debug_show_no_part_of_a_request: "no error and no Debug shows a URL, header or body",
    }
}

impl Case {
    /// The name of the case: a sentence that states the expected behaviour.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The promise of the contract that the case checks.
    #[must_use]
    pub const fn promise(&self) -> &'static str {
        self.promise
    }

    /// Runs the case. A case that hangs fails after a minute of real time.
    pub async fn run(&self, harness: &dyn Harness) -> Verdict {
        let clock = StdClock::new();
        match within((self.check)(harness), || clock.sleep(WATCHDOG)).await {
            Some(Ok(())) => Verdict::Pass,
            Some(Err(Stop::Fail(reason))) => Verdict::Fail(reason),
            Some(Err(Stop::Skip)) => Verdict::Skip,
            None => Verdict::Fail(format!("the case hung for {WATCHDOG:?}")),
        }
    }
}
