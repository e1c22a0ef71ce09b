//! The parameters of a call: path, query, body, headers and credentials.

use std::fmt::Display;

use http::{HeaderName, HeaderValue, header};
use serde::Serialize;
use workos_core::Secret;
use workos_internal::encode;
use workos_transport::Operation;
use zeroize::Zeroizing;

use super::body_secrets::secrets_of;
use super::{Body, Call, Problem, WithCredentials};
use crate::ConfigError;
use crate::builder::bearer;

impl<T> Call<T> {
    /// Fills a path parameter with an id. A text that cannot be an id is refused: empty, `..`, or with a slash, an
    /// escape or white space.
    pub fn path_id(&mut self, name: &'static str, id: &str) {
        self.set_path(name, encode::id(id));
    }

    /// Fills a path parameter with free text, escaped as one segment.
    pub fn path(&mut self, name: &'static str, text: &str) {
        self.set_path(name, encode::segment(text));
    }

    /// Fills a path parameter with a secret, escaped as one segment.
    pub fn path_secret(&mut self, name: &'static str, secret: &Secret) {
        self.secrets.push(secret.clone());
        self.path(name, secret.expose());
    }

    fn set_path(&mut self, name: &'static str, segment: Result<String, &'static str>) {
        match segment {
            Ok(segment) => {
                self.path.retain(|(known, _)| *known != name);
                self.path.push((name, segment));
            }
            Err(reason) => self.refuse(name, reason),
        }
    }

    /// Sets a query parameter.
    pub fn query(&mut self, name: &'static str, value: impl Display) {
        self.set_query(name, encode::displayed(value));
    }

    /// Sets a query parameter to a secret; an empty one is refused.
    pub fn query_secret(&mut self, name: &'static str, value: &Secret) {
        if value.expose().is_empty() {
            self.refuse(name, "it is empty");
        }
        self.secrets.push(value.clone());
        self.query(name, value.expose());
    }

    /// Sets a query parameter to a list, joined by commas; an empty list removes it.
    pub fn query_list(&mut self, name: &'static str, values: impl IntoIterator<Item: AsRef<str>>) {
        let values: Vec<_> = values.into_iter().map(|value| encode::component(value.as_ref())).collect();
        self.set_query(name, values.join(","));
        if values.is_empty() {
            self.query.retain(|(known, _)| known != name);
        }
    }

    /// Sets query parameters `name[key]=value` from a map, replacing those set before.
    pub fn query_map<K: AsRef<str>, V: AsRef<str>>(
        &mut self,
        name: &'static str,
        values: impl IntoIterator<Item = (K, V)>,
    ) {
        let prefix = encode::component(&format!("{name}["));
        self.query.retain(|(known, _)| !known.starts_with(&prefix));
        for (key, value) in values {
            let key = encode::component(&format!("{name}[{}]", key.as_ref()));
            self.query.push((key.into(), encode::component(value.as_ref())));
        }
    }

    fn set_query(&mut self, name: &'static str, value: String) {
        match self.query.iter_mut().find(|(known, _)| known == name) {
            Some((_, old)) => *old = value,
            None => self.query.push((name.into(), value)),
        }
    }

    pub(crate) fn has_query(&self, name: &str) -> bool {
        self.query.iter().any(|(known, _)| known == name)
    }

    /// The decoded value of a query parameter.
    pub(crate) fn query_value(&self, name: &str) -> Option<String> {
        let (_, value) = self.query.iter().find(|(known, _)| known == name)?;
        Some(encode::decode(value))
    }

    /// Sets the body to a value as JSON, with the credentials that were added before. The members that the operation
    /// names as [secret](Operation::secret_fields) are masked where the server repeats them; an empty one is refused.
    pub fn json(&mut self, body: &impl Serialize) {
        let credentials = self.json_credentials.iter().map(|(name, value)| (*name, value.expose()));
        let written = if self.json_credentials.is_empty() {
            serde_json::to_vec(body)
        } else {
            serde_json::to_vec(&WithCredentials { credentials: credentials.collect(), body })
        };
        match written {
            Ok(json) => {
                for (name, secret) in secrets_of(&json, self.operation.secret_fields()) {
                    self.secret(name, &secret);
                }
                self.body = Body::Json(json.into());
            }
            Err(error) => self.refuse("body", error.to_string()),
        }
    }

    /// Adds the client id to the JSON body, as `client_id`. If the client has none, `send` fails. Call this before
    /// `json`.
    pub fn json_client_id(&mut self) {
        self.require_client_id();
        if let Some(id) = self.client.client_id() {
            self.json_credentials.push(("client_id", id.as_str().into()));
        }
    }

    /// Adds the API key of the client to the JSON body, as `client_secret`. If the client has none, the field is left
    /// out. Call this before `json`.
    pub fn json_client_secret(&mut self) {
        if let Some(key) = self.client.api_key().cloned() {
            self.json_credentials.push(("client_secret", key));
        }
    }

    /// Sets a field of the form body.
    pub fn form(&mut self, name: &'static str, value: impl Display) {
        self.set_form(name, Zeroizing::new(encode::displayed(value)));
    }

    /// Sets a secret field of the form body; an empty one is refused.
    pub fn form_secret(&mut self, name: &'static str, value: &Secret) {
        self.secret(name, value);
        self.set_form(name, Zeroizing::new(encode::component(value.expose())));
    }

    /// Sets the form field `client_id` to the client id. If the client has none, `send` fails.
    pub fn form_client_id(&mut self) {
        self.require_client_id();
        if let Some(id) = self.client.client_id().cloned() {
            self.form("client_id", id);
        }
    }

    /// Sets the form field `client_secret` to the API key of the client. If the client has none, the field is left out.
    pub fn form_client_secret(&mut self) {
        if let Some(key) = self.client.api_key().cloned() {
            self.form_secret("client_secret", &key);
        }
    }

    /// Registers a secret of the request, which is masked where the server repeats it. An empty secret is refused.
    pub fn secret(&mut self, name: &'static str, value: &Secret) {
        if value.expose().is_empty() {
            self.refuse(name, "it is empty");
        }
        self.secrets.push(value.clone());
    }

    fn set_form(&mut self, name: &'static str, value: Zeroizing<String>) {
        if !matches!(self.body, Body::Form(_)) {
            self.body = Body::Form(Vec::new());
        }
        if let Body::Form(fields) = &mut self.body {
            fields.retain(|(known, _)| *known != name);
            fields.push((name, value));
        }
    }

    /// Makes `send` fail unless the client has a client id.
    pub fn require_client_id(&mut self) {
        if self.client.client_id().is_none() {
            self.note(Problem::Config(ConfigError::no_client_id(self.operation)));
        }
    }

    /// Makes `send` fail unless one of these form fields is set.
    pub const fn require_any(&mut self, names: &'static [&'static str]) {
        self.require_any = names;
    }

    /// Authenticates with this access token instead of the API key.
    pub fn bearer(&mut self, access_token: &Secret) {
        match bearer(access_token) {
            Ok(value) => {
                self.secrets.push(access_token.clone());
                self.authorization = Some(value);
            }
            Err(reason) => self.refuse("access_token", format!("it {reason}")),
        }
    }

    /// Adds a header. The headers that the engine sets cannot be replaced.
    pub fn header(&mut self, name: impl TryInto<HeaderName>, value: impl TryInto<HeaderValue>) {
        const RESERVED: [HeaderName; 10] = [
            header::ACCEPT,
            header::AUTHORIZATION,
            header::CONNECTION,
            header::CONTENT_LENGTH,
            header::CONTENT_TYPE,
            header::HOST,
            header::TE,
            header::TRANSFER_ENCODING,
            header::UPGRADE,
            header::USER_AGENT,
        ];
        match (name.try_into(), value.try_into()) {
            (Ok(name), _) if RESERVED.contains(&name) => {
                self.refuse("header", format!("a call may not set `{name}`"));
            }
            (Ok(name), Ok(value)) => {
                self.headers.retain(|(known, _)| *known != name);
                self.headers.push((name, value));
            }
            (Ok(name), Err(_)) => self.refuse("header", format!("the value of `{name}` is malformed")),
            (Err(_), _) => self.refuse("header", "the name is malformed"),
        }
    }

    /// Sends the same `Idempotency-Key` with every attempt; an empty key is refused.
    ///
    /// `POST /audit_logs/events` and the four calls that add a connected account honour it. The key alone does not make
    /// a call repeatable: see [`repeatable_as`](Self::repeatable_as).
    pub fn idempotency_key(&mut self, key: &str) {
        if key.is_empty() {
            self.refuse("idempotency_key", "it is empty");
        }
        self.header("idempotency-key", key);
    }

    /// Replaces the operation of this call by a [repeatable](Operation::repeatable) one of the same endpoint.
    ///
    /// Use it for a write that the server deduplicates by its [idempotency key](Self::idempotency_key). The call is
    /// then retried like a read.
    pub const fn repeatable_as(&mut self, operation: &'static Operation) {
        self.operation = operation;
    }
}
