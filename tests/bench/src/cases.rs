//! The measured cases, except the builds. `measure` runs them.

pub const OFFICIAL: &str = "official";
pub const OURS: &str = "workos-sso";
/// Requests gzip for every response. By default, the crate does not request gzip for a list of ten.
pub const ALWAYS_GZIP: &str = "workos-sso, always gzip";
/// Uses the feature `http2`, which is off by default.
pub const WITH_HTTP2: &str = "workos-sso, HTTP/2";

/// The same work, done by several programs.
pub struct Case {
    pub part: &'static str,
    pub name: &'static str,
    pub rounds: usize,
    pub server: ServerKind,
    pub work: &'static str,
    pub settings: &'static [&'static str],
    pub variants: &'static [Variant],
    /// Whether client and server each have a CPU of their own; otherwise they share both.
    pub pinned: bool,
}

/// The server that the programs call.
#[derive(Clone, Copy, PartialEq)]
pub enum ServerKind {
    None,
    Http,
    /// Sends gzip to clients that request it.
    GzipHttp,
    Https,
    /// Responds after 20 ms.
    SlowHttp,
    SlowHttps,
    /// Serves 10,000 objects, each page after 20 ms.
    SlowPages,
    Emulator,
}

/// One of the compared programs: its name in the results, and the settings that the other programs do not have.
pub struct Variant {
    pub name: &'static str,
    /// A note for readers of the report.
    pub note: &'static str,
    pub program: &'static str,
    pub settings: &'static [&'static str],
}

const fn official(note: &'static str) -> Variant {
    Variant { name: OFFICIAL, note, program: "official", settings: &[] }
}

const fn ours(note: &'static str) -> Variant {
    Variant { name: OURS, note, program: "kit", settings: &[] }
}

impl Variant {
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

const BOTH: &[Variant] = &[official(""), ours("")];
const COUNTED: &[Variant] = &[official("").program("official-counting"), ours("").program("kit-counting")];
const GZIP: &[Variant] = &[
    official("uncompressed, it never requests gzip"),
    ours("uncompressed, its default for a list of ten"),
    ours("gzip").named(ALWAYS_GZIP).with(&["compression=always"]),
];
const GZIP_COUNTED: &[Variant] = &[
    official("uncompressed").program("official-counting"),
    ours("uncompressed").program("kit-counting"),
    ours("gzip").program("kit-counting").named(ALWAYS_GZIP).with(&["compression=always"]),
];
const GZIP_BY_100: &[Variant] = &[
    official("uncompressed"),
    ours("gzip, its default for a list of 100"),
    ours("uncompressed").named("workos-sso, never gzip").with(&["compression=never"]),
];
const GZIP_BY_100_COUNTED: &[Variant] = &[
    official("uncompressed").program("official-counting"),
    ours("gzip").program("kit-counting"),
    ours("uncompressed").program("kit-counting").named("workos-sso, never gzip").with(&["compression=never"]),
];
const TYPED: &[Variant] = &[official("untyped"), ours("typed")];
const TYPED_COUNTED: &[Variant] =
    &[official("untyped").program("official-counting"), ours("typed").program("kit-counting")];
const OVER_TLS: &[Variant] =
    &[official("HTTP/1.1"), ours("HTTP/1.1"), ours("").named(WITH_HTTP2).with(&["http=2"])];
const WITH_ROOTS: &[Variant] = &[
    official("bundled roots, all it has"),
    ours("the system's roots, its default"),
    ours("").named("workos-sso, bundled roots").with(&["roots=bundled"]),
];
const PAGED: &[Variant] = &[
    official("10 a page, its default").with(&["limit=0"]),
    official("").named("official, limit 100").with(&["limit=100"]),
    ours("100 a page, its default").with(&["limit=0"]),
];
const PAGED_BY_100: &[Variant] =
    &[official("limit 100").with(&["limit=100"]), ours("100 a page, its default").with(&["limit=0"])];
const EMULATOR: &[Variant] = &[Variant { name: "emulator", note: "", program: "emulator", settings: &[] }];
const CLIENT_OF_EMULATOR: &[Variant] = &[ours("")];

const fn case(
    part: &'static str,
    name: &'static str,
    rounds: usize,
    server: ServerKind,
    work: &'static str,
) -> Case {
    Case { part, name, rounds, server, work, settings: &[], variants: BOTH, pinned: true }
}

impl Case {
    const fn with(mut self, settings: &'static [&'static str]) -> Self {
        self.settings = settings;
        self
    }

    const fn of(mut self, variants: &'static [Variant]) -> Self {
        self.variants = variants;
        self
    }

    const fn on_both_cpus(mut self) -> Self {
        self.pinned = false;
        self
    }
}

pub const CASES: &[Case] = &[
    case("list", "64 at a time, one thread", 9, ServerKind::Http, "list")
        .with(&["concurrency=64", "calls=20000"]),
    case("list", "64 at a time, two threads", 9, ServerKind::Http, "list")
        .with(&["concurrency=64", "calls=20000", "threads=2"])
        .on_both_cpus(),
    case("list", "one at a time, one thread", 5, ServerKind::Http, "list")
        .with(&["concurrency=1", "calls=6000"]),
    case("list", "one at a time, two threads", 5, ServerKind::Http, "list")
        .with(&["concurrency=1", "calls=6000", "threads=2"])
        .on_both_cpus(),
    case("list", "64 at a time, one thread, gzip for those who ask", 9, ServerKind::GzipHttp, "list")
        .with(&["concurrency=64", "calls=20000"])
        .of(GZIP),
    case("list", "100 a page, 64 at a time, gzip for those who ask", 5, ServerKind::GzipHttp, "list")
        .with(&["concurrency=64", "calls=4000", "limit=100"])
        .of(GZIP_BY_100),
    case("list", "allocations", 3, ServerKind::Http, "list")
        .with(&["concurrency=64", "calls=6400"])
        .of(COUNTED),
    case("list", "allocations, gzip for those who ask", 3, ServerKind::GzipHttp, "list")
        .with(&["concurrency=64", "calls=6400"])
        .of(GZIP_COUNTED),
    case("list", "100 a page, allocations, gzip for those who ask", 3, ServerKind::GzipHttp, "list")
        .with(&["concurrency=64", "calls=3200", "limit=100"])
        .of(GZIP_BY_100_COUNTED),
    case("tls", "64 at a time, one thread", 5, ServerKind::Https, "list")
        .with(&["concurrency=64", "calls=10000"])
        .of(OVER_TLS),
    case("tls", "64 at a time, two threads", 5, ServerKind::Https, "list")
        .with(&["concurrency=64", "calls=10000", "threads=2"])
        .of(OVER_TLS)
        .on_both_cpus(),
    case("tls", "one at a time, one thread", 5, ServerKind::Https, "list")
        .with(&["concurrency=1", "calls=3000"])
        .of(OVER_TLS),
    case("tls", "one at a time, two threads", 5, ServerKind::Https, "list")
        .with(&["concurrency=1", "calls=3000", "threads=2"])
        .of(OVER_TLS)
        .on_both_cpus(),
    case("token", "64 at a time, one thread", 9, ServerKind::Http, "token")
        .with(&["concurrency=64", "calls=20000"]),
    case("token", "allocations", 3, ServerKind::Http, "token")
        .with(&["concurrency=64", "calls=6400"])
        .of(COUNTED),
    case("burst", "64 cold callers, 20 ms delay", 9, ServerKind::SlowHttps, "burst")
        .with(&["concurrency=64"])
        .of(OVER_TLS),
    case("burst", "64 cold callers, 20 ms delay, without TLS", 9, ServerKind::SlowHttp, "burst")
        .with(&["concurrency=64"]),
    case("pages", "10,000 objects, 20 ms delay", 2, ServerKind::SlowPages, "pages")
        .with(&["objects=10000", "work_us=0"])
        .of(PAGED),
    case("pages", "the same with 20 ms of work on every 100", 3, ServerKind::SlowPages, "pages")
        .with(&["objects=10000", "work_us=200"])
        .of(PAGED_BY_100),
    case("start", "first HTTPS call of a process", 21, ServerKind::Https, "first-call").of(WITH_ROOTS),
    case("start", "first PKCE pair of a process", 21, ServerKind::None, "pkce"),
    case("webhooks", "verify 1 KB", 15, ServerKind::None, "verify").with(&["bytes=1024", "millis=150"]),
    case("webhooks", "verify 64 KB", 15, ServerKind::None, "verify").with(&["bytes=65536", "millis=150"]),
    case("webhooks", "verify to event", 15, ServerKind::None, "event").with(&["millis=150"]).of(TYPED),
    case("webhooks", "verify 1 KB, allocations", 1, ServerKind::None, "verify")
        .with(&["bytes=1024", "millis=50"])
        .of(COUNTED),
    case("webhooks", "verify to event, allocations", 1, ServerKind::None, "event")
        .with(&["millis=50"])
        .of(TYPED_COUNTED),
    case("memory", "after one HTTPS call", 5, ServerKind::Https, "memory").of(OVER_TLS),
    case("memory", "64 calls at a time over HTTPS", 5, ServerKind::Https, "list")
        .with(&["concurrency=64", "calls=6400"])
        .of(OVER_TLS),
    case("emulator", "made anew", 5, ServerKind::None, "start").with(&["millis=150"]).of(EMULATOR),
    case("emulator", "list of ten in process", 5, ServerKind::None, "in-process")
        .with(&["concurrency=1", "calls=20000"])
        .of(EMULATOR),
    case("emulator", "list of ten from its server, 64 at a time", 5, ServerKind::Emulator, "list")
        .with(&["concurrency=64", "calls=20000"])
        .of(CLIENT_OF_EMULATOR),
    case("emulator", "longest time under the lock with 110,000 objects", 5, ServerKind::None, "lock")
        .with(&["connections=60000", "users=50000"])
        .of(EMULATOR)
        .on_both_cpus(),
];
