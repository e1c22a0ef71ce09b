//! The lock of a state directory.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;

/// Keeps other processes out of a state directory. The system releases the lock when the process ends.
///
/// On Unix, the directory itself is locked, so the lock outlives each file in it. The file `lock` is locked too, for
/// systems that cannot lock directories.
#[derive(Debug)]
pub(super) struct DirectoryLock {
    _file: File,
    #[cfg(unix)]
    directory: File,
}

impl DirectoryLock {
    /// # Errors
    /// If another emulator has the lock, or the directory cannot be used.
    pub(super) fn acquire(path: &Path) -> io::Result<Self> {
        #[cfg(unix)]
        let directory = {
            let directory = File::open(path)?;
            match directory.try_lock() {
                Err(TryLockError::WouldBlock) => return Err(in_use()),
                // Some network file systems cannot lock directories.
                Ok(()) | Err(TryLockError::Error(_)) => directory,
            }
        };
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(path.join("lock"))?;
        match file.try_lock() {
            Ok(()) => Ok(Self {
                _file: file,
                #[cfg(unix)]
                directory,
            }),
            Err(TryLockError::WouldBlock) => Err(in_use()),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }

    /// Checks that the path still leads to the locked directory.
    ///
    /// # Errors
    /// If the directory was moved or deleted. Another emulator can use a new directory at the path.
    pub(super) fn check(&self, path: &Path) -> io::Result<()> {
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt as _;
            let (locked, found) = (self.directory.metadata()?, std::fs::metadata(path)?);
            if (locked.dev(), locked.ino()) != (found.dev(), found.ino()) {
                return Err(io::Error::other("the directory was replaced while the emulator was running"));
            }
        }
        #[cfg(not(unix))]
        let _ = path;
        Ok(())
    }
}

fn in_use() -> io::Error {
    io::Error::new(io::ErrorKind::WouldBlock, "another emulator is using it")
}
