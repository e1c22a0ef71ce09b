//! ID tokens of the emulated identity providers.

use http::StatusCode;
use serde::Deserialize;
use serde_json::json;

use crate::control::request::{Control, invalid};
use crate::http::answer::{Answer, secret_json};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wanted {
    connection_id: String,
    email: String,
}

/// `POST /_emulator/id-tokens`
pub(crate) fn issue(control: &Control<'_>) -> Answer {
    let Wanted { connection_id, email } = control.json()?;
    let token = control.emulator.id_token(&connection_id, &email);
    let token = token.map_err(|error| invalid(format!("{error}.")))?;
    Ok(secret_json(StatusCode::CREATED, &json!({"object": "id_token", "id_token": token})))
}
