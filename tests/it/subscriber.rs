//! A subscriber of spans and events for one test.

use std::sync::Once;

use tracing::subscriber::DefaultGuard;
use tracing_subscriber::util::SubscriberInitExt;

/// Lets this see what happens on this thread, until what is returned is dropped.
pub(crate) fn subscribe(subscriber: impl SubscriberInitExt) -> DefaultGuard {
    static ELSEWHERE: Once = Once::new();
    // As long as there is one subscriber, tracing asks the thread that comes to a span first whether anybody wants it: one
    // on which another test runs, without a subscriber, would say no for all.
    ELSEWHERE.call_once(|| {
        tracing::subscriber::set_global_default(tracing_subscriber::registry()).unwrap();
    });
    subscriber.set_default()
}
