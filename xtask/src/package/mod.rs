//! `cargo xtask package`: builds and checks the archives that users get from the registry, before a release.

mod archive;
mod archives;
mod builds;
mod growth;
mod manifest;
mod programs;

use crate::Failure;
use crate::cargo::root;
use crate::compat::target_folder;
use crate::crates;
use archives::Archives;

/// Packages every crate. Checks that each archive is complete, small, and enough for a program outside the workspace.
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
    let (report, problems) = archive::check(&archives)?;
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

fn fail_on(problems: &[String]) -> Result<(), Failure> {
    if problems.is_empty() { Ok(()) } else { Err(Failure::new(format!("\n{}", problems.join("\n")))) }
}
