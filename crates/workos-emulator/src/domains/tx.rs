//! One transaction: what a handler reads and changes.

use crate::base::ids::Moment;
use crate::domains::state::State;
use crate::http::answer::Failure;
use crate::http::request::Call;
use crate::store::env::Env;

/// The state under its lock, and what its changes need. A request has one transaction.
#[derive(Debug)]
pub(crate) struct Tx<'a> {
    pub(crate) state: &'a mut State,
    pub(crate) env: &'a Env,
    /// The time of the request, and the source of its ids.
    pub(crate) moment: Moment<'a>,
}

impl Tx<'_> {
    /// # Errors
    /// 401 unless the bearer is an API key of this environment.
    pub(crate) fn require_api_key(&self, call: &Call) -> Result<(), Failure> {
        let key = call.bearer().and_then(|value| self.state.environment.api_key(value));
        key.map(drop).ok_or_else(Failure::unauthorized)
    }
}
