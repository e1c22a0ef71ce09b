//! What is known of an endpoint before any call: the metadata the engine decides by.

use http::Method;
use workos_core::Hint;

/// An endpoint of the API: static, made by the generated code, or by hand for an endpoint that has none yet.
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
}

impl Operation {
    /// An endpoint: its name (`connections.get`), method and path template (`/connections/{id}`).
    ///
    /// It authenticates with the API key and is not repeatable unless told otherwise.
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
        }
    }

    /// Sets how calls of it authenticate.
    #[must_use]
    pub const fn auth(mut self, auth: Auth) -> Self {
        self.auth = auth;
        self
    }

    /// Marks that a second execution does no harm, so that it may be retried when the outcome of the first is
    /// unknown. Reads are; of the writes only those whose contract says so.
    #[must_use]
    pub const fn repeatable(mut self) -> Self {
        self.repeatable = true;
        self
    }

    /// Sets the class of rate limit it counts towards.
    #[must_use]
    pub const fn quota(mut self, class: &'static str) -> Self {
        self.quota = class;
        self
    }

    /// Sets the names of the parameters and members that are secrets, in its requests and in its answers.
    #[must_use]
    pub const fn with_secret_fields(mut self, names: &'static [&'static str]) -> Self {
        self.secret_fields = names;
        self
    }

    /// Sets what to advise for its errors.
    #[must_use]
    pub const fn hints(mut self, hints: &'static [Hint]) -> Self {
        self.hints = hints;
        self
    }

    /// Its name, for instance `connections.get`: stable, for logs, metrics and error messages.
    #[must_use]
    pub const fn id(&self) -> &'static str {
        self.id
    }

    /// Its HTTP method.
    #[must_use]
    pub const fn method(&self) -> &Method {
        &self.method
    }

    /// Its path template, for instance `/connections/{id}`: holds no data of a request, so it may be logged.
    #[must_use]
    pub const fn path(&self) -> &'static str {
        self.path
    }

    /// How calls of it authenticate.
    #[must_use]
    pub const fn auth_kind(&self) -> Auth {
        self.auth
    }

    /// Whether a second execution does no harm.
    #[must_use]
    pub const fn is_repeatable(&self) -> bool {
        self.repeatable
    }

    /// The class of rate limit it counts towards; `default` is the limit of the API key.
    #[must_use]
    pub const fn quota_class(&self) -> &'static str {
        self.quota
    }

    /// The names of the parameters and members that are secrets, in its requests and in its answers, as they are written
    /// on the wire. A wrapper that shows or stores an exchange has to mask their values.
    #[must_use]
    pub const fn secret_fields(&self) -> &'static [&'static str] {
        self.secret_fields
    }

    /// What to advise for its errors.
    #[must_use]
    pub const fn error_hints(&self) -> &'static [Hint] {
        self.hints
    }

    /// What to advise when a call of it may have succeeded although it failed: its own
    /// [`Hint::unknown_outcome`], or what holds for its method.
    #[must_use]
    pub fn unknown_outcome_hint(&self) -> &'static str {
        let own = self.hints.iter().find_map(Hint::for_unknown_outcome);
        own.unwrap_or(if self.method == Method::DELETE {
            "The deletion may have succeeded: delete again and take `is_not_found()` for success."
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
    /// Nothing in the headers; credentials, if any, are parameters of the call.
    None,
    /// An access token that the caller passes, as bearer token.
    AccessToken,
}
