//! `cargo xtask links`: checks every link of every Markdown file, and the spelling.
//!
//! Links to other sites are not followed, since this project does not control whether those sites are up.

mod markdown;
pub(crate) mod rendered;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::process::Command;

use crate::Failure;
use crate::cargo::{capture, root, run as run_command};
use markdown::Document;

/// The address of the repository. Links to it are looked up in the checkout.
const REPOSITORY: &str = "https://github.com/workos-kit/workos-kit/";

/// Checks the Markdown files and the spelling.
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

/// Checks the spelling with `typos`, a tool for code that knows common mistakes.
fn spelling() -> Result<(), Failure> {
    if Command::new("typos").arg("--version").output().is_err() {
        crate::say("skipped: spelling, since `typos` is not installed: run `cargo install typos-cli`\n");
        return Ok(());
    }
    run_command(Command::new("typos").args(["--hidden", "--format", "brief"]).current_dir(root()))
}

/// Reads the Markdown files of a checkout, by their path from its root: the files that git lists, or all without git.
fn read(checkout: &Path) -> Result<BTreeMap<PathBuf, Document>, Failure> {
    let arguments = ["ls-files", "--cached", "--others", "--exclude-standard", "--", "*.md"];
    let mut names: Vec<PathBuf> = match capture(Command::new("git").args(arguments).current_dir(checkout)) {
        Ok(names) => names.lines().map(PathBuf::from).collect(),
        Err(_) => walk(checkout, Path::new(""))?,
    };
    // Git still lists a file that is deleted, if this is not committed.
    names.retain(|name| checkout.join(name).is_file());
    // These link to items, which rustdoc checks. The READMEs that are rendered from them have the other links.
    names.retain(|name| !name.ends_with("src/docs.md"));
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

/// Returns the problem with one link, if there is one.
fn problem(
    checkout: &Path,
    documents: &BTreeMap<PathBuf, Document>,
    from: &Path,
    target: &str,
) -> Option<&'static str> {
    let (target, is_own_site) = match target.strip_prefix(REPOSITORY) {
        Some(rest) => {
            // `blob/main/README.md`: after the kind of page and the branch comes a path. Images are `raw`.
            let is_file = ["blob/", "tree/", "raw/"].iter().any(|kind| rest.starts_with(kind));
            let path = rest.splitn(3, '/').nth(2).filter(|_| is_file)?;
            (path, true)
        }
        None if target.contains("://") || target.starts_with("mailto:") => return None,
        None => (target, false),
    };
    let is_crate_docs = is_crate_docs(from);
    if is_crate_docs && !is_own_site && is_item(target) {
        // Rustdoc checks these links itself, and its warnings are errors.
        return None;
    }
    let (path, anchor) = target.split_once('#').map_or((target, None), |(path, anchor)| (path, Some(anchor)));
    if is_crate_docs && !is_own_site && !path.is_empty() {
        return Some("this file is part of the crate's docs, where links to files must be absolute URLs");
    }
    let folder = if is_own_site { Path::new("") } else { from.parent().unwrap_or(from) };
    let path = if path.is_empty() { Some(from.to_path_buf()) } else { normalize(&folder.join(path)) };
    let Some(path) = path.filter(|path| checkout.join(path).exists()) else {
        return Some("there is no such file");
    };
    let anchor = anchor?;
    match documents.get(&path) {
        Some(document) if document.anchors.contains(anchor) => None,
        Some(_) => Some("there is no such heading"),
        // A line number of a source file, such as `#L10`, is not checked.
        None => None,
    }
}

/// Whether a file is rendered as documentation of a crate. The docs site does not have the other files of the crate.
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

/// Resolves `.` and `..` in a path. Returns `None` if the path leaves the checkout.
fn normalize(path: &Path) -> Option<PathBuf> {
    let mut normal = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                if !normal.pop() {
                    return None;
                }
            }
            Component::Normal(part) => normal.push(part),
            Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    Some(normal)
}

fn at(path: &Path, error: &std::io::Error) -> Failure {
    Failure::new(format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scratch::Scratch;

    /// Returns the problems with one link in a file.
    fn found(file: &str, link: &str) -> Vec<String> {
        let scratch = Scratch::new(&format!("links-{}", file.replace(['/', '.'], "-")));
        scratch.write("README.md", "# Lamps\n\n## How to light\n");
        scratch.write("docs/MORE.md", "# More\n");
        scratch.write(file, &format!("# Lamps\n\n## How to light\n\n[a link]({link})\n"));
        scratch.write("crates/lamp/src/lib.rs", "");
        problems(scratch.path(), &read(scratch.path()).unwrap())
    }

    #[test]
    fn a_link_to_an_existing_file_or_heading_is_accepted() {
        for link in [
            "MORE.md",
            "../README.md",
            "../README.md#how-to-light",
            "#how-to-light",
            "../crates/lamp/src/lib.rs#L1",
            "../crates",
            "https://example.com/nowhere",
            "https://github.com/workos-kit/workos-kit/blob/main/README.md#how-to-light",
            "https://github.com/workos-kit/workos-kit/raw/main/docs/MORE.md",
            "https://github.com/workos-kit/workos-kit/issues",
        ] {
            assert_eq!(found("docs/A.md", link), Vec::<String>::new(), "{link}");
        }
    }

    #[test]
    fn a_dead_link_is_a_problem_with_its_line() {
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
    fn the_readme_of_a_crate_may_link_only_to_items_and_absolute_urls() {
        for link in ["Lamp::light", "struct@Lamp", "crate::Lamp#fields", "lamp!", "#how-to-light"] {
            assert_eq!(found("crates/lamp/README.md", link), Vec::<String>::new(), "{link}");
        }
        assert_eq!(found("crates/lamp/README.md", "../../README.md").len(), 1);
        assert_eq!(found("crates/lamp/CHANGELOG.md", "../../README.md"), Vec::<String>::new());
    }
}
