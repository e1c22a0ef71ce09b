//! The transport wrapper that records.

use std::collections::BTreeMap;
use std::fmt;
use std::fs::File;
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use workos_transport::{Clock, Operation, Request, Response, Transport, TransportError, async_trait};

use crate::cassette::{self, HEAD, Interaction, Outcome, RecordedRequest, TAIL};
use crate::exchange::{record_error, record_request, record_response};
use crate::mask::Masker;
use crate::{Cassette, CassetteError};

/// A transport that records requests and responses, with secrets and personal data masked.
///
/// The file contains the operation, method, path, query and body of each request. Of the response it contains the
/// status, the body and a few headers, or the error. It contains no request headers, and so no `Authorization`. It
/// contains no host and no times either. Pseudonyms replace secrets and personal data; equal values have the same
/// pseudonym.
///
/// Requests are recorded in the order in which they were sent, even if they overlap. A cancelled request is not
/// recorded. The file is a complete document after each request.
///
/// `send` writes to the file with blocking calls, so use this wrapper in tests and tools, not in a service.
pub struct Recorder<T> {
    inner: T,
    tape: Arc<Mutex<Tape>>,
}

#[derive(Default)]
struct Tape {
    masker: Masker,
    cassette: Cassette,
    /// Requests in flight (`None`), and ended requests that wait for an earlier request to end.
    pending: BTreeMap<u64, Option<Interaction>>,
    next: u64,
    file: Option<CassetteFile>,
    problem: Option<CassetteError>,
}

impl<T: Transport> Recorder<T> {
    /// Records to a file. An existing file is overwritten.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn create(inner: T, path: impl AsRef<Path>) -> Result<Self, CassetteError> {
        let path = path.as_ref();
        let file = CassetteFile::create(path).map_err(|error| CassetteError::io(path, error))?;
        let tape = Tape { file: Some(file), ..Tape::default() };
        Ok(Self { inner, tape: Arc::new(Mutex::new(tape)) })
    }

    /// Records in memory; [`cassette`](Self::cassette) returns the recording.
    pub fn in_memory(inner: T) -> Self {
        Self { inner, tape: Arc::default() }
    }

    /// Returns the recording so far.
    #[must_use]
    pub fn cassette(&self) -> Cassette {
        tape(&self.tape).cassette.clone()
    }

    /// Flushes the file to disk, and reports whether all requests so far were written to it.
    ///
    /// # Errors
    /// The first error of writing to the file. Such an error does not stop `send`.
    pub fn finish(&self) -> Result<(), CassetteError> {
        let mut tape = tape(&self.tape);
        match (tape.problem.take(), &tape.file) {
            (Some(problem), _) => Err(problem),
            (None, Some(sink)) => sink.file.sync_all().map_err(|error| CassetteError::io(&sink.path, error)),
            (None, None) => Ok(()),
        }
    }

    /// Returns the wrapped transport.
    pub const fn inner(&self) -> &T {
        &self.inner
    }
}

#[async_trait]
impl<T: Transport> Transport for Recorder<T> {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let pending = PendingRequest::start(&self.tape, &request);
        let result = self.inner.send(request).await;
        pending.end(&result);
        result
    }

    fn clock(&self) -> Arc<dyn Clock> {
        self.inner.clock()
    }
}

impl<T: fmt::Debug> fmt::Debug for Recorder<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recorder")
            .field("inner", &self.inner)
            .field("recorded", &tape(&self.tape).cassette.len())
            .finish_non_exhaustive()
    }
}

fn tape(tape: &Mutex<Tape>) -> MutexGuard<'_, Tape> {
    // Nothing panics while the lock is held, so the state behind a poisoned lock is consistent.
    tape.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A request in flight. If it is dropped before it ends, it is not recorded, and later requests do not wait for it.
struct PendingRequest<'a> {
    tape: &'a Mutex<Tape>,
    number: u64,
    request: Option<(&'static Operation, RecordedRequest)>,
}

impl<'a> PendingRequest<'a> {
    fn start(tape: &'a Mutex<Tape>, request: &Request) -> Self {
        let mut state = self::tape(tape);
        let number = state.next;
        state.next += 1;
        state.pending.insert(number, None);
        let recorded = record_request(request, &mut state.masker);
        drop(state);
        Self { tape, number, request: Some((request.operation(), recorded)) }
    }

    fn end(mut self, result: &Result<Response, TransportError>) {
        let Some((operation, request)) = self.request.take() else { return };
        let mut state = tape(self.tape);
        let outcome = match result {
            Ok(response) => {
                Outcome::Response(Box::new(record_response(operation, response, &mut state.masker)))
            }
            Err(error) => Outcome::Error(record_error(operation, error, &mut state.masker)),
        };
        let interaction = Interaction { operation: operation.id().to_owned(), request, outcome };
        state.pending.insert(self.number, Some(interaction));
        state.write_ended();
    }
}

impl Drop for PendingRequest<'_> {
    fn drop(&mut self) {
        if self.request.is_some() {
            let mut state = tape(self.tape);
            state.pending.remove(&self.number);
            state.write_ended();
        }
    }
}

impl Tape {
    /// Writes the ended requests that have no earlier request in flight.
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

/// A cassette file that is a complete document after each write.
struct CassetteFile {
    path: PathBuf,
    file: File,
    /// The offset of the next interaction, before the end of the document.
    position: u64,
    first: bool,
}

impl CassetteFile {
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
        // A single write replaces the old end of the document by the interaction and the new end.
        self.file.write_all((text.clone() + TAIL).as_bytes())?;
        self.position += text.len() as u64;
        self.first = false;
        Ok(())
    }
}
