//! Writes the rendered crate to disk, compiles it, and decodes its examples.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use serde_json::json;

use super::cases::{Case, Cases, Reader, path};
use super::group::Group;
use crate::Failure;
use crate::cargo::{cargo, root};
use crate::codegen::output;
use crate::codegen::plan::{Named, Type};

pub(super) struct Package {
    folder: PathBuf,
}

impl Package {
    /// Writes the crate. Files whose content is the same stay untouched.
    pub(super) fn write(folder: &Path, groups: &[Group], cases: &Cases) -> Result<Self, Failure> {
        let file = |name: &str, text: String| (name.to_owned(), text);
        let modules: String =
            groups.iter().map(|group| format!("pub mod {};\n", group.contract.package)).collect();
        let mut folders = vec![
            (folder.join("tests"), [file("examples.rs", tests(groups, cases)?)].into()),
            (folder.join("data"), [file("examples.json", data(cases)?)].into()),
        ];
        for group in groups {
            folders.push((folder.join("src").join(&group.contract.package), group.files.clone()));
        }
        let known: Vec<_> = groups.iter().map(|group| group.contract.package.as_str()).collect();
        remove_others(&folder.join("src"), &known)?;
        output::write(folder, &output::Rendered::folders(folders)).map_err(Failure::new)?;
        write(
            &folder.join("src/lib.rs"),
            &format!("//! The whole official contract, rendered.\n\n{modules}"),
        )?;
        write(&folder.join("Cargo.toml"), &manifest())?;
        // The lock file of the workspace, so that cargo downloads no other versions.
        let lock =
            fs::read_to_string(root().join("Cargo.lock")).map_err(|error| Failure::new(error.to_string()))?;
        write(&folder.join("Cargo.lock"), &lock)?;
        Ok(Self { folder: folder.to_path_buf() })
    }

    /// Compiles the crate. Returns the seconds for the crate alone, and for the crate with its dependencies.
    pub(super) fn check(&self) -> Result<(f64, f64), Failure> {
        self.run(Command::arg(&mut self.cargo("clean"), "--quiet"))?;
        let whole = self.timed()?;
        let root = self.folder.join("src/lib.rs");
        let text = fs::read_to_string(&root).map_err(|error| Failure::new(error.to_string()))?;
        // A new modification time makes cargo compile the crate again.
        fs::write(&root, text).map_err(|error| Failure::new(error.to_string()))?;
        Ok((self.timed()?, whole))
    }

    #[expect(clippy::disallowed_methods, reason = "measures how long the compiler takes")]
    fn timed(&self) -> Result<f64, Failure> {
        let start = Instant::now();
        self.run(self.cargo("check").args(["--quiet", "--features", "test-util"]))?;
        Ok(start.elapsed().as_secs_f64())
    }

    /// Decodes the examples.
    pub(super) fn test(&self) -> Result<(), Failure> {
        self.run(self.cargo("test").args(["--quiet", "--features", "test-util"]))
    }

    fn cargo(&self, command: &str) -> Command {
        let mut cargo = cargo();
        cargo.current_dir(&self.folder).arg(command).env("CARGO_TARGET_DIR", self.folder.join("target"));
        cargo
    }

    fn run(&self, command: &mut Command) -> Result<(), Failure> {
        crate::cargo::run(command)
    }
}

fn manifest() -> String {
    let crates = root().join("crates");
    let path = |name: &str| crates.join(name).display().to_string();
    format!(
        "[package]\nname = \"rehearsal\"\nversion = \"0.0.0\"\npublish = false\nedition = \"2024\"\n\n[workspace]\n\n\
         [features]\ntest-util = [\"workos-core/test-util\"]\n\n[dependencies]\n\
         serde = {{ version = \"1\", features = [\"derive\"] }}\nserde_json = \"1\"\n\
         workos-client = {{ path = {:?}, default-features = false }}\nworkos-core = {{ path = {:?} }}\n\
         workos-internal = {{ path = {:?}, features = [\"url\"] }}\n\n\
         [profile.dev]\ndebug = \"line-tables-only\"\n\n[profile.dev.package.\"*\"]\ndebug = false\n",
        path("workos-client"),
        path("workos-core"),
        path("workos-internal"),
    )
}

fn data(cases: &Cases) -> Result<String, Failure> {
    let group = |cases: &[Case]| -> Vec<_> {
        cases
            .iter()
            .map(|case| json!({"origin": case.origin, "assembled": case.assembled, "json": case.json}))
            .collect()
    };
    let groups: serde_json::Map<String, _> =
        cases.groups.iter().map(|(name, cases)| (name.clone(), group(cases).into())).collect();
    serde_json::to_string_pretty(&groups).map_err(|error| Failure::new(error.to_string()))
}

fn tests(groups: &[Group], cases: &Cases) -> Result<String, Failure> {
    let mut text = TESTS.to_owned();
    for ((module, cases), group) in cases.groups.iter().zip(groups) {
        text.push_str(&format!("\n#[test]\nfn {module}() {{\n    let mut cases = Cases::of({module:?});\n"));
        for case in cases {
            text.push_str(&match &case.reader {
                Reader::RoundTrip(ty) => format!("    cases.round_trip::<{ty}>();\n"),
                Reader::Read(ty) => format!("    cases.read::<{ty}>();\n"),
                Reader::Error(status) => format!("    cases.error({status});\n"),
            });
        }
        text.push_str("    cases.end();\n}\n");
        let models = group.plan.models.iter().filter(|model| model.direction.response);
        let examples = models.map(|model| Type::Model(named(&model.name)));
        text.push_str(&format!("\n#[test]\nfn {module}_has_examples() {{\n"));
        for ty in examples {
            let path = path(module, &ty).map_err(Failure::new)?;
            text.push_str(&format!("    let _ = {path}::example();\n"));
        }
        text.push_str("}\n");
    }
    Ok(text)
}

fn named(name: &str) -> Named {
    Named { name: name.to_owned(), shared: false, secret: false }
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    if fs::read_to_string(path).is_ok_and(|there| there == text) {
        return Ok(());
    }
    fs::write(path, text).map_err(|error| Failure::new(format!("{}: {error}", path.display())))
}

/// Removes the modules of groups that no longer exist.
fn remove_others(folder: &Path, known: &[&str]) -> Result<(), Failure> {
    let Ok(entries) = fs::read_dir(folder) else { return Ok(()) };
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| path.is_dir()) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if !known.contains(&&*name) {
            fs::remove_dir_all(&path)
                .map_err(|error| Failure::new(format!("{}: {error}", path.display())))?;
        }
    }
    Ok(())
}

/// The start of the test file, to which a test for each group is appended.
const TESTS: &str = include_str!("frame.rs.txt");
