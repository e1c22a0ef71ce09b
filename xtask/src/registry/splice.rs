//! Rendered lines within a file that is written by hand.
//!
//! In TOML the markers are `# rendered: NAME` and `# end`, in Markdown `<!-- rendered: NAME -->` and `<!-- end -->`.
//! Everything between them is replaced.

/// The text with new lines between the markers of this name.
///
/// # Errors
/// When the text lacks either marker.
pub(super) fn replace(text: &str, name: &str, lines: &str) -> Result<String, String> {
    let markers = [
        (format!("# rendered: {name}\n"), "# end\n"),
        (format!("<!-- rendered: {name} -->\n"), "<!-- end -->\n"),
    ];
    let found = markers.iter().find_map(|(start, end)| {
        let (before, rest) = text.split_once(start)?;
        let (_, after) = rest.split_once(end)?;
        Some(format!("{before}{start}{lines}{end}{after}"))
    });
    found.ok_or_else(|| {
        format!("the lines `# rendered: {name}` and `# end`, or `<!-- rendered: {name} -->` and `<!-- end -->`, are missing")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_lines_between_the_markers_of_the_name_change() {
        let toml = "a = 1\n# rendered: one\nold\n# end\n# rendered: two\nkept\n# end\nb = 2\n";
        assert_eq!(
            replace(toml, "one", "new\n").unwrap(),
            "a = 1\n# rendered: one\nnew\n# end\n# rendered: two\nkept\n# end\nb = 2\n"
        );
        let page = "# Title\n<!-- rendered: rows -->\n<!-- end -->\n";
        assert_eq!(
            replace(page, "rows", "| a |\n").unwrap(),
            "# Title\n<!-- rendered: rows -->\n| a |\n<!-- end -->\n"
        );
    }

    #[test]
    fn a_missing_marker_is_an_error_that_shows_both() {
        for text in ["", "# rendered: one\nno end", "# rendered: other\n# end\n"] {
            assert!(replace(text, "one", "").unwrap_err().contains("# rendered: one"));
        }
    }
}
