//! Fetches the authorization URL from the API.

use std::time::Duration;

use http::{Uri, header};
use serde::Deserialize;
use serde_json::json;
use workos_client::{Answer, ApiError, Call, DecodeError, Error, Hint, Meta, Retry};

use crate::authorization_url::Problem;
use crate::generated::AUTHORIZE;
use crate::parameter::Value;
use crate::{AuthorizationUrl, CallbackError, CallbackErrorCode, Sso, SsoCallback};

impl Sso {
    /// Fetches the authorization URL from the API instead of building it.
    ///
    /// Prefer [`AuthorizationUrl::build`], which sends no request. This call reports invalid parameters before a person
    /// sees the error, and is the way to start a sign-in in the legacy dialect of the API.
    ///
    /// The call goes to the client's base URL, with the client's API key if it has one. It fills in the client id if
    /// the URL has none. It follows no redirect, and accepts `{"link"}`, `{"url"}` and the `Location` of a redirect.
    ///
    /// Redirect the browser to the result, and do not cache it: it can be used for one sign-in.
    ///
    /// ```no_run
    /// use workos_sso::Provider;
    ///
    /// # async fn example(sso: workos_sso::Sso, state: workos_sso::Secret) -> Result<(), workos_sso::Error> {
    /// let request = sso.authorization_url("https://yourapp.com/callback", Provider::GoogleOAuth).state(state);
    /// let url = sso.fetch_authorization_url(request).send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// [`Error::Api`], each with a [`hint`](Error::hint):
    ///
    /// - 400 `invalid_request`: a required parameter is missing.
    /// - 400 `invalid_redirect_uri`: the redirect URI is not in the environment's list.
    /// - 401 `unauthorized`: the API key is invalid.
    /// - 404 `connection_not_found` or `organization_not_found`.
    /// - 302 with a [`CallbackErrorCode`](crate::CallbackErrorCode): the API redirected back with an error.
    ///
    /// [`Error::Decode`] if the response contains no web URL. [`Error::InvalidInput`] and [`Error::Config`] in the same
    /// cases as [`AuthorizationUrl::build`].
    ///
    /// `GET /sso/authorize`, <https://workos.com/docs/reference/sso/get-authorization-url>
    pub fn fetch_authorization_url(&self, url: AuthorizationUrl) -> FetchAuthorizationUrl {
        let url = url.or_client_id(self.client.client_id());
        let mut call = Call::new(&self.client, &AUTHORIZE);
        match url.parameters() {
            Ok(parameters) => parameters.into_iter().for_each(|(name, value)| match value {
                Value::Text(text) => call.query(name, text),
                Value::List(texts) => call.query_list(name, texts),
                Value::Map(pairs) => call.query_map(name, pairs.iter().map(|(key, value)| (key, value))),
            }),
            Err(Problem::NoClientId) => call.require_client_id(),
            Err(Problem::Input(parameter, reason)) => call.refuse(parameter, reason),
        }
        url.secrets().for_each(|(name, secret)| call.secret(name, secret));
        if let Some(key) = self.client.api_key() {
            call.bearer(key);
        }
        FetchAuthorizationUrl { call, base_url: self.client.base_url().to_owned() }
    }
}

/// The call of [`Sso::fetch_authorization_url`].
///
/// Nothing is sent before `send()`.
#[derive(Clone, Debug)]
#[must_use = "a call does nothing before `send()`"]
pub struct FetchAuthorizationUrl {
    call: Call<String>,
    base_url: String,
}

impl FetchAuthorizationUrl {
    /// Sets how long this call may take in total, including retries and waits.
    pub const fn with_timeout(mut self, total: Duration) -> Self {
        self.call.timeout(total);
        self
    }

    /// Sets how long one attempt of this call may take.
    pub const fn with_attempt_timeout(mut self, attempt: Duration) -> Self {
        self.call.attempt_timeout(attempt);
        self
    }

    /// Sets the retry policy of this call.
    pub const fn with_retry(mut self, retry: Retry) -> Self {
        self.call.retry(retry);
        self
    }

    /// Sets the maximum size of the response body, in bytes.
    pub const fn with_body_limit(mut self, bytes: usize) -> Self {
        self.call.body_limit(bytes);
        self
    }

    /// Sets the maximum number of JSON values in the body of a successful response.
    pub const fn with_value_limit(mut self, values: usize) -> Self {
        self.call.value_limit(values);
        self
    }

    /// Adds a header to this call.
    pub fn with_header(mut self, name: &'static str, value: &str) -> Self {
        self.call.header(name, value);
        self
    }

    /// Sends the call.
    ///
    /// # Errors
    /// Any variant of [`Error`]; see [`Sso::fetch_authorization_url`].
    pub async fn send(self) -> Result<String, Error> {
        self.send_with_meta().await.map(|answer| answer.value)
    }

    /// Sends the call and returns the URL with the status, request id and headers.
    ///
    /// # Errors
    /// Any variant of [`Error`]; see [`Sso::fetch_authorization_url`].
    pub async fn send_with_meta(self) -> Result<Answer<String>, Error> {
        let raw = self.call.send_raw(true).await.map_err(with_callback_hint)?;
        let meta = &raw.meta;
        let answer = if (300..400).contains(&meta.status()) {
            let location = meta.headers().get(header::LOCATION).and_then(|value| value.to_str().ok());
            let location = location.ok_or_else(|| unexpected(meta, "the redirect has no `Location`"))?;
            refusal(location, meta).map_or(Ok(()), Err)?;
            let url = resolve(location, &self.base_url);
            raw.map(|_| Some(url))
        } else {
            // The legacy dialect sends `link`; a response may contain both fields.
            raw.decode::<Body>(&AUTHORIZE)?.map(|body| body.link.or(body.url))
        };
        match &answer.value {
            Some(url) if is_web_url(url) => Ok(answer.map(Option::unwrap_or_default)),
            Some(_) => Err(unexpected(&answer.meta, "the redirect target is not a web URL")),
            None => Err(unexpected(&answer.meta, "the response has neither `link` nor `url`")),
        }
    }
}

#[derive(Deserialize)]
struct Body {
    link: Option<String>,
    url: Option<String>,
}

/// Adds the hint of a callback error, as the API can also send these errors directly in the response.
fn with_callback_hint(error: Error) -> Error {
    match error {
        Error::Api(error) if error.hint().is_none() => {
            let code = error.code().map(CallbackErrorCode::from);
            let hint = code.and_then(|code| Some(Hint::new(error.status(), None, code.hint()?)));
            Error::Api(Box::new(error.with_hints(hint.as_slice())))
        }
        other => other,
    }
}

fn unexpected(meta: &Meta, reason: &str) -> Error {
    Error::Decode(Box::new(DecodeError::unexpected(&AUTHORIZE, meta, reason)))
}

/// Returns the error in a redirect back to the application, if it contains one.
fn refusal(location: &str, meta: &Meta) -> Option<Error> {
    let (_, query) = location.split_once('?')?;
    let callback = SsoCallback::parse(query).ok()?;
    let Some(CallbackError::Refused { code, description }) = callback.refusal() else { return None };
    let body = json!({"error": code.as_str(), "error_description": description}).to_string();
    let hint = code.hint().map(|hint| Hint::new(meta.status(), None, hint));
    let error = ApiError::decode(AUTHORIZE.id(), meta.status(), body.as_bytes())
        .with_request_id(meta.request_id().map(str::to_owned))
        .with_hints(hint.as_slice());
    Some(Error::Api(Box::new(error)))
}

/// Makes a `Location` absolute (RFC 9110 §10.2.2). Supports the two forms that servers use.
fn resolve(location: &str, base_url: &str) -> String {
    let origin = base_url.find("://").map_or(base_url, |scheme| {
        let host = scheme + "://".len();
        let end = base_url[host..].find('/').map_or(base_url.len(), |slash| host + slash);
        &base_url[..end]
    });
    match location {
        path if path.starts_with('/') && !path.starts_with("//") => format!("{origin}{path}"),
        absolute => absolute.to_owned(),
    }
}

fn is_web_url(url: &str) -> bool {
    url.parse::<Uri>()
        .is_ok_and(|uri| matches!(uri.scheme_str(), Some("http" | "https")) && uri.host().is_some())
}
