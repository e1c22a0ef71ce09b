//! Turns a call into the request that every attempt sends.

use bytes::Bytes;
use http::{HeaderValue, Uri};
use workos_internal::encode;
use workos_transport::Auth;

use super::{Body, Call, Problem};
use crate::prepared::{Expect, Prepared};
use crate::{ConfigError, Error, InvalidInputError};

/// The `limit` from which a page is expected to be large. An object of the API has 300 to 700 bytes of JSON.
const MANY_OBJECTS: u32 = 40;

impl<T> Call<T> {
    /// Validates the call and builds its request. Returns the first problem of its parameters before anything is sent.
    pub(super) fn prepare(self, expect: Expect) -> Result<Prepared, Error> {
        match self.problem {
            Some(Problem::Config(error)) => return Err(error.into()),
            Some(Problem::Input(error)) => return Err(error.into()),
            None => self.check_required()?,
        }
        let (uri, authorization, body) = (self.uri()?, self.authorization()?, self.body());
        let content_type = match self.body {
            Body::None => None,
            Body::Json(_) => Some("application/json"),
            Body::Form(_) => Some("application/x-www-form-urlencoded"),
        };
        let large_answer = self.large_answer || self.asks_for_many();
        Ok(Prepared {
            large_answer,
            client: self.client,
            operation: self.operation,
            uri,
            authorization,
            content_type: content_type.map(HeaderValue::from_static),
            headers: self.headers,
            body,
            limits: self.limits,
            expect,
            secrets: self.secrets,
        })
    }

    fn asks_for_many(&self) -> bool {
        let limit = self.query.iter().find(|(name, _)| name == "limit");
        limit.and_then(|(_, limit)| limit.parse::<u32>().ok()).is_some_and(|limit| limit >= MANY_OBJECTS)
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
        let (base, mut template) = (self.client.base_url(), self.operation.path());
        let filled = self.path.iter().map(|(_, segment)| segment.len());
        let pairs = self.query.iter().map(|(name, value)| name.len() + value.len() + 2);
        let length = base.len() + template.len() + filled.chain(pairs).sum::<usize>();
        let mut text = String::with_capacity(length);
        text.push_str(base);
        while let Some((before, rest)) = template.split_once('{') {
            let (name, after) = rest.split_once('}').unwrap_or((rest, ""));
            text.push_str(before);
            match self.path.iter().find(|(known, _)| *known == name) {
                Some((_, segment)) => text.push_str(segment),
                None => {
                    let reason = format!("the path parameter `{name}` is not set");
                    return Err(InvalidInputError::new(self.operation.id(), "path", reason).into());
                }
            }
            template = after;
        }
        text.push_str(template);
        for (index, (name, value)) in self.query.iter().enumerate() {
            text.push(if index == 0 { '?' } else { '&' });
            encode::push_pair(&mut text, name, value);
        }
        Uri::try_from(text).map_err(|_| {
            InvalidInputError::new(self.operation.id(), "query", "the URL is longer than 64 KiB").into()
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
                Err(InvalidInputError::new(self.operation.id(), "access_token", reason).into())
            }
            _ => Ok(None),
        }
    }
}
