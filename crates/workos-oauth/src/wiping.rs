//! A buffer that leaves no copy of its content in memory.

use std::io;

use serde::Serialize;
use zeroize::Zeroizing;

/// A growable buffer that wipes its memory when it grows and when it is dropped.
#[derive(Default)]
pub(crate) struct WipingBuffer(Zeroizing<Vec<u8>>);

impl WipingBuffer {
    /// Serializes a value as JSON.
    pub(crate) fn json<T: Serialize + ?Sized>(value: &T) -> Result<Zeroizing<Vec<u8>>, serde_json::Error> {
        let mut buffer = Self::default();
        serde_json::to_writer(&mut buffer, value)?;
        Ok(buffer.0)
    }
}

impl io::Write for WipingBuffer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let needed = self.0.len() + bytes.len();
        if needed > self.0.capacity() {
            let mut larger = Zeroizing::new(Vec::with_capacity(needed.max(self.0.capacity() * 2).max(512)));
            larger.extend_from_slice(&self.0);
            self.0 = larger;
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_of_any_size_is_complete() {
        for length in [0, 1, 500, 513, 100_000] {
            let text = "\"x".repeat(length);
            assert_eq!(*WipingBuffer::json(&text).unwrap(), serde_json::to_vec(&text).unwrap());
        }
    }
}
