//! The objects that the emulator holds, as the API shows them.

use http::StatusCode;
use serde_json::{Map, Value, json};

use crate::control::listing::Listing;
use crate::control::request::{Control, invalid};
use crate::domains::DOMAINS;
use crate::domains::resource::Kind;
use crate::domains::seed::SeedError;
use crate::http::answer;
use crate::http::answer::{Answer, Failure};
use crate::http::routes;
use crate::pipeline::validate;

/// Every kind of objects.
fn kinds() -> impl Iterator<Item = &'static dyn Kind> {
    DOMAINS.iter().flat_map(|domain| domain.kinds).copied()
}

/// # Errors
/// 404 if there is no such kind.
fn kind(control: &Control<'_>) -> Result<&'static dyn Kind, Failure> {
    let name = control.call.path("kind");
    kinds().find(|kind| kind.name() == name).ok_or_else(|| {
        let known: Vec<_> = kinds().map(Kind::name).collect();
        Failure::not_found("Kind of objects", name).with("kinds", Value::from(known))
    })
}

/// `GET /_emulator/objects`
pub(crate) fn counts(control: &Control<'_>) -> Answer {
    let state = control.emulator.shared().state();
    let counts: Map<_, _> = kinds().map(|kind| (kind.name().to_owned(), json!(kind.count(&state)))).collect();
    let actions: Map<_, _> = kinds().map(|kind| (kind.name().to_owned(), json!(actions(kind)))).collect();
    Ok(answer::json(StatusCode::OK, &json!({"object": "counts", "counts": counts, "actions": actions})))
}

/// The operations of the control API that the objects of a kind support.
fn actions(kind: &dyn Kind) -> Vec<&'static str> {
    let actions = [
        ("create", kind.add().is_some()),
        ("update", kind.change().is_some()),
        ("delete", kind.remove().is_some()),
    ];
    actions.into_iter().filter_map(|(name, is_supported)| is_supported.then_some(name)).collect()
}

/// `GET /_emulator/objects/{kind}`
pub(crate) fn list(control: &Control<'_>) -> Answer {
    let kind = kind(control)?;
    let listing = Listing::read(&control.call.query, &[])?;
    let state = control.emulator.shared().state();
    listing.page_of(kind, &state, &control.call.base_url)
}

/// `GET /_emulator/objects/{kind}/{id}`
pub(crate) fn get(control: &Control<'_>) -> Answer {
    show(control, kind(control)?, control.call.path("id"), StatusCode::OK)
}

/// `POST /_emulator/objects/{kind}`: the body is an entry of a seed file.
pub(crate) fn create(control: &Control<'_>) -> Answer {
    let kind = kind(control)?;
    let add = kind.add().ok_or_else(|| unsupported(kind, "added"))?;
    let entry: Value = control.json()?;
    let shared = control.emulator.shared();
    let added = add(entry, &mut shared.state(), shared.env.moment());
    let id = added.map_err(|error| match error {
        SeedError::Shape(message) => invalid(message),
        SeedError::Rejected(rejected) => rejected.into(),
    })?;
    show(control, kind, &id, StatusCode::CREATED)
}

/// `PATCH /_emulator/objects/{kind}/{id}`: changes the members that are present.
pub(crate) fn update(control: &Control<'_>) -> Answer {
    let kind = kind(control)?;
    let change = kind.change().ok_or_else(|| unsupported(kind, "changed"))?;
    let (id, fields) = (control.call.path("id"), control.json::<Map<String, Value>>()?);
    // What the operation of the API takes, the control API takes, too, with the same types.
    let operation = format!("{}.update", kind.name());
    let route = routes::all().find(|route| route.operation == operation);
    let shared = control.emulator.shared();
    let mut state = shared.state();
    let before = kind.object(&state, id, &control.call.base_url)?;
    let is_taken = |name: &str| route.is_some_and(|route| route.body.iter().any(|param| param.name == name));
    if let Some(unknown) = fields.keys().find(|name| !is_taken(name) && before.get(name).is_none()) {
        return Err(invalid(format!("Unknown member '{}'.", answer::shown(unknown))));
    }
    if let Some(route) = route {
        validate::check_body(route, &fields, control.call.lenient)?;
    }
    change(&mut state, id, &fields, shared.env.moment())?;
    drop(state);
    show(control, kind, id, StatusCode::OK)
}

/// `DELETE /_emulator/objects/{kind}/{id}`: with everything that the object owns.
pub(crate) fn delete(control: &Control<'_>) -> Answer {
    let kind = kind(control)?;
    let remove = kind.remove().ok_or_else(|| unsupported(kind, "deleted"))?;
    let id = control.call.path("id");
    let shared = control.emulator.shared();
    let mut state = shared.state();
    kind.object(&state, id, &control.call.base_url)?;
    remove(&mut state, id, shared.env.moment());
    Ok(answer::empty(StatusCode::NO_CONTENT))
}

fn show(control: &Control<'_>, kind: &dyn Kind, id: &str, status: StatusCode) -> Answer {
    let state = control.emulator.shared().state();
    Ok(answer::json(status, &kind.object(&state, id, &control.call.base_url)?))
}

fn unsupported(kind: &dyn Kind, what: &str) -> Failure {
    let message = format!("Objects of the kind {} cannot be {what} here.", kind.name());
    Failure::plain(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", message)
}
