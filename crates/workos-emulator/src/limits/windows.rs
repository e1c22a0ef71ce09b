//! Who has used how much of the rate limits: a bounded number of windows, each of a bounded size.

use std::collections::{HashMap, VecDeque};

use ring::digest::{SHA256, digest};
use workos_core::Timestamp;

/// How many windows of a rule are kept. Beyond these, the oldest is forgotten, and its caller starts anew.
const MOST: usize = 10_000;
/// A longer key is kept as its digest.
const LONGEST_KEY: usize = 64;

/// Whom a window counts.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum WindowKey {
    Text(Box<str>),
    Digest(Box<[u8]>),
}

impl From<&str> for WindowKey {
    fn from(text: &str) -> Self {
        if text.len() <= LONGEST_KEY {
            Self::Text(text.into())
        } else {
            Self::Digest(digest(&SHA256, text.as_bytes()).as_ref().into())
        }
    }
}

/// What was used until the end of a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Window {
    pub(crate) end: Timestamp,
    pub(crate) used: u32,
}

/// The windows of one rule.
#[derive(Debug, Default)]
pub(crate) struct Windows {
    by_key: HashMap<WindowKey, Window>,
    /// In the order of their ends, which is that of their beginnings: all are of the same length. A window that was
    /// replaced stands here once more.
    queue: VecDeque<(Timestamp, WindowKey)>,
}

impl Windows {
    /// The window of a key, unless it has ended.
    pub(crate) fn get(&self, key: &WindowKey, now: Timestamp) -> Option<Window> {
        self.by_key.get(key).filter(|window| window.end > now).copied()
    }

    /// Keeps a window, in place of the one of its key.
    pub(crate) fn set(&mut self, key: WindowKey, window: Window, now: Timestamp) {
        while let Some((end, oldest)) = self.queue.front()
            && (*end <= now || self.queue.len() >= MOST)
        {
            if self.by_key.get(oldest).is_some_and(|kept| kept.end == *end) {
                self.by_key.remove(oldest);
            }
            self.queue.pop_front();
        }
        let old = self.by_key.insert(key.clone(), window);
        if old.is_none_or(|old| old.end != window.end) {
            self.queue.push_back((window.end, key));
        }
    }

    /// The bytes that the keys take.
    #[cfg(test)]
    pub(crate) fn bytes(&self) -> usize {
        let of_key = |key: &WindowKey| match key {
            WindowKey::Text(text) => text.len(),
            WindowKey::Digest(digest) => digest.len(),
        };
        let entry = size_of::<WindowKey>() + size_of::<Window>();
        let kept: usize = self.by_key.keys().map(|key| of_key(key) + entry).sum();
        kept + self.queue.iter().map(|(_, key)| of_key(key) + entry).sum::<usize>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(secs: i64) -> Timestamp {
        Timestamp::from_secs(secs).unwrap()
    }

    fn window(end: i64, used: u32) -> Window {
        Window { end: at(end), used }
    }

    #[test]
    fn windows_are_bounded_in_number_and_bytes_whatever_their_keys() {
        let mut windows = Windows::default();
        for number in 0..2 * MOST {
            let key = WindowKey::from(format!("{number}{}", "x".repeat(1000)).as_str());
            windows.set(key, window(60, 1), at(0));
        }
        assert_eq!((windows.by_key.len(), windows.queue.len()), (MOST, MOST));
        assert!(windows.bytes() < 3 * 1024 * 1024, "{}", windows.bytes());
    }

    #[test]
    fn a_window_counts_until_it_ends_and_is_swept_out_then() {
        let mut windows = Windows::default();
        let (a, b) = (WindowKey::from("a"), WindowKey::from("b"));
        windows.set(a.clone(), window(60, 1), at(0));
        windows.set(a.clone(), window(60, 2), at(10));
        assert_eq!((windows.get(&a, at(59)), windows.queue.len()), (Some(window(60, 2)), 1));
        assert_eq!(windows.get(&a, at(60)), None);
        windows.set(a.clone(), window(120, 1), at(60));
        windows.set(b.clone(), window(150, 1), at(90));
        assert_eq!((windows.get(&a, at(100)), windows.queue.len()), (Some(window(120, 1)), 2));
        windows.set(b.clone(), window(150, 2), at(120));
        assert_eq!((windows.by_key.len(), windows.get(&b, at(130))), (1, Some(window(150, 2))));
    }

    #[test]
    fn long_keys_are_told_apart() {
        let long = |last: &str| WindowKey::from(format!("{}{last}", "x".repeat(60_000)).as_str());
        assert!(long("a") != long("b") && long("a") == long("a"));
    }
}
