//! A report of an error on several lines: message, causes, request id and hint.

use std::error::Error;
use std::fmt::{self, Display};

/// The largest number of causes that are shown. The limit also ends a chain of causes that refers to itself.
const MOST_CAUSES: usize = 8;

/// The report of an error on a few lines: its message, its causes, the request id and a hint.
///
/// In these crates, `Display` of an error includes the message of the error that it wraps, so that a single log line
/// names the cause. Therefore [`source`](Error::source) skips the wrapped error and returns the cause of it, and no
/// text is repeated along the chain.
///
/// The `Debug` of the errors of these crates is this report, so `fn main() -> Result<(), Error>` prints it. A cause that
/// repeats a line above it is left out.
///
/// ```
/// use workos_core::Report;
///
/// let error = std::io::Error::other("the disk is full");
/// let report = Report::new(&error).request_id(Some("req_1")).hint(Some("Free some space."));
/// assert_eq!(report.to_string(), "the disk is full\n  request id: req_1\n  hint: Free some space.");
/// ```
#[derive(Clone, Copy)]
pub struct Report<'a> {
    message: &'a dyn Display,
    cause: Option<&'a (dyn Error + 'static)>,
    request_id: Option<&'a str>,
    hint: Option<&'a str>,
}

impl<'a> Report<'a> {
    /// Creates the report of an error and its causes, found through [`source`](Error::source).
    #[must_use]
    pub fn new<E: Error>(error: &'a E) -> Self {
        Self { message: error, cause: error.source(), request_id: None, hint: None }
    }

    /// Replaces the first line, which is the `Display` of the error by default.
    #[must_use]
    pub const fn message(mut self, message: &'a dyn Display) -> Self {
        self.message = message;
        self
    }

    /// Adds the id of the request that failed.
    #[must_use]
    pub const fn request_id(mut self, id: Option<&'a str>) -> Self {
        self.request_id = id;
        self
    }

    /// Adds what to do about the error.
    #[must_use]
    pub const fn hint(mut self, hint: Option<&'a str>) -> Self {
        self.hint = hint;
        self
    }
}

impl Display for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let message = self.message.to_string();
        f.write_str(&message)?;
        let mut printed = comparable(&message);
        let mut next = self.cause;
        for _ in 0..MOST_CAUSES {
            let Some(cause) = next else { break };
            next = cause.source();
            let text = cause.to_string();
            let new = comparable(&text);
            if !printed.contains(&new) {
                write!(f, "\n  caused by: {text}")?;
                printed.push('\n');
                printed.push_str(&new);
            }
        }
        if let Some(id) = self.request_id {
            write!(f, "\n  request id: {id}")?;
        }
        self.hint.map_or(Ok(()), |hint| write!(f, "\n  hint: {hint}"))
    }
}

impl fmt::Debug for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Display::fmt(self, f)
    }
}

/// Normalizes a message for comparison: in lower case, without the code of an OS error.
fn comparable(text: &str) -> String {
    text.split(" (os error ").next().unwrap_or(text).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug)]
    struct Layer(&'static str, Option<Box<Self>>);

    impl Display for Layer {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(self.0)
        }
    }

    impl Error for Layer {
        fn source(&self) -> Option<&(dyn Error + 'static)> {
            self.1.as_deref().map(|source| source as _)
        }
    }

    fn layers(texts: &[&'static str]) -> Layer {
        let rest = (texts.len() > 1).then(|| Box::new(layers(&texts[1..])));
        Layer(texts[0], rest)
    }

    #[test]
    fn causes_follow_the_message_each_on_its_line() {
        let error = layers(&["things.list got no answer", "the connection broke", "end of file"]);
        assert_eq!(
            Report::new(&error).hint(Some("Try again.")).to_string(),
            "things.list got no answer\n  caused by: the connection broke\n  caused by: end of file\n  hint: Try again."
        );
    }

    #[test]
    fn a_cause_that_repeats_a_line_above_is_left_out() {
        let error =
            layers(&["no connection: connection refused", "odd", "Connection refused (os error 111)"]);
        let report = Report::new(&error).to_string();
        assert_eq!(report, "no connection: connection refused\n  caused by: odd");
    }

    #[test]
    fn a_long_chain_is_cut() {
        let texts = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k"];
        assert_eq!(Report::new(&layers(&texts)).to_string().lines().count(), 1 + MOST_CAUSES);
    }
}
