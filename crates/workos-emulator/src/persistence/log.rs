//! The log of a state directory: the state as it was at the start, and a line for each change since.
//!
//! A line is written in whole before anybody is told of its change. A process that is killed leaves at most one line
//! unfinished, which nobody was told of. Nothing is synced to the disk but a file that takes the place of another: what
//! a process has written survives it, though not a loss of power.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::base::error::EmulatorConfigError;
use crate::persistence::document::Document;
use crate::persistence::lock::DirectoryLock;
use crate::persistence::reader::{self, Restored};
use crate::persistence::record::{Chain, HEADER_LENGTH};
use crate::store::env::Mark;
use crate::store::table::Tables;

const LOG: &str = "state.jsonl";
/// The file of a compaction, before it replaces the log.
const NEXT: &str = "state.jsonl.new";
/// The file of a restored state, before it replaces the log.
const RESTORED: &str = "state.jsonl.restored";
/// The file of a restored state that could not be written before it was adopted.
const REPEATED: &str = "state.jsonl.repeated";
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

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }
}

/// A complete log with one record, in a file that has not replaced the log yet. It is written outside the lock of the
/// state.
#[derive(Debug)]
pub(crate) struct WrittenLog {
    path: PathBuf,
    file: File,
    chain: Chain,
    length: u64,
}

impl WrittenLog {
    /// Writes the log of a compaction.
    ///
    /// # Errors
    /// If it cannot be written.
    pub(crate) fn compacted<S: Tables>(folder: &Folder, document: &Document<&S>) -> io::Result<Self> {
        Self::create(folder, NEXT, document)
    }

    /// Writes the log of a state that is to be restored.
    ///
    /// # Errors
    /// If it cannot be written.
    pub(crate) fn restored<S: Tables>(folder: &Folder, document: &Document<&S>) -> io::Result<Self> {
        Self::create(folder, RESTORED, document)
    }

    fn create<S: Tables>(folder: &Folder, name: &str, document: &Document<&S>) -> io::Result<Self> {
        let path = folder.path.join(name);
        folder.lock.check(&folder.path)?;
        match fs::remove_file(&path) {
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
        let mut writer = BufWriter::new(options.open(&path)?);
        writer.write_all(&[b' '; HEADER_LENGTH])?;
        let chain = Chain::START.write(&mut writer, |out| Ok(serde_json::to_writer(out, document)?))?;
        let mut file = writer.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.seek(SeekFrom::Start(0))?;
        file.write_all(&chain.header())?;
        file.sync_all()?;
        let length = file.metadata()?.len();
        Ok(Self { path, file, chain, length })
    }

    /// Appends a record for each of these changes, and replaces the log by this file.
    fn put_in_place(mut self, folder: &Folder, changes: &[Vec<u8>]) -> io::Result<Self> {
        folder.lock.check(&folder.path)?;
        if !changes.is_empty() {
            let mut lines = Vec::new();
            for change in changes {
                self.chain = self.chain.write(&mut lines, |out| out.write_all(change))?;
            }
            write_at(&mut self.file, self.length, &lines)?;
            write_at(&mut self.file, 0, &self.chain.header())?;
            self.length += lines.len() as u64;
        }
        // The last step that can fail: from here on this is the file that is read at the next start.
        fs::rename(&self.path, folder.path.join(LOG))?;
        Ok(self)
    }
}

/// The state of a compaction.
#[derive(Debug)]
enum Compaction {
    None,
    /// A shorter log is being written. Contains the data of the records that were appended since it began.
    Running(Vec<Vec<u8>>),
    /// A shorter log is being written, but the log was replaced meanwhile.
    Obsolete,
}

/// The log that is being written.
#[derive(Debug)]
pub(crate) struct Log {
    folder: Arc<Folder>,
    file: File,
    chain: Chain,
    /// The length of its whole lines.
    length: u64,
    /// What follows them is half a line, which could not be removed yet.
    is_torn: bool,
    /// The length from which on the log is compacted.
    long: u64,
    compaction: Compaction,
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
        // A process that was killed may have left them.
        for name in [RESTORED, REPEATED] {
            let _ = fs::remove_file(folder.path.join(name));
        }
        let written = WrittenLog::compacted(&folder, document);
        let written = written.and_then(|written| written.put_in_place(&folder, &[])).map_err(|error| {
            let folder = folder.path.display();
            EmulatorConfigError::new(format!("the state directory {folder} cannot be written: {error}"))
        })?;
        let WrittenLog { file, chain, length, .. } = written;
        Ok(Self {
            folder: Arc::new(folder),
            file,
            chain,
            length,
            is_torn: false,
            long: long(length),
            compaction: Compaction::None,
        })
    }

    /// Begins again with this state.
    ///
    /// # Errors
    /// When it cannot be written. Then the log is what it was.
    pub(crate) fn begin_again<S: Tables>(&mut self, document: &Document<&S>) -> io::Result<()> {
        let written = WrittenLog::create(&self.folder, REPEATED, document)?;
        self.replace(written).map(drop)
    }

    /// Replaces the log. Returns the old file, to be closed outside the lock of the state: the system deletes it then,
    /// which takes long for a large one.
    ///
    /// # Errors
    /// If the log cannot be replaced. Then it is what it was.
    pub(crate) fn replace(&mut self, written: WrittenLog) -> io::Result<File> {
        let written = written.put_in_place(&self.folder, &[])?;
        if matches!(self.compaction, Compaction::Running(_)) {
            self.compaction = Compaction::Obsolete;
        }
        Ok(self.continue_in(written))
    }

    /// Continues in the file that has replaced the log. Returns the old file.
    fn continue_in(&mut self, written: WrittenLog) -> File {
        let WrittenLog { file, chain, length, .. } = written;
        (self.chain, self.length, self.is_torn, self.long) = (chain, length, false, long(length));
        std::mem::replace(&mut self.file, file)
    }

    /// Writes down what has changed.
    ///
    /// # Errors
    /// When it cannot be written. Then it still counts as changed.
    pub(crate) fn append<S: Tables>(&mut self, mark: Mark, state: &mut S) -> io::Result<()> {
        let mut line = Vec::new();
        let change = change(mark, state)?;
        let chain = self.chain.write(&mut line, |out| out.write_all(&change))?;
        if self.is_torn {
            self.file.set_len(self.length)?;
            self.is_torn = false;
        }
        let length = self.length + line.len() as u64;
        let written = write_at(&mut self.file, self.length, &line)
            .and_then(|()| write_at(&mut self.file, 0, &chain.header()));
        if let Err(error) = written {
            self.is_torn = self.file.set_len(self.length).is_err();
            return Err(error);
        }
        (self.chain, self.length) = (chain, length);
        if let Compaction::Running(changes) = &mut self.compaction {
            changes.push(change);
        }
        state.tables().into_iter().for_each(|(_, table)| table.written());
        Ok(())
    }

    /// Whether the log is to be compacted, and no compaction is running.
    pub(crate) const fn is_long(&self) -> bool {
        self.length > self.long && matches!(self.compaction, Compaction::None)
    }

    /// Begins a compaction: from now on, the data of appended records is also stored in memory.
    pub(crate) fn begin_compaction(&mut self) {
        self.compaction = Compaction::Running(Vec::new());
    }

    /// Ends a compaction: appends the records since its begin to the shorter log, and continues in that. Returns the
    /// file that is no longer needed, to be closed outside the lock of the state.
    ///
    /// If the shorter log cannot be used, the log stays as it is, and is compacted when it is twice as long.
    pub(crate) fn end_compaction(&mut self, written: io::Result<WrittenLog>) -> Option<File> {
        match std::mem::replace(&mut self.compaction, Compaction::None) {
            Compaction::Running(changes) => {
                match written.and_then(|written| written.put_in_place(&self.folder, &changes)) {
                    Ok(written) => Some(self.continue_in(written)),
                    Err(_) => {
                        self.long = self.length.saturating_mul(2);
                        None
                    }
                }
            }
            // The shorter log contains a state that was replaced meanwhile.
            Compaction::Obsolete | Compaction::None => {
                let written = written.ok()?;
                let _ = fs::remove_file(written.path);
                Some(written.file)
            }
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

    pub(crate) const fn folder(&self) -> &Arc<Folder> {
        &self.folder
    }
}

/// The length from which on a log is compacted that has this length now.
const fn long(length: u64) -> u64 {
    length.saturating_mul(2).saturating_add(LONG)
}

fn write_at(file: &mut File, offset: u64, bytes: &[u8]) -> io::Result<()> {
    file.seek(SeekFrom::Start(offset))?;
    file.write_all(bytes)
}

/// The data of a record with what has changed.
fn change<S: Tables>(mark: Mark, state: &mut S) -> io::Result<Vec<u8>> {
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
    Ok(line)
}
