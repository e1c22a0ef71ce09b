//! Cases in which the test server answers.

use std::time::Duration;

use bytes::Bytes;
use http::{HeaderValue, Method, header};

use super::check::{Checked, Stop, all, equal, get, request, send, send_echoed, serve};
use super::{Answer, Framing, Harness, Reply};

pub(super) async fn a_request_arrives_byte_for_byte(harness: &dyn Harness) -> Checked {
    let staged = serve(harness, [Answer::new(200), Answer::new(200), Answer::new(200)]).await?;
    let target = "/connections/conn%2F01%20a:b@c/~x;y=1?after=a%26b+c&empty=&domains[]=%C3%BC&q";
    for method in [Method::PUT, Method::PATCH] {
        let body = Bytes::from_static(b"{\"line\":\"\r\n\0\xff\"}");
        let mut sent = request(&staged, &method, target, body.clone());
        let value = HeaderValue::from_static("Bearer sk_test a  b\tc;=\"");
        sent.headers_mut().insert(header::AUTHORIZATION, value.clone());
        sent.headers_mut().append("x-repeated", HeaderValue::from_static("one"));
        sent.headers_mut().append("x-repeated", HeaderValue::from_static("two"));
        staged.transport().send(sent).await?;

        let received = staged.log().received().pop().ok_or_else(nothing_received)?;
        equal("the method", received.method.as_str(), method.as_str())?;
        equal("the path and query", received.target.as_str(), target)?;
        equal("the body", &received.body, &body)?;
        equal("the authorization header", received.headers.get(header::AUTHORIZATION), Some(&value))?;
        let repeated = received.headers.get_all("x-repeated").iter();
        let repeated = repeated.map(HeaderValue::as_bytes).collect::<Vec<_>>().join(&b", "[..]);
        equal("the repeated header", repeated.as_slice(), b"one, two")?;
    }
    send(&staged, "/").await?;
    let received = staged.log().received().pop().ok_or_else(nothing_received)?;
    equal("the shortest path", received.target.as_str(), "/")?;
    equal("the body of a GET", received.body.len(), 0)
}

pub(super) async fn a_large_request_body_arrives_whole(harness: &dyn Harness) -> Checked {
    let staged = serve(harness, [Reply::Echo]).await?;
    let body = Answer::sized(3 * 1024 * 1024 + 1, Framing::Length).body;
    let answer = staged.transport().send(request(&staged, &Method::POST, "/large", body.clone())).await?;
    equal("whether the body came back as it was sent", *answer.body() == body, true)
}

pub(super) async fn every_status_is_an_answer(harness: &dyn Harness) -> Checked {
    for status in [200, 201, 202, 204, 304, 400, 401, 403, 404, 409, 422, 429, 500, 501, 502, 503, 504] {
        let mut answer = Answer::new(status);
        if answer.may_have_body() {
            answer.body = Bytes::from_static(b"{}");
        }
        // If the transport sends a second request, it gets another status.
        let staged = serve(harness, [answer.clone(), Answer::new(418)]).await?;
        let got = send(&staged, "/status").await?;
        equal("the status", got.status(), status)?;
        equal("the body", got.body(), &answer.body)?;
        equal("the number of requests", staged.log().received().len(), 1)?;
    }
    Ok(())
}

pub(super) async fn a_redirect_is_not_followed(harness: &dyn Harness) -> Checked {
    for status in [301, 302, 303, 307, 308] {
        let redirect = Answer::new(status).header("location", "/elsewhere");
        let staged = serve(harness, [redirect, Answer::new(200)]).await?;
        let got = send(&staged, "/here").await?;
        equal("the status", got.status(), status)?;
        equal("the location", got.header(&header::LOCATION), Some("/elsewhere"))?;
        equal("the number of requests", staged.log().received().len(), 1)?;
    }
    Ok(())
}

pub(super) async fn cookies_are_not_kept(harness: &dyn Harness) -> Checked {
    let cookie = Answer::new(200).header("set-cookie", "session=1; Path=/");
    let staged = serve(harness, [cookie, Answer::new(200)]).await?;
    send(&staged, "/first").await?;
    send(&staged, "/second").await?;
    let second = staged.log().received().pop().ok_or_else(nothing_received)?;
    equal("the cookie of the second request", second.headers.get(header::COOKIE), None)
}

pub(super) async fn early_hints_are_not_the_answer(harness: &dyn Harness) -> Checked {
    let mut answer = Answer::sized(10, Framing::Length);
    answer.early_hints = true;
    let staged = serve(harness, [Reply::from(answer), Reply::Echo]).await?;
    let got = send(&staged, "/hinted").await?;
    equal("the status", got.status(), 200)?;
    equal("the length of the body", got.body().len(), 10)?;
    send_echoed(&staged, "/after").await
}

pub(super) async fn headers_arrive_with_every_value(harness: &dyn Harness) -> Checked {
    let answer = Answer::new(200)
        .header("x-request-id", "req_01")
        .header("set-cookie", "a=1")
        .header("x-between", "spaces  and \"quotes\"")
        .header("set-cookie", "b=2");
    let staged = serve(harness, [answer]).await?;
    let got = send(&staged, "/headers").await?;
    let first = |name| got.headers().get(name).map(HeaderValue::as_bytes);
    equal("x-request-id", first("x-request-id"), Some(&b"req_01"[..]))?;
    equal("x-between", first("x-between"), Some(&b"spaces  and \"quotes\""[..]))?;
    let cookies = got.headers().get_all("set-cookie").iter().map(HeaderValue::as_bytes).collect::<Vec<_>>();
    equal("the repeated header", cookies, vec![&b"a=1"[..], b"b=2"])
}

pub(super) async fn an_answer_may_have_no_body(harness: &dyn Harness) -> Checked {
    let empty =
        [Answer::new(200), Answer::new(204), Answer { framing: Framing::Chunked, ..Answer::new(200) }];
    let staged = serve(harness, empty.map(Reply::from).into_iter().chain([Reply::Echo])).await?;
    for status in [200, 204, 200] {
        let got = send(&staged, "/empty").await?;
        equal("the status", got.status(), status)?;
        equal("the length of the body", got.body().len(), 0)?;
    }
    send_echoed(&staged, "/after").await
}

pub(super) async fn a_chunked_body_arrives_whole(harness: &dyn Harness) -> Checked {
    body_arrives(harness, Answer::sized(100_000, Framing::Chunked)).await
}

pub(super) async fn a_body_that_ends_with_the_connection_arrives_whole(harness: &dyn Harness) -> Checked {
    body_arrives(harness, Answer::sized(100_000, Framing::UntilClose)).await
}

pub(super) async fn a_body_at_the_limit_is_accepted(harness: &dyn Harness) -> Checked {
    body_arrives(harness, Answer::sized(65_536, Framing::Length)).await
}

pub(super) async fn a_chunked_body_at_the_limit_is_accepted(harness: &dyn Harness) -> Checked {
    body_arrives(harness, Answer::sized(65_536, Framing::Chunked)).await
}

/// Checks that a body arrives if the limit is exactly its length, and that the transport can send another request.
async fn body_arrives(harness: &dyn Harness, answer: Answer) -> Checked {
    let body = answer.body.clone();
    let staged = serve(harness, [Reply::from(answer), Reply::Echo]).await?;
    let got = staged.transport().send(get(&staged, "/body").with_body_limit(body.len())).await?;
    equal("the length of the body", got.body().len(), body.len())?;
    equal("whether the body arrived as it was sent", *got.body() == body, true)?;
    send_echoed(&staged, "/after").await
}

pub(super) async fn sends_one_after_another_get_their_own_answers(harness: &dyn Harness) -> Checked {
    let staged = serve(harness, vec![Reply::Echo; 20]).await?;
    for number in 0..20 {
        send_echoed(&staged, &format!("/sequential/{number}")).await?;
    }
    equal("the number of requests", staged.log().received().len(), 20)
}

pub(super) async fn concurrent_sends_do_not_mix(harness: &dyn Harness) -> Checked {
    let staged = serve(harness, vec![Reply::Echo; 64]).await?;
    // The second round reuses the connections of the first, if the transport keeps any.
    for round in 0..2 {
        let targets = (0..32).map(|number| format!("/concurrent/{round}/{number}")).collect::<Vec<_>>();
        all(targets.iter().map(|target| send_echoed(&staged, target)))
            .await
            .into_iter()
            .collect::<Checked>()?;
    }
    equal("the number of requests", staged.log().received().len(), 64)
}

pub(super) async fn the_clock_moves_forward(harness: &dyn Harness) -> Checked {
    let staged = serve(harness, Vec::<Reply>::new()).await?;
    let clock = staged.transport().clock();
    let (before, start) = (clock.elapsed(), clock.now());
    let nap = Duration::from_millis(5);
    clock.sleep(nap).await;
    equal("whether a sleep lasts as long as requested", clock.elapsed().saturating_sub(before) >= nap, true)?;
    // The wall clock may be wrong, but a clock that is set at all shows a year after 2019.
    equal("whether the wall clock is set", start.as_secs() > 1_577_836_800, true)?;
    let other = staged.transport().clock();
    equal("whether every handle reads the same clock", other.elapsed() >= before, true)
}

fn nothing_received() -> Stop {
    Stop::Fail("the test server recorded no request".into())
}
