//! Connections and bodies that break on purpose.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use h2::Reason;
use http::Response;
use http_body_util::Full;
use hyper::body::{Body, Frame, SizeHint};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Sleep, sleep};

use crate::faults::apply::Broken;
use crate::faults::effect::Reset;

/// How long the part of a body that is to arrive has for that, before the rest breaks off.
const PAUSE: Duration = Duration::from_millis(20);

/// A connection that ends by RST once its [`Cut`] says so.
#[derive(Debug)]
pub(crate) struct Line {
    stream: TcpStream,
    cut: Cut,
}

/// Decides how a connection ends.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cut(Arc<AtomicBool>);

impl Line {
    pub(crate) fn new(stream: TcpStream) -> (Self, Cut) {
        let cut = Cut::default();
        (Self { stream, cut: cut.clone() }, cut)
    }
}

impl Cut {
    /// The connection will end by RST.
    pub(crate) fn cut(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        if self.cut.0.load(Ordering::Relaxed) {
            // Without it the connection ends in order, which is an end as well.
            let _ = self.stream.set_zero_linger();
        }
    }
}

impl AsyncRead for Line {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Line {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(context, slices)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }
}

/// The body of an answer, whole or not.
#[derive(Debug)]
pub(crate) enum AnswerBody {
    Whole(Full<Bytes>),
    Broken(BrokenBody),
}

/// A body of which some arrives, and then no more.
#[derive(Debug)]
pub(crate) struct BrokenBody {
    rest: Option<Bytes>,
    /// The length that is told; unknown if none is.
    length: Option<u64>,
    pause: Pin<Box<Sleep>>,
}

impl AnswerBody {
    pub(crate) fn whole(body: Bytes) -> Self {
        Self::Whole(Full::new(body))
    }

    /// A body that breaks where the fault says. An answer without a body has nothing to break: it does not come.
    ///
    /// # Errors
    /// When no part of an answer is to come. The error tells HTTP/2 how the stream ends.
    pub(crate) fn broken(broken: Broken) -> Result<Response<Self>, h2::Error> {
        let (response, is_whole) = match broken {
            Broken::Reset(Reset::After, Some(response)) => (response, true),
            Broken::Reset(Reset::Inside, Some(response)) | Broken::Truncated(response) => (response, false),
            Broken::Reset(Reset::Refused, _) => return Err(Reason::REFUSED_STREAM.into()),
            Broken::Reset(..) | Broken::Hang => return Err(Reason::INTERNAL_ERROR.into()),
        };
        let length = response.body().len();
        if length == 0 {
            return Err(Reason::INTERNAL_ERROR.into());
        }
        let sent = if is_whole { length } else { length / 2 };
        Ok(response.map(|body| {
            Self::Broken(BrokenBody {
                rest: Some(body.slice(..sent)),
                length: (!is_whole).then_some(length as u64),
                pause: Box::pin(sleep(PAUSE)),
            })
        }))
    }
}

impl Body for AnswerBody {
    type Data = Bytes;
    type Error = h2::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, h2::Error>>> {
        let body = match self.get_mut() {
            Self::Whole(body) => {
                return Pin::new(body).poll_frame(context).map_err(|never| match never {});
            }
            Self::Broken(body) => body,
        };
        if let Some(rest) = body.rest.take().filter(|rest| !rest.is_empty()) {
            return Poll::Ready(Some(Ok(Frame::data(rest))));
        }
        // What was given would be thrown away with the rest if it were not on its way by then.
        ready!(body.pause.as_mut().poll(context));
        Poll::Ready(Some(Err(Reason::INTERNAL_ERROR.into())))
    }

    fn is_end_stream(&self) -> bool {
        match self {
            Self::Whole(body) => body.is_end_stream(),
            Self::Broken(_) => false,
        }
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Self::Whole(body) => body.size_hint(),
            Self::Broken(body) => body.length.map_or_else(SizeHint::new, SizeHint::with_exact),
        }
    }
}
