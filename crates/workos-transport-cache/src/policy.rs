//! The cache policy: which responses are cached, for how long, and which writes invalidate them.

use std::time::Duration;

use http::Method;
use workos_transport::{Auth, Operation};

/// The settings of a cache. By default no operation is cached; [`ttl`](Self::ttl) enables operations.
///
/// ```
/// use std::time::Duration;
/// use workos_transport_cache::CachePolicy;
///
/// let policy = CachePolicy::new()
///     .ttl("connections.*", Duration::from_secs(300))
///     .ttl("organizations.get", Duration::from_secs(60))
///     .stale_if_error(Duration::from_secs(3600));
/// # let _ = policy;
/// ```
#[derive(Clone, Debug)]
pub struct CachePolicy {
    ttls: Vec<(&'static str, Duration)>,
    without_effect: Vec<&'static str>,
    related: Vec<(&'static str, &'static str)>,
    pub(crate) entries: usize,
    pub(crate) bytes: u64,
    pub(crate) stale: Duration,
    pub(crate) unsettled: Duration,
}

impl CachePolicy {
    /// Creates a policy that caches no operations yet.
    ///
    /// The cache is limited to 1,000 entries and 16 MiB, and serves no entry beyond its time to live.
    #[must_use]
    pub fn new() -> Self {
        Self {
            ttls: Vec::new(),
            without_effect: Vec::new(),
            related: RELATED.to_vec(),
            entries: 1000,
            bytes: 16 * 1024 * 1024,
            stale: Duration::ZERO,
            unsettled: Duration::from_secs(30),
        }
    }

    /// Creates a policy that caches connections for five minutes, and for one more hour while the API fails.
    #[must_use]
    pub fn connections() -> Self {
        Self::new().ttl("connections.*", Duration::from_secs(300)).stale_if_error(Duration::from_secs(3600))
    }

    /// Sets the time to live of an operation's responses, by the operation's id. A trailing `*` matches any suffix. If
    /// several settings match, the last one applies.
    ///
    /// The setting has no effect on operations that write or that authenticate with a user's access token. Nor does it
    /// affect operations whose id or path mentions tokens, links, profiles, sessions, credentials and the like. The
    /// responses of these are never cached.
    #[must_use]
    pub fn ttl(mut self, operation: &'static str, ttl: Duration) -> Self {
        self.ttls.push((operation, ttl));
        self
    }

    /// Serves expired entries for this long beyond their time to live while the API fails.
    ///
    /// The API fails if there is no response, or if its status is 408, 429 or at least 500. Invalidated entries are
    /// never served.
    #[must_use]
    pub const fn stale_if_error(mut self, beyond: Duration) -> Self {
        self.stale = beyond;
        self
    }

    /// Sets the maximum number of entries; 0 counts as 1.
    #[must_use]
    pub const fn max_entries(mut self, entries: usize) -> Self {
        self.entries = if entries == 0 { 1 } else { entries };
        self
    }

    /// Sets the maximum size of all entries in bytes. A response larger than an eighth of it is not cached.
    #[must_use]
    pub const fn max_bytes(mut self, bytes: u64) -> Self {
        self.bytes = bytes;
        self
    }

    /// Makes writes in one family invalidate entries of another family too, for instance `organizations` and
    /// `connections`.
    ///
    /// A family is the first segment of a path. Families that the API is known to change together are set already.
    #[must_use]
    pub fn also_invalidates(mut self, written: &'static str, read: &'static str) -> Self {
        self.related.push((written, read));
        self
    }

    /// Declares that an operation changes no data although its method is not `GET`, such as a check by `POST`. It then
    /// invalidates nothing.
    #[must_use]
    pub fn without_effect(mut self, operation: &'static str) -> Self {
        self.without_effect.push(operation);
        self
    }

    /// Returns the time to live of an operation's responses, or `None` if they are never cached.
    #[must_use]
    pub fn ttl_of(&self, operation: &Operation) -> Option<Duration> {
        let fits = |pattern: &str| match pattern.strip_suffix('*') {
            Some(prefix) => operation.id().starts_with(prefix),
            None => operation.id() == pattern,
        };
        let (_, ttl) = self.ttls.iter().rfind(|(pattern, _)| fits(pattern))?;
        (*operation.method() == Method::GET && !is_private(operation) && !ttl.is_zero()).then_some(*ttl)
    }

    /// Returns whether a request of this operation can change the responses of reads.
    pub(crate) fn writes(&self, operation: &Operation) -> bool {
        let reads = [Method::GET, Method::HEAD, Method::OPTIONS];
        !reads.contains(operation.method()) && !self.without_effect.contains(&operation.id())
    }

    /// Returns whether a write in one family can change the responses of reads in another.
    pub(crate) fn affects(&self, written: &str, read: &str) -> bool {
        self.affected_by(written).any(|affected| affected == read)
    }

    /// Returns the families that a write in this family can change, including itself.
    pub(crate) fn affected_by<'a>(&'a self, written: &'a str) -> impl Iterator<Item = &'a str> {
        let related = self.related.iter().filter(move |(from, _)| *from == written).map(|(_, to)| *to);
        std::iter::once(written).chain(related)
    }
}

impl Default for CachePolicy {
    fn default() -> Self {
        Self::new()
    }
}

/// Returns the family of a path: its first segment.
pub(crate) fn family(path: &str) -> &str {
    path.trim_start_matches('/').split('/').next().unwrap_or_default()
}

/// Pairs of families: a write in the first can change reads in the second.
const RELATED: &[(&str, &str)] = &[
    ("organizations", "organization_domains"),
    ("organizations", "connections"),
    ("organizations", "directories"),
    ("organizations", "directory_groups"),
    ("organizations", "directory_users"),
    ("organizations", "user_management"),
    ("organizations", "authorization"),
    ("organizations", "data-integrations"),
    ("organization_domains", "organizations"),
    ("organization_domains", "connections"),
    ("directories", "directory_groups"),
    ("directories", "directory_users"),
    ("directories", "user_management"),
    ("user_management", "organizations"),
    ("user_management", "authorization"),
    ("user_management", "data-integrations"),
    ("authorization", "user_management"),
    ("authorization", "organizations"),
    ("data-integrations", "user_management"),
    ("data-integrations", "organizations"),
    ("feature-flags", "organizations"),
    ("feature-flags", "user_management"),
    ("connect", "organizations"),
    ("connect", "user_management"),
    ("api_keys", "organizations"),
    ("api_keys", "user_management"),
];

/// Words in operation ids and paths that mark responses as private, single-use or short-lived.
const PRIVATE: &[&str] = &[
    "authenticate",
    "authentication",
    "authorize",
    "challenge",
    "challenges",
    "check",
    "code",
    "codes",
    "credential",
    "credentials",
    "device",
    "events",
    "invitation",
    "invitations",
    "key",
    "keys",
    "link",
    "links",
    "login",
    "logout",
    "magic",
    "password",
    "profile",
    "profiles",
    "radar",
    "secret",
    "secrets",
    "session",
    "sessions",
    "token",
    "tokens",
    "vault",
    "verification",
];

fn is_private(operation: &Operation) -> bool {
    let private =
        |text: &str| text.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| PRIVATE.contains(&word));
    operation.auth_kind() == Auth::AccessToken || private(operation.id()) || private(operation.path())
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: Duration = Duration::from_secs(60);

    fn ttl(policy: &CachePolicy, id: &'static str, method: Method, path: &'static str) -> Option<Duration> {
        policy.ttl_of(&Operation::new(id, method, path))
    }

    #[test]
    fn only_named_reads_are_cached_and_the_last_matching_setting_applies() {
        let policy = CachePolicy::new().ttl("connections.*", MINUTE).ttl("connections.list", MINUTE * 2);
        assert_eq!(ttl(&policy, "connections.get", Method::GET, "/connections/{id}"), Some(MINUTE));
        assert_eq!(ttl(&policy, "connections.list", Method::GET, "/connections"), Some(MINUTE * 2));
        assert_eq!(ttl(&policy, "connections.delete", Method::DELETE, "/connections/{id}"), None);
        assert_eq!(ttl(&policy, "organizations.get", Method::GET, "/organizations/{id}"), None);
        let never = policy.ttl("connections.get", Duration::ZERO);
        assert_eq!(ttl(&never, "connections.get", Method::GET, "/connections/{id}"), None);
    }

    #[test]
    fn tokens_links_profiles_and_the_like_are_never_cached() {
        let policy = CachePolicy::new().ttl("*", MINUTE);
        for (id, path) in [
            ("sso.profile", "/sso/profile"),
            ("sso.authorization_url", "/sso/authorize"),
            ("invitations.find_by_token", "/user_management/invitations/by_token/{token}"),
            ("users.sessions", "/user_management/users/{id}/sessions"),
            ("portal.link", "/portal/x"),
            ("x.y", "/user_management/magic_auth/{id}"),
            ("x.y", "/data-integrations/{slug}/credentials"),
        ] {
            assert_eq!(ttl(&policy, id, Method::GET, path), None, "{id} {path}");
        }
        let with_token = Operation::new("things.get", Method::GET, "/things").auth(Auth::AccessToken);
        assert_eq!(policy.ttl_of(&with_token), None);
        for (id, path) in [
            ("connections.get", "/connections/{id}"),
            ("portal.provider_icons", "/portal/provider_icons"),
            ("roles.list", "/authorization/roles"),
            ("directory_users.get", "/directory_users/{id}"),
        ] {
            assert_eq!(ttl(&policy, id, Method::GET, path), Some(MINUTE), "{id} {path}");
        }
    }

    #[test]
    fn writes_affect_their_own_family_and_related_families() {
        let policy = CachePolicy::new().also_invalidates("widgets", "connections");
        for (written, read, affects) in [
            ("connections", "connections", true),
            ("organizations", "connections", true),
            ("widgets", "connections", true),
            ("sso", "connections", false),
        ] {
            assert_eq!(policy.affects(written, read), affects, "{written} {read}");
        }
        let check = Operation::new("authorization.check", Method::POST, "/authorization/x");
        assert!(policy.writes(&check));
        assert!(!policy.without_effect("authorization.check").writes(&check));
    }
}
