//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

use std::collections::BTreeMap;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};
use workos_core::{
    ConnectionDomainId, ConnectionId, ConnectionState, ConnectionType, OrganizationId, Patch, ProfileId,
    SamlCertificateId, Secret, SlimRole, Timestamp,
};

use super::enums::{ConnectionStatus, IdTokenAlgorithm, Provider, TokenAuthenticationMethod};

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
    /// Whether people can sign in through it. The oldest answers have `status` only; `is_active()` reads
    /// both.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<ConnectionState>,
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
            state: Some("active".into()),
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

/// From which attributes of the identity provider a profile is made.
#[derive(Clone, Debug, Default, Serialize)]
#[non_exhaustive]
pub struct NewAttributeMaps {
    /// The attributes behind the fields of a profile.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standard_attributes: Option<NewStandardAttributes>,
    /// The attributes behind the custom attributes, by their names. The dashboard defines which there are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub custom_attributes: Option<BTreeMap<String, String>>,
}

impl NewAttributeMaps {
    /// Makes one with what is required.
    #[must_use]
    pub fn new() -> Self {
        Self { standard_attributes: None, custom_attributes: None }
    }

    /// The attributes behind the fields of a profile.
    #[must_use]
    pub fn standard_attributes(mut self, standard_attributes: impl Into<NewStandardAttributes>) -> Self {
        self.standard_attributes = Some(standard_attributes.into());
        self
    }

    /// The attributes behind the custom attributes, by their names. The dashboard defines which there are.
    #[must_use]
    pub fn custom_attributes(
        mut self,
        custom_attributes: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>,
    ) -> Self {
        self.custom_attributes =
            Some(custom_attributes.into_iter().map(|(key, value)| (key.into(), value.into())).collect());
        self
    }
}

/// The attributes of the identity provider behind the fields of a profile. What is left out follows the
/// connection's type.
#[derive(Clone, Debug, Default, Serialize)]
#[non_exhaustive]
pub struct NewStandardAttributes {
    /// The attribute that holds the person's id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub idp_id: Option<String>,
    /// The attribute that holds the e-mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// The attribute that holds the first name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_name: Option<String>,
    /// The attribute that holds the last name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_name: Option<String>,
    /// The attribute that holds the groups.
    #[serde(skip_serializing_if = "Patch::is_keep")]
    pub groups: Patch<String>,
    /// The attribute that holds the full name.
    #[serde(skip_serializing_if = "Patch::is_keep")]
    pub name: Patch<String>,
}

impl NewStandardAttributes {
    /// Makes one with what is required.
    #[must_use]
    pub fn new() -> Self {
        Self {
            idp_id: None,
            email: None,
            first_name: None,
            last_name: None,
            groups: Default::default(),
            name: Default::default(),
        }
    }

    /// The attribute that holds the person's id.
    #[must_use]
    pub fn idp_id(mut self, idp_id: impl Into<String>) -> Self {
        self.idp_id = Some(idp_id.into());
        self
    }

    /// The attribute that holds the e-mail address.
    #[must_use]
    pub fn email(mut self, email: impl Into<String>) -> Self {
        self.email = Some(email.into());
        self
    }

    /// The attribute that holds the first name.
    #[must_use]
    pub fn first_name(mut self, first_name: impl Into<String>) -> Self {
        self.first_name = Some(first_name.into());
        self
    }

    /// The attribute that holds the last name.
    #[must_use]
    pub fn last_name(mut self, last_name: impl Into<String>) -> Self {
        self.last_name = Some(last_name.into());
        self
    }

    /// The attribute that holds the groups.
    #[must_use]
    pub fn groups(mut self, groups: impl Into<Patch<String>>) -> Self {
        self.groups = groups.into();
        self
    }

    /// The attribute that holds the full name.
    #[must_use]
    pub fn name(mut self, name: impl Into<Patch<String>>) -> Self {
        self.name = name.into();
        self
    }
}

/// What a SAML connection needs. Either `idp_metadata_url`, or `idp_sso_url` with `idp_signing_certs`.
#[derive(Clone, Debug, Default, Serialize)]
#[non_exhaustive]
pub struct NewSamlOptions {
    /// Where the identity provider publishes its metadata; its certificates are taken from there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub idp_metadata_url: Option<String>,
    /// Where responses go to; WorkOS's own URL if it is left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub acs_url: Option<String>,
    /// The entity id that WorkOS goes by; the connection's external key if it is left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sp_entity_id: Option<String>,
    /// The entity id of the identity provider.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub idp_entity_id: Option<String>,
    /// Where the identity provider takes requests.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub idp_sso_url: Option<String>,
    /// The certificates by which responses are checked, as PEM.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub idp_signing_certs: Option<Vec<String>>,
    /// The key that requests are signed with; WorkOS makes one if it is left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sp_signing_key_pair: Option<KeyPair>,
    /// The keys that responses are decrypted with; WorkOS makes one if they are left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sp_encryption_key_pairs: Option<Vec<KeyPair>>,
}

impl NewSamlOptions {
    /// Makes one with what is required.
    #[must_use]
    pub fn new() -> Self {
        Self {
            idp_metadata_url: None,
            acs_url: None,
            sp_entity_id: None,
            idp_entity_id: None,
            idp_sso_url: None,
            idp_signing_certs: None,
            sp_signing_key_pair: None,
            sp_encryption_key_pairs: None,
        }
    }

    /// Where the identity provider publishes its metadata; its certificates are taken from there.
    #[must_use]
    pub fn idp_metadata_url(mut self, idp_metadata_url: impl Into<String>) -> Self {
        self.idp_metadata_url = Some(idp_metadata_url.into());
        self
    }

    /// Where responses go to; WorkOS's own URL if it is left out.
    #[must_use]
    pub fn acs_url(mut self, acs_url: impl Into<String>) -> Self {
        self.acs_url = Some(acs_url.into());
        self
    }

    /// The entity id that WorkOS goes by; the connection's external key if it is left out.
    #[must_use]
    pub fn sp_entity_id(mut self, sp_entity_id: impl Into<String>) -> Self {
        self.sp_entity_id = Some(sp_entity_id.into());
        self
    }

    /// The entity id of the identity provider.
    #[must_use]
    pub fn idp_entity_id(mut self, idp_entity_id: impl Into<String>) -> Self {
        self.idp_entity_id = Some(idp_entity_id.into());
        self
    }

    /// Where the identity provider takes requests.
    #[must_use]
    pub fn idp_sso_url(mut self, idp_sso_url: impl Into<String>) -> Self {
        self.idp_sso_url = Some(idp_sso_url.into());
        self
    }

    /// The certificates by which responses are checked, as PEM.
    #[must_use]
    pub fn idp_signing_certs(
        mut self,
        idp_signing_certs: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        self.idp_signing_certs = Some(idp_signing_certs.into_iter().map(Into::into).collect());
        self
    }

    /// The key that requests are signed with; WorkOS makes one if it is left out.
    #[must_use]
    pub fn sp_signing_key_pair(mut self, sp_signing_key_pair: impl Into<KeyPair>) -> Self {
        self.sp_signing_key_pair = Some(sp_signing_key_pair.into());
        self
    }

    /// The keys that responses are decrypted with; WorkOS makes one if they are left out.
    #[must_use]
    pub fn sp_encryption_key_pairs(
        mut self,
        sp_encryption_key_pairs: impl IntoIterator<Item = impl Into<KeyPair>>,
    ) -> Self {
        self.sp_encryption_key_pairs = Some(sp_encryption_key_pairs.into_iter().map(Into::into).collect());
        self
    }
}

/// A private key with its certificate.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct KeyPair {
    /// The private key, as PEM.
    #[serde(serialize_with = "workos_core::private::expose")]
    pub key: Secret,
    /// The X.509 certificate, as PEM.
    pub cert: String,
}

impl KeyPair {
    /// Makes one with what is required.
    #[must_use]
    pub fn new(key: impl Into<Secret>, cert: impl Into<String>) -> Self {
        Self { key: key.into(), cert: cert.into() }
    }
}

/// What an OpenID Connect connection needs.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct NewOidcOptions {
    /// Where the identity provider publishes its configuration.
    pub discovery_endpoint: String,
    /// The client id at the identity provider.
    pub client_id: String,
    /// The client secret at the identity provider. Needed unless the method is `private_key_jwt`, which
    /// takes none.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "workos_core::private::expose")]
    pub client_secret: Option<Secret>,
    /// Where the identity provider redirects to; WorkOS's own URI if it is left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub redirect_uri: Option<String>,
    /// Whether PKCE is used; the server's default is `true`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pkce: Option<bool>,
    /// How WorkOS authenticates at the token endpoint; the server's default is `client_secret_basic`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token_authentication_method: Option<TokenAuthenticationMethod>,
    /// The key that assertions are signed with, only for `private_key_jwt`; WorkOS makes one if it is left
    /// out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub jwt_signing_key_pair: Option<KeyPair>,
    /// How the identity provider signs id tokens.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id_token_signature_algorithm: Option<IdTokenAlgorithm>,
    /// Whether more attributes are fetched from the userinfo endpoint.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fetch_user_info: Option<bool>,
}

impl NewOidcOptions {
    /// Makes one with what is required.
    #[must_use]
    pub fn new(discovery_endpoint: impl Into<String>, client_id: impl Into<String>) -> Self {
        Self {
            discovery_endpoint: discovery_endpoint.into(),
            client_id: client_id.into(),
            client_secret: None,
            redirect_uri: None,
            pkce: None,
            token_authentication_method: None,
            jwt_signing_key_pair: None,
            id_token_signature_algorithm: None,
            fetch_user_info: None,
        }
    }

    /// The client secret at the identity provider. Needed unless the method is `private_key_jwt`, which
    /// takes none.
    #[must_use]
    pub fn client_secret(mut self, client_secret: impl Into<Secret>) -> Self {
        self.client_secret = Some(client_secret.into());
        self
    }

    /// Where the identity provider redirects to; WorkOS's own URI if it is left out.
    #[must_use]
    pub fn redirect_uri(mut self, redirect_uri: impl Into<String>) -> Self {
        self.redirect_uri = Some(redirect_uri.into());
        self
    }

    /// Whether PKCE is used; the server's default is `true`.
    #[must_use]
    pub fn pkce(mut self, pkce: bool) -> Self {
        self.pkce = Some(pkce);
        self
    }

    /// How WorkOS authenticates at the token endpoint; the server's default is `client_secret_basic`.
    #[must_use]
    pub fn token_authentication_method(
        mut self,
        token_authentication_method: impl Into<TokenAuthenticationMethod>,
    ) -> Self {
        self.token_authentication_method = Some(token_authentication_method.into());
        self
    }

    /// The key that assertions are signed with, only for `private_key_jwt`; WorkOS makes one if it is left
    /// out.
    #[must_use]
    pub fn jwt_signing_key_pair(mut self, jwt_signing_key_pair: impl Into<KeyPair>) -> Self {
        self.jwt_signing_key_pair = Some(jwt_signing_key_pair.into());
        self
    }

    /// How the identity provider signs id tokens.
    #[must_use]
    pub fn id_token_signature_algorithm(
        mut self,
        id_token_signature_algorithm: impl Into<IdTokenAlgorithm>,
    ) -> Self {
        self.id_token_signature_algorithm = Some(id_token_signature_algorithm.into());
        self
    }

    /// Whether more attributes are fetched from the userinfo endpoint.
    #[must_use]
    pub fn fetch_user_info(mut self, fetch_user_info: bool) -> Self {
        self.fetch_user_info = Some(fetch_user_info);
        self
    }
}

/// From which attributes of the identity provider a profile is made; what is not set stays.
#[derive(Clone, Debug, Default, Serialize)]
#[non_exhaustive]
pub struct AttributeMapsPatch {
    /// The attributes behind the fields of a profile.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standard_attributes: Option<StandardAttributesPatch>,
    /// The attributes behind the custom attributes, by their names; null removes one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub custom_attributes: Option<BTreeMap<String, Option<String>>>,
}

impl AttributeMapsPatch {
    /// Makes one with what is required.
    #[must_use]
    pub fn new() -> Self {
        Self { standard_attributes: None, custom_attributes: None }
    }

    /// The attributes behind the fields of a profile.
    #[must_use]
    pub fn standard_attributes(mut self, standard_attributes: impl Into<StandardAttributesPatch>) -> Self {
        self.standard_attributes = Some(standard_attributes.into());
        self
    }

    /// The attributes behind the custom attributes, by their names; null removes one.
    #[must_use]
    pub fn custom_attributes(
        mut self,
        custom_attributes: impl IntoIterator<Item = (impl Into<String>, impl Into<Option<String>>)>,
    ) -> Self {
        self.custom_attributes =
            Some(custom_attributes.into_iter().map(|(key, value)| (key.into(), value.into())).collect());
        self
    }
}

/// The attributes of the identity provider behind the fields of a profile; what is not set stays.
#[derive(Clone, Debug, Default, Serialize)]
#[non_exhaustive]
pub struct StandardAttributesPatch {
    /// The attribute that holds the person's id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub idp_id: Option<String>,
    /// The attribute that holds the e-mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// The attribute that holds the first name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_name: Option<String>,
    /// The attribute that holds the last name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_name: Option<String>,
    /// The attribute that holds the groups.
    #[serde(skip_serializing_if = "Patch::is_keep")]
    pub groups: Patch<String>,
    /// The attribute that holds the full name.
    #[serde(skip_serializing_if = "Patch::is_keep")]
    pub name: Patch<String>,
}

impl StandardAttributesPatch {
    /// Makes one with what is required.
    #[must_use]
    pub fn new() -> Self {
        Self {
            idp_id: None,
            email: None,
            first_name: None,
            last_name: None,
            groups: Default::default(),
            name: Default::default(),
        }
    }

    /// The attribute that holds the person's id.
    #[must_use]
    pub fn idp_id(mut self, idp_id: impl Into<String>) -> Self {
        self.idp_id = Some(idp_id.into());
        self
    }

    /// The attribute that holds the e-mail address.
    #[must_use]
    pub fn email(mut self, email: impl Into<String>) -> Self {
        self.email = Some(email.into());
        self
    }

    /// The attribute that holds the first name.
    #[must_use]
    pub fn first_name(mut self, first_name: impl Into<String>) -> Self {
        self.first_name = Some(first_name.into());
        self
    }

    /// The attribute that holds the last name.
    #[must_use]
    pub fn last_name(mut self, last_name: impl Into<String>) -> Self {
        self.last_name = Some(last_name.into());
        self
    }

    /// The attribute that holds the groups.
    #[must_use]
    pub fn groups(mut self, groups: impl Into<Patch<String>>) -> Self {
        self.groups = groups.into();
        self
    }

    /// The attribute that holds the full name.
    #[must_use]
    pub fn name(mut self, name: impl Into<Patch<String>>) -> Self {
        self.name = name.into();
        self
    }
}

/// What a SAML connection needs; what is not set stays.
#[derive(Clone, Debug, Default, Serialize)]
#[non_exhaustive]
pub struct SamlOptionsPatch {
    /// Where the identity provider publishes its metadata. WorkOS reads it again, and its certificates
    /// replace the present ones; `Patch::Clear` stops following it.
    #[serde(skip_serializing_if = "Patch::is_keep")]
    pub idp_metadata_url: Patch<String>,
    /// Where responses go to.
    #[serde(skip_serializing_if = "Patch::is_keep")]
    pub acs_url: Patch<String>,
    /// The entity id that WorkOS goes by.
    #[serde(skip_serializing_if = "Patch::is_keep")]
    pub sp_entity_id: Patch<String>,
    /// The entity id of the identity provider.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub idp_entity_id: Option<String>,
    /// Where the identity provider takes requests.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub idp_sso_url: Option<String>,
}

impl SamlOptionsPatch {
    /// Makes one with what is required.
    #[must_use]
    pub fn new() -> Self {
        Self {
            idp_metadata_url: Default::default(),
            acs_url: Default::default(),
            sp_entity_id: Default::default(),
            idp_entity_id: None,
            idp_sso_url: None,
        }
    }

    /// Where the identity provider publishes its metadata. WorkOS reads it again, and its certificates
    /// replace the present ones; `Patch::Clear` stops following it.
    #[must_use]
    pub fn idp_metadata_url(mut self, idp_metadata_url: impl Into<Patch<String>>) -> Self {
        self.idp_metadata_url = idp_metadata_url.into();
        self
    }

    /// Where responses go to.
    #[must_use]
    pub fn acs_url(mut self, acs_url: impl Into<Patch<String>>) -> Self {
        self.acs_url = acs_url.into();
        self
    }

    /// The entity id that WorkOS goes by.
    #[must_use]
    pub fn sp_entity_id(mut self, sp_entity_id: impl Into<Patch<String>>) -> Self {
        self.sp_entity_id = sp_entity_id.into();
        self
    }

    /// The entity id of the identity provider.
    #[must_use]
    pub fn idp_entity_id(mut self, idp_entity_id: impl Into<String>) -> Self {
        self.idp_entity_id = Some(idp_entity_id.into());
        self
    }

    /// Where the identity provider takes requests.
    #[must_use]
    pub fn idp_sso_url(mut self, idp_sso_url: impl Into<String>) -> Self {
        self.idp_sso_url = Some(idp_sso_url.into());
        self
    }
}

/// What an OpenID Connect connection needs; what is not set stays.
#[derive(Clone, Debug, Default, Serialize)]
#[non_exhaustive]
pub struct OidcOptionsPatch {
    /// Where the identity provider publishes its configuration.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub discovery_endpoint: Option<String>,
    /// The client id at the identity provider.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_id: Option<String>,
    /// The client secret at the identity provider. Needed when the method becomes one that takes a secret.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "workos_core::private::expose")]
    pub client_secret: Option<Secret>,
    /// Where the identity provider redirects to.
    #[serde(skip_serializing_if = "Patch::is_keep")]
    pub redirect_uri: Patch<String>,
    /// Whether PKCE is used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pkce: Option<bool>,
    /// How WorkOS authenticates at the token endpoint. With `private_key_jwt` a key pair is made if there
    /// is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token_authentication_method: Option<TokenAuthenticationMethod>,
    /// How the identity provider signs id tokens.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id_token_signature_algorithm: Option<IdTokenAlgorithm>,
    /// Whether more attributes are fetched from the userinfo endpoint.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fetch_user_info: Option<bool>,
}

impl OidcOptionsPatch {
    /// Makes one with what is required.
    #[must_use]
    pub fn new() -> Self {
        Self {
            discovery_endpoint: None,
            client_id: None,
            client_secret: None,
            redirect_uri: Default::default(),
            pkce: None,
            token_authentication_method: None,
            id_token_signature_algorithm: None,
            fetch_user_info: None,
        }
    }

    /// Where the identity provider publishes its configuration.
    #[must_use]
    pub fn discovery_endpoint(mut self, discovery_endpoint: impl Into<String>) -> Self {
        self.discovery_endpoint = Some(discovery_endpoint.into());
        self
    }

    /// The client id at the identity provider.
    #[must_use]
    pub fn client_id(mut self, client_id: impl Into<String>) -> Self {
        self.client_id = Some(client_id.into());
        self
    }

    /// The client secret at the identity provider. Needed when the method becomes one that takes a secret.
    #[must_use]
    pub fn client_secret(mut self, client_secret: impl Into<Secret>) -> Self {
        self.client_secret = Some(client_secret.into());
        self
    }

    /// Where the identity provider redirects to.
    #[must_use]
    pub fn redirect_uri(mut self, redirect_uri: impl Into<Patch<String>>) -> Self {
        self.redirect_uri = redirect_uri.into();
        self
    }

    /// Whether PKCE is used.
    #[must_use]
    pub fn pkce(mut self, pkce: bool) -> Self {
        self.pkce = Some(pkce);
        self
    }

    /// How WorkOS authenticates at the token endpoint. With `private_key_jwt` a key pair is made if there
    /// is none.
    #[must_use]
    pub fn token_authentication_method(
        mut self,
        token_authentication_method: impl Into<TokenAuthenticationMethod>,
    ) -> Self {
        self.token_authentication_method = Some(token_authentication_method.into());
        self
    }

    /// How the identity provider signs id tokens.
    #[must_use]
    pub fn id_token_signature_algorithm(
        mut self,
        id_token_signature_algorithm: impl Into<IdTokenAlgorithm>,
    ) -> Self {
        self.id_token_signature_algorithm = Some(id_token_signature_algorithm.into());
        self
    }

    /// Whether more attributes are fetched from the userinfo endpoint.
    #[must_use]
    pub fn fetch_user_info(mut self, fetch_user_info: bool) -> Self {
        self.fetch_user_info = Some(fetch_user_info);
        self
    }
}

/// A certificate of a SAML connection. WorkOS never shows the private key behind its own ones.
///
/// The three kinds differ in the constant `object` only, which is therefore not read.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct SamlCertificate {
    /// Its id.
    pub id: SamlCertificateId,
    /// The certificate, as PEM.
    pub value: String,
    /// When it becomes valid.
    #[serde(default)]
    pub not_before: Option<Timestamp>,
    /// When it runs out.
    #[serde(default)]
    pub not_after: Option<Timestamp>,
    /// When it was created.
    pub created_at: Timestamp,
}

#[cfg(feature = "test-util")]
impl SamlCertificate {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            id: "cert_01EHWNCE74X7JSDV0X3SZ3KJNY".into(),
            value: "-----BEGIN CERTIFICATE-----".to_owned(),
            not_before: Some("2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH)),
            not_after: Some("2027-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH)),
            created_at: "2026-01-15T12:00:00.000Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
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
