//! A decoded value with the metadata of its answer.

use bytes::Bytes;
use serde::de::DeserializeOwned;
use workos_internal::from_json;
use workos_transport::Operation;

use crate::{DecodeError, Error, Meta};

/// A value together with the metadata of the answer it came in.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Answer<T> {
    /// The decoded value.
    pub value: T,
    /// Status, request id, rate limits, headers.
    pub meta: Meta,
}

impl Answer<Bytes> {
    /// Decodes the body that [`Call::send_raw`](crate::Call::send_raw) returned, within the value limit of that call.
    ///
    /// # Errors
    /// [`Error::Decode`], which names the operation, the request id and the place in the body.
    pub fn decode<T: DeserializeOwned>(self, operation: &Operation) -> Result<Answer<T>, Error> {
        match from_json(&self.value, self.meta.value_limit) {
            Ok(value) => Ok(Answer { value, meta: self.meta }),
            Err(error) => {
                Err(Error::Decode(Box::new(DecodeError::new(operation, &self.meta, &self.value, &error))))
            }
        }
    }
}

impl<T> Answer<T> {
    /// Converts the value and keeps the metadata.
    pub fn map<U>(self, value: impl FnOnce(T) -> U) -> Answer<U> {
        Answer { value: value(self.value), meta: self.meta }
    }
}
