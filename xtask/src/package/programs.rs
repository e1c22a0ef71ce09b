//! Builds programs on the archives alone: those of `tests/outside`, and a minimal one for each library.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::archives::{Archives, at, unpacked_name, write};
use crate::Failure;
use crate::cargo::{capture, root, run};

/// Crates that a lean program must not have in its tree.
const FORBIDDEN: &[&str] = &["hyper", "hyper-util", "reqwest", "ring", "rustls", "tokio"];

/// A platform without an operating system.
const WASM: &str = "wasm32-unknown-unknown";

/// The program that is also built for that platform.
const WASM_PROGRAM: &str = "lean-wasm";

/// Writes the programs into the workspace of the archives.
pub(super) fn write_all(archives: &Archives<'_>) -> Result<(), Failure> {
    let programs = archives.folder.join("programs");
    for name in outside()? {
        let from = root().join("tests/outside").join(&name);
        for file in ["Cargo.toml", "src/main.rs"] {
            let path = from.join(file);
            let text = fs::read_to_string(&path).map_err(|error| at(&path, &error))?;
            write(&programs.join(&name).join(file), &on_archives(archives, &text))?;
        }
    }
    for package in archives.packages {
        if let Some(library) = package.library() {
            let folder = programs.join(format!("uses-{}", package.name));
            let manifest = format!(
                "[package]\nname = \"uses-{0}\"\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n\
                 [dependencies]\n{0} = \"{1}\"\n",
                package.name, package.version
            );
            write(&folder.join("Cargo.toml"), &manifest)?;
            write(&folder.join("src/main.rs"), &format!("use {library} as _;\n\nfn main() {{}}\n"))?;
        }
    }
    Ok(())
}

/// Builds each program alone, runs those of `tests/outside`, and builds one for a platform without `std::time`.
pub(super) fn run_all(archives: &Archives<'_>) -> Result<(), Failure> {
    for package in archives.packages.iter().filter(|package| package.library().is_some()) {
        let program = format!("uses-{}", package.name);
        run(&mut archives.cargo(&["check", "--quiet", "--package", &program]))?;
        crate::say(&format!("a program compiles with {} alone\n", package.name));
    }
    for name in outside()? {
        crate::say(&format!("{name}, on archives alone:\n"));
        run(&mut archives.cargo(&["run", "--quiet", "--package", &name]))?;
        check_tree(archives, &name)?;
    }
    wasm(archives)
}

/// Fails if the dependency tree of a program has a crate of the checkout, or one that a lean program must not have.
fn check_tree(archives: &Archives<'_>, program: &str) -> Result<(), Failure> {
    let arguments =
        ["tree", "--edges", "normal", "--prefix", "none", "--format", "{p}", "--package", program];
    let tree = capture(&mut archives.cargo(&arguments))?;
    if tree.contains(&root().join("crates").display().to_string()) {
        return Err(Failure::new(format!("{program} was built with crates of the checkout")));
    }
    let names: BTreeSet<&str> = tree.lines().filter_map(|line| line.split_whitespace().next()).collect();
    crate::say(&format!("{program}: {} packages in its tree, itself included\n", names.len()));
    let found: Vec<_> = FORBIDDEN.iter().filter(|forbidden| names.contains(**forbidden)).collect();
    if found.is_empty() { Ok(()) } else { Err(Failure::new(format!("{program} has {found:?} in its tree"))) }
}

fn wasm(archives: &Archives<'_>) -> Result<(), Failure> {
    let installed =
        capture(std::process::Command::new("rustc").args(["--print", "target-libdir", "--target", WASM]));
    if !installed.is_ok_and(|folder| Path::new(folder.trim()).is_dir()) {
        crate::say(&format!(
            "skipped: {WASM_PROGRAM} for {WASM}, which is not installed: run `rustup target add {WASM}`\n"
        ));
        return Ok(());
    }
    run(&mut archives.cargo(&["check", "--quiet", "--package", WASM_PROGRAM, "--target", WASM]))?;
    crate::say(&format!("{WASM_PROGRAM} builds for {WASM}\n"));
    Ok(())
}

/// Lists the names of the programs in `tests/outside`.
fn outside() -> Result<Vec<String>, Failure> {
    let folder = root().join("tests/outside");
    let entries = fs::read_dir(&folder).map_err(|error| at(&folder, &error))?;
    let mut names = Vec::new();
    for entry in entries {
        let path = entry.map_err(|error| at(&folder, &error))?.path();
        if path.join("Cargo.toml").is_file() {
            names.push(path.file_name().unwrap_or_default().to_string_lossy().into_owned());
        }
    }
    names.sort();
    Ok(names)
}

/// Replaces the paths into the checkout by paths to the archives in the manifest of a program.
fn on_archives(archives: &Archives<'_>, text: &str) -> String {
    let text = text.replace("[workspace]\n", "");
    archives.packages.iter().fold(text, |text, package| {
        let checkout = format!("\"../../../crates/{}\"", package.name);
        text.replace(&checkout, &format!("\"../../{}\"", unpacked_name(package)))
    })
}
