//! The journal: the requests that the emulator has received, and its responses.

mod entry;
mod response;
pub(crate) mod served;

use std::collections::VecDeque;
use std::time::Duration;

pub use self::entry::JournalEntry;
pub(crate) use self::entry::{Body, Entry, Fate};
pub(crate) use self::response::ResponseBody;

/// How many requests are remembered, unless the builder says otherwise.
pub(crate) const MOST: usize = 10_000;
/// How many bytes of paths, headers and bodies are remembered.
const MOST_BYTES: usize = 16 * 1024 * 1024;
/// How many of the newest entries keep the body of their response, and how many bytes of these bodies.
const MOST_RESPONSES: usize = 1000;
const MOST_RESPONSE_BYTES: usize = 4 * 1024 * 1024;

/// The last requests.
#[derive(Debug)]
pub(crate) struct Journal {
    pub(crate) entries: VecDeque<Entry>,
    bytes: usize,
    response_bytes: usize,
    /// How many of the newest entries still have the body of their response.
    with_response: usize,
    /// How many there were, those that are forgotten too.
    count: u64,
    /// How often the journal was cleared: the numbers begin again then.
    clears: u64,
    most: usize,
}

/// Identifies an entry, also after the journal was cleared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct EntryKey {
    clears: u64,
    number: u64,
}

impl Journal {
    pub(crate) const fn new(most: usize) -> Self {
        Self {
            entries: VecDeque::new(),
            bytes: 0,
            response_bytes: 0,
            with_response: 0,
            count: 0,
            clears: 0,
            most,
        }
    }

    pub(crate) fn push(&mut self, mut entry: Entry) -> EntryKey {
        self.count += 1;
        entry.set_number(self.count);
        self.bytes += entry.size();
        self.response_bytes += entry.response().size();
        self.with_response += 1;
        self.entries.push_back(entry);
        while self.with_response > MOST_RESPONSES || self.response_bytes > MOST_RESPONSE_BYTES {
            let oldest = self.entries.len() - self.with_response;
            let Some(entry) = self.entries.get_mut(oldest) else { break };
            self.response_bytes -= entry.response().size();
            self.bytes -= entry.response().size();
            entry.response_mut().forget();
            self.with_response -= 1;
        }
        while self.entries.len() > self.most || self.bytes > MOST_BYTES {
            let Some(oldest) = self.entries.pop_front() else { break };
            self.bytes -= oldest.size();
            self.response_bytes -= oldest.response().size();
            self.with_response = self.with_response.min(self.entries.len());
        }
        EntryKey { clears: self.clears, number: self.count }
    }

    /// Records how long a request took.
    pub(crate) fn set_duration(&mut self, key: EntryKey, duration: Duration) {
        if key.clears == self.clears
            && let Ok(index) = self.entries.binary_search_by_key(&key.number, Entry::number)
        {
            self.entries[index].set_duration(duration);
        }
    }

    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = &Entry> {
        self.entries.iter()
    }

    /// How many requests there were that are not remembered any more, because there were too many.
    pub(crate) fn forgotten(&self) -> u64 {
        self.count - self.entries.len() as u64
    }

    /// The bytes that they take.
    #[cfg(test)]
    pub(crate) const fn bytes(&self) -> usize {
        self.bytes
    }

    /// Forgets everything, and counts from 1 again.
    pub(crate) fn clear(&mut self) {
        *self = Self { clears: self.clears + 1, ..Self::new(self.most) };
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use http::Request;
    use serde_json::{Value, json};
    use workos_core::Timestamp;

    use super::*;

    fn entry(request: http::request::Builder, body: &str) -> Entry {
        entry_with(request, body, ResponseBody::default())
    }

    fn entry_with(request: http::request::Builder, body: &str, response: ResponseBody) -> Entry {
        let (parts, body) = request.body(Bytes::copy_from_slice(body.as_bytes())).unwrap().into_parts();
        let fate = Fate { response, ..Fate::default() };
        Entry::new(Timestamp::UNIX_EPOCH, &parts, &body, None, fate)
    }

    #[test]
    fn the_journal_is_bounded_in_number_and_in_bytes() {
        let mut journal = Journal::new(100);
        for _ in 0..150 {
            journal.push(entry(Request::get("/"), ""));
        }
        assert_eq!((journal.iter().count(), journal.forgotten()), (100, 50));
        assert_eq!(journal.iter().next().map(Entry::number), Some(51));
        let large = "x".repeat(MOST_BYTES / 3);
        for _ in 0..5 {
            journal.push(entry(Request::post("/"), &large));
        }
        assert_eq!((journal.iter().count(), journal.forgotten()), (2, 153));
        assert!(journal.bytes <= MOST_BYTES);
        journal.clear();
        assert_eq!((journal.iter().count(), journal.forgotten(), journal.bytes), (0, 0, 0));
        let mut none = Journal::new(0);
        none.push(entry(Request::get("/"), ""));
        assert_eq!((none.iter().count(), none.bytes), (0, 0));
    }

    #[test]
    fn bodies_of_old_responses_are_removed_first() {
        let mut journal = Journal::new(3000);
        let answered = |body: &str| {
            entry_with(Request::get("/"), "", ResponseBody::Json(Bytes::copy_from_slice(body.as_bytes())))
        };
        for _ in 0..MOST_RESPONSES + 2 {
            journal.push(answered("{}"));
        }
        let bodies = |journal: &Journal| -> Vec<Value> {
            journal.iter().map(|entry| entry.to_recorded().response_body).collect()
        };
        assert_eq!(bodies(&journal)[1..3], [json!("[2 bytes]"), json!({})]);
        assert_eq!(journal.response_bytes, 2 * MOST_RESPONSES);
        journal.push(answered(&" ".repeat(MOST_RESPONSE_BYTES + 1)));
        assert_eq!((journal.response_bytes, journal.with_response), (0, 0));
        journal.push(answered("[]"));
        assert_eq!(bodies(&journal).last(), Some(&json!([])));
        let sizes: usize = journal.iter().map(Entry::size).sum();
        assert_eq!(journal.bytes, sizes);
    }

    #[test]
    fn a_duration_is_recorded_unless_the_entry_is_gone() {
        let mut journal = Journal::new(2);
        let old = journal.push(entry(Request::get("/"), ""));
        journal.clear();
        let key = journal.push(entry(Request::get("/"), ""));
        journal.set_duration(old, Duration::from_secs(1));
        assert_eq!(journal.entries[0].to_recorded().duration, None);
        journal.set_duration(key, Duration::from_secs(2));
        assert_eq!(journal.entries[0].to_recorded().duration, Some(Duration::from_secs(2)));
        for _ in 0..2 {
            journal.push(entry(Request::get("/"), ""));
        }
        journal.set_duration(key, Duration::from_secs(3));
        assert!(journal.iter().all(|entry| entry.to_recorded().duration.is_none()));
    }
}
