//! A transport with mockall expectations.

use std::fmt;

use mockall::mock;
use workos_transport::{Request, Response, Transport, TransportError, async_trait};

mock! {
    /// A transport with mockall expectations: `expect_send()` takes conditions, call counts and responses.
    ///
    /// Use it to check which calls are made, and how often. Use [`Script`](crate::Script) if the responses matter more,
    /// or if time passes in the test: a script has a manual clock, this mock has the system clock.
    ///
    /// ```
    /// use http::Method;
    /// use workos_transport::{Operation, Request, Transport};
    /// use workos_transport_mock::MockTransport;
    ///
    /// static GET_WIDGET: Operation = Operation::new("widgets.get", Method::GET, "/widgets/{id}");
    ///
    /// let mut transport = MockTransport::new();
    /// transport
    ///     .expect_send()
    ///     .withf(|request| request.operation().id() == "widgets.get")
    ///     .times(1)
    ///     .returning(|_| Ok(http::Response::new("{}".into()).into()));
    ///
    /// let http = http::Request::get("https://api.workos.com/widgets/1").body("".into())?;
    /// let answer = futures_executor::block_on(transport.send(Request::new(&GET_WIDGET, http)))?;
    /// assert_eq!(answer.status(), 200);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub Transport {}

    #[async_trait]
    impl Transport for Transport {
        async fn send(&self, request: Request) -> Result<Response, TransportError>;
    }
}

impl fmt::Debug for MockTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MockTransport").finish_non_exhaustive()
    }
}
