//! Collecting a body within its limits.

use std::future::{Future, poll_fn};
use std::io::{self, Write};
use std::pin::Pin;
use std::task::Poll;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use flate2::write::MultiGzDecoder;
use hyper::body::{Body, Frame};

/// Why a body is not whole.
#[derive(Debug)]
pub(crate) enum BodyFailure<E> {
    /// It is, or says it is, or becomes when decoded, larger than the limit.
    TooLarge,
    /// It paused for longer than allowed.
    Idle,
    /// It says that it is gzip, and is not.
    NotGzip(io::Error),
    /// The connection failed.
    Broken(E),
}

/// How a body is encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encoding {
    Identity,
    Gzip,
}

/// The whole body, decoded, unless it is larger than `limit` bytes or pauses for longer than `idle`. Trailers are
/// dropped.
pub(crate) async fn collect<B>(
    mut body: B,
    encoding: Encoding,
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
    let mut whole = Whole::new(encoding, announced, limit);
    while let Some(frame) = next_frame(&mut body, idle).await? {
        if let Ok(data) = frame.into_data() {
            whole.add(data).map_err(failure)?;
        }
    }
    whole.finish().map_err(failure)
}

/// The next frame, unless it takes longer than `idle`. Most frames are there when they are asked for, and need no timer.
async fn next_frame<B>(body: &mut B, idle: Duration) -> Result<Option<Frame<Bytes>>, BodyFailure<B::Error>>
where
    B: Body<Data = Bytes> + Unpin,
{
    let mut timer = None;
    poll_fn(|context| {
        if let Poll::Ready(frame) = Pin::new(&mut *body).poll_frame(context) {
            return Poll::Ready(frame.transpose().map_err(BodyFailure::Broken));
        }
        let timer = timer.get_or_insert_with(|| Box::pin(tokio::time::sleep(idle)));
        timer.as_mut().poll(context).map(|()| Err(BodyFailure::Idle))
    })
    .await
}

fn failure<E>(error: io::Error) -> BodyFailure<E> {
    if error.kind() == io::ErrorKind::FileTooLarge {
        BodyFailure::TooLarge
    } else {
        BodyFailure::NotGzip(error)
    }
}

/// What has arrived so far.
enum Whole {
    /// Nothing, or one frame: most bodies are, and need no copy.
    One {
        data: Bytes,
        announced: usize,
        limit: usize,
    },
    Many(Limited),
    /// No decoder before there is something to decode: an empty body is an empty body.
    Gzip {
        decoder: Option<Box<MultiGzDecoder<Limited>>>,
        limit: usize,
    },
}

impl Whole {
    fn new(encoding: Encoding, announced: usize, limit: usize) -> Self {
        match encoding {
            Encoding::Identity => Self::One { data: Bytes::new(), announced, limit },
            Encoding::Gzip => Self::Gzip { decoder: None, limit },
        }
    }

    fn add(&mut self, more: Bytes) -> io::Result<()> {
        match self {
            Self::One { data, limit, .. } if data.is_empty() && more.len() <= *limit => {
                *data = more;
                Ok(())
            }
            Self::One { data, announced, limit } => {
                let mut limited = Limited { buffer: BytesMut::new(), limit: *limit };
                // What is announced is believed up to a point: memory follows what has arrived.
                limited.buffer.reserve((*announced).min(1024 * 1024).max(data.len()));
                limited.write_all(data)?;
                limited.write_all(&more)?;
                *self = Self::Many(limited);
                Ok(())
            }
            Self::Many(limited) => limited.write_all(&more),
            Self::Gzip { .. } if more.is_empty() => Ok(()),
            Self::Gzip { decoder, limit } => decoder
                .get_or_insert_with(|| {
                    Box::new(MultiGzDecoder::new(Limited { buffer: BytesMut::new(), limit: *limit }))
                })
                .write_all(&more),
        }
    }

    fn finish(self) -> io::Result<Bytes> {
        Ok(match self {
            Self::One { data, .. } => data,
            Self::Many(limited) => limited.buffer.freeze(),
            Self::Gzip { decoder: None, .. } => Bytes::new(),
            Self::Gzip { decoder: Some(decoder), .. } => decoder.finish()?.buffer.freeze(),
        })
    }
}

/// A buffer that does not grow beyond its limit.
struct Limited {
    buffer: BytesMut,
    limit: usize,
}

impl Write for Limited {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if bytes.len() > self.limit - self.buffer.len() {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.buffer.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hyper::body::SizeHint;
    use std::collections::VecDeque;
    use std::convert::Infallible;
    use std::task::{Context, ready};
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
        let body =
            collect(Dripping::new(SECOND, &[1; 100]), Encoding::Identity, 1000, 2 * SECOND).await.unwrap();
        assert_eq!(body.len(), 100);
    }

    #[tokio::test(start_paused = true)]
    async fn a_pause_longer_than_allowed_ends_it() {
        let result = collect(Dripping::new(3 * SECOND, &[1]), Encoding::Identity, 1000, 2 * SECOND).await;
        assert!(matches!(result, Err(BodyFailure::Idle)));
    }

    #[tokio::test(start_paused = true)]
    async fn the_limit_is_inclusive_and_counts_all_frames() {
        let whole = collect(Dripping::new(Duration::ZERO, &[4, 0, 3, 3]), Encoding::Identity, 10, SECOND)
            .await
            .unwrap();
        assert_eq!(whole.len(), 10);
        let result = collect(Dripping::new(Duration::ZERO, &[4, 3, 4]), Encoding::Identity, 10, SECOND).await;
        assert!(matches!(result, Err(BodyFailure::TooLarge)));
    }

    async fn inflate(packed: Vec<u8>, limit: usize) -> Result<Bytes, BodyFailure<Infallible>> {
        collect(http_body_util::Full::new(Bytes::from(packed)), Encoding::Gzip, limit, SECOND).await
    }

    fn gzip(plain: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(plain).unwrap();
        encoder.finish().unwrap()
    }

    #[tokio::test]
    async fn gzip_is_decoded_and_counts_decoded() {
        let plain = vec![b'x'; 100_000];
        assert_eq!(inflate(gzip(&plain), 100_000).await.unwrap(), plain);
        assert!(matches!(inflate(gzip(&plain), 99_999).await, Err(BodyFailure::TooLarge)));
        let members = [gzip(b"one "), gzip(b"two")].concat();
        assert_eq!(inflate(members, 100).await.unwrap().as_ref(), b"one two");
        assert!(inflate(Vec::new(), 100).await.unwrap().is_empty());
    }

    #[tokio::test]
    async fn what_is_no_gzip_is_told() {
        let packed = gzip(b"hello");
        for broken in [b"hello, no gzip".to_vec(), packed[..packed.len() - 1].to_vec(), packed[..12].to_vec()]
        {
            assert!(matches!(inflate(broken, 100).await, Err(BodyFailure::NotGzip(_))));
        }
    }
}
