//! What the pages of errors of a sign-in say: what was sent, what is allowed, and what to change.

use crate::base::redirect_uri::RedirectPattern;
use crate::base::text_limits::cut;
use crate::domains::environment::store::EnvironmentStore;
use crate::http::advice::{Advice, SeedList};

/// The bytes of a parameter that a page shows.
const LONGEST_SHOWN: usize = 400;
/// The number of allowed values that a page shows.
const MOST_SHOWN: usize = 50;
/// The characters of a token that a page shows; a token of a log or a screenshot must not be usable.
const TOKEN_SHOWN: usize = 12;

/// The `client_id` is not one of this environment.
pub(crate) fn unknown_client(environment: &EnvironmentStore, sent: &str) -> Advice {
    let sent = cut(sent, LONGEST_SHOWN);
    let allowed: Vec<_> =
        environment.clients.iter().take(MOST_SHOWN).map(|client| client.id.clone()).collect();
    Advice {
        title: "Unknown client",
        sent: vec![("client_id", sent.clone())],
        allowed: allowed.clone(),
        action: "Send one of the allowed client ids, usually from the variable WORKOS_CLIENT_ID, or add yours to the \
                 seed file and restart the emulator.",
        seed: Some(SeedList { key: "client_ids", present: allowed, added: sent }),
        production: "The client id of an environment is on the API Keys page of the WorkOS dashboard, as Client ID.",
        ..Advice::default()
    }
}

/// The `redirect_uri` is not allowed, or not a URI that ever is.
pub(crate) fn redirect_uri(environment: &EnvironmentStore, sent: &str) -> Advice {
    let allowed: Vec<_> =
        environment.redirect_uris.iter().take(MOST_SHOWN).map(|allowed| allowed.uri.to_string()).collect();
    let can_be_added = sent.len() <= LONGEST_SHOWN && RedirectPattern::parse(sent).is_ok();
    let sent = cut(sent, LONGEST_SHOWN);
    let added = || SeedList { key: "redirect_uris", present: allowed.clone(), added: sent.clone() };
    Advice {
        title: "The redirect URI is not allowed",
        seed: can_be_added.then(added),
        sent: vec![("redirect_uri", sent)],
        allowed,
        action: if can_be_added {
            "Compare the two letter by letter: scheme, port, path and a slash at the end count. Send an allowed URI, \
             or add yours to the seed file and restart the emulator."
        } else {
            "Send an absolute URI without a fragment, for instance http://localhost:3000/callback."
        },
        production: "The same list is on the Redirects page of the WorkOS dashboard, as Redirect URIs. Every \
                     environment has its own list.",
        ..Advice::default()
    }
}

/// A parameter without which no sign-in begins is missing.
pub(crate) fn missing_parameter() -> Advice {
    Advice {
        title: "The sign-in URL is incomplete",
        rule: "A sign-in URL has client_id, redirect_uri, response_type=code, and connection, organization or \
               provider.",
        action: "Build the URL with the SDK, which sets all required parameters. An empty value counts as missing: \
                 check the variables that the application reads.",
        production: "Production rejects the same URL.",
        ..Advice::default()
    }
}

/// A logout token is unknown, has expired or was used before.
pub(crate) fn logout(token: &str) -> Advice {
    Advice {
        title: "The logout link is no longer valid",
        sent: vec![("token", format!("{}…", cut(token, TOKEN_SHOWN)))],
        rule: "One use of each logout token, within 10 minutes.",
        action: "Create a new link by POST /sso/logout/authorize for each logout, and do not store it.",
        production: "Where a logout ends is the Sign-out redirect on the Redirects page of the WorkOS dashboard.",
        ..Advice::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_shown_in_part_only() {
        assert_eq!(logout("logout_0123456789").sent, [("token", "logout_01234…".to_owned())]);
    }
}
