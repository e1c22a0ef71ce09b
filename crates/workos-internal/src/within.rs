//! Waiting with a limit.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;

/// Waits for a future until a timer ends; `None` if the timer ended first.
///
/// The timer is created when the future is not ready at its first poll: most results that are ready at once need none.
pub async fn within<F: Future, T: Future<Output = ()>>(
    future: F,
    timer: impl FnOnce() -> T,
) -> Option<F::Output> {
    let mut future = pin!(future);
    if let Poll::Ready(output) = poll_fn(|context| Poll::Ready(future.as_mut().poll(context))).await {
        return Some(output);
    }
    let mut timer = pin!(timer());
    poll_fn(|context| {
        if let Poll::Ready(output) = future.as_mut().poll(context) {
            return Poll::Ready(Some(output));
        }
        timer.as_mut().poll(context).map(|()| None)
    })
    .await
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::future::{pending, ready};
    use std::task::{Context, Waker};

    use super::*;

    fn poll<F: Future>(future: F) -> Poll<F::Output> {
        pin!(future).poll(&mut Context::from_waker(Waker::noop()))
    }

    #[test]
    fn a_future_that_is_ready_creates_no_timer() {
        let created = Cell::new(false);
        let timer = || {
            created.set(true);
            ready(())
        };
        assert_eq!(poll(within(ready(7), timer)), Poll::Ready(Some(7)));
        assert!(!created.get());
    }

    #[test]
    fn the_timer_ends_the_wait_and_the_future_comes_first() {
        assert_eq!(poll(within(pending::<u8>(), || ready(()))), Poll::Ready(None));
        assert_eq!(poll(within(pending::<u8>(), pending)), Poll::Pending);
        let polls = Cell::new(0);
        let second = poll_fn(|_| {
            polls.set(polls.get() + 1);
            if polls.get() == 2 { Poll::Ready(7) } else { Poll::Pending }
        });
        assert_eq!(poll(within(second, || ready(()))), Poll::Ready(Some(7)));
    }
}
