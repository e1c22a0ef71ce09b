//! Checks the links of rendered documentation. Rustdoc renders a link that it does not understand as it is, so the link
//! is dead.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::at;
use crate::Failure;

/// Dead links that cannot be repaired in this project: a part of the target, and the reason.
const KNOWN: &[(&str, &str)] = &[("__mock_", "mockall hides the types of its expectations from the docs")];

/// Finds links to missing files in the pages of these libraries. Rustdoc links to no page of another library, unless its
/// docs have an address.
pub(crate) fn dead(pages: &Path, libraries: &BTreeSet<&str>) -> Result<Vec<String>, Failure> {
    let mut found = Vec::new();
    for library in libraries {
        search(pages, &pages.join(library), &mut found)?;
    }
    Ok(found)
}

fn search(pages: &Path, folder: &Path, found: &mut Vec<String>) -> Result<(), Failure> {
    for entry in fs::read_dir(folder).map_err(|error| at(folder, &error))? {
        let path = entry.map_err(|error| at(folder, &error))?.path();
        if path.is_dir() {
            search(pages, &path, found)?;
        } else if path.extension().is_some_and(|extension| extension == "html") {
            let html = fs::read_to_string(&path).map_err(|error| at(&path, &error))?;
            let name = path.strip_prefix(pages).unwrap_or(&path).display().to_string();
            let known = |target: &str| KNOWN.iter().any(|(mark, _)| target.contains(mark));
            let dead = targets(&html).filter(|target| !known(target) && !target_exists(folder, target));
            found.extend(
                dead.map(|target| format!("the page {name} links to {target}, which does not exist")),
            );
        }
    }
    Ok(())
}

/// Returns the targets of a page's links, without anchors. The head is left out, since a script in it puts links
/// together. Blanket implementations are left out, since their text comes from other crates.
fn targets(html: &str) -> impl Iterator<Item = &str> {
    let body = html.split_once("</head>").map_or(html, |(_, body)| body);
    let own = body.split("id=\"blanket-implementations\"").next().unwrap_or_default();
    let links = own.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let files = links.map(|link| link.split(['#', '?']).next().unwrap_or_default());
    files.filter(|link| !link.is_empty() && !link.contains("://") && !link.starts_with("mailto:"))
}

fn target_exists(folder: &Path, target: &str) -> bool {
    let mut path = PathBuf::new();
    for part in folder.join(target).components() {
        match part {
            std::path::Component::ParentDir => {
                path.pop();
            }
            part => path.push(part),
        }
    }
    path.exists()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scratch::Scratch;

    #[test]
    fn a_link_to_a_missing_page_is_found() {
        let scratch = Scratch::new("rendered");
        scratch.write("lamp/index.html", "<head><script>`<link href=\"${style}\">`</script></head>");
        let libraries = BTreeSet::from(["lamp"]);
        let dead_links = |link: &str| {
            scratch.write("lamp/light/fn.on.html", &format!("<a href=\"{link}\">"));
            dead(scratch.path(), &libraries).unwrap().len()
        };
        for link in ["../index.html", "#on", "https://x.y/z"] {
            assert_eq!(dead_links(link), 0, "{link}");
        }
        for link in [
            "../fn.off.html",
            "$crate::Error",
            "../../torch/index.html",
            "../../http/struct.Uri.html",
            "../../../../README.md",
            "README.md",
        ] {
            assert_eq!(dead_links(link), 1, "{link}");
        }
    }
}
