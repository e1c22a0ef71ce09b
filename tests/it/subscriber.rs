//! Installs a tracing subscriber for one test.

use std::sync::Once;

use tracing::subscriber::DefaultGuard;
use tracing_subscriber::util::SubscriberInitExt;

/// Makes this subscriber the default of this thread, until the returned guard is dropped.
pub(crate) fn subscribe(subscriber: impl SubscriberInitExt) -> DefaultGuard {
    static GLOBAL: Once = Once::new();
    // tracing caches for each span whether any subscriber is interested. While only one subscriber exists, the thread
    // that reaches the span first decides. A thread of another test, without a subscriber, would disable the span for
    // all threads. A global subscriber prevents that.
    GLOBAL.call_once(|| {
        tracing::subscriber::set_global_default(tracing_subscriber::registry()).unwrap();
    });
    subscriber.set_default()
}
