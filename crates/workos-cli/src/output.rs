//! Output of commands: aligned text for people, or JSON for programs.

use std::borrow::Cow;
use std::io::{self, IsTerminal, Write};

use serde_json::Value;

use crate::failure::Failure;
use crate::terminal;

/// Prints the output of a command, as text or as JSON.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Output {
    json: bool,
    colour: bool,
    colour_errors: bool,
    /// The width that tables have to fit into, if there is one.
    width: Option<usize>,
}

/// The style of a piece of text on a terminal.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Style {
    Bold,
    Dim,
    Good,
    Bad,
}

impl Output {
    /// Creates an output that prints JSON if `json` is set, and text otherwise.
    ///
    /// Text is coloured on a terminal. `CLICOLOR_FORCE` enables colours elsewhere, and `NO_COLOR` disables them.
    pub(crate) fn new(json: bool) -> Self {
        let colour = |is_terminal| terminal::has_colours(|name| std::env::var(name).ok(), is_terminal);
        Self {
            json,
            colour: colour(io::stdout().is_terminal()),
            colour_errors: colour(io::stderr().is_terminal()),
            width: terminal::table_width(),
        }
    }

    /// Whether the output is JSON.
    pub(crate) const fn is_json(&self) -> bool {
        self.json
    }

    /// Prints `value` with JSON output, or the result of `text` with text output.
    pub(crate) fn print(&self, value: &Value, text: impl FnOnce(&Self) -> String) -> Result<(), Failure> {
        if self.json { self.json(value) } else { self.text(&text(self)) }
    }

    /// Prints one JSON document.
    pub(crate) fn json(&self, value: &Value) -> Result<(), Failure> {
        write(&mut io::stdout().lock(), &format!("{value:#}\n"))
    }

    /// Prints a JSON document on one line, for commands that print several documents.
    pub(crate) fn json_line(&self, document: &str) -> Result<(), Failure> {
        write(&mut io::stdout().lock(), &format!("{}\n", document.replace(['\r', '\n'], " ")))
    }

    /// Prints text as it is.
    pub(crate) fn text(&self, text: &str) -> Result<(), Failure> {
        write(&mut io::stdout().lock(), text)
    }

    /// Prints a remark: to stdout with text output, to stderr with JSON output.
    pub(crate) fn remark(&self, text: &str) -> Result<(), Failure> {
        if self.json { self.note(text) } else { self.text(&format!("{text}\n")) }
    }

    /// Prints a remark to stderr.
    pub(crate) fn note(&self, text: &str) -> Result<(), Failure> {
        write(&mut io::stderr().lock(), &format!("{text}\n"))
    }

    /// Prints a failure to stderr: message, hint and request id.
    pub(crate) fn failure(&self, failure: &Failure) {
        if failure.is_silent() {
            return;
        }
        let mut text = String::new();
        if self.json {
            text = format!("{:#}\n", failure.to_json());
        } else {
            let mut line = |label: &str, style, value: &str| {
                let label = paint(self.colour_errors, style, &format!("{label}:"));
                text.push_str(&format!("{label} {}\n", one_line(value)));
            };
            for message in failure.messages() {
                line("error", Style::Bad, &message);
            }
            if let Some(hint) = failure.hint() {
                line("hint", Style::Bold, &hint);
            }
            if let Some(id) = failure.request_id() {
                line("request", Style::Bold, id);
            }
        }
        // If stderr is closed, the failure cannot be reported anywhere.
        let _ = io::stderr().lock().write_all(text.as_bytes());
    }

    /// Applies a style to the text if stdout is a terminal.
    pub(crate) fn paint(&self, style: Style, text: &str) -> String {
        paint(self.colour, style, text)
    }

    /// Applies a style to the text if stderr is a terminal.
    pub(crate) fn paint_error(&self, style: Style, text: &str) -> String {
        paint(self.colour_errors, style, text)
    }

    /// Formats rows as aligned columns under a header.
    ///
    /// On a terminal, the widest columns are shortened so that no row wraps. The first column, the id, is shortened
    /// last.
    pub(crate) fn table<const N: usize>(&self, header: [&str; N], rows: &[[String; N]]) -> String {
        let rows: Vec<_> = rows.iter().map(|row| row.each_ref().map(|cell| one_line(cell))).collect();
        let width = |column: usize| {
            let cells = rows.iter().map(|row| row[column].chars().count());
            cells.chain([header[column].len()]).max().unwrap_or_default()
        };
        let mut widths: [usize; N] = std::array::from_fn(width);
        if let Some(width) = self.width {
            fit(&mut widths, header.map(str::len), width);
        }
        let line = |cells: [&str; N]| {
            let cells: Vec<_> = cells
                .iter()
                .zip(widths)
                .map(|(cell, width)| format!("{:<width$}", shortened(cell, width)))
                .collect();
            cells.join(GAP).trim_end().to_owned()
        };
        let mut text = self.paint(Style::Bold, &line(header)) + "\n";
        for row in &rows {
            text.push_str(&line(row.each_ref().map(String::as_str)));
            text.push('\n');
        }
        text
    }

    /// Formats name-value pairs, one per line, with the values aligned.
    pub(crate) fn facts(&self, facts: &[(&str, String)]) -> String {
        let width = facts.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
        let line = |(name, value): &(&str, String)| {
            let name = self.paint(Style::Dim, &format!("{name:<width$}"));
            format!("{name}  {}\n", one_line(value))
        };
        facts.iter().map(line).collect()
    }
}

/// Replaces control characters with spaces: names from the API are untrusted and must not control the terminal.
pub(crate) fn one_line(text: &str) -> String {
    let blank = |c: char| if c.is_control() || is_bidi_control(c) { ' ' } else { c };
    text.chars().map(blank).collect()
}

/// Formats an optional value; an absent or empty value becomes `-`.
pub(crate) fn or_dash(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).filter(|value| !value.is_empty()).unwrap_or_else(|| "-".to_owned())
}

/// The space between two columns.
const GAP: &str = "  ";
/// The width below which a column is shortened only if nothing else helps.
const READABLE: usize = 10;

/// Reduces the widths of columns until a row fits into `width`: the widest column first, and the first column last.
fn fit(widths: &mut [usize], headers: impl AsRef<[usize]>, width: usize) {
    let available = width.saturating_sub(GAP.len() * widths.len().saturating_sub(1));
    let readable: Vec<_> = headers.as_ref().iter().map(|header| READABLE.max(*header)).collect();
    for (skipped, least) in [(1, readable), (0, vec![READABLE; widths.len()]), (0, vec![1; widths.len()])] {
        while widths.iter().sum::<usize>() > available {
            let candidates =
                widths.iter_mut().zip(&least).skip(skipped).map(|(width, least)| (width, *least));
            let Some((widest, _)) =
                candidates.filter(|(width, least)| **width > *least).max_by_key(|(width, _)| **width)
            else {
                break;
            };
            *widest -= 1;
        }
    }
}

/// Cuts a text to a width, with `…` at its end if something is missing.
fn shortened(text: &str, width: usize) -> Cow<'_, str> {
    if text.chars().count() <= width {
        return Cow::Borrowed(text);
    }
    let kept: String = text.chars().take(width.saturating_sub(1)).collect();
    Cow::Owned(kept + "…")
}

const fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn paint(colour: bool, style: Style, text: &str) -> String {
    let code = match style {
        Style::Bold => "1",
        Style::Dim => "2",
        Style::Good => "32",
        Style::Bad => "1;31",
    };
    if colour { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
}

fn write(to: &mut impl Write, text: &str) -> Result<(), Failure> {
    to.write_all(text.as_bytes()).and_then(|()| to.flush()).map_err(Failure::Output)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Output = Output { json: false, colour: false, colour_errors: false, width: None };

    #[test]
    fn columns_are_as_wide_as_their_widest_cell_and_lines_have_no_trailing_spaces() {
        let rows = [["conn_1".to_owned(), "Ünïted".to_owned()], ["c".to_owned(), "B".to_owned()]];
        assert_eq!(PLAIN.table(["ID", "NAME"], &rows), "ID      NAME\nconn_1  Ünïted\nc       B\n");
        assert_eq!(PLAIN.table(["ID", "NAME"], &[]), "ID  NAME\n");
    }

    #[test]
    fn the_widest_columns_are_shortened_to_fit_and_ids_stay_whole() {
        let narrow = Output { width: Some(40), ..PLAIN };
        let rows = [["conn_01HQRS5H000000".to_owned(), "x".repeat(30), "active".to_owned()]];
        let table = narrow.table(["ID", "NAME", "STATE"], &rows);
        assert_eq!(table.lines().nth(1), Some("conn_01HQRS5H000000  xxxxxxxxxx…  active"), "{table}");
        for width in [10, 30, 40, 80] {
            let output = Output { width: Some(width), ..PLAIN };
            let table = output.table(["ID", "NAME", "STATE"], &rows);
            assert!(table.lines().all(|line| line.chars().count() <= width), "{table}");
        }
    }

    #[test]
    fn facts_are_aligned() {
        assert_eq!(
            PLAIN.facts(&[("id", "1".to_owned()), ("state", "active".to_owned())]),
            "id     1\nstate  active\n"
        );
    }

    #[test]
    fn control_characters_become_spaces() {
        assert_eq!(one_line("a\u{1b}[31mb\nc\u{202e}d"), "a [31mb c d");
    }

    #[test]
    fn text_is_coloured_only_if_colours_are_enabled() {
        assert_eq!(paint(false, Style::Bad, "x"), "x");
        assert_eq!(paint(true, Style::Dim, "x"), "\u{1b}[2mx\u{1b}[0m");
    }
}
