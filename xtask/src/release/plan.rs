//! Turns changes into releases: their versions, the crates that have to follow, and the problems that forbid a release.

use std::collections::{BTreeMap, BTreeSet};

use super::changes::Change;
use super::git::Tag;
use super::version::{Level, Version};

/// Crates whose types the other crates share. A breaking release of one breaks all of them: types of two versions in
/// one program do not fit together.
pub(super) const FOUNDATIONS: &[&str] = &["workos-core", "workos-transport", "workos-client", "workos-oauth"];

/// The facts about one crate from which the plan is made.
pub(super) struct Input {
    pub(super) name: String,
    /// The version in its manifest.
    pub(super) version: Version,
    pub(super) released: Option<Tag>,
    pub(super) changes: Vec<Change>,
    /// The crates of this project that it needs.
    pub(super) needs: BTreeSet<String>,
    /// Whether it is a library: then its users see its types, and through them the types of its dependencies.
    pub(super) is_library: bool,
    pub(super) changelog: String,
}

/// The releases in their order, the unchanged crates, and the problems that forbid a release.
pub(super) struct Plan {
    pub(super) releases: Vec<Release>,
    pub(super) unchanged: Vec<String>,
    pub(super) problems: Vec<String>,
    /// Lines about comparisons that were not made.
    pub(super) notes: Vec<String>,
}

/// One crate to release.
pub(super) struct Release {
    pub(super) name: String,
    /// The last released version; `None` if this is the first release.
    pub(super) from: Option<Version>,
    pub(super) to: Version,
    /// The level of the changes; `None` if this is the first release.
    pub(super) level: Option<Level>,
    pub(super) changes: Vec<Change>,
    /// For a breaking release of a foundation crate: every crate that needs it, directly or indirectly.
    pub(super) splits: Vec<String>,
}

impl Release {
    /// Returns the git tag of this release.
    pub(super) fn tag(&self) -> String {
        format!("{}-v{}", self.name, self.to)
    }
}

impl Plan {
    /// Makes the plan. Each input comes after the crates that it needs; `breaking` names the foundation crates that may
    /// break.
    pub(super) fn new(inputs: &[Input], breaking: &BTreeSet<String>) -> Self {
        let mut plan =
            Self { releases: Vec::new(), unchanged: Vec::new(), problems: Vec::new(), notes: Vec::new() };
        let mut broken: BTreeMap<&str, Version> = BTreeMap::new();
        for input in inputs {
            let Some(tag) = &input.released else {
                plan.add(input, None, None, input.version, Vec::new());
                continue;
            };
            let mut changes = input.changes.clone();
            let follow = if input.is_library { Level::Major } else { Level::Patch };
            for (name, version) in broken.iter().filter(|(name, _)| input.needs.contains(**name)) {
                changes.push(Change::new(follow, format!("{name} {version} is a breaking release")));
            }
            if changes.is_empty() && input.version != tag.version {
                changes.push(Change::new(Level::Patch, "the manifest has another version"));
            }
            let Some(level) = changes.iter().map(|change| change.level).max() else {
                plan.unchanged.push(input.name.clone());
                continue;
            };
            let least = tag.version.next(level);
            let to = if input.version == tag.version { least } else { input.version };
            if to < least || to < tag.version {
                plan.problems.push(format!(
                    "{}: version {to} in the manifest is too low after {}: this release is {}, so it needs at \
                     least {least}",
                    input.name,
                    tag.name,
                    level.name(),
                ));
            }
            if !to.replaces(tag.version) {
                broken.insert(&input.name, to);
            }
            plan.add(input, Some(tag.version), Some(level), to, changes);
        }
        for name in FOUNDATIONS.iter().filter(|name| broken.contains_key(**name)) {
            let splits = dependents(inputs, name);
            if !breaking.contains(*name) {
                plan.problems.push(format!(
                    "{name} would break {} crates, and programs with different versions of them: {}.\n  \
                     If this is intended, add --breaking {}",
                    splits.len(),
                    splits.join(", "),
                    name.trim_start_matches("workos-"),
                ));
            }
            if let Some(release) = plan.releases.iter_mut().find(|release| release.name == *name) {
                release.splits = splits;
            }
        }
        for name in breaking.iter().filter(|name| !broken.contains_key(name.as_str())) {
            plan.problems.push(format!("--breaking {name}: {name} has no breaking change"));
        }
        plan
    }

    fn add(
        &mut self,
        input: &Input,
        from: Option<Version>,
        level: Option<Level>,
        to: Version,
        changes: Vec<Change>,
    ) {
        if !has_entry(&input.changelog, to) {
            self.problems.push(format!("{}: CHANGELOG.md has no entry for {to}", input.name));
        }
        let name = input.name.clone();
        self.releases.push(Release { name, from, to, level, changes, splits: Vec::new() });
    }
}

/// Lists the crates that need a crate, directly or indirectly.
fn dependents(inputs: &[Input], name: &str) -> Vec<String> {
    let mut found = BTreeSet::from([name]);
    for input in inputs {
        if input.needs.iter().any(|needed| found.contains(needed.as_str())) {
            found.insert(&input.name);
        }
    }
    found.remove(name);
    found.into_iter().map(str::to_owned).collect()
}

/// Whether a changelog has a heading with the version, and a list item under it.
fn has_entry(changelog: &str, version: Version) -> bool {
    let version = version.to_string();
    let is_heading = |line: &&str| {
        line.strip_prefix("## ").is_some_and(|title| title.split([' ', ',']).next() == Some(version.as_str()))
    };
    let after = changelog.lines().skip_while(|line| !is_heading(line)).skip(1);
    after.take_while(|line| !line.starts_with("## ")).any(|line| line.starts_with("- "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input(name: &str, needs: &[&str], changes: &[(Level, &str)]) -> Input {
        let version = "0.1.0".parse().unwrap();
        Input {
            name: name.to_owned(),
            version,
            released: Some(Tag { name: format!("{name}-v0.1.0"), version, commit: "c0ffee".to_owned() }),
            changes: changes.iter().map(|(level, what)| Change::new(*level, *what)).collect(),
            needs: needs.iter().map(|name| (*name).to_owned()).collect(),
            is_library: true,
            changelog:
                "# Changelog\n\n## 0.2.0\n\n- Broken.\n\n## 0.1.1\n\n- More.\n\n## 0.1.0\n\n- First.\n"
                    .to_owned(),
        }
    }

    fn shown(plan: &Plan) -> Vec<String> {
        plan.releases.iter().map(Release::tag).collect()
    }

    #[test]
    fn a_crate_that_did_not_change_is_not_released() {
        let inputs = [
            input("workos-core", &[], &[]),
            input("workos-sso", &["workos-core"], &[(Level::Minor, "more")]),
        ];
        let plan = Plan::new(&inputs, &BTreeSet::new());
        assert_eq!(
            (shown(&plan), plan.unchanged),
            (vec!["workos-sso-v0.1.1".to_owned()], vec!["workos-core".to_owned()])
        );
        assert_eq!(plan.problems, Vec::<String>::new());
    }

    #[test]
    fn libraries_follow_a_breaking_release_with_their_own_and_programs_with_a_patch() {
        let mut program = input("workos-cli", &["workos-sso"], &[]);
        program.is_library = false;
        let inputs = [
            input("workos-sso", &[], &[(Level::Major, "gone")]),
            input("workos-kit", &["workos-sso"], &[]),
            program,
        ];
        let plan = Plan::new(&inputs, &BTreeSet::new());
        assert_eq!(shown(&plan), ["workos-sso-v0.2.0", "workos-kit-v0.2.0", "workos-cli-v0.1.1"]);
        assert_eq!(plan.problems, Vec::<String>::new());
    }

    #[test]
    fn a_foundation_may_break_only_with_the_option_and_the_plan_names_the_affected_crates() {
        let inputs = [
            input("workos-core", &[], &[(Level::Major, "gone")]),
            input("workos-sso", &["workos-core"], &[]),
            input("workos-kit", &["workos-sso"], &[]),
        ];
        let plan = Plan::new(&inputs, &BTreeSet::new());
        assert!(plan.problems[0].contains("2 crates") && plan.problems[0].contains("workos-kit, workos-sso"));
        let plan = Plan::new(&inputs, &BTreeSet::from(["workos-core".to_owned()]));
        assert_eq!(plan.problems, Vec::<String>::new());
        assert_eq!(plan.releases[0].splits, ["workos-kit", "workos-sso"]);
        let words = BTreeSet::from(["workos-core".to_owned(), "workos-client".to_owned()]);
        assert!(Plan::new(&inputs, &words).problems[0].contains("workos-client has no breaking change"));
    }

    #[test]
    fn a_version_in_the_manifest_may_be_higher_than_needed_but_not_lower() {
        for (version, level, problems) in
            [("0.1.1", Level::Major, 1), ("0.2.0", Level::Minor, 0), ("0.0.9", Level::Patch, 2)]
        {
            let mut input = input("workos-sso", &[], &[(level, "different")]);
            input.version = version.parse().unwrap();
            let plan = Plan::new(&[input], &BTreeSet::new());
            assert_eq!(plan.problems.len(), problems, "{:?}", plan.problems);
            assert_eq!(shown(&plan), [format!("workos-sso-v{version}")]);
        }
    }

    #[test]
    fn a_release_without_an_entry_in_the_changelog_is_a_problem() {
        for changelog in
            ["", "## 0.1.0\n\n- First.\n", "## 0.1.1\n\n## 0.1.0\n\n- First.\n", "## 0.1.10\n\n- More.\n"]
        {
            let mut input = input("workos-sso", &[], &[(Level::Patch, "different")]);
            input.changelog = changelog.to_owned();
            assert_eq!(Plan::new(&[input], &BTreeSet::new()).problems.len(), 1, "{changelog}");
        }
        assert!(has_entry("## 0.1.1 (unreleased)\n\n- More.\n", "0.1.1".parse().unwrap()));
    }

    #[test]
    fn a_crate_without_a_tag_is_released_with_the_version_of_its_manifest() {
        let mut input = input("workos-core", &[], &[]);
        input.released = None;
        let plan = Plan::new(&[input], &BTreeSet::new());
        assert_eq!((shown(&plan), plan.releases[0].level), (vec!["workos-core-v0.1.0".to_owned()], None));
    }
}
