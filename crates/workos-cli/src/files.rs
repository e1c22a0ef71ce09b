//! Files that arguments name; `-` is stdin.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::failure::Failure;

/// Reads a file of at most `limit` bytes; `name` says in errors what it holds.
pub(crate) fn read(name: &str, path: &Path, limit: u64) -> Result<Vec<u8>, Failure> {
    let mut content = Vec::new();
    // Read one byte more, to detect a file over the limit.
    let read = if path == Path::new("-") {
        io::stdin().lock().take(limit + 1).read_to_end(&mut content)
    } else {
        File::open(path).and_then(|file| file.take(limit + 1).read_to_end(&mut content))
    };
    let shown = path.display();
    read.map_err(|error| Failure::usage(format!("{name} {shown} cannot be read: {error}")))?;
    if content.len() as u64 > limit {
        return Err(Failure::usage(format!("{name} {shown} is larger than {limit} bytes")));
    }
    Ok(content)
}
