//! Renders doc comments from the descriptions of the contract, and wraps them.

/// The widest line of code.
pub(super) const LINE_WIDTH: usize = 110;

/// The maximum number of columns in a line, without its indentation and `/// `.
const WIDTH: usize = 100;

/// Renders a doc comment of these paragraphs, without the empty ones.
pub(super) fn comment(indent: &str, paragraphs: &[&str]) -> String {
    let mut text = String::new();
    for paragraph in paragraphs.iter().flat_map(|text| blocks(text)) {
        if !text.is_empty() {
            text.push_str(&format!("{indent}///\n"));
        }
        for line in paragraph {
            text.push_str(format!("{indent}/// {line}").trim_end());
            text.push('\n');
        }
    }
    text
}

/// Renders a doc comment of paragraphs, a block of code whose lines are not wrapped, and more paragraphs.
pub(super) fn comment_around(indent: &str, before: &[&str], code: &str, after: &[&str]) -> String {
    let code = code.lines().map(|line| format!("{indent}/// {line}").trim_end().to_owned() + "\n").collect();
    let parts = [comment(indent, before), code, comment(indent, after)];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(&format!("{indent}///\n"))
}

/// Renders a doc comment, or the wire name if there is no description.
pub(super) fn comment_or(indent: &str, doc: &str, wire: &str) -> String {
    if doc.trim().is_empty() { comment(indent, &[&format!("`{wire}`.")]) } else { comment(indent, &[doc]) }
}

/// Splits a text into paragraphs of wrapped lines. A line that starts with `- ` begins an item of a list.
fn blocks(text: &str) -> Vec<Vec<String>> {
    let mut blocks = Vec::new();
    for paragraph in text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty()) {
        let mut lines: Vec<String> = Vec::new();
        let mut item = String::new();
        for line in paragraph.lines().map(str::trim) {
            let heading = line.starts_with('#');
            if (line.starts_with("- ") || heading) && !item.is_empty() {
                lines.extend(wrap(&std::mem::take(&mut item)));
            }
            if heading {
                lines.push(line.to_owned());
                continue;
            }
            if !item.is_empty() {
                item.push(' ');
            }
            item.push_str(line);
        }
        if !item.is_empty() {
            lines.extend(wrap(&item));
        }
        blocks.push(lines);
    }
    blocks
}

fn wrap(text: &str) -> Vec<String> {
    let hang = if text.starts_with("- ") { "  " } else { "" };
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let line = lines.len() - 1;
        let is_empty = lines[line].trim().is_empty();
        if !is_empty && lines[line].chars().count() + 1 + word.chars().count() > WIDTH {
            lines.push(format!("{hang}{word}"));
        } else {
            if !is_empty {
                lines[line].push(' ');
            }
            lines[line].push_str(word);
        }
    }
    lines
}

/// Renders the other names under which the search of the docs finds an item.
pub(super) fn aliases<'a>(names: impl Iterator<Item = &'a str>, own: &str) -> String {
    // rustdoc refuses an alias that is the name of the item.
    let names: Vec<_> = names.filter(|name| *name != own).map(|name| format!("{name:?}")).collect();
    let one_line = format!("#[doc(alias({}))]\n", names.join(", "));
    // The line may be indented.
    if names.len() > 1 && one_line.len() + 3 <= LINE_WIDTH {
        return one_line;
    }
    names.iter().map(|name| format!("#[doc(alias = {name})]\n")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_joined_and_wrapped_and_list_items_are_indented() {
        let long = "word ".repeat(30);
        let text = comment("", &[&format!("First\nline.\n\n- {long}\n- two"), "", "End."]);
        let lines: Vec<_> = text.lines().collect();
        assert_eq!(lines[..2], ["/// First line.", "///"]);
        assert!(lines[2].starts_with("/// - word") && lines[3].starts_with("///   word"));
        assert_eq!(lines[4..], ["/// - two", "///", "/// End."]);
        assert!(lines.iter().all(|line| line.len() <= WIDTH + 4));
    }
}
