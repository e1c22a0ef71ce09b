//! The conformance suite finds faults: each transport here breaks one promise, and one case has to fail.

use std::sync::Arc;

use workos_transport::conformance::{self, SocketHarness, Verdict};
use workos_transport::{
    Clock, Request, Response, Transport, TransportError, TransportErrorKind, async_trait,
};
use workos_transport_hyper::HyperTransport;

/// The promise that a transport breaks.
#[derive(Clone, Copy, Debug)]
enum Fault {
    Repeats,
    IgnoresTheLimit,
    ClaimsNothingWasProcessed,
    ForgetsReuse,
    TellsTheUrl,
    FollowsRedirects,
    TakesHalfABody,
    LosesTheStatus,
}

#[derive(Debug)]
struct Faulty(Fault, HyperTransport);

#[async_trait]
impl Transport for Faulty {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let again = request.clone();
        match self.0 {
            Fault::Repeats => match self.1.send(request).await {
                Err(error) if error.kind() == TransportErrorKind::Lost => self.1.send(again).await,
                result => result,
            },
            Fault::IgnoresTheLimit => self.1.send(request.with_body_limit(usize::MAX)).await,
            Fault::ClaimsNothingWasProcessed => {
                self.1.send(request).await.map_err(TransportError::unprocessed)
            }
            Fault::ForgetsReuse => self.1.send(request).await.map_err(|error| {
                let plain = TransportError::new(error.kind(), error.to_string());
                if error.is_unprocessed() { plain.unprocessed() } else { plain }
            }),
            Fault::TellsTheUrl => self.1.send(request).await.map_err(|error| {
                let kind = error.kind();
                TransportError::new(kind, format!("{}: {error}", again.uri()))
            }),
            Fault::FollowsRedirects => {
                let answer = self.1.send(request).await?;
                if matches!(answer.status(), 300..=399) { self.1.send(again).await } else { Ok(answer) }
            }
            Fault::LosesTheStatus => {
                let answer = self.1.send(request).await?;
                match answer.body_failure() {
                    Some(failure) => Err(TransportError::new(failure.kind(), failure.to_string())),
                    None => Ok(answer),
                }
            }
            Fault::TakesHalfABody => match self.1.send(request).await {
                Err(error) if error.to_string().contains("incomplete") => {
                    Ok(http::Response::new("half".into()).into())
                }
                result => result,
            },
        }
    }

    fn clock(&self) -> Arc<dyn Clock> {
        self.1.clock()
    }
}

#[tokio::test]
async fn each_broken_promise_fails_its_case() {
    for (fault, expected) in [
        (Fault::Repeats, "a_lost_request_is_not_sent_again"),
        (Fault::IgnoresTheLimit, "a_chunked_body_over_the_limit_is_refused"),
        (Fault::ClaimsNothingWasProcessed, "a_connection_closed_before_the_answer_is_lost"),
        (Fault::ForgetsReuse, "a_failure_says_whether_the_connection_was_reused"),
        (Fault::TellsTheUrl, "errors_and_debug_show_no_part_of_a_request"),
        (Fault::FollowsRedirects, "a_redirect_is_not_followed"),
        (Fault::TakesHalfABody, "a_truncated_body_is_lost"),
        (Fault::LosesTheStatus, "an_error_status_survives_a_truncated_body"),
    ] {
        let harness = SocketHarness::new(Faulty(fault, HyperTransport::new().unwrap()));
        let case = conformance::cases().iter().find(|case| case.name() == expected).unwrap();
        let verdict = case.run(&harness).await;
        assert!(matches!(verdict, Verdict::Fail(_)), "{fault:?}: {verdict:?}");
    }
}
