//! What the emulator holds, as the API shows it.

use http::StatusCode;
use serde_json::{Map, Value, json};

use crate::control::listing::Listing;
use crate::control::request::Control;
use crate::domains::state::State;
use crate::http::answer;
use crate::http::answer::{Answer, Failure};

/// A kind of objects: its name, and how many there are.
type Kind = (&'static str, fn(&State) -> usize);

/// Every kind, in the order in which they are set up.
static KINDS: &[Kind] = &[
    ("organizations", |state| state.organizations.len()),
    ("organization_domains", |state| state.domains.len()),
    ("it_contacts", |state| state.it_contacts.len()),
    ("connections", |state| state.connections.len()),
    ("saml_certificates", |state| state.saml_certificates.len()),
    ("profiles", |state| state.profiles.len()),
    ("users", |state| state.users.len()),
    ("data_integrations", |state| state.data_integrations.len()),
    ("connected_accounts", |state| state.connected_accounts.len()),
    ("webhook_endpoints", |state| state.webhook_endpoints.len()),
    ("events", |state| state.events.all().len()),
];

/// `GET /_emulator/objects`
pub(crate) fn counts(control: &Control<'_>) -> Answer {
    let state = control.emulator.shared().state();
    let counts: Map<_, _> =
        KINDS.iter().map(|(name, count)| ((*name).to_owned(), json!(count(&state)))).collect();
    Ok(answer::json(StatusCode::OK, &json!({"object": "counts", "counts": counts})))
}

/// `GET /_emulator/objects/{kind}`
pub(crate) fn list(control: &Control<'_>) -> Answer {
    let call = &control.call;
    let kind = call.path("kind");
    let listing = Listing::read(&call.query, &[])?;
    let state = control.emulator.shared().state();
    match kind {
        "organizations" => listing.page_of(&state.organizations, |organization| {
            organization.to_json(state.domains.owned_by(&organization.id))
        }),
        "organization_domains" => listing.page_of(&state.domains, |domain| domain.to_json()),
        "it_contacts" => listing.page_of(&state.it_contacts, |contact| contact.to_json()),
        "connections" => listing.page_of(&state.connections, |connection| connection.to_json()),
        "saml_certificates" => listing.page_of(&state.saml_certificates, |certificate| certificate.to_json()),
        "profiles" => listing.page_of(&state.profiles, |profile| profile.to_json()),
        "users" => listing.page_of(&state.users, |user| user.to_json()),
        "data_integrations" => {
            listing.page_of(&state.data_integrations, |integration| integration.to_json(&call.base_url, None))
        }
        "connected_accounts" => listing.page_of(&state.connected_accounts, |account| account.to_json()),
        "webhook_endpoints" => listing.page_of(&state.webhook_endpoints, |endpoint| endpoint.to_json()),
        "events" => listing.page_of(state.events.all(), |event| event.to_json()),
        _ => Err(unknown(kind)),
    }
}

fn unknown(kind: &str) -> Failure {
    let known: Vec<_> = KINDS.iter().map(|(name, _)| *name).collect();
    Failure::not_found("Kind of objects", kind).with("kinds", Value::from(known))
}
