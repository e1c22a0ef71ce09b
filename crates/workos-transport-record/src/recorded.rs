//! The wrapper that records.

use std::collections::BTreeMap;
use std::fmt;
use std::fs::File;
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use workos_transport::{Clock, Operation, Request, Response, Transport, TransportError, async_trait};

use crate::cassette::{self, Asked, HEAD, Interaction, Outcome, TAIL};
use crate::exchange::{answered, asked, failed};
use crate::mask::Masker;
use crate::{Cassette, CassetteError};

/// A transport that records what passes through it, masked.
///
/// What is in the file: operation, method, path, query and body of each request; status, body and a few headers of
/// its answer, or the error. What is not: `Authorization` and the other request headers, the host, times. Secrets and
/// personal data are replaced by pseudonyms, the same for equal values.
///
/// Requests stand in the order in which they were asked, also when they overlap; one whose caller left is not in it.
/// The file is a whole document after each request.
///
/// It writes to the file while it sends: for tests and tools, not for a service.
pub struct Recorded<T> {
    inner: T,
    tape: Arc<Mutex<Tape>>,
}

#[derive(Default)]
struct Tape {
    masker: Masker,
    cassette: Cassette,
    /// Requests that are under way, or wait for an earlier one: `None` until answered.
    pending: BTreeMap<u64, Option<Interaction>>,
    next: u64,
    file: Option<Sink>,
    problem: Option<CassetteError>,
}

impl<T: Transport> Recorded<T> {
    /// Records to a file, which is replaced.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn create(inner: T, path: impl AsRef<Path>) -> Result<Self, CassetteError> {
        let path = path.as_ref();
        let file = Sink::create(path).map_err(|error| CassetteError::io(path, error))?;
        let tape = Tape { file: Some(file), ..Tape::default() };
        Ok(Self { inner, tape: Arc::new(Mutex::new(tape)) })
    }

    /// Records in memory; [`cassette`](Self::cassette) has it.
    pub fn in_memory(inner: T) -> Self {
        Self { inner, tape: Arc::default() }
    }

    /// What was recorded so far.
    #[must_use]
    pub fn cassette(&self) -> Cassette {
        tape(&self.tape).cassette.clone()
    }

    /// Says whether the file holds all that was recorded so far, and has the system write it to the disk.
    ///
    /// # Errors
    /// The first that occurred: sending goes on without the file then.
    pub fn finish(&self) -> Result<(), CassetteError> {
        let mut tape = tape(&self.tape);
        match (tape.problem.take(), &tape.file) {
            (Some(problem), _) => Err(problem),
            (None, Some(sink)) => sink.file.sync_all().map_err(|error| CassetteError::io(&sink.path, error)),
            (None, None) => Ok(()),
        }
    }

    /// The transport that is wrapped.
    pub const fn inner(&self) -> &T {
        &self.inner
    }
}

#[async_trait]
impl<T: Transport> Transport for Recorded<T> {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let take = Take::start(&self.tape, &request);
        let result = self.inner.send(request).await;
        take.end(&result);
        result
    }

    fn clock(&self) -> Arc<dyn Clock> {
        self.inner.clock()
    }
}

impl<T: fmt::Debug> fmt::Debug for Recorded<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recorded")
            .field("inner", &self.inner)
            .field("recorded", &tape(&self.tape).cassette.len())
            .finish_non_exhaustive()
    }
}

fn tape(tape: &Mutex<Tape>) -> MutexGuard<'_, Tape> {
    // Nothing panics while the lock is held, so the state behind a poisoned lock is whole.
    tape.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A request under way. Dropped before its end it leaves no trace, and holds nothing up.
struct Take<'a> {
    tape: &'a Mutex<Tape>,
    number: u64,
    asked: Option<(&'static Operation, Asked)>,
}

impl<'a> Take<'a> {
    fn start(tape: &'a Mutex<Tape>, request: &Request) -> Self {
        let mut state = self::tape(tape);
        let number = state.next;
        state.next += 1;
        state.pending.insert(number, None);
        let asked = asked(request, &mut state.masker);
        drop(state);
        Self { tape, number, asked: Some((request.operation(), asked)) }
    }

    fn end(mut self, result: &Result<Response, TransportError>) {
        let Some((operation, request)) = self.asked.take() else { return };
        let mut state = tape(self.tape);
        let outcome = match result {
            Ok(response) => Outcome::Response(Box::new(answered(operation, response, &mut state.masker))),
            Err(error) => Outcome::Error(failed(operation, error, &mut state.masker)),
        };
        let interaction = Interaction { operation: operation.id().to_owned(), request, outcome };
        state.pending.insert(self.number, Some(interaction));
        state.write_ended();
    }
}

impl Drop for Take<'_> {
    fn drop(&mut self) {
        if self.asked.is_some() {
            let mut state = tape(self.tape);
            state.pending.remove(&self.number);
            state.write_ended();
        }
    }
}

impl Tape {
    /// Writes the requests that ended and have no earlier one under way.
    fn write_ended(&mut self) {
        while let Some(first) = self.pending.first_entry() {
            if first.get().is_none() {
                return;
            }
            let Some(interaction) = first.remove() else { return };
            if let Some(sink) = &mut self.file
                && let Err(error) = sink.append(&interaction)
            {
                self.problem.get_or_insert_with(|| CassetteError::io(&sink.path, error));
            }
            self.cassette.interactions.push(interaction);
        }
    }
}

/// A file that is a whole document after each write.
struct Sink {
    path: PathBuf,
    file: File,
    /// Where the next interaction goes: before the end of the document.
    position: u64,
    first: bool,
}

impl Sink {
    fn create(path: &Path) -> io::Result<Self> {
        let mut file = File::create(path)?;
        file.write_all(HEAD.as_bytes())?;
        file.write_all(TAIL.as_bytes())?;
        Ok(Self { path: path.to_owned(), file, position: HEAD.len() as u64, first: true })
    }

    fn append(&mut self, interaction: &Interaction) -> io::Result<()> {
        let comma = if self.first { "" } else { "," };
        let text = comma.to_owned() + &cassette::indented(interaction)?;
        self.file.seek(SeekFrom::Start(self.position))?;
        // One write: the old end is gone only together with the new one's coming.
        self.file.write_all((text.clone() + TAIL).as_bytes())?;
        self.position += text.len() as u64;
        self.first = false;
        Ok(())
    }
}
