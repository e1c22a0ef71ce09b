//! D3 and D4: more concurrent calls than connections or file descriptors are available.

use std::time::Duration;

use tokio::task::JoinSet;
use workos_client::{Client, Retry};
use workos_transport::TransportErrorKind as Kind;

use super::script::{Action, Answer};
use super::server::{FaultServer, Setup};
use super::{Wire, cause, client_over, figures, get, read, run};

#[test]
fn d3_calls_beyond_the_cap_wait_for_a_connection_and_all_succeed() {
    run(async {
        const CAP: usize = 8;
        let then = Answer::new(200, "{}").after(Duration::from_millis(2)).into();
        let server = Setup { then, ..Setup::new(Wire::Http1) }.start([]).await;
        let transport = Wire::Http1.transport().max_connections_per_host(CAP).build().unwrap();
        let client = client_over(&server, transport).build().unwrap();
        let mut calls = JoinSet::new();
        for _ in 0..200 {
            let call = get(&client);
            calls.spawn(async move { call.send_with_meta().await.unwrap().meta.attempts() });
        }
        assert!(calls.join_all().await.into_iter().all(|attempts| attempts == 1));
        assert_eq!((server.seen().len(), server.accepted()), (200, CAP));
        figures::note("D3", "connections of 200 calls at once with a cap of 8", server.accepted());
    });
}

/// Returns a silent server, a client that is limited to one connection, and a call that occupies it.
async fn occupied() -> (FaultServer, Client, JoinSet<()>) {
    let server = FaultServer::start(Wire::Http1, [Action::Silence, Action::Silence]).await;
    let transport = Wire::Http1.transport().max_connections_per_host(1).build().unwrap();
    let client = client_over(&server, transport).retry(Retry::none()).build().unwrap();
    let mut occupying = JoinSet::new();
    let other = client.clone();
    occupying.spawn(async move { drop(read(&other).await) });
    server.arrived(1).await;
    (server, client, occupying)
}

#[test]
fn d3_a_call_that_gets_no_connection_in_time_is_not_sent_and_says_so() {
    run(async {
        let (server, client, _occupying) = occupied().await;
        let mut call = super::create(&client);
        call.timeout(Duration::from_millis(200));
        let error = call.send().await.unwrap_err();
        let (kind, text) = cause(&error);
        assert_eq!((kind, error.outcome_is_unknown()), (Kind::Timeout, false), "{error}");
        assert!(text.contains("no free connection") && text.contains("`max_connections_per_host`"), "{text}");
        assert_eq!(server.seen().len(), 1);
    });
}

#[test]
fn d3_a_timeout_error_includes_the_time_spent_waiting_for_a_connection() {
    run(async {
        let (_server, client, mut occupying) = occupied().await;
        let mut call = get(&client);
        call.timeout(Duration::from_millis(600));
        let call = tokio::spawn(call.send());
        // Let the call be polled, so that it waits in the queue.
        tokio::task::yield_now().await;
        // Cancelling the first call closes its connection. The waiting call gets its place.
        occupying.abort_all();
        while occupying.join_next().await.is_some() {}
        let error = call.await.unwrap().unwrap_err();
        let (kind, text) = cause(&error);
        assert!(kind == Kind::Timeout && text.contains("of which the request waited"), "{text}");
    });
}

/// The variable that marks the child process with few file descriptors.
const FEW: &str = "WORKOS_FAULTS_FEW_DESCRIPTORS";

#[cfg(unix)]
#[test]
fn d4_without_file_descriptors_the_error_names_them_and_calls_recover() {
    if std::env::var_os(FEW).is_some() {
        return run(without_descriptors());
    }
    // The limit applies to a whole process, so a child process runs the test.
    let output = std::process::Command::new("sh")
        .args(["-c", "ulimit -n 128 && exec \"$0\" --exact \"$1\" --nocapture"])
        .arg(std::env::current_exe().unwrap())
        .arg("faults::descriptors::d4_without_file_descriptors_the_error_names_them_and_calls_recover")
        .env(FEW, "1")
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && text.contains("1 passed"), "{text}");
}

async fn without_descriptors() {
    let server = FaultServer::start(Wire::Http1, []).await;
    let client = |retry| {
        let transport = Wire::Http1.transport().build().unwrap();
        client_over(&server, transport).retry(retry).build().unwrap()
    };
    let mut held = Vec::new();
    while let Ok(file) = std::fs::File::open("/dev/null") {
        held.push(file);
    }
    for url in [server.url(), format!("http://{}", server.address())] {
        let client = Client::builder().base_url(url).api_key(super::API_KEY).retry(Retry::none());
        let client = client.transport(Wire::Http1.transport().build().unwrap()).build().unwrap();
        let error = super::write(&client).await.unwrap_err();
        let (kind, text) = cause(&error);
        assert!(kind == Kind::Connect && error.is_retryable() && !error.outcome_is_unknown(), "{error}");
        assert!(text.contains("EMFILE") && text.contains("`ulimit -n`"), "{text}");
    }
    held.clear();
    read(&client(Retry::none())).await.unwrap();
}
