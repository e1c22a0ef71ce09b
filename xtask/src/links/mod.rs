//! `cargo xtask links`: every link of every Markdown file and of every rendered page leads somewhere, and words are spelled
//! right.
//!
//! Links to other sites are not followed: whether those are up is no property of this project.

mod markdown;
pub(crate) mod rendered;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::process::Command;

use crate::Failure;
use crate::cargo::{capture, root, run as run_command};
use markdown::Document;

/// Where the repository is seen; links to it are looked up in the checkout.
const REPOSITORY: &str = "https://github.com/workos-kit/workos-kit/";

/// Checks the Markdown files that git knows, and the spelling.
pub(crate) fn run() -> Result<(), Failure> {
    let documents = read(root())?;
    let links: usize = documents.values().map(|document| document.links.len()).sum();
    let problems = problems(root(), &documents);
    crate::say(&format!("{links} links in {} Markdown files\n", documents.len()));
    if !problems.is_empty() {
        return Err(Failure::new(format!("\n{}", problems.join("\n"))));
    }
    spelling()
}

/// Spelling, by the tool for code that knows the usual slips.
fn spelling() -> Result<(), Failure> {
    if Command::new("typos").arg("--version").output().is_err() {
        crate::say("skipped: the spelling, since `typos` is not installed: cargo install typos-cli\n");
        return Ok(());
    }
    run_command(Command::new("typos").args(["--hidden", "--format", "brief"]).current_dir(root()))
}

/// The Markdown files of a checkout, by their path from its root: those in git, or all where there is no git.
fn read(checkout: &Path) -> Result<BTreeMap<PathBuf, Document>, Failure> {
    let arguments = ["ls-files", "--cached", "--others", "--exclude-standard", "--", "*.md"];
    let mut names: Vec<PathBuf> = match capture(Command::new("git").args(arguments).current_dir(checkout)) {
        Ok(names) => names.lines().map(PathBuf::from).collect(),
        Err(_) => walk(checkout, Path::new(""))?,
    };
    // What is deleted and not yet committed is still listed.
    names.retain(|name| checkout.join(name).is_file());
    names
        .into_iter()
        .map(|name| {
            let path = checkout.join(&name);
            let text = fs::read_to_string(&path).map_err(|error| at(&path, &error))?;
            Ok((name, Document::parse(&text)))
        })
        .collect()
}

fn walk(checkout: &Path, folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let whole = checkout.join(folder);
    let mut found = Vec::new();
    for entry in fs::read_dir(&whole).map_err(|error| at(&whole, &error))? {
        let name = folder.join(entry.map_err(|error| at(&whole, &error))?.file_name());
        let is_built = name.ends_with("target") || name.ends_with("node_modules") || name.ends_with(".git");
        if checkout.join(&name).is_dir() && !is_built {
            found.extend(walk(checkout, &name)?);
        } else if name.extension().is_some_and(|extension| extension == "md") {
            found.push(name);
        }
    }
    Ok(found)
}

fn problems(checkout: &Path, documents: &BTreeMap<PathBuf, Document>) -> Vec<String> {
    let mut problems = Vec::new();
    for (name, document) in documents {
        for link in &document.links {
            if let Some(problem) = problem(checkout, documents, name, &link.target) {
                problems.push(format!("{}:{}: {}: {problem}", name.display(), link.line, link.target));
            }
        }
    }
    problems
}

/// What is wrong with one link.
fn problem(
    checkout: &Path,
    documents: &BTreeMap<PathBuf, Document>,
    from: &Path,
    target: &str,
) -> Option<&'static str> {
    let (target, is_own_site) = match target.strip_prefix(REPOSITORY) {
        Some(rest) => {
            // `blob/main/README.md`: after the kind of page and the branch comes a path.
            let is_file = rest.starts_with("blob/") || rest.starts_with("tree/");
            let path = rest.splitn(3, '/').nth(2).filter(|_| is_file)?;
            (path, true)
        }
        None if target.contains("://") || target.starts_with("mailto:") => return None,
        None => (target, false),
    };
    let is_crate_docs = is_crate_docs(from);
    if is_crate_docs && !is_own_site && is_item(target) {
        // Rustdoc looks these up, and its warnings are errors.
        return None;
    }
    let (path, anchor) = target.split_once('#').map_or((target, None), |(path, anchor)| (path, Some(anchor)));
    if is_crate_docs && !is_own_site && !path.is_empty() {
        return Some("it is part of the crate's docs, where only whole addresses lead to files");
    }
    let folder = if is_own_site { Path::new("") } else { from.parent().unwrap_or(from) };
    let path = if path.is_empty() { Some(from.to_path_buf()) } else { tidy(&folder.join(path)) };
    let Some(path) = path.filter(|path| checkout.join(path).exists()) else {
        return Some("there is no such file");
    };
    let anchor = anchor?;
    match documents.get(&path) {
        Some(document) if document.anchors.contains(anchor) => None,
        Some(_) => Some("there is no such heading"),
        // `#L10` in a source file.
        None => None,
    }
}

/// Whether a file is rendered as the documentation of a crate, on a site that has no other files of it.
fn is_crate_docs(path: &Path) -> bool {
    let mut parts = path.components();
    let is_in_crate = parts.next() == Some(Component::Normal("crates".as_ref())) && parts.count() == 2;
    is_in_crate && path.file_name() != Some("CHANGELOG.md".as_ref())
}

/// Whether a link names an item, as `Error::hint` or `crate::Call` does.
fn is_item(target: &str) -> bool {
    let target = target.rsplit_once('@').map_or(target, |(_, target)| target);
    let target = target.split('#').next().unwrap_or_default();
    let target = target.trim_end_matches("()").trim_end_matches('!');
    let is_name =
        |part: &str| !part.is_empty() && part.chars().all(|sign| sign.is_ascii_alphanumeric() || sign == '_');
    target.split("::").all(is_name)
}

/// A path without `.` and `..`; none if it leaves the checkout.
fn tidy(path: &Path) -> Option<PathBuf> {
    let mut tidy = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                if !tidy.pop() {
                    return None;
                }
            }
            Component::Normal(part) => tidy.push(part),
            Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    Some(tidy)
}

fn at(path: &Path, error: &std::io::Error) -> Failure {
    Failure::new(format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scratch::Scratch;

    /// What is wrong with one link in a file.
    fn found(file: &str, link: &str) -> Vec<String> {
        let scratch = Scratch::new(&format!("links-{}", file.replace(['/', '.'], "-")));
        scratch.write("README.md", "# Lamps\n\n## How to light\n");
        scratch.write("docs/MORE.md", "# More\n");
        scratch.write(file, &format!("# Lamps\n\n## How to light\n\n[a link]({link})\n"));
        scratch.write("crates/lamp/src/lib.rs", "");
        problems(scratch.path(), &read(scratch.path()).unwrap())
    }

    #[test]
    fn a_link_leads_to_a_file_or_heading_that_is_there() {
        for link in [
            "MORE.md",
            "../README.md",
            "../README.md#how-to-light",
            "#how-to-light",
            "../crates/lamp/src/lib.rs#L1",
            "../crates",
            "https://example.com/nowhere",
            "https://github.com/workos-kit/workos-kit/blob/main/README.md#how-to-light",
            "https://github.com/workos-kit/workos-kit/issues",
        ] {
            assert_eq!(found("docs/A.md", link), Vec::<String>::new(), "{link}");
        }
    }

    #[test]
    fn a_link_that_leads_nowhere_is_a_problem_with_its_line() {
        for link in [
            "LESS.md",
            "../../README.md",
            "../README.md#how-to-dim",
            "#how-to-dim",
            "/README.md",
            "https://github.com/workos-kit/workos-kit/blob/main/LESS.md",
        ] {
            let found = found("docs/B.md", link);
            assert!(found.len() == 1 && found[0].starts_with("docs/B.md:5: "), "{link}: {found:?}");
        }
    }

    #[test]
    fn a_crates_readme_links_to_items_and_by_whole_addresses() {
        for link in ["Lamp::light", "struct@Lamp", "crate::Lamp#fields", "lamp!", "#how-to-light"] {
            assert_eq!(found("crates/lamp/README.md", link), Vec::<String>::new(), "{link}");
        }
        assert_eq!(found("crates/lamp/README.md", "../../README.md").len(), 1);
        assert_eq!(found("crates/lamp/CHANGELOG.md", "../../README.md"), Vec::<String>::new());
    }
}
