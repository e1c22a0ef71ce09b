//! What is measured, but for the builds: `measure` runs it.

pub const OFFICIAL: &str = "official";
pub const OURS: &str = "workos-sso";
/// With gzip for every answer; by default a list of ten is not asked for as gzip.
pub const ALWAYS_PACKED: &str = "workos-sso, always gzip";
/// With the feature `http2`, which is off by default.
pub const WITH_HTTP2: &str = "workos-sso, HTTP/2";

/// The same work by several programs.
pub struct Case {
    pub part: &'static str,
    pub name: &'static str,
    pub rounds: usize,
    pub against: Against,
    pub work: &'static str,
    pub settings: &'static [&'static str],
    pub lanes: &'static [Lane],
    /// Whether client and server each have a CPU of their own, or share both.
    pub pinned: bool,
}

/// Who answers.
#[derive(Clone, Copy, PartialEq)]
pub enum Against {
    Nobody,
    Http,
    /// Sends gzip to clients that ask for it.
    PackedHttp,
    Https,
    /// Answers after 20 ms.
    SlowHttp,
    SlowHttps,
    /// 10,000 objects, each page after 20 ms.
    SlowPages,
    Emulator,
}

/// A program, as what it is called in the results, and the settings it does not share.
pub struct Lane {
    pub name: &'static str,
    /// What a reader of the report has to know of it.
    pub note: &'static str,
    pub program: &'static str,
    pub settings: &'static [&'static str],
}

const fn official(note: &'static str) -> Lane {
    Lane { name: OFFICIAL, note, program: "official", settings: &[] }
}

const fn ours(note: &'static str) -> Lane {
    Lane { name: OURS, note, program: "kit", settings: &[] }
}

impl Lane {
    const fn named(mut self, name: &'static str) -> Self {
        self.name = name;
        self
    }

    const fn with(mut self, settings: &'static [&'static str]) -> Self {
        self.settings = settings;
        self
    }

    const fn program(mut self, program: &'static str) -> Self {
        self.program = program;
        self
    }
}

const BOTH: &[Lane] = &[official(""), ours("")];
const COUNTED: &[Lane] = &[official("").program("official-counting"), ours("").program("kit-counting")];
const PACKED: &[Lane] = &[
    official("not packed, it asks for no gzip"),
    ours("not packed, its default for a list of ten"),
    ours("packed").named(ALWAYS_PACKED).with(&["compression=always"]),
];
const PACKED_COUNTED: &[Lane] = &[
    official("not packed").program("official-counting"),
    ours("not packed").program("kit-counting"),
    ours("packed").program("kit-counting").named(ALWAYS_PACKED).with(&["compression=always"]),
];
const PACKED_BY_100: &[Lane] = &[
    official("not packed"),
    ours("packed, its default for a list of 100"),
    ours("not packed").named("workos-sso, never gzip").with(&["compression=never"]),
];
const PACKED_BY_100_COUNTED: &[Lane] = &[
    official("not packed").program("official-counting"),
    ours("packed").program("kit-counting"),
    ours("not packed").program("kit-counting").named("workos-sso, never gzip").with(&["compression=never"]),
];
const TYPED: &[Lane] = &[official("untyped"), ours("typed")];
const TYPED_COUNTED: &[Lane] =
    &[official("untyped").program("official-counting"), ours("typed").program("kit-counting")];
const OVER_TLS: &[Lane] =
    &[official("HTTP/1.1"), ours("HTTP/1.1"), ours("").named(WITH_HTTP2).with(&["http=2"])];
const WITH_ROOTS: &[Lane] = &[
    official("bundled roots, all it has"),
    ours("the system's roots, its default"),
    ours("").named("workos-sso, bundled roots").with(&["roots=bundled"]),
];
const PAGED: &[Lane] = &[
    official("10 a page, its default").with(&["limit=0"]),
    official("").named("official, limit 100").with(&["limit=100"]),
    ours("100 a page, its default").with(&["limit=0"]),
];
const PAGED_BY_100: &[Lane] =
    &[official("limit 100").with(&["limit=100"]), ours("100 a page, its default").with(&["limit=0"])];
const EMULATOR: &[Lane] = &[Lane { name: "emulator", note: "", program: "emulator", settings: &[] }];
const CLIENT_OF_EMULATOR: &[Lane] = &[ours("")];

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

    const fn on_both_cpus(mut self) -> Self {
        self.pinned = false;
        self
    }
}

pub const CASES: &[Case] = &[
    case("list", "64 at a time, one thread", 9, Against::Http, "list")
        .with(&["concurrency=64", "calls=20000"]),
    case("list", "64 at a time, two threads", 9, Against::Http, "list")
        .with(&["concurrency=64", "calls=20000", "threads=2"])
        .on_both_cpus(),
    case("list", "one at a time, one thread", 5, Against::Http, "list")
        .with(&["concurrency=1", "calls=6000"]),
    case("list", "one at a time, two threads", 5, Against::Http, "list")
        .with(&["concurrency=1", "calls=6000", "threads=2"])
        .on_both_cpus(),
    case("list", "64 at a time, one thread, gzip for those who ask", 9, Against::PackedHttp, "list")
        .with(&["concurrency=64", "calls=20000"])
        .of(PACKED),
    case("list", "100 a page, 64 at a time, gzip for those who ask", 5, Against::PackedHttp, "list")
        .with(&["concurrency=64", "calls=4000", "limit=100"])
        .of(PACKED_BY_100),
    case("list", "allocations", 3, Against::Http, "list").with(&["concurrency=64", "calls=6400"]).of(COUNTED),
    case("list", "allocations, gzip for those who ask", 3, Against::PackedHttp, "list")
        .with(&["concurrency=64", "calls=6400"])
        .of(PACKED_COUNTED),
    case("list", "100 a page, allocations, gzip for those who ask", 3, Against::PackedHttp, "list")
        .with(&["concurrency=64", "calls=3200", "limit=100"])
        .of(PACKED_BY_100_COUNTED),
    case("tls", "64 at a time, one thread", 5, Against::Https, "list")
        .with(&["concurrency=64", "calls=10000"])
        .of(OVER_TLS),
    case("tls", "64 at a time, two threads", 5, Against::Https, "list")
        .with(&["concurrency=64", "calls=10000", "threads=2"])
        .of(OVER_TLS)
        .on_both_cpus(),
    case("tls", "one at a time, one thread", 5, Against::Https, "list")
        .with(&["concurrency=1", "calls=3000"])
        .of(OVER_TLS),
    case("tls", "one at a time, two threads", 5, Against::Https, "list")
        .with(&["concurrency=1", "calls=3000", "threads=2"])
        .of(OVER_TLS)
        .on_both_cpus(),
    case("token", "64 at a time, one thread", 9, Against::Http, "token")
        .with(&["concurrency=64", "calls=20000"]),
    case("token", "allocations", 3, Against::Http, "token")
        .with(&["concurrency=64", "calls=6400"])
        .of(COUNTED),
    case("burst", "64 cold callers, 20 ms delay", 9, Against::SlowHttps, "burst")
        .with(&["concurrency=64"])
        .of(OVER_TLS),
    case("burst", "64 cold callers, 20 ms delay, without TLS", 9, Against::SlowHttp, "burst")
        .with(&["concurrency=64"]),
    case("pages", "10,000 objects, 20 ms delay", 2, Against::SlowPages, "pages")
        .with(&["objects=10000", "work_us=0"])
        .of(PAGED),
    case("pages", "the same with 20 ms of work on every 100", 3, Against::SlowPages, "pages")
        .with(&["objects=10000", "work_us=200"])
        .of(PAGED_BY_100),
    case("start", "first HTTPS call of a process", 21, Against::Https, "first-call").of(WITH_ROOTS),
    case("start", "first PKCE pair of a process", 21, Against::Nobody, "pkce"),
    case("webhooks", "verify 1 KB", 15, Against::Nobody, "verify").with(&["bytes=1024", "millis=150"]),
    case("webhooks", "verify 64 KB", 15, Against::Nobody, "verify").with(&["bytes=65536", "millis=150"]),
    case("webhooks", "verify to event", 15, Against::Nobody, "event").with(&["millis=150"]).of(TYPED),
    case("webhooks", "verify 1 KB, allocations", 1, Against::Nobody, "verify")
        .with(&["bytes=1024", "millis=50"])
        .of(COUNTED),
    case("webhooks", "verify to event, allocations", 1, Against::Nobody, "event")
        .with(&["millis=50"])
        .of(TYPED_COUNTED),
    case("memory", "after one HTTPS call", 5, Against::Https, "memory").of(OVER_TLS),
    case("memory", "64 calls at a time over HTTPS", 5, Against::Https, "list")
        .with(&["concurrency=64", "calls=6400"])
        .of(OVER_TLS),
    case("emulator", "made anew", 5, Against::Nobody, "start").with(&["millis=150"]).of(EMULATOR),
    case("emulator", "list of ten in process", 5, Against::Nobody, "in-process")
        .with(&["concurrency=1", "calls=20000"])
        .of(EMULATOR),
    case("emulator", "list of ten from its server, 64 at a time", 5, Against::Emulator, "list")
        .with(&["concurrency=64", "calls=20000"])
        .of(CLIENT_OF_EMULATOR),
];
