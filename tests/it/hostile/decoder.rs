//! An entry of the table of decoders.

use std::future::Future;
use std::pin::Pin;

use serde::de::DeserializeOwned;
use workos_client::{Call, Client, Error, Method, Operation};

static ANY: Operation = Operation::new("hostile.read", Method::GET, "/hostile").repeatable();

/// A call in flight.
pub(crate) type Sending = Pin<Box<dyn Future<Output = Result<(), Error>> + Send>>;

/// The decoder of an operation's response.
#[derive(Clone, Copy)]
pub(crate) struct Decoder {
    pub(crate) operation: &'static str,
    /// A valid response body; empty if the operation ignores the body.
    pub(crate) example: &'static str,
    send: fn(&Client) -> Sending,
}

impl Decoder {
    /// Creates a decoder that decodes the response to `T`.
    pub(crate) const fn of<T>(operation: &'static str, example: &'static str) -> Self
    where
        T: DeserializeOwned + Send + 'static,
    {
        Self { operation, example, send: send::<T> }
    }

    /// Creates a decoder that ignores the response body.
    pub(crate) const fn ignoring(operation: &'static str) -> Self {
        Self { operation, example: "", send: send_empty }
    }

    /// Creates a decoder that sends its own call.
    pub(crate) const fn by(
        operation: &'static str,
        example: &'static str,
        send: fn(&Client) -> Sending,
    ) -> Self {
        Self { operation, example, send }
    }

    /// Makes a call whose response is decoded like that of the operation.
    pub(crate) fn send(&self, client: &Client) -> Sending {
        (self.send)(client)
    }
}

fn send<T: DeserializeOwned + Send + 'static>(client: &Client) -> Sending {
    let call = Call::<T>::new(client, &ANY);
    Box::pin(async { call.send().await.map(drop) })
}

fn send_empty(client: &Client) -> Sending {
    let call = Call::<()>::new(client, &ANY);
    Box::pin(async { call.send_empty().await })
}
