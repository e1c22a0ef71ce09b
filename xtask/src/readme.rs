//! The READMEs of the crates: rendered from `src/docs.md`, which is also the front page of the crate's documentation.
//!
//! rustdoc understands what the page of a repository does not: hidden lines of examples, fences without a language, and
//! links to items by their path. The README has the same text without them.

use std::fs;
use std::path::{Path, PathBuf};

/// The source of a README, below the folder of the crate.
const SOURCE: &str = "src/docs.md";

/// Renders the README of every crate that has a source; `changed` has sources that are not written yet.
pub(crate) fn render_all(
    root: &Path,
    changed: &[(PathBuf, String)],
) -> Result<Vec<(PathBuf, String)>, String> {
    let crates = root.join("crates");
    let failed = |error: std::io::Error| format!("{}: {error}", crates.display());
    let mut rendered = Vec::new();
    for entry in fs::read_dir(&crates).map_err(failed)? {
        let folder = entry.map_err(failed)?.path();
        let source = folder.join(SOURCE);
        let text = match changed.iter().find(|(path, _)| *path == source) {
            Some((_, text)) => text.clone(),
            None if source.is_file() => {
                fs::read_to_string(&source).map_err(|error| format!("{}: {error}", source.display()))?
            }
            None => continue,
        };
        rendered.push((folder.join("README.md"), render(&text)));
    }
    rendered.sort();
    Ok(rendered)
}

/// The text for the page of a repository.
fn render(source: &str) -> String {
    let mut text = String::new();
    let mut fence: Option<Fence> = None;
    for line in source.lines() {
        match (&mut fence, line.trim_start().strip_prefix("```")) {
            (None, Some(language)) => {
                let is_rust = is_rust(language);
                text.push_str(&format!("```{}\n", if is_rust { "rust" } else { language }));
                fence = Some(Fence { is_rust, is_empty: true });
            }
            (Some(_), Some(_)) => {
                // The blank line before hidden lines at the end would stay.
                text.truncate(text.trim_end().len());
                text.push_str("\n```\n");
                fence = None;
            }
            (Some(open), None) => {
                let blank = line.trim().is_empty();
                if !(open.is_rust && is_hidden(line)) && !(blank && (open.is_empty || text.ends_with("\n\n")))
                {
                    text.push_str(line);
                    text.push('\n');
                    open.is_empty = false;
                }
            }
            (None, None) => {
                text.push_str(&without_item_links(line));
                text.push('\n');
            }
        }
    }
    text
}

struct Fence {
    is_rust: bool,
    /// Whether no line of it was rendered yet.
    is_empty: bool,
}

/// Whether rustdoc takes a fence with these words for Rust code.
fn is_rust(language: &str) -> bool {
    let words = ["", "rust", "no_run", "ignore", "should_panic", "compile_fail", "edition2024"];
    language.split(',').all(|word| words.contains(&word.trim()))
}

/// Whether rustdoc hides a line of an example.
fn is_hidden(line: &str) -> bool {
    let line = line.trim_start();
    line == "#" || line.starts_with("# ")
}

/// The line with links to items as plain text: only rustdoc can follow them.
fn without_item_links(line: &str) -> String {
    let mut text = String::new();
    let mut rest = line;
    while let Some(start) = rest.find('[') {
        let (before, from) = rest.split_at(start);
        text.push_str(before);
        let Some(end) = from.find(']') else {
            rest = from;
            break;
        };
        let (label, after) = (&from[1..end], &from[end + 1..]);
        let target = after.strip_prefix('(').and_then(|after| after.split_once(')'));
        match target {
            Some((target, after)) if is_item(target) => {
                text.push_str(label);
                rest = after;
            }
            None if label.starts_with('`') && !after.starts_with(['(', '[', ':']) => {
                text.push_str(label);
                rest = after;
            }
            _ => {
                text.push_str(&from[..=end]);
                rest = after;
            }
        }
    }
    text + rest
}

/// Whether the target of a link is a path of Rust: it has neither a scheme, a slash, a fragment nor a file name.
fn is_item(target: &str) -> bool {
    !target.contains(['/', '#', '.'])
        && target.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | ':' | '!'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_lines_disappear_and_fences_get_their_language() {
        let source =
            "```no_run\n# use a::B;\n\nlet b = B;\n#\nb.c();\n# Ok(())\n```\n\n```toml\n# a comment\n```\n";
        assert_eq!(render(source), "```rust\nlet b = B;\nb.c();\n```\n\n```toml\n# a comment\n```\n");
    }

    #[test]
    fn links_to_items_become_text_and_others_stay() {
        for (source, expected) in [
            ("See [`Client`] and [`hint()`](Error::hint).", "See `Client` and `hint()`."),
            (
                "See [the report](https://example.com/a) and [above](#above).",
                "See [the report](https://example.com/a) and [above](#above).",
            ),
            ("[interactive](Builder::interactive) [a list][1] [x]", "interactive [a list][1] [x]"),
            ("`list[0]` and a [", "`list[0]` and a ["),
        ] {
            assert_eq!(without_item_links(source), expected);
        }
    }
}
