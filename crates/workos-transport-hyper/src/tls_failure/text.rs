//! Texts of bounded length.

/// The longest text of a failure, in characters.
pub(super) const LONGEST: usize = 200;
/// The longest part of a text that another library or the server wrote.
const LONGEST_QUOTE: usize = 80;

/// A sentence with the text of a library or of the server behind it.
pub(super) fn quoted(sentence: &str, text: &str) -> String {
    let text = quote(text);
    if text.is_empty() { sentence.to_owned() } else { format!("{sentence} ({text})") }
}

pub(super) fn quote(text: &str) -> String {
    bounded(text, LONGEST_QUOTE)
}

/// The start of a text, in printable characters.
pub(super) fn bounded(text: &str, limit: usize) -> String {
    let mut shown: String = text.chars().take(limit).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(limit).is_some() {
        shown.pop();
        shown.push('…');
    }
    shown
}
