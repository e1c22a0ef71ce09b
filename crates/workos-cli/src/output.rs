//! What is printed: text in aligned columns for people, one JSON document for machines.

use std::io::{self, IsTerminal, Write};

use serde_json::Value;

use crate::failure::Failure;

/// Where a command prints to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Output {
    json: bool,
    colour: bool,
    colour_errors: bool,
}

/// How a piece of text stands out, where the terminal shows it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Style {
    Bold,
    Dim,
    Good,
    Bad,
}

impl Output {
    /// Prints text or, if `json` is set, JSON. Colours are for terminals only, and not with `NO_COLOR`.
    pub(crate) fn new(json: bool) -> Self {
        let wanted = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        Self {
            json,
            colour: wanted && io::stdout().is_terminal(),
            colour_errors: wanted && io::stderr().is_terminal(),
        }
    }

    /// Whether the output is for a machine.
    pub(crate) const fn is_json(&self) -> bool {
        self.json
    }

    /// Prints `value` for a machine, or what `text` makes for a person.
    pub(crate) fn print(&self, value: &Value, text: impl FnOnce(&Self) -> String) -> Result<(), Failure> {
        if self.json { self.json(value) } else { self.text(&text(self)) }
    }

    /// Prints one JSON document.
    pub(crate) fn json(&self, value: &Value) -> Result<(), Failure> {
        write(&mut io::stdout().lock(), &format!("{value:#}\n"))
    }

    /// Prints one of many JSON documents, which has no line breaks: each is on a line of its own.
    pub(crate) fn json_line(&self, document: &str) -> Result<(), Failure> {
        write(&mut io::stdout().lock(), &format!("{}\n", document.replace(['\r', '\n'], " ")))
    }

    /// Prints text as it is.
    pub(crate) fn text(&self, text: &str) -> Result<(), Failure> {
        write(&mut io::stdout().lock(), text)
    }

    /// Prints a remark for the person who watches: to stderr where stdout is for a machine.
    pub(crate) fn remark(&self, text: &str) -> Result<(), Failure> {
        if self.json { self.note(text) } else { self.text(&format!("{text}\n")) }
    }

    /// Prints a remark to stderr, where it is in nobody's way.
    pub(crate) fn note(&self, text: &str) -> Result<(), Failure> {
        write(&mut io::stderr().lock(), &format!("{text}\n"))
    }

    /// Prints why the command failed to stderr: message, hint, request id.
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
            line("error", Style::Bad, &failure.to_string());
            if let Some(hint) = failure.hint() {
                line("hint", Style::Bold, &hint);
            }
            if let Some(id) = failure.request_id() {
                line("request", Style::Bold, id);
            }
        }
        // There is nowhere left to say that stderr is closed.
        let _ = io::stderr().lock().write_all(text.as_bytes());
    }

    /// The text in a style, if the output is a terminal.
    pub(crate) fn paint(&self, style: Style, text: &str) -> String {
        paint(self.colour, style, text)
    }

    /// The text in a style, if stderr is a terminal.
    pub(crate) fn paint_error(&self, style: Style, text: &str) -> String {
        paint(self.colour_errors, style, text)
    }

    /// Rows under a header, in columns.
    pub(crate) fn table<const N: usize>(&self, header: [&str; N], rows: &[[String; N]]) -> String {
        let rows: Vec<_> = rows.iter().map(|row| row.each_ref().map(|cell| one_line(cell))).collect();
        let width = |column: usize| {
            let cells = rows.iter().map(|row| row[column].chars().count());
            cells.chain([header[column].len()]).max().unwrap_or_default()
        };
        let widths: [usize; N] = std::array::from_fn(width);
        let line = |cells: [&str; N]| {
            let cells: Vec<_> =
                cells.iter().zip(widths).map(|(cell, width)| format!("{cell:<width$}")).collect();
            cells.join("  ").trim_end().to_owned()
        };
        let mut text = self.paint(Style::Bold, &line(header)) + "\n";
        for row in &rows {
            text.push_str(&line(row.each_ref().map(String::as_str)));
            text.push('\n');
        }
        text
    }

    /// Facts, one a line, with their names in a column.
    pub(crate) fn facts(&self, facts: &[(&str, String)]) -> String {
        let width = facts.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
        let line = |(name, value): &(&str, String)| {
            let name = self.paint(Style::Dim, &format!("{name:<width$}"));
            format!("{name}  {}\n", one_line(value))
        };
        facts.iter().map(line).collect()
    }
}

/// Text that stays on its line and gives no orders to the terminal: names come from strangers.
pub(crate) fn one_line(text: &str) -> String {
    let blank = |c: char| if c.is_control() || is_bidi_control(c) { ' ' } else { c };
    text.chars().map(blank).collect()
}

/// A value that may be absent.
pub(crate) fn or_dash(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).filter(|value| !value.is_empty()).unwrap_or_else(|| "-".to_owned())
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

    const PLAIN: Output = Output { json: false, colour: false, colour_errors: false };

    #[test]
    fn columns_are_as_wide_as_their_widest_cell_and_lines_end_clean() {
        let rows = [["conn_1".to_owned(), "Ünïted".to_owned()], ["c".to_owned(), "B".to_owned()]];
        assert_eq!(PLAIN.table(["ID", "NAME"], &rows), "ID      NAME\nconn_1  Ünïted\nc       B\n");
        assert_eq!(PLAIN.table(["ID", "NAME"], &[]), "ID  NAME\n");
    }

    #[test]
    fn facts_are_aligned() {
        assert_eq!(
            PLAIN.facts(&[("id", "1".to_owned()), ("state", "active".to_owned())]),
            "id     1\nstate  active\n"
        );
    }

    #[test]
    fn text_of_strangers_cannot_steer_the_terminal() {
        assert_eq!(one_line("a\u{1b}[31mb\nc\u{202e}d"), "a [31mb c d");
    }

    #[test]
    fn colours_are_only_where_they_are_wanted() {
        assert_eq!(paint(false, Style::Bad, "x"), "x");
        assert_eq!(paint(true, Style::Dim, "x"), "\u{1b}[2mx\u{1b}[0m");
    }
}
