//! Checks the types of other projects that the public APIs show against a list with reasons.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use super::{Api, Place, Rustdoc};
use crate::Failure;
use crate::cargo::root;
use crate::compat::target_folder;
use crate::crates::{self, Crate};

/// The list of allowed types.
const LIST: &str = "xtask/foreign_types.txt";

/// The folder in the target folder that the JSON goes to.
const FOLDER: &str = "api";

/// Compares the foreign types in the API of every published crate with the list. Skipped if this toolchain's rustdoc
/// writes no JSON that can be read.
pub(crate) fn check() -> Result<(), Failure> {
    let rustdoc = match Rustdoc::find(&target_folder()?) {
        Ok(rustdoc) => rustdoc,
        Err(reason) => {
            crate::say(&format!("skipped, the public APIs were not checked: {reason}\n"));
            return Ok(());
        }
    };
    let crates = crates::published(root())?;
    let apis = read(&rustdoc, &crates)?;
    let own: BTreeSet<&str> = crates.iter().filter_map(|package| package.library()).collect();
    let text =
        fs::read_to_string(root().join(LIST)).map_err(|error| Failure::new(format!("{LIST}: {error}")))?;
    let allowed = parse(&text).map_err(Failure::new)?;
    let problems = problems(&apis, &own, &allowed);
    let items: usize = apis.values().map(|api| api.items.len()).sum();
    crate::say(&format!(
        "{items} public items in {} crates, {} foreign types allowed\n",
        apis.len(),
        allowed.len()
    ));
    if problems.is_empty() { Ok(()) } else { Err(Failure::new(format!("\n{}", problems.join("\n")))) }
}

/// Prints every public item of a crate, one per line.
pub(crate) fn print(name: &str) -> Result<(), Failure> {
    let rustdoc = Rustdoc::find(&target_folder()?).map_err(Failure::new)?;
    let mut crates = crates::published(root())?;
    crates.retain(|package| package.name == name);
    let api = read(&rustdoc, &crates)?.remove(name);
    let api =
        api.ok_or_else(|| Failure::new(format!("{name} is not a published library of this workspace")))?;
    let items: String = api.items.keys().map(|item| format!("{item}\n")).collect();
    let foreign: String = api.foreign.iter().map(|name| format!("  {name}\n")).collect();
    crate::say(&format!("{items}\ntypes of other crates in it:\n{foreign}"));
    Ok(())
}

fn read(rustdoc: &Rustdoc, crates: &[Crate]) -> Result<BTreeMap<String, Api>, Failure> {
    let place = Place { checkout: root(), target: &target_folder()?, name: FOLDER };
    rustdoc.read(&place, &crates.iter().collect::<Vec<_>>())
}

/// The crates that may show a type, by the type; `None` if every crate may.
type Allowed = BTreeMap<String, Option<BTreeSet<String>>>;

/// Reads lines of `type: crates: reason`, with `*` for every crate.
fn parse(text: &str) -> Result<Allowed, String> {
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    lines
        .map(|line| {
            let mut parts = line.splitn(3, ": ").map(str::trim);
            match (parts.next(), parts.next(), parts.next()) {
                (Some(name), Some(crates), Some(reason)) if !crates.is_empty() && !reason.is_empty() => {
                    let crates = crates.split_whitespace().map(str::to_owned).collect();
                    Ok((name.to_owned(), Some(crates).filter(|_| line.split(": ").nth(1) != Some("*"))))
                }
                _ => Err(format!("{LIST}: `{line}` is not `type: crates: reason`")),
            }
        })
        .collect()
}

fn problems(apis: &BTreeMap<String, Api>, own: &BTreeSet<&str>, allowed: &Allowed) -> Vec<String> {
    let mut problems = Vec::new();
    let mut shown = BTreeSet::new();
    for (package, api) in apis {
        let is_own = |name: &str| own.contains(name.split("::").next().unwrap_or_default());
        for name in api.foreign.iter().filter(|name| !is_own(name)) {
            shown.insert((name.as_str(), package.as_str()));
            let is_allowed = allowed
                .get(name)
                .is_some_and(|crates| crates.as_ref().is_none_or(|crates| crates.contains(package)));
            if !is_allowed {
                problems.push(format!("{package} shows {name} to its users, which {LIST} does not allow"));
            }
        }
    }
    for (name, crates) in allowed {
        match crates {
            None if !shown.iter().any(|(one, _)| one == name) => {
                problems.push(format!("{LIST} allows {name}, which no crate shows"));
            }
            None => {}
            Some(crates) => problems.extend(
                crates
                    .iter()
                    .filter(|package| !shown.contains(&(name.as_str(), package.as_str())))
                    .map(|package| format!("{LIST} allows {name} in {package}, which does not show it")),
            ),
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scratch::Scratch;

    fn manifest(name: &str, rest: &str) -> String {
        format!("[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n{rest}")
    }

    /// Returns the API of a library whose dependency `wire` belongs to another project.
    fn shown(name: &str, source: &str) -> Option<BTreeMap<String, Api>> {
        let scratch = Scratch::new(name);
        let rustdoc = scratch.rustdoc()?;
        scratch.write("wire/Cargo.toml", &manifest("wire", "[workspace]\n"));
        scratch
            .write("wire/src/lib.rs", "mod unit { pub struct Volt; pub trait Watt {} }\npub use unit::*;\n");
        scratch.write(
            "house/Cargo.toml",
            &manifest("my-lamp", "[dependencies]\nwire = { path = \"../wire\" }\n[workspace]\n"),
        );
        scratch.write("house/src/lib.rs", source);
        let (house, target) = (scratch.path().join("house"), scratch.path().join("target"));
        let crates = crates::published(&house).unwrap();
        let place = Place { checkout: &house, target: &target, name: "api" };
        Some(rustdoc.read(&place, &crates.iter().collect::<Vec<_>>()).unwrap())
    }

    fn problems_with(apis: &BTreeMap<String, Api>, list: &str) -> Vec<String> {
        problems(apis, &["my_lamp"].into(), &parse(list).unwrap())
    }

    #[test]
    fn a_foreign_type_is_found_wherever_a_signature_or_a_macro_shows_it() {
        let places = [
            ("argument", "//! Docs.\npub fn light(_: wire::Volt) {}"),
            ("field", "//! Docs.\npub struct Lamp { pub volt: Option<wire::Volt> }"),
            ("tuple", "//! Docs.\npub struct Lamp(pub wire::Volt);"),
            ("variant", "//! Docs.\npub enum Lamp { On(wire::Volt) }"),
            (
                "associated",
                "//! Docs.\npub struct Lamp;\nimpl Iterator for Lamp { type Item = wire::Volt; fn next(&mut self) -> Option<wire::Volt> { None } }",
            ),
            ("object", "//! Docs.\npub fn light(_: &dyn Fn(&wire::Volt)) {}"),
            ("alias", "//! Docs.\nuse wire::Volt as Other;\npub type Light = Vec<Other>;"),
            ("bound", "//! Docs.\npub fn light<T: Into<wire::Volt>>(_: T) {}"),
            (
                "impl",
                "//! Docs.\npub struct Lamp;\nimpl From<wire::Volt> for Lamp { fn from(_: wire::Volt) -> Self { Self } }",
            ),
            ("reexport", "//! Docs.\npub use wire::Volt;"),
            (
                "macro",
                "//! Docs.\nmacro_rules! lamp { ($t:ty) => { pub struct Lamp; impl Lamp { pub fn volt(&self) -> $t { todo!() } } } }\n\
                 lamp!(wire::Volt);",
            ),
        ];
        for (name, source) in places {
            let Some(apis) = shown(name, source) else { return };
            let found = problems_with(&apis, "");
            assert_eq!(found.len(), 1, "{name}: {apis:?}");
            assert!(found[0].contains("my-lamp shows wire::Volt"), "{found:?}");
            assert!(problems_with(&apis, "wire::Volt: my-lamp: ours are volts").is_empty());
            assert!(problems_with(&apis, "wire::Volt: *: ours are volts").is_empty());
            assert_eq!(problems_with(&apis, "wire::Volt: other-lamp: ours are volts").len(), 2);
        }
    }

    #[test]
    fn foreign_types_in_private_code_are_allowed_and_an_unused_line_is_a_problem() {
        let apis = shown(
            "inside",
            "//! Docs.\npub fn light() { let _ = wire::Volt; }\nfn dark(_: wire::Volt) {}\npub fn on() { dark(wire::Volt) }",
        );
        let Some(apis) = apis else { return };
        assert_eq!(problems_with(&apis, ""), Vec::<String>::new());
        for list in ["wire::Volt: my-lamp: ours are volts", "wire::Volt: *: ours are volts"] {
            assert!(problems_with(&apis, list)[0].contains("allows wire::Volt"));
        }
    }

    #[test]
    fn a_line_of_the_list_without_a_reason_is_an_error() {
        assert!(parse("wire::Volt: my-lamp").is_err());
        assert!(parse("# only a comment\n\n").unwrap().is_empty());
    }
}
