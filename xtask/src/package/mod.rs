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
        archives.forget_siblings()?;
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
        for package in packages {
            touch(&archives.unpacked(package))?;
        }
        Ok(archives)
    }

    /// Removes what cargo keeps of the last time. While it verifies an archive, its siblings come from a registry, and
    /// what comes from there never changes, cargo thinks: it would take those that it unpacked and built before.
    fn forget_siblings(&self) -> Result<(), Failure> {
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
            // A registry in a folder has no host before the dash.
            if registry.file_name().to_string_lossy().starts_with('-') {
                for package in self.packages {
                    remove(&registry.path().join(unpacked_name(package)))?;
                }
            }
        }
        Ok(())
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
        remove(&self.folder)
    }
}

/// Removes a folder, if it is there.
fn remove(folder: &Path) -> Result<(), Failure> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(at(folder, &error)),
        _ => Ok(()),
    }
}

/// Gives the files of a folder the time of now: in archives all are as old as each other, and a build of the last time
/// would be taken for one of these.
fn touch(folder: &Path) -> Result<(), Failure> {
    for entry in fs::read_dir(folder).map_err(|error| at(folder, &error))? {
        let path = entry.map_err(|error| at(folder, &error))?.path();
        if path.is_dir() {
            touch(&path)?;
        } else {
            #[expect(clippy::disallowed_methods, reason = "cargo goes by the time of files")]
            let now = std::time::SystemTime::now();
            let file = fs::File::options().append(true).open(&path).map_err(|error| at(&path, &error))?;
            file.set_modified(now).map_err(|error| at(&path, &error))?;
        }
    }
    Ok(())
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
