//! What an emulator holds when it starts: from code, from a YAML file, or the documented default.

use serde::Deserialize;
use serde_json::{Map, Value};
use workos_core::Secret;

use crate::default_fixture::{default_api_keys, default_client_ids, default_redirect_uris};
use crate::error::ConfigError;

/// The state an emulator starts with.
///
/// [`Fixture::default`] is the documented default (see the crate's front page), [`Fixture::empty`] has only
/// its credentials. The same fields make up a seed file, read by [`Fixture::from_yaml`]; absent credentials
/// are the default's there, absent lists are empty, and an unknown key is an error.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Fixture {
    /// The API keys that are accepted.
    #[serde(default = "default_api_keys")]
    pub api_keys: Vec<Secret>,
    /// The client ids that are accepted.
    #[serde(default = "default_client_ids")]
    pub client_ids: Vec<String>,
    /// Where sign-ins may end: exact URIs, `https://*.example.com/path`, `http://localhost:*/*`.
    #[serde(default = "default_redirect_uris")]
    pub redirect_uris: Vec<String>,
    /// Where a logout ends; a page of the emulator if absent.
    pub logout_redirect_uri: Option<String>,
    /// The organizations.
    #[serde(default)]
    pub organizations: Vec<NewOrganization>,
    /// The connections. They may refer to organizations above.
    #[serde(default)]
    pub connections: Vec<NewConnection>,
    /// The people who can sign in. They refer to connections above.
    #[serde(default)]
    pub profiles: Vec<NewProfile>,
    /// Authorization codes that are ready to be exchanged.
    #[serde(default)]
    pub codes: Vec<NewCode>,
    /// How the emulator behaves where there is a choice.
    #[serde(default)]
    pub switches: Switches,
}

/// Behaviour to choose; everything is off by default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[non_exhaustive]
pub struct Switches {
    /// Shows a sign-in page instead of approving every sign-in at once.
    pub interactive: bool,
    /// Answers 409 `conflict` when an active connection is deleted, where production deletes it.
    pub reject_delete_active: bool,
    /// Answers 401 `unauthorized` to a wrong client secret, where production answers 400 `invalid_client`.
    pub seed_token_errors: bool,
}

/// An organization to be made.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct NewOrganization {
    /// Its id; made up if absent.
    pub id: Option<String>,
    /// Its name.
    pub name: String,
    /// Its domains. A connection of the organization has them, unless it names its own.
    #[serde(default)]
    pub domains: Vec<String>,
}

impl NewOrganization {
    /// An organization with this name.
    pub fn new(name: impl Into<String>) -> Self {
        Self { id: None, name: name.into(), domains: Vec::new() }
    }

    /// Pins its id.
    #[must_use]
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Adds a domain.
    #[must_use]
    pub fn domain(mut self, domain: impl Into<String>) -> Self {
        self.domains.push(domain.into());
        self
    }
}

/// A connection to be made.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct NewConnection {
    /// Its id; made up if absent.
    pub id: Option<String>,
    /// The id or the name of its organization; none for a connection of the whole environment.
    pub organization: Option<String>,
    /// Its type, for instance `OktaSAML`, `GenericOIDC` or `GoogleOAuth`.
    #[serde(rename = "type")]
    pub connection_type: String,
    /// Its name; that of its organization, or its type, if absent.
    pub name: Option<String>,
    /// Whether people can sign in through it; `active` unless given.
    #[serde(default)]
    pub state: ConnectionState,
    /// Its domains; those of its organization if absent.
    pub domains: Option<Vec<String>>,
}

impl NewConnection {
    /// An active connection of this type.
    pub fn new(connection_type: impl Into<String>) -> Self {
        Self {
            id: None,
            organization: None,
            connection_type: connection_type.into(),
            name: None,
            state: ConnectionState::Active,
            domains: None,
        }
    }

    /// Pins its id.
    #[must_use]
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Sets its organization, by id or name.
    #[must_use]
    pub fn organization(mut self, organization: impl Into<String>) -> Self {
        self.organization = Some(organization.into());
        self
    }

    /// Sets its name.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Sets its state.
    #[must_use]
    pub const fn state(mut self, state: ConnectionState) -> Self {
        self.state = state;
        self
    }

    /// Adds a domain.
    #[must_use]
    pub fn domain(mut self, domain: impl Into<String>) -> Self {
        self.domains.get_or_insert_default().push(domain.into());
        self
    }
}

/// Whether people can sign in through a connection: only `Active` lets them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ConnectionState {
    /// Its type has not been chosen.
    RequiresType,
    /// It is being set up.
    Draft,
    /// People can sign in.
    #[default]
    Active,
    /// Its set-up is being checked.
    Validating,
    /// It is switched off.
    Inactive,
    /// It is being deleted.
    Deleting,
}

impl ConnectionState {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::RequiresType => "requires_type",
            Self::Draft => "draft",
            Self::Active => "active",
            Self::Validating => "validating",
            Self::Inactive => "inactive",
            Self::Deleting => "deleting",
        }
    }
}

/// A person to be made, who can sign in through one connection.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct NewProfile {
    /// The id of the profile; made up if absent.
    pub id: Option<String>,
    /// The id or the name of the connection.
    pub connection: String,
    /// The e-mail address.
    pub email: String,
    /// The first name.
    pub first_name: Option<String>,
    /// The last name.
    pub last_name: Option<String>,
    /// The id at the identity provider; the e-mail address if absent.
    pub idp_id: Option<String>,
    /// The groups at the identity provider.
    #[serde(default)]
    pub groups: Vec<String>,
    /// The slug of the role in the organization.
    pub role: Option<String>,
    /// The attributes that the connection maps.
    #[serde(default)]
    pub custom_attributes: Map<String, Value>,
    /// Everything that the identity provider sent.
    #[serde(default)]
    pub raw_attributes: Map<String, Value>,
}

impl NewProfile {
    /// A person with this e-mail address, of the connection with this id or name.
    pub fn new(connection: impl Into<String>, email: impl Into<String>) -> Self {
        Self {
            id: None,
            connection: connection.into(),
            email: email.into(),
            first_name: None,
            last_name: None,
            idp_id: None,
            groups: Vec::new(),
            role: None,
            custom_attributes: Map::new(),
            raw_attributes: Map::new(),
        }
    }

    /// Pins the id.
    #[must_use]
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Sets first and last name.
    #[must_use]
    pub fn name(mut self, first: impl Into<String>, last: impl Into<String>) -> Self {
        (self.first_name, self.last_name) = (Some(first.into()), Some(last.into()));
        self
    }

    /// Sets the id at the identity provider.
    #[must_use]
    pub fn idp_id(mut self, idp_id: impl Into<String>) -> Self {
        self.idp_id = Some(idp_id.into());
        self
    }

    /// Adds a group.
    #[must_use]
    pub fn group(mut self, group: impl Into<String>) -> Self {
        self.groups.push(group.into());
        self
    }

    /// Sets the slug of the role.
    #[must_use]
    pub fn role(mut self, role: impl Into<String>) -> Self {
        self.role = Some(role.into());
        self
    }

    /// Sets a mapped attribute.
    #[must_use]
    pub fn custom_attribute(mut self, name: impl Into<String>, value: impl Into<Value>) -> Self {
        self.custom_attributes.insert(name.into(), value.into());
        self
    }

    /// Sets an attribute as the identity provider sent it.
    #[must_use]
    pub fn raw_attribute(mut self, name: impl Into<String>, value: impl Into<Value>) -> Self {
        self.raw_attributes.insert(name.into(), value.into());
        self
    }
}

/// An authorization code that can be exchanged once, at any time.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct NewCode {
    /// The code.
    pub code: String,
    /// The id or the e-mail address of the person it signs in.
    pub profile: String,
    /// The client it was made for; the first one if absent.
    pub client_id: Option<String>,
}

impl NewCode {
    /// A code that signs in the person with this id or e-mail address.
    pub fn new(code: impl Into<String>, profile: impl Into<String>) -> Self {
        Self { code: code.into(), profile: profile.into(), client_id: None }
    }
}

impl Fixture {
    /// The default's credentials and redirect URIs, and nothing else.
    #[must_use]
    pub fn empty() -> Self {
        Self {
            api_keys: default_api_keys(),
            client_ids: default_client_ids(),
            redirect_uris: default_redirect_uris(),
            logout_redirect_uri: None,
            organizations: Vec::new(),
            connections: Vec::new(),
            profiles: Vec::new(),
            codes: Vec::new(),
            switches: Switches::default(),
        }
    }

    /// Reads a seed file. References between its objects are checked when the emulator is built.
    ///
    /// # Errors
    /// When the text is not YAML, or a key or value is unknown; the error has the line.
    pub fn from_yaml(yaml: &str) -> Result<Self, ConfigError> {
        serde_saphyr::from_str(yaml).map_err(|error| {
            let line = error.location().map(|location| location.line());
            ConfigError::new(error.without_snippet().to_string()).at(line)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_file_names_only_what_it_needs() {
        let fixture = Fixture::from_yaml("organizations:\n  - name: Acme\n").unwrap();
        assert_eq!(fixture.client_ids, ["client_test"]);
        assert_eq!((fixture.organizations.len(), fixture.connections.len()), (1, 0));
        assert!(Fixture::from_yaml("{}").unwrap().organizations.is_empty());
    }

    #[test]
    fn unknown_keys_and_values_are_errors_with_their_line() {
        let cases = [
            ("organizations: []\nconections: []\n", 2, "conections"),
            ("organizations:\n  - name: Acme\n    domain: acme.com\n", 3, "domain"),
            ("connections:\n  - type: OktaSAML\n    state: on\n", 3, "on"),
            ("switches:\n  interactiv: true\n", 2, "interactiv"),
            ("organizations:\n  - [\n", 2, ""),
        ];
        for (yaml, line, word) in cases {
            let error = Fixture::from_yaml(yaml).unwrap_err();
            assert!(error.to_string().contains(word), "{error}");
            assert_eq!(error.line(), Some(line), "{error}");
        }
    }
}
