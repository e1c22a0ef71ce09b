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

/// A connection of an organization to its identity provider.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "object", rename = "connection")]
#[non_exhaustive]
pub struct Connection {
    /// The id of the connection.
    pub id: ConnectionId,
    /// The organization that the connection belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization_id: Option<OrganizationId>,
    /// The protocol and the identity provider.
    pub connection_type: ConnectionType,
    /// The display name, usually the name of the organization.
    pub name: String,
    /// Whether people can sign in through the connection. The oldest responses have `status` only;
    /// `is_active()` reads both.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<ConnectionState>,
    /// Whether the connection is linked to an identity provider.
    #[deprecated = "Use `state`."]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<ConnectionStatus>,
    /// The domains of the organization.
    #[serde(
        default,
        deserialize_with = "workos_internal::null_as_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub domains: Vec<ConnectionDomain>,
    /// The time of creation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created_at: Option<Timestamp>,
    /// The time of the last change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated_at: Option<Timestamp>,
}

#[cfg(feature = "test-util")]
impl Connection {
    /// Returns the example of the contract, to be adjusted in a test.
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
    /// The id of the domain.
    pub id: ConnectionDomainId,
    /// The domain.
    pub domain: String,
}

#[cfg(feature = "test-util")]
impl ConnectionDomain {
    /// Returns the example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self { id: "org_domain_01EHZNVPK2QXHMVWCEDQEKY69A".into(), domain: "acme.com".to_owned() }
    }
}

/// The mapping from attributes of the identity provider to fields of a profile.
#[derive(Clone, Debug, Default, Serialize)]
#[non_exhaustive]
pub struct NewAttributeMaps {
    /// The attributes for the standard fields of a profile.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standard_attributes: Option<NewStandardAttributes>,
    /// The attributes for the custom attributes, by their names. Custom attributes are defined in the
    /// dashboard.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub custom_attributes: Option<BTreeMap<String, String>>,
}

impl NewAttributeMaps {
    /// Creates a value with the required fields.
    #[must_use]
    pub fn new() -> Self {
        Self { standard_attributes: None, custom_attributes: None }
    }

    /// The attributes for the standard fields of a profile.
    #[must_use]
    pub fn standard_attributes(mut self, standard_attributes: impl Into<NewStandardAttributes>) -> Self {
        self.standard_attributes = Some(standard_attributes.into());
        self
    }

    /// The attributes for the custom attributes, by their names. Custom attributes are defined in the
    /// dashboard.
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

/// The attributes of the identity provider for the standard fields of a profile. Fields that are left
/// out get the default of the connection's type.
#[derive(Clone, Debug, Default, Serialize)]
#[non_exhaustive]
pub struct NewStandardAttributes {
    /// The attribute with the person's id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub idp_id: Option<String>,
    /// The attribute with the e-mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// The attribute with the first name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_name: Option<String>,
    /// The attribute with the last name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_name: Option<String>,
    /// The attribute with the groups.
    #[serde(skip_serializing_if = "Patch::is_keep")]
    pub groups: Patch<String>,
    /// The attribute with the full name.
    #[serde(skip_serializing_if = "Patch::is_keep")]
    pub name: Patch<String>,
}

impl NewStandardAttributes {
    /// Creates a value with the required fields.
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

    /// The attribute with the person's id.
    #[must_use]
    pub fn idp_id(mut self, idp_id: impl Into<String>) -> Self {
        self.idp_id = Some(idp_id.into());
        self
    }

    /// The attribute with the e-mail address.
    #[must_use]
    pub fn email(mut self, email: impl Into<String>) -> Self {
        self.email = Some(email.into());
        self
    }

    /// The attribute with the first name.
    #[must_use]
    pub fn first_name(mut self, first_name: impl Into<String>) -> Self {
        self.first_name = Some(first_name.into());
        self
    }

    /// The attribute with the last name.
    #[must_use]
    pub fn last_name(mut self, last_name: impl Into<String>) -> Self {
        self.last_name = Some(last_name.into());
        self
    }

    /// The attribute with the groups.
    #[must_use]
    pub fn groups(mut self, groups: impl Into<Patch<String>>) -> Self {
        self.groups = groups.into();
        self
    }

    /// The attribute with the full name.
    #[must_use]
    pub fn name(mut self, name: impl Into<Patch<String>>) -> Self {
        self.name = name.into();
        self
    }
}

/// The options of a new SAML connection. Set either `idp_metadata_url`, or `idp_sso_url` with
/// `idp_signing_certs`.
#[derive(Clone, Debug, Default, Serialize)]
#[non_exhaustive]
pub struct NewSamlOptions {
    /// The URL of the metadata of the identity provider. WorkOS reads the certificates from it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub idp_metadata_url: Option<String>,
    /// The URL to which responses are sent. The default is the URL of WorkOS.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub acs_url: Option<String>,
    /// The entity id of WorkOS. The default is the external key of the connection.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sp_entity_id: Option<String>,
    /// The entity id of the identity provider.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub idp_entity_id: Option<String>,
    /// The URL to which requests are sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub idp_sso_url: Option<String>,
    /// The certificates that verify responses, as PEM.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub idp_signing_certs: Option<Vec<String>>,
    /// The key that signs requests. By default, WorkOS creates a key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sp_signing_key_pair: Option<KeyPair>,
    /// The keys that decrypt responses. By default, WorkOS creates a key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sp_encryption_key_pairs: Option<Vec<KeyPair>>,
}

impl NewSamlOptions {
    /// Creates a value with the required fields.
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

    /// The URL of the metadata of the identity provider. WorkOS reads the certificates from it.
    #[must_use]
    pub fn idp_metadata_url(mut self, idp_metadata_url: impl Into<String>) -> Self {
        self.idp_metadata_url = Some(idp_metadata_url.into());
        self
    }

    /// The URL to which responses are sent. The default is the URL of WorkOS.
    #[must_use]
    pub fn acs_url(mut self, acs_url: impl Into<String>) -> Self {
        self.acs_url = Some(acs_url.into());
        self
    }

    /// The entity id of WorkOS. The default is the external key of the connection.
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

    /// The URL to which requests are sent.
    #[must_use]
    pub fn idp_sso_url(mut self, idp_sso_url: impl Into<String>) -> Self {
        self.idp_sso_url = Some(idp_sso_url.into());
        self
    }

    /// The certificates that verify responses, as PEM.
    #[must_use]
    pub fn idp_signing_certs(
        mut self,
        idp_signing_certs: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        self.idp_signing_certs = Some(idp_signing_certs.into_iter().map(Into::into).collect());
        self
    }

    /// The key that signs requests. By default, WorkOS creates a key.
    #[must_use]
    pub fn sp_signing_key_pair(mut self, sp_signing_key_pair: impl Into<KeyPair>) -> Self {
        self.sp_signing_key_pair = Some(sp_signing_key_pair.into());
        self
    }

    /// The keys that decrypt responses. By default, WorkOS creates a key.
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
    #[serde(serialize_with = "workos_core::expose")]
    pub key: Secret,
    /// The X.509 certificate, as PEM.
    pub cert: String,
}

impl KeyPair {
    /// Creates a value with the required fields.
    #[must_use]
    pub fn new(key: impl Into<Secret>, cert: impl Into<String>) -> Self {
        Self { key: key.into(), cert: cert.into() }
    }
}

/// The options of a new OpenID Connect connection.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct NewOidcOptions {
    /// The URL of the configuration of the identity provider.
    pub discovery_endpoint: String,
    /// The client id at the identity provider.
    pub client_id: String,
    /// The client secret at the identity provider. It is required unless the method is `private_key_jwt`,
    /// which uses no secret.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "workos_core::expose")]
    pub client_secret: Option<Secret>,
    /// The URI to which the identity provider redirects. The default is the URI of WorkOS.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub redirect_uri: Option<String>,
    /// Whether PKCE is used. The server's default is `true`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pkce: Option<bool>,
    /// The authentication method of WorkOS at the token endpoint. The server's default is
    /// `client_secret_basic`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token_authentication_method: Option<TokenAuthenticationMethod>,
    /// The key that signs assertions, only for `private_key_jwt`. By default, WorkOS creates a key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub jwt_signing_key_pair: Option<KeyPair>,
    /// The algorithm with which the identity provider signs ID tokens.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id_token_signature_algorithm: Option<IdTokenAlgorithm>,
    /// Whether additional attributes are fetched from the userinfo endpoint.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fetch_user_info: Option<bool>,
}

impl NewOidcOptions {
    /// Creates a value with the required fields.
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

    /// The client secret at the identity provider. It is required unless the method is `private_key_jwt`,
    /// which uses no secret.
    #[must_use]
    pub fn client_secret(mut self, client_secret: impl Into<Secret>) -> Self {
        self.client_secret = Some(client_secret.into());
        self
    }

    /// The URI to which the identity provider redirects. The default is the URI of WorkOS.
    #[must_use]
    pub fn redirect_uri(mut self, redirect_uri: impl Into<String>) -> Self {
        self.redirect_uri = Some(redirect_uri.into());
        self
    }

    /// Whether PKCE is used. The server's default is `true`.
    #[must_use]
    pub fn pkce(mut self, pkce: bool) -> Self {
        self.pkce = Some(pkce);
        self
    }

    /// The authentication method of WorkOS at the token endpoint. The server's default is
    /// `client_secret_basic`.
    #[must_use]
    pub fn token_authentication_method(
        mut self,
        token_authentication_method: impl Into<TokenAuthenticationMethod>,
    ) -> Self {
        self.token_authentication_method = Some(token_authentication_method.into());
        self
    }

    /// The key that signs assertions, only for `private_key_jwt`. By default, WorkOS creates a key.
    #[must_use]
    pub fn jwt_signing_key_pair(mut self, jwt_signing_key_pair: impl Into<KeyPair>) -> Self {
        self.jwt_signing_key_pair = Some(jwt_signing_key_pair.into());
        self
    }

    /// The algorithm with which the identity provider signs ID tokens.
    #[must_use]
    pub fn id_token_signature_algorithm(
        mut self,
        id_token_signature_algorithm: impl Into<IdTokenAlgorithm>,
    ) -> Self {
        self.id_token_signature_algorithm = Some(id_token_signature_algorithm.into());
        self
    }

    /// Whether additional attributes are fetched from the userinfo endpoint.
    #[must_use]
    pub fn fetch_user_info(mut self, fetch_user_info: bool) -> Self {
        self.fetch_user_info = Some(fetch_user_info);
        self
    }
}

/// Changes of the mapping from attributes of the identity provider to fields of a profile. Fields that
/// are not set stay unchanged.
#[derive(Clone, Debug, Default, Serialize)]
#[non_exhaustive]
pub struct AttributeMapsPatch {
    /// The attributes for the standard fields of a profile.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standard_attributes: Option<StandardAttributesPatch>,
    /// The attributes for the custom attributes, by their names; null removes one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub custom_attributes: Option<BTreeMap<String, Option<String>>>,
}

impl AttributeMapsPatch {
    /// Creates a value with the required fields.
    #[must_use]
    pub fn new() -> Self {
        Self { standard_attributes: None, custom_attributes: None }
    }

    /// The attributes for the standard fields of a profile.
    #[must_use]
    pub fn standard_attributes(mut self, standard_attributes: impl Into<StandardAttributesPatch>) -> Self {
        self.standard_attributes = Some(standard_attributes.into());
        self
    }

    /// The attributes for the custom attributes, by their names; null removes one.
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

/// Changes of the attributes for the standard fields of a profile. Fields that are not set stay
/// unchanged.
#[derive(Clone, Debug, Default, Serialize)]
#[non_exhaustive]
pub struct StandardAttributesPatch {
    /// The attribute with the person's id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub idp_id: Option<String>,
    /// The attribute with the e-mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// The attribute with the first name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_name: Option<String>,
    /// The attribute with the last name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_name: Option<String>,
    /// The attribute with the groups.
    #[serde(skip_serializing_if = "Patch::is_keep")]
    pub groups: Patch<String>,
    /// The attribute with the full name.
    #[serde(skip_serializing_if = "Patch::is_keep")]
    pub name: Patch<String>,
}

impl StandardAttributesPatch {
    /// Creates a value with the required fields.
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

    /// The attribute with the person's id.
    #[must_use]
    pub fn idp_id(mut self, idp_id: impl Into<String>) -> Self {
        self.idp_id = Some(idp_id.into());
        self
    }

    /// The attribute with the e-mail address.
    #[must_use]
    pub fn email(mut self, email: impl Into<String>) -> Self {
        self.email = Some(email.into());
        self
    }

    /// The attribute with the first name.
    #[must_use]
    pub fn first_name(mut self, first_name: impl Into<String>) -> Self {
        self.first_name = Some(first_name.into());
        self
    }

    /// The attribute with the last name.
    #[must_use]
    pub fn last_name(mut self, last_name: impl Into<String>) -> Self {
        self.last_name = Some(last_name.into());
        self
    }

    /// The attribute with the groups.
    #[must_use]
    pub fn groups(mut self, groups: impl Into<Patch<String>>) -> Self {
        self.groups = groups.into();
        self
    }

    /// The attribute with the full name.
    #[must_use]
    pub fn name(mut self, name: impl Into<Patch<String>>) -> Self {
        self.name = name.into();
        self
    }
}

/// Changes of the options of a SAML connection. Fields that are not set stay unchanged.
#[derive(Clone, Debug, Default, Serialize)]
#[non_exhaustive]
pub struct SamlOptionsPatch {
    /// The URL of the metadata of the identity provider. WorkOS reads it again, and its certificates
    /// replace the current certificates. After `Patch::Clear`, WorkOS no longer reads it.
    #[serde(skip_serializing_if = "Patch::is_keep")]
    pub idp_metadata_url: Patch<String>,
    /// The URL to which responses are sent.
    #[serde(skip_serializing_if = "Patch::is_keep")]
    pub acs_url: Patch<String>,
    /// The entity id of WorkOS.
    #[serde(skip_serializing_if = "Patch::is_keep")]
    pub sp_entity_id: Patch<String>,
    /// The entity id of the identity provider.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub idp_entity_id: Option<String>,
    /// The URL to which requests are sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub idp_sso_url: Option<String>,
}

impl SamlOptionsPatch {
    /// Creates a value with the required fields.
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

    /// The URL of the metadata of the identity provider. WorkOS reads it again, and its certificates
    /// replace the current certificates. After `Patch::Clear`, WorkOS no longer reads it.
    #[must_use]
    pub fn idp_metadata_url(mut self, idp_metadata_url: impl Into<Patch<String>>) -> Self {
        self.idp_metadata_url = idp_metadata_url.into();
        self
    }

    /// The URL to which responses are sent.
    #[must_use]
    pub fn acs_url(mut self, acs_url: impl Into<Patch<String>>) -> Self {
        self.acs_url = acs_url.into();
        self
    }

    /// The entity id of WorkOS.
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

    /// The URL to which requests are sent.
    #[must_use]
    pub fn idp_sso_url(mut self, idp_sso_url: impl Into<String>) -> Self {
        self.idp_sso_url = Some(idp_sso_url.into());
        self
    }
}

/// Changes of the options of an OpenID Connect connection. Fields that are not set stay unchanged.
#[derive(Clone, Debug, Default, Serialize)]
#[non_exhaustive]
pub struct OidcOptionsPatch {
    /// The URL of the configuration of the identity provider.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub discovery_endpoint: Option<String>,
    /// The client id at the identity provider.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_id: Option<String>,
    /// The client secret at the identity provider. It is required if the new method uses a secret.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "workos_core::expose")]
    pub client_secret: Option<Secret>,
    /// The URI to which the identity provider redirects.
    #[serde(skip_serializing_if = "Patch::is_keep")]
    pub redirect_uri: Patch<String>,
    /// Whether PKCE is used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pkce: Option<bool>,
    /// The authentication method of WorkOS at the token endpoint. For `private_key_jwt`, a key pair is
    /// created if there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token_authentication_method: Option<TokenAuthenticationMethod>,
    /// The algorithm with which the identity provider signs ID tokens.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id_token_signature_algorithm: Option<IdTokenAlgorithm>,
    /// Whether additional attributes are fetched from the userinfo endpoint.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fetch_user_info: Option<bool>,
}

impl OidcOptionsPatch {
    /// Creates a value with the required fields.
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

    /// The URL of the configuration of the identity provider.
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

    /// The client secret at the identity provider. It is required if the new method uses a secret.
    #[must_use]
    pub fn client_secret(mut self, client_secret: impl Into<Secret>) -> Self {
        self.client_secret = Some(client_secret.into());
        self
    }

    /// The URI to which the identity provider redirects.
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

    /// The authentication method of WorkOS at the token endpoint. For `private_key_jwt`, a key pair is
    /// created if there is none.
    #[must_use]
    pub fn token_authentication_method(
        mut self,
        token_authentication_method: impl Into<TokenAuthenticationMethod>,
    ) -> Self {
        self.token_authentication_method = Some(token_authentication_method.into());
        self
    }

    /// The algorithm with which the identity provider signs ID tokens.
    #[must_use]
    pub fn id_token_signature_algorithm(
        mut self,
        id_token_signature_algorithm: impl Into<IdTokenAlgorithm>,
    ) -> Self {
        self.id_token_signature_algorithm = Some(id_token_signature_algorithm.into());
        self
    }

    /// Whether additional attributes are fetched from the userinfo endpoint.
    #[must_use]
    pub fn fetch_user_info(mut self, fetch_user_info: bool) -> Self {
        self.fetch_user_info = Some(fetch_user_info);
        self
    }
}

/// A certificate of a SAML connection. WorkOS never shows the private keys of its own certificates.
///
/// The three kinds of certificates differ only in the constant `object`, which is therefore not read.
#[doc(alias("SamlIdpSigningCertificate", "SamlSpEncryptionCertificate", "SamlSpSigningCertificate"))]
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct SamlCertificate {
    /// The id of the certificate.
    pub id: SamlCertificateId,
    /// The certificate, as PEM.
    pub value: String,
    /// The time from which the certificate is valid.
    #[serde(default)]
    pub not_before: Option<Timestamp>,
    /// The time at which the certificate expires.
    #[serde(default)]
    pub not_after: Option<Timestamp>,
    /// The time of creation.
    pub created_at: Timestamp,
}

#[cfg(feature = "test-util")]
impl SamlCertificate {
    /// Returns the example of the contract, to be adjusted in a test.
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

/// The profile of a person who signed in, from the identity provider.
///
/// Identify people by `id`, or by `connection_id` and `idp_id` together. Never identify them by
/// `email`, because an identity provider can claim any address.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(remote = "Self", tag = "object", rename = "profile")]
#[non_exhaustive]
pub struct Profile {
    /// The id of the profile.
    pub id: ProfileId,
    /// The organization of the connection. Compare it with the organization that the sign-in was for.
    #[serde(default)]
    pub organization_id: Option<OrganizationId>,
    /// The connection of the sign-in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub connection_id: Option<ConnectionId>,
    /// The protocol and the identity provider of the connection.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub connection_type: Option<ConnectionType>,
    /// The person's id at the identity provider.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub idp_id: Option<String>,
    /// The e-mail address. It does not identify the person, as the identity provider can claim any address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// The first name.
    #[serde(default)]
    pub first_name: Option<String>,
    /// The last name.
    #[serde(default)]
    pub last_name: Option<String>,
    /// The full name.
    #[serde(default)]
    pub name: Option<String>,
    /// The person's role in the organization.
    #[serde(default)]
    pub role: Option<SlimRole>,
    /// The person's roles in the organization.
    #[serde(
        default,
        deserialize_with = "workos_internal::null_as_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub roles: Vec<SlimRole>,
    /// The person's groups at the identity provider.
    #[serde(
        default,
        deserialize_with = "workos_internal::null_as_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub groups: Vec<String>,
    /// The attributes that are mapped for the connection.
    #[serde(
        default,
        deserialize_with = "workos_internal::null_as_default",
        skip_serializing_if = "Map::is_empty"
    )]
    pub custom_attributes: Map<String, Value>,
    /// All attributes as the identity provider sent them. Prefer `custom_attributes`, as this may be empty.
    #[serde(
        default,
        deserialize_with = "workos_internal::null_as_default",
        skip_serializing_if = "Map::is_empty"
    )]
    pub raw_attributes: Map<String, Value>,
}

impl<'de> Deserialize<'de> for Profile {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut json = Value::deserialize(deserializer)?;
        let wrapped = json.get_mut("profile").filter(|inner| inner.is_object()).map(Value::take);
        // Calls the inherent function that serde derives for `remote`, which decodes the object itself.
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
    /// Returns the example of the contract, to be adjusted in a test.
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
    #[serde(default, deserialize_with = "workos_internal::null_as_default")]
    pub keys: Vec<Jwk>,
}

#[cfg(feature = "test-util")]
impl Jwks {
    /// Returns the example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self { keys: vec![Jwk::example()] }
    }
}

/// A public RSA key (RFC 7517).
#[derive(Clone, Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Jwk {
    /// The signature algorithm; `RS256`.
    pub alg: String,
    /// The type of the key; `RSA`.
    pub kty: String,
    /// The use of the key; `sig`.
    #[serde(rename = "use")]
    pub key_use: String,
    /// The certificate chain of the key, each certificate as DER in Base64.
    #[serde(default, deserialize_with = "workos_internal::null_as_default")]
    pub x5c: Vec<String>,
    /// The modulus in base64url.
    pub n: String,
    /// The exponent in base64url.
    pub e: String,
    /// The id of the key, which tokens contain.
    pub kid: String,
    /// The SHA-256 thumbprint of the certificate.
    #[serde(rename = "x5t#S256")]
    pub x5t_s256: String,
}

#[cfg(feature = "test-util")]
impl Jwk {
    /// Returns the example of the contract, to be adjusted in a test.
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

/// The URL and the token for logging out. Both can be used once, within a short time.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct LogoutAuthorization {
    /// The URL to redirect the browser to; it contains the token.
    pub logout_url: Secret,
    /// The token, for `Sso::logout_url`.
    pub logout_token: Secret,
}

#[cfg(feature = "test-util")]
impl LogoutAuthorization {
    /// Returns the example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            logout_url: "https://auth.workos.com/sso/logout?token=example".into(),
            logout_token: "example".into(),
        }
    }
}

/// The profile of the person who signed in, and an access token for it.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct ProfileAndToken {
    /// The type of the token; always `Bearer`.
    #[serde(default)]
    pub token_type: Option<String>,
    /// The access token, an opaque text for `Sso::profile`.
    pub access_token: Secret,
    /// The number of seconds for which the token is valid.
    #[serde(default)]
    pub expires_in: Option<i64>,
    /// The profile of the person who signed in.
    pub profile: Profile,
    /// The tokens of the OAuth provider, if the connection is an OAuth connection and returns them.
    #[serde(default)]
    pub oauth_tokens: Option<OAuthTokens>,
}

#[cfg(feature = "test-util")]
impl ProfileAndToken {
    /// Returns the example of the contract, to be adjusted in a test.
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
    /// The time at which the access token expires; sent as seconds since the epoch.
    pub expires_at: Timestamp,
    /// The scopes of the access token.
    #[serde(default, deserialize_with = "workos_internal::null_as_default")]
    pub scopes: Vec<String>,
}

#[cfg(feature = "test-util")]
impl OAuthTokens {
    /// Returns the example of the contract, to be adjusted in a test.
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
