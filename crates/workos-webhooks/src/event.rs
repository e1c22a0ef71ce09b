//! Methods common to all typed events.

use workos_core::Undecodable;

use crate::{Event, EventData};

impl Event {
    /// Returns the name of the event, for instance `user.created`.
    ///
    /// Empty only if the event is undecodable and has no readable name.
    #[must_use]
    pub fn name(&self) -> &str {
        self.data.name()
    }

    /// Returns whether this version of the crate does not know the name of the event.
    ///
    /// An unknown name is not an error: acknowledge events that you do not handle.
    #[must_use]
    pub const fn is_unknown(&self) -> bool {
        matches!(self.data, EventData::Unknown { .. })
    }

    /// Returns whether the event could not be decoded; see [`undecodable`](Self::undecodable).
    #[must_use]
    pub const fn is_undecodable(&self) -> bool {
        self.undecodable().is_some()
    }

    /// Returns the raw event and the reason, if the event could not be decoded.
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
