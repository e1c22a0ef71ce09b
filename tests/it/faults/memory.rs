//! J1: the memory that an oversized response uses.

use std::process::Command;

use workos_client::Client;
use workos_transport::TransportErrorKind as Kind;

use super::script::Action;
use super::server::Setup;
use super::{API_KEY, Wire, cause, figures, over_both, read, run};

over_both! {
    j1_a_body_of_300_mib_is_refused_at_the_limit,
}

const FLOOD: u64 = 300 * 1024 * 1024;
const URL: &str = "WORKOS_FAULTS_URL";
const WIRE: &str = "WORKOS_FAULTS_WIRE";

/// Runs the client in a child process, to measure its memory alone.
async fn j1_a_body_of_300_mib_is_refused_at_the_limit(wire: Wire) {
    for announced in [true, false] {
        let then = Action::Flood { bytes: FLOOD, announced };
        let server = Setup { then, ..Setup::new(wire) }.start([]).await;
        let mut child = Command::new(std::env::current_exe().unwrap());
        child.args(["--ignored", "--exact", "--nocapture", "faults::memory::child_that_reads_a_flood"]);
        child.env(URL, server.url()).env(WIRE, format!("{wire:?}"));
        let output = tokio::task::spawn_blocking(move || child.output()).await.unwrap().unwrap();
        let printed = String::from_utf8_lossy(&output.stdout).into_owned();
        let grown =
            printed.lines().find_map(|line| line.split("grown by ").nth(1)?.split(' ').next()?.parse().ok());
        let grown: u64 = grown.unwrap_or_else(|| panic!("{printed}"));
        assert!(grown <= 32 * 1024, "{grown} KiB");
        let framing = if announced { "announced" } else { "unannounced" };
        figures::note("J1", &format!("KiB for 300 MiB {framing} over {wire:?}"), grown);
    }
}

#[test]
#[ignore = "the test above runs this in a child process and measures its memory"]
fn child_that_reads_a_flood() {
    run(async {
        let wire = if std::env::var(WIRE).unwrap() == "Http2" { Wire::Http2 } else { Wire::Http1 };
        let transport = wire.transport().build().unwrap();
        let client = Client::builder().base_url(std::env::var(URL).unwrap()).api_key(API_KEY);
        let client = client.transport(transport).build().unwrap();
        let before = resident();
        let error = read(&client).await.unwrap_err();
        assert_eq!(cause(&error).0, Kind::TooLarge, "{error}");
        println!("grown by {} KiB", peak().saturating_sub(before));
    });
}

/// Returns the resident memory of this process, in KiB.
pub(super) fn resident() -> u64 {
    let statm = std::fs::read_to_string("/proc/self/statm").unwrap();
    statm.split(' ').nth(1).unwrap().parse::<u64>().unwrap() * 4
}

/// Returns the peak resident memory of this process, in KiB.
pub(super) fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}
