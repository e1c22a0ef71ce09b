//! Reads the earlier releases and their files from git.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::version::Version;
use crate::Failure;
use crate::cargo::capture;

/// The repository of a checkout.
pub(super) struct Repository<'a> {
    root: &'a Path,
}

/// A release of a crate.
#[derive(Clone, Debug)]
pub(super) struct Tag {
    pub(super) name: String,
    pub(super) version: Version,
    pub(super) commit: String,
}

impl<'a> Repository<'a> {
    /// Opens the repository of a checkout; `None` if there is no commit to compare with.
    pub(super) fn open(root: &'a Path) -> Option<Self> {
        let repository = Self { root };
        repository.git(&["rev-parse", "--verify", "--quiet", "HEAD"]).is_ok().then_some(repository)
    }

    /// Returns the latest release of a crate among the tags that `HEAD` contains.
    pub(super) fn last_release(&self, package: &str) -> Result<Option<Tag>, Failure> {
        let prefix = format!("{package}-v");
        let tags = self.git(&["tag", "--merged", "HEAD", "--list", &format!("{prefix}*")])?;
        let mut last: Option<(Version, &str)> = None;
        for name in tags.lines() {
            let version = name[prefix.len()..].parse();
            let version = version.map_err(|error| Failure::new(format!("the tag {name}: {error}")))?;
            if last.is_none_or(|(known, _)| known < version) {
                last = Some((version, name));
            }
        }
        let Some((version, name)) = last else { return Ok(None) };
        let commit = self.git(&["rev-parse", "--verify", &format!("{name}^{{commit}}")])?;
        Ok(Some(Tag { name: name.to_owned(), version, commit: commit.trim().to_owned() }))
    }

    /// Lists the files of a folder that differ from a commit, including new ones.
    pub(super) fn changed(&self, commit: &str, folder: &Path) -> Result<Vec<String>, Failure> {
        let folder = folder.display().to_string();
        // Git runs in the folder, so that the names are relative to it, as in the archive.
        let tracked = self.git(&["-C", &folder, "diff", "--name-only", "--relative", commit, "--", "."])?;
        let untracked =
            self.git(&["-C", &folder, "ls-files", "--others", "--exclude-standard", "--", "."])?;
        Ok(tracked.lines().chain(untracked.lines()).map(str::to_owned).collect())
    }

    /// Writes all files of a commit into a fresh folder, without changing the index.
    pub(super) fn write(&self, commit: &str, folder: &Path) -> Result<PathBuf, Failure> {
        let failed = |error: std::io::Error| Failure::new(format!("{}: {error}", folder.display()));
        if folder.exists() {
            fs::remove_dir_all(folder).map_err(failed)?;
        }
        fs::create_dir_all(folder).map_err(failed)?;
        let folder = fs::canonicalize(folder).map_err(failed)?;
        let index = folder.with_extension("index");
        let prefix = format!("--prefix={}/", folder.display());
        for arguments in [["read-tree", commit, ""], ["checkout-index", "--all", &prefix]] {
            let arguments = arguments.iter().filter(|argument| !argument.is_empty());
            let mut git = Command::new("git");
            git.args(arguments).current_dir(self.root).env("GIT_INDEX_FILE", &index);
            capture(&mut git)?;
        }
        fs::remove_file(&index).map_err(failed)?;
        Ok(folder)
    }

    fn git(&self, arguments: &[&str]) -> Result<String, Failure> {
        capture(Command::new("git").args(arguments).current_dir(self.root))
    }
}
