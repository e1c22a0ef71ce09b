//! Runs rustdoc so that it writes JSON.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;

use super::{Api, json};
use crate::Failure;
use crate::cargo::{capture, cargo, root, run};
use crate::crates::Crate;

/// A toolchain whose rustdoc writes the format that the crate `public-api` reads.
const TOOLCHAIN: &str = "1.95.0";

/// The rustdoc that writes JSON.
const SCRIPT: &str = "xtask/rustdoc-json.sh";

/// The hidden module whose items exported macros expand to.
const MACRO_MODULE: &str = "__macro";

/// Where to document: a checkout, and a target folder whose builds are shared.
pub(crate) struct Place<'a> {
    pub(crate) checkout: &'a Path,
    pub(crate) target: &'a Path,
    /// The folder in the target folder that the JSON goes to.
    pub(crate) name: &'a str,
}

/// The items that the JSON contains.
#[derive(Clone, Copy)]
pub(crate) enum Content {
    /// Those in the docs.
    Public,
    /// Those hidden from the docs too.
    Hidden,
    /// Private ones too.
    Everything,
}

impl Content {
    /// Returns the name of the folder with the JSON, and the options of rustdoc.
    const fn options(self) -> (&'static str, &'static str) {
        match self {
            Self::Public => ("public", ""),
            Self::Hidden => ("hidden", "--document-hidden-items"),
            Self::Everything => ("everything", "--document-hidden-items --document-private-items"),
        }
    }
}

/// A rustdoc whose JSON can be read.
pub(crate) struct Rustdoc(());

impl Rustdoc {
    /// Finds out whether the rustdoc of this toolchain writes the format that is read here. If not, the error says why,
    /// and what to install.
    pub(crate) fn find(target: &Path) -> Result<Self, String> {
        Self::with_format(format_version(&target.join("api-format")))
    }

    fn with_format(format: Result<u32, Failure>) -> Result<Self, String> {
        let reason = match format {
            Ok(rustdoc_types::FORMAT_VERSION) => return Ok(Self(())),
            Ok(other) => format!(
                "the rustdoc of this toolchain writes JSON of format {other}, and this check reads format {}",
                rustdoc_types::FORMAT_VERSION
            ),
            Err(error) => format!("the rustdoc of this toolchain writes no JSON: {error}"),
        };
        Err(format!(
            "{}\nrun `rustup toolchain install {TOOLCHAIN}`, then this command with `cargo +{TOOLCHAIN}`",
            reason.trim_end()
        ))
    }

    /// Documents crates and reads their APIs. Returns them by the name of the crate.
    pub(crate) fn read(
        &self,
        place: &Place<'_>,
        crates: &[&Crate],
    ) -> Result<BTreeMap<String, Api>, Failure> {
        let folder = self.document(place, Content::Public, crates)?;
        let mut apis = BTreeMap::new();
        let mut hiding = Vec::new();
        for package in crates {
            let Some(library) = package.library() else { continue };
            let path = folder.join(format!("{library}.json"));
            let api = json::read(&path, None)?;
            if api.items.is_empty() {
                return Err(Failure::new(format!("{}: rustdoc found no public item", path.display())));
            }
            apis.insert(package.name.clone(), api);
            if has_macro_module(package)? {
                hiding.push(*package);
            }
        }
        let folder = self.document(place, Content::Hidden, &hiding)?;
        for package in hiding {
            let Some(library) = package.library() else { continue };
            let hidden = json::read(&folder.join(format!("{library}.json")), Some(MACRO_MODULE))?;
            apis.entry(package.name.clone()).or_default().extend(hidden);
        }
        Ok(apis)
    }

    /// Documents the libraries among the crates, and returns the folder with their JSON.
    pub(crate) fn document(
        &self,
        place: &Place<'_>,
        content: Content,
        crates: &[&Crate],
    ) -> Result<PathBuf, Failure> {
        let (name, flags) = content.options();
        let out = place.target.join(place.name).join(name);
        let folder = out.join("doc");
        let libraries: Vec<_> = crates.iter().filter(|package| package.library().is_some()).collect();
        match fs::remove_dir_all(&folder) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(at(&folder, &error)),
            _ if libraries.is_empty() => return Ok(folder),
            _ => {}
        }
        let mut cargo = cargo();
        cargo.current_dir(place.checkout).args(["doc", "--no-deps", "--quiet", "--lib"]);
        for package in libraries {
            cargo.args(["--package", &package.name]);
            for feature in package.quick_features() {
                cargo.arg("--features").arg(format!("{}/{feature}", package.name));
            }
        }
        // The JSON goes to its own folder; the compiled dependencies are shared with other builds.
        cargo.env("CARGO_TARGET_DIR", &out).env("CARGO_BUILD_BUILD_DIR", place.target);
        cargo.env("RUSTDOC", root().join(SCRIPT)).env("RUSTDOCFLAGS", format!("--cap-lints allow {flags}"));
        run(&mut cargo)?;
        Ok(folder)
    }
}

/// Returns the version of the format that rustdoc writes, from the JSON of an empty crate.
fn format_version(folder: &Path) -> Result<u32, Failure> {
    #[derive(Deserialize)]
    struct Versioned {
        format_version: u32,
    }
    let source = folder.join("empty.rs");
    fs::create_dir_all(folder).and_then(|()| fs::write(&source, "")).map_err(|error| at(folder, &error))?;
    let mut rustdoc = Command::new(root().join(SCRIPT));
    capture(
        rustdoc.arg(&source).args(["--crate-name", "empty", "--crate-type", "lib", "--out-dir"]).arg(folder),
    )?;
    let path = folder.join("empty.json");
    let text = fs::read_to_string(&path).map_err(|error| at(&path, &error))?;
    let versioned: Versioned =
        serde_json::from_str(&text).map_err(|error| Failure::new(format!("{}: {error}", path.display())))?;
    Ok(versioned.format_version)
}

/// Whether a crate has a module that its macros expand to.
fn has_macro_module(package: &Crate) -> Result<bool, Failure> {
    let path = package.folder().join("src/lib.rs");
    let text = fs::read_to_string(&path).map_err(|error| at(&path, &error))?;
    Ok(text.contains(&format!("mod {MACRO_MODULE} ")))
}

fn at(path: &Path, error: &std::io::Error) -> Failure {
    Failure::new(format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_toolchain_that_writes_another_format_or_no_json_is_refused_with_the_one_to_install() {
        assert!(Rustdoc::with_format(Ok(rustdoc_types::FORMAT_VERSION)).is_ok());
        for (format, why) in [
            (Ok(rustdoc_types::FORMAT_VERSION + 1), "writes JSON of format 58"),
            (Err(Failure::new("unknown option")), "writes no JSON: unknown option"),
        ] {
            let reason = Rustdoc::with_format(format).err().unwrap();
            assert!(reason.contains(why) && reason.contains("rustup toolchain install 1.95.0"), "{reason}");
        }
    }
}
