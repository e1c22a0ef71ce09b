//! Gets many connections by id.

use std::collections::HashMap;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::Poll;
use std::time::Duration;

use workos_client::{Error, Retry};
use workos_core::ConnectionId;

use crate::{Connection, Connections};

impl Connections {
    /// Gets many connections by their ids: one request for each distinct id, by default at most 8 at a time.
    ///
    /// The results are in the order of the ids, one for each id. The failure of one request does not affect the others.
    /// Connections rarely change: cache them, and use webhooks instead of polling for changes. To get all connections
    /// of an organization, [`list`](Self::list) needs fewer requests.
    ///
    /// ```no_run
    /// # async fn example(connections: workos_sso::Connections, ids: &[workos_sso::ConnectionId]) {
    /// let found = connections.get_many(ids).concurrency(4).send().await;
    /// for (id, connection) in ids.iter().zip(found) {
    ///     match connection {
    ///         Ok(connection) => println!("{id} is active: {}", connection.is_active()),
    ///         Err(error) if error.status() == Some(404) => println!("{id} was deleted"),
    ///         Err(error) => eprintln!("{id}: {error}"),
    ///     }
    /// }
    /// # }
    /// ```
    ///
    /// # Errors
    /// Each result can be an error of [`get`](Self::get).
    ///
    /// `GET /connections/{id}`, <https://workos.com/docs/reference/sso/connection/get>
    pub fn get_many(&self, ids: impl IntoIterator<Item = impl Into<ConnectionId>>) -> GetManyConnections {
        GetManyConnections {
            connections: self.clone(),
            ids: ids.into_iter().map(Into::into).collect(),
            concurrency: GetManyConnections::DEFAULT_CONCURRENCY,
            timeout: None,
            retry: None,
        }
    }
}

/// The call of [`Connections::get_many`].
///
/// Nothing is sent before `send()`.
#[derive(Clone, Debug)]
#[must_use = "a call does nothing before `send()`"]
pub struct GetManyConnections {
    connections: Connections,
    ids: Vec<ConnectionId>,
    concurrency: usize,
    timeout: Option<Duration>,
    retry: Option<Retry>,
}

impl GetManyConnections {
    /// The default maximum number of concurrent requests.
    pub const DEFAULT_CONCURRENCY: usize = 8;

    /// Sets the maximum number of concurrent requests; 0 counts as 1.
    pub const fn concurrency(mut self, requests: usize) -> Self {
        self.concurrency = requests;
        self
    }

    /// Sets how long each request may take, including retries and waits.
    pub const fn with_timeout(mut self, total: Duration) -> Self {
        self.timeout = Some(total);
        self
    }

    /// Sets the retry policy of each request.
    pub const fn with_retry(mut self, retry: Retry) -> Self {
        self.retry = Some(retry);
        self
    }

    /// Sends the requests and waits for all results.
    pub async fn send(self) -> Vec<Result<Connection, Error>> {
        let mut distinct = Vec::new();
        let mut indexes = HashMap::new();
        let order: Vec<usize> = self
            .ids
            .iter()
            .map(|id| {
                *indexes.entry(id).or_insert_with(|| {
                    distinct.push(id);
                    distinct.len() - 1
                })
            })
            .collect();
        let calls = distinct.into_iter().map(|id| {
            let mut call = self.connections.get(id);
            call = self.timeout.into_iter().fold(call, |call, total| call.with_timeout(total));
            self.retry.into_iter().fold(call, |call, retry| call.with_retry(retry)).send()
        });
        let results = bounded(self.concurrency.max(1), calls).await;
        order.into_iter().filter_map(|index| results.get(index).cloned()).collect()
    }
}

/// Runs the futures, at most `limit` at a time, and returns their outputs in the order of the futures.
async fn bounded<F: Future>(limit: usize, futures: impl Iterator<Item = F>) -> Vec<F::Output> {
    let mut waiting = futures.enumerate();
    let mut running: Vec<(usize, Pin<Box<F>>)> = Vec::new();
    let mut outputs: Vec<(usize, F::Output)> = Vec::new();
    poll_fn(|context| {
        loop {
            running.extend(waiting.by_ref().take(limit - running.len()).map(|(i, f)| (i, Box::pin(f))));
            if running.is_empty() {
                return Poll::Ready(());
            }
            let before = running.len();
            running.retain_mut(|(index, future)| match future.as_mut().poll(context) {
                Poll::Ready(output) => {
                    outputs.push((*index, output));
                    false
                }
                Poll::Pending => true,
            });
            if running.len() == before {
                return Poll::Pending;
            }
        }
    })
    .await;
    outputs.sort_unstable_by_key(|(index, _)| *index);
    outputs.into_iter().map(|(_, output)| output).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    #[test]
    fn outputs_are_in_order_and_the_concurrency_is_bounded() {
        let (running, most) = (Cell::new(0), Cell::new(0));
        let futures = (0..20_u32).map(|number| {
            let (running, most) = (&running, &most);
            let mut polls = 0;
            poll_fn(move |context| {
                polls += 1;
                if polls == 1 {
                    running.set(running.get() + 1);
                    most.set(most.get().max(running.get()));
                }
                if polls <= number % 5 {
                    context.waker().wake_by_ref();
                    return Poll::Pending;
                }
                running.set(running.get() - 1);
                Poll::Ready(number)
            })
        });
        let outputs = futures_executor::block_on(bounded(3, futures));
        assert_eq!(outputs, (0..20).collect::<Vec<_>>());
        assert_eq!(most.get(), 3);
    }
}
