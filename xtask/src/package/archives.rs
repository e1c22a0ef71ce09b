//! The archives of all crates, packed and unpacked again.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::Failure;
use crate::cargo::{cargo, root, run as run_command};
use crate::crates::Crate;

/// The archives as `cargo package` verified them: packaged, and unpacked again.
pub(super) struct Archives<'a> {
    pub(super) packages: &'a [Crate],
    pub(super) folder: PathBuf,
}

impl<'a> Archives<'a> {
    /// Packages every crate. Cargo builds each crate from its archive, with the archives of the others.
    pub(super) fn pack(packages: &'a [Crate], folder: PathBuf, allow_dirty: bool) -> Result<Self, Failure> {
        let archives = Self { packages, folder };
        archives.clear()?;
        archives.remove_cached()?;
        let mut command = cargo();
        command.args(["package", "--quiet"]);
        packages.iter().for_each(|package| {
            command.args(["--package", &package.name]);
        });
        if allow_dirty {
            command.arg("--allow-dirty");
        }
        // The workspace's profile has the same setting for dependencies, so that they are built only once.
        run_command(command.env("CARGO_PROFILE_DEV_DEBUG", "false"))?;
        for package in packages {
            touch(&archives.unpacked(package))?;
        }
        Ok(archives)
    }

    /// Removes the archives that cargo has cached in earlier runs. While cargo verifies an archive, the others come
    /// from a local registry. Cargo assumes that the content of a registry never changes, so it would use the cached
    /// ones.
    fn remove_cached(&self) -> Result<(), Failure> {
        let mut clean = cargo();
        clean.args(["clean", "--quiet"]);
        self.packages.iter().for_each(|package| {
            clean.args(["--package", &package.name]);
        });
        run_command(&mut clean)?;
        let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
        let home = home.or_else(|| Some(std::env::home_dir()?.join(".cargo")));
        let Some(Ok(registries)) = home.map(|home| fs::read_dir(home.join("registry/src"))) else {
            return Ok(());
        };
        for registry in registries.filter_map(Result::ok) {
            // The folder of a local registry has no host before the dash.
            if registry.file_name().to_string_lossy().starts_with('-') {
                for package in self.packages {
                    remove(&registry.path().join(unpacked_name(package)))?;
                }
            }
        }
        Ok(())
    }

    /// Returns the folder of the unpacked archive of a crate.
    pub(super) fn unpacked(&self, package: &Crate) -> PathBuf {
        self.folder.join(unpacked_name(package))
    }

    /// Makes one workspace of the unpacked archives. In it, the name of a crate means its archive, not the checkout.
    pub(super) fn make_workspace(&self, programs: &str) -> Result<(), Failure> {
        let mut members = String::new();
        let mut patches = String::new();
        for package in self.packages {
            let folder = unpacked_name(package);
            members.push_str(&format!("    \"{folder}\",\n"));
            patches.push_str(&format!("{} = {{ path = \"{folder}\" }}\n", package.name));
        }
        let text = format!(
            "[workspace]\nresolver = \"3\"\nmembers = [\n{members}{programs}]\n\n\
             [patch.crates-io]\n{patches}\n\
             [profile.dev]\ndebug = false\n"
        );
        write(&self.folder.join("Cargo.toml"), &text)?;
        // The lock file of the checkout, so that cargo downloads no other versions.
        let lock = self.folder.join("Cargo.lock");
        fs::copy(root().join("Cargo.lock"), &lock).map_err(|error| at(&lock, &error))?;
        Ok(())
    }

    /// Returns a cargo command in the workspace of the archives.
    pub(super) fn cargo(&self, arguments: &[&str]) -> std::process::Command {
        let mut command = cargo();
        command.current_dir(&self.folder).args(arguments);
        // The builds share the target folder of the checkout, and so its compiled dependencies.
        command.env("CARGO_TARGET_DIR", self.folder.parent().unwrap_or(&self.folder));
        command
    }

    /// Removes the archives.
    pub(super) fn clear(&self) -> Result<(), Failure> {
        remove(&self.folder)
    }
}

/// Removes a folder, if it exists.
fn remove(folder: &Path) -> Result<(), Failure> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(at(folder, &error)),
        _ => Ok(()),
    }
}

/// Sets the modification time of all files in a folder to now. In archives, all files have the same time, so cargo
/// would take an earlier build for an up-to-date one.
fn touch(folder: &Path) -> Result<(), Failure> {
    for entry in fs::read_dir(folder).map_err(|error| at(folder, &error))? {
        let path = entry.map_err(|error| at(folder, &error))?.path();
        if path.is_dir() {
            touch(&path)?;
        } else {
            #[expect(
                clippy::disallowed_methods,
                reason = "cargo decides by modification times what to compile again"
            )]
            let now = std::time::SystemTime::now();
            let file = fs::File::options().append(true).open(&path).map_err(|error| at(&path, &error))?;
            file.set_modified(now).map_err(|error| at(&path, &error))?;
        }
    }
    Ok(())
}

pub(super) fn unpacked_name(package: &Crate) -> String {
    format!("{}-{}", package.name, package.version)
}

pub(super) fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder).map_err(|error| at(folder, &error))?;
    fs::write(path, text).map_err(|error| at(path, &error))
}

pub(super) fn at(path: &Path, error: &std::io::Error) -> Failure {
    Failure::new(format!("{}: {error}", path.display()))
}
