//! `admin_portal.*`: links to the pages on which a customer's administrator sets things up.

use http::StatusCode;
use serde_json::{Map, Value, json};

use crate::base::lenient::{Check, Lenient};
use crate::domains::portal::model::PortalVisit;
use crate::domains::tx::Tx;
use crate::http::answer::{Answer, Failure, empty, secret_json, shown};
use crate::http::formats::{check_email, read_web_url};
use crate::http::page_forms::random_token;
use crate::http::rejected::Rejected;
use crate::http::request::Call;
use crate::http::url::with_query;

/// How many people a request may name.
const MOST_CONTACTS: usize = 20;

/// `POST /portal/generate_link`: a link for one visit, to be opened within five minutes.
pub(crate) fn generate_link(call: &Call, tx: &mut Tx<'_>) -> Answer {
    let fields = call.fields()?;
    let text = |name: &str| fields.get(name).and_then(Value::as_str);
    let organization_id = text("organization").unwrap_or_default();
    if tx.state.organizations.all.get(organization_id).is_none() {
        let id = shown(organization_id);
        let message = format!("Organization not found: '{id}'.");
        return Err(Failure::plain(StatusCode::NOT_FOUND, "organization_not_found", message)
            .with("entity_id", json!(id)));
    }
    for name in ["return_url", "success_url"] {
        if let Some(url) = text(name) {
            read_web_url(name, url)?;
        }
    }
    for name in ["it_contact_emails", "admin_emails"] {
        check_contacts(fields, name, tx.state.lenient)?;
    }
    let visit = PortalVisit {
        organization_id: organization_id.to_owned(),
        intent: text("intent").map(str::to_owned),
        return_url: text("return_url").map(str::to_owned),
        success_url: text("success_url").map(str::to_owned),
        external_user_id: text("external_user_id").map(str::to_owned),
        provider_type: fields
            .get("intent_options")
            .and_then(|options| options["sso"]["provider_type"].as_str())
            .map(str::to_owned),
    };
    let token = random_token()?;
    let link = with_query(&format!("{}/portal/launch", call.base_url), &[("token", &token)]);
    tx.state.add_portal_link(token, visit, call.now);
    Ok(secret_json(StatusCode::CREATED, &json!({"link": link})))
}

/// `POST /portal/revoke_link`: the links of a person stop working, and the visits that began with one end.
pub(crate) fn revoke_link(call: &Call, tx: &mut Tx<'_>) -> Answer {
    let fields = call.fields()?;
    let field = |name: &str| fields.get(name).and_then(Value::as_str).unwrap_or_default();
    tx.state.find_organization(field("organization"))?;
    if !tx.state.revoke_portal_links(field("organization"), field("external_user_id")) {
        return Err(Failure::not_found("Portal link of external user", field("external_user_id")));
    }
    Ok(empty(StatusCode::NO_CONTENT))
}

fn check_contacts(fields: &Map<String, Value>, name: &'static str, lenient: Lenient) -> Result<(), Rejected> {
    let emails = fields.get(name).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    if emails.len() > MOST_CONTACTS && !lenient.skips(Check::Limits) {
        let reason = format!("are more than {MOST_CONTACTS}");
        return Err(Rejected::new(name, &format!("{} addresses", emails.len()), reason));
    }
    emails.iter().filter_map(Value::as_str).try_for_each(check_email)
}
