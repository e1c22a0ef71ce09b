//! Users: the accounts of an environment.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use workos_core::Timestamp;

use crate::http::formats::Metadata;
use crate::store::collection::Stored;

/// An account, known by its e-mail address.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct User {
    pub(crate) id: String,
    pub(crate) email: String,
    pub(crate) email_verified: bool,
    pub(crate) first_name: Option<String>,
    pub(crate) last_name: Option<String>,
    /// The full name where it was given as such.
    pub(crate) name: Option<String>,
    pub(crate) external_id: Option<String>,
    pub(crate) metadata: Metadata,
    pub(crate) created_at: Timestamp,
    pub(crate) updated_at: Timestamp,
}

impl User {
    pub(crate) fn to_json(&self) -> Value {
        let parts = [&self.first_name, &self.last_name];
        let parts: Vec<_> = parts.into_iter().flatten().map(String::as_str).collect();
        let name = self.name.clone().or_else(|| (!parts.is_empty()).then(|| parts.join(" ")));
        json!({
            "object": "user",
            "id": self.id,
            "email": self.email,
            "email_verified": self.email_verified,
            "first_name": self.first_name,
            "last_name": self.last_name,
            "name": name,
            "profile_picture_url": null,
            "external_id": self.external_id,
            "metadata": self.metadata,
            "last_sign_in_at": null,
            "locale": null,
            "created_at": self.created_at,
            "updated_at": self.updated_at,
        })
    }
}

impl Stored for User {
    fn id(&self) -> &str {
        &self.id
    }
}
