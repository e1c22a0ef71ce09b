//! How many stored entries were visited, for tests: a request visits only entries that it returns, changes or searches.

#[cfg(test)]
use std::cell::Cell;

#[cfg(test)]
thread_local! {
    static NUMBER: Cell<usize> = const { Cell::new(0) };
}

/// Notes that an entry is visited.
#[cfg(test)]
pub(crate) fn count() {
    NUMBER.set(NUMBER.get() + 1);
}

/// Notes that an entry is visited.
#[cfg(not(test))]
pub(crate) const fn count() {}

/// The number of visits by this thread.
#[cfg(test)]
pub(crate) fn number() -> usize {
    NUMBER.get()
}
