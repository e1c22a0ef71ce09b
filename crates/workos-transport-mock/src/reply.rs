//! The reply of a script to one request.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderName, HeaderValue, StatusCode, header};
use serde_json::Value;
use workos_transport::{Clock, ManualClock, Response, TransportError, TransportErrorKind};

use crate::RecordedRequest;

/// The reply of a [`Script`](crate::Script) to one request: a response, an error, or nothing at all.
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
#[must_use = "a reply does nothing until it is added to a script"]
pub struct Reply {
    action: Action,
    after: Duration,
}

#[derive(Clone)]
enum Action {
    Respond { response: http::Response<Bytes>, delivery: Delivery },
    Error { kind: TransportErrorKind, unprocessed: bool, reused: bool },
    Computed(Arc<dyn Fn(&RecordedRequest) -> Reply + Send + Sync>),
    Hang,
}

/// How the body of a response is delivered.
#[derive(Clone, Copy)]
enum Delivery {
    Whole,
    Stalling,
    Failing(TransportErrorKind),
}

impl Reply {
    /// Creates a response with this status and an empty body.
    ///
    /// # Panics
    /// If the status is not within 100 to 999.
    #[track_caller]
    #[expect(clippy::panic, reason = "a mistake in a test fails at once")]
    pub fn status(status: u16) -> Self {
        let Ok(status) = StatusCode::from_u16(status) else { panic!("{status} is not a valid HTTP status") };
        let mut response = http::Response::new(Bytes::new());
        *response.status_mut() = status;
        response.into()
    }

    /// Creates a response with this status and a JSON body.
    ///
    /// # Panics
    /// If the status is not within 100 to 999.
    #[track_caller]
    pub fn json(status: u16, body: impl Into<Value>) -> Self {
        Self::status(status).header("content-type", "application/json").body(body.into().to_string())
    }

    /// Creates a response with this status and a text body.
    ///
    /// # Panics
    /// If the status is not within 100 to 999.
    #[track_caller]
    pub fn text(status: u16, body: impl Into<String>) -> Self {
        Self::status(status).header("content-type", "text/plain; charset=utf-8").body(body.into())
    }

    /// Creates an error of this kind. Errors of kind `Connect` and `Tls` are always unprocessed.
    pub const fn error(kind: TransportErrorKind) -> Self {
        let action = Action::Error { kind, unprocessed: false, reused: false };
        Self { action, after: Duration::ZERO }
    }

    /// Creates a reply that never completes, so that the caller's timeout has to end the request.
    pub const fn hang() -> Self {
        Self { action: Action::Hang, after: Duration::ZERO }
    }

    /// Creates a reply that is computed from the request.
    pub fn computed(reply: impl Fn(&RecordedRequest) -> Self + Send + Sync + 'static) -> Self {
        Self { action: Action::Computed(Arc::new(reply)), after: Duration::ZERO }
    }

    /// Adds a header to a response. A name can be added more than once, except `content-type`, which is replaced.
    ///
    /// # Panics
    /// If this is not a response, or the name or value is not valid in HTTP.
    #[track_caller]
    #[expect(clippy::panic, reason = "a mistake in a test fails at once")]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) else {
            panic!("{name}: {value:?} is not a valid HTTP header")
        };
        let Action::Respond { response, .. } = &mut self.action else {
            panic!("only a response has headers")
        };
        if name == header::CONTENT_TYPE {
            response.headers_mut().insert(name, value);
        } else {
            response.headers_mut().append(name, value);
        }
        self
    }

    /// Sets the body of a response.
    ///
    /// # Panics
    /// If this is not a response.
    #[track_caller]
    #[expect(clippy::panic, reason = "a mistake in a test fails at once")]
    pub fn body(mut self, body: impl Into<Bytes>) -> Self {
        let Action::Respond { response, .. } = &mut self.action else { panic!("only a response has a body") };
        *response.body_mut() = body.into();
        self
    }

    /// Makes the body of a response never end, so that the request's idle timeout ends it, on the script's clock.
    ///
    /// # Panics
    /// If this is not a response.
    #[track_caller]
    pub fn stalling(self) -> Self {
        self.with_delivery(Delivery::Stalling)
    }

    /// Makes the body of a response fail to arrive or to decode, with an error of this kind: `Lost`, `Timeout`,
    /// `TooLarge`, or `Protocol` for an encoding that does not decode.
    ///
    /// If the response has an error status, the caller gets it without a body. If it is a success, the caller gets the
    /// error.
    ///
    /// # Panics
    /// If this is not a response.
    #[track_caller]
    pub fn failing(self, kind: TransportErrorKind) -> Self {
        self.with_delivery(Delivery::Failing(kind))
    }

    #[track_caller]
    #[expect(clippy::panic, reason = "a mistake in a test fails at once")]
    fn with_delivery(mut self, new: Delivery) -> Self {
        let Action::Respond { delivery, .. } = &mut self.action else { panic!("only a response has a body") };
        *delivery = new;
        self
    }

    /// Marks an error as unprocessed: the server cannot have acted on the request.
    ///
    /// # Panics
    /// If this is not an error.
    #[track_caller]
    #[expect(clippy::panic, reason = "a mistake in a test fails at once")]
    pub fn unprocessed(mut self) -> Self {
        let Action::Error { unprocessed, .. } = &mut self.action else {
            panic!("only an error can be unprocessed")
        };
        *unprocessed = true;
        self
    }

    /// Marks an error as one on a reused connection, which has served an earlier request.
    ///
    /// # Panics
    /// If this is not an error.
    #[track_caller]
    #[expect(clippy::panic, reason = "a mistake in a test fails at once")]
    pub fn on_reused_connection(mut self) -> Self {
        let Action::Error { reused, .. } = &mut self.action else {
            panic!("only an error can be on a reused connection")
        };
        *reused = true;
        self
    }

    /// Delays the reply by this time on the script's clock.
    pub const fn after(mut self, latency: Duration) -> Self {
        self.after = latency;
        self
    }

    /// Produces the reply to `request`.
    pub(crate) async fn play(
        self,
        request: &RecordedRequest,
        clock: &ManualClock,
    ) -> Result<Response, TransportError> {
        let mut reply = self;
        loop {
            if !reply.after.is_zero() {
                clock.sleep(reply.after).await;
            }
            reply = match reply.action {
                Action::Computed(make) => make(request),
                Action::Hang => std::future::pending().await,
                Action::Error { kind, unprocessed, reused } => {
                    return Err(scripted_error(kind, unprocessed, reused));
                }
                Action::Respond { response, delivery } => {
                    return deliver(response, delivery, request, clock).await;
                }
            }
        }
    }
}

/// Returns the response. If its body fails or exceeds a limit of the request, returns the response without its body, or
/// the error.
async fn deliver(
    response: http::Response<Bytes>,
    delivery: Delivery,
    request: &RecordedRequest,
    clock: &ManualClock,
) -> Result<Response, TransportError> {
    let (limit, idle) = (request.request().body_limit(), request.request().idle_timeout());
    let failure = match delivery {
        Delivery::Failing(kind) => {
            TransportError::new(kind, format!("the body of the scripted response fails ({kind:?})"))
        }
        _ if response.body().len() > limit => {
            let message =
                format!("the body of the scripted response is larger than the limit of {limit} bytes");
            TransportError::new(TransportErrorKind::TooLarge, message)
        }
        Delivery::Stalling => {
            clock.sleep(idle).await;
            let message = format!("the scripted response stalled: no byte of its body arrived for {idle:?}");
            TransportError::new(TransportErrorKind::Timeout, message)
        }
        Delivery::Whole => return Ok(response.into()),
    };
    Response::without_body(response.into_parts().0, failure)
}

fn scripted_error(kind: TransportErrorKind, unprocessed: bool, reused: bool) -> TransportError {
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
    fn from(response: http::Response<Bytes>) -> Self {
        Self { action: Action::Respond { response, delivery: Delivery::Whole }, after: Duration::ZERO }
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

/// Writes a short name of the reply for messages: `503`, `Lost`, `hang`. It contains no header and no body.
impl fmt::Display for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.action {
            Action::Respond { response, delivery } => {
                write!(f, "{}", response.status().as_u16())?;
                match delivery {
                    Delivery::Whole => Ok(()),
                    Delivery::Stalling => f.write_str(" (stalling)"),
                    Delivery::Failing(kind) => write!(f, " (failing: {kind:?})"),
                }
            }
            Action::Error { kind, .. } => write!(f, "{kind:?}"),
            Action::Computed(_) => f.write_str("computed"),
            Action::Hang => f.write_str("hang"),
        }
    }
}
