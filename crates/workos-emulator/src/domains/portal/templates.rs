//! The templates of the portal's pages.

use maud::{Markup, html};

use crate::domains::connections::model::connection::CONNECTION_TYPES;
use crate::domains::connections::model::provider_name::{provider_name, short_provider_name};
use crate::domains::organizations::model::OrganizationDomain;
use crate::domains::portal::model::PortalVisit;
use crate::domains::state::State;
use crate::http::page::{Width, alert, document, heading, hidden_token, state_label, tile};

/// Where the pages' forms go.
pub(crate) const PATH: &str = "/_emulator/portal";

/// Every intent, its name on the pages, and what it is about.
pub(crate) const INTENTS: &[(&str, &str, &str)] = &[
    ("sso", "Single sign-on", "Let people sign in with your identity provider"),
    ("domain_verification", "Domains", "Verify that a domain is yours"),
    ("dsync", "Directory", "Synchronize people and groups"),
    ("audit_logs", "Audit logs", "See what happened, and for how long it is stored"),
    ("log_streams", "Log streams", "Send audit logs to your own systems"),
    ("certificate_renewal", "Certificates", "Renew the certificates of your connection"),
    ("bring_your_own_key", "Encryption key", "Encrypt data with a key of your own"),
];

pub(crate) fn render(
    state: &State,
    visit: &PortalVisit,
    organization: &str,
    token: &str,
    problem: Option<&str>,
) -> String {
    let (title, content) = match visit.intent.as_deref() {
        Some("sso") => ("Set up single sign-on", sso(state, visit)),
        Some("domain_verification") => ("Verify a domain", domains(state, visit)),
        Some(intent) => (name_of(intent), settings(intent)),
        None => ("Set up your organization", menu()),
    };
    let page = html! {
        (heading(&[organization], organization, title, &html! { "for " strong { (organization) } }))
        (alert(problem))
        form method="post" action=(PATH) {
            (hidden_token(token))
            (content)
        }
        @if let Some(url) = &visit.return_url {
            a.button href=(url) { "Back without saving" }
        }
    };
    document(title, Width::Narrow, &page)
}

fn name_of(intent: &str) -> &'static str {
    INTENTS.iter().find(|(known, ..)| *known == intent).map_or("Settings", |(_, name, _)| name)
}

fn menu() -> Markup {
    html! {
        fieldset {
            legend { "What do you want to set up?" }
            @for (intent, name, text) in INTENTS {
                button.choice name="intent" value=(intent) {
                    (tile(name, ""))
                    span { strong { (name) } small { (text) } }
                }
            }
        }
    }
}

/// What an identity provider is chosen from.
pub(crate) fn provider_types() -> impl Iterator<Item = &'static str> {
    CONNECTION_TYPES
        .iter()
        .copied()
        .filter(|name| name.ends_with("SAML") || name.to_uppercase().ends_with("OIDC"))
}

fn sso(state: &State, visit: &PortalVisit) -> Markup {
    let connections: Vec<_> = state.connections.all.owned_by(&visit.organization_id).collect();
    let chosen = visit.provider_type.as_deref().unwrap_or("GenericSAML");
    let mut types: Vec<_> = provider_types().map(|name| (provider_name(name), name)).collect();
    types.sort_unstable();
    let domain = state.organizations.domains.owned_by(&visit.organization_id).next();
    let domain = domain.map_or("example.com", |domain| &domain.domain);
    html! {
        @if !connections.is_empty() {
            h2 id="existing" { "Existing connections" }
            ul.list aria-labelledby="existing" {
                @for connection in connections {
                    li.entry {
                        (tile(&short_provider_name(connection.connection_type), ""))
                        span {
                            strong { (connection.name) }
                            small { (provider_name(connection.connection_type)) }
                        }
                        (state_label(connection.state.as_str()))
                    }
                }
            }
        }
        label for="type" { "Identity provider" }
        select id="type" name="connection_type" {
            @for (name, connection_type) in types {
                option value=(connection_type) selected[connection_type == chosen] { (name) }
            }
        }
        label for="name" { "Name of the connection" }
        input id="name" name="name" maxlength="200" autocomplete="off";
        label for="email" { "E-mail address of a person who can sign in" }
        input id="email" name="email" type="email" autocomplete="off" value={ "admin@" (domain) };
        button.main { "Save connection" }
    }
}

/// The field comes first, so that the Enter key in it means its own button.
fn domains(state: &State, visit: &PortalVisit) -> Markup {
    let domains: Vec<_> = state.organizations.domains.owned_by(&visit.organization_id).collect();
    html! {
        label for="domain" { "Domain" }
        input id="domain" name="domain" placeholder="example.com" autocomplete="off";
        button.main { "Verify this domain" }
        @if !domains.is_empty() {
            h2 id="domains" { "Domains of the organization" }
            ul.list aria-labelledby="domains" { @for domain in domains { li { (entry(domain)) } } }
        }
    }
}

fn entry(domain: &OrganizationDomain) -> Markup {
    html! {
        div.entry {
            (tile(&domain.domain, ""))
            strong { (domain.domain) }
            (state_label(domain.state.as_str()))
            @if !domain.is_verified() {
                button name="domain_id" value=(domain.id) aria-label={ "Verify " (domain.domain) } { "Verify" }
            }
        }
        @if let (false, Some(proof)) = (domain.is_verified(), &domain.proof) {
            p.note { "Publish this TXT record in the DNS of the domain:" }
            pre { code { (proof.prefix) "." (domain.domain) " TXT " (proof.token) } }
        }
    }
}

/// The page of settings that the emulator does not store.
fn settings(intent: &str) -> Markup {
    let text = match intent {
        "dsync" => "No directory is connected.",
        "audit_logs" => "Audit logs are kept for 30 days.",
        "log_streams" => "Audit logs are not streamed.",
        "certificate_renewal" => "No certificate needs to be renewed.",
        _ => "Data is encrypted with a key of WorkOS.",
    };
    html! {
        p { (text) }
        p.note { "This page is read-only in the emulator." }
        button.main { "Done" }
    }
}
