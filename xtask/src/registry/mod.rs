//! The registry of the crates: everything outside a crate's folder that names it is rendered from its manifest and
//! its contract.
//!
//! `[package.metadata.workos]` of a manifest:
//!
//! | key | meaning |
//! |---|---|
//! | `level` | layer of the crate, 0 to 7; -1 for what all others share |
//! | `purpose` | what a user wants who needs this crate, in lower case: rows of READMEs, comments of features |
//! | `archive-kib` | limit of the compressed archive, in KiB |
//! | `facade-features` | features that the facade turns on (default: none) |
//!
//! Rendered from it: the dependencies on crates of the workspace in the root manifest; re-exports, accessors, features
//! and dependencies of the facade; rows of the READMEs; the picture of the layers. In files that are written by hand,
//! the rendered lines stand between two [markers](splice).

mod facade;
mod member;
mod pages;
mod splice;

use std::fs;
use std::path::{Path, PathBuf};

use crate::codegen::plan::Plan;
use crate::codegen::render::{Files, rustfmt};
use crate::crates::{self, Crate};
use crate::entry::Entry;
use member::Member;

/// The facade, below the root.
const FACADE: &str = "crates/workos-kit";

/// Rendered files of the registry: folders, and files beside others.
pub(crate) type Rendered = (Vec<(PathBuf, Files)>, Vec<(PathBuf, String)>);

/// Renders everything that names crates.
pub(crate) fn render(root: &Path, plans: &[Plan]) -> Result<Rendered, String> {
    let members = members(root, plans)?;
    let files = vec![
        spliced(
            root,
            "Cargo.toml",
            &[("crates of this workspace", pages::workspace_dependencies(&members))],
        )?,
        spliced(root, "README.md", &[("crates", pages::front_page(&members))])?,
        spliced(
            root,
            "crates/README.md",
            &[("layers", format!("```text\n{}```\n", pages::layers(&members)))],
        )?,
        spliced(
            root,
            &format!("{FACADE}/Cargo.toml"),
            &[("domains", facade::features(&members)), ("crates", facade::dependencies(&members))],
        )?,
        spliced(
            root,
            &format!("{FACADE}/src/docs.md"),
            &[("crates", facade::crate_rows(&members)), ("features", facade::feature_rows(&members))],
        )?,
    ];
    let code = rustfmt(&facade::code(&members), root)?;
    let folder = root.join(FACADE).join("src/generated");
    Ok((vec![(folder, Files::from([("mod.rs".to_owned(), code)]))], files))
}

/// Returns the picture of the layers, as `crates/README.md` shows it.
pub(crate) fn picture(root: &Path) -> Result<String, String> {
    Ok(pages::layers(&members(root, &[])?))
}

/// The published crates, by level and name.
fn members(root: &Path, plans: &[Plan]) -> Result<Vec<Member>, String> {
    let packages = crates::published(root).map_err(|failure| failure.to_string())?;
    let member = |package: Crate| {
        let entry = Entry::of(&package.name, package.metadata.as_ref())?;
        let library = package.library().unwrap_or_default();
        let plan = plans.iter().find(|plan| plan.crate_path == library);
        let handles = plan.into_iter().flat_map(|plan| &plan.handles);
        let handles = handles.map(|it| (it.name.clone(), it.doc.clone())).collect();
        Ok(Member { package, entry, handles })
    };
    let mut members: Vec<_> = packages.into_iter().map(member).collect::<Result<_, String>>()?;
    members.sort_by(|one, other| {
        (one.entry.level, &one.package.name).cmp(&(other.entry.level, &other.package.name))
    });
    Ok(members)
}

/// A file with rendered lines between its markers.
fn spliced(root: &Path, file: &str, regions: &[(&str, String)]) -> Result<(PathBuf, String), String> {
    let path = root.join(file);
    let mut text = fs::read_to_string(&path).map_err(|error| format!("{file}: {error}"))?;
    for (name, lines) in regions {
        text = splice::replace(&text, name, lines).map_err(|problem| format!("{file}: {problem}"))?;
    }
    Ok((path, text))
}
