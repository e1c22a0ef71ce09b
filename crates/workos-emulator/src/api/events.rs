//! The events of an emulator, and those that a test triggers.

use serde_json::Value;

use crate::api::emulator::Emulator;
use crate::base::error::EmulatorConfigError;
use crate::events::event::Event;
use crate::events::examples;
use crate::events::names::known;
use crate::http::rejected::Rejected;

impl Emulator {
    /// Returns every stored event, oldest first, as the events API shows it.
    #[must_use]
    pub fn events(&self) -> Vec<Value> {
        self.shared().state().outbox.events.all().iter().map(Event::to_json).collect()
    }

    /// Returns the number of stored events with this name.
    #[must_use]
    pub fn event_count(&self, name: &str) -> usize {
        self.shared().state().outbox.events.all().iter().filter(|event| event.name == name).count()
    }

    /// Triggers an event of any name, and returns it as the events API shows it.
    ///
    /// The event is listed and delivered like one that has happened; nothing else changes. Its payload is the example of
    /// the event, with the members of `data` in place of its own. Objects are merged, at any depth.
    ///
    /// ```
    /// use serde_json::json;
    /// use workos_emulator::Emulator;
    ///
    /// let emulator = Emulator::new();
    /// let event = emulator.trigger_event("dsync.user.created", json!({"email": "ada@acme.com"}))?;
    /// assert_eq!(event["data"]["email"], "ada@acme.com");
    /// assert_eq!(emulator.event_count("dsync.user.created"), 1);
    /// # Ok::<(), workos_emulator::EmulatorConfigError>(())
    /// ```
    ///
    /// # Errors
    /// If no event has this name.
    pub fn trigger_event(&self, name: &str, data: Value) -> Result<Value, EmulatorConfigError> {
        self.trigger_for(name, None, data)
    }

    pub(crate) fn trigger_for(
        &self,
        name: &str,
        organization_id: Option<&str>,
        data: Value,
    ) -> Result<Value, EmulatorConfigError> {
        let Some(name) = known(name) else {
            let rejected = Rejected::new("event", name, "is not an event");
            return Err(rejected.similar(examples::all().keys().map(String::as_str)).into());
        };
        let data = examples::with(name, data);
        self.change(|state, moment| {
            let of_data = data["organization_id"].as_str().map(str::to_owned);
            let organization_id = organization_id.map(str::to_owned).or(of_data);
            state.outbox.emit(name, organization_id.as_deref(), data, moment);
            Ok(state.outbox.events.all().newest().map(Event::to_json).unwrap_or_default())
        })
    }
}
