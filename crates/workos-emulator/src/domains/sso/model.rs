//! Profiles: people as an identity provider describes them.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::base::text::StaticText;
use crate::domains::connections::model::connection::read_connection_type;
use crate::store::collection::Stored;

/// A person as an identity provider describes them.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Profile {
    pub(crate) id: String,
    pub(crate) organization_id: Option<String>,
    pub(crate) connection_id: String,
    #[serde(deserialize_with = "read_connection_type")]
    pub(crate) connection_type: StaticText,
    pub(crate) email: String,
    pub(crate) idp_id: String,
    pub(crate) first_name: Option<String>,
    pub(crate) last_name: Option<String>,
    pub(crate) role: Option<String>,
    pub(crate) groups: Vec<String>,
    pub(crate) custom_attributes: Map<String, Value>,
    pub(crate) raw_attributes: Map<String, Value>,
    /// Whether a sign-in at an OAuth provider has made it, rather than the API, a page or a fixture.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) by_sign_in: bool,
}

impl Profile {
    /// The group of all that sign-ins have made.
    pub(crate) const BY_SIGN_IN: &str = "by_sign_in";

    /// The people of a connection with an e-mail address, whatever its case.
    pub(crate) fn group_of_email(connection_id: &str, email: &str) -> String {
        format!("email {connection_id} {}", email.to_ascii_lowercase())
    }

    /// The people of a connection whom its identity provider knows by an id.
    pub(crate) fn group_of_idp_id(connection_id: &str, idp_id: &str) -> String {
        format!("idp_id {connection_id} {idp_id}")
    }

    pub(crate) fn full_name(&self) -> Option<String> {
        let names: Vec<_> =
            [&self.first_name, &self.last_name].into_iter().flatten().map(String::as_str).collect();
        (!names.is_empty()).then(|| names.join(" "))
    }

    pub(crate) fn to_json(&self) -> Value {
        let role = self.role.as_ref().map(|slug| json!({"slug": slug}));
        json!({
            "object": "profile",
            "id": self.id,
            "organization_id": self.organization_id,
            "connection_id": self.connection_id,
            "connection_type": self.connection_type,
            "idp_id": self.idp_id,
            "email": self.email,
            "first_name": self.first_name,
            "last_name": self.last_name,
            "name": self.full_name(),
            "role": role,
            "roles": role.as_ref().map(|role| [role]),
            "groups": self.groups,
            "custom_attributes": self.custom_attributes,
            "raw_attributes": self.raw_attributes,
        })
    }
}

impl Stored for Profile {
    fn id(&self) -> &str {
        &self.id
    }

    fn owner(&self) -> Option<&str> {
        Some(&self.connection_id)
    }

    fn groups(&self) -> Vec<String> {
        let mut groups = vec![
            Self::group_of_email(&self.connection_id, &self.email),
            Self::group_of_idp_id(&self.connection_id, &self.idp_id),
        ];
        groups.extend(self.by_sign_in.then(|| Self::BY_SIGN_IN.to_owned()));
        groups
    }
}

/// What a code stands for.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Grant {
    pub(crate) client_id: String,
    pub(crate) profile_id: String,
    pub(crate) code_challenge: Option<String>,
    pub(crate) provider_scopes: Vec<String>,
}

/// A sign-in that has passed every check and awaits its approval.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SignIn {
    pub(crate) client_id: String,
    pub(crate) redirect_uri: String,
    pub(crate) state: Option<String>,
    pub(crate) connection_id: String,
    pub(crate) code_challenge: Option<String>,
    pub(crate) provider_scopes: Vec<String>,
    pub(crate) user_agent: Option<String>,
}

/// A person who is signed in.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Session {
    pub(crate) profile_id: String,
}
