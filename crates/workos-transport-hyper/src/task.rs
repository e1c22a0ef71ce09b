//! Tasks on the runtime of the caller.

use std::future::Future;
use std::pin::Pin;

use tokio::task::AbortHandle;

/// Starts a task. In a box, so that the machinery of a task is compiled once and not for each kind of them: there is one
/// for each connection, none for each call.
pub(crate) fn spawn(future: impl Future<Output = ()> + Send + 'static) -> AbortHandle {
    let future: Pin<Box<dyn Future<Output = ()> + Send>> = Box::pin(future);
    tokio::spawn(future).abort_handle()
}

/// Starts the tasks of a connection of HTTP/2.
#[cfg(feature = "http2")]
#[derive(Clone, Copy)]
pub(crate) struct Tasks;

#[cfg(feature = "http2")]
impl<F: Future<Output = ()> + Send + 'static> hyper::rt::Executor<F> for Tasks {
    fn execute(&self, future: F) {
        spawn(future);
    }
}
