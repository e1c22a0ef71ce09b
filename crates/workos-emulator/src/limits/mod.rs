//! Rate limits: which there are, and who has used how much of them.

pub(crate) mod windows;

use std::fmt;
use std::num::NonZeroU32;
use std::time::Duration;

use http::header::RETRY_AFTER;
use http::{HeaderName, HeaderValue, StatusCode};
use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, IntoDeserializer, MapAccess, Visitor};
use workos_core::Timestamp;

use crate::http::answer::{Failure, Headers};
use crate::http::contract::Route;
use crate::http::request::Call;
use crate::limits::windows::{Window, WindowKey, Windows};

const SECOND: Duration = Duration::from_secs(1);
const MINUTE: Duration = Duration::from_secs(60);

static LIMIT: HeaderName = HeaderName::from_static("x-ratelimit-limit");
static REMAINING: HeaderName = HeaderName::from_static("x-ratelimit-remaining");
static RESET: HeaderName = HeaderName::from_static("x-ratelimit-reset");

/// The rate limits of an emulator. There are none unless the builder or the fixture sets some.
///
/// Each limit counts requests in windows of a fixed length; the first window begins with the first request. A request
/// over a limit is answered with 429 `rate_limit_exceeded` and `Retry-After` (whole seconds), and does not count.
///
/// With limits, every response has the headers `X-RateLimit-Limit`, `X-RateLimit-Remaining` and `X-RateLimit-Reset`
/// (seconds since the epoch) of the limit that is closest to exhaustion. A request without a valid API key counts only
/// against limits that are not per key.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(from = "SeededLimits")]
pub struct RateLimits(Vec<Rule>);

impl RateLimits {
    /// Returns no limits.
    #[must_use]
    pub const fn none() -> Self {
        Self(Vec::new())
    }

    /// Limits each API key to this number of requests in a window of this length.
    #[must_use]
    pub fn per_key(limit: u32, window: Duration) -> Self {
        Self(vec![Rule::new(limit, window, Scope::EVERYTHING, Key::Caller)])
    }

    /// Returns strict limits, which well-behaved integrations stay below.
    ///
    /// They are 600 requests a minute for each API key, of which 100 may create portal links. Reads of provider icons
    /// are counted separately, with a limit of 1000 a minute.
    #[must_use]
    pub fn legacy() -> Self {
        Self(vec![
            Rule::new(600, MINUTE, Scope::EVERYTHING.but("/portal/provider_icons"), Key::Caller),
            Rule::new(100, MINUTE, Scope::of("POST", "/portal/generate_link"), Key::Caller),
            Rule::new(1000, MINUTE, Scope::of("GET", "/portal/provider_icons"), Key::Caller),
        ])
    }

    /// Returns the limits that WorkOS documents:
    ///
    /// - 6000 requests a minute for each API key,
    /// - 1000 sign-ins a minute for each connection,
    /// - 4 requests a second for each directory,
    /// - 50 deletions of organizations a minute,
    /// - 1000 reads and 500 writes in ten seconds under `/user_management`,
    /// - 10 authentications a minute, and 3 messages a minute, for each e-mail address.
    #[must_use]
    pub fn documented() -> Self {
        let ten_seconds = 10 * SECOND;
        let users = "/user_management/";
        let email = Key::Parameter(&["email"]);
        Self(vec![
            Rule::new(6000, MINUTE, Scope::EVERYTHING, Key::Caller),
            Rule::new(
                1000,
                MINUTE,
                Scope::of("GET", "/sso/authorize"),
                Key::Parameter(&["connection", "connection_id"]),
            ),
            Rule::new(4, SECOND, Scope::of("GET", "/directory_users"), Key::Parameter(&["directory"])),
            Rule::new(50, MINUTE, Scope::of("DELETE", "/organizations/"), Key::Caller),
            Rule::new(1000, ten_seconds, Scope::of("GET", users), Key::Environment),
            Rule::new(
                500,
                ten_seconds,
                Scope { method: Method::NotGet, ..Scope::of("", users) },
                Key::Environment,
            ),
            Rule::new(10, MINUTE, Scope::of("POST", "/user_management/authenticate"), email),
            Rule::new(3, MINUTE, Scope::of("POST", "/user_management/magic_auth"), email),
            Rule::new(3, MINUTE, Scope::of("POST", "/user_management/password_reset"), email),
        ])
    }
}

/// The rate limits of a seed file: a preset, or one limit for each API key.
#[derive(Debug)]
enum SeededLimits {
    Preset(LimitsPreset),
    PerKey(KeyLimit),
}

/// A preset of rate limits.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum LimitsPreset {
    /// No limits.
    None,
    /// The limits that WorkOS documents.
    Documented,
    /// Strict limits, which well-behaved integrations stay below.
    Legacy,
}

/// A limit for each API key.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyLimit {
    /// The number of requests in a window.
    limit: NonZeroU32,
    /// The length of the window in seconds.
    seconds: NonZeroU32,
}

impl<'de> Deserialize<'de> for SeededLimits {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(SeededVisitor)
    }
}

/// By hand, since an untagged enum would not say what is wrong with either form.
struct SeededVisitor;

impl<'de> Visitor<'de> for SeededVisitor {
    type Value = SeededLimits;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("none, documented, legacy, or a limit with its seconds")
    }

    fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<SeededLimits, E> {
        LimitsPreset::deserialize(name.into_deserializer()).map(SeededLimits::Preset)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<SeededLimits, A::Error> {
        KeyLimit::deserialize(MapAccessDeserializer::new(map)).map(SeededLimits::PerKey)
    }
}

impl From<SeededLimits> for RateLimits {
    fn from(seeded: SeededLimits) -> Self {
        match seeded {
            SeededLimits::Preset(LimitsPreset::None) => Self::none(),
            SeededLimits::Preset(LimitsPreset::Documented) => Self::documented(),
            SeededLimits::Preset(LimitsPreset::Legacy) => Self::legacy(),
            SeededLimits::PerKey(KeyLimit { limit, seconds }) => {
                Self::per_key(limit.get(), Duration::from_secs(seconds.get().into()))
            }
        }
    }
}

impl TryFrom<String> for RateLimits {
    type Error = String;

    fn try_from(name: String) -> Result<Self, String> {
        match name.as_str() {
            "none" => Ok(Self::none()),
            "legacy" => Ok(Self::legacy()),
            "documented" => Ok(Self::documented()),
            _ => Err(format!("rate limits '{name}' are unknown: expected none, legacy or documented")),
        }
    }
}

#[derive(Clone, Copy, Debug)]
struct Rule {
    limit: u32,
    window: Duration,
    scope: Scope,
    key: Key,
}

impl Rule {
    const fn new(limit: u32, window: Duration, scope: Scope, key: Key) -> Self {
        Self { limit, window, scope, key }
    }
}

/// The operations that a rule counts: by method and the beginning of the path.
#[derive(Clone, Copy, Debug)]
struct Scope {
    method: Method,
    path: &'static str,
    except: Option<&'static str>,
}

#[derive(Clone, Copy, Debug)]
enum Method {
    Any,
    Is(&'static str),
    NotGet,
}

impl Scope {
    const EVERYTHING: Self = Self { method: Method::Any, path: "/", except: None };

    const fn of(method: &'static str, path: &'static str) -> Self {
        Self { method: Method::Is(method), path, except: None }
    }

    const fn but(self, path: &'static str) -> Self {
        Self { except: Some(path), ..self }
    }

    fn has(&self, method: &str, path: &str) -> bool {
        let fits = match self.method {
            Method::Any => true,
            Method::Is(name) => name == method,
            Method::NotGet => method != "GET",
        };
        fits && path.starts_with(self.path) && self.except != Some(path)
    }
}

/// Whom a rule counts apart.
#[derive(Clone, Copy, Debug)]
enum Key {
    /// By API key.
    Caller,
    Environment,
    /// By the first of these that the query or the body has.
    Parameter(&'static [&'static str]),
}

impl Key {
    /// `None` where the rule does not count the request.
    fn of(self, call: &Call, caller: Option<&str>) -> Option<WindowKey> {
        match self {
            Self::Caller => caller.map(WindowKey::from),
            Self::Environment => Some(WindowKey::from("")),
            Self::Parameter(names) => {
                let fields = call.fields().ok();
                names.iter().find_map(|name| {
                    let field = fields.and_then(|fields| fields.get(*name)?.as_str());
                    call.query.filled(name).or(field).map(|value| WindowKey::from(&*value.to_lowercase()))
                })
            }
        }
    }
}

/// Who has used how much.
#[derive(Debug)]
pub(crate) struct RateLimiter {
    /// Each with who has used how much of it.
    rules: Vec<(Rule, Windows)>,
}

impl RateLimiter {
    pub(crate) fn new(limits: RateLimits) -> Self {
        Self { rules: limits.0.into_iter().map(|rule| (rule, Windows::default())).collect() }
    }

    /// Forgets what was used.
    pub(crate) fn reset(&mut self) {
        self.rules.iter_mut().for_each(|(_, windows)| *windows = Windows::default());
    }

    /// The bytes that the windows take.
    #[cfg(test)]
    pub(crate) fn bytes(&self) -> usize {
        self.rules.iter().map(|(_, windows)| windows.bytes()).sum()
    }

    /// Counts a request of the caller with this API key; the headers tell what is left. `None` where no rule is about it.
    ///
    /// # Errors
    /// 429 when it exceeds one of the limits. Then it counts against none.
    pub(crate) fn admit(
        &mut self,
        route: &Route,
        call: &Call,
        caller: Option<&str>,
    ) -> Result<Option<Headers>, Failure> {
        if self.rules.is_empty() {
            return Ok(None);
        }
        let now = call.now;
        let mut counted = Vec::new();
        let mut nearest: Option<Quota> = None;
        for (number, (rule, windows)) in self.rules.iter().enumerate() {
            if !rule.scope.has(route.method, route.path) {
                continue;
            }
            let Some(key) = rule.key.of(call, caller) else { continue };
            let fresh = Window { end: now.saturating_add(rule.window), used: 0 };
            let window = windows.get(&key, now).unwrap_or(fresh);
            let quota =
                Quota { limit: rule.limit, left: rule.limit.saturating_sub(window.used), end: window.end };
            // Of limits that are used up, the one that takes longest decides when to come back.
            let is_nearer = nearest.as_ref().is_none_or(|other| {
                quota.left < other.left || (quota.left == other.left && quota.end > other.end)
            });
            if is_nearer {
                nearest = Some(quota);
            }
            counted.push((number, key, window));
        }
        let Some(quota) = nearest else { return Ok(None) };
        if quota.left == 0 {
            return Err(quota.exceeded(now));
        }
        for (number, key, window) in counted {
            if let Some((_, windows)) = self.rules.get_mut(number) {
                windows.set(key, Window { used: window.used + 1, ..window }, now);
            }
        }
        Ok(Some(Quota { left: quota.left - 1, ..quota }.headers(now)))
    }
}

/// What is left of a limit.
#[derive(Debug)]
struct Quota {
    limit: u32,
    left: u32,
    end: Timestamp,
}

impl Quota {
    fn seconds_left(&self, now: Timestamp) -> u64 {
        self.end.duration_since(now).as_millis().div_ceil(1000).try_into().unwrap_or(u64::MAX)
    }

    fn headers(&self, now: Timestamp) -> Headers {
        let reset = now.as_secs().saturating_add_unsigned(self.seconds_left(now));
        vec![
            (LIMIT.clone(), HeaderValue::from(self.limit)),
            (REMAINING.clone(), HeaderValue::from(self.left)),
            (RESET.clone(), HeaderValue::from(reset)),
        ]
    }

    fn exceeded(&self, now: Timestamp) -> Failure {
        let wait = self.seconds_left(now);
        let message = format!("The limit of {} requests is exceeded. Try again in {wait} s.", self.limit);
        let mut headers = self.headers(now);
        headers.push((RETRY_AFTER, HeaderValue::from(wait)));
        Failure::plain(StatusCode::TOO_MANY_REQUESTS, "rate_limit_exceeded", message).with_headers(headers)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matching(limits: &RateLimits, method: &str, path: &str) -> Vec<u32> {
        limits.0.iter().filter(|rule| rule.scope.has(method, path)).map(|rule| rule.limit).collect()
    }

    #[test]
    fn the_presets_count_what_they_name() {
        let legacy = RateLimits::legacy();
        assert_eq!(matching(&legacy, "GET", "/connections"), [600]);
        assert_eq!(matching(&legacy, "POST", "/portal/generate_link"), [600, 100]);
        assert_eq!(matching(&legacy, "GET", "/portal/provider_icons"), [1000]);
        let documented = RateLimits::documented();
        assert_eq!(matching(&documented, "GET", "/sso/authorize"), [6000, 1000]);
        assert_eq!(matching(&documented, "GET", "/directory_users"), [6000, 4]);
        assert_eq!(matching(&documented, "DELETE", "/organizations/{id}"), [6000, 50]);
        assert_eq!(matching(&documented, "GET", "/organizations/{id}"), [6000]);
        assert_eq!(matching(&documented, "GET", "/user_management/users"), [6000, 1000]);
        assert_eq!(matching(&documented, "DELETE", "/user_management/users/{id}"), [6000, 500]);
        assert_eq!(matching(&documented, "POST", "/user_management/authenticate"), [6000, 500, 10]);
        assert_eq!(matching(&RateLimits::none(), "GET", "/connections"), [0; 0]);
    }
}
