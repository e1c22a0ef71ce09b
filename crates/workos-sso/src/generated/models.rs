//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};
use workos_core::{
    ConnectionDomainId, ConnectionId, ConnectionType, OrganizationId, ProfileId, Secret, SlimRole, Timestamp,
};

use super::enums::{ConnectionState, ConnectionStatus, Provider};

/// What joins an organization to its identity provider.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "connection")]
#[non_exhaustive]
pub struct Connection {
    /// Its id.
    pub id: ConnectionId,
    /// The organization it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization_id: Option<OrganizationId>,
    /// What it speaks, and with whom.
    pub connection_type: ConnectionType,
    /// Its name for people, mostly the organization's.
    pub name: String,
    /// Whether people can sign in through it.
    pub state: ConnectionState,
    /// Whether it is linked to an identity provider.
    #[deprecated = "Use `state`."]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<ConnectionStatus>,
    /// The domains of its organization.
    #[serde(
        default,
        deserialize_with = "workos_core::private::null_as_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub domains: Vec<ConnectionDomain>,
    /// When it was created.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created_at: Option<Timestamp>,
    /// When it was changed last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated_at: Option<Timestamp>,
}

#[cfg(feature = "test-util")]
impl Connection {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    #[expect(deprecated, reason = "an example has every field")]
    pub fn example() -> Self {
        Self {
            id: "conn_01E4ZCR3C56J083X43JQXF3JK5".into(),
            organization_id: Some("org_01EHWNCE74X7JSDV0X3SZ3KJNY".into()),
            connection_type: "OktaSAML".into(),
            name: "Acme Corp".to_owned(),
            state: ConnectionState::Active,
            status: Some(ConnectionStatus::Linked),
            domains: vec![ConnectionDomain::example()],
            created_at: Some("2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH)),
            updated_at: Some("2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH)),
        }
    }
}

/// A domain of a connection.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "connection_domain")]
#[non_exhaustive]
pub struct ConnectionDomain {
    /// Its id.
    pub id: ConnectionDomainId,
    /// The domain.
    pub domain: String,
}

#[cfg(feature = "test-util")]
impl ConnectionDomain {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self { id: "org_domain_01EHZNVPK2QXHMVWCEDQEKY69A".into(), domain: "acme.com".to_owned() }
    }
}

/// Who signed in, and a token that stands for them.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct ProfileAndToken {
    /// How to send the token; always `Bearer`.
    #[serde(default)]
    pub token_type: Option<String>,
    /// The token. Its one use is `Sso::profile`; take it as opaque.
    pub access_token: Secret,
    /// For how many seconds the token is good.
    #[serde(default)]
    pub expires_in: Option<i64>,
    /// Who signed in.
    pub profile: Profile,
    /// The tokens of the OAuth provider, where the connection is one and hands them out.
    #[serde(default)]
    pub oauth_tokens: Option<OAuthTokens>,
}

#[cfg(feature = "test-util")]
impl ProfileAndToken {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            token_type: Some("Bearer".to_owned()),
            access_token: "eyJhbGciOiJSUzI1NiJ9.example".into(),
            expires_in: Some(600),
            profile: Profile::example(),
            oauth_tokens: Some(OAuthTokens::example()),
        }
    }
}

/// Who signed in, as the identity provider describes them.
///
/// Tell people apart by `id`, or by `connection_id` and `idp_id`. Never by `email`: an identity
/// provider can claim any.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(remote = "Self", tag = "object", rename = "profile")]
#[non_exhaustive]
pub struct Profile {
    /// Its id.
    pub id: ProfileId,
    /// The organization of the connection; check it against the one that was to sign in.
    #[serde(default)]
    pub organization_id: Option<OrganizationId>,
    /// The connection they signed in through.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub connection_id: Option<ConnectionId>,
    /// What the connection speaks, and with whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub connection_type: Option<ConnectionType>,
    /// Their id at the identity provider.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub idp_id: Option<String>,
    /// Their e-mail address. No identity; the provider can claim any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Their first name.
    #[serde(default)]
    pub first_name: Option<String>,
    /// Their last name.
    #[serde(default)]
    pub last_name: Option<String>,
    /// Their full name.
    #[serde(default)]
    pub name: Option<String>,
    /// Their role in the organization.
    #[serde(default)]
    pub role: Option<SlimRole>,
    /// Their roles in the organization.
    #[serde(
        default,
        deserialize_with = "workos_core::private::null_as_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub roles: Vec<SlimRole>,
    /// Their groups at the identity provider.
    #[serde(
        default,
        deserialize_with = "workos_core::private::null_as_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub groups: Vec<String>,
    /// The attributes that are mapped for the connection.
    #[serde(
        default,
        deserialize_with = "workos_core::private::null_as_default",
        skip_serializing_if = "Map::is_empty"
    )]
    pub custom_attributes: Map<String, Value>,
    /// All attributes as the identity provider sent them. Prefer `custom_attributes`; this may come empty.
    #[serde(
        default,
        deserialize_with = "workos_core::private::null_as_default",
        skip_serializing_if = "Map::is_empty"
    )]
    pub raw_attributes: Map<String, Value>,
}

impl<'de> Deserialize<'de> for Profile {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut json = Value::deserialize(deserializer)?;
        let wrapped = json.get_mut("profile").filter(|inner| inner.is_object()).map(Value::take);
        // The inherent function that serde derives for `remote`: it reads the object itself.
        Self::deserialize(wrapped.unwrap_or(json)).map_err(D::Error::custom)
    }
}

impl Serialize for Profile {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Self::serialize(self, serializer)
    }
}

#[cfg(feature = "test-util")]
impl Profile {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            id: "prof_01DMC79VCBZ0NY2099737PSVF1".into(),
            organization_id: Some("org_01EHQMYV6MBK39QC5PZXHY59C3".into()),
            connection_id: Some("conn_01E4ZCR3C56J083X43JQXF3JK5".into()),
            connection_type: Some("OktaSAML".into()),
            idp_id: Some("103456789012345678901".to_owned()),
            email: Some("ann@acme.com".to_owned()),
            first_name: Some("Ann".to_owned()),
            last_name: Some("Archer".to_owned()),
            name: Some("Ann Archer".to_owned()),
            role: Some(SlimRole::example()),
            roles: vec![SlimRole::example()],
            groups: vec!["Engineering".to_owned(), "Admins".to_owned()],
            custom_attributes: [("department".to_owned(), "Engineering".into())].into_iter().collect(),
            raw_attributes: [("department".to_owned(), "Engineering".into())].into_iter().collect(),
        }
    }
}

/// The tokens of an OAuth provider.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct OAuthTokens {
    /// The provider.
    pub provider: Provider,
    /// The provider's refresh token.
    pub refresh_token: Secret,
    /// The provider's access token.
    pub access_token: Secret,
    /// When the access token expires; sent as seconds since the epoch.
    pub expires_at: Timestamp,
    /// What the access token is good for.
    #[serde(default, deserialize_with = "workos_core::private::null_as_default")]
    pub scopes: Vec<String>,
}

#[cfg(feature = "test-util")]
impl OAuthTokens {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            provider: Provider::GoogleOAuth,
            refresh_token: "1//04g-example".into(),
            access_token: "ya29.example".into(),
            expires_at: Timestamp::from_secs(1735141800).unwrap_or(Timestamp::UNIX_EPOCH),
            scopes: vec!["profile".to_owned(), "email".to_owned(), "openid".to_owned()],
        }
    }
}

/// A set of public keys (RFC 7517).
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Jwks {
    /// The keys.
    #[serde(default, deserialize_with = "workos_core::private::null_as_default")]
    pub keys: Vec<Jwk>,
}

#[cfg(feature = "test-util")]
impl Jwks {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self { keys: vec![Jwk::example()] }
    }
}

/// A public RSA key (RFC 7517).
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Jwk {
    /// The algorithm it signs with; `RS256`.
    pub alg: String,
    /// Its type; `RSA`.
    pub kty: String,
    /// What it is used for; `sig`.
    #[serde(rename = "use")]
    pub key_use: String,
    /// The chain of its certificates, each DER in Base64.
    #[serde(default, deserialize_with = "workos_core::private::null_as_default")]
    pub x5c: Vec<String>,
    /// The modulus in base64url.
    pub n: String,
    /// The exponent in base64url.
    pub e: String,
    /// Its id, which tokens name.
    pub kid: String,
    /// The SHA-256 thumbprint of its certificate.
    #[serde(rename = "x5t#S256")]
    pub x5t_s256: String,
}

#[cfg(feature = "test-util")]
impl Jwk {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            alg: "RS256".to_owned(),
            kty: "RSA".to_owned(),
            key_use: "sig".to_owned(),
            x5c: vec!["MIIDQjCCAiqgAwIBAgIGATz".to_owned()],
            n: "0vx7agoebGc".to_owned(),
            e: "AQAB".to_owned(),
            kid: "key_01HXYZ123456789ABCDEFGHIJ".to_owned(),
            x5t_s256: "ZjQzYjI0OT".to_owned(),
        }
    }
}

/// Where to send the browser to log out. Both texts are good once, for a short time.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct LogoutAuthorization {
    /// The URL to send the browser to; it carries the token.
    pub logout_url: Secret,
    /// The token, for `Sso::logout_url`.
    pub logout_token: Secret,
}

#[cfg(feature = "test-util")]
impl LogoutAuthorization {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            logout_url: "https://auth.workos.com/sso/logout?token=example".into(),
            logout_token: "example".into(),
        }
    }
}
