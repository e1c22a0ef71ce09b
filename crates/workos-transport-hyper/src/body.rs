//! Collects a body within its limits.

use std::future::poll_fn;
use std::pin::Pin;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use hyper::body::{Body, Frame};
use workos_internal::within;

/// Why a body could not be collected.
#[derive(Debug)]
pub(crate) enum BodyFailure<E> {
    /// The body, or the length that it announces, is larger than the limit.
    TooLarge,
    /// The body paused for longer than allowed.
    Idle,
    /// The connection failed.
    Broken(E),
}

/// Collects a whole body, as it was sent. Fails if the body is larger than `limit` bytes or pauses for longer than
/// `idle`. Trailers are dropped.
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
    let mut collected = Collected::One(Bytes::new());
    while let Some(frame) = next_frame(&mut body, idle).await? {
        if let Ok(data) = frame.into_data() {
            collected = collected.with(data, announced, limit).ok_or(BodyFailure::TooLarge)?;
        }
    }
    Ok(collected.into_bytes())
}

/// Waits for the next frame, for at most `idle`.
async fn next_frame<B>(body: &mut B, idle: Duration) -> Result<Option<Frame<Bytes>>, BodyFailure<B::Error>>
where
    B: Body<Data = Bytes> + Unpin,
{
    let frame = poll_fn(|context| Pin::new(&mut *body).poll_frame(context));
    match within(frame, || tokio::time::sleep(idle)).await {
        Some(frame) => frame.transpose().map_err(BodyFailure::Broken),
        None => Err(BodyFailure::Idle),
    }
}

/// The frames that have arrived so far.
enum Collected {
    /// No frame, or one. Most bodies have one frame, which is not copied.
    One(Bytes),
    Many(BytesMut),
}

impl Collected {
    /// Adds a frame. Returns `None` if the body is then larger than the limit.
    fn with(self, more: Bytes, announced: usize, limit: usize) -> Option<Self> {
        let mut buffer = match self {
            Self::One(data) if data.is_empty() && more.len() <= limit => return Some(Self::One(more)),
            Self::One(data) => {
                // At most 1 MiB is reserved for the announced length, which the server may never send.
                let mut buffer = BytesMut::with_capacity(announced.min(1024 * 1024).max(data.len()));
                buffer.extend_from_slice(&data);
                buffer
            }
            Self::Many(buffer) => buffer,
        };
        if more.len() > limit - buffer.len() {
            return None;
        }
        buffer.extend_from_slice(&more);
        Some(Self::Many(buffer))
    }

    fn into_bytes(self) -> Bytes {
        match self {
            Self::One(data) => data,
            Self::Many(buffer) => buffer.freeze(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hyper::body::SizeHint;
    use std::collections::VecDeque;
    use std::convert::Infallible;
    use std::task::Poll;
    use std::task::{Context, ready};
    use tokio::time::{Instant, Sleep, sleep};

    /// A body with frames of these sizes, each after a pause.
    struct SlowBody {
        pause: Duration,
        sizes: VecDeque<usize>,
        timer: Pin<Box<Sleep>>,
    }

    impl SlowBody {
        fn new(pause: Duration, sizes: &[usize]) -> Self {
            Self { pause, sizes: sizes.iter().copied().collect(), timer: Box::pin(sleep(pause)) }
        }
    }

    impl Body for SlowBody {
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
    async fn each_pause_is_limited_and_their_sum_is_not() {
        let body = collect(SlowBody::new(SECOND, &[1; 100]), 1000, 2 * SECOND).await.unwrap();
        assert_eq!(body.len(), 100);
    }

    #[tokio::test(start_paused = true)]
    async fn a_pause_longer_than_allowed_is_an_error() {
        let result = collect(SlowBody::new(3 * SECOND, &[1]), 1000, 2 * SECOND).await;
        assert!(matches!(result, Err(BodyFailure::Idle)));
    }

    #[tokio::test(start_paused = true)]
    async fn the_limit_is_inclusive_and_counts_all_frames() {
        let body = collect(SlowBody::new(Duration::ZERO, &[4, 0, 3, 3]), 10, SECOND).await.unwrap();
        assert_eq!(body.len(), 10);
        let result = collect(SlowBody::new(Duration::ZERO, &[4, 3, 4]), 10, SECOND).await;
        assert!(matches!(result, Err(BodyFailure::TooLarge)));
    }
}
