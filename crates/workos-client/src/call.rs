//! A call: the interface between generated code and the engine, also used for endpoints without generated code.

mod body_secrets;
mod checks;
mod parameters;
mod prepare;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderName, HeaderValue};
use serde::Serialize;
use serde::de::DeserializeOwned;
use workos_core::Secret;
use workos_transport::Operation;
use zeroize::Zeroizing;

use crate::client::Limits;
use crate::engine::execute;
use crate::prepared::Expect;
use crate::{Answer, Client, ConfigError, Error, InvalidInputError, Retry};

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
    Input(InvalidInputError),
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

    /// Refuses a parameter: `send` fails with an [`InvalidInputError`]. If several parameters are refused, the first counts.
    pub fn refuse(&mut self, parameter: &'static str, reason: impl Into<String>) {
        self.note(Problem::Input(InvalidInputError::new(self.operation.id(), parameter, reason)));
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
