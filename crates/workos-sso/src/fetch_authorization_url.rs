//! The authorization URL as the API itself answers it.

use std::time::Duration;

use http::{Uri, header};
use serde::Deserialize;
use serde_json::json;
use workos_client::{Answer, ApiError, Call, DecodeError, Error, Hint, Meta, Retry};

use crate::authorization_url::Problem;
use crate::generated::AUTHORIZE;
use crate::web_url::Value;
use crate::{AuthorizationUrl, CallbackError, CallbackErrorCode, Sso, SsoCallback};

impl Sso {
    /// Asks the API for the URL to send the browser to, instead of making it by [`AuthorizationUrl::build`].
    ///
    /// Prefer the latter: it costs no request. This one tells what is wrong with the parameters before a person meets
    /// it, and is how one documented dialect of the API starts a sign-in. It sends the API key, if the client has one,
    /// follows no redirect, and accepts `{"link"}`, `{"url"}` and a redirect's `Location`. The request goes to this
    /// client's base URL; a client id that the URL lacks is filled in.
    ///
    /// Redirect the browser to the answer, and do not keep it: it is good for one sign-in.
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
    /// [`Error::Api`], each with a [`hint`](Error::hint): 400 `invalid_request` (a required parameter is missing), 400
    /// `invalid_redirect_uri` (not on the environment's list), 401 `unauthorized` (API key), 404
    /// `connection_not_found`, 404 `organization_not_found`; and a [`CallbackErrorCode`](crate::CallbackErrorCode) with
    /// status 302 where the API says so by a redirect. [`Error::Decode`] when the answer holds no web URL.
    /// [`Error::InvalidInput`] and [`Error::Config`] as [`AuthorizationUrl::build`] has them.
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
    /// Sets how long this call may take in all, retries and waits included.
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

    /// Sets the largest body that this call accepts, in bytes.
    pub const fn with_body_limit(mut self, bytes: usize) -> Self {
        self.call.body_limit(bytes);
        self
    }

    /// Sets how many JSON values the body of a success may hold.
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
    /// Any of [`Error`]; see [`Sso::fetch_authorization_url`].
    pub async fn send(self) -> Result<String, Error> {
        self.send_with_meta().await.map(|answer| answer.value)
    }

    /// Sends the call and returns the URL together with status, request id and headers.
    ///
    /// # Errors
    /// Any of [`Error`]; see [`Sso::fetch_authorization_url`].
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
            // One of the two dialects sends `link`; an answer may serve both.
            raw.decode::<Body>(&AUTHORIZE)?.map(|body| body.link.or(body.url))
        };
        match &answer.value {
            Some(url) if is_web_url(url) => Ok(answer.map(Option::unwrap_or_default)),
            Some(_) => Err(unexpected(&answer.meta, "what it redirects to is no web URL")),
            None => Err(unexpected(&answer.meta, "there is neither `link` nor `url`")),
        }
    }
}

#[derive(Deserialize)]
struct Body {
    link: Option<String>,
    url: Option<String>,
}

/// Errors that mostly come back to the redirect URI can also be the answer itself: they have the same fix.
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

/// The error that a redirect takes back to the application, where it should have led on to sign in.
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

/// Makes a `Location` absolute (RFC 9110 §10.2.2): the two forms that servers use.
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
