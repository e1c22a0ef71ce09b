//! A call: the interface between generated code and the engine, also used for endpoints without generated code.

mod prepare;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::{self, Display};
use std::marker::PhantomData;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderName, HeaderValue, header};
use serde::Serialize;
use serde::de::DeserializeOwned;
use workos_core::Secret;
use workos_core::private::collect;
use workos_transport::Operation;
use zeroize::Zeroizing;

use crate::builder::bearer;
use crate::client::Limits;
use crate::engine::execute;
use crate::prepared::Expect;
use crate::{Answer, Client, ConfigError, Error, InvalidInput, Retry, encode};

/// A request under construction for an endpoint; the body of a success decodes to `T`.
///
/// Generated calls wrap a `Call`. For an endpoint that this version does not know, create a `Call` yourself:
///
/// ```
/// use serde_json::Value;
/// use workos_client::{Call, Client, Error, Method, Operation};
///
/// static GET_WIDGET: Operation = Operation::new("widgets.get", Method::GET, "/widgets/{id}").repeatable();
///
/// async fn widget(client: &Client, id: &str) -> Result<Value, Error> {
///     let mut call = Call::new(client, &GET_WIDGET);
///     call.path_id("id", id);
///     call.query("expand", "owner");
///     call.send().await
/// }
/// ```
///
/// An invalid parameter makes `send` fail before anything is sent. Setting a parameter again replaces it.
#[must_use = "a call does nothing before `send()`"]
pub struct Call<T> {
    client: Client,
    operation: &'static Operation,
    path: Vec<(&'static str, String)>,
    query: Vec<(Cow<'static, str>, String)>,
    body: Body,
    authorization: Option<HeaderValue>,
    headers: Vec<(HeaderName, HeaderValue)>,
    limits: Limits,
    large_answer: bool,
    /// The credentials of the client that are added to a JSON body.
    json_credentials: Vec<(&'static str, Secret)>,
    /// The secrets of the request, which are masked where the server repeats them.
    secrets: Vec<Secret>,
    require_any: &'static [&'static str],
    problem: Option<Problem>,
    answer: PhantomData<fn() -> T>,
}

#[derive(Clone)]
enum Body {
    None,
    Json(Bytes),
    Form(Vec<(&'static str, Zeroizing<String>)>),
}

/// The fields of a JSON body together with the credentials of the client.
#[derive(Serialize)]
struct WithCredentials<'a, B> {
    #[serde(flatten)]
    credentials: BTreeMap<&'static str, &'a str>,
    #[serde(flatten)]
    body: &'a B,
}

#[derive(Clone)]
enum Problem {
    Config(ConfigError),
    Input(InvalidInput),
}

impl<T> Call<T> {
    /// Starts a call with the client's limits.
    pub fn new(client: &Client, operation: &'static Operation) -> Self {
        Self {
            client: client.clone(),
            operation,
            path: Vec::new(),
            query: Vec::new(),
            body: Body::None,
            authorization: None,
            headers: Vec::new(),
            limits: client.inner().limits,
            large_answer: false,
            json_credentials: Vec::new(),
            secrets: client.api_key().cloned().into_iter().collect(),
            require_any: &[],
            problem: None,
            answer: PhantomData,
        }
    }

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

    /// Sets the body to a value as JSON, with the credentials that were added before. Secrets of the body are masked
    /// where the server repeats them; an empty secret is refused.
    pub fn json(&mut self, body: &impl Serialize) {
        let credentials = self.json_credentials.iter().map(|(name, value)| (*name, value.expose()));
        let (json, secrets) = collect(|| {
            if self.json_credentials.is_empty() {
                return serde_json::to_vec(body);
            }
            serde_json::to_vec(&WithCredentials { credentials: credentials.collect(), body })
        });
        secrets.iter().for_each(|secret| self.secret("body", secret));
        match json {
            Ok(json) => self.body = Body::Json(json.into()),
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
            self.refuse(name, "a secret in it is empty");
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

    /// Makes `send` fail unless the number is in the range.
    pub fn check_range(&mut self, name: &'static str, value: i64, min: i64, max: i64) {
        if !(min..=max).contains(&value) {
            self.refuse(name, format!("{value} is not in {min}..={max}"));
        }
    }

    /// Makes `send` fail if a text has more than `max` characters.
    pub fn check_text(&mut self, name: &'static str, text: &str, max: usize) {
        let length = text.chars().count();
        if length > max {
            self.refuse(name, format!("{length} characters are more than {max}"));
        }
    }

    /// Makes `send` fail if a map has more than `entries` entries, or a key or a value with more characters than given.
    pub fn check_map(
        &mut self,
        name: &'static str,
        map: &BTreeMap<String, String>,
        [entries, key, value]: [usize; 3],
    ) {
        let longest = |texts: &mut dyn Iterator<Item = &String>| {
            texts.map(|text| text.chars().count()).max().unwrap_or_default()
        };
        for (length, max, unit) in [
            (map.len(), entries, "entries"),
            (longest(&mut map.keys()), key, "characters in a key"),
            (longest(&mut map.values()), value, "characters in a value"),
        ] {
            if length > max {
                self.refuse(name, format!("{length} {unit} are more than {max}"));
            }
        }
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

    /// Sets how long the call may take in total.
    pub const fn timeout(&mut self, total: Duration) {
        self.limits.total = total;
    }

    /// Sets how long one attempt may take.
    pub const fn attempt_timeout(&mut self, attempt: Duration) {
        self.limits.attempt = attempt;
    }

    /// Sets how long the body of the answer may pause.
    pub const fn idle_timeout(&mut self, idle: Duration) {
        self.limits.idle = idle;
    }

    /// Sets the largest body that is accepted, in bytes.
    pub const fn body_limit(&mut self, bytes: usize) {
        self.limits.body = bytes;
    }

    /// Declares that the answer is expected to be large, above 14 KiB, so that the transport may request compression.
    /// The answer of a call whose query has a `limit` of 40 or more is always expected to be large.
    pub const fn expect_large_answer(&mut self) {
        self.large_answer = true;
    }

    /// Sets how many JSON values the body of a success may hold.
    pub const fn value_limit(&mut self, values: usize) {
        self.limits.values = values;
    }

    /// Sets the retry policy.
    pub const fn retry(&mut self, retry: Retry) {
        self.limits.retry = retry;
    }

    /// Refuses a parameter: `send` fails with an [`InvalidInput`]. If several parameters are refused, the first counts.
    pub fn refuse(&mut self, parameter: &'static str, reason: impl Into<String>) {
        self.note(Problem::Input(InvalidInput::new(self.operation.id(), parameter, reason)));
    }

    fn note(&mut self, problem: Problem) {
        self.problem.get_or_insert(problem);
    }

    /// The endpoint that is called.
    #[must_use]
    pub const fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// Sends the call and returns the undecoded body of any 2xx or, if `redirects` is set, any 3xx. Redirects are not
    /// followed; the body of a redirect is empty if it could not be read.
    ///
    /// # Errors
    /// Any [`Error`] except `Decode`.
    pub async fn send_raw(self, redirects: bool) -> Result<Answer<Bytes>, Error> {
        let expect = if redirects { Expect::SuccessOrRedirect } else { Expect::Success };
        execute(self.prepare(expect)?, Ok).await
    }
}

impl<T: DeserializeOwned> Call<T> {
    /// Sends the call and decodes its answer.
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn send(self) -> Result<T, Error> {
        self.send_with_meta().await.map(|answer| answer.value)
    }

    /// Sends the call and returns the value together with status, request id and headers.
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn send_with_meta(self) -> Result<Answer<T>, Error> {
        let operation = self.operation;
        execute(self.prepare(Expect::Success)?, |answer| answer.decode(operation)).await
    }
}

impl Call<()> {
    /// Sends a call whose answer has no value; the body of a success is ignored.
    ///
    /// # Errors
    /// Any [`Error`] except `Decode`.
    pub async fn send_empty(self) -> Result<(), Error> {
        self.send_empty_with_meta().await.map(|answer| answer.value)
    }

    /// Sends a call whose answer has no value, and returns status, request id and headers.
    ///
    /// # Errors
    /// Any [`Error`] except `Decode`.
    pub async fn send_empty_with_meta(self) -> Result<Answer<()>, Error> {
        self.send_raw(false).await.map(|answer| answer.map(|_| ()))
    }
}

impl<T> Clone for Call<T> {
    fn clone(&self) -> Self {
        Self {
            client: self.client.clone(),
            operation: self.operation,
            path: self.path.clone(),
            query: self.query.clone(),
            body: self.body.clone(),
            authorization: self.authorization.clone(),
            headers: self.headers.clone(),
            limits: self.limits,
            large_answer: self.large_answer,
            json_credentials: self.json_credentials.clone(),
            secrets: self.secrets.clone(),
            require_any: self.require_any,
            problem: self.problem.clone(),
            answer: PhantomData,
        }
    }
}

impl<T> fmt::Debug for Call<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call").field("operation", &self.operation.id()).finish_non_exhaustive()
    }
}
