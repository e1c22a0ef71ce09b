//! Lists SSO connections where there is no operating system: the host carries the requests and tells the time.
//!
//! `std::time` panics on wasm32-unknown-unknown, so a transport for it brings a clock of its own.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use workos_sso::{Client, Connections, Error, Timestamp};
use workos_transport::{Clock, Request, Response, Sleep, Transport, TransportError, async_trait};

/// Hands requests to the host. This one answers at once; a real one would start a `fetch`, whose answer comes back
/// through a channel, since futures of a browser cannot leave their thread and those of a transport are `Send`.
#[derive(Debug)]
struct Host {
    clock: HostClock,
}

#[async_trait]
impl Transport for Host {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let request = request.into_http();
        assert_eq!(request.uri().path(), "/connections");
        let body = br#"{"data":[{"id":"conn_1","connection_type":"OktaSAML","name":"Acme","state":"active"}]}"#;
        Ok(http::Response::new(bytes::Bytes::from_static(body)).into())
    }

    fn clock(&self) -> Arc<dyn Clock> {
        Arc::new(self.clock.clone())
    }
}

/// The time that the host told last, since 1970, and who waits for a later one.
#[derive(Clone, Debug, Default)]
struct HostClock(Arc<Mutex<(Duration, Vec<Waker>)>>);

impl HostClock {
    /// For the host to call, from a timer of its own.
    fn tell(&self, now: Duration) {
        let waiting = {
            let mut state = self.state();
            state.0 = now;
            std::mem::take(&mut state.1)
        };
        waiting.into_iter().for_each(Waker::wake);
    }

    fn state(&self) -> MutexGuard<'_, (Duration, Vec<Waker>)> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Clock for HostClock {
    fn now(&self) -> Timestamp {
        let millis = self.state().0.as_millis();
        i64::try_from(millis).ok().and_then(Timestamp::from_millis).expect("the host told a time of our era")
    }

    fn elapsed(&self) -> Duration {
        self.state().0
    }

    fn sleep(&self, duration: Duration) -> Sleep {
        let (clock, until) = (self.clone(), self.elapsed().saturating_add(duration));
        Sleep::new(poll_fn(move |context| {
            let mut state = clock.state();
            if state.0 >= until {
                return Poll::Ready(());
            }
            state.1.push(context.waker().clone());
            Poll::Pending
        }))
    }
}

fn main() -> Result<(), Error> {
    let clock = HostClock::default();
    clock.tell(Duration::from_millis(1_768_478_400_000));
    let client = Client::builder().api_key("sk_test_1").transport(Host { clock }).build()?;
    let page = block_on(Connections::new(&client).list().send())?;
    for connection in &page {
        println!("{} {} {}", connection.id, connection.connection_type, connection.name);
    }
    Ok(())
}

/// Enough of an executor for a host that answers at once.
fn block_on<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(value) = future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return value;
        }
    }
}
