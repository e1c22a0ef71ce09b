//! `cargo xtask package`: what users get from the registry, built and looked at before anything is released.

mod archive;
mod builds;
mod growth;
mod manifest;
mod programs;

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::Failure;
use crate::cargo::{cargo, root, run as run_command};
use crate::compat::target_folder;
use crate::crates::{self, Crate};

/// Packs every crate, and proves each archive complete, small, and enough for a program outside the workspace.
pub(crate) fn run(options: &[&str]) -> Result<(), Failure> {
    let allow_dirty = match options {
        [] => false,
        ["--allow-dirty"] => true,
        _ => return Err(Failure::new(format!("package: unknown option {}", options.join(" ")))),
    };
    let packages = crates::published(root())?;
    let target = target_folder()?;
    fail_on(&manifest::problems(&packages))?;
    crate::say(&format!("{} manifests are complete\n", packages.len()));

    let archives = Archives::pack(&packages, target.join("package"), allow_dirty)?;
    let limits = archive::Limits::read(&root().join("xtask/archives.txt"))?;
    let (report, problems) = archive::look_at(&archives, &limits)?;
    crate::say(&report);
    fail_on(&problems)?;

    programs::write_all(&archives)?;
    archives.make_workspace("    \"programs/*\",\n")?;
    programs::run_all(&archives)?;
    growth::prove(&archives)?;
    builds::each_feature(&packages)?;
    archives.make_workspace("")?;
    builds::oldest_compiler(&archives)?;
    builds::oldest_dependencies(&archives)?;
    archives.clear()
}

/// The archives as `cargo package` verified them: packed, and unpacked again.
struct Archives<'a> {
    packages: &'a [Crate],
    folder: PathBuf,
}

impl<'a> Archives<'a> {
    /// Packs every crate; cargo builds each from its archive, with the archives of its siblings.
    fn pack(packages: &'a [Crate], folder: PathBuf, allow_dirty: bool) -> Result<Self, Failure> {
        let archives = Self { packages, folder };
        archives.clear()?;
        let mut command = cargo();
        command.args(["package", "--quiet"]);
        packages.iter().for_each(|package| {
            command.args(["--package", &package.name]);
        });
        if allow_dirty {
            command.arg("--allow-dirty");
        }
        // As the workspace's profile has it for dependencies, so that they are built once.
        run_command(command.env("CARGO_PROFILE_DEV_DEBUG", "false"))?;
        Ok(archives)
    }

    /// The folder of a crate, unpacked.
    fn unpacked(&self, package: &Crate) -> PathBuf {
        self.folder.join(unpacked_name(package))
    }

    /// Makes the unpacked archives one workspace, in which they and nothing of the checkout stand for their names.
    fn make_workspace(&self, programs: &str) -> Result<(), Failure> {
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
        // The versions of the checkout, so that nothing is fetched that it has not fetched.
        let lock = self.folder.join("Cargo.lock");
        fs::copy(root().join("Cargo.lock"), &lock).map_err(|error| at(&lock, &error))?;
        Ok(())
    }

    /// A cargo command in that workspace.
    fn cargo(&self, arguments: &[&str]) -> std::process::Command {
        let mut command = cargo();
        command.current_dir(&self.folder).args(arguments);
        // Their builds go beside those of the checkout, whose dependencies they share.
        command.env("CARGO_TARGET_DIR", self.folder.parent().unwrap_or(&self.folder));
        command
    }

    /// Removes them.
    fn clear(&self) -> Result<(), Failure> {
        match fs::remove_dir_all(&self.folder) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(at(&self.folder, &error)),
            _ => Ok(()),
        }
    }
}

fn unpacked_name(package: &Crate) -> String {
    format!("{}-{}", package.name, package.version)
}

fn fail_on(problems: &[String]) -> Result<(), Failure> {
    if problems.is_empty() { Ok(()) } else { Err(Failure::new(format!("\n{}", problems.join("\n")))) }
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder).map_err(|error| at(folder, &error))?;
    fs::write(path, text).map_err(|error| at(path, &error))
}

fn at(path: &Path, error: &std::io::Error) -> Failure {
    Failure::new(format!("{}: {error}", path.display()))
}
