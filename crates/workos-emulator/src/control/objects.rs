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
    ("organizations", |state| state.organizations.all.len()),
    ("organization_domains", |state| state.organizations.domains.len()),
    ("it_contacts", |state| state.organizations.it_contacts.len()),
    ("connections", |state| state.connections.all.len()),
    ("saml_certificates", |state| state.connections.certificates.len()),
    ("profiles", |state| state.sso.profiles.len()),
    ("users", |state| state.users.all.len()),
    ("data_integrations", |state| state.pipes.integrations.len()),
    ("connected_accounts", |state| state.pipes.accounts.len()),
    ("webhook_endpoints", |state| state.outbox.endpoints.len()),
    ("events", |state| state.outbox.events.all().len()),
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
        "organizations" => listing.page_of(&state.organizations.all, |organization| {
            organization.to_json(state.organizations.domains.owned_by(&organization.id))
        }),
        "organization_domains" => listing.page_of(&state.organizations.domains, |domain| domain.to_json()),
        "it_contacts" => listing.page_of(&state.organizations.it_contacts, |contact| contact.to_json()),
        "connections" => listing.page_of(&state.connections.all, |connection| connection.to_json()),
        "saml_certificates" => {
            listing.page_of(&state.connections.certificates, |certificate| certificate.to_json())
        }
        "profiles" => listing.page_of(&state.sso.profiles, |profile| profile.to_json()),
        "users" => listing.page_of(&state.users.all, |user| user.to_json()),
        "data_integrations" => listing
            .page_of(&state.pipes.integrations, |integration| integration.to_json(&call.base_url, None)),
        "connected_accounts" => listing.page_of(&state.pipes.accounts, |account| account.to_json()),
        "webhook_endpoints" => listing.page_of(&state.outbox.endpoints, |endpoint| endpoint.to_json()),
        "events" => listing.page_of(state.outbox.events.all(), |event| event.to_json()),
        _ => Err(unknown(kind)),
    }
}

fn unknown(kind: &str) -> Failure {
    let known: Vec<_> = KINDS.iter().map(|(name, _)| *name).collect();
    Failure::not_found("Kind of objects", kind).with("kinds", Value::from(known))
}
