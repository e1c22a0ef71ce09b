//! Reads a state log, and finds where it is damaged.

use std::collections::BTreeMap;
use std::fmt;
use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::base::error::EmulatorConfigError;
use crate::persistence::document::Document;
use crate::persistence::record::{Chain, HEADER_LENGTH, Header, Record};
use crate::store::env::Mark;
use crate::store::table::{TableChange, Tables};

/// The part of a state log that was left out when the emulator was built.
///
/// Returned by [`Emulator::state_recovery`](crate::Emulator::state_recovery). `Display` describes it in one sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct StateRecovery {
    /// The number of intact records that were kept: the complete state at the start of the log, and each change since.
    pub records: u64,
    /// The number of the line at which the log stops being intact.
    pub line: u64,
    /// The offset of that line in bytes.
    pub offset: u64,
    /// The problem at that line.
    pub reason: String,
    /// The copy of the damaged log. `None` if the log only ends with a change that was being written when the process
    /// was killed; no response has acknowledged such a change.
    pub damaged_file: Option<PathBuf>,
}

impl fmt::Display for StateRecovery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { records, line, offset, reason, damaged_file } = self;
        match damaged_file {
            None => write!(f, "The last change in the state log was incomplete and was left out: {reason}."),
            Some(path) => write!(
                f,
                "The state log was damaged at line {line} (byte {offset}): {reason}. {}. The damaged log is saved as \
                 {}.",
                Kept(*records),
                path.display()
            ),
        }
    }
}

/// Says what of a log is intact.
struct Kept(u64);

impl fmt::Display for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            0 => f.write_str("No record of it is intact"),
            1 => f.write_str("1 record of it is intact: the state at the start of the log"),
            records => write!(
                f,
                "{records} records of it are intact: the state at the start of the log, and {} changes",
                records - 1
            ),
        }
    }
}

/// The content of a log that could be read.
#[derive(Debug)]
pub(super) struct Content<S> {
    /// The state after the last intact record.
    pub(super) document: Option<Document<S>>,
    /// The number of intact records.
    records: u64,
    damage: Option<Damage>,
}

#[derive(Debug)]
struct Damage {
    line: u64,
    offset: u64,
    reason: String,
    /// Whether a process was killed while it wrote the line. The header does not count such a line.
    is_torn: bool,
}

/// The reason why a log cannot be read at all.
#[derive(Debug)]
pub(super) enum Unreadable {
    Io(io::Error),
    OtherVersion(u64),
    /// The checksum of the line is valid, and this version cannot read its content.
    Invalid(u64, String),
}

impl From<io::Error> for Unreadable {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(error) => error.fmt(f),
            Self::OtherVersion(version) => write!(
                f,
                "it has version {version}, and this emulator reads version 2; use another directory, or the emulator \
                 that wrote it"
            ),
            Self::Invalid(line, reason) => write!(f, "line {line}: {reason}"),
        }
    }
}

/// A state that was read from a file, and what was left out.
pub(crate) type Restored<S> = (Option<Document<S>>, Option<StateRecovery>);

/// Reads the log at this path, if there is one. With `recover`, a damaged log is read up to the damage and copied to
/// another file.
///
/// # Errors
/// If the log is damaged and is not to be recovered, or if it cannot be read.
pub(super) fn restore<S: Tables + serde::de::DeserializeOwned>(
    path: &Path,
    recover: bool,
) -> Result<Restored<S>, EmulatorConfigError> {
    let shown = path.display();
    let unreadable = |error: Unreadable| EmulatorConfigError::new(format!("{shown} cannot be read: {error}"));
    let file = match File::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok((None, None)),
        file => file.map_err(|error| unreadable(error.into()))?,
    };
    let content = read(BufReader::with_capacity(1 << 16, file)).map_err(unreadable)?;
    let Some(damage) = content.damage else { return Ok((content.document, None)) };
    let Damage { line, offset, reason, is_torn } = damage;
    let records = content.records;
    if !is_torn && !recover {
        return Err(EmulatorConfigError::new(format!(
            "{shown} is damaged at line {line} (byte {offset}): {reason}. {}. To continue with the intact records, \
             start with `workos emulate --recover` or `Builder::recover_state`: the damaged log is then saved in the \
             same directory",
            Kept(records)
        )));
    }
    let damaged_file = if is_torn { None } else { Some(save_copy(path).map_err(|e| unreadable(e.into()))?) };
    Ok((content.document, Some(StateRecovery { records, line, offset, reason, damaged_file })))
}

/// Copies a file to a new file in its directory, and returns the path of the copy.
fn save_copy(path: &Path) -> io::Result<PathBuf> {
    let mut number = 1;
    loop {
        let mut name = path.as_os_str().to_owned();
        name.push(format!(".damaged-{number}"));
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt as _;
            options.mode(0o600);
        }
        match options.open(&name) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => number += 1,
            Err(error) => return Err(error),
            Ok(mut copy) => {
                io::copy(&mut File::open(path)?, &mut copy)?;
                copy.sync_all()?;
                return Ok(name.into());
            }
        }
    }
}

/// Reads a log up to its end, or up to the first damage.
pub(super) fn read<S: Tables + serde::de::DeserializeOwned>(
    mut log: impl BufRead,
) -> Result<Content<S>, Unreadable> {
    let mut first = Vec::with_capacity(HEADER_LENGTH);
    log.by_ref().take(HEADER_LENGTH as u64).read_to_end(&mut first)?;
    let damaged =
        |line, offset, reason: &str| Damage { line, offset, reason: reason.to_owned(), is_torn: false };
    let (end, mut damage) = match Header::read(&first) {
        Header::Valid(end) => (Some(end), None),
        Header::OtherVersion(version) => return Err(Unreadable::OtherVersion(version)),
        Header::Damaged => (None, Some(damaged(1, 0, "the header is missing or damaged"))),
    };
    // A log without its header begins with the first record.
    let is_headless = first.starts_with(b"{\"record\":1,");
    let (skipped, mut offset) = if is_headless { (first, 0) } else { (Vec::new(), first.len() as u64) };
    let mut log = Cursor::new(skipped).chain(log);
    let mut number = if is_headless { 1 } else { 2 };

    let mut chain = Chain::START;
    let mut document: Option<Document<S>> = None;
    let mut line = Vec::new();
    loop {
        line.clear();
        if log.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        let length = line.len() as u64;
        let Some(record) = line.strip_suffix(b"\n") else {
            let is_torn = end.is_some_and(|end| end.records <= chain.records);
            let reason = format!("its {length} bytes are only a part of a record");
            damage = damage.or(Some(Damage { line: number, offset, reason, is_torn }));
            break;
        };
        let Some(next) = chain.check(record) else {
            damage = damage.or_else(|| {
                Some(damaged(number, offset, "the record is changed, or does not follow the one before it"))
            });
            break;
        };
        let invalid = |error: &dyn fmt::Display| Unreadable::Invalid(number, error.to_string());
        match &mut document {
            None => {
                let Record { data } = serde_json::from_slice(record).map_err(|error| invalid(&error))?;
                document = Some(data);
            }
            Some(document) => {
                let Record { data } = serde_json::from_slice(record).map_err(|error| invalid(&error))?;
                apply(data, document).map_err(|error| invalid(&error))?;
            }
        }
        if end.is_some_and(|end| end.records == next.records && end != next) {
            damage = damage.or_else(|| Some(damaged(1, 0, "the header belongs to another log")));
        }
        chain = next;
        offset += length;
        number += 1;
    }
    let missing = end.map_or(0, |end| end.records.saturating_sub(chain.records));
    if missing > 0 {
        let all = chain.records + missing;
        let reason = format!("the end of the log is missing, from record {} to {all}", chain.records + 1);
        damage = damage.or_else(|| Some(damaged(number, offset, &reason)));
    } else if chain.records == 0 {
        damage = damage.or_else(|| Some(damaged(number, offset, "the log contains no record")));
    }
    let document =
        document.map(Document::index).transpose().map_err(|error| Unreadable::Invalid(2, error))?;
    Ok(Content { document, records: chain.records, damage })
}

/// The data of each record after the first.
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

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::domains::state::State;
    use crate::{Emulator, Fixture, NewUser};

    /// A log with the state and three changes, and how many bytes each line has.
    fn small_log() -> (Vec<u8>, Vec<Vec<u8>>) {
        let dir = std::env::temp_dir().join(format!("workos-emulator-damage-{}", std::process::id()));
        let mut fixture = Fixture::empty();
        fixture.redirect_uris.clear();
        let emulator = Emulator::builder().fixture(fixture).state_dir(&dir).build().unwrap();
        for name in ["ada", "bob", "eve"] {
            emulator.add_user(NewUser::new(format!("{name}@acme.com"))).unwrap();
        }
        drop(emulator);
        let log = fs::read(dir.join("state.jsonl")).unwrap();
        fs::remove_dir_all(dir).unwrap();
        let lines = log.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
        (log, lines)
    }

    /// Reads a log that must be damaged. Returns the number of intact records and the line of the damage.
    fn damage(log: &[u8], what: &str) -> (u64, u64) {
        let content = match read::<State>(log) {
            Ok(content) => content,
            Err(error) => panic!("{what}: {error}"),
        };
        let Some(damage) = content.damage else { panic!("{what} was not noticed") };
        assert!(!damage.is_torn, "{what} counts as the end of a killed process");
        let users = content.document.as_ref().map(|document| document.state.users.all.len());
        let expected = content.records.checked_sub(1);
        assert_eq!(users.map(|users| users as u64), expected, "{what}");
        (content.records, damage.line)
    }

    #[test]
    fn every_flipped_bit_is_found_and_the_records_before_it_are_intact() {
        let (log, lines) = small_log();
        assert_eq!(lines.len(), 5);
        assert!(read::<State>(&*log).unwrap().damage.is_none());
        let mut flipped = log.clone();
        for at in 0..log.len() {
            for bit in 0..8 {
                flipped[at] ^= 1 << bit;
                let before = log[..at].iter().filter(|byte| **byte == b'\n').count() as u64;
                let (records, line) = damage(&flipped, &format!("bit {bit} of byte {at}"));
                assert_eq!(line, before + 1, "bit {bit} of byte {at}");
                // Only the header is damaged in the first case.
                assert_eq!(records, if before == 0 { 4 } else { before - 1 }, "bit {bit} of byte {at}");
                flipped[at] ^= 1 << bit;
            }
        }
        assert_eq!(flipped, log);
    }

    #[test]
    fn every_removed_repeated_or_swapped_line_is_found() {
        let (_, lines) = small_log();
        for a in 0..lines.len() {
            let mut removed = lines.clone();
            removed.remove(a);
            let (records, _) = damage(&removed.concat(), &format!("line {} is removed", a + 1));
            assert_eq!(records, if a == 0 { 4 } else { a as u64 - 1 });
            for b in 0..=lines.len() {
                let mut repeated = lines.clone();
                repeated.insert(b, lines[a].clone());
                // One record more than the header counts, and a wrong one.
                damage(&repeated.concat(), &format!("line {} is repeated at {}", a + 1, b + 1));
                if a < b && b < lines.len() {
                    let mut swapped = lines.clone();
                    swapped.swap(a, b);
                    damage(&swapped.concat(), &format!("lines {} and {} are swapped", a + 1, b + 1));
                }
            }
        }
    }

    #[test]
    fn every_cut_is_found_and_only_a_line_that_the_header_does_not_count_is_the_end_of_a_killed_process() {
        let (log, lines) = small_log();
        for cut in 0..log.len() {
            damage(&log[..cut], &format!("cut to {cut} bytes"));
        }
        // A process that is killed while it writes the last line has not written the header yet.
        let (last, others) = lines.split_last().unwrap();
        let start = others.concat();
        let mut chain = Chain::START;
        for line in &others[1..] {
            chain = chain.check(line.strip_suffix(b"\n").unwrap()).unwrap();
        }
        let killed = [&chain.header(), &start[HEADER_LENGTH..]].concat();
        assert!(read::<State>(&*killed).unwrap().damage.is_none());
        for cut in 1..last.len() {
            let content = read::<State>(&*[&killed, &last[..cut]].concat()).unwrap();
            assert_eq!((content.records, content.damage.map(|damage| damage.is_torn)), (3, Some(true)));
        }
        // The line is complete, and the header was not updated.
        let content = read::<State>(&*[&killed[..], last].concat()).unwrap();
        assert!(content.records == 4 && content.damage.is_none());
    }
}
