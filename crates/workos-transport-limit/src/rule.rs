//! Rate limits as data: what a rule allows, which requests it counts, and the key it counts them by.

use std::borrow::Cow;
use std::time::Duration;

use http::Method;
use workos_transport::{Operation, Request};

use crate::gcra::Pace;
use crate::{Key, KeyBy};

/// A rate limit: a number of requests in a time window, counted separately for each key.
///
/// ```
/// use std::time::Duration;
/// use workos_transport_limit::{KeyBy, Route, Rule};
///
/// let rule = Rule::new("directory_users", 4, Duration::from_secs(1))
///     .with_route(Route::get("/directory_users"))
///     .keyed_by(KeyBy::Query("directory"));
/// assert_eq!((rule.limit(), rule.burst()), (4, 1));
/// ```
#[derive(Clone, Debug)]
pub struct Rule {
    name: Cow<'static, str>,
    limit: u32,
    window: Duration,
    burst: u32,
    routes: Vec<Route>,
    except: Vec<Route>,
    classes: Vec<&'static str>,
    key: KeyBy,
}

impl Rule {
    /// Creates a rule that counts every request, per API key.
    ///
    /// A limit of 0 counts as 1 request, and a window below one millisecond as one millisecond. The burst is 1/40 of
    /// the limit, at least 1. The remaining limit is granted at a steady rate, so that a steady load can use at least
    /// 97.5% of a limit of 40 or more, wherever the server's windows begin.
    #[must_use]
    pub fn new(name: impl Into<Cow<'static, str>>, limit: u32, window: Duration) -> Self {
        let limit = limit.max(1);
        Self {
            name: name.into(),
            limit,
            window: window.max(Duration::from_millis(1)),
            burst: (limit / 40).max(1),
            routes: Vec::new(),
            except: Vec::new(),
            classes: Vec::new(),
            key: KeyBy::ApiKey,
        }
    }

    /// Sets how many requests may be sent at once after an idle time, from 1 to one less than the limit.
    ///
    /// A server that counts in fixed windows can see the burst and a full window of the steady rate together. So
    /// `burst + rate × window` is at most the limit, and a larger burst means a lower rate.
    #[must_use]
    pub fn with_burst(mut self, burst: u32) -> Self {
        self.burst = burst.clamp(1, (self.limit - 1).max(1));
        self
    }

    /// Adds a route whose requests are counted. A rule without routes and quota classes counts all requests.
    #[must_use]
    pub fn with_route(mut self, route: Route) -> Self {
        self.routes.push(route);
        self
    }

    /// Excludes the requests of this route, even if another route or a quota class includes them.
    #[must_use]
    pub fn without_route(mut self, route: Route) -> Self {
        self.except.push(route);
        self
    }

    /// Adds a quota class ([`Operation::quota_class`]) whose requests are counted, besides the requests of the routes.
    #[must_use]
    pub fn with_quota_class(mut self, class: &'static str) -> Self {
        self.classes.push(class);
        self
    }

    /// Sets the key by which requests are counted: each value of the key has the whole limit for itself.
    ///
    /// A request without the key is not counted.
    #[must_use]
    pub fn keyed_by(mut self, key: KeyBy) -> Self {
        self.key = key;
        self
    }

    /// Returns the name of the rule, which errors and logs show.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns how many requests a window allows.
    #[must_use]
    pub const fn limit(&self) -> u32 {
        self.limit
    }

    /// Returns the length of a window.
    #[must_use]
    pub const fn window(&self) -> Duration {
        self.window
    }

    /// Returns how many requests may be sent at once after an idle time.
    #[must_use]
    pub const fn burst(&self) -> u32 {
        self.burst
    }

    /// Returns the time between two requests at the steady rate: the window divided by the limit less the burst.
    #[must_use]
    pub fn interval(&self) -> Duration {
        Duration::from_nanos(self.pace().interval)
    }

    /// Returns whether the rule counts requests of this operation.
    #[must_use]
    pub fn counts(&self, operation: &Operation) -> bool {
        let everything = self.routes.is_empty() && self.classes.is_empty();
        let named = || {
            self.routes.iter().any(|route| route.matches(operation))
                || self.classes.contains(&operation.quota_class())
        };
        (everything || named()) && !self.except.iter().any(|route| route.matches(operation))
    }

    /// Returns the key under which the rule counts a request, or `None` if the rule does not count it.
    #[must_use]
    pub fn key(&self, request: &Request) -> Option<Key> {
        if self.counts(request.operation()) { self.key.read(&self.name, request) } else { None }
    }

    pub(crate) fn pace(&self) -> Pace {
        let window = u64::try_from(self.window.as_nanos()).unwrap_or(u64::MAX);
        // Rounded up, so that the rate never exceeds the limit.
        Pace { interval: window.div_ceil(u64::from((self.limit - self.burst).max(1))), burst: self.burst }
    }
}

/// A pattern for the requests that a rule counts: one or more methods, and a path template.
///
/// The template has the form of [`Operation::path`]. A segment in braces matches any parameter, whatever its name. A
/// `*` at the end matches any number of further segments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    methods: Methods,
    path: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Methods {
    Any,
    Reads,
    Writes,
    One(Method),
}

impl Route {
    /// Matches requests of any method.
    #[must_use]
    pub const fn any(path: &'static str) -> Self {
        Self { methods: Methods::Any, path }
    }

    /// Matches `GET` and `HEAD` requests.
    #[must_use]
    pub const fn reads(path: &'static str) -> Self {
        Self { methods: Methods::Reads, path }
    }

    /// Matches requests of any method other than `GET` and `HEAD`.
    #[must_use]
    pub const fn writes(path: &'static str) -> Self {
        Self { methods: Methods::Writes, path }
    }

    /// Matches `GET` requests.
    #[must_use]
    pub const fn get(path: &'static str) -> Self {
        Self { methods: Methods::One(Method::GET), path }
    }

    /// Matches `POST` requests.
    #[must_use]
    pub const fn post(path: &'static str) -> Self {
        Self { methods: Methods::One(Method::POST), path }
    }

    /// Matches `DELETE` requests.
    #[must_use]
    pub const fn delete(path: &'static str) -> Self {
        Self { methods: Methods::One(Method::DELETE), path }
    }

    /// Matches requests of this method.
    #[must_use]
    pub const fn method(method: Method, path: &'static str) -> Self {
        Self { methods: Methods::One(method), path }
    }

    /// Returns whether requests of this operation match.
    #[must_use]
    pub fn matches(&self, operation: &Operation) -> bool {
        let method = operation.method();
        let read = || *method == Method::GET || *method == Method::HEAD;
        let method_matches = match &self.methods {
            Methods::Any => true,
            Methods::Reads => read(),
            Methods::Writes => !read(),
            Methods::One(one) => one == method,
        };
        method_matches && self.matches_path(operation.path())
    }

    fn matches_path(&self, template: &str) -> bool {
        let mut segments = template.split('/');
        for wanted in self.path.split('/') {
            if wanted == "*" {
                return true;
            }
            match segments.next() {
                Some(segment)
                    if wanted == segment || (wanted.starts_with('{') && segment.starts_with('{')) => {}
                _ => return false,
            }
        }
        segments.next().is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    static GET_USER: Operation = Operation::new("users.get", Method::GET, "/user_management/users/{user_id}");
    static DELETE: Operation = Operation::new("organizations.delete", Method::DELETE, "/organizations/{id}");

    #[test]
    fn routes_match_by_method_and_template() {
        for (route, matches) in [
            (Route::any("/user_management/*"), true),
            (Route::reads("/user_management/*"), true),
            (Route::writes("/user_management/*"), false),
            (Route::get("/user_management/users/{id}"), true),
            (Route::get("/user_management/users"), false),
            (Route::get("/user_management/users/{id}/sessions"), false),
            (Route::get("/user_management"), false),
            (Route::post("/user_management/users/{id}"), false),
        ] {
            assert_eq!(route.matches(&GET_USER), matches, "{route:?}");
        }
        assert!(Route::delete("/organizations/*").matches(&DELETE));
        assert!(Route::writes("/organizations/{x}").matches(&DELETE));
        assert!(!Route::any("/organizations/{id}").matches(&GET_USER));
    }

    #[test]
    fn a_rule_counts_its_routes_and_quota_classes_or_all_requests_if_it_has_none() {
        static LINK: Operation = Operation::new("links.create", Method::POST, "/x").quota("portal_links");
        let window = Duration::from_secs(60);
        assert!(Rule::new("all", 600, window).counts(&GET_USER));
        assert!(
            !Rule::new("all", 600, window).without_route(Route::any("/user_management/*")).counts(&GET_USER)
        );
        let rule = Rule::new("some", 10, window)
            .with_route(Route::any("/organizations/*"))
            .with_quota_class("portal_links");
        assert_eq!([&DELETE, &LINK, &GET_USER].map(|op| rule.counts(op)), [true, true, false]);
    }

    proptest! {
        #[test]
        fn burst_and_a_window_at_the_steady_rate_stay_within_the_limit(
            limit in 2u32..10_000, burst in 0u32..20_000, millis in 1u64..100_000,
        ) {
            let rule = Rule::new("r", limit, Duration::from_millis(millis)).with_burst(burst);
            let rate_in_window = rule.window().as_nanos() / rule.interval().as_nanos();
            prop_assert!(rate_in_window + u128::from(rule.burst()) <= u128::from(limit));
        }
    }
}
