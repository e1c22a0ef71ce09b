//! What a script does with one request.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderName, HeaderValue, StatusCode, header};
use serde_json::Value;
use workos_transport::{Clock, ManualClock, Response, TransportError, TransportErrorKind};

use crate::Recorded;

/// What a [`Script`](crate::Script) does with one request: an answer, an error, or nothing at all.
///
/// ```
/// use std::time::Duration;
/// use serde_json::json;
/// use workos_transport::TransportErrorKind;
/// use workos_transport_mock::Reply;
///
/// Reply::json(200, json!({"id": "conn_01"})).header("x-request-id", "req_01");
/// Reply::status(503).header("retry-after", "2").after(Duration::from_secs(1));
/// Reply::status(503).failing(TransportErrorKind::Protocol);
/// Reply::error(TransportErrorKind::Lost).on_reused_connection();
/// Reply::computed(|request| Reply::json(200, json!({"path": request.path()})));
/// Reply::hang();
/// ```
#[derive(Clone)]
#[must_use = "a reply does nothing until a script has it"]
pub struct Reply {
    what: What,
    after: Duration,
}

#[derive(Clone)]
enum What {
    Answer { answer: http::Response<Bytes>, body: Body },
    Error { kind: TransportErrorKind, unprocessed: bool, reused: bool },
    Computed(Arc<dyn Fn(&Recorded) -> Reply + Send + Sync>),
    Hang,
}

/// What becomes of the body of an answer.
#[derive(Clone, Copy)]
enum Body {
    Whole,
    Stalling,
    Failing(TransportErrorKind),
}

impl Reply {
    /// An answer with this status and an empty body.
    ///
    /// # Panics
    /// When the status is not within 100 to 999.
    #[track_caller]
    #[expect(clippy::panic, reason = "a mistake in a test is told at once")]
    pub fn status(status: u16) -> Self {
        let Ok(status) = StatusCode::from_u16(status) else { panic!("{status} is no HTTP status") };
        let mut answer = http::Response::new(Bytes::new());
        *answer.status_mut() = status;
        answer.into()
    }

    /// An answer with this status and JSON as its body.
    ///
    /// # Panics
    /// When the status is not within 100 to 999.
    #[track_caller]
    pub fn json(status: u16, body: impl Into<Value>) -> Self {
        Self::status(status).header("content-type", "application/json").body(body.into().to_string())
    }

    /// An answer with this status and text as its body.
    ///
    /// # Panics
    /// When the status is not within 100 to 999.
    #[track_caller]
    pub fn text(status: u16, body: impl Into<String>) -> Self {
        Self::status(status).header("content-type", "text/plain; charset=utf-8").body(body.into())
    }

    /// No answer but this error. `Connect` and `Tls` are unprocessed, as everywhere.
    pub const fn error(kind: TransportErrorKind) -> Self {
        let what = What::Error { kind, unprocessed: false, reused: false };
        Self { what, after: Duration::ZERO }
    }

    /// No answer and no error, ever: the caller's timeout has to end it.
    pub const fn hang() -> Self {
        Self { what: What::Hang, after: Duration::ZERO }
    }

    /// A reply made from the request.
    pub fn computed(reply: impl Fn(&Recorded) -> Self + Send + Sync + 'static) -> Self {
        Self { what: What::Computed(Arc::new(reply)), after: Duration::ZERO }
    }

    /// Adds a header to an answer; a name may come more than once, but for `content-type`, which is replaced.
    ///
    /// # Panics
    /// When this is no answer, or the name or value is not valid in HTTP.
    #[track_caller]
    #[expect(clippy::panic, reason = "a mistake in a test is told at once")]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) else {
            panic!("{name}: {value:?} is no HTTP header")
        };
        let What::Answer { answer, .. } = &mut self.what else { panic!("only an answer has headers") };
        if name == header::CONTENT_TYPE {
            answer.headers_mut().insert(name, value);
        } else {
            answer.headers_mut().append(name, value);
        }
        self
    }

    /// Sets the body of an answer.
    ///
    /// # Panics
    /// When this is no answer.
    #[track_caller]
    #[expect(clippy::panic, reason = "a mistake in a test is told at once")]
    pub fn body(mut self, body: impl Into<Bytes>) -> Self {
        let What::Answer { answer, .. } = &mut self.what else { panic!("only an answer has a body") };
        *answer.body_mut() = body.into();
        self
    }

    /// Lets the body of an answer never end: the request's idle timeout ends it, on the script's clock.
    ///
    /// # Panics
    /// When this is no answer.
    #[track_caller]
    pub fn stalling(self) -> Self {
        self.with_body(Body::Stalling)
    }

    /// Lets the body of an answer fail to arrive, or to be read, with an error of this kind: `Lost`, `Timeout`,
    /// `TooLarge`, or `Protocol` for an encoding that does not decode. An error status is then an answer without a
    /// body; a success is this error.
    ///
    /// # Panics
    /// When this is no answer.
    #[track_caller]
    pub fn failing(self, kind: TransportErrorKind) -> Self {
        self.with_body(Body::Failing(kind))
    }

    #[track_caller]
    #[expect(clippy::panic, reason = "a mistake in a test is told at once")]
    fn with_body(mut self, becomes: Body) -> Self {
        let What::Answer { body, .. } = &mut self.what else { panic!("only an answer has a body") };
        *body = becomes;
        self
    }

    /// Says of an error that the server cannot have acted.
    ///
    /// # Panics
    /// When this is no error.
    #[track_caller]
    #[expect(clippy::panic, reason = "a mistake in a test is told at once")]
    pub fn unprocessed(mut self) -> Self {
        let What::Error { unprocessed, .. } = &mut self.what else { panic!("only an error is unprocessed") };
        *unprocessed = true;
        self
    }

    /// Says of an error that the connection had served before.
    ///
    /// # Panics
    /// When this is no error.
    #[track_caller]
    #[expect(clippy::panic, reason = "a mistake in a test is told at once")]
    pub fn on_reused_connection(mut self) -> Self {
        let What::Error { reused, .. } = &mut self.what else { panic!("only an error says so") };
        *reused = true;
        self
    }

    /// Lets it come only after this time on the script's clock.
    pub const fn after(mut self, latency: Duration) -> Self {
        self.after = latency;
        self
    }

    /// Carries it out.
    pub(crate) async fn play(
        self,
        request: &Recorded,
        clock: &ManualClock,
    ) -> Result<Response, TransportError> {
        let mut reply = self;
        loop {
            if !reply.after.is_zero() {
                clock.sleep(reply.after).await;
            }
            reply = match reply.what {
                What::Computed(make) => make(request),
                What::Hang => std::future::pending().await,
                What::Error { kind, unprocessed, reused } => return Err(scripted(kind, unprocessed, reused)),
                What::Answer { answer, body } => return answered(answer, body, request, clock).await,
            }
        }
    }
}

/// The answer, or what is left of it if its body fails or the limits of the request do not allow it.
async fn answered(
    answer: http::Response<Bytes>,
    body: Body,
    request: &Recorded,
    clock: &ManualClock,
) -> Result<Response, TransportError> {
    let (limit, idle) = (request.request().body_limit(), request.request().idle_timeout());
    let failure = match body {
        Body::Failing(kind) => {
            TransportError::new(kind, format!("the body of the scripted answer fails ({kind:?})"))
        }
        _ if answer.body().len() > limit => {
            let message = format!("the scripted answer is larger than the limit of {limit} bytes");
            TransportError::new(TransportErrorKind::TooLarge, message)
        }
        Body::Stalling => {
            clock.sleep(idle).await;
            let message = format!("the scripted answer stopped: no byte of its body came for {idle:?}");
            TransportError::new(TransportErrorKind::Timeout, message)
        }
        Body::Whole => return Ok(answer.into()),
    };
    Response::without_body(answer.into_parts().0, failure)
}

fn scripted(kind: TransportErrorKind, unprocessed: bool, reused: bool) -> TransportError {
    let mut error = TransportError::new(kind, format!("scripted error ({kind:?})"));
    if unprocessed {
        error = error.unprocessed();
    }
    if reused {
        error = error.on_reused_connection();
    }
    error
}

impl From<http::Response<Bytes>> for Reply {
    fn from(answer: http::Response<Bytes>) -> Self {
        Self { what: What::Answer { answer, body: Body::Whole }, after: Duration::ZERO }
    }
}

impl From<TransportErrorKind> for Reply {
    fn from(kind: TransportErrorKind) -> Self {
        Self::error(kind)
    }
}

impl fmt::Debug for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// In a word or two, as messages about a script name it: `503`, `Lost`, `hang`. No header and no body.
impl fmt::Display for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.what {
            What::Answer { answer, body } => {
                write!(f, "{}", answer.status().as_u16())?;
                match body {
                    Body::Whole => Ok(()),
                    Body::Stalling => f.write_str(" (stalling)"),
                    Body::Failing(kind) => write!(f, " (failing: {kind:?})"),
                }
            }
            What::Error { kind, .. } => write!(f, "{kind:?}"),
            What::Computed(_) => f.write_str("computed"),
            What::Hang => f.write_str("hang"),
        }
    }
}
