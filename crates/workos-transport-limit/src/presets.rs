//! Lists of rules, among them the published limits.

use std::time::Duration;

use crate::{KeyBy, Route, Rule};

/// A list of rules, from the broadest to the narrowest. A request needs quota from every rule that counts it.
///
/// The order matters only for a 429 that does not say which limit was exceeded: it is attributed to the last rule in
/// the list that counted the request.
#[derive(Clone, Debug, Default)]
pub struct Rules(Vec<Rule>);

const SECOND: Duration = Duration::from_secs(1);
const TEN_SECONDS: Duration = Duration::from_secs(10);
const MINUTE: Duration = Duration::from_secs(60);

impl Rules {
    /// Returns an empty list.
    #[must_use]
    pub const fn none() -> Self {
        Self(Vec::new())
    }

    /// Returns the limits that WorkOS publishes (<https://workos.com/docs/reference/rate-limits>) for all environments:
    ///
    /// | rule | limit | counted per |
    /// |---|---|---|
    /// | `api_key` | 6,000 in 60 s | API key |
    /// | `authkit_reads` | 1,000 in 10 s | API key, for `GET /user_management/*` |
    /// | `authkit_writes` | 500 in 10 s | API key, for other methods on `/user_management/*` |
    /// | `organization_deletes` | 50 in 60 s | API key |
    /// | `sso_authorize` | 1,000 in 60 s | connection |
    /// | `directory_users` | 4 in 1 s | directory, or group |
    /// | `authenticate` | 10 in 60 s | e-mail address, or challenge |
    /// | `magic_auth`, `password_reset` | 3 in 60 s | e-mail address |
    /// | `email_verification` | 3 in 60 s | user |
    ///
    /// AuthKit's limits are per environment, but these rules count per API key. If one transport serves several API
    /// keys of one environment, replace the AuthKit rules by rules with [`KeyBy::All`]. The last four rules are for
    /// requests that a person waits for, so at least half of their limit may be sent at once.
    #[must_use]
    pub fn documented() -> Self {
        let email = || KeyBy::Field("email");
        Self(vec![
            Rule::new("api_key", 6000, MINUTE),
            Rule::new("authkit_reads", 1000, TEN_SECONDS).with_route(Route::reads("/user_management/*")),
            Rule::new("authkit_writes", 500, TEN_SECONDS).with_route(Route::writes("/user_management/*")),
            Rule::new("organization_deletes", 50, MINUTE).with_route(Route::delete("/organizations/*")),
            Rule::new("sso_authorize", 1000, MINUTE)
                .with_route(Route::get("/sso/authorize"))
                .keyed_by(KeyBy::Query("connection")),
            Rule::new("directory_users", 4, SECOND)
                .with_route(Route::get("/directory_users"))
                .keyed_by(KeyBy::FirstOf(vec![KeyBy::Query("directory"), KeyBy::Query("group")])),
            Rule::new("authenticate", 10, MINUTE)
                .with_burst(5)
                .with_route(Route::post("/user_management/authenticate"))
                .keyed_by(KeyBy::FirstOf(vec![
                    email(),
                    KeyBy::Field("authentication_challenge_id"),
                    KeyBy::Field("pending_authentication_token"),
                ])),
            Rule::new("magic_auth", 3, MINUTE)
                .with_burst(2)
                .with_route(Route::post("/user_management/magic_auth"))
                .keyed_by(email()),
            Rule::new("password_reset", 3, MINUTE)
                .with_burst(2)
                .with_route(Route::post("/user_management/password_reset"))
                .keyed_by(email()),
            Rule::new("email_verification", 3, MINUTE)
                .with_burst(2)
                .with_route(Route::post("/user_management/users/{id}/email_verification/send"))
                .keyed_by(KeyBy::FirstOf(vec![
                    KeyBy::PathParameter("id"),
                    KeyBy::PathParameter("user_id"),
                    KeyBy::PathParameter("userId"),
                ])),
        ])
    }

    /// Returns tighter limits, from older guides, for an API key whose real limits are unknown or that other processes
    /// use too.
    ///
    /// An API key may send 600 requests a minute, of which at most 100 create Admin Portal links. Requests for provider
    /// icons have a limit of their own, 1,000 a minute.
    #[must_use]
    pub fn conservative() -> Self {
        let icons = || Route::get("/portal/provider_icons/*");
        Self(vec![
            Rule::new("api_key", 600, MINUTE).without_route(icons()),
            Rule::new("portal_links", 100, MINUTE).with_route(Route::post("/portal/generate_link")),
            Rule::new("provider_icons", 1000, MINUTE).with_route(icons()),
        ])
    }

    /// Adds a rule at the end, as the narrowest one. If there is a rule of the same name, replaces it in its place.
    #[must_use]
    pub fn with(mut self, rule: Rule) -> Self {
        match self.0.iter_mut().find(|known| known.name() == rule.name()) {
            Some(known) => *known = rule,
            None => self.0.push(rule),
        }
        self
    }

    /// Removes the rule of this name.
    #[must_use]
    pub fn without(mut self, name: &str) -> Self {
        self.0.retain(|rule| rule.name() != name);
        self
    }

    /// Iterates over the rules, from the broadest to the narrowest.
    pub fn iter(&self) -> std::slice::Iter<'_, Rule> {
        self.0.iter()
    }
}

impl<'a> IntoIterator for &'a Rules {
    type Item = &'a Rule;
    type IntoIter = std::slice::Iter<'a, Rule>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl FromIterator<Rule> for Rules {
    fn from_iter<I: IntoIterator<Item = Rule>>(rules: I) -> Self {
        rules.into_iter().fold(Self::none(), Self::with)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::Method;
    use workos_transport::Operation;

    fn counting(rules: &Rules, method: Method, path: &'static str) -> Vec<String> {
        let operation = Operation::new("x", method, path);
        rules.iter().filter(|rule| rule.counts(&operation)).map(|rule| rule.name().to_owned()).collect()
    }

    #[test]
    fn the_rules_of_the_presets_count_the_operations_they_are_for() {
        let (documented, conservative) = (Rules::documented(), Rules::conservative());
        for (method, path, names) in [
            (Method::GET, "/connections/{id}", &["api_key"][..]),
            (Method::GET, "/sso/authorize", &["api_key", "sso_authorize"]),
            (Method::GET, "/directory_users", &["api_key", "directory_users"]),
            (Method::DELETE, "/organizations/{id}", &["api_key", "organization_deletes"]),
            (Method::GET, "/user_management/users/{id}", &["api_key", "authkit_reads"]),
            (Method::POST, "/user_management/magic_auth", &["api_key", "authkit_writes", "magic_auth"]),
            (
                Method::POST,
                "/user_management/users/{user_id}/email_verification/send",
                &["api_key", "authkit_writes", "email_verification"],
            ),
        ] {
            assert_eq!(counting(&documented, method, path), names, "{path}");
        }
        for (method, path, names) in [
            (Method::GET, "/connections", &["api_key"][..]),
            (Method::POST, "/portal/generate_link", &["api_key", "portal_links"]),
            (Method::GET, "/portal/provider_icons", &["provider_icons"]),
            (Method::GET, "/portal/provider_icons/{slug}", &["provider_icons"]),
        ] {
            assert_eq!(counting(&conservative, method, path), names, "{path}");
        }
    }

    #[test]
    fn rules_are_replaced_by_name_and_removed() {
        let rules = Rules::documented().with(Rule::new("api_key", 10, SECOND)).without("magic_auth");
        assert_eq!(rules.iter().next().map(Rule::limit), Some(10));
        assert_eq!(rules.iter().count(), Rules::documented().iter().count() - 1);
    }
}
