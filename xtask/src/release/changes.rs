//! Finds the changes of a crate since its last release, and the level of release that each one requires.

use std::collections::BTreeMap;

use super::version::{Level, kind_of_requirement};
use crate::crates::Crate;
use crate::drift::facts::{Fact, Facts};
use crate::public_api::{Api, Openness};

/// One change, with the level of release that it requires.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) level: Level,
    pub(super) description: String,
}

impl Change {
    /// Creates a change with its level and description.
    pub(super) fn new(level: Level, description: impl Into<String>) -> Self {
        Self { level, description: description.into() }
    }
}

/// Files that users do not get, or whose content is compared separately.
const NOT_SHIPPED: &[&str] =
    &["tests/", "examples/", "benches/", "CHANGELOG.md", "Cargo.toml", "contract.yaml"];

/// Summarizes the changed files that users get as one change.
pub(super) fn in_files(changed: &[String]) -> Option<Change> {
    let shipped = changed.iter().filter(|name| !NOT_SHIPPED.iter().any(|one| name.starts_with(one)));
    let names: Vec<&str> = shipped.map(String::as_str).collect();
    match names[..] {
        [] => None,
        [one] => Some(Change::new(Level::Patch, format!("{one} changed"))),
        [one, ..] => {
            Some(Change::new(Level::Patch, format!("{one} and {} more files changed", names.len() - 1)))
        }
    }
}

/// Compares the public APIs. A removed item is a breaking change. A new item is a minor change, unless programs have to
/// name it.
pub(super) fn in_api(before: &Api, now: &Api) -> Vec<Change> {
    let gone = before.items.keys().filter(|item| !now.items.contains_key(*item));
    let mut all: Vec<Change> =
        gone.map(|item| Change::new(Level::Major, format!("removed or changed: {item}"))).collect();
    for (item, openness) in now.items.iter().filter(|(item, _)| !before.items.contains_key(*item)) {
        all.push(match openness {
            // The parts of a new type break nothing.
            Openness::Breaking(owner) if before.paths.contains(owner) => {
                Change::new(Level::Major, format!("new, and programs have to name it: {item}"))
            }
            _ => Change::new(Level::Minor, format!("new: {item}")),
        });
    }
    all
}

/// Compares the manifests: features, compiler version, and the versions of the dependencies that the API shows.
pub(super) fn in_manifest(before: &Crate, now: &Crate, api: Option<&Api>) -> Vec<Change> {
    let mut all = Vec::new();
    for (name, parts) in &before.features {
        match now.features.get(name) {
            None => all.push(Change::new(Level::Major, format!("the feature {name} was removed"))),
            Some(there) if name == "default" => {
                let lost = parts.iter().filter(|part| !there.contains(part));
                let what = |part| format!("the feature {part} is no longer a default");
                all.extend(lost.map(|part| Change::new(Level::Major, what(part))));
            }
            Some(_) => {}
        }
    }
    let new = now.features.keys().filter(|name| !before.features.contains_key(*name));
    all.extend(new.map(|name| Change::new(Level::Minor, format!("the feature {name} is new"))));
    if before.features != now.features && all.is_empty() {
        all.push(Change::new(Level::Patch, "the content of a feature changed"));
    }
    if before.rust_version != now.rust_version {
        all.push(Change::new(
            Level::Minor,
            format!("needs Rust {}", now.rust_version.as_deref().unwrap_or("of any version")),
        ));
    }
    let (old, new) = (requirements(before), requirements(now));
    for (name, requirement) in &old {
        let library = name.replace('-', "_");
        let is_shown =
            api.is_some_and(|api| api.foreign.iter().any(|it| it.split("::").next() == Some(&library)));
        match new.get(name) {
            Some(there) if is_shown && kind_of_requirement(requirement) != kind_of_requirement(there) => {
                all.push(Change::new(
                    Level::Major,
                    format!("shows types of {name}, which changed from {requirement} to {there}"),
                ));
            }
            Some(there) if there != requirement => {
                all.push(Change::new(Level::Patch, format!("requires {name} {there}")));
            }
            Some(_) => {}
            None => all.push(Change::new(Level::Patch, format!("no longer requires {name}"))),
        }
    }
    let added = new.keys().filter(|name| !old.contains_key(*name));
    all.extend(added.map(|name| Change::new(Level::Patch, format!("now requires {name}"))));
    all
}

fn requirements(package: &Crate) -> BTreeMap<&str, &str> {
    let normal = package.dependencies.iter().filter(|dependency| dependency.is_normal());
    normal.map(|dependency| (dependency.name.as_str(), dependency.req.as_str())).collect()
}

/// Compares the contracts. An addition is a minor change; a removal or a change of type is a breaking one.
pub(super) fn in_contract(before: &Facts, now: &Facts) -> Vec<Change> {
    let gone = only_in(before, now)
        .map(|(at, _)| Change::new(Level::Major, format!("the contract no longer has {at}")));
    let mut all: Vec<Change> = gone.collect();
    for (at, fact) in only_in(now, before) {
        // A new required argument of an existing call is breaking. The parameters of a new operation are not listed
        // here.
        let is_asked_for = fact.required == Some(true) && !at.contains(" response");
        let level = if is_asked_for { Level::Major } else { Level::Minor };
        all.push(Change::new(level, format!("the contract has {at}")));
    }
    for (at, old) in before {
        let Some(new) = now.get(at) else { continue };
        if old.ty != new.ty {
            all.push(Change::new(
                Level::Major,
                format!("in the contract, {at} is now {} and was {}", new.ty, old.ty),
            ));
        }
        let lost: Vec<&str> = old.values.difference(&new.values).map(String::as_str).collect();
        if !lost.is_empty() {
            all.push(Change::new(
                Level::Major,
                format!("in the contract, {at} can no longer be {}", lost.join(", ")),
            ));
        }
        let found: Vec<&str> = new.values.difference(&old.values).map(String::as_str).collect();
        if !found.is_empty() {
            all.push(Change::new(Level::Minor, format!("in the contract, {at} can be {}", found.join(", "))));
        }
        // The comparison of the APIs tells whether this changes a type.
        if (old.required, old.nullable, &old.encoding) != (new.required, new.nullable, &new.encoding) {
            all.push(Change::new(
                Level::Patch,
                format!("in the contract, {at} is required, nullable or encoded differently"),
            ));
        }
    }
    all
}

/// Lists the facts that only `here` has. If `there` lacks a whole object, its parts are left out.
fn only_in<'a>(here: &'a Facts, there: &'a Facts) -> impl Iterator<Item = (&'a String, &'a Fact)> {
    let mut wholes: Vec<&str> = Vec::new();
    here.iter().filter(move |(at, _)| {
        let is_part =
            |whole: &&str| at.strip_prefix(*whole).is_some_and(|rest| rest.starts_with([' ', '.', '[', '<']));
        let is_alone = !there.contains_key(*at) && !wholes.iter().any(is_part);
        if is_alone {
            wholes.push(at);
        }
        is_alone
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn api(items: &[(&str, &str, Openness)]) -> Api {
        let mut api = Api::default();
        for (item, path, openness) in items {
            api.items.insert((*item).to_owned(), openness.clone());
            api.paths.insert((*path).to_owned());
        }
        api
    }

    fn levels(changes: &[Change]) -> Vec<Level> {
        changes.iter().map(|change| change.level).collect()
    }

    #[test]
    fn a_new_part_of_a_type_is_breaking_only_if_programs_have_to_name_it() {
        let lamp = || ("pub struct lamp::Lamp", "lamp::Lamp", Openness::Harmless);
        let breaking = || Openness::Breaking("lamp::Lamp".to_owned());
        let before = api(&[lamp()]);
        for (openness, level) in [(Openness::Harmless, Level::Minor), (breaking(), Level::Major)] {
            let now = api(&[lamp(), ("pub lamp::Lamp::volt: u32", "lamp::Lamp::volt", openness)]);
            assert_eq!(levels(&in_api(&before, &now)), [level]);
            assert_eq!(levels(&in_api(&now, &before)), [Level::Major]);
            assert_eq!(levels(&in_api(&Api::default(), &now)), [Level::Minor; 2]);
        }
    }

    #[test]
    fn each_change_of_the_contract_has_its_level() {
        let fact = |ty: &str, required| Fact { ty: ty.to_owned(), required, ..Fact::default() };
        let facts = |more: &[(&str, Fact)]| {
            let mut all = Facts::from([
                ("GET /lamps".to_owned(), fact("operation", None)),
                ("GET /lamps response".to_owned(), fact("object", None)),
                ("GET /lamps response data".to_owned(), fact("array", Some(true))),
            ]);
            all.extend(more.iter().map(|(at, fact)| ((*at).to_owned(), fact.clone())));
            all
        };
        let before = facts(&[]);
        for (at, ty, required, level) in [
            ("GET /torches", "operation", None, Level::Minor),
            ("GET /lamps response data[]", "object", None, Level::Minor),
            ("GET /lamps query color", "string", Some(false), Level::Minor),
            ("GET /lamps query color", "string", Some(true), Level::Major),
            ("GET /lamps response data", "map", Some(true), Level::Major),
            ("GET /lamps response data", "array", Some(false), Level::Patch),
        ] {
            let now = facts(&[(at, fact(ty, required))]);
            assert_eq!(levels(&in_contract(&before, &now)), [level], "{at}");
        }
        assert_eq!(
            in_contract(&before, &Facts::new())[0].description,
            "the contract no longer has GET /lamps"
        );
        assert_eq!(in_contract(&before, &Facts::new()).len(), 1);
        assert_eq!(in_contract(&before, &before), []);

        let values = |names: &[&str]| {
            let values = names.iter().map(|name| (*name).to_owned()).collect();
            facts(&[("GET /lamps query color", Fact { values, ..fact("string", Some(false)) })])
        };
        assert_eq!(levels(&in_contract(&values(&["red"]), &values(&["red", "blue"]))), [Level::Minor]);
        assert_eq!(levels(&in_contract(&values(&["red", "blue"]), &values(&["red"]))), [Level::Major]);
    }

    #[test]
    fn only_files_that_users_get_count() {
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        assert_eq!(
            in_files(&names(&["tests/it.rs", "CHANGELOG.md", "contract.yaml", "examples/a.rs"])),
            None
        );
        assert!(in_files(&names(&["src/lib.rs", "README.md"])).is_some());
    }
}
