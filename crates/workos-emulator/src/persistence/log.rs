//! The log of a state directory: the state as it was at the start, and a line for each change since.
//!
//! A line is written in whole before anybody is told of its change. A process that is killed leaves at most one line
//! unfinished, which nobody was told of. Nothing is synced to the disk but a file that takes the place of another: what
//! a process has written survives it, though not a loss of power.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::base::error::EmulatorConfigError;
use crate::persistence::document::Document;
use crate::store::env::Mark;
use crate::store::table::{TableChange, Tables};

const LOG: &str = "state.jsonl";
const NEXT: &str = "state.jsonl.new";
const LOCK: &str = "lock";
/// A log that has grown by less is not worth the while of writing it anew.
const LONG: u64 = 64 * 1024 * 1024;

/// A state directory, locked against other processes for as long as this lives.
#[derive(Debug)]
pub(crate) struct Folder {
    path: PathBuf,
    /// Held, not read: the system gives it back when the process ends, however that comes about.
    _lock: File,
}

impl Folder {
    /// # Errors
    /// When it cannot be made, or another emulator has it.
    pub(crate) fn open(path: &Path) -> Result<Self, EmulatorConfigError> {
        let problem = |error: &dyn std::fmt::Display| {
            EmulatorConfigError::new(format!(
                "the state directory {} cannot be used: {error}",
                path.display()
            ))
        };
        fs::create_dir_all(path).map_err(|error| problem(&error))?;
        let lock = OpenOptions::new().create(true).truncate(false).write(true).open(path.join(LOCK));
        let lock = lock.map_err(|error| problem(&error))?;
        match lock.try_lock() {
            Ok(()) => Ok(Self { path: path.to_owned(), _lock: lock }),
            Err(TryLockError::WouldBlock) => Err(problem(&"another emulator is using it")),
            Err(TryLockError::Error(error)) => Err(problem(&error)),
        }
    }

    /// What the directory holds, if it holds anything.
    ///
    /// # Errors
    /// When its log is of another version, or was damaged by something else than the end of its process.
    pub(crate) fn read<S: Tables>(&self) -> Result<Option<Document<S>>, EmulatorConfigError> {
        let path = self.path.join(LOG);
        let problem = |line: usize, error: &dyn std::fmt::Display| {
            EmulatorConfigError::new(format!("{} cannot be read, line {line}: {error}", path.display()))
        };
        let file = match File::open(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            file => file.map_err(|error| problem(0, &error))?,
        };
        let mut reader = BufReader::with_capacity(1 << 16, file);
        let mut line = Vec::new();
        let mut document: Option<Document<S>> = None;
        for number in 1.. {
            line.clear();
            reader.read_until(b'\n', &mut line).map_err(|error| problem(number, &error))?;
            match &mut document {
                // The first line came in one piece with the file.
                None => {
                    let first = serde_json::from_slice(&line).map_err(|error| problem(number, &error))?;
                    document = Some(first);
                }
                Some(_) if line.last() != Some(&b'\n') => break,
                Some(document) => {
                    let change = serde_json::from_slice(&line).map_err(|error| problem(number, &error))?;
                    apply(change, document).map_err(|error| problem(number, &error))?;
                }
            }
        }
        document.map(Document::index).transpose().map_err(|error| problem(1, &error))
    }
}

/// A line of the log after the first.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Change {
    mark: Mark,
    tables: BTreeMap<String, TableChange>,
}

fn apply<S: Tables>(change: Change, document: &mut Document<S>) -> Result<(), String> {
    document.mark = change.mark;
    let mut tables = change.tables;
    for (name, table) in document.state.tables() {
        if let Some(change) = tables.remove(name) {
            table.apply(change).map_err(|error| format!("{name}: {error}"))?;
        }
    }
    match tables.into_keys().next() {
        Some(unknown) => Err(format!("there is no table '{unknown}'")),
        None => Ok(()),
    }
}

/// The log that is being written.
#[derive(Debug)]
pub(crate) struct Log {
    folder: Folder,
    file: File,
    /// The length of its whole lines.
    length: u64,
    /// What follows them is half a line, which could not be removed yet.
    is_torn: bool,
    /// The length from which on it is worth the while to write it anew.
    long: u64,
}

impl Log {
    /// Begins with this state, in place of what the directory holds.
    ///
    /// # Errors
    /// When it cannot be written. Then the directory holds what it did.
    pub(crate) fn begin<S: Tables>(
        folder: Folder,
        document: &Document<&S>,
    ) -> Result<Self, EmulatorConfigError> {
        let (file, length) = write_anew(&folder.path, document).map_err(|error| {
            let folder = folder.path.display();
            EmulatorConfigError::new(format!("the state directory {folder} cannot be written: {error}"))
        })?;
        Ok(Self { folder, file, length, is_torn: false, long: length.saturating_mul(2) + LONG })
    }

    /// Begins again with this state.
    ///
    /// # Errors
    /// When it cannot be written. Then the log is what it was.
    pub(crate) fn begin_again<S: Tables>(&mut self, document: &Document<&S>) -> io::Result<()> {
        (self.file, self.length) = write_anew(&self.folder.path, document)?;
        (self.is_torn, self.long) = (false, self.length.saturating_mul(2) + LONG);
        Ok(())
    }

    /// Writes down what has changed.
    ///
    /// # Errors
    /// When it cannot be written. Then it still counts as changed.
    pub(crate) fn append<S: Tables>(&mut self, mark: Mark, state: &mut S) -> io::Result<()> {
        let line = line(mark, state)?;
        if self.is_torn {
            self.file.set_len(self.length)?;
            self.is_torn = false;
        }
        if let Err(error) = self.file.write_all(&line) {
            self.is_torn = self.file.set_len(self.length).is_err();
            return Err(error);
        }
        self.length += line.len() as u64;
        state.tables().into_iter().for_each(|(_, table)| table.written());
        Ok(())
    }

    /// Whether it is worth the while to write it anew.
    pub(crate) const fn is_long(&self) -> bool {
        self.length > self.long
    }

    /// Writes it anew. Where that cannot be done it stays as it is, which costs nothing but room, and is tried again
    /// when it has doubled.
    pub(crate) fn shorten<S: Tables>(&mut self, document: &Document<&S>) {
        if self.begin_again(document).is_err() {
            self.long = self.length.saturating_mul(2);
        }
    }

    /// Puts another file in the place of the log's, to see what happens when it cannot be written.
    #[cfg(test)]
    pub(crate) const fn swap_file(&mut self, file: File) -> File {
        std::mem::replace(&mut self.file, file)
    }

    /// Counts as long from this length on.
    #[cfg(test)]
    pub(crate) const fn set_long(&mut self, long: u64) {
        self.long = long;
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder.path
    }
}

fn line<S: Tables>(mark: Mark, state: &mut S) -> io::Result<Vec<u8>> {
    let mut line = b"{\"mark\":".to_vec();
    serde_json::to_writer(&mut line, &mark)?;
    line.extend_from_slice(b",\"tables\":{");
    let mut separator: &[u8] = b"\"";
    for (name, table) in state.tables().into_iter().filter(|(_, table)| table.has_changed()) {
        line.extend_from_slice(separator);
        line.extend_from_slice(name.as_bytes());
        line.extend_from_slice(b"\":");
        table.write_changes(&mut line)?;
        separator = b",\"";
    }
    line.extend_from_slice(b"}}\n");
    Ok(line)
}

/// Writes a log of one line beside the old one and puts it in its place; returns it, open at its end, with its length.
fn write_anew<S: Tables>(folder: &Path, document: &Document<&S>) -> io::Result<(File, u64)> {
    let next = folder.join(NEXT);
    match fs::remove_file(&next) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut options = OpenOptions::new();
    options.append(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        // It holds the secrets of webhook endpoints and the tokens of connected accounts.
        options.mode(0o600);
    }
    let mut writer = BufWriter::new(options.open(&next)?);
    serde_json::to_writer(&mut writer, document)?;
    writer.write_all(b"\n")?;
    let file = writer.into_inner().map_err(io::IntoInnerError::into_error)?;
    file.sync_all()?;
    let length = file.metadata()?.len();
    // The last that can fail: from here on this is the file that is read at the next start.
    fs::rename(&next, folder.join(LOG))?;
    Ok((file, length))
}
