//! Writes rendered files to disk, or compares them with the files there.

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use similar::TextDiff;

use super::render::Files;

/// The rendered files.
pub(crate) struct Rendered {
    /// Folders that hold these files and no others.
    pub(crate) folders: Vec<(PathBuf, Files)>,
    /// Single files in folders that also hold other files.
    pub(crate) files: Vec<(PathBuf, String)>,
}

impl Rendered {
    /// Creates a value with folders only.
    pub(crate) const fn folders(folders: Vec<(PathBuf, Files)>) -> Self {
        Self { folders, files: Vec::new() }
    }
}

/// Writes the files that differ and removes those that are no longer rendered.
pub(crate) fn write(root: &Path, rendered: &Rendered) -> Result<String, String> {
    let mut report = String::new();
    let failed = |path: &Path| {
        let path = path.to_path_buf();
        move |error| format!("{}: {error}", path.display())
    };
    for (path, text) in &rendered.files {
        if read(path)?.as_ref() != Some(text) {
            fs::write(path, text).map_err(failed(path))?;
            report.push_str(&format!("wrote {}\n", shown(root, path)));
        }
    }
    for (folder, files) in &rendered.folders {
        fs::create_dir_all(folder).map_err(failed(folder))?;
        for name in names(folder)?.into_iter().filter(|name| !files.contains_key(name)) {
            let path = folder.join(name);
            fs::remove_file(&path).map_err(failed(&path))?;
            report.push_str(&format!("removed {}\n", shown(root, &path)));
        }
        for (name, text) in files {
            let path = folder.join(name);
            if read(&path)?.as_ref() != Some(text) {
                fs::write(&path, text).map_err(failed(&path))?;
                report.push_str(&format!("wrote {}\n", shown(root, &path)));
            }
        }
    }
    Ok(if report.is_empty() { "Everything is up to date.\n".to_owned() } else { report })
}

/// Compares the sets of files and their bytes.
///
/// # Errors
/// If they differ: the diff, and the command that renders the files.
pub(super) fn check(root: &Path, rendered: &Rendered) -> Result<String, String> {
    let mut report = String::new();
    let mut count = 0;
    for (path, text) in &rendered.files {
        count += 1;
        let there = read(path)?.unwrap_or_default();
        if there != *text {
            report.push_str(&diff(&shown(root, path), &there, text));
        }
    }
    for (folder, files) in &rendered.folders {
        let mut all: BTreeSet<String> = files.keys().cloned().collect();
        all.extend(names(folder)?);
        for name in all {
            let path = folder.join(&name);
            count += 1;
            match (read(&path)?, files.get(&name)) {
                (Some(there), Some(rendered)) if there == *rendered => {}
                (there, rendered) => {
                    let (old, new) = (there.unwrap_or_default(), rendered.cloned().unwrap_or_default());
                    report.push_str(&diff(&shown(root, &path), &old, &new));
                }
            }
        }
    }
    if report.is_empty() {
        Ok(format!("{count} generated files are up to date.\n"))
    } else {
        Err(format!("{report}\nThe generated files differ from the contracts. Run: cargo xtask codegen"))
    }
}

fn diff(path: &str, old: &str, new: &str) -> String {
    let what = match (old.is_empty(), new.is_empty()) {
        (true, _) => "is missing",
        (_, true) => "is no longer rendered",
        _ => "differs",
    };
    let diff = TextDiff::from_lines(old, new);
    format!("{path} {what}\n{}", diff.unified_diff().context_radius(2).header("on disk", "rendered"))
}

fn names(folder: &Path) -> Result<Vec<String>, String> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(format!("{}: {error}", folder.display())),
    };
    entries
        .map(|entry| entry.map(|entry| entry.file_name().to_string_lossy().into_owned()))
        .collect::<Result<_, _>>()
        .map_err(|error| format!("{}: {error}", folder.display()))
}

fn read(path: &Path) -> Result<Option<String>, String> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(format!("{}: {error}", path.display())),
    }
}

fn shown(root: &Path, path: &Path) -> String {
    path.strip_prefix(root).unwrap_or(path).display().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_reports_missing_different_and_stale_files_and_write_corrects_them() {
        let root = std::env::temp_dir().join(format!("xtask-output-{}", std::process::id()));
        let folder = root.join("generated");
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("old.rs"), "old\n").unwrap();
        fs::write(folder.join("mod.rs"), "mod a;\n").unwrap();
        let files = Files::from([
            ("mod.rs".to_owned(), "mod b;\n".to_owned()),
            ("b.rs".to_owned(), "b\n".to_owned()),
        ]);
        let alone = root.join("TABLE.md");
        fs::write(&alone, "| old |\n").unwrap();
        let rendered = Rendered {
            folders: vec![(folder.clone(), files)],
            files: vec![(alone, "| new |\n".to_owned()), (root.join("new.json"), "{}\n".to_owned())],
        };

        let diff = check(&root, &rendered).unwrap_err();
        for expected in [
            "TABLE.md differs",
            "-| old |\n+| new |",
            "new.json is missing",
            "b.rs is missing",
            "old.rs is no longer rendered",
            "-mod a;\n+mod b;",
            "cargo xtask codegen",
        ] {
            assert!(diff.contains(expected), "{diff}");
        }
        write(&root, &rendered).unwrap();
        assert!(check(&root, &rendered).is_ok());
        assert!(!folder.join("old.rs").exists());
        fs::remove_dir_all(&root).unwrap();
    }
}
