//! `cargo xtask faults`: the table of faults, what is expected of each, and whether it holds.
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

/// A row: its id, the fault, what is expected, and why it is not tested if it is not.
struct Row(&'static str, &'static str, &'static str, Option<&'static str>);

const fn row(id: &'static str, fault: &'static str, expected: &'static str) -> Row {
    Row(id, fault, expected, None)
}

const fn later(id: &'static str, fault: &'static str, expected: &'static str, why: &'static str) -> Row {
    Row(id, fault, expected, Some(why))
}

const ROWS: &[Row] = &[
    row("N1", "reused connection: FIN after the request", "one free retry on a fresh connection"),
    row("N2", "reused connection: RST after the request", "one free retry on a fresh connection"),
    row("N3", "idle connection closed by the server", "succeeds on another"),
    row("N4", "N1 with a write", "sent once; the error says that the outcome is unknown"),
    row("N5", "fresh connection reset", "a read is retried"),
    row("N6", "body cut", "a read is retried"),
    row("N7", "chunks broken", "a read is retried; what is no chunk is an error"),
    row("N8", "garbage instead of an answer", "an error, no hang, the connection dropped"),
    row("N9", "103 Early Hints first", "succeeds"),
    row("N10", "extra bytes after an answer", "fed to nobody, the connection dropped"),
    row("N11", "call dropped under way, then 20 more", "each gets its own answer"),
    row("T1", "server never answers", "the deadline and no more; 60 s by default"),
    row("T2", "body drips", "the deadline and no more"),
    row("T3", "429 with Retry-After: 3600", "returns at once, with the value"),
    row("T4", "Retry-After in seconds, fractions, milliseconds", "waited for"),
    row("T5", "Retry-After as a date", "waited for"),
    row("S1", "500, 500, 200 on a read", "the third attempt wins"),
    row("S2", "500 on a write", "sent once"),
    row("S3", "429 on a write", "sent again"),
    row("S4", "501, 505", "sent once"),
    row("S5", "408 on a read", "sent again"),
    row("S6", "200 reads at once, all 503", "at most 1.25 requests a call"),
    row("E1", "520 to 527, 530 on a read", "the third attempt wins"),
    row("E2", "520 to 527, 530 on a write", "sent once; the error says that the outcome is unknown"),
    row("E3", "60 callers, 429 with Retry-After: 1", "none returns earlier, and they return apart"),
    row("E4", "statuses, back-off and jitter that were set", "followed"),
    row("E5", "JSON with a byte order mark", "decodes, in successes, errors and webhooks"),
    row("E6", "error bodies of gateways and frameworks", "code and message are kept"),
    row("R1", "redirect to another origin", "not followed"),
    row("R2", "307 of a form with secrets", "the body is sent nowhere else"),
    row("R3", "Debug of the request a transport gets", "the key is hidden"),
    row("R4", "key with a line break", "a typed error"),
    row("R5", "the server repeats a token", "masked in Display and Debug"),
    row("J1", "300 MiB of answer", "refused at the limit; at most 32 MiB of memory"),
    row("J2", "200 with HTML", "status, content type and start of the body are named"),
    row("J3", "200 with an empty body", "named as such"),
    row("J4", "unknown value of an enum", "decodes"),
    row("J5", "unknown field", "decodes"),
    row("J6", "item without a deprecated field", "decodes"),
    row("J7", "null in one item", "its path is named"),
    row("J8", "page without list_metadata", "the last page"),
    row("J9", "number for a text", "its path is named"),
    row("J10", "key that comes twice", "a typed error"),
    row("J11", "invalid UTF-8", "an error"),
    row("J12", "100,000 nested arrays", "an error, no overflow"),
    row(
        "J13",
        "gzip, and other encodings",
        "asked for lists of 100 and decoded within the limit; others named",
    ),
    row("M1", "more JSON values than the limit", "refused once; limit and setting are named"),
    row("M2", "error body with a million values", "code and message kept, the rest bounded"),
    row("M3", "headers of 4.5 KB", "error texts of at most 4 KiB"),
    row("M4", "4 MiB of hostile JSON, packed", "at most ten times as much memory"),
    row("M5", "cursor of 20 KB that repeats", "an error of at most 4 KiB"),
    row("P1", "cursor that repeats", "an error after one repetition"),
    row("P2", "after: \"\"", "the end"),
    row("P3", "a page that fails once", "nothing lost, nothing doubled"),
    row("W1", "valid webhook", "accepted"),
    row("W2", "181 s old", "refused"),
    row("W3", "185 s ahead", "refused"),
    row("W4", "two v1, the first valid", "accepted"),
    row("W5", "two v1, the last valid", "accepted"),
    row("W6", "upper-case hexadecimal", "accepted"),
    row("W7", "extra v2", "v1 accepted, v2 reported"),
    row("W8", "two t", "refused"),
    row("W9", "empty secret", "refused at construction"),
    row("W10", "truncated signature or body", "refused"),
    row("W11", "seconds for milliseconds", "refused and named"),
    row("W12", "timestamp with a sign", "refused"),
    row("V1", "webhook of a known name with another shape", "kept: name, id, raw JSON, reason"),
    row("V2", "one bad event in a page", "the others typed, the cursor kept"),
    row("V3", "event of an unknown name", "its payload kept"),
    row("V4", "odd or absent members of an event", "neither event nor page lost"),
    row("V5", "signed body that names no event", "an error"),
    row("V6", "payload of an older shape", "decodes typed"),
    later("K1", "100 tokens with an unknown kid", "at most 5 JWKS fetches", "no JWKS verification yet"),
    later("K2", "JWKS down after expiry", "last good keys for a time", "no JWKS verification yet"),
    row("X1", "expired, wrong host, unknown CA, old TLS", "TLS kind, one connection, cause named"),
    row("X2", "TLS without close_notify", "fine behind a whole body, lost inside one"),
    row("X3", "black hole; first address dead", "connect timeout; the next address is tried"),
    row("X4", "DNS fails; DNS is slow", "connect kind, retried; within the connect timeout"),
    row("X5", "GOAWAY, REFUSED_STREAM, ENHANCE_YOUR_CALM", "unprocessed is sent again; calm is waited for"),
    row("X6", "half-open HTTP/2", "a ping finds it; the read is sent again"),
    row("X7", "MAX_CONCURRENT_STREAMS 1 and 100, 1,000 callers", "they queue, within their deadlines"),
    row("X8", "64 cold callers; idle connections", "one handshake for HTTP/2; idle ones are closed"),
    row("X9", "leader dropped", "its connection or a successor serves the others"),
    row("X10", "runtime ends; second runtime", "clean errors, no hang, serves on"),
    row("X11", "system clock jumps", "no effect on waits; webhooks state their leeway"),
    row("X12", "ids with /, .., escapes, CR LF, 1 MB", "a typed error; any other text arrives as it was"),
    row("X13", "write with a key retried", "byte-identical, same key"),
    row("X14", "heads and signature headers without measure", "a bounded error"),
    later(
        "X15",
        "two processes refresh one sealed session",
        "one winner, no logout",
        "no sealed sessions yet",
    ),
    row("X16", "retry budget under 10,000 failures", "35 retries; refills (every interleaving: loom)"),
    later("X17", "shared limiter down", "local share, no storm", "no shared limiter (Redis) yet"),
    row("D1", "ten kept connections: each is reset at its next request", "a read makes at most 2 attempts"),
    row("D2", "ten kept connections: each is silent", "a read takes one attempt limit and a bit"),
    row("D3", "more calls at once than connections allowed", "they queue, within their deadlines"),
    row("D4", "no free file descriptor", "connect kind, retried; the error names the cause"),
    row("D5", "answer while the request body is being sent", "it is the answer; nothing is mixed up"),
    row("D6", "connections closed between requests, in every order", "no read lost, no write doubled"),
    row("X18", "HTTP(S)_PROXY to a dead host; NO_PROXY", "tunnelled; the error names the proxy"),
    row("Z1", "two Content-Encoding lines, lists, odd names", "decoded as one list; others are named"),
    row("Z2", "503 with an encoding that cannot be read", "retried; then status, request id and reason"),
    row("Z3", "404 with corrupt gzip", "a 404 that says why it has no body"),
    row("Z4", "error body cut or too large", "the status decides; a lost success names it"),
    row("Z5", "heads without end", "a short error that names them, no hang"),
    row("Z6", "Retry-After in odd forms", "the first that can be read, else the backoff"),
    row("Z7", "small and large answers", "gzip is asked for where it pays; settable"),
    row("X19", "proxy password with # / ? @ : \\ %, encoded or not", "reaches the proxy as it is meant"),
    row(
        "X20",
        "proxy variable that cannot be understood",
        "a configuration error that names it, without its value",
    ),
    row("X21", "NO_PROXY: names, patterns, ports, networks", "listed hosts are reached directly"),
    row(
        "X22",
        "SOCKS5, with a password or without",
        "names resolved here (socks5) or at the proxy (socks5h)",
    ),
    row(
        "X23",
        "proxy that refuses: 407, 403, SOCKS replies",
        "once where it lasts; the proxy and the remedy named",
    ),
    row("X24", "TLS failures of rare kinds", "a short sentence with what to do"),
    row("X25", "SSL_CERT_FILE and proxy variables that are blank", "count as not set"),
];

/// How the tests of a row went.
#[derive(Default)]
struct Verdict {
    passed: usize,
    failed: Vec<String>,
}

/// Runs the suite as often as a command line says.
pub(crate) fn run_times(times: &str) -> Result<(), Failure> {
    match times.parse() {
        Ok(times @ 1..) => run(times),
        _ => Err(Failure::new(format!("`{times}` is no number of times"))),
    }
}

/// Runs the suite so many times and prints the table. Fails when a row fails in any run, or has no test.
pub(crate) fn run(times: u32) -> Result<(), Failure> {
    let figures = figures_file();
    // Figures of an earlier run; there need not be any.
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
    if failed.is_empty() {
        Ok(())
    } else {
        Err(Failure::new(format!("faults not survived: {}", failed.join(", "))))
    }
}

fn figures_file() -> PathBuf {
    std::env::temp_dir().join(format!("workos-faults-{}.tsv", std::process::id()))
}

/// The output of the suite, whether its tests pass or not.
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
        // It did not come to the tests.
        return Err(Failure::new(String::from_utf8_lossy(&output.stderr)));
    })
}

/// The name and result of a test in a line of the test harness.
fn result(line: &str) -> Option<(&str, bool)> {
    let (name, result) = line.strip_prefix("test ")?.split_once(" ... ")?;
    match result.trim() {
        "ok" => Some((name, true)),
        "FAILED" => Some((name, false)),
        _ => None,
    }
}

/// The id of the row a test belongs to: what its name starts with.
fn row_of(name: &str) -> Option<String> {
    let id = name.rsplit("::").next()?.split('_').next()?.to_ascii_uppercase();
    ROWS.iter().any(|row| row.0 == id).then_some(id)
}

/// The table, and the rows that fail.
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

/// What the tests measured, the last run of each.
fn measured(figures: &str) -> String {
    let mut last = BTreeMap::new();
    for line in figures.lines() {
        let mut parts = line.splitn(3, '\t');
        if let (Some(row), Some(what), Some(value)) = (parts.next(), parts.next(), parts.next()) {
            last.insert((row, what), value);
        }
    }
    let mut text = String::from("\nmeasured:\n");
    for ((row, what), value) in last {
        let _ = writeln!(text, "  {row:<4} {what}: {value}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_the_harness_gives_name_and_result() {
        assert_eq!(result("test faults::network::n9_x ... ok"), Some(("faults::network::n9_x", true)));
        assert_eq!(result("test faults::a::http1::n10_x ... FAILED").map(|(_, passed)| passed), Some(false));
        assert_eq!(result("test result: ok. 3 passed"), None);
        assert_eq!(row_of("faults::network::http1::n10_extra_bytes").as_deref(), Some("N10"));
        assert_eq!(row_of("faults::proxies::child_with_a_proxy"), None);
    }

    #[test]
    fn a_row_without_a_test_fails_unless_it_says_why() {
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
