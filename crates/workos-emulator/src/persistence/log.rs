//! The log of a state directory: the state as it was at the start, and a line for each change since.
//!
//! A line is written in whole before anybody is told of its change. A process that is killed leaves at most one line
//! unfinished, which nobody was told of. Nothing is synced to the disk but a file that takes the place of another: what
//! a process has written survives it, though not a loss of power.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use crate::base::error::EmulatorConfigError;
use crate::persistence::document::Document;
use crate::persistence::lock::DirectoryLock;
use crate::persistence::reader::{self, Restored};
use crate::persistence::record::{Chain, HEADER_LENGTH};
use crate::store::env::Mark;
use crate::store::table::Tables;

const LOG: &str = "state.jsonl";
const NEXT: &str = "state.jsonl.new";
/// A log that has grown by less is not worth the while of writing it anew.
const LONG: u64 = 64 * 1024 * 1024;

/// A state directory, locked against other processes for as long as this lives.
#[derive(Debug)]
pub(crate) struct Folder {
    path: PathBuf,
    lock: DirectoryLock,
    /// Whether a damaged log is read up to the damage.
    recover: bool,
}

impl Folder {
    /// # Errors
    /// When it cannot be made, or another emulator has it.
    pub(crate) fn open(path: &Path, recover: bool) -> Result<Self, EmulatorConfigError> {
        let problem = |error: &dyn std::fmt::Display| {
            EmulatorConfigError::new(format!(
                "the state directory {} cannot be used: {error}",
                path.display()
            ))
        };
        fs::create_dir_all(path).map_err(|error| problem(&error))?;
        let lock = DirectoryLock::acquire(path).map_err(|error| problem(&error))?;
        Ok(Self { path: path.to_owned(), lock, recover })
    }

    /// Reads the log, if there is one.
    ///
    /// # Errors
    /// If the log has another version, or is damaged and is not to be recovered.
    pub(crate) fn read<S: Tables>(&self) -> Result<Restored<S>, EmulatorConfigError> {
        reader::restore(&self.path.join(LOG), self.recover)
    }
}

/// The log that is being written.
#[derive(Debug)]
pub(crate) struct Log {
    folder: Folder,
    file: File,
    chain: Chain,
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
        let (file, chain, length) = write_anew(&folder, document).map_err(|error| {
            let folder = folder.path.display();
            EmulatorConfigError::new(format!("the state directory {folder} cannot be written: {error}"))
        })?;
        Ok(Self { folder, file, chain, length, is_torn: false, long: length.saturating_mul(2) + LONG })
    }

    /// Begins again with this state.
    ///
    /// # Errors
    /// When it cannot be written. Then the log is what it was.
    pub(crate) fn begin_again<S: Tables>(&mut self, document: &Document<&S>) -> io::Result<()> {
        (self.file, self.chain, self.length) = write_anew(&self.folder, document)?;
        (self.is_torn, self.long) = (false, self.length.saturating_mul(2) + LONG);
        Ok(())
    }

    /// Writes down what has changed.
    ///
    /// # Errors
    /// When it cannot be written. Then it still counts as changed.
    pub(crate) fn append<S: Tables>(&mut self, mark: Mark, state: &mut S) -> io::Result<()> {
        let mut line = Vec::new();
        let chain = self.chain.write(&mut line, |out| write_change(out, mark, state))?;
        if self.is_torn {
            self.file.set_len(self.length)?;
            self.is_torn = false;
        }
        let length = self.length + line.len() as u64;
        let written = self.write_at(self.length, &line).and_then(|()| self.write_at(0, &chain.header()));
        if let Err(error) = written {
            self.is_torn = self.file.set_len(self.length).is_err();
            return Err(error);
        }
        (self.chain, self.length) = (chain, length);
        state.tables().into_iter().for_each(|(_, table)| table.written());
        Ok(())
    }

    fn write_at(&mut self, offset: u64, bytes: &[u8]) -> io::Result<()> {
        self.file.seek(SeekFrom::Start(offset))?;
        self.file.write_all(bytes)
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

fn write_change<S: Tables>(out: &mut impl Write, mark: Mark, state: &mut S) -> io::Result<()> {
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
    line.extend_from_slice(b"}}");
    out.write_all(&line)
}

/// Writes a log of one record beside the old one and puts it in its place; returns it with its length.
fn write_anew<S: Tables>(folder: &Folder, document: &Document<&S>) -> io::Result<(File, Chain, u64)> {
    let next = folder.path.join(NEXT);
    folder.lock.check(&folder.path)?;
    match fs::remove_file(&next) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        // It holds the secrets of webhook endpoints and the tokens of connected accounts.
        options.mode(0o600);
    }
    let mut writer = BufWriter::new(options.open(&next)?);
    writer.write_all(&[b' '; HEADER_LENGTH])?;
    let chain = Chain::START.write(&mut writer, |out| Ok(serde_json::to_writer(out, document)?))?;
    let mut file = writer.into_inner().map_err(io::IntoInnerError::into_error)?;
    file.seek(SeekFrom::Start(0))?;
    file.write_all(&chain.header())?;
    file.sync_all()?;
    let length = file.metadata()?.len();
    // The last that can fail: from here on this is the file that is read at the next start.
    fs::rename(&next, folder.path.join(LOG))?;
    Ok((file, chain, length))
}
