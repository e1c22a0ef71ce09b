//! The trait of stored objects.

/// What can be kept in a [`Collection`](super::Collection).
pub(crate) trait Stored {
    fn id(&self) -> &str;

    /// The object it belongs to: lists of one owner's objects touch no others.
    fn owner(&self) -> Option<&str> {
        None
    }

    /// What it is found by, besides its id and its owner. What changes them is [`Collection::change`](super::Collection::change).
    fn groups(&self) -> Vec<String> {
        Vec::new()
    }

    /// About how many bytes it takes, where a collection is bounded in bytes. That never changes.
    fn footprint(&self) -> usize {
        0
    }
}
