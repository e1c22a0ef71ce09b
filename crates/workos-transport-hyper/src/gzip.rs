//! Decompresses gzip (RFC 1952) with reused decompressors.
//!
//! A body is decompressed after all of it has arrived, in one go and without waiting. So few decompressors are enough
//! for many requests. A decompressor takes 40 KiB: creating one for each answer costs more than decompressing a page of
//! ten.

use std::sync::{Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use zlib_rs::crc32::crc32;
use zlib_rs::{Inflate, InflateFlush, Status};

/// How many idle decompressors are kept: 160 KiB. More are needed only if more threads decompress at the same time.
const MAX_IDLE: usize = 4;

/// The maximum size of the first output buffer, because the announced length cannot be trusted.
const MAX_FIRST_BUFFER: usize = 1024 * 1024;

/// The space after the output that the decompressor needs to stay on its fast path until the end.
const SLACK: usize = 264;

/// Why a body cannot be decompressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DecompressError {
    /// The decompressed body is larger than the limit.
    TooLarge,
    /// The body is not valid gzip. The text is the reason.
    Corrupt(&'static str),
}

/// The decompressors of a transport.
#[derive(Default)]
pub(crate) struct Decompressors(Mutex<Vec<Inflate>>);

impl Decompressors {
    /// Removes this number of gzip layers, each with any number of members. An empty body stays empty.
    pub(crate) fn decompress(
        &self,
        body: Bytes,
        layers: usize,
        limit: usize,
    ) -> Result<Bytes, DecompressError> {
        if layers == 0 || body.is_empty() {
            return if body.len() > limit { Err(DecompressError::TooLarge) } else { Ok(body) };
        }
        let mut decompressor = self.idle().pop().unwrap_or_else(|| Inflate::new(false, 15));
        let mut body = body;
        let mut result = Ok(());
        for left in (0..layers).rev() {
            let limit = if left == 0 { limit } else { compressed_limit(limit) };
            match decompress(&mut decompressor, &body, limit) {
                Ok(output) => body = output.into(),
                Err(failure) => {
                    result = Err(failure);
                    break;
                }
            }
        }
        let mut idle = self.idle();
        if idle.len() < MAX_IDLE {
            idle.push(decompressor);
        }
        result.map(|()| body)
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Inflate>> {
        // Nothing panics while the list is changed, so a poisoned lock does not matter.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Returns the largest size that a compressed body can have if the decompressed one is within the limit.
///
/// Data that cannot be compressed grows by 5 bytes for each block of up to 64 KiB, and by a header and trailer.
pub(crate) const fn compressed_limit(limit: usize) -> usize {
    limit.saturating_add(limit / 1024).saturating_add(1024)
}

/// Removes one layer of gzip.
fn decompress(
    decompressor: &mut Inflate,
    compressed: &[u8],
    limit: usize,
) -> Result<Vec<u8>, DecompressError> {
    let mut output = Output::new(compressed, limit);
    let mut rest = compressed;
    while !rest.is_empty() {
        rest = member(decompressor, rest, &mut output)?;
    }
    output.bytes.truncate(output.filled);
    Ok(output.bytes)
}

/// Decompresses the first member, and returns the bytes after it.
fn member<'a>(
    decompressor: &mut Inflate,
    compressed: &'a [u8],
    output: &mut Output,
) -> Result<&'a [u8], DecompressError> {
    let start = output.filled;
    let mut rest = skip_header(compressed)?;
    decompressor.reset(false);
    loop {
        let space = output.space()?;
        let (before_in, before_out) = (decompressor.total_in(), decompressor.total_out());
        // All of the input is there, and `Finish` avoids copying the output into the window for further input. If the
        // output buffer has to grow, decompression can continue nevertheless.
        let status = decompressor.decompress(rest, space, InflateFlush::Finish);
        let status = status.map_err(|_| DecompressError::Corrupt("its data is corrupt"))?;
        let taken = difference(before_in, decompressor.total_in());
        let written = difference(before_out, decompressor.total_out());
        output.filled += written;
        rest = rest.get(taken..).unwrap_or_default();
        match status {
            Status::StreamEnd => break,
            // There is space, but the remaining input gives no output: it is incomplete.
            Status::Ok | Status::BufError
                if output.filled < output.bytes.len() && taken == 0 && written == 0 =>
            {
                return Err(DecompressError::Corrupt("it ends too early"));
            }
            Status::Ok | Status::BufError => {}
        }
    }
    if output.filled > output.limit {
        return Err(DecompressError::TooLarge);
    }
    let (trailer, rest) = rest.split_at_checked(8).ok_or(DecompressError::Corrupt("it ends too early"))?;
    let decompressed = &output.bytes[start..output.filled];
    // The trailer has the length modulo 2^32.
    let expected = [crc32(0, decompressed).to_le_bytes(), (decompressed.len() as u32).to_le_bytes()].concat();
    if trailer == expected { Ok(rest) } else { Err(DecompressError::Corrupt("its checksum does not match")) }
}

fn difference(before: u64, after: u64) -> usize {
    usize::try_from(after - before).unwrap_or(usize::MAX)
}

/// Returns the bytes after the header of a member.
fn skip_header(compressed: &[u8]) -> Result<&[u8], DecompressError> {
    const CHECKSUM: u8 = 2;
    const EXTRA: u8 = 4;
    const NAME: u8 = 8;
    const COMMENT: u8 = 16;
    const RESERVED: u8 = 0xe0;
    let early = DecompressError::Corrupt("it ends too early");
    if !compressed.starts_with(&[0x1f, 0x8b, 8]) {
        return Err(DecompressError::Corrupt("it does not start like gzip"));
    }
    let (head, mut rest) = compressed.split_at_checked(10).ok_or(early)?;
    let flags = head[3];
    if flags & RESERVED != 0 {
        return Err(DecompressError::Corrupt("its header is not valid"));
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
        let header = &compressed[..compressed.len() - rest.len()];
        let (checksum, after) = rest.split_first_chunk().ok_or(early)?;
        if u16::from_le_bytes(*checksum) != (crc32(0, header) & 0xffff) as u16 {
            return Err(DecompressError::Corrupt("its header is not valid"));
        }
        rest = after;
    }
    Ok(rest)
}

/// A partly filled output buffer, at most one byte larger than the limit.
struct Output {
    bytes: Vec<u8>,
    filled: usize,
    limit: usize,
    /// The size of the first allocation.
    first: usize,
}

impl Output {
    /// Creates an empty buffer. The trailer of the last member has its decompressed length, and most bodies have a
    /// single member. That length is only a hint for the first allocation; later the buffer grows with the output.
    fn new(compressed: &[u8], limit: usize) -> Self {
        let announced = compressed.last_chunk().map_or(0, |length| u32::from_le_bytes(*length) as usize);
        let first =
            announced.saturating_add(SLACK).max(compressed.len().saturating_mul(2)).min(MAX_FIRST_BUFFER);
        Self { bytes: Vec::new(), filled: 0, limit, first }
    }

    /// Returns the unfilled part of the buffer. Grows the buffer if it is full, so the part is never empty.
    fn space(&mut self) -> Result<&mut [u8], DecompressError> {
        if self.filled > self.limit {
            return Err(DecompressError::TooLarge);
        }
        if self.filled == self.bytes.len() {
            // The buffer may be one byte larger than the limit: if that byte is filled, the output is too large.
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
