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
        let place = Place { checkout: &folder, target, name: "release-plan/then" };
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scratch::Scratch;

    const CORE: &str = "//! Core.\n/// A lamp.\n#[non_exhaustive]\npub struct Lamp {\n    /// Its name.\n    pub name: String,\n}\n\
                        /// Lights.\npub fn light() {}\n";
    const LAMPS: &str =
        "//! Lamps.\n/// The name.\npub fn lamp(lamp: &workos_core::Lamp) -> &str {\n    &lamp.name\n}\n";
    const FIRST_CHANGELOG: &str = "# Changelog\n\n## 0.1.0\n\n- First release.\n";

    /// Creates a repository with a foundation crate and a crate that needs it, both before their first release.
    fn repository(name: &str) -> Scratch {
        let scratch = Scratch::new(name);
        scratch.write("Cargo.toml", "[workspace]\nresolver = \"3\"\nmembers = [\"crates/*\"]\n");
        scratch.write(".gitignore", "/target\nCargo.lock\n");
        for (name, dependency, source) in [
            ("workos-core", "", CORE),
            ("workos-lamps", "workos-core = { path = \"../workos-core\", version = \"0.1.0\" }\n", LAMPS),
        ] {
            let manifest = format!(
                "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n[dependencies]\n{dependency}"
            );
            scratch.write(&format!("crates/{name}/Cargo.toml"), &manifest);
            scratch.write(&format!("crates/{name}/src/lib.rs"), source);
            scratch.write(&format!("crates/{name}/CHANGELOG.md"), FIRST_CHANGELOG);
        }
        contract(&scratch, "");
        scratch.git(&["init", "--quiet"]);
        scratch
    }

    /// Writes a contract with one operation. `more` are further properties of its response.
    fn contract(scratch: &Scratch, more: &str) {
        let text = format!(
            "openapi: 3.1.0\ninfo: {{}}\npaths:\n  /lamps:\n    get:\n      operationId: lamps.list\n      responses:\n\
             \x20       '200':\n          description: Lamps.\n          content:\n            application/json:\n              schema:\n\
             \x20               type: object\n                properties:\n                  name: {{type: string}}\n{more}"
        );
        scratch.write("crates/workos-core/contract.yaml", &text);
    }

    fn commit(scratch: &Scratch) {
        scratch.git(&["add", "--all"]);
        scratch.git(&["commit", "--quiet", "--message", "Work"]);
    }

    fn release(scratch: &Scratch) {
        commit(scratch);
        scratch.git(&["tag", "workos-core-v0.1.0"]);
        scratch.git(&["tag", "workos-lamps-v0.1.0"]);
    }

    fn planned(scratch: &Scratch, rustdoc: &Rustdoc, breaking: &[&str]) -> Plan {
        let repository = Repository::open(scratch.path()).unwrap();
        let breaking = breaking.iter().map(|name| (*name).to_owned()).collect();
        let target = scratch.path().join("target");
        make_plan(scratch.path(), &target, &repository, rustdoc, None, &breaking).unwrap()
    }

    fn tags(plan: &Plan) -> Vec<String> {
        plan.releases.iter().map(plan::Release::tag).collect()
    }

    fn add_changelog_entry(scratch: &Scratch, package: &str, version: &str) {
        let text = FIRST_CHANGELOG.replace("## 0.1.0", &format!("## {version}\n\n- More light.\n\n## 0.1.0"));
        scratch.write(&format!("crates/{package}/CHANGELOG.md"), &text);
    }

    #[test]
    fn the_plan_releases_the_crates_that_changed_since_their_tags() {
        let scratch = repository("plan");
        let Some(rustdoc) = scratch.rustdoc() else { return };
        commit(&scratch);
        let plan = planned(&scratch, &rustdoc, &[]);
        assert_eq!(tags(&plan), ["workos-core-v0.1.0", "workos-lamps-v0.1.0"]);
        assert!(plan.problems.is_empty() && plan.releases.iter().all(|release| release.level.is_none()));

        scratch.git(&["tag", "workos-core-v0.1.0", "--message", "An annotated one"]);
        scratch.git(&["tag", "workos-lamps-v0.1.0"]);
        let plan = planned(&scratch, &rustdoc, &[]);
        assert_eq!((tags(&plan).len(), plan.unchanged.len()), (0, 2));

        // A new field of a model is a minor change, and no other crate has to follow.
        scratch.write(
            "crates/workos-core/src/lib.rs",
            &CORE.replace("    /// Its", "    /// Volts.\n    pub volt: u32,\n    /// Its"),
        );
        let plan = planned(&scratch, &rustdoc, &[]);
        assert_eq!(tags(&plan), ["workos-core-v0.1.1"]);
        assert_eq!(
            plan.releases[0].changes,
            [Change::new(Level::Minor, "new: pub workos_core::Lamp::volt: u32")]
        );
        assert_eq!(plan.problems, ["workos-core: CHANGELOG.md has no entry for 0.1.1"]);
        add_changelog_entry(&scratch, "workos-core", "0.1.1");
        assert!(planned(&scratch, &rustdoc, &[]).problems.is_empty());

        // A removed function is a breaking change, here of a foundation crate.
        scratch.write("crates/workos-core/src/lib.rs", CORE.split("/// Lights").next().unwrap());
        for package in ["workos-core", "workos-lamps"] {
            add_changelog_entry(&scratch, package, "0.2.0");
        }
        let plan = planned(&scratch, &rustdoc, &[]);
        assert_eq!(tags(&plan), ["workos-core-v0.2.0", "workos-lamps-v0.2.0"]);
        assert!(
            plan.problems.len() == 1 && plan.problems[0].contains("--breaking core"),
            "{:?}",
            plan.problems
        );
        let plan = planned(&scratch, &rustdoc, &["workos-core"]);
        assert_eq!(
            (&plan.problems[..], &plan.releases[0].splits[..]),
            (&[][..], &["workos-lamps".to_owned()][..])
        );
        assert!(report::text(&plan).contains("breaks the crates that need it: workos-lamps"));
        let json: serde_json::Value = serde_json::from_str(&report::json(&plan)).unwrap();
        assert_eq!(json["releases"][0]["level"], "breaking");
    }

    #[test]
    fn changed_tests_and_changelogs_need_no_release_and_a_changed_function_body_is_a_patch() {
        let scratch = repository("patch");
        let Some(rustdoc) = scratch.rustdoc() else { return };
        release(&scratch);
        scratch.write("crates/workos-lamps/tests/it.rs", "");
        add_changelog_entry(&scratch, "workos-lamps", "0.1.1");
        assert!(planned(&scratch, &rustdoc, &[]).releases.is_empty());
        scratch.write("crates/workos-lamps/src/lib.rs", &LAMPS.replace("&lamp.name", "lamp.name.trim()"));
        commit(&scratch);
        let plan = planned(&scratch, &rustdoc, &[]);
        assert_eq!((tags(&plan), plan.problems), (vec!["workos-lamps-v0.1.1".to_owned()], vec![]));
    }

    #[test]
    fn a_hidden_item_counts_only_if_macros_expand_to_it() {
        let scratch = repository("hidden");
        let Some(rustdoc) = scratch.rustdoc() else { return };
        let source = |macros: &str, other: &str| {
            let hidden = format!(
                "{CORE}#[doc(hidden)]\npub mod __macro {{ {macros} }}\n#[doc(hidden)]\npub mod private {{ {other} }}\n"
            );
            scratch.write("crates/workos-core/src/lib.rs", &hidden);
        };
        source("pub fn dim(_: u8) {}", "pub fn off() {}");
        release(&scratch);
        source("pub fn dim(_: u8) {}", "pub fn off(_: u8) {}");
        let plan = planned(&scratch, &rustdoc, &[]);
        assert_eq!(plan.releases[0].changes, [Change::new(Level::Patch, "src/lib.rs changed")]);
        source("pub fn dim(_: u16) {}", "pub fn off() {}");
        let plan = planned(&scratch, &rustdoc, &["workos-core"]);
        assert_eq!(
            plan.releases[0].changes,
            [
                Change::new(Level::Major, "removed or changed: pub fn workos_core::__macro::dim(u8)"),
                Change::new(Level::Minor, "new: pub fn workos_core::__macro::dim(u16)"),
            ]
        );
    }

    #[test]
    fn changes_of_the_contract_and_the_manifest_count_like_changes_of_the_code() {
        let scratch = repository("contract");
        let Some(rustdoc) = scratch.rustdoc() else { return };
        release(&scratch);
        contract(&scratch, "                  volt: {type: integer}\n");
        scratch.write(
            "crates/workos-lamps/Cargo.toml",
            "[package]\nname = \"workos-lamps\"\nversion = \"0.1.0\"\nedition = \"2024\"\nrust-version = \"1.89\"\n\
             [features]\ndim = []\n[dependencies]\nworkos-core = { path = \"../workos-core\", version = \"0.1.0\" }\n",
        );
        let plan = planned(&scratch, &rustdoc, &[]);
        let changes: Vec<_> = plan.releases.iter().flat_map(|release| &release.changes).collect();
        assert!(changes.iter().all(|change| change.level == Level::Minor));
        let words: Vec<_> = changes.iter().map(|change| change.description.as_str()).collect();
        assert_eq!(
            words,
            ["the contract has GET /lamps response volt", "needs Rust 1.89", "the feature dim is new"]
        );
    }

    #[test]
    fn only_foundations_may_be_breaking_and_unknown_options_are_refused() {
        assert_eq!(
            parse_options(&["--json", "--breaking", "core"]).unwrap(),
            (true, ["workos-core".to_owned()].into())
        );
        assert!(parse_options(&["--breaking", "sso"]).is_err() && parse_options(&["--breaking"]).is_err());
        assert!(parse_options(&["--force"]).is_err());
    }
}
