//! `cargo xtask release plan`: plans which crates to release, with which version, and why.
//!
//! Each crate is compared with its last tag, `<crate>-v<version>`: its public items as rustdoc lists them, its contract,
//! its manifest, its files. `cargo-semver-checks` gives a second opinion on the items, if it is installed. No comparison
//! sees a changed behaviour behind the same signature, or items that are hidden from the docs. Every plan says so.

mod changes;
mod git;
mod plan;
mod report;
mod second_opinion;
#[cfg(test)]
mod tests;
mod version;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::rc::Rc;

use crate::Failure;
use crate::cargo::root;
use crate::codegen::contracts::Contract;
use crate::codegen::parse;
use crate::compat::target_folder;
use crate::crates::{self, Crate};
use crate::drift::facts::{ERROR, Facts, PathNames, facts};
use crate::public_api::{Api, Place, Rustdoc};
use changes::Change;
use git::{Repository, Tag};
use plan::{FOUNDATIONS, Input, Plan};
use second_opinion::SemverChecks;
use version::Level;

/// Runs `release plan`.
pub(crate) fn run(arguments: &[&str]) -> Result<(), Failure> {
    let ["plan", options @ ..] = arguments else {
        return Err(Failure::new(format!("release: unknown command {}", arguments.join(" "))));
    };
    let (json, breaking) = parse_options(options)?;
    let Some(repository) = Repository::open(root()) else {
        crate::say("skipped: this checkout has no git history, so there is nothing to compare with\n");
        return Ok(());
    };
    let target = target_folder()?;
    let rustdoc = match Rustdoc::find(&target) {
        Ok(rustdoc) => rustdoc,
        Err(reason) => {
            crate::say(&format!("skipped, nothing was planned: {reason}\n"));
            return Ok(());
        }
    };
    let checks = SemverChecks::find();
    let mut plan = make_plan(root(), &target, &repository, &rustdoc, checks.as_ref(), &breaking)?;
    if checks.is_none() {
        plan.notes.push(second_opinion::MISSING.to_owned());
    }
    crate::say(&if json { report::json(&plan) } else { report::text(&plan) });
    if plan.problems.is_empty() {
        Ok(())
    } else {
        Err(Failure::new(format!("\n{}", plan.problems.join("\n"))))
    }
}

/// Parses the options: whether to print JSON, and which foundation crates may break.
fn parse_options(mut options: &[&str]) -> Result<(bool, BTreeSet<String>), Failure> {
    let (mut json, mut breaking) = (false, BTreeSet::new());
    while let [first, rest @ ..] = options {
        options = match (*first, rest) {
            ("--json", _) => {
                json = true;
                rest
            }
            ("--breaking", [name, rest @ ..]) => {
                let full = format!("workos-{}", name.trim_start_matches("workos-"));
                if !FOUNDATIONS.contains(&full.as_str()) {
                    let message =
                        format!("--breaking {name}: only {} need this option", FOUNDATIONS.join(", "));
                    return Err(Failure::new(message));
                }
                breaking.insert(full);
                rest
            }
            _ => return Err(Failure::new(format!("release plan: unknown option {}", options.join(" ")))),
        };
    }
    Ok((json, breaking))
}

/// Makes the plan: compares every published crate of a checkout with its last release.
fn make_plan(
    checkout: &Path,
    target: &Path,
    repository: &Repository<'_>,
    rustdoc: &Rustdoc,
    checks: Option<&SemverChecks>,
    breaking: &BTreeSet<String>,
) -> Result<Plan, Failure> {
    let mut notes = Vec::new();
    let packages = crates::published(checkout)?;
    let mut released: BTreeMap<&str, Tag> = BTreeMap::new();
    for package in &packages {
        if let Some(tag) = repository.last_release(&package.name)? {
            released.insert(&package.name, tag);
        }
    }
    let place_now = Place { checkout, target, name: "release-plan/now" };
    let now = Revision::read(rustdoc, &place_now, &packages, |package| released.contains_key(package))?;
    let mut found: BTreeMap<String, Vec<Change>> = BTreeMap::new();
    let commits: BTreeSet<&str> = released.values().map(|tag| tag.commit.as_str()).collect();
    for commit in commits {
        let folder = repository.write(commit, &target.join("release-plan/before"))?;
        let packages_then = crates::published(&folder)?;
        let is_of_commit = |name: &str| released.get(name).is_some_and(|tag| tag.commit == commit);
        // In the shared target folder, cargo would take the crates of the earlier commit for those of this checkout.
        let place =
            Place { checkout: &folder, target: &target.join("release-plan/target"), name: "release-plan" };
        let before = Revision::read(rustdoc, &place, &packages_then, is_of_commit)?;
        for package in packages.iter().filter(|package| is_of_commit(&package.name)) {
            let then = packages_then.iter().find(|then| then.name == package.name);
            let then = then.ok_or_else(|| Failure::new(format!("{commit} has no {}", package.name)))?;
            let changed = repository.changed(commit, package.folder())?;
            let mut changes = compare(&before, then, &now, package);
            // Changed files count only where the other comparisons found no change above a patch.
            if changes.iter().all(|change| change.level == Level::Patch) {
                changes.extend(changes::in_files(&changed));
            }
            found.insert(package.name.clone(), changes);
        }
        if let Some(checks) = checks {
            let is_open = |package: &&Crate| {
                is_of_commit(&package.name) && found.get(&package.name).is_some_and(|it| !is_breaking(it))
            };
            let open_then: Vec<&Crate> = packages_then.iter().filter(is_open).collect();
            let open_now: Vec<&Crate> = packages.iter().filter(is_open).collect();
            notes.extend(checks.compare(rustdoc, (&place, &open_then), (&place_now, &open_now))?);
        }
    }
    let names: BTreeSet<&str> = packages.iter().map(|package| package.name.as_str()).collect();
    let mut inputs = Vec::new();
    for package in &packages {
        let needed = package.normal_dependencies();
        let changelog = package.folder().join("CHANGELOG.md");
        inputs.push(Input {
            name: package.name.clone(),
            version: package.version.parse().map_err(Failure::new)?,
            released: released.get(package.name.as_str()).cloned(),
            changes: found.remove(&package.name).unwrap_or_default(),
            needs: needed.intersection(&names).map(|name| (*name).to_owned()).collect(),
            is_library: package.library().is_some(),
            changelog: fs::read_to_string(&changelog)
                .map_err(|error| Failure::new(format!("{}: {error}", changelog.display())))?,
        });
    }
    let mut plan = Plan::new(&inputs, breaking);
    plan.notes = notes;
    Ok(plan)
}

fn is_breaking(changes: &[Change]) -> bool {
    changes.iter().any(|change| change.level == Level::Major)
}

/// The APIs and contracts of the crates at one commit.
struct Revision {
    apis: BTreeMap<String, Api>,
    contracts: BTreeMap<String, Facts>,
}

impl Revision {
    fn read(
        rustdoc: &Rustdoc,
        place: &Place<'_>,
        packages: &[Crate],
        is_wanted: impl Fn(&str) -> bool,
    ) -> Result<Self, Failure> {
        let wanted: Vec<&Crate> = packages.iter().filter(|package| is_wanted(&package.name)).collect();
        let apis = rustdoc.read(place, &wanted)?;
        let core = place.checkout.join("crates/workos-core/contract.yaml");
        let mut contracts = BTreeMap::new();
        for package in wanted.iter().filter(|package| package.folder().join("contract.yaml").is_file()) {
            let core = Rc::new(parse::read(&core).map_err(Failure::new)?);
            let contract = Contract::read(package.folder().to_path_buf(), &core).map_err(Failure::new)?;
            let mut facts = facts(&contract, &PathNames::default(), |_, _| true).map_err(Failure::new)?;
            // Errors affect only docs and hints, so a change of them is found as a changed file.
            facts.retain(|_, fact| fact.ty != ERROR);
            contracts.insert(package.name.clone(), facts);
        }
        Ok(Self { apis, contracts })
    }
}

/// Lists the changes of one crate.
fn compare(before: &Revision, then: &Crate, now: &Revision, package: &Crate) -> Vec<Change> {
    let (name, nothing) = (&package.name, Api::default());
    let api = now.apis.get(name);
    let mut all = changes::in_api(before.apis.get(name).unwrap_or(&nothing), api.unwrap_or(&nothing));
    all.extend(changes::in_manifest(then, package, api));
    if let (Some(before), Some(now)) = (before.contracts.get(name), now.contracts.get(name)) {
        all.extend(changes::in_contract(before, now));
    }
    all.sort_by(|one, other| {
        other.level.cmp(&one.level).then_with(|| one.description.cmp(&other.description))
    });
    all
}
