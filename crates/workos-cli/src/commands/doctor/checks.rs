//! The checks of `workos doctor`. Each check returns one or more findings.

use std::time::Duration;

use http::header::DATE;
use workos_kit::pipes::{CredentialsType, DataIntegration, DataIntegrationState};
use workos_kit::sso::{Connection, Provider};
use workos_kit::transport::{Clock, StdClock};
use workos_kit::webhooks::{WebhookVerifier, sign};
use workos_kit::widgets::WidgetPermission;
use workos_kit::{Answer, Error, Meta, Page, Secret, Timestamp, WorkOs};

use super::finding::Finding;
use crate::ages::in_words;
use crate::args::{Doctor, Global, SigningSecret};

/// The largest acceptable clock difference in seconds. Beyond it, webhooks are rejected and short lifetimes are wrong.
const MAX_SKEW: i64 = WebhookVerifier::DEFAULT_TOLERANCE.as_secs().cast_signed();
/// The difference in seconds that counts as none: a `Date` header has whole seconds, and a request takes time.
const NEGLIGIBLE_SKEW: i64 = 5;
/// The number of inactive connections that are named.
const MAX_NAMED: usize = 5;
const CREATES: &str = "this check creates an object";
const CHECK_THE_IDS: &str = "Check `--organization` and `--user`: `workos organizations list` shows the ids.";

/// Checks the API key, and returns it if it is usable.
pub(super) fn api_key(global: &Global) -> (Finding, Option<Secret>) {
    let check = "API key";
    let key = match global.api_key() {
        Ok(Some(key)) => key,
        Ok(None) => {
            let missing = Finding::fail(check, "not set");
            return (missing.with_fix("Set WORKOS_API_KEY, or `--api-key-file`."), None);
        }
        Err(failure) => return (Finding::failed(check, &failure), None),
    };
    let text = key.expose();
    let detail = if is_live(&key) {
        "a live key: changes affect production"
    } else if text.starts_with("sk_test_") {
        "a test key, for a sandbox"
    } else if text.starts_with("sk_") {
        "a key whose prefix tells neither test nor live"
    } else {
        let fix =
            "Copy the key from the dashboard, under API Keys. A key begins with `sk_`, a client id does not.";
        return (Finding::fail(check, "it does not begin with `sk_`").with_fix(fix), None);
    };
    (Finding::pass(check, detail), Some(key))
}

/// Whether the key is a production key.
pub(super) fn is_live(key: &Secret) -> bool {
    key.expose().starts_with("sk_live_")
}

pub(super) fn client_id(global: &Global) -> Finding {
    let check = "client id";
    match global.client_id() {
        None => Finding::fail(check, "not set").with_fix("Set WORKOS_CLIENT_ID, or `--client-id`."),
        Some(id) if id.starts_with("client_") => Finding::pass(check, "it begins with `client_`"),
        Some(_) => Finding::fail(check, "it does not begin with `client_`").with_fix(
            "Copy the client id from the dashboard, under API Keys. It must belong to the key's environment.",
        ),
    }
}

/// Returns a finding for the URL, and one for its redirect URI, which a person has to compare.
pub(super) fn authorization_url(workos: &WorkOs, redirect_uri: &str) -> Vec<Finding> {
    let check = "authorization URL";
    let url = workos.sso().authorization_url(redirect_uri, Provider::GoogleOAuth).state("doctor").build();
    match url {
        Ok(_) => {
            let redirect = Finding::manual("redirect URI", redirect_uri)
                .with_fix("Check that the dashboard lists it under Redirects.");
            vec![Finding::pass(check, "it can be built; nothing was sent"), redirect]
        }
        Err(error) => vec![
            Finding::failed(check, &error.into())
                .or_fix("Set `--redirect-uri` to a redirect URI of your application."),
        ],
    }
}

/// Signs a sample with the secret, and verifies it as a receiver does.
pub(super) fn webhook_secret(secret: &SigningSecret) -> Finding {
    let check = "webhook secret";
    let secret = match secret.find() {
        Ok(Some(secret)) => secret,
        Ok(None) => {
            let fix = "Set WORKOS_WEBHOOK_SECRET if your application receives webhooks.";
            return Finding::skip(check, "not set").with_fix(fix);
        }
        Err(failure) => return Finding::failed(check, &failure),
    };
    let verifier = match WebhookVerifier::new(secret.clone()) {
        Ok(verifier) => verifier,
        Err(error) => return Finding::fail(check, error.to_string()).with_fix(error.hint()),
    };
    let sample = br#"{"id":"event_sample","event":"connection.activated","data":{}}"#;
    let now = StdClock::new().now();
    let header = sign(secret, now, sample);
    match verifier.verify(sample, header.as_str(), now) {
        Ok(_) => Finding::pass(check, "a sample signed with it verifies"),
        Err(error) => Finding::fail(check, error.to_string()).with_fix(error.hint()),
    }
}

/// The account to check, with the options of the command.
#[derive(Debug)]
pub(super) struct Target<'a> {
    pub(super) workos: WorkOs,
    pub(super) is_live: bool,
    pub(super) command: &'a Doctor,
}

impl Target<'_> {
    /// Calls the API, with a small list that every environment has.
    pub(super) async fn api(&self) -> (Finding, Option<Answer<Page<Connection>>>) {
        let check = "API";
        match self.workos.connections().list().limit(1).send_with_meta().await {
            Ok(answer) => {
                let took = answer.meta.elapsed().as_millis();
                let detail = format!("{} answers in {took} ms", self.workos.client().base_url());
                (Finding::pass(check, detail).with_request(answer.meta.request_id()), Some(answer))
            }
            Err(error) => (Finding::failed(check, &error.into()), None),
        }
    }

    pub(super) fn clock(&self, meta: &Meta) -> Finding {
        let check = "clock";
        let date = meta.headers().get(DATE).and_then(|date| date.to_str().ok());
        let Some(server) = date.and_then(|date| Timestamp::parse_http_date(date).ok()) else {
            return Finding::skip(check, "the response has no `Date` header to compare with");
        };
        let here = self.workos.client().clock().now().as_secs();
        skew(check, here - server.as_secs())
    }

    /// Looks at all connections, page by page.
    pub(super) async fn connections(&self) -> Finding {
        let check = "connections";
        let mut items = self.workos.connections().list().limit(100).items();
        let (mut number, mut inactive) = (0, Vec::new());
        loop {
            match items.try_next().await {
                Ok(None) => return connections(check, number, &inactive),
                Err(error) => return Finding::failed(check, &error.into()),
                Ok(Some(connection)) => {
                    number += 1;
                    if !connection.is_active() {
                        inactive.push(connection);
                    }
                }
            }
        }
    }

    pub(super) async fn portal_link(&self) -> Finding {
        let check = "portal link";
        let Some(organization) = &self.command.organization else { return skipped_creation(check) };
        let call = self.workos.admin_portal().generate_link(organization.as_str()).intent("sso");
        match call.send_with_meta().await {
            Ok(answer) => Finding::pass(check, "created but not used; it expires in five minutes")
                .with_request(answer.meta.request_id()),
            Err(error) => Finding::failed(check, &error.into()).or_fix(CHECK_THE_IDS),
        }
    }

    pub(super) async fn provider_icons(&self) -> Finding {
        let check = "provider icons";
        match self.workos.admin_portal().provider_icons().send_with_meta().await {
            Ok(answer) => Finding::pass(check, format!("{} icons", answer.value.len()))
                .with_request(answer.meta.request_id()),
            Err(Error::Api(error)) if error.is_not_found() => {
                let fix = "Use the icons of the CDN: `workos portal icons --provider SLUG`.";
                Finding::skip(check, "this API does not list icons").with_fix(fix)
            }
            Err(error) => Finding::failed(check, &error.into()),
        }
    }

    pub(super) async fn widget_token(&self) -> Finding {
        let check = "widget token";
        let Some(organization) = &self.command.organization else { return skipped_creation(check) };
        let mut call = self
            .workos
            .widgets()
            .token()
            .organization_id(organization.as_str())
            .scopes([WidgetPermission::ManageSso]);
        if let Some(user) = &self.command.user {
            call = call.user_id(user.as_str());
        }
        match call.send_with_meta().await {
            Ok(answer) => match answer.value.lifetime(self.workos.client().clock().now()) {
                Ok(lifetime) => Finding::pass(check, format!("created, valid for {} s", lifetime.as_secs()))
                    .with_request(answer.meta.request_id()),
                Err(error) => Finding::fail(check, error.to_string()).with_fix(error.hint()),
            },
            Err(error) => Finding::failed(check, &error.into()).or_fix(CHECK_THE_IDS),
        }
    }

    /// Returns two findings for each provider: its state, and its redirect URI, which a person has to compare.
    pub(super) async fn pipes_providers(&self) -> Vec<Finding> {
        let check = "Pipes providers";
        let page = match self.workos.data_integrations().list().limit(100).send_with_meta().await {
            Ok(answer) => answer.value,
            // WorkOS enables this operation per account.
            Err(Error::Api(error)) if error.is_forbidden() || error.is_not_found() => {
                let detail = format!("this API key may not list providers (status {})", error.status());
                let fix = "Compare the providers in the dashboard, under Pipes, or ask WorkOS for access to this operation.";
                return vec![Finding::skip(check, detail).with_fix(fix).with_request(error.request_id())];
            }
            Err(error) => return vec![Finding::failed(check, &error.into())],
        };
        if page.data.is_empty() {
            let fix = "Add providers in the dashboard, under Pipes, if your application uses accounts of its users.";
            return vec![Finding::skip(check, "no providers").with_fix(fix)];
        }
        page.data.iter().flat_map(|integration| provider(integration, self.is_live)).collect()
    }
}

fn skipped_creation(check: &str) -> Finding {
    Finding::skip(check, CREATES).with_fix("Add `--organization ID` to check it with that organization.")
}

/// Rates the connections of the environment.
fn connections(check: &str, number: usize, inactive: &[Connection]) -> Finding {
    let named: Vec<_> =
        inactive.iter().take(MAX_NAMED).map(|it| format!("{} ({})", it.id, it.name)).collect();
    let more = match inactive.len().saturating_sub(named.len()) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let named = named.join(", ") + &more;
    let setup = "Let an administrator set up the connection: `workos portal generate-link ID --intent sso`, where ID \
                 is the organization.";
    match (number, inactive.len()) {
        (0, _) => Finding::skip(check, "no connections yet").with_fix(setup),
        (1, 0) => Finding::pass(check, "the only connection is active"),
        (_, 0) => Finding::pass(check, format!("all {number} connections are active")),
        (_, count) if count == number => {
            let detail = format!("none of {number} is active, so nobody can sign in through them: {named}");
            Finding::warn(check, detail).with_fix(setup)
        }
        (_, count) => {
            let detail =
                format!("{count} of {number} cannot be used to sign in, because they are inactive: {named}");
            Finding::warn(check, detail).with_fix(setup)
        }
    }
}

/// Rates a difference in seconds between the local clock and the server's clock.
fn skew(check: &str, seconds: i64) -> Finding {
    let direction = if seconds > 0 { "ahead of" } else { "behind" };
    let span = in_words(Duration::from_secs(seconds.unsigned_abs()));
    let detail = format!("{span} {direction} the server's clock");
    match seconds.abs() {
        0..=NEGLIGIBLE_SKEW => Finding::pass(check, "agrees with the server's clock"),
        ..=MAX_SKEW => Finding::pass(check, detail),
        _ => Finding::fail(check, detail).with_fix(
            "Synchronize this machine's clock by NTP. Until then, tokens and webhooks seem expired or not yet valid.",
        ),
    }
}

fn provider(integration: &DataIntegration, is_live: bool) -> [Finding; 2] {
    let check = format!("Pipes provider {}", integration.slug);
    let is_shared = integration
        .credentials
        .as_ref()
        .is_some_and(|credentials| credentials.kind == CredentialsType::Shared);
    let scopes = match integration.scopes.as_slice() {
        [] => "no scopes".to_owned(),
        scopes => scopes.join(" "),
    };
    let state = if is_shared && is_live {
        Finding::fail(&check, "uses shared credentials with a live key").with_fix(
            "Register an OAuth application at the provider, and enter its credentials in the dashboard.",
        )
    } else if integration.state == DataIntegrationState::Invalid {
        Finding::fail(&check, "its configuration is not valid")
            .with_fix("Complete its configuration in the dashboard, under Pipes.")
    } else if !integration.enabled {
        Finding::skip(&check, "disabled")
    } else {
        Finding::pass(&check, format!("{}, with {scopes}", integration.state))
    };
    let redirect = Finding::manual(format!("{check}, redirect URI"), integration.redirect_uri.clone())
        .with_fix("Compare it with the redirect URI at the provider, character by character.");
    [state, redirect]
}

#[cfg(test)]
mod tests {
    use super::super::finding::Outcome;
    use super::*;
    use serde_json::json;

    #[test]
    fn a_clock_fails_beyond_the_tolerance_of_webhooks() {
        for (seconds, expected) in [
            (0, Outcome::Pass),
            (-5, Outcome::Pass),
            (180, Outcome::Pass),
            (181, Outcome::Fail),
            (-7200, Outcome::Fail),
        ] {
            assert_eq!(skew("clock", seconds).outcome, expected, "{seconds}");
        }
        assert!(skew("clock", -7200).to_json()["detail"].as_str().unwrap().contains("2 hours behind"));
    }

    #[test]
    fn inactive_connections_are_named_in_a_warning() {
        let of = |index: usize| -> Connection {
            let id = format!("conn_{index}");
            serde_json::from_value(json!({
                "object": "connection", "id": id, "name": "Okta", "connection_type": "OktaSAML", "state": "inactive",
                "domains": [],
            }))
            .unwrap()
        };
        let finding = |number, inactive: usize| {
            connections("connections", number, &(0..inactive).map(of).collect::<Vec<_>>())
        };
        for (number, inactive, expected) in
            [(0, 0, Outcome::Skip), (1, 0, Outcome::Pass), (3, 0, Outcome::Pass), (3, 3, Outcome::Warn)]
        {
            assert_eq!(finding(number, inactive).outcome, expected, "{number} {inactive}");
        }
        let detail = finding(150, 7).to_json()["detail"].to_string();
        assert!(detail.contains("7 of 150") && detail.contains("conn_4 (Okta) and 2 more"), "{detail}");
    }

    #[test]
    fn shared_credentials_fail_with_a_live_key_only() {
        let integration: DataIntegration = serde_json::from_value(json!({
            "object": "data_integration", "id": "data_integration_1", "slug": "github", "integration_type": "github",
            "enabled": true, "state": "valid", "scopes": ["repo"], "redirect_uri": "https://api.workos.com/cb",
            "credentials": {"type": "shared"}, "created_at": "2026-01-15T12:00:00.000Z",
            "updated_at": "2026-01-15T12:00:00.000Z",
        }))
        .unwrap();
        let outcomes = |is_live| provider(&integration, is_live).map(|finding| finding.outcome);
        assert_eq!(outcomes(true), [Outcome::Fail, Outcome::Manual]);
        assert_eq!(outcomes(false), [Outcome::Pass, Outcome::Manual]);
    }
}
