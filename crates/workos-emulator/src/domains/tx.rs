//! One transaction: what a handler reads and changes.

use crate::base::ids::Moment;
use crate::domains::environment::model::DEFAULT_API_KEY;
use crate::domains::state::State;
use crate::http::answer::Failure;
use crate::http::request::Call;
use crate::store::env::Env;

/// The characters of another key than the default that an error shows.
const KEY_SHOWN: usize = 8;

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
        match call.bearer().and_then(|value| self.state.environment.api_key(value)) {
            Some(_) => Ok(()),
            None => Err(Failure::unauthorized().with_message(self.which_key(call))),
        }
    }

    /// What is wrong with the key of a request, and which key is right.
    fn which_key(&self, call: &Call) -> String {
        let given = match call.bearer() {
            None => "The request has no API key.",
            Some("") => "The header Authorization is not 'Bearer' with an API key.",
            Some(_) => "This emulator does not know the API key.",
        };
        let accepted = match self.state.environment.api_keys.oldest().map(|key| key.value.expose()) {
            // Everybody knows this one.
            Some(DEFAULT_API_KEY) => format!("It accepts the default key, {DEFAULT_API_KEY}."),
            Some(key) if key.len() > 3 * KEY_SHOWN => {
                format!("It accepts the key that begins with {}.", key.get(..KEY_SHOWN).unwrap_or_default())
            }
            _ => "Use a key of its configuration or seed.".to_owned(),
        };
        format!("Unauthorized. {given} {accepted}")
    }
}
