//! Checks the links of rendered documentation. Rustdoc renders a link that it does not understand as it is, so the link
//! is dead.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::at;
use crate::Failure;

/// Dead links that cannot be repaired in this project: a part of the target, and the reason.
const KNOWN: &[(&str, &str)] = &[("__mock_", "mockall hides the types of its expectations from the docs")];

/// Finds links to missing files in the pages of these libraries.
///
/// An empty folder stands for a library whose pages are on another site.
pub(crate) fn dead(pages: &Path, libraries: &BTreeSet<&str>) -> Result<Vec<String>, Failure> {
    let mut found = Vec::new();
    for library in libraries {
        search(pages, &pages.join(library), libraries, &mut found)?;
    }
    Ok(found)
}

fn search(
    pages: &Path,
    folder: &Path,
    libraries: &BTreeSet<&str>,
    found: &mut Vec<String>,
) -> Result<(), Failure> {
    for entry in fs::read_dir(folder).map_err(|error| at(folder, &error))? {
        let path = entry.map_err(|error| at(folder, &error))?.path();
        if path.is_dir() {
            search(pages, &path, libraries, found)?;
        } else if path.extension().is_some_and(|extension| extension == "html") {
            let html = fs::read_to_string(&path).map_err(|error| at(&path, &error))?;
            let name = path.strip_prefix(pages).unwrap_or(&path).display().to_string();
            let known = |target: &str| KNOWN.iter().any(|(mark, _)| target.contains(mark));
            let dead = targets(&html)
                .filter(|target| !known(target) && !target_exists(pages, folder, target, libraries));
            found.extend(
                dead.map(|target| format!("the page {name} links to {target}, which does not exist")),
            );
        }
    }
    Ok(())
}

/// Returns the targets of a page's links, without anchors. Blanket implementations are left out, since their text comes
/// from other crates.
fn targets(html: &str) -> impl Iterator<Item = &str> {
    let own = html.split("id=\"blanket-implementations\"").next().unwrap_or_default();
    let links = own.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let files = links.map(|link| link.split(['#', '?']).next().unwrap_or_default());
    files.filter(|link| !link.is_empty() && !link.contains("://") && !link.starts_with("mailto:"))
}

fn target_exists(pages: &Path, folder: &Path, target: &str, libraries: &BTreeSet<&str>) -> bool {
    let mut path = PathBuf::new();
    for part in folder.join(target).components() {
        match part {
            std::path::Component::ParentDir => {
                path.pop();
            }
            part => path.push(part),
        }
    }
    if path.exists() {
        return true;
    }
    let Ok(name) = path.strip_prefix(pages) else { return false };
    let mut parts = name.components().map(|part| part.as_os_str().to_string_lossy());
    let library = match parts.next() {
        // A page with the source of another library.
        Some(first) if first == "src" => parts.next(),
        first => first,
    };
    library.is_some_and(|library| !libraries.contains(&*library) && pages.join(&*library).is_dir())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scratch::Scratch;

    #[test]
    fn a_link_to_a_missing_page_is_found_unless_it_is_in_the_docs_of_another_project() {
        let scratch = Scratch::new("rendered");
        scratch.write("lamp/index.html", "");
        fs::create_dir(scratch.path().join("http")).unwrap();
        let libraries = BTreeSet::from(["lamp"]);
        let dead_links = |link: &str| {
            scratch.write("lamp/light/fn.on.html", &format!("<a href=\"{link}\">"));
            dead(scratch.path(), &libraries).unwrap().len()
        };
        for link in [
            "../index.html",
            "#on",
            "../../http/struct.Uri.html",
            "../../src/http/uri.rs.html#1",
            "https://x.y/z",
        ] {
            assert_eq!(dead_links(link), 0, "{link}");
        }
        for link in [
            "../fn.off.html",
            "$crate::Error",
            "../../torch/index.html",
            "../../../../README.md",
            "README.md",
        ] {
            assert_eq!(dead_links(link), 1, "{link}");
        }
    }
}
