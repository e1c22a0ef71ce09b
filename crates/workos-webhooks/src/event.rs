//! What a caller asks of any event, whatever it is about.

use workos_core::Undecodable;

use crate::{Event, EventData};

impl Event {
    /// The name of the event, for instance `user.created`.
    ///
    /// Empty only if the event is undecodable and has no readable name.
    #[must_use]
    pub fn name(&self) -> &str {
        self.data.name()
    }

    /// Whether this version does not know the name. Not an error: acknowledge an event that nobody waits for.
    #[must_use]
    pub const fn is_unknown(&self) -> bool {
        matches!(self.data, EventData::Unknown { .. })
    }

    /// Whether the event does not decode; see [`undecodable`](Self::undecodable).
    #[must_use]
    pub const fn is_undecodable(&self) -> bool {
        self.undecodable().is_some()
    }

    /// The event as it was received and the reason, if it does not decode.
    ///
    /// Log the name, the id and the reason, store the raw JSON, and acknowledge the event: another delivery would not
    /// decode either. After an update of this crate, decode the stored JSON again.
    ///
    /// ```
    /// use workos_webhooks::Event;
    ///
    /// let text = r#"{"id":"event_1","event":"user.created","data":{"id":"user_1","email":7}}"#;
    /// let event: Event = serde_json::from_str(text)?;
    ///
    /// let undecodable = event.undecodable().ok_or("it decodes")?;
    /// assert_eq!((event.name(), event.id.as_str()), ("user.created", "event_1"));
    /// assert!(undecodable.reason().starts_with("invalid type: integer"));
    /// assert_eq!(undecodable.raw(), text);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn undecodable(&self) -> Option<&Undecodable> {
        match &self.data {
            EventData::Undecodable(undecodable) => Some(undecodable),
            _ => None,
        }
    }
}
