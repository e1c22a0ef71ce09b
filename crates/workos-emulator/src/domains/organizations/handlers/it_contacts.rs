//! `it_contacts.*`: who sets up an organization's connections. Nobody is written to.

use http::StatusCode;
use serde_json::{Value, json};

use crate::domains::organizations::model::ItContact;
use crate::domains::organizations::seed::it_contact::NewItContact;
use crate::domains::resource::Resource;
use crate::domains::seed;
use crate::domains::state::State;
use crate::domains::tx::Tx;
use crate::http::answer::{Answer, Failure, empty, json as respond};
use crate::http::request::Call;

pub(crate) static IT_CONTACTS: Resource<ItContact> = Resource {
    add: Some(seed::add::<NewItContact>),
    remove: Some(|state, id, _| drop(state.organizations.it_contacts.remove(id))),
    ..Resource::new(
        "it_contacts",
        "IT contact",
        |state| &state.organizations.it_contacts,
        |_, contact, _| contact.to_json(),
    )
};

/// `GET /organizations/{organization_id}/it_contacts`: all of them, in one page.
pub(crate) fn list(call: &Call, tx: &mut Tx<'_>) -> Answer {
    let organization_id = call.path("organization_id");
    tx.state.find_organization(organization_id)?;
    let contacts: Vec<_> =
        tx.state.organizations.it_contacts.owned_by(organization_id).map(ItContact::to_json).collect();
    let list_metadata = json!({"before": null, "after": null});
    let shown = json!({"object": "list", "data": contacts, "list_metadata": list_metadata});
    Ok(respond(StatusCode::OK, &shown))
}

/// `POST /organizations/{organization_id}/it_contacts`
pub(crate) fn create(call: &Call, tx: &mut Tx<'_>) -> Answer {
    let organization_id = call.path("organization_id");
    let fields = call.fields()?;
    let email = fields.get("email").and_then(Value::as_str).unwrap_or_default();
    tx.state.find_organization(organization_id)?;
    let id = tx.state.add_it_contact(organization_id, email, tx.moment)?;
    Ok(respond(StatusCode::CREATED, &find(tx.state, organization_id, &id)?.to_json()))
}

/// `DELETE /organizations/{organization_id}/it_contacts/{contact_id}`
pub(crate) fn delete(call: &Call, tx: &mut Tx<'_>) -> Answer {
    let id = find(tx.state, call.path("organization_id"), call.path("contact_id"))?.id.clone();
    tx.state.organizations.it_contacts.remove(&id);
    Ok(empty(StatusCode::NO_CONTENT))
}

/// `POST /organizations/{organization_id}/it_contacts/{contact_id}/invite`: an organization has one invitation at
/// a time.
pub(crate) fn invite(call: &Call, tx: &mut Tx<'_>) -> Answer {
    let organization_id = call.path("organization_id");
    find(tx.state, organization_id, call.path("contact_id"))?;
    if tx
        .state
        .organizations
        .it_contacts
        .group(&ItContact::group_of_invited(organization_id))
        .next()
        .is_some()
    {
        let message = "The organization has an active invitation: revoke it first.";
        return Err(Failure::plain(StatusCode::CONFLICT, "conflict", message));
    }
    set_invited(call, tx, true);
    Ok(empty(StatusCode::NO_CONTENT))
}

/// `POST /organizations/{organization_id}/it_contacts/{contact_id}/revoke`
pub(crate) fn revoke(call: &Call, tx: &mut Tx<'_>) -> Answer {
    find(tx.state, call.path("organization_id"), call.path("contact_id"))?;
    set_invited(call, tx, false);
    Ok(empty(StatusCode::NO_CONTENT))
}

fn set_invited(call: &Call, tx: &mut Tx<'_>, invited: bool) {
    tx.state.organizations.it_contacts.change(call.path("contact_id"), |contact| {
        (contact.invited, contact.updated_at) = (invited, call.now);
    });
}

/// # Errors
/// 404 when there is no such organization, or no such contact of it.
fn find<'a>(state: &'a State, organization_id: &str, id: &str) -> Result<&'a ItContact, Failure> {
    state.find_organization(organization_id)?;
    let contact =
        state.organizations.it_contacts.get(id).filter(|contact| contact.organization_id == organization_id);
    contact.ok_or_else(|| Failure::not_found("IT contact", id))
}
