//! Starts tasks on the runtime of the caller.

use std::future::Future;
use std::pin::Pin;

use tokio::task::AbortHandle;

/// Starts a task.
///
/// The future is boxed, so that Tokio's task code is compiled once and not for each type of future. The cost is small,
/// because there is a task per connection and none per request.
pub(crate) fn spawn(future: impl Future<Output = ()> + Send + 'static) -> AbortHandle {
    let future: Pin<Box<dyn Future<Output = ()> + Send>> = Box::pin(future);
    tokio::spawn(future).abort_handle()
}

/// The executor that hyper uses for the tasks of an HTTP/2 connection.
#[cfg(feature = "http2")]
#[derive(Clone, Copy)]
pub(crate) struct Tasks;

#[cfg(feature = "http2")]
impl<F: Future<Output = ()> + Send + 'static> hyper::rt::Executor<F> for Tasks {
    fn execute(&self, future: F) {
        spawn(future);
    }
}
