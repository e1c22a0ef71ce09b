//! Checks the content and the size of each archive.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::archives::{Archives, at};
use crate::Failure;
use crate::cargo::root;
use crate::entry::Entry;

/// Files that every archive may hold besides its sources.
const USUAL: &[&str] = &[
    ".cargo_vcs_info.json",
    ".cargo-ok",
    "CHANGELOG.md",
    "Cargo.lock",
    "Cargo.toml",
    "Cargo.toml.orig",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "src/docs.md",
];

/// Additional files of one crate, each with its reason.
const EXTRAS: &[(&str, &str, &str)] = &[
    ("workos-client", "PERFORMANCE.md", "the documentation of a module"),
    ("workos-client", "RELIABILITY.md", "the documentation of a module"),
    ("workos-emulator", "keys/public-test-key-not-a-secret.pem", "signs its tokens, and is public"),
    ("workos-emulator", "official_operations.txt", "routes that answer 501"),
    ("workos-emulator", "seed.schema.json", "a constant, and an output of the command line"),
    ("workos-emulator", "src/control/openapi.yaml", "the description that the control API serves"),
    ("workos-emulator", "src/control/page/live.css", "the live page"),
    ("workos-emulator", "src/control/page/live.html", "the live page"),
    ("workos-emulator", "src/control/page/script/api.js", "the live page"),
    ("workos-emulator", "src/control/page/script/deliveries.js", "the live page"),
    ("workos-emulator", "src/control/page/script/dom.js", "the live page"),
    ("workos-emulator", "src/control/page/script/faults.js", "the live page"),
    ("workos-emulator", "src/control/page/script/forms.js", "the live page"),
    ("workos-emulator", "src/control/page/script/main.js", "the live page"),
    ("workos-emulator", "src/control/page/script/objects.js", "the live page"),
    ("workos-emulator", "src/control/page/script/requests.js", "the live page"),
    ("workos-emulator", "src/http/base.css", "the style of the live page and the hosted pages"),
    ("workos-emulator", "src/http/page.css", "the style of the hosted pages"),
    ("workos-emulator", "src/generated/event_examples.json", "the payloads of triggered events"),
];

/// Files that every archive must hold.
const NEEDED: &[&str] = &["CHANGELOG.md", "LICENSE-APACHE", "LICENSE-MIT", "README.md"];

/// What is wrong with the size of an archive whose manifest allows so many KiB.
fn size_problem(name: &str, bytes: u64, limit: u64) -> Option<String> {
    if bytes > limit * 1024 {
        return Some(format!("{name}: {bytes} bytes, over the {limit} KiB of `archive-kib` in its manifest"));
    }
    // A limit far above the archive would not notice an unwanted file.
    let problem = format!(
        "{name}: {bytes} bytes, less than a third of the {limit} KiB of `archive-kib` in its manifest"
    );
    (bytes * 3 < limit * 1024).then_some(problem)
}

/// Checks each archive. Returns a table of the sizes, and the problems.
pub(super) fn check(archives: &Archives<'_>) -> Result<(String, Vec<String>), Failure> {
    let mut report = "archives, compressed:\n".to_owned();
    let mut problems = Vec::new();
    for package in archives.packages {
        let unpacked = archives.unpacked(package);
        let packed = unpacked.with_file_name(format!("{}-{}.crate", package.name, package.version));
        let bytes = fs::metadata(&packed).map_err(|error| at(&packed, &error))?.len();
        let mut files = BTreeMap::new();
        read_files(&unpacked, &unpacked, &mut files)?;
        report.push_str(&format!("  {:<24} {:>4} KiB, {} files\n", package.name, bytes / 1024, files.len()));
        let entry = Entry::of(&package.name, package.metadata.as_ref()).map_err(Failure::new)?;
        problems.extend(size_problem(&package.name, bytes, entry.archive_kib));
        problems.extend(file_problems(&package.name, &files));
        for license in ["LICENSE-APACHE", "LICENSE-MIT"] {
            let ours = root().join(license);
            let ours = fs::read(&ours).map_err(|error| at(&ours, &error))?;
            if files.get(license) != Some(&ours) {
                problems.push(format!("{}: {license} differs from the file of the project", package.name));
            }
        }
    }
    for (name, file, _) in EXTRAS {
        if !archives.packages.iter().any(|it| it.name == *name && archives.unpacked(it).join(file).exists()) {
            problems.push(format!("{name}: {file} is expected, but not in the archive"));
        }
    }
    Ok((report, problems))
}

/// Finds files that should not be in an archive, and files that are missing.
fn file_problems(package: &str, files: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let mut problems = Vec::new();
    for (name, content) in files {
        let is_source = name.starts_with("src/") && name.ends_with(".rs");
        let is_extra = EXTRAS.iter().any(|(one, file, _)| *one == package && file == name);
        if !is_source && !is_extra && !USUAL.contains(&name.as_str()) {
            problems.push(format!("{package}: {name} is in the archive, but users do not need it"));
        }
        // Written in two parts, so that this file does not contain the mark itself.
        let mark = ["PRIVATE", " KEY-----"].concat();
        if !is_extra && content.windows(mark.len()).any(|part| part == mark.as_bytes()) {
            problems.push(format!("{package}: {name} has a private key in it"));
        }
    }
    problems.extend(
        NEEDED
            .iter()
            .filter(|name| !files.contains_key(**name))
            .map(|name| format!("{package}: {name} is missing")),
    );
    problems
}

fn read_files(base: &Path, folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) -> Result<(), Failure> {
    for entry in fs::read_dir(folder).map_err(|error| at(folder, &error))? {
        let path = entry.map_err(|error| at(folder, &error))?.path();
        if path.is_dir() {
            read_files(base, &path, files)?;
        } else {
            let name = path.strip_prefix(base).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            files.insert(name, fs::read(&path).map_err(|error| at(&path, &error))?);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems_with(package: &str, more: &[(&str, &str)]) -> Vec<String> {
        let usual = USUAL.iter().chain(&["src/lib.rs"]).map(|name| (*name, ""));
        let files = usual.chain(more.iter().copied());
        file_problems(package, &files.map(|(name, text)| (name.to_owned(), text.into())).collect())
    }

    #[test]
    fn superfluous_files_and_private_keys_are_found() {
        assert_eq!(problems_with("workos-sso", &[]), Vec::<String>::new());
        for name in ["tests/it/main.rs", "contract.yaml", "src/golden.json", "official_operations.txt"] {
            assert_eq!(problems_with("workos-sso", &[(name, "")]).len(), 1, "{name}");
        }
        assert_eq!(
            problems_with("workos-emulator", &[("official_operations.txt", "")]),
            Vec::<String>::new()
        );
        let key = ["-----BEGIN PRIVATE", " KEY-----"].concat();
        assert_eq!(problems_with("workos-sso", &[("src/key.rs", &key)]).len(), 1);
    }

    #[test]
    fn missing_files_are_found() {
        let missing = file_problems("workos-sso", &BTreeMap::new());
        assert_eq!(missing.len(), NEEDED.len());
    }

    #[test]
    fn an_archive_over_its_limit_or_far_below_it_is_a_problem() {
        assert_eq!(size_problem("lamp", 10 * 1024, 10), None);
        assert!(size_problem("lamp", 10 * 1024 + 1, 10).is_some());
        assert!(size_problem("lamp", 3 * 1024, 10).is_some());
    }
}
