//! Texts of a bounded length, whatever a server sends.

use std::fmt::{self, Display, Write as _};

/// The character that marks the place where a text was cut.
const CUT: char = '…';

/// Number of bytes that [`shown_ends`] keeps at each end of a text.
const END: usize = 512;

/// Cuts a text to at most `longest` bytes; a cut text ends with `…`. `longest` must be at least 3.
#[must_use]
pub fn shortened(text: &str, longest: usize) -> String {
    if text.len() <= longest {
        return text.to_owned();
    }
    let kept = &text[..floor(text, longest.saturating_sub(CUT.len_utf8()))];
    let mut short = String::with_capacity(kept.len() + CUT.len_utf8());
    short.push_str(kept);
    short.push(CUT);
    short
}

/// Cuts an owned text, as [`shortened`] does. A text that is short enough keeps its buffer.
#[must_use]
pub fn shorten(text: impl Into<String>, longest: usize) -> String {
    let text = text.into();
    if text.len() <= longest { text } else { shortened(&text, longest) }
}

/// Whether a value displays in at most `longest` bytes. Stops writing at the limit.
#[must_use]
pub fn fits(value: fmt::Arguments<'_>, longest: usize) -> bool {
    struct Remaining(usize);

    impl fmt::Write for Remaining {
        fn write_str(&mut self, text: &str) -> fmt::Result {
            self.0 = self.0.checked_sub(text.len()).ok_or(fmt::Error)?;
            Ok(())
        }
    }

    Remaining(longest).write_fmt(value).is_ok()
}

/// Displays a value in about a kilobyte at most: of a long text, the start and the end with `…` between them. The whole
/// text is never in memory.
#[must_use]
pub fn shown_ends(value: &dyn Display) -> String {
    let mut ends = Ends { head: String::new(), tail: String::new() };
    // Writing into `Ends` never fails. If the value's `Display` fails, the text that it has written is used.
    let _ = write!(ends, "{value}");
    let Ends { mut head, tail } = ends;
    let start = ceil(&tail, tail.len().saturating_sub(END));
    if start > 0 {
        head.push(CUT);
    }
    head.push_str(&tail[start..]);
    head
}

/// A buffer for the start and the end of a text that is written piece by piece.
struct Ends {
    head: String,
    tail: String,
}

impl fmt::Write for Ends {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let mut rest = text;
        if self.tail.is_empty() {
            let (head, more) = text.split_at(floor(text, END - self.head.len().min(END)));
            self.head.push_str(head);
            rest = more;
        }
        let last = ceil(rest, rest.len().saturating_sub(2 * END));
        if self.tail.len() + rest.len() - last > 4 * END {
            let old = ceil(&self.tail, self.tail.len() - END);
            self.tail.drain(..old);
        }
        // A tail that is longer than `END` tells `shown_ends` that the middle of the text is missing.
        self.tail.push_str(&rest[last..]);
        Ok(())
    }
}

/// Returns the last character boundary at or before `at`.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default()
}

/// Returns the first character boundary at or after `at`.
fn ceil(text: &str, at: usize) -> usize {
    (at..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_ends_of_a_long_text_are_kept() {
        let text = format!("start {} end", "x".repeat(100_000));
        let shown = shown_ends(&text);
        assert!(shown.starts_with("start x") && shown.ends_with("x end") && shown.contains('…'), "{shown}");
        assert!(shown.len() <= 2 * END + 3, "{}", shown.len());
        assert_eq!(shown_ends(&"short"), "short");
    }

    proptest! {
        #[test]
        fn a_cut_text_is_a_prefix_within_the_limit(text in ".{0,60}", longest in 3usize..80) {
            let short = shortened(&text, longest);
            prop_assert!(short.len() <= longest.max(3));
            prop_assert!(text.starts_with(short.trim_end_matches('…')) || text.contains('…'));
            prop_assert_eq!(shorten(text.clone(), longest), short);
            prop_assert_eq!(fits(format_args!("{text}"), longest), text.len() <= longest);
        }

        #[test]
        fn a_text_of_many_pieces_is_bounded(piece in ".{1,40}", times in 1usize..200) {
            struct Pieces<'a>(&'a str, usize);
            impl Display for Pieces<'_> {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    (0..self.1).try_for_each(|_| f.write_str(self.0))
                }
            }
            let (shown, whole) = (shown_ends(&Pieces(&piece, times)), piece.repeat(times));
            prop_assert!(shown.len() <= 2 * END + 3);
            if whole.len() <= 2 * END { prop_assert_eq!(shown, whole); }
        }
    }
}
