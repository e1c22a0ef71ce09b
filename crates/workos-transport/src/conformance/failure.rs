//! Cases without a complete answer.

use std::error::Error;
use std::time::Duration;

use http::{HeaderName, HeaderValue, Method, header};

use workos_internal::within;

use super::check::{Checked, Stop, all, check_echo, equal, failed, get, request, send, send_echoed, serve};
use super::{Answer, Behaviour, Ending, Framing, Harness, Reply, Staged};
use crate::{Request, TransportError, TransportErrorKind as Kind};

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The body limit of the cases about limits.
const LIMIT: usize = 65_536;

/// The idle timeout of the cases in which the test server goes silent. Each of them takes this long.
const IDLE: Duration = Duration::from_millis(100);

pub(super) async fn a_body_over_the_limit_is_refused(harness: &dyn Harness) -> Checked {
    too_large(harness, Answer::sized(LIMIT + 1, Framing::Length)).await
}

pub(super) async fn a_chunked_body_over_the_limit_is_refused(harness: &dyn Harness) -> Checked {
    too_large(harness, Answer::sized(LIMIT + 1, Framing::Chunked)).await
}

pub(super) async fn an_announced_length_over_the_limit_is_refused_at_once(harness: &dyn Harness) -> Checked {
    too_large(harness, Answer::sized(LIMIT + 1, Framing::Length).ending(Ending::Stall(1))).await
}

/// Checks that the answer exceeds the limit and is refused, and that the transport can send another request.
async fn too_large(harness: &dyn Harness, answer: Answer) -> Checked {
    let staged = serve(harness, [Reply::from(answer), Reply::Echo]).await?;
    let limited = get(&staged, "/large").with_body_limit(LIMIT);
    failed(staged.transport().send(limited).await, Kind::TooLarge, false)?;
    send_echoed(&staged, "/after").await
}

pub(super) async fn a_truncated_body_is_lost(harness: &dyn Harness) -> Checked {
    for len in [0, 1, 999] {
        lost(harness, Answer::sized(1000, Framing::Length).ending(Ending::Cut(len))).await?;
    }
    Ok(())
}

pub(super) async fn a_truncated_chunked_body_is_lost(harness: &dyn Harness) -> Checked {
    for len in [0, 1, 999] {
        lost(harness, Answer::sized(1000, Framing::Chunked).ending(Ending::Cut(len))).await?;
    }
    Ok(())
}

pub(super) async fn an_error_status_survives_a_truncated_body(harness: &dyn Harness) -> Checked {
    for framing in [Framing::Length, Framing::Chunked] {
        status_decides(harness, framing, Ending::Cut(500), Kind::Lost).await?;
    }
    Ok(())
}

pub(super) async fn an_error_status_survives_a_silent_body(harness: &dyn Harness) -> Checked {
    status_decides(harness, Framing::Length, Ending::Stall(500), Kind::Timeout).await
}

pub(super) async fn an_error_status_survives_a_body_over_the_limit(harness: &dyn Harness) -> Checked {
    for framing in [Framing::Length, Framing::Chunked] {
        status_decides(harness, framing, Ending::Whole, Kind::TooLarge).await?;
    }
    Ok(())
}

/// Checks that an error status whose body fails is an answer without a body but with the reason, and that the transport
/// can send another request.
async fn status_decides(harness: &dyn Harness, framing: Framing, ending: Ending, kind: Kind) -> Checked {
    for status in [404, 429, 503] {
        let len = if kind == Kind::TooLarge { LIMIT + 1 } else { 1000 };
        let sized = Answer::sized(len, framing).ending(ending.clone()).header("x-request-id", "req_01");
        let staged = serve(harness, [Reply::from(Answer { status, ..sized }), Reply::Echo]).await?;
        let limited = get(&staged, "/failed").with_body_limit(LIMIT).with_idle_timeout(IDLE);
        let answer = staged.transport().send(limited).await?;
        equal("the status", answer.status(), status)?;
        equal("x-request-id", answer.header(&REQUEST_ID), Some("req_01"))?;
        equal("the length of the body", answer.body().len(), 0)?;
        equal(
            "the reason why the body is missing",
            answer.body_failure().map(TransportError::kind),
            Some(kind),
        )?;
        equal("the number of requests", staged.log().received().len(), 1)?;
        send_echoed(&staged, "/after").await?;
    }
    Ok(())
}

pub(super) async fn a_connection_closed_before_the_answer_is_lost(harness: &dyn Harness) -> Checked {
    lost(harness, Reply::Close).await
}

pub(super) async fn a_connection_reset_before_the_answer_is_lost(harness: &dyn Harness) -> Checked {
    lost(harness, Reply::Reset).await
}

/// Checks that the request fails as lost and possibly processed, and that the transport can send another request.
async fn lost(harness: &dyn Harness, reply: impl Into<Reply>) -> Checked {
    let staged = serve(harness, [reply.into(), Reply::Echo]).await?;
    failed(send(&staged, "/lost").await, Kind::Lost, false)?;
    send_echoed(&staged, "/after").await
}

pub(super) async fn a_lost_request_is_not_sent_again(harness: &dyn Harness) -> Checked {
    // After the first answer, the connection is a reused one, on which many HTTP clients send a lost request again.
    let staged = serve(harness, [Reply::Echo, Reply::Close, Reply::Echo]).await?;
    send_echoed(&staged, "/first").await?;
    for method in [Method::POST, Method::GET] {
        let staged = serve(harness, [Reply::Close, Reply::Echo]).await?;
        let sent = staged.transport().send(request(&staged, &method, "/once", "body")).await;
        failed(sent, Kind::Lost, false)?;
        equal("the number of requests", staged.log().received().len(), 1)?;
    }
    failed(send(&staged, "/second").await, Kind::Lost, false)?;
    equal("the number of requests", staged.log().received().len(), 2)
}

pub(super) async fn a_refused_connection_is_unprocessed(harness: &dyn Harness) -> Checked {
    let staged = harness.stage(Behaviour::Refuse).await.ok_or(Stop::Skip)?;
    let error = failed(send(&staged, "/refused").await, Kind::Connect, true)?;
    equal("`reused` without a connection", error.reused(), false)
}

pub(super) async fn garbage_is_a_protocol_error(harness: &dyn Harness) -> Checked {
    let staged = serve(harness, [Reply::Garbage, Reply::Echo]).await?;
    failed(send(&staged, "/garbage").await, Kind::Protocol, false)?;
    send_echoed(&staged, "/after").await
}

pub(super) async fn silence_in_the_body_is_a_timeout(harness: &dyn Harness) -> Checked {
    for (framing, len) in [(Framing::Length, 0), (Framing::Length, 500), (Framing::Chunked, 500)] {
        let stalled = Answer::sized(1000, framing).ending(Ending::Stall(len));
        let staged = serve(harness, [Reply::from(stalled), Reply::Echo]).await?;
        let sent = get(&staged, "/silent").with_idle_timeout(IDLE);
        failed(staged.transport().send(sent).await, Kind::Timeout, false)?;
        send_echoed(&staged, "/after").await?;
    }
    Ok(())
}

pub(super) async fn a_failure_says_whether_the_connection_was_reused(harness: &dyn Harness) -> Checked {
    let cut = Answer::sized(1000, Framing::Length).ending(Ending::Cut(500));
    for failure in [Reply::Close, Reply::Reset, Reply::Answer(cut)] {
        let staged = serve(harness, [failure.clone()]).await?;
        let error = failed(send(&staged, "/first").await, Kind::Lost, false)?;
        equal("`reused` of a new connection", error.reused(), false)?;

        let staged = serve(harness, [Reply::Echo, failure]).await?;
        send_echoed(&staged, "/first").await?;
        let error = failed(send(&staged, "/second").await, Kind::Lost, false)?;
        let connections = staged.log().received().iter().map(|seen| seen.connection).collect::<Vec<_>>();
        let same = connections.first() == connections.last();
        equal(&format!("`reused` (connections {connections:?})"), error.reused(), same)?;
    }
    Ok(())
}

pub(super) async fn a_request_that_needs_a_new_connection_gets_one(harness: &dyn Harness) -> Checked {
    let replies = [Reply::Echo, Reply::Echo, Reply::Reset, Reply::Echo, Reply::Echo];
    let staged = serve(harness, replies).await?;
    // Two requests at once, so that a transport with a connection pool has another idle connection when one is lost.
    for result in all([send(&staged, "/first"), send(&staged, "/second")]).await {
        result?;
    }
    failed(send(&staged, "/lost").await, Kind::Lost, false)?;
    let again = get(&staged, "/again").with_new_connection(true);
    check_echo(&staged.transport().send(again).await?, "/again", b"")?;
    let mut connections = staged.log().received().iter().map(|seen| seen.connection).collect::<Vec<_>>();
    let used = connections.pop();
    let new = connections.iter().all(|earlier| Some(earlier) != used.as_ref());
    equal(&format!("whether connection {used:?} is new after {connections:?}"), new, true)?;
    send_echoed(&staged, "/after").await
}

pub(super) async fn a_connection_closed_while_idle_is_replaced_or_reported(harness: &dyn Harness) -> Checked {
    let closing = Answer::sized(10, Framing::Length).ending(Ending::ThenClose);
    let staged = serve(harness, [Reply::from(closing), Reply::Echo, Reply::Echo]).await?;
    send(&staged, "/first").await?;
    match staged.transport().send(request(&staged, &Method::POST, "/second", "body")).await {
        Ok(answer) => check_echo(&answer, "/second", b"body")?,
        // The transport may send the request before it notices the end of the connection.
        Err(error) => equal(&format!("`reused` of the error ({error})"), error.reused(), true)?,
    }
    send_echoed(&staged, "/third").await
}

pub(super) async fn bytes_after_an_answer_do_not_become_an_answer(harness: &dyn Harness) -> Checked {
    for extra in
        [&b"HTTP/1.1 200 OK\r\nx-target: /smuggled\r\ncontent-length: 8\r\n\r\nsmuggled"[..], b"more"]
    {
        let followed = Answer::sized(10, Framing::Length).ending(Ending::Followed(extra));
        let staged = serve(harness, [Reply::from(followed)].into_iter().chain(vec![Reply::Echo; 5])).await?;
        let got = send(&staged, "/first").await?;
        equal("the length of the body", got.body().len(), 10)?;
        for number in 0..3 {
            let target = format!("/next/{number}");
            // The connection may break because of the bytes, but they must not become an answer.
            if let Ok(answer) = send(&staged, &target).await {
                check_echo(&answer, &target, b"")?;
            }
        }
        send_echoed(&staged, "/after").await?;
    }
    Ok(())
}

pub(super) async fn a_send_dropped_before_its_answer_affects_no_other(harness: &dyn Harness) -> Checked {
    dropped(harness, Reply::Silence).await
}

pub(super) async fn a_send_dropped_during_its_answer_affects_no_other(harness: &dyn Harness) -> Checked {
    dropped(harness, Answer::sized(1000, Framing::Length).ending(Ending::Stall(500))).await
}

/// Drops a send that waits for the rest of this reply, on a reused connection, and checks that later requests succeed.
async fn dropped(harness: &dyn Harness, reply: impl Into<Reply>) -> Checked {
    let replies = [Reply::Echo, reply.into()].into_iter().chain(vec![Reply::Echo; 20]);
    let staged = serve(harness, replies).await?;
    send_echoed(&staged, "/first").await?;
    let hanging = get(&staged, "/dropped").with_idle_timeout(Duration::from_secs(3600));
    if let Some(result) = within(staged.transport().send(hanging), || staged.log().reached(2)).await {
        return Err(Stop::Fail(format!("the send should wait, but ended with {result:?}")));
    }
    for number in 0..20 {
        send_echoed(&staged, &format!("/after/{number}")).await?;
    }
    Ok(())
}

pub(super) async fn errors_and_debug_show_no_part_of_a_request(harness: &dyn Harness) -> Checked {
    let behaviours = [
        Behaviour::Refuse,
        Behaviour::Serve(vec![Reply::Close]),
        Behaviour::Serve(vec![Reply::Reset]),
        Behaviour::Serve(vec![Reply::Garbage]),
        Behaviour::Serve(vec![Answer::sized(1000, Framing::Length).ending(Ending::Cut(10)).into()]),
        Behaviour::Serve(vec![Answer::sized(1000, Framing::Length).ending(Ending::Stall(10)).into()]),
        Behaviour::Serve(vec![Answer::sized(LIMIT + 1, Framing::Chunked).into()]),
    ];
    let mut staged_any = false;
    for behaviour in behaviours {
        let Some(staged) = harness.stage(behaviour.clone()).await else { continue };
        staged_any = true;
        match staged.transport().send(with_canaries(&staged)).await {
            Ok(_) => return Err(Stop::Fail(format!("{behaviour:?} should make the send fail"))),
            Err(error) => {
                let mut shown = vec![format!("{error} {error:?} {error:#?}")];
                let mut source = error.source();
                while let Some(cause) = source {
                    shown.push(format!("{cause} {cause:?}"));
                    source = cause.source();
                }
                shown.push(format!("{:?}", staged.transport()));
                equal("whether a part of the request is shown", shown.join(" ").contains("canary"), false)?;
            }
        }
    }
    if staged_any { Ok(()) } else { Err(Stop::Skip) }
}

fn with_canaries(staged: &Staged) -> Request {
    let target = "/canary-path?token=canary-query";
    let mut sent =
        request(staged, &Method::POST, target, "canary-body").with_idle_timeout(IDLE).with_body_limit(LIMIT);
    sent.headers_mut().insert(header::AUTHORIZATION, HeaderValue::from_static("Bearer canary-header"));
    sent
}
