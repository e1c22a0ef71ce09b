//! X5 to X7: HTTP/2 signals about connections and streams.

use std::time::Duration;

use bytes::Bytes;
use h2::Reason;
use workos_transport::TransportErrorKind as Kind;

use super::script::{Action, Answer, status};
use super::server::{FaultServer, Setup};
use super::{Wire, cause, client, client_over, create, figures, read, run, timed, write};

/// Returns a GOAWAY frame (RFC 9113 §6.8) of a server that processed no stream above `last`.
fn goaway(last: u8, reason: Reason) -> Action {
    let mut frame = vec![0, 0, 8, 7, 0, 0, 0, 0, 0, 0, 0, 0, last];
    frame.extend_from_slice(&u32::from(reason).to_be_bytes());
    Action::Frames(frame.into())
}

#[test]
fn x5_streams_above_goaway_are_sent_again_even_for_a_write() {
    run(async {
        let server = FaultServer::start(Wire::Http2, [goaway(0, Reason::NO_ERROR), status(200).into()]).await;
        write(&client(&server, Wire::Http2)).await.unwrap();
        assert_eq!(server.connections_used(), [1, 2]);
    });
}

#[test]
fn x5_a_stream_that_goaway_includes_is_sent_again_only_for_a_read() {
    run(async {
        let server = FaultServer::start(Wire::Http2, [goaway(1, Reason::NO_ERROR)]).await;
        let error = write(&client(&server, Wire::Http2)).await.unwrap_err();
        assert!(error.outcome_is_unknown(), "{error}");
        assert_eq!((cause(&error).0, server.seen().len()), (Kind::Lost, 1));
        let server = FaultServer::start(Wire::Http2, [goaway(1, Reason::NO_ERROR)]).await;
        read(&client(&server, Wire::Http2)).await.unwrap();
        assert_eq!(server.seen().len(), 2);
    });
}

#[test]
fn x5_a_refused_stream_is_sent_again_even_for_a_write() {
    run(async {
        let server = FaultServer::start(Wire::Http2, [Action::Reset(Reason::REFUSED_STREAM)]).await;
        write(&client(&server, Wire::Http2)).await.unwrap();
        assert_eq!(server.connections_used(), [1, 1]);
        let server = FaultServer::start(Wire::Http2, [Action::Reset(Reason::INTERNAL_ERROR)]).await;
        let error = write(&client(&server, Wire::Http2)).await.unwrap_err();
        assert!(error.outcome_is_unknown() && server.seen().len() == 1, "{error}");
    });
}

#[test]
fn x5_after_enhance_your_calm_a_call_waits_before_its_retry() {
    run(async {
        for fault in [Action::Reset(Reason::ENHANCE_YOUR_CALM), goaway(0, Reason::ENHANCE_YOUR_CALM)] {
            let server = FaultServer::start(Wire::Http2, [fault]).await;
            let (result, took) = timed(read(&client(&server, Wire::Http2))).await;
            result.unwrap();
            assert!(took >= Duration::from_secs(1), "{took:?}");
            assert_eq!(server.seen().len(), 2);
        }
        // If the deadline is earlier than that, the call ends, and the error says how long to wait.
        let server = FaultServer::start(Wire::Http2, [Action::Reset(Reason::ENHANCE_YOUR_CALM)]).await;
        let mut call = super::get(&client(&server, Wire::Http2));
        call.timeout(Duration::from_millis(900));
        let error = call.send().await.unwrap_err();
        assert_eq!(error.retry_after(), Some(Duration::from_secs(1)));
    });
}

#[test]
fn x6_a_half_open_connection_is_found_by_a_ping_and_the_read_sent_again() {
    run(async {
        // The first connection reads, but answers neither requests nor pings.
        let server =
            FaultServer::start(Wire::Http2, [Action::Frames(Bytes::new()), status(200).into()]).await;
        let ping = Duration::from_millis(100);
        let transport = Wire::Http2.transport().http2_keep_alive(ping, ping).build().unwrap();
        let client = client_over(&server, transport).build().unwrap();
        let (result, took) = timed(read(&client)).await;
        result.unwrap();
        assert!(took < Duration::from_secs(10), "{took:?}");
        assert_eq!(server.connections_used(), [1, 2]);
        figures::note(
            "X6",
            "seconds of a read with a ping interval and timeout of 0.1",
            format!("{:.2}", took.as_secs_f64()),
        );
    });
}

#[test]
fn x6_an_unresponsive_connection_is_not_used_for_the_next_attempt() {
    run(async {
        // The attempt times out before the first ping.
        let server =
            FaultServer::start(Wire::Http2, [Action::Frames(Bytes::new()), status(200).into()]).await;
        let mut call = super::get(&client(&server, Wire::Http2));
        call.attempt_timeout(Duration::from_millis(1200));
        call.send().await.unwrap();
        assert_eq!(server.connections_used(), [1, 2]);
    });
}

#[test]
fn x7_callers_queue_for_the_streams_that_the_server_allows() {
    run(async {
        for max_streams in [1, 100] {
            let then = Answer::new(200, "{}").into();
            let setup = Setup { max_streams: Some(max_streams), then, ..Setup::new(Wire::Http2) };
            let server = setup.start([]).await;
            let client = client(&server, Wire::Http2);
            let mut calls = tokio::task::JoinSet::new();
            for _ in 0..1000 {
                let client = client.clone();
                calls.spawn(async move { create(&client).send_with_meta().await.unwrap().meta.attempts() });
            }
            assert!(calls.join_all().await.iter().all(|attempts| *attempts == 1));
            assert_eq!((server.seen().len(), server.accepted()), (1000, 1));
        }
    });
}

#[test]
fn x7_queued_calls_keep_to_their_deadline() {
    run(async {
        let setup = Setup { max_streams: Some(1), then: Action::Silence, ..Setup::new(Wire::Http2) };
        let server = setup.start([]).await;
        let client = client(&server, Wire::Http2);
        let mut calls = tokio::task::JoinSet::new();
        for _ in 0..20 {
            let mut call = create(&client);
            call.timeout(Duration::from_millis(500));
            calls.spawn(call.send());
        }
        let (results, took) = timed(calls.join_all()).await;
        for result in results {
            assert_eq!(cause(&result.unwrap_err()).0, Kind::Timeout);
        }
        assert!(took < Duration::from_secs(10), "{took:?}");
    });
}
