//! Parses the links of a Markdown file, and the anchors that links can point to.

use std::collections::{BTreeMap, BTreeSet};

/// The links and anchors of a file.
#[derive(Debug, Default)]
pub(super) struct Document {
    pub(super) links: Vec<Link>,
    pub(super) anchors: BTreeSet<String>,
}

/// A link, and the number of its line.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Link {
    pub(super) target: String,
    pub(super) line: usize,
}

impl Document {
    /// Parses inline links, reference links, images, and the anchors that GitHub derives from headings.
    pub(super) fn parse(text: &str) -> Self {
        let mut document = Self::default();
        let mut fence: Option<&str> = None;
        let mut slugs: BTreeMap<String, usize> = BTreeMap::new();
        // A label may span several lines, so an unfinished label is put before the next line.
        let mut open = String::new();
        for (at, line) in text.lines().enumerate() {
            let start = line.trim_start();
            let mark = ["```", "~~~"].into_iter().find(|mark| start.starts_with(mark));
            match (fence, mark) {
                (None, Some(mark)) => fence = Some(mark),
                (Some(opened), Some(mark)) if opened == mark => fence = None,
                _ => {}
            }
            if fence.is_some() || mark.is_some() || start.is_empty() {
                open.clear();
                continue;
            }
            let title = line.trim_start_matches('#');
            if title.starts_with(' ') && (1..=6).contains(&(line.len() - title.len())) {
                let slug = slug(title);
                let count = slugs.entry(slug.clone()).and_modify(|count| *count += 1).or_default();
                document.anchors.insert(if *count == 0 { slug } else { format!("{slug}-{count}") });
            }
            for attribute in ["id=\"", "name=\""] {
                let anchors = line.split(attribute).skip(1).filter_map(|rest| rest.split('"').next());
                document.anchors.extend(anchors.map(str::to_owned));
            }
            let line_text = format!("{open}{}", without_code(line));
            open = document.read_links(&line_text, at + 1);
        }
        document
    }

    /// Records the links of a line. Returns an unfinished label, which belongs before the next line.
    fn read_links(&mut self, line: &str, number: usize) -> String {
        let mut add = |target: &str| {
            let target = target.split_whitespace().next().unwrap_or_default();
            let target = target.trim_start_matches('<').trim_end_matches('>');
            self.links.push(Link { target: target.to_owned(), line: number });
        };
        let definition = line.trim_start().strip_prefix('[').and_then(|rest| rest.split_once("]:"));
        if let Some((label, target)) = definition
            && !label.contains(']')
        {
            add(target);
            return String::new();
        }
        for rest in line.split("](").skip(1) {
            match rest.split_once(')') {
                // `Lamp::light()` has brackets of its own.
                Some((target, after)) if target.ends_with('(') && after.starts_with(')') => {
                    add(&format!("{target})"));
                }
                Some((target, _)) => add(target),
                None => {}
            }
        }
        for attribute in ["href=\"", "src=\""] {
            line.split(attribute).skip(1).filter_map(|rest| rest.split('"').next()).for_each(&mut add);
        }
        match line.rsplit_once('[') {
            Some((_, label)) if !label.contains(']') => format!("[{label} "),
            _ if line.ends_with(']') => "[]".to_owned(),
            _ => String::new(),
        }
    }
}

/// Removes the text between backticks from a line.
fn without_code(line: &str) -> String {
    let mut parts = line.split('`');
    let mut text = parts.next().unwrap_or_default().to_owned();
    while let (Some(_), Some(after)) = (parts.next(), parts.next()) {
        text.push_str(after);
    }
    text
}

/// Returns the anchor that GitHub derives from a heading.
fn slug(title: &str) -> String {
    // Of a link, only the label is part of the anchor.
    let mut plain = String::new();
    let mut rest = title.trim();
    while let Some((before, after)) = rest.split_once("](") {
        plain.push_str(before);
        rest = after.split_once(')').map_or("", |(_, after)| after);
    }
    plain.push_str(rest);
    let signs = plain.chars().filter_map(|sign| match sign {
        ' ' => Some('-'),
        '-' | '_' => Some(sign),
        _ if sign.is_alphanumeric() => Some(sign),
        _ => None,
    });
    signs.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn targets(text: &str) -> Vec<String> {
        Document::parse(text).links.into_iter().map(|link| link.target).collect()
    }

    #[test]
    fn links_of_every_kind_are_found_and_code_is_ignored() {
        assert_eq!(targets("[a](one) and ![b](two \"title\"), <img src=\"three\">"), ["one", "two", "three"]);
        assert_eq!(targets("[a]: one\n[`b`]: <two>"), ["one", "two"]);
        assert_eq!(targets("[`a`](Lamp::light()) [b](c)"), ["Lamp::light()", "c"]);
        assert_eq!(targets("[over\ntwo lines](one)"), ["one"]);
        assert_eq!(targets("`[a](one)`\n```text\n[a](two)\n```\n[a](three)"), ["three"]);
    }

    #[test]
    fn headings_become_anchors_as_on_github() {
        let text = "# What, why?\n## The `Lamp`\n## The `Lamp`\n```\n# no\n```\n### [One](two) & more\n<a id=\"x\"></a>\n";
        let anchors = Document::parse(text).anchors;
        let expected = ["what-why", "the-lamp", "the-lamp-1", "one--more", "x"].map(str::to_owned);
        assert_eq!(anchors, expected.into());
    }
}
