//! `cargo xtask new-domain NAME`: the folder of a domain crate, and everything outside it that names the crate.

use std::fs;
use std::path::Path;

use crate::Failure;
use crate::cargo::root;
use crate::codegen::plan::{pascal, singular, snake};
use crate::codegen::render::rustfmt;

/// Files of a new crate, with their places below its folder.
const TEMPLATES: &[(&str, &str)] = &[
    ("Cargo.toml", include_str!("../templates/domain/Cargo.toml")),
    ("contract.yaml", include_str!("../templates/domain/contract.yaml")),
    ("src/lib.rs", include_str!("../templates/domain/lib.rs")),
    ("src/docs.md", include_str!("../templates/domain/docs.md")),
    ("CHANGELOG.md", include_str!("../templates/domain/CHANGELOG.md")),
    ("tests/it/main.rs", include_str!("../templates/domain/it.rs")),
];

/// Files of the domain in the emulator, with their places below its folder.
const EMULATOR_TEMPLATES: &[(&str, &str)] = &[
    ("mod.rs", include_str!("../templates/emulator/mod.rs")),
    ("handlers.rs", include_str!("../templates/emulator/handlers.rs")),
    ("model.rs", include_str!("../templates/emulator/model.rs")),
    ("seed.rs", include_str!("../templates/emulator/seed.rs")),
    ("store.rs", include_str!("../templates/emulator/store.rs")),
];

/// Lines that the emulator's own files get: the file, the line before which each is inserted, and the line.
const EMULATOR_LINES: &[(&str, &str, &str)] = &[
    ("domains/mod.rs", "pub(crate) mod connections;\n", "pub(crate) mod LIBRARY;\n"),
    ("domains/mod.rs", "    events::DOMAIN,\n", "    LIBRARY::DOMAIN,\n"),
    (
        "domains/state.rs",
        "use crate::domains::connections::store::ConnectionStore;\n",
        "use crate::domains::LIBRARY::store::HANDLEStore;\n",
    ),
    ("domains/state.rs", "        outbox: Outbox,\n", "        LIBRARY: HANDLEStore,\n"),
    ("control/openapi.yaml", "          - events\n", "          - LIBRARY\n"),
];

/// Files that each crate has a copy of.
const LICENCES: [&str; 2] = ["LICENSE-APACHE", "LICENSE-MIT"];

const NEXT: &str = "\
Next: describe the operations in contract.yaml, set `description` and `purpose` in Cargo.toml, write src/docs.md, export the
calls and models in src/lib.rs, and run `cargo xtask codegen` after each change. `cargo xtask drift` lists the operations of
the official contract that are still missing.
";

/// Writes the crate and renders everything that names it.
pub(crate) fn run(name: &str) -> Result<(), Failure> {
    let folder = write(root(), name).map_err(Failure::new)?;
    crate::say(&format!("wrote {folder}\n"));
    crate::codegen::write(None)?;
    crate::say(&format!("\n{NEXT}"));
    Ok(())
}

/// Writes the files of a new crate; its folder, below the root.
pub(crate) fn write(root: &Path, name: &str) -> Result<String, String> {
    let is_letter = |letter: char| letter.is_ascii_lowercase() || letter == '-';
    if !name.starts_with(|first: char| first.is_ascii_lowercase())
        || name.ends_with('-')
        || !name.chars().all(is_letter)
    {
        return Err(format!(
            "`{name}` is not a name of a crate: use lower-case letters and dashes, such as `audit-logs`"
        ));
    }
    let folder = format!("crates/workos-{name}");
    if root.join(&folder).exists() {
        return Err(format!("{folder} exists"));
    }
    for (file, template) in TEMPLATES {
        let mut text = filled(template, name);
        if file.ends_with(".rs") {
            // Where lines break depends on the length of the name.
            text = rustfmt(&text, root)?;
        }
        write_file(&root.join(&folder).join(file), &text)?;
    }
    write_emulator(root, name)?;
    for licence in LICENCES {
        let text = fs::read_to_string(root.join(licence)).map_err(|error| format!("{licence}: {error}"))?;
        write_file(&root.join(&folder).join(licence), &text)?;
    }
    Ok(folder)
}

/// Writes the folder of the domain in the emulator, and names it in the emulator's lists.
fn write_emulator(root: &Path, name: &str) -> Result<(), String> {
    let sources = root.join("crates/workos-emulator/src");
    let folder = sources.join("domains").join(name.replace('-', "_"));
    if folder.exists() {
        return Err(format!("{} exists", folder.display()));
    }
    for (file, template) in EMULATOR_TEMPLATES {
        write_file(&folder.join(file), &rustfmt(&filled(template, name), root)?)?;
    }
    for (file, before, line) in EMULATOR_LINES {
        let path = sources.join(file);
        let text = fs::read_to_string(&path).map_err(|error| format!("{file}: {error}"))?;
        let Some((head, tail)) = text.split_once(before) else {
            return Err(format!("{file} has no line {before:?}"));
        };
        let text = format!("{head}{}{before}{tail}", filled(line, name));
        // Modules and imports are in alphabetical order.
        let text = if file.ends_with(".rs") { rustfmt(&text, root)? } else { text };
        write_file(&path, &text)?;
    }
    Ok(())
}

/// A template with the names of the domain.
fn filled(template: &str, name: &str) -> String {
    let handle = pascal(name);
    template
        .replace("LIBRARY", &name.replace('-', "_"))
        .replace("WORDS", &name.replace('-', " "))
        .replace("HANDLE", &handle)
        .replace("MODULE", &snake(&singular(&handle)))
        .replace("MODEL", &model(&handle))
        .replace("NAME", name)
}

/// The name of the object that a handle gets; never that of the handle.
fn model(handle: &str) -> String {
    match singular(handle) {
        model if model == handle => format!("{model}Object"),
        model => model,
    }
}

fn write_file(path: &Path, text: &str) -> Result<(), String> {
    let written = path.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::write(path, text));
    written.map_err(|error| format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::*;
    use crate::scratch::Scratch;

    /// The files of this checkout that git knows or would add.
    fn copy_of_the_checkout(name: &str) -> Scratch {
        let scratch = Scratch::new(name);
        let arguments = ["ls-files", "--cached", "--others", "--exclude-standard"];
        let files = crate::cargo::capture(Command::new("git").args(arguments).current_dir(root())).unwrap();
        for file in files.lines().filter(|file| root().join(file).is_file()) {
            let to = scratch.path().join(file);
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            fs::copy(root().join(file), to).unwrap();
        }
        scratch
    }

    #[test]
    fn a_new_domain_is_registered_everywhere_and_up_to_date_without_another_edit() {
        let scratch = copy_of_the_checkout("new-domain");
        write(scratch.path(), "evening-lamps").unwrap();
        assert!(crate::codegen::check_in(scratch.path()).unwrap_err().contains("cargo xtask codegen"));
        crate::codegen::write_in(scratch.path(), None).unwrap();
        crate::codegen::check_in(scratch.path()).unwrap();

        let read = |file: &str| fs::read_to_string(scratch.path().join(file)).unwrap();
        for (file, expected) in [
            ("Cargo.toml", "workos-evening-lamps = { path"),
            ("README.md", "(crates/workos-evening-lamps)"),
            ("crates/README.md", "evening-lamps"),
            ("crates/workos-kit/Cargo.toml", "evening-lamps = [\"dep:workos-evening-lamps\"]"),
            ("crates/workos-kit/Cargo.toml", "workos-evening-lamps?/test-util"),
            ("crates/workos-kit/README.md", "`evening_lamps()`"),
            ("crates/workos-kit/src/generated/mod.rs", "pub fn evening_lamps(&self)"),
            ("crates/workos-cli/src/generated/operations.rs", "/evening-lamps/{id}"),
            ("crates/workos-emulator/src/generated/routes.rs", "/evening-lamps/{id}"),
            ("crates/workos-emulator/src/domains/mod.rs", "evening_lamps::DOMAIN"),
            ("crates/workos-emulator/src/domains/state.rs", "evening_lamps: EveningLampsStore"),
            ("crates/workos-emulator/src/domains/evening_lamps/handlers.rs", "state.evening_lamps.all"),
            ("crates/workos-emulator/src/control/openapi.yaml", "- evening_lamps"),
            ("tests/it/hostile/decoders.rs", "EveningLamp"),
        ] {
            assert!(read(file).contains(expected), "{file} lacks {expected}");
        }
    }

    #[test]
    fn names_that_are_taken_or_no_names_of_crates_are_refused() {
        for name in ["", "Lamps", "lamps_2", "-lamps", "lamps-", "a/b"] {
            assert!(write(root(), name).unwrap_err().contains("not a name"), "{name}");
        }
        assert!(write(root(), "widgets").unwrap_err().contains("exists"));
    }
}
