//! Plans releases of small repositories.

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
    assert!(plan.problems.len() == 1 && plan.problems[0].contains("--breaking core"), "{:?}", plan.problems);
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
fn the_second_opinion_is_about_the_crates_without_a_breaking_change() {
    assert!(SemverChecks::at("no-such-tool".into()).is_none());
    // Stands in for the tool: it is satisfied with everything.
    let Some(checks) = SemverChecks::at("true".into()) else { return };
    let scratch = repository("opinion");
    let Some(rustdoc) = scratch.rustdoc() else { return };
    release(&scratch);
    scratch.write("crates/workos-core/src/lib.rs", CORE.split("/// Lights").next().unwrap());
    let target = scratch.path().join("target");
    let repository = Repository::open(scratch.path()).unwrap();
    let plan =
        make_plan(scratch.path(), &target, &repository, &rustdoc, Some(&checks), &BTreeSet::new()).unwrap();
    assert_eq!(plan.notes, ["cargo-semver-checks agrees that workos-lamps has no breaking change"]);
    assert!(report::text(&plan).contains(&plan.notes[0]));
    for json in
        ["now/everything/doc/workos_lamps.json", "target/release-plan/everything/doc/workos_lamps.json"]
    {
        assert!(target.join("release-plan").join(json).is_file(), "{json}");
    }
}

#[test]
fn the_build_of_the_earlier_commit_does_not_replace_that_of_the_checkout() {
    let scratch = repository("builds");
    let Some(rustdoc) = scratch.rustdoc() else { return };
    release(&scratch);
    scratch.write("crates/workos-core/src/lib.rs", &format!("{CORE}/// A shade.\npub struct Shade;\n"));
    let lamps = format!("{LAMPS}/// Shades.\npub fn shade(_: workos_core::Shade) {{}}\n");
    scratch.write("crates/workos-lamps/src/lib.rs", &lamps);
    for _ in 0..2 {
        assert_eq!(tags(&planned(&scratch, &rustdoc, &[])), ["workos-core-v0.1.1", "workos-lamps-v0.1.1"]);
    }
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
