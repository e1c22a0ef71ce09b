//! ID tokens of the emulated identity providers, which `POST /sso/token` exchanges.

use serde_json::{Value, json};
use workos_core::Timestamp;

use crate::domains::connections::model::connection::Connection;
use crate::domains::sso::model::Profile;
use crate::domains::state::State;
use crate::http::rejected::Rejected;

/// Seconds until an ID token expires.
const LIFETIME: i64 = 3600;
/// The issuer of a connection's ID tokens is this, followed by the connection's id.
const ISSUER: &str = "https://idp.workos-emulator.test/";

impl State {
    /// The claims of an ID token for a person who can sign in through a connection.
    ///
    /// # Errors
    /// When there is no such connection or person, or the connection's provider issues no ID tokens.
    pub(crate) fn id_token_claims(
        &self,
        connection_id: &str,
        email: &str,
        now: Timestamp,
    ) -> Result<Value, Rejected> {
        let connection = self.connections.all.get(connection_id);
        let connection = connection.ok_or_else(|| Rejected::not_found("connection", connection_id))?;
        if !issues_id_tokens(connection) {
            let reason = format!(
                "is of type {}, and only OpenID Connect connections have ID tokens",
                connection.connection_type
            );
            return Err(Rejected::new("connection", connection_id, reason));
        }
        let profile = self.person_by_email(connection_id, email);
        let profile = profile.ok_or_else(|| Rejected::not_found("profile", email))?;
        let mut claims = json!({
            "iss": issuer(connection_id),
            "sub": profile.idp_id,
            "aud": connection_id,
            "iat": now.as_secs(),
            "exp": now.as_secs() + LIFETIME,
            "email": profile.email,
        });
        for (name, value) in [("given_name", &profile.first_name), ("family_name", &profile.last_name)] {
            if let Some(value) = value {
                claims[name] = json!(value);
            }
        }
        Ok(claims)
    }

    /// The profile of the person that verified claims name; the error says why there is none.
    pub(crate) fn profile_of_id_token(
        &self,
        claims: Option<Value>,
        organization_id: &str,
        now: Timestamp,
    ) -> Result<String, String> {
        let claims =
            claims.ok_or("The subject_token is not signed by an identity provider of this emulator.")?;
        let text = |name: &str| claims[name].as_str().unwrap_or_default();
        let connection = text("iss").strip_prefix(ISSUER).and_then(|id| self.connections.all.get(id));
        let Some(connection) = connection.filter(|connection| text("aud") == connection.id) else {
            return Err("The subject_token is not an ID token of a connection.".to_owned());
        };
        if claims["exp"].as_i64().is_none_or(|exp| exp <= now.as_secs()) {
            return Err("The subject_token has expired.".to_owned());
        }
        if connection.organization_id.as_deref() != Some(organization_id) {
            return Err(
                "The subject_token belongs to the identity provider of another organization.".to_owned()
            );
        }
        if !connection.is_active() {
            return Err(format!("The connection '{}' is {}.", connection.id, connection.state.as_str()));
        }
        let profile = self.sso.profiles.group(&Profile::group_of_idp_id(&connection.id, text("sub"))).next();
        profile
            .map(|profile| profile.id.clone())
            .ok_or_else(|| "The person of the subject_token was deleted.".to_owned())
    }
}

fn issuer(connection_id: &str) -> String {
    format!("{ISSUER}{connection_id}")
}

fn issues_id_tokens(connection: &Connection) -> bool {
    connection.connection_type.to_ascii_lowercase().ends_with("oidc")
        || connection.connection_type == "TestIdp"
}
