//! `users.*`: accounts of the environment.

use http::StatusCode;
use serde_json::{Map, Value, json};

use crate::domains::resource::Resource;
use crate::domains::seed;
use crate::domains::state::State;
use crate::domains::tx::Tx;
use crate::domains::users::changes::UserChanges;
use crate::domains::users::model::User;
use crate::domains::users::seed::NewUser;
use crate::http::answer::{Answer, Failure, json as respond};
use crate::http::formats::read_metadata;
use crate::http::request::Call;
use crate::store::collection::Among;

/// Passwords are accepted and ignored: nothing signs in by them.
pub(crate) static USERS: Resource<User> = Resource {
    add: Some(seed::add::<NewUser>),
    change: Some(|state, id, fields, moment| Ok(state.change_user(id, read_changes(fields)?, moment)?)),
    remove: Some(State::remove_user),
    ..Resource::new("users", "User", |state| &state.users.all, |_, user, _| user.to_json())
};

/// `GET /user_management/users`. Nobody is a member of an organization yet, so that those filters find nobody.
pub(crate) fn list(call: &Call, tx: &mut Tx<'_>) -> Answer {
    let query = &call.query;
    let of_organization = query.get("organization_id").or_else(|| query.get("organization")).is_some();
    let email = query.get("email");
    let among = (of_organization || email.is_some()).then(|| {
        let user = email.filter(|_| !of_organization).and_then(|email| tx.state.user_by_email(email));
        tx.state.users.all.places(user.map(|user| user.id.as_str()).into_iter())
    });
    let among = among.as_ref().map_or(Among::All, Among::Places);
    USERS.list(call, tx.state, &among, |_| true)
}

/// `POST /user_management/users`. Passwords are taken and forgotten: nothing signs in by them yet.
pub(crate) fn create(call: &Call, tx: &mut Tx<'_>) -> Answer {
    let new = read(call.fields()?)?;
    if tx.state.user_by_email(&new.email).is_some() {
        let message = "Could not create the user.";
        let reason =
            json!({"code": "email_not_available", "message": "This e-mail address is not available."});
        return Err(Failure::plain(StatusCode::BAD_REQUEST, "user_creation_error", message)
            .with("errors", json!([reason])));
    }
    let id = tx.state.add_user(new, tx.moment)?;
    USERS.show(call, tx.state, &id, StatusCode::CREATED)
}

/// `GET /user_management/users/external_id/{external_id}`
pub(crate) fn get_by_external_id(call: &Call, tx: &mut Tx<'_>) -> Answer {
    let external_id = call.path("external_id");
    let user =
        tx.state.user_by_external_id(external_id).ok_or_else(|| Failure::not_found("User", external_id))?;
    Ok(respond(StatusCode::OK, &user.to_json()))
}

/// Reads a body whose types the route table has checked.
fn read(fields: &Map<String, Value>) -> Result<NewUser, Failure> {
    let text = |name: &str| fields.get(name).and_then(Value::as_str).map(str::to_owned);
    let mut new = NewUser::new(text("email").unwrap_or_default());
    new.email_verified = fields.get("email_verified").and_then(Value::as_bool).unwrap_or_default();
    new.first_name = text("first_name");
    new.last_name = text("last_name");
    new.name = text("name");
    new.external_id = text("external_id");
    new.metadata =
        fields.get("metadata").and_then(Value::as_object).map(read_metadata).transpose()?.unwrap_or_default();
    Ok(new)
}

/// Reads what is to change, of a body whose types the route table has checked.
fn read_changes(fields: &Map<String, Value>) -> Result<UserChanges, Failure> {
    let text = |name: &str| fields.get(name).and_then(Value::as_str).map(str::to_owned);
    let clearable = |name: &str| fields.get(name).map(|value| value.as_str().map(str::to_owned));
    let metadata = match fields.get("metadata") {
        None => None,
        Some(value) => Some(value.as_object().map(read_metadata).transpose()?.unwrap_or_default()),
    };
    Ok(UserChanges {
        email: text("email"),
        email_verified: fields.get("email_verified").and_then(Value::as_bool),
        first_name: clearable("first_name"),
        last_name: clearable("last_name"),
        name: clearable("name"),
        external_id: clearable("external_id"),
        metadata,
    })
}
