//! Truncates and quotes texts.

/// The longest text of a failure, in characters.
pub(super) const LONGEST: usize = 200;
/// The longest quote of a text from another library or from the server, in characters.
const LONGEST_QUOTE: usize = 80;

/// Returns a sentence with a quote of another text after it, in parentheses.
pub(super) fn quoted(sentence: &str, text: &str) -> String {
    let text = quote(text);
    if text.is_empty() { sentence.to_owned() } else { format!("{sentence} ({text})") }
}

pub(super) fn quote(text: &str) -> String {
    bounded(text, LONGEST_QUOTE)
}

/// Returns at most `limit` characters of a text, with control characters replaced by spaces.
pub(super) fn bounded(text: &str, limit: usize) -> String {
    let mut shown: String = text.chars().take(limit).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(limit).is_some() {
        shown.pop();
        shown.push('…');
    }
    shown
}
