//! The format of the state log: a header, and one record per line, each with a checksum.
//!
//! The checksum of a record covers its number, its data and the checksum of the record before, so it reveals changed,
//! missing, added and reordered records. The header contains the number of the last complete record and its checksum,
//! so it reveals missing records at the end. It has a fixed length, and is overwritten after each new record.

use std::io::{self, Write};

use ring::digest::{Context, SHA256};
use serde::Deserialize;

/// The version of the format. Other versions are rejected.
const VERSION: u32 = 2;
/// The length of the header with its line break.
pub(super) const HEADER_LENGTH: usize = 140;

const HEADER_START: &[u8] = b"{\"workos_emulator_state\":";
/// The text before a checksum.
const SUM_START: &[u8] = b",\"sum\":\"";
/// The text after a checksum.
const SUM_END: &[u8] = b"\"}";
/// The length of a checksum: 128 bits of SHA-256, in hexadecimal.
const SUM: usize = 32;

/// A checksum, in lower-case hexadecimal.
type Sum = [u8; SUM];

/// The end of a chain of checksums: the number of records, and the checksum of the last one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Chain {
    pub(super) records: u64,
    last: Sum,
}

impl Chain {
    /// The chain of a log without records.
    pub(super) const START: Self = Self { records: 0, last: [b'0'; SUM] };

    /// Writes the next record, whose data `write` writes as JSON. Returns the chain that ends with it.
    pub(super) fn write<W: Write>(
        &self,
        out: W,
        write: impl FnOnce(&mut RecordWriter<W>) -> io::Result<()>,
    ) -> io::Result<Self> {
        let records = self.records + 1;
        let mut writer = RecordWriter { out, context: self.context() };
        write!(writer, "{{\"record\":{records},\"data\":")?;
        write(&mut writer)?;
        writer.write_all(SUM_START)?;
        let RecordWriter { mut out, context } = writer;
        let last = sum(context);
        out.write_all(&[&last, SUM_END, b"\n"].concat())?;
        Ok(Self { records, last })
    }

    /// Returns the chain that ends with this record, a line without its line break. `None` if the record does not
    /// follow in this chain.
    pub(super) fn check(&self, record: &[u8]) -> Option<Self> {
        let (summed, last) = record.strip_suffix(SUM_END)?.split_last_chunk::<SUM>()?;
        let mut context = self.context();
        context.update(summed);
        (sum(context) == *last).then_some(Self { records: self.records + 1, last: *last })
    }

    /// Returns the header of a log that ends here.
    pub(super) fn header(&self) -> Vec<u8> {
        let records = format!("{VERSION},\"records\":\"{:016}\",\"last\":\"", self.records);
        let mut header = [HEADER_START, records.as_bytes(), &self.last, b"\"", SUM_START].concat();
        let sum = sum_of(&header);
        header.extend_from_slice(&sum);
        header.extend_from_slice(SUM_END);
        header.push(b'\n');
        header
    }

    fn context(&self) -> Context {
        let mut context = Context::new(&SHA256);
        context.update(&self.last);
        context
    }
}

/// Writes the data of a record, and computes its checksum.
pub(super) struct RecordWriter<W> {
    out: W,
    context: Context,
}

impl<W: Write> Write for RecordWriter<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.context.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// The first line of a log.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Header {
    Valid(Chain),
    /// A log of another version.
    OtherVersion(u64),
    Damaged,
}

impl Header {
    /// Reads the first [`HEADER_LENGTH`] bytes of a log.
    pub(super) fn read(line: &[u8]) -> Self {
        // Version 1 had no header. Its first line is the state, which begins with the version.
        if line.starts_with(b"{\"version\":1,") {
            return Self::OtherVersion(1);
        }
        #[derive(Deserialize)]
        struct Fields {
            workos_emulator_state: u64,
            records: String,
            last: String,
        }
        let line = line.strip_suffix(b"\n").unwrap_or_default();
        let summed = line.strip_suffix(SUM_END).and_then(|line| line.split_last_chunk::<SUM>());
        if summed.is_none_or(|(header, sum)| sum_of(header) != *sum) {
            return Self::Damaged;
        }
        let Ok(fields) = serde_json::from_slice::<Fields>(line) else { return Self::Damaged };
        if fields.workos_emulator_state != u64::from(VERSION) {
            return Self::OtherVersion(fields.workos_emulator_state);
        }
        match (fields.records.parse(), fields.last.as_bytes().try_into()) {
            (Ok(records), Ok(last)) => Self::Valid(Chain { records, last }),
            _ => Self::Damaged,
        }
    }
}

/// The data of a record whose checksum is valid.
#[derive(Debug, Deserialize)]
pub(super) struct Record<T> {
    pub(super) data: T,
}

fn sum_of(bytes: &[u8]) -> Sum {
    let mut context = Context::new(&SHA256);
    context.update(bytes);
    sum(context)
}

fn sum(context: Context) -> Sum {
    let mut sum = [0; SUM];
    for (byte, pair) in context.finish().as_ref().iter().zip(sum.chunks_exact_mut(2)) {
        let digit = |value: u8| if value < 10 { b'0' + value } else { b'a' + value - 10 };
        pair.copy_from_slice(&[digit(byte >> 4), digit(byte & 15)]);
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_has_a_fixed_length_and_is_read_back() {
        for chain in [Chain::START, Chain { records: 9_999_999_999, last: [b'a'; SUM] }] {
            let header = chain.header();
            assert_eq!(header.len(), HEADER_LENGTH, "{}", String::from_utf8_lossy(&header));
            assert_eq!(Header::read(&header), Header::Valid(chain));
        }
    }

    #[test]
    fn another_version_is_distinguished_from_damage() {
        assert_eq!(Header::read(b"{\"version\":1,\"mark\":{},\"state\":{}}\n"), Header::OtherVersion(1));
        let later = String::from_utf8(Chain::START.header()).unwrap().replacen(":2,", ":3,", 1);
        assert_eq!(Header::read(later.as_bytes()), Header::Damaged);
        let summed = &later[..later.len() - SUM - SUM_END.len() - 1];
        let later = [summed.as_bytes(), &sum_of(summed.as_bytes()), SUM_END, b"\n"].concat();
        assert_eq!(Header::read(&later), Header::OtherVersion(3));
    }

    #[test]
    fn a_record_is_accepted_only_in_its_place() {
        let write = |chain: &Chain| {
            let mut line = Vec::new();
            let next = chain.write(&mut line, |out| out.write_all(b"{}")).unwrap();
            serde_json::from_slice::<Record<serde_json::Value>>(&line).unwrap();
            assert_eq!(line.pop(), Some(b'\n'));
            (line, next)
        };
        let start = Chain::START;
        let (first, after_first) = write(&start);
        let (second, after_second) = write(&after_first);
        assert_eq!(start.check(&first), Some(after_first));
        assert_eq!(after_first.check(&second), Some(after_second));
        assert_eq!((start.check(&second), after_first.check(&first), start.check(b"")), (None, None, None));
    }
}
