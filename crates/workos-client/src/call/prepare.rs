//! From a call to the request that every attempt sends.

use bytes::Bytes;
use http::{HeaderValue, Uri, header};
use workos_transport::Auth;

use super::{Body, Call, Problem};
use crate::engine::{Expect, Prepared};
use crate::{ConfigError, Error, InvalidInput, encode};

impl<T> Call<T> {
    /// Checks the call and writes its request. What was noted as wrong comes out here, before anything is sent.
    pub(super) fn prepare(&self, expect: Expect) -> Result<Prepared, Error> {
        match &self.problem {
            Some(Problem::Config(error)) => return Err(error.clone().into()),
            Some(Problem::Input(error)) => return Err(error.clone().into()),
            None => self.check_required()?,
        }
        let mut request = http::Request::builder()
            .method(self.operation.method())
            .uri(self.uri()?)
            .body(self.body())
            .map_err(|error| InvalidInput::new(self.operation.id(), "request", error.to_string()))?;
        let headers = request.headers_mut();
        headers.insert(header::ACCEPT, HeaderValue::from_static("application/json"));
        headers.insert(header::USER_AGENT, self.client.inner().user_agent.clone());
        if let Some(value) = self.authorization()? {
            headers.insert(header::AUTHORIZATION, value);
        }
        let content_type = match self.body {
            Body::None => None,
            Body::Json(_) => Some("application/json"),
            Body::Form(_) => Some("application/x-www-form-urlencoded"),
        };
        if let Some(content_type) = content_type {
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
        }
        headers.extend(self.headers.iter().cloned());
        let secrets = self.secrets.clone();
        Ok(Prepared { operation: self.operation, request, limits: self.limits, expect, secrets })
    }

    fn check_required(&self) -> Result<(), ConfigError> {
        let fields = match &self.body {
            Body::Form(fields) => fields.as_slice(),
            Body::None | Body::Json(_) => &[],
        };
        let met =
            self.require_any.is_empty() || fields.iter().any(|(name, _)| self.require_any.contains(name));
        if met { Ok(()) } else { Err(ConfigError::needs_one_of(self.operation, self.require_any)) }
    }

    fn uri(&self) -> Result<Uri, Error> {
        let mut text = self.client.base_url().to_owned();
        let mut template = self.operation.path();
        while let Some((before, rest)) = template.split_once('{') {
            let (name, after) = rest.split_once('}').unwrap_or((rest, ""));
            text.push_str(before);
            match self.path.iter().find(|(known, _)| *known == name) {
                Some((_, segment)) => text.push_str(segment),
                None => {
                    let reason = format!("the path parameter `{name}` is not set");
                    return Err(InvalidInput::new(self.operation.id(), "path", reason).into());
                }
            }
            template = after;
        }
        text.push_str(template);
        if !self.query.is_empty() {
            text.push('?');
            text.push_str(&encode::pairs(self.query.iter().map(|(name, value)| (&**name, &**value))));
        }
        text.parse().map_err(|_| {
            InvalidInput::new(self.operation.id(), "query", "the URL is longer than 64 KiB").into()
        })
    }

    fn body(&self) -> Bytes {
        match &self.body {
            Body::None => Bytes::new(),
            Body::Json(json) => json.clone(),
            Body::Form(fields) => {
                encode::pairs(fields.iter().map(|(name, value)| (*name, value.as_str()))).into()
            }
        }
    }

    fn authorization(&self) -> Result<Option<HeaderValue>, Error> {
        match self.operation.auth_kind() {
            _ if self.authorization.is_some() => Ok(self.authorization.clone()),
            Auth::ApiKey => match &self.client.inner().authorization {
                Some(value) => Ok(Some(value.clone())),
                None => Err(ConfigError::no_api_key(self.operation).into()),
            },
            Auth::AccessToken => {
                let reason = "the operation authenticates with an access token and none was given";
                Err(InvalidInput::new(self.operation.id(), "access_token", reason).into())
            }
            _ => Ok(None),
        }
    }
}
