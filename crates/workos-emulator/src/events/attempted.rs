//! Attempts to deliver webhooks, as a log gets them.

use std::fmt;
use std::sync::Arc;

use http::{StatusCode, Uri};
use workos_core::Timestamp;

use crate::events::delivery::{Delivery, DeliveryState};
use crate::http::path_secrets::shown_path;

/// An attempt to deliver a webhook, for a log.
///
/// It contains no secrets: they are masked in the path of the URL, and the query is omitted.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct AttemptedDelivery {
    /// The id of the delivery.
    pub delivery_id: String,
    /// The name of the event.
    pub event: &'static str,
    /// The time of the attempt, in the emulator's time.
    pub at: Timestamp,
    /// The URL of the endpoint without its query.
    pub url: String,
    /// The number of the attempt, from 1.
    pub attempt: usize,
    /// The status of the response; `None` if there was none.
    pub status: Option<StatusCode>,
    /// Why there was no response; the start of its body otherwise.
    pub answer: String,
    /// The state of the delivery after the attempt; while it is pending, it says when the next attempt is due.
    pub state: DeliveryState,
}

impl AttemptedDelivery {
    /// The last attempt of a delivery, if there was one.
    pub(crate) fn of(delivery: &Delivery) -> Option<Self> {
        let last = delivery.attempts.last()?;
        Some(Self {
            delivery_id: delivery.id.clone(),
            event: delivery.event,
            at: last.at,
            url: url_without_query(&last.url),
            attempt: delivery.attempts.len(),
            status: last.status,
            answer: last.answer.clone(),
            state: delivery.state,
        })
    }
}

fn url_without_query(url: &str) -> String {
    let Ok(uri) = url.parse::<Uri>() else { return String::new() };
    let authority = uri.authority().map_or("", |authority| authority.as_str());
    // A password may precede the host.
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    format!("{}://{host}{}", uri.scheme_str().unwrap_or_default(), shown_path(uri.path()))
}

/// A function that is called after each attempt.
#[derive(Clone)]
pub(crate) struct AttemptObserver(pub(crate) Arc<dyn Fn(&AttemptedDelivery) + Send + Sync>);

impl fmt::Debug for AttemptObserver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AttemptObserver")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neither_the_query_nor_a_password_of_a_url_is_shown() {
        let shown = url_without_query("https://user:canary@app.test:8443/hooks?token=canary");
        assert_eq!(shown, "https://app.test:8443/hooks");
    }
}
