//! The static metadata of endpoints, by which the engine decides.

use http::Method;
use workos_core::Hint;

/// An endpoint of the API. Generated code defines a static for each endpoint; define one yourself for an endpoint
/// without generated code.
///
/// ```
/// use http::Method;
/// use workos_transport::{Auth, Operation};
///
/// static LIST_WIDGETS: Operation = Operation::new("widgets.list", Method::GET, "/widgets").repeatable();
/// assert_eq!(LIST_WIDGETS.auth_kind(), Auth::ApiKey);
/// ```
#[derive(Debug)]
pub struct Operation {
    id: &'static str,
    method: Method,
    path: &'static str,
    auth: Auth,
    repeatable: bool,
    quota: &'static str,
    secret_fields: &'static [&'static str],
    hints: &'static [Hint],
    default_hints: &'static [Hint],
}

impl Operation {
    /// Creates an operation from its name (`connections.get`), method and path template (`/connections/{id}`).
    ///
    /// By default, it authenticates with the API key and is not repeatable.
    #[must_use]
    pub const fn new(id: &'static str, method: Method, path: &'static str) -> Self {
        Self {
            id,
            method,
            path,
            auth: Auth::ApiKey,
            repeatable: false,
            quota: "default",
            secret_fields: &[],
            hints: &[],
            default_hints: &[],
        }
    }

    /// Sets how calls authenticate.
    #[must_use]
    pub const fn auth(mut self, auth: Auth) -> Self {
        self.auth = auth;
        self
    }

    /// Marks the operation as repeatable: a second execution does no harm, so a call may be retried if the outcome of
    /// the first attempt is unknown. Reads are repeatable, and writes whose contract says so.
    #[must_use]
    pub const fn repeatable(mut self) -> Self {
        self.repeatable = true;
        self
    }

    /// Sets the class of rate limit that calls count towards.
    #[must_use]
    pub const fn quota(mut self, class: &'static str) -> Self {
        self.quota = class;
        self
    }

    /// Sets the wire names of the parameters and members that are secrets, in requests and in responses.
    #[must_use]
    pub const fn with_secret_fields(mut self, names: &'static [&'static str]) -> Self {
        self.secret_fields = names;
        self
    }

    /// Sets the hints for its errors.
    #[must_use]
    pub const fn hints(mut self, hints: &'static [Hint]) -> Self {
        self.hints = hints;
        self
    }

    /// Sets the hints that the operations of an API domain share. They apply to errors without a hint in
    /// [`hints`](Self::hints).
    #[must_use]
    pub const fn with_default_hints(mut self, hints: &'static [Hint]) -> Self {
        self.default_hints = hints;
        self
    }

    /// The name, for instance `connections.get`. It is stable: use it in logs, metrics and error messages.
    #[must_use]
    pub const fn id(&self) -> &'static str {
        self.id
    }

    /// The HTTP method.
    #[must_use]
    pub const fn method(&self) -> &Method {
        &self.method
    }

    /// The path template, for instance `/connections/{id}`. It contains no data of a request, so it may be logged.
    #[must_use]
    pub const fn path(&self) -> &'static str {
        self.path
    }

    /// How calls authenticate.
    #[must_use]
    pub const fn auth_kind(&self) -> Auth {
        self.auth
    }

    /// Whether a second execution does no harm.
    #[must_use]
    pub const fn is_repeatable(&self) -> bool {
        self.repeatable
    }

    /// The class of rate limit that calls count towards; `default` is the limit of the API key.
    #[must_use]
    pub const fn quota_class(&self) -> &'static str {
        self.quota
    }

    /// The wire names of the parameters and members that are secrets, in requests and in responses. A wrapper that
    /// shows or stores an exchange must mask their values.
    #[must_use]
    pub const fn secret_fields(&self) -> &'static [&'static str] {
        self.secret_fields
    }

    /// The hints for its errors.
    #[must_use]
    pub const fn error_hints(&self) -> &'static [Hint] {
        self.hints
    }

    /// The hints that the operation shares with the other operations of its API domain.
    #[must_use]
    pub const fn default_hints(&self) -> &'static [Hint] {
        self.default_hints
    }

    /// The hint for a failed call that the server may have carried out: the operation's own [`Hint::unknown_outcome`],
    /// or the default for its method.
    #[must_use]
    pub fn unknown_outcome_hint(&self) -> &'static str {
        let own = self.hints.iter().find_map(Hint::for_unknown_outcome);
        own.unwrap_or(if self.method == Method::DELETE {
            "The deletion may have succeeded: delete again and treat `is_not_found()` as success."
        } else {
            "The write may have succeeded: read the object before you retry."
        })
    }
}

/// How a call authenticates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Auth {
    /// The client's API key as bearer token.
    ApiKey,
    /// No credentials in the headers; if there are any, they are parameters of the call.
    None,
    /// An access token of the caller as bearer token.
    AccessToken,
}
