//! The loop of a call: attempts, deadlines and retries.

use std::time::Duration;

use bytes::Bytes;
use http::header;
use tracing::Instrument;
use workos_core::{ApiError, Secret};
use workos_internal::within;
use workos_transport::{Operation, RateLimit, Request, Response, TransportError, TransportErrorKind};

use crate::advice::{self, Server};
use crate::meta::Ended;
use crate::prepared::{Expect, Prepared};
use crate::retry::{Decision, Outcome, Situation};
use crate::{Answer, CallFailure, Error, Meta, spans};

/// Sends the request until it succeeds, fails permanently or runs out of time, and reads the answer of a success. Every
/// attempt sends the same bytes.
pub(crate) async fn execute<T>(
    mut call: Prepared,
    read: impl FnOnce(Answer<Bytes>) -> Result<Answer<T>, Error>,
) -> Result<Answer<T>, Error> {
    let span = spans::call(&call);
    let mut attempt = 0;
    let result = attempts(&mut call, &mut attempt).instrument(span.clone()).await.and_then(read);
    spans::call_ended(&span, attempt, result.as_ref().map(|answer| &answer.meta));
    result
}

async fn attempts(call: &mut Prepared, attempt: &mut u32) -> Result<Answer<Bytes>, Error> {
    let client = call.client.clone();
    let clock = &*client.inner().clock;
    let started = clock.elapsed();
    let mut spent = Duration::ZERO;
    let mut paid = 0;
    let mut free_retry = call.limits.retry.allows_retries();
    let mut free_retries = 0;
    let mut new_connection = false;
    loop {
        *attempt += 1;
        let remaining = call.limits.total.saturating_sub(spent);
        let span = spans::attempt(call, *attempt);
        let sending = send_once(call, *attempt, remaining.min(call.limits.attempt), new_connection);
        let result = sending.instrument(span.clone()).await;

        spent = clock.elapsed().saturating_sub(started);
        let outcome = match &result {
            Ok(response) => {
                Outcome::Answered { status: response.status(), retry_after: response.retry_after(clock) }
            }
            Err(error) => Outcome::Failed(error),
        };
        spans::attempt_ended(&span, call, &outcome);
        new_connection = connection_may_be_dead(&outcome);
        if free_retry && lost_on_reused_connection(call.operation, &outcome) && spent < call.limits.total {
            // The peer had closed an idle connection. This is no sign of an outage, so the retry on a new connection
            // needs no wait and no budget.
            (free_retry, free_retries) = (false, 1);
            spans::retrying(call, *attempt, &outcome, Duration::ZERO);
            continue;
        }
        let decision = match call.limits.retry.cost(call.operation, &outcome) {
            // Most attempts end here. They need no random number, which would cost a system call.
            None => Decision::Stop,
            Some(_) => {
                let remaining = call.limits.total.saturating_sub(spent);
                let situation = Situation::new(*attempt - free_retries, &outcome, remaining, jitter());
                call.limits.retry.decide(call.operation, &situation)
            }
        };
        match decision {
            Decision::After(wait) if afford(call, &outcome, &mut paid) => {
                spans::retrying(call, *attempt, &outcome, wait);
                clock.sleep(wait).await;
                spent = clock.elapsed().saturating_sub(started);
            }
            _ => {
                let retry_after = outcome.retry_after();
                let ended = Ended { attempts: *attempt, elapsed: spent, retry_after };
                return conclude(call, result, ended, paid);
            }
        }
    }
}

/// Makes one attempt within its time. The transport is polled before the timer, so that an answer that is ready never
/// times out.
async fn send_once(
    call: &Prepared,
    attempt: u32,
    limit: Duration,
    new_connection: bool,
) -> Result<Response, TransportError> {
    let inner = call.client.inner();
    let request = Request::new(call.operation, call.request())
        .with_attempt(attempt)
        .with_remaining(limit)
        .with_body_limit(call.limits.body)
        .with_idle_timeout(call.limits.idle)
        .with_large_body_expected(call.large_answer)
        .with_new_connection(new_connection);
    let sent = within(inner.transport.send(request), || inner.clock.sleep(limit)).await;
    sent.unwrap_or_else(|| {
        let message = format!("no complete answer within {:.1} s", limit.as_secs_f64());
        Err(TransportError::new(TransportErrorKind::Timeout, message))
    })
}

/// Whether the attempt may have failed because its connection was dead, so that the other idle connections may be dead
/// too. After a timeout, the engine does not know which connection the request used.
fn connection_may_be_dead(outcome: &Outcome<'_>) -> bool {
    let Outcome::Failed(error) = outcome else { return false };
    let died = match error.kind() {
        TransportErrorKind::Timeout => true,
        TransportErrorKind::Lost => error.reused(),
        _ => false,
    };
    // A request that was not sent, for instance because of a rate limit of this process, says nothing about a
    // connection.
    died && !error.is_unprocessed()
}

fn lost_on_reused_connection(operation: &Operation, outcome: &Outcome<'_>) -> bool {
    let Outcome::Failed(error) = outcome else { return false };
    error.reused()
        && error.kind() == TransportErrorKind::Lost
        && (operation.is_repeatable() || error.is_unprocessed())
}

/// Pays for a retry from the client's budget, if the policy uses the budget. Returns whether the retry is affordable.
fn afford(call: &Prepared, outcome: &Outcome<'_>, paid: &mut u32) -> bool {
    let retry = &call.limits.retry;
    let cost = retry.cost(call.operation, outcome).filter(|_| retry.is_budgeted()).unwrap_or(0);
    let affordable = call.client.inner().budget.pay(cost);
    *paid += if affordable { cost } else { 0 };
    affordable
}

fn conclude(
    call: &mut Prepared,
    result: Result<Response, TransportError>,
    ended: Ended,
    paid: u32,
) -> Result<Answer<Bytes>, Error> {
    let response = match result {
        Ok(response) => response,
        Err(cause) => {
            let server = Server::at(&call.uri);
            let failure = CallFailure::new(call.operation, server, ended.attempts, cause, &call.secrets);
            return Err(Error::Transport(Box::new(failure)));
        }
    };
    let status = response.status();
    // Cut, because it becomes part of the text of an error.
    let failure = response.body_failure().map(|failure| failure.to_string().chars().take(300).collect());
    let rate_limit = RateLimit::of(&response, &**call.client.clock());
    let (head, body) = response.into_http().into_parts();
    let meta = Meta::new(head, rate_limit, ended, std::mem::take(&mut call.secrets), call.limits.values);
    let redirects = matches!(status, 300..=399);
    if matches!(status, 200..=299) || (redirects && call.expect == Expect::SuccessOrRedirect) {
        call.client.inner().budget.refund(paid);
        return Ok(Answer { value: body, meta });
    }
    let redirects = redirects && meta.headers().contains_key(header::LOCATION);
    let body = match failure {
        _ if redirects => message("the server redirects, and redirects are never followed".into()),
        Some(failure) => message(failure),
        None => body,
    };
    Err(Error::Api(Box::new(api_error(call, status, &body, &meta))))
}

/// Creates an error body with this message, in place of a body that is missing or could not be read.
fn message(text: String) -> Bytes {
    let fields = serde_json::Map::from_iter([("message".to_owned(), serde_json::Value::String(text))]);
    serde_json::Value::Object(fields).to_string().into()
}

fn api_error(call: &Prepared, status: u16, body: &[u8], meta: &Meta) -> ApiError {
    let operation = call.operation;
    let error = ApiError::decode(operation.id(), status, body)
        .without(meta.secrets())
        .with_request_id(meta.request_id().map(str::to_owned))
        .with_retry_after(meta.retry_after())
        .with_hints(operation.error_hints().iter().chain(operation.default_hints()));
    if error.is_retryable() && status != 429 && !operation.is_repeatable() {
        return error.with_unknown_outcome(operation.unknown_outcome_hint());
    }
    let key = call.client.api_key().map(Secret::expose);
    match advice::for_answer(Server::at(&call.uri), operation, error.status(), error.code(), key) {
        Some(hint) => error.with_hint(hint),
        None => error,
    }
}

/// Returns a random number from 0 to 1. Returns 1, which means the longest wait, if the system has no randomness.
fn jitter() -> f64 {
    getrandom::u32().map_or(1.0, |random| f64::from(random) / f64::from(u32::MAX))
}
