//! `cargo xtask faults`: runs the tests of the table of faults, and prints the expectations and results.
//!
//! The tests are in `tests/it/faults`; the name of a test starts with the id of its row.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::Command;

use crate::Failure;
use crate::cargo::{cargo, root};

/// The variable that names the file to which tests add figures.
const FIGURES: &str = "WORKOS_FAULTS_FIGURES";

/// A row: its id, the fault, the expected behaviour, and the reason if it has no test yet.
struct Row(&'static str, &'static str, &'static str, Option<&'static str>);

const fn row(id: &'static str, fault: &'static str, expected: &'static str) -> Row {
    Row(id, fault, expected, None)
}

const fn untested(id: &'static str, fault: &'static str, expected: &'static str, why: &'static str) -> Row {
    Row(id, fault, expected, Some(why))
}

const ROWS: &[Row] = &[
    row("N1", "reused connection: FIN after the request", "one free retry on a fresh connection"),
    row("N2", "reused connection: RST after the request", "one free retry on a fresh connection"),
    row("N3", "idle connection closed by the server", "succeeds on another connection"),
    row("N4", "N1 with a write", "sent once; the error says that the outcome is unknown"),
    row("N5", "fresh connection reset", "a read is retried"),
    row("N6", "truncated body", "a read is retried"),
    row("N7", "broken chunked encoding", "a read is retried; an invalid chunk is an error"),
    row("N8", "garbage instead of a response", "an error, no hang; the connection is closed"),
    row("N9", "103 Early Hints first", "succeeds"),
    row("N10", "extra bytes after a response", "ignored; the connection is closed"),
    row("N11", "call cancelled in flight, then 20 more", "each gets its own response"),
    row("T1", "server never answers", "an error at the deadline; 60 s by default"),
    row("T2", "body sent byte by byte", "an error at the deadline"),
    row("T3", "429 with Retry-After: 3600", "an error at once, with the value"),
    row("T4", "Retry-After in seconds, fractions, milliseconds", "the retry waits that long"),
    row("T5", "Retry-After as a date", "the retry waits that long"),
    row("S1", "500, 500, 200 on a read", "the third attempt succeeds"),
    row("S2", "500 on a write", "sent once"),
    row("S3", "429 on a write", "retried"),
    row("S4", "501, 505", "sent once"),
    row("S5", "408 on a read", "retried"),
    row("S6", "200 concurrent reads, all 503", "at most 1.25 requests per call"),
    row("E1", "520 to 527, 530 on a read", "the third attempt succeeds"),
    row("E2", "520 to 527, 530 on a write", "sent once; the error says that the outcome is unknown"),
    row("E3", "60 callers, 429 with Retry-After: 1", "none retries earlier; the retries are spread out"),
    row("E4", "configured statuses, backoff and jitter", "applied"),
    row("E5", "JSON with a byte order mark", "decodes, in successes, errors and webhooks"),
    row("E6", "error bodies of gateways and frameworks", "code and message are in the error"),
    row("R1", "redirect to another origin", "not followed"),
    row("R2", "307 after a form with secrets", "the body is not sent to the new address"),
    row("R3", "Debug of the request a transport gets", "the key is hidden"),
    row("R4", "key with a line break", "a typed error"),
    row("R5", "token repeated by the server", "masked in Display and Debug"),
    row("J1", "response of 300 MiB", "refused at the limit; at most 32 MiB of memory"),
    row("J2", "200 with HTML", "the error names status, content type and start of the body"),
    row("J3", "200 with an empty body", "the error says so"),
    row("J4", "unknown value of an enum", "decodes"),
    row("J5", "unknown field", "decodes"),
    row("J6", "item without a deprecated field", "decodes"),
    row("J7", "null in one item", "the error names its path"),
    row("J8", "page without list_metadata", "it is the last page"),
    row("J9", "number instead of a string", "the error names its path"),
    row("J10", "duplicate key", "a typed error"),
    row("J11", "invalid UTF-8", "an error"),
    row("J12", "100,000 nested arrays", "an error, no stack overflow"),
    row(
        "J13",
        "gzip, and other encodings",
        "requested for lists of 100, decoded within the limit; others are named",
    ),
    row("M1", "more JSON values than the limit", "refused without a retry; limit and setting are named"),
    row("M2", "error body with a million values", "code and message are kept, the rest is bounded"),
    row("M3", "headers of 4.5 KB", "error texts of at most 4 KiB"),
    row("M4", "4 MiB of hostile JSON, compressed", "at most ten times as much memory"),
    row("M5", "cursor of 20 KB that repeats", "an error of at most 4 KiB"),
    row("P1", "cursor that repeats", "an error after one repetition"),
    row("P2", "after: \"\"", "the list ends"),
    row("P3", "a page that fails once", "nothing is lost or repeated"),
    row("W1", "valid webhook", "accepted"),
    row("W2", "webhook 181 s old", "refused"),
    row("W3", "webhook 185 s in the future", "refused"),
    row("W4", "two v1 signatures, the first valid", "accepted"),
    row("W5", "two v1 signatures, the last valid", "accepted"),
    row("W6", "upper-case hexadecimal", "accepted"),
    row("W7", "additional v2 signature", "v1 accepted, v2 reported"),
    row("W8", "two timestamps", "refused"),
    row("W9", "empty secret", "refused at construction"),
    row("W10", "truncated signature or body", "refused"),
    row("W11", "seconds instead of milliseconds", "refused; the error says so"),
    row("W12", "timestamp with a sign", "refused"),
    row("V1", "known event that does not decode", "kept: name, id, raw JSON, reason"),
    row("V2", "one bad event in a page", "the others decode, the cursor is kept"),
    row("V3", "event with an unknown name", "its payload is kept"),
    row("V4", "invalid or absent members of an event", "neither event nor page is lost"),
    row("V5", "signed body that names no event", "an error"),
    row("V6", "payload of an older shape", "decodes into its type"),
    untested("K1", "100 tokens with an unknown kid", "at most 5 JWKS fetches", "no JWKS verification yet"),
    untested("K2", "JWKS down after expiry", "last good keys for a time", "no JWKS verification yet"),
    row("X1", "expired, wrong host, unknown CA, old TLS", "error of kind TLS, no retry; it names the cause"),
    row("X2", "TLS without close_notify", "fine after a whole body, an error inside one"),
    row("X3", "black hole; first address dead", "connect timeout; the next address is tried"),
    row("X4", "DNS fails; DNS is slow", "error of kind connect, retried; within the timeout"),
    row(
        "X5",
        "GOAWAY, REFUSED_STREAM, ENHANCE_YOUR_CALM",
        "unprocessed requests are retried; CALM delays a retry",
    ),
    row("X6", "half-open HTTP/2", "detected by a ping; the read is retried"),
    row("X7", "MAX_CONCURRENT_STREAMS 1 and 100, 1,000 callers", "they queue, within their deadlines"),
    row("X8", "64 cold callers; idle connections", "one handshake for HTTP/2; idle ones are closed"),
    row("X9", "caller dropped that others wait for", "its connection or another caller serves them"),
    row("X10", "runtime ends; second runtime", "errors, no hang; the client works on"),
    row("X11", "system clock jumps", "no effect on waits; webhook errors name the tolerance"),
    row("X12", "ids with /, .., escapes, CR LF, 1 MB", "a typed error; any other text arrives unchanged"),
    row("X13", "retried write with an idempotency key", "byte-identical, same key"),
    row("X14", "response heads and signature headers of any size", "a bounded error"),
    untested(
        "X15",
        "two processes refresh one sealed session",
        "one winner, no logout",
        "no sealed sessions yet",
    ),
    row("X16", "retry budget under 10,000 failures", "35 retries; refills (every interleaving: loom)"),
    untested(
        "X17",
        "shared limiter down",
        "each process uses its share; no burst of requests",
        "no shared limiter (Redis) yet",
    ),
    row("D1", "ten idle connections, each reset at its next request", "a read makes at most 2 attempts"),
    row("D2", "ten idle connections, each silent", "a read takes little more than one attempt's limit"),
    row("D3", "more concurrent calls than connections allowed", "they queue, within their deadlines"),
    row("D4", "no free file descriptor", "error of kind connect, retried; it names the cause"),
    row("D5", "response while the request body is being sent", "the call gets it; no other call does"),
    row("D6", "connections closed between requests, in every order", "no read is lost, no write is repeated"),
    row("X18", "HTTP(S)_PROXY to a dead host; NO_PROXY", "tunnelled; the error names the proxy"),
    row(
        "Z1",
        "two Content-Encoding lines, lists, unknown names",
        "decoded as one list; unknown ones are named",
    ),
    row("Z2", "503 with an unreadable encoding", "retried; the error has status, request id and reason"),
    row("Z3", "404 with corrupt gzip", "an error with status 404 that says why it has no body"),
    row("Z4", "body truncated or too large", "the status decides; an error about a success names it"),
    row("Z5", "endless response heads", "a short error that names them, no hang"),
    row("Z6", "Retry-After in unusual forms", "the first valid one counts, else the backoff"),
    row("Z7", "small and large responses", "gzip is requested for large ones; configurable"),
    row(
        "X19",
        "proxy password with # / ? @ : \\ %, encoded or not",
        "the proxy receives the intended password",
    ),
    row("X20", "invalid proxy variable", "a configuration error that names it, without its value"),
    row("X21", "NO_PROXY: names, patterns, ports, networks", "listed hosts are reached directly"),
    row(
        "X22",
        "SOCKS5, with a password or without",
        "names resolved here (socks5) or at the proxy (socks5h)",
    ),
    row(
        "X23",
        "proxy that refuses: 407, 403, SOCKS replies",
        "no retry of a permanent refusal; the error names proxy and remedy",
    ),
    row("X24", "rare TLS failures", "a short error that says what to do"),
    row("X25", "blank SSL_CERT_FILE and proxy variables", "count as not set"),
];

/// The results of the tests of one row.
#[derive(Default)]
struct Verdict {
    passed: usize,
    failed: Vec<String>,
}

/// Runs the suite as often as the argument says.
pub(crate) fn run_times(times: &str) -> Result<(), Failure> {
    match times.parse() {
        Ok(times @ 1..) => run(times),
        _ => Err(Failure::new(format!("`{times}` is not a number of runs"))),
    }
}

/// Runs the suite `times` times and prints the table. Fails if a row fails in any run, or has no test.
pub(crate) fn run(times: u32) -> Result<(), Failure> {
    let figures = figures_file();
    // Removes the figures of an earlier run, if there are any.
    let _ = std::fs::remove_file(&figures);
    let mut verdicts: BTreeMap<String, Verdict> = BTreeMap::new();
    for _ in 0..times {
        let output = suite(&figures)?;
        for (name, passed) in output.lines().filter_map(result) {
            let Some(row) = row_of(name) else { continue };
            let verdict = verdicts.entry(row).or_default();
            match passed {
                true => verdict.passed += 1,
                false => verdict.failed.push(name.to_owned()),
            }
        }
        if verdicts.is_empty() {
            return Err(Failure::new(format!("the suite did not run:\n{output}")));
        }
    }
    let (table, failed) = table(&verdicts);
    crate::say(&table);
    crate::say(&measured(&std::fs::read_to_string(&figures).unwrap_or_default()));
    if failed.is_empty() { Ok(()) } else { Err(Failure::new(format!("failed rows: {}", failed.join(", ")))) }
}

fn figures_file() -> PathBuf {
    std::env::temp_dir().join(format!("workos-faults-{}.tsv", std::process::id()))
}

/// Runs the suite and returns its output, whether its tests pass or not.
fn suite(figures: &std::path::Path) -> Result<String, Failure> {
    let mut command: Command = cargo();
    command
        .args(["test", "--package", "workos-tests", "--test", "it", "--", "faults::"])
        .current_dir(root())
        .env(FIGURES, figures);
    let output = command.output().map_err(|error| Failure::new(format!("{command:?}: {error}")))?;
    let stdout = String::from_utf8_lossy(&output.stdout);
    Ok(if stdout.contains("test result:") {
        stdout.into_owned()
    } else {
        // No test ran, for example because compilation failed.
        return Err(Failure::new(String::from_utf8_lossy(&output.stderr)));
    })
}

/// Parses the name and result of a test from a line of the test harness.
fn result(line: &str) -> Option<(&str, bool)> {
    let (name, result) = line.strip_prefix("test ")?.split_once(" ... ")?;
    match result.trim() {
        "ok" => Some((name, true)),
        "FAILED" => Some((name, false)),
        _ => None,
    }
}

/// Returns the id of the row that a test belongs to, from the start of its name.
fn row_of(name: &str) -> Option<String> {
    let id = name.rsplit("::").next()?.split('_').next()?.to_ascii_uppercase();
    ROWS.iter().any(|row| row.0 == id).then_some(id)
}

/// Renders the table, and returns it with the failed rows.
fn table(verdicts: &BTreeMap<String, Verdict>) -> (String, Vec<&'static str>) {
    let mut text = String::new();
    let mut failed = Vec::new();
    let (mut passes, mut absent) = (0, 0);
    for Row(id, fault, expected, why) in ROWS {
        let verdict = verdicts.get(*id);
        let (word, note) = match (verdict, why) {
            (Some(verdict), _) if verdict.failed.is_empty() => {
                passes += 1;
                ("PASS", format!("{} passed", verdict.passed))
            }
            (Some(verdict), _) => {
                failed.push(*id);
                ("FAIL", verdict.failed.join(", "))
            }
            (None, Some(why)) => {
                absent += 1;
                ("N/A", (*why).to_owned())
            }
            (None, None) => {
                failed.push(*id);
                ("FAIL", "it has no test".to_owned())
            }
        };
        let _ = writeln!(text, "{id:<4} {word:<4} {fault:<52} {expected} [{note}]");
    }
    let _ = writeln!(text, "\n{passes} pass, {} fail, {absent} not applicable", failed.len());
    (text, failed)
}

/// Renders the figures that the tests measured; of several runs, the last one counts.
fn measured(figures: &str) -> String {
    let mut last = BTreeMap::new();
    for line in figures.lines() {
        let mut parts = line.splitn(3, '\t');
        if let (Some(row), Some(figure), Some(value)) = (parts.next(), parts.next(), parts.next()) {
            last.insert((row, figure), value);
        }
    }
    let mut text = String::from("\nmeasured:\n");
    for ((row, figure), value) in last {
        let _ = writeln!(text, "  {row:<4} {figure}: {value}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_the_test_harness_gives_name_and_result() {
        assert_eq!(result("test faults::network::n9_x ... ok"), Some(("faults::network::n9_x", true)));
        assert_eq!(result("test faults::a::http1::n10_x ... FAILED").map(|(_, passed)| passed), Some(false));
        assert_eq!(result("test result: ok. 3 passed"), None);
        assert_eq!(row_of("faults::network::http1::n10_extra_bytes").as_deref(), Some("N10"));
        assert_eq!(row_of("faults::proxies::child_with_a_proxy"), None);
    }

    #[test]
    fn a_row_without_a_test_fails_unless_it_has_a_reason() {
        let (text, failed) = table(&BTreeMap::new());
        assert!(failed.contains(&"N1") && !failed.contains(&"K1"));
        assert!(text.contains("it has no test") && text.contains("no JWKS verification yet"));
    }

    #[test]
    fn ids_are_unique() {
        let mut ids: Vec<_> = ROWS.iter().map(|row| row.0).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), ROWS.len());
    }
}
