//! What is measured, but for the builds.

use std::time::Duration;

use crate::Outcome;
use crate::programs::Programs;
use crate::results::{Figures, Lanes, add_round};
use crate::server::{Server, Setting};

pub const OFFICIAL: &str = "official";
pub const OURS: &str = "workos-sso";

const CLIENT_CPU: usize = 0;
const SERVER_CPU: usize = 1;

/// The same work by several programs.
pub struct Case {
    pub part: &'static str,
    pub name: &'static str,
    rounds: usize,
    against: Against,
    work: &'static str,
    settings: &'static [&'static str],
    lanes: &'static [Lane],
    /// Whether client and server each have a CPU of their own, or share both.
    pinned: bool,
}

/// Who answers.
#[derive(Clone, Copy, PartialEq)]
enum Against {
    Nobody,
    Http,
    Https,
    /// Answers after 20 ms.
    SlowHttps,
    /// 10,000 objects, each page after 20 ms.
    SlowPages,
    Emulator,
}

/// A program, as what it is called in the report, and the settings it does not share.
struct Lane {
    name: &'static str,
    program: &'static str,
    settings: &'static [&'static str],
}

const fn lane(name: &'static str, program: &'static str, settings: &'static [&'static str]) -> Lane {
    Lane { name, program, settings }
}

const BOTH: &[Lane] = &[lane(OFFICIAL, "official", &[]), lane(OURS, "kit", &[])];
const COUNTED: &[Lane] = &[lane(OFFICIAL, "official-counting", &[]), lane(OURS, "kit-counting", &[])];
const OVER_TLS: &[Lane] = &[
    lane(OFFICIAL, "official", &[]),
    lane(OURS, "kit", &[]),
    lane("workos-sso, HTTP/1.1", "kit", &["http=1.1"]),
];
const WITH_ROOTS: &[Lane] = &[
    lane(OFFICIAL, "official", &[]),
    lane(OURS, "kit", &[]),
    lane("workos-sso, bundled roots", "kit", &["roots=bundled"]),
];
const PAGED: &[Lane] = &[
    lane(OFFICIAL, "official", &["limit=0"]),
    lane("official, limit 100", "official", &["limit=100"]),
    lane(OURS, "kit", &["limit=0"]),
];
const PAGED_BY_100: &[Lane] = &[lane(OFFICIAL, "official", &["limit=100"]), lane(OURS, "kit", &["limit=0"])];
const EMULATOR: &[Lane] = &[lane("emulator", "emulator", &[])];
const CLIENT_OF_EMULATOR: &[Lane] = &[lane(OURS, "kit", &[])];

const fn case(
    part: &'static str,
    name: &'static str,
    rounds: usize,
    against: Against,
    work: &'static str,
) -> Case {
    Case { part, name, rounds, against, work, settings: &[], lanes: BOTH, pinned: true }
}

impl Case {
    const fn with(mut self, settings: &'static [&'static str]) -> Self {
        self.settings = settings;
        self
    }

    const fn of(mut self, lanes: &'static [Lane]) -> Self {
        self.lanes = lanes;
        self
    }

    const fn on_all_cpus(mut self) -> Self {
        self.pinned = false;
        self
    }
}

pub const CASES: &[Case] = &[
    case("list", "64 at a time, one thread", 9, Against::Http, "list")
        .with(&["concurrency=64", "calls=20000"]),
    case("list", "64 at a time, two threads", 9, Against::Http, "list")
        .with(&["concurrency=64", "calls=20000", "threads=2"])
        .on_all_cpus(),
    case("list", "one at a time", 9, Against::Http, "list").with(&["concurrency=1", "calls=6000"]),
    case("list", "allocations", 3, Against::Http, "list").with(&["concurrency=64", "calls=6400"]).of(COUNTED),
    case("tls", "64 at a time, one thread", 9, Against::Https, "list")
        .with(&["concurrency=64", "calls=20000"])
        .of(OVER_TLS),
    case("tls", "one at a time", 9, Against::Https, "list")
        .with(&["concurrency=1", "calls=6000"])
        .of(OVER_TLS),
    case("token", "64 at a time, one thread", 9, Against::Http, "token")
        .with(&["concurrency=64", "calls=20000"]),
    case("token", "allocations", 3, Against::Http, "token")
        .with(&["concurrency=64", "calls=6400"])
        .of(COUNTED),
    case("burst", "64 cold callers, 20 ms delay", 9, Against::SlowHttps, "burst")
        .with(&["concurrency=64"])
        .of(OVER_TLS),
    case("pages", "10,000 objects, 20 ms delay", 3, Against::SlowPages, "pages")
        .with(&["objects=10000", "work_us=0"])
        .of(PAGED),
    case("pages", "the same with 20 ms of work on every 100", 3, Against::SlowPages, "pages")
        .with(&["objects=10000", "work_us=200"])
        .of(PAGED_BY_100),
    case("start", "first HTTPS call of a process", 21, Against::Https, "first-call").of(WITH_ROOTS),
    case("start", "first PKCE pair of a process", 21, Against::Nobody, "pkce"),
    case("webhooks", "verify 1 KB", 15, Against::Nobody, "verify").with(&["bytes=1024", "millis=150"]),
    case("webhooks", "verify 64 KB", 15, Against::Nobody, "verify").with(&["bytes=65536", "millis=150"]),
    case("webhooks", "verify to event", 15, Against::Nobody, "event").with(&["millis=150"]),
    case("webhooks", "verify 1 KB, allocations", 1, Against::Nobody, "verify")
        .with(&["bytes=1024", "millis=50"])
        .of(COUNTED),
    case("webhooks", "verify to event, allocations", 1, Against::Nobody, "event")
        .with(&["millis=50"])
        .of(COUNTED),
    case("memory", "after one HTTPS call", 5, Against::Https, "memory"),
    case("memory", "64 calls at a time over HTTPS", 5, Against::Https, "list")
        .with(&["concurrency=64", "calls=6400"]),
    case("emulator", "made anew", 5, Against::Nobody, "start").with(&["millis=150"]).of(EMULATOR),
    case("emulator", "list of ten in process", 5, Against::Nobody, "in-process")
        .with(&["concurrency=1", "calls=20000"])
        .of(EMULATOR),
    case("emulator", "list of ten from its server, 64 at a time", 5, Against::Emulator, "list")
        .with(&["concurrency=64", "calls=20000"])
        .of(CLIENT_OF_EMULATOR),
];

impl Case {
    /// Runs the programs by turns, each round in the other order.
    pub fn measure(&self, programs: &Programs) -> Outcome<Lanes> {
        let mut lanes = Lanes::new();
        let server = self.server()?;
        let certificate = std::env::temp_dir().join(format!("workos-bench-{}.pem", std::process::id()));
        if let Some(server) = &server {
            std::fs::write(&certificate, &server.certificate)?;
        }
        for round in 0..self.rounds {
            let mut order: Vec<_> = self.lanes.iter().collect();
            if round % 2 == 1 {
                order.reverse();
            }
            for lane in order {
                let figures = lanes.entry(lane.name.to_owned()).or_default();
                let mut arguments = vec![self.work.to_owned()];
                arguments.extend(
                    [self.settings, lane.settings].concat().iter().map(|setting| (*setting).to_owned()),
                );
                if self.pinned {
                    arguments.push(format!("cpu={CLIENT_CPU}"));
                }
                match &server {
                    None if self.against == Against::Emulator => {
                        with_emulator(programs, lane.program, arguments, figures)?;
                    }
                    None => add_round(figures, &programs.run(lane.program, &arguments)?)?,
                    Some(server) => {
                        arguments.push(format!("url={}", server.url));
                        if server.url.starts_with("https") {
                            arguments.push(format!("certificate={}", certificate.display()));
                        }
                        let before = server.accepted();
                        let lines = programs.run(lane.program, &arguments)?;
                        add_round(figures, &format!("{lines}connections {}", server.accepted() - before))?;
                    }
                }
            }
        }
        if server.is_some() {
            std::fs::remove_file(&certificate)?;
        }
        Ok(lanes)
    }

    fn server(&self) -> Outcome<Option<Server>> {
        let cpu = self.pinned.then_some(SERVER_CPU);
        let fast = Setting { tls: false, delay: Duration::ZERO, objects: 0, cpu };
        let delay = Duration::from_millis(20);
        let setting = match self.against {
            Against::Nobody | Against::Emulator => return Ok(None),
            Against::Http => fast,
            Against::Https => Setting { tls: true, ..fast },
            Against::SlowHttps => Setting { tls: true, delay, ..fast },
            Against::SlowPages => Setting { delay, objects: 10_000, ..fast },
        };
        Server::start(setting).map(Some)
    }
}

/// A round against an emulator of its own, whose CPU time and memory are figures too.
fn with_emulator(
    programs: &Programs,
    program: &str,
    mut arguments: Vec<String>,
    figures: &mut Figures,
) -> Outcome {
    let emulator = programs.emulator(SERVER_CPU)?;
    arguments.extend([format!("url={}", emulator.url), format!("key={}", emulator.key)]);
    let client = programs.run(program, &arguments)?;
    let server = emulator.end()?;
    let server: String = server.lines().map(|line| format!("server_{line}\n")).collect();
    add_round(figures, &format!("{client}{server}"))
}
