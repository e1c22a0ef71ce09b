//! The journal of requests.

use crate::api::emulator::Emulator;
use crate::journal::{Entry, JournalEntry};

impl Emulator {
    /// Returns the recorded requests, oldest first.
    ///
    /// The journal keeps the last 10,000 requests, unless [`Builder::journal_limit`](crate::Builder::journal_limit)
    /// sets another number, and at most 16 MiB of them. The bodies of responses are kept for the last 1,000 requests.
    /// Requests to the emulator's own paths, `/health` and those under `/_emulator/`, are not recorded.
    ///
    /// ```
    /// use bytes::Bytes;
    /// use workos_emulator::Emulator;
    ///
    /// let emulator = Emulator::new();
    /// let request = http::Request::get("https://workos.test/connections?limit=1000").body(Bytes::new())?;
    /// emulator.handle(request);
    /// let recorded = &emulator.journal()[0];
    /// assert_eq!((recorded.operation, recorded.status), (Some("connections.list"), Some(401)));
    /// # Ok::<(), http::Error>(())
    /// ```
    #[must_use]
    pub fn journal(&self) -> Vec<JournalEntry> {
        self.journal_after(0)
    }

    /// Returns the requests after the one with this number, oldest first.
    #[must_use]
    pub fn journal_after(&self, number: u64) -> Vec<JournalEntry> {
        let journal = self.shared().journal();
        let later = journal.entries.partition_point(|entry| entry.number() <= number);
        journal.entries.range(later..).map(Entry::to_recorded).collect()
    }

    /// Clears the journal. The next request has number 1 again, and expectations cover later requests only.
    pub fn clear_journal(&self) {
        self.shared().journal().clear();
    }
}
