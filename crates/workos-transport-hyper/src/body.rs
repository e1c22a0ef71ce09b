//! Collecting a body within its limits.

use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http_body_util::BodyExt;
use hyper::body::Body;

/// Why a body is not whole.
#[derive(Debug)]
pub(crate) enum BodyFailure<E> {
    /// It is, or says it is, larger than the limit.
    TooLarge,
    /// It paused for longer than allowed.
    Idle,
    /// The connection failed.
    Broken(E),
}

/// The whole body, unless it is larger than `limit` bytes or pauses for longer than `idle`. Trailers are dropped.
pub(crate) async fn collect<B>(
    mut body: B,
    limit: usize,
    idle: Duration,
) -> Result<Bytes, BodyFailure<B::Error>>
where
    B: Body<Data = Bytes> + Unpin,
{
    let announced = usize::try_from(body.size_hint().lower()).unwrap_or(usize::MAX);
    if announced > limit {
        return Err(BodyFailure::TooLarge);
    }
    let mut whole = Bytes::new();
    let mut buffer = BytesMut::new();
    // The timer is only registered when a frame is not there yet.
    while let Some(frame) = tokio::time::timeout(idle, body.frame()).await.map_err(|_| BodyFailure::Idle)? {
        let Ok(data) = frame.map_err(BodyFailure::Broken)?.into_data() else { continue };
        if data.len() > limit - whole.len() - buffer.len() {
            return Err(BodyFailure::TooLarge);
        }
        if buffer.is_empty() && whole.is_empty() {
            whole = data; // most bodies are one frame: no copy
        } else {
            if buffer.is_empty() {
                // What is announced is believed up to a point: memory follows what has arrived.
                buffer.reserve(announced.min(1024 * 1024).max(whole.len() + data.len()));
                buffer.extend_from_slice(&std::mem::take(&mut whole));
            }
            buffer.extend_from_slice(&data);
        }
    }
    Ok(if buffer.is_empty() { whole } else { buffer.freeze() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use hyper::body::{Frame, SizeHint};
    use std::collections::VecDeque;
    use std::convert::Infallible;
    use std::pin::Pin;
    use std::task::{Context, Poll, ready};
    use tokio::time::{Instant, Sleep, sleep};

    /// Frames of these sizes, each after a pause.
    struct Dripping {
        pause: Duration,
        sizes: VecDeque<usize>,
        timer: Pin<Box<Sleep>>,
    }

    impl Dripping {
        fn new(pause: Duration, sizes: &[usize]) -> Self {
            Self { pause, sizes: sizes.iter().copied().collect(), timer: Box::pin(sleep(pause)) }
        }
    }

    impl Body for Dripping {
        type Data = Bytes;
        type Error = Infallible;

        fn poll_frame(
            mut self: Pin<&mut Self>,
            context: &mut Context<'_>,
        ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
            ready!(self.timer.as_mut().poll(context));
            let pause = self.pause;
            self.timer.as_mut().reset(Instant::now() + pause);
            Poll::Ready(self.sizes.pop_front().map(|size| Ok(Frame::data(Bytes::from(vec![b'x'; size])))))
        }

        fn size_hint(&self) -> SizeHint {
            SizeHint::default()
        }
    }

    const SECOND: Duration = Duration::from_secs(1);

    #[tokio::test(start_paused = true)]
    async fn pauses_count_one_by_one_and_not_in_sum() {
        let body = collect(Dripping::new(SECOND, &[1; 100]), 1000, 2 * SECOND).await.unwrap();
        assert_eq!(body.len(), 100);
    }

    #[tokio::test(start_paused = true)]
    async fn a_pause_longer_than_allowed_ends_it() {
        let result = collect(Dripping::new(3 * SECOND, &[1]), 1000, 2 * SECOND).await;
        assert!(matches!(result, Err(BodyFailure::Idle)));
    }

    #[tokio::test(start_paused = true)]
    async fn the_limit_is_inclusive_and_counts_all_frames() {
        let whole = collect(Dripping::new(Duration::ZERO, &[4, 0, 3, 3]), 10, SECOND).await.unwrap();
        assert_eq!(whole.len(), 10);
        let result = collect(Dripping::new(Duration::ZERO, &[4, 3, 4]), 10, SECOND).await;
        assert!(matches!(result, Err(BodyFailure::TooLarge)));
    }
}
