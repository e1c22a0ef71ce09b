//! The width of the terminal, and whether it shows colours.

use std::io::{self, IsTerminal};

use terminal_size::{Width, terminal_size_of};

/// The width if the terminal does not tell its own.
const USUAL_WIDTH: usize = 80;
/// The smallest width that help texts are wrapped at.
const LEAST_WIDTH: usize = 40;

/// Returns the width that help texts are wrapped at.
pub(crate) fn help_width() -> usize {
    columns().or_else(size).unwrap_or(USUAL_WIDTH).max(LEAST_WIDTH)
}

/// Returns the width that tables have to fit into.
///
/// There is none if stdout is a file or a pipe: programs need the whole values.
pub(crate) fn table_width() -> Option<usize> {
    columns().or_else(|| io::stdout().is_terminal().then(|| size().unwrap_or(USUAL_WIDTH)))
}

/// Whether text is coloured: `NO_COLOR` disables colours, `CLICOLOR_FORCE` enables them, and by default a terminal
/// has them.
pub(crate) fn has_colours(variable: impl Fn(&str) -> Option<String>, is_terminal: bool) -> bool {
    let is_set = |name: &str| variable(name).is_some_and(|value| !value.is_empty());
    if is_set("NO_COLOR") {
        return false;
    }
    let is_forced = variable("CLICOLOR_FORCE").is_some_and(|value| !value.is_empty() && value != "0");
    is_forced || is_terminal
}

/// The width in the variable `COLUMNS`.
fn columns() -> Option<usize> {
    std::env::var("COLUMNS").ok()?.parse().ok().filter(|columns| *columns > 0)
}

fn size() -> Option<usize> {
    let size = terminal_size_of(io::stdout()).or_else(|| terminal_size_of(io::stderr()));
    size.map(|(Width(width), _)| usize::from(width)).filter(|width| *width > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_color_wins_over_clicolor_force_and_both_over_the_terminal() {
        for (no_color, force, is_terminal, expected) in [
            (None, None, true, true),
            (None, None, false, false),
            (Some(""), None, true, true),
            (Some("1"), None, true, false),
            (None, Some("1"), false, true),
            (None, Some("0"), false, false),
            (None, Some(""), false, false),
            (Some("1"), Some("1"), true, false),
        ] {
            let variable = |name: &str| {
                let value = if name == "NO_COLOR" { no_color } else { force };
                value.map(str::to_owned)
            };
            assert_eq!(has_colours(variable, is_terminal), expected, "{no_color:?} {force:?} {is_terminal}");
        }
    }
}
