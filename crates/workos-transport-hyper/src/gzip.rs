//! Unpacking gzip (RFC 1952) with decompressors that are used again.
//!
//! A body is unpacked when it is whole, in one go and without waiting, so that few decompressors serve many requests.
//! A decompressor has 40 KiB: to make one for each answer costs more than to unpack a page of ten.

use std::sync::{Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use zlib_rs::crc32::crc32;
use zlib_rs::{Inflate, InflateFlush, Status};

/// How many decompressors are kept: 160 KiB. More are needed only where so many threads unpack at the same time.
const KEPT: usize = 4;

/// The largest output that is reserved before anything is unpacked; what is announced cannot be trusted.
const FIRST_RESERVE: usize = 1024 * 1024;

/// The room behind the output with which the fast path of the decompressor goes on to the end.
const SLACK: usize = 264;

/// Why a body cannot be unpacked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unpacked {
    /// It becomes larger than the limit.
    TooLarge,
    /// It is not gzip, in words.
    Corrupt(&'static str),
}

/// The decompressors of a transport.
#[derive(Default)]
pub(crate) struct Decompressors(Mutex<Vec<Inflate>>);

impl Decompressors {
    /// Unpacks so many layers of gzip, each with any number of members. An empty body stays empty.
    pub(crate) fn unpack(&self, body: Bytes, layers: usize, limit: usize) -> Result<Bytes, Unpacked> {
        if layers == 0 || body.is_empty() {
            return if body.len() > limit { Err(Unpacked::TooLarge) } else { Ok(body) };
        }
        let mut decompressor = self.idle().pop().unwrap_or_else(|| Inflate::new(false, 15));
        let mut body = body;
        let mut result = Ok(());
        for left in (0..layers).rev() {
            let limit = if left == 0 { limit } else { packed_limit(limit) };
            match unpack(&mut decompressor, &body, limit) {
                Ok(plain) => body = plain.into(),
                Err(failure) => {
                    result = Err(failure);
                    break;
                }
            }
        }
        let mut idle = self.idle();
        if idle.len() < KEPT {
            idle.push(decompressor);
        }
        result.map(|()| body)
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Inflate>> {
        // The list is whole whatever panics.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// How large a body may be that is to become no larger than the limit: what cannot be compressed grows by 5 bytes for
/// each block of up to 64 KiB, and by a header and trailer.
pub(crate) const fn packed_limit(limit: usize) -> usize {
    limit.saturating_add(limit / 1024).saturating_add(1024)
}

fn unpack(decompressor: &mut Inflate, packed: &[u8], limit: usize) -> Result<Vec<u8>, Unpacked> {
    let mut plain = Plain::new(packed, limit);
    let mut rest = packed;
    while !rest.is_empty() {
        rest = member(decompressor, rest, &mut plain)?;
    }
    plain.bytes.truncate(plain.filled);
    Ok(plain.bytes)
}

/// Unpacks the first member, and returns what follows it.
fn member<'a>(decompressor: &mut Inflate, packed: &'a [u8], plain: &mut Plain) -> Result<&'a [u8], Unpacked> {
    let start = plain.filled;
    let mut rest = after_header(packed)?;
    decompressor.reset(false);
    loop {
        let room = plain.room()?;
        let (before_in, before_out) = (decompressor.total_in(), decompressor.total_out());
        // `Finish` spares copying the output into the window for an input that never comes. Where the output has to
        // grow, unpacking goes on all the same.
        let status = decompressor.decompress(rest, room, InflateFlush::Finish);
        let status = status.map_err(|_| Unpacked::Corrupt("its data is corrupt"))?;
        let taken = moved(before_in, decompressor.total_in());
        let written = moved(before_out, decompressor.total_out());
        plain.filled += written;
        rest = rest.get(taken..).unwrap_or_default();
        match status {
            Status::StreamEnd => break,
            // There was room, and nothing more came of what is left.
            Status::Ok | Status::BufError
                if plain.filled < plain.bytes.len() && taken == 0 && written == 0 =>
            {
                return Err(Unpacked::Corrupt("it ends too early"));
            }
            Status::Ok | Status::BufError => {}
        }
    }
    if plain.filled > plain.limit {
        return Err(Unpacked::TooLarge);
    }
    let (trailer, rest) = rest.split_at_checked(8).ok_or(Unpacked::Corrupt("it ends too early"))?;
    let unpacked = &plain.bytes[start..plain.filled];
    // The length is kept modulo 2^32.
    let expected = [crc32(0, unpacked).to_le_bytes(), (unpacked.len() as u32).to_le_bytes()].concat();
    if trailer == expected { Ok(rest) } else { Err(Unpacked::Corrupt("its checksum does not match")) }
}

fn moved(before: u64, after: u64) -> usize {
    usize::try_from(after - before).unwrap_or(usize::MAX)
}

/// What follows the header of a member.
fn after_header(packed: &[u8]) -> Result<&[u8], Unpacked> {
    const CHECKSUM: u8 = 2;
    const EXTRA: u8 = 4;
    const NAME: u8 = 8;
    const COMMENT: u8 = 16;
    const RESERVED: u8 = 0xe0;
    let early = Unpacked::Corrupt("it ends too early");
    if !packed.starts_with(&[0x1f, 0x8b, 8]) {
        return Err(Unpacked::Corrupt("it does not start like gzip"));
    }
    let (head, mut rest) = packed.split_at_checked(10).ok_or(early)?;
    let flags = head[3];
    if flags & RESERVED != 0 {
        return Err(Unpacked::Corrupt("its header is not valid"));
    }
    if flags & EXTRA != 0 {
        let (length, after) = rest.split_first_chunk().ok_or(early)?;
        rest = after.get(usize::from(u16::from_le_bytes(*length))..).ok_or(early)?;
    }
    for text in [NAME, COMMENT] {
        if flags & text != 0 {
            let end = rest.iter().position(|byte| *byte == 0).ok_or(early)?;
            rest = &rest[end + 1..];
        }
    }
    if flags & CHECKSUM != 0 {
        let header = &packed[..packed.len() - rest.len()];
        let (checksum, after) = rest.split_first_chunk().ok_or(early)?;
        if u16::from_le_bytes(*checksum) != (crc32(0, header) & 0xffff) as u16 {
            return Err(Unpacked::Corrupt("its header is not valid"));
        }
        rest = after;
    }
    Ok(rest)
}

/// The output: a buffer of which a part is filled, never larger than the limit and one byte.
struct Plain {
    bytes: Vec<u8>,
    filled: usize,
    limit: usize,
    first: usize,
}

impl Plain {
    /// The trailer says how much the last member unpacks to, which is mostly the whole. It is a hint for the first
    /// reserve: memory follows what is unpacked.
    fn new(packed: &[u8], limit: usize) -> Self {
        let announced = packed.last_chunk().map_or(0, |length| u32::from_le_bytes(*length) as usize);
        let first = announced.saturating_add(SLACK).max(packed.len().saturating_mul(2)).min(FIRST_RESERVE);
        Self { bytes: Vec::new(), filled: 0, limit, first }
    }

    /// Where unpacked bytes go: not empty.
    fn room(&mut self) -> Result<&mut [u8], Unpacked> {
        if self.filled > self.limit {
            return Err(Unpacked::TooLarge);
        }
        if self.filled == self.bytes.len() {
            // One byte beyond the limit tells what is at the limit from what is larger.
            let largest = self.limit.saturating_add(1);
            let size = self.first.max(self.bytes.len().saturating_mul(2)).min(largest);
            if self.bytes.is_empty() {
                self.bytes = vec![0; size];
            } else {
                self.bytes.reserve_exact(size - self.bytes.len());
                self.bytes.resize(size, 0);
            }
        }
        Ok(&mut self.bytes[self.filled..])
    }
}

#[cfg(test)]
mod tests;
