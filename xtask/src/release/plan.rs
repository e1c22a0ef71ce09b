//! From changes to releases: versions, who follows whom, and what forbids to release.

use std::collections::{BTreeMap, BTreeSet};

use super::changes::Change;
use super::git::Tag;
use super::version::{Level, Version};

/// A breaking release of one of these splits the trees of users: two versions in one program do not fit each other.
pub(super) const FOUNDATIONS: &[&str] = &["workos-core", "workos-transport", "workos-client", "workos-oauth"];

/// What is known of a crate before the plan is made.
pub(super) struct Input {
    pub(super) name: String,
    /// The version in its manifest.
    pub(super) version: Version,
    pub(super) released: Option<Tag>,
    pub(super) changes: Vec<Change>,
    /// The crates of this project that it needs.
    pub(super) needs: BTreeSet<String>,
    /// Whether programs see its types, and through them those of what it needs.
    pub(super) is_library: bool,
    pub(super) changelog: String,
}

/// What to release, in this order, and what is in the way.
pub(super) struct Plan {
    pub(super) releases: Vec<Release>,
    pub(super) unchanged: Vec<String>,
    pub(super) problems: Vec<String>,
}

/// One crate to release.
pub(super) struct Release {
    pub(super) name: String,
    /// The last release; none if this is the first.
    pub(super) from: Option<Version>,
    pub(super) to: Version,
    /// None if this is the first.
    pub(super) level: Option<Level>,
    pub(super) changes: Vec<Change>,
    /// Every crate that needs it, directly or not; told of breaking releases of foundations.
    pub(super) splits: Vec<String>,
}

impl Release {
    /// The tag that marks it.
    pub(super) fn tag(&self) -> String {
        format!("{}-v{}", self.name, self.to)
    }
}

impl Plan {
    /// Plans; the crates come after those that they need, and `breaking` names foundations that may break.
    pub(super) fn of(inputs: &[Input], breaking: &BTreeSet<String>) -> Self {
        let mut plan = Self { releases: Vec::new(), unchanged: Vec::new(), problems: Vec::new() };
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
                    "{}: {to} in the manifest is not enough after {}: this release is {}, so {least} at least",
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
            let splits = dependants(inputs, name);
            if !breaking.contains(*name) {
                plan.problems.push(format!(
                    "{name} would break {} crates, and whoever holds two of them in different versions: {}.\n  \
                     If that is meant: --breaking {}",
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
            plan.problems.push(format!("--breaking {name}: nothing in {name} breaks"));
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
            self.problems.push(format!("{}: CHANGELOG.md says nothing of {to}", input.name));
        }
        let name = input.name.clone();
        self.releases.push(Release { name, from, to, level, changes, splits: Vec::new() });
    }
}

/// Who needs a crate, directly or not.
fn dependants(inputs: &[Input], name: &str) -> Vec<String> {
    let mut found = BTreeSet::from([name]);
    for input in inputs {
        if input.needs.iter().any(|needed| found.contains(needed.as_str())) {
            found.insert(&input.name);
        }
    }
    found.remove(name);
    found.into_iter().map(str::to_owned).collect()
}

/// Whether a changelog has a heading with the version, and a point under it.
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
    fn a_crate_that_did_not_change_is_not_released_and_neither_are_those_that_need_it() {
        let inputs = [
            input("workos-core", &[], &[]),
            input("workos-sso", &["workos-core"], &[(Level::Minor, "more")]),
        ];
        let plan = Plan::of(&inputs, &BTreeSet::new());
        assert_eq!(
            (shown(&plan), plan.unchanged),
            (vec!["workos-sso-v0.1.1".to_owned()], vec!["workos-core".to_owned()])
        );
        assert_eq!(plan.problems, Vec::<String>::new());
    }

    #[test]
    fn whoever_needs_a_broken_crate_follows_and_a_program_does_so_with_a_patch() {
        let mut program = input("workos-cli", &["workos-sso"], &[]);
        program.is_library = false;
        let inputs = [
            input("workos-sso", &[], &[(Level::Major, "gone")]),
            input("workos-kit", &["workos-sso"], &[]),
            program,
        ];
        let plan = Plan::of(&inputs, &BTreeSet::new());
        assert_eq!(shown(&plan), ["workos-sso-v0.2.0", "workos-kit-v0.2.0", "workos-cli-v0.1.1"]);
        assert_eq!(plan.problems, Vec::<String>::new());
    }

    #[test]
    fn a_foundation_breaks_only_if_someone_says_so_and_the_plan_names_all_it_splits() {
        let inputs = [
            input("workos-core", &[], &[(Level::Major, "gone")]),
            input("workos-sso", &["workos-core"], &[]),
            input("workos-kit", &["workos-sso"], &[]),
        ];
        let plan = Plan::of(&inputs, &BTreeSet::new());
        assert!(plan.problems[0].contains("2 crates") && plan.problems[0].contains("workos-kit, workos-sso"));
        let plan = Plan::of(&inputs, &BTreeSet::from(["workos-core".to_owned()]));
        assert_eq!(plan.problems, Vec::<String>::new());
        assert_eq!(plan.releases[0].splits, ["workos-kit", "workos-sso"]);
        let words = BTreeSet::from(["workos-core".to_owned(), "workos-client".to_owned()]);
        assert!(Plan::of(&inputs, &words).problems[0].contains("nothing in workos-client breaks"));
    }

    #[test]
    fn a_version_by_hand_may_be_higher_than_needed_and_not_lower() {
        for (version, level, problems) in
            [("0.1.1", Level::Major, 1), ("0.2.0", Level::Minor, 0), ("0.0.9", Level::Patch, 2)]
        {
            let mut input = input("workos-sso", &[], &[(level, "different")]);
            input.version = version.parse().unwrap();
            let plan = Plan::of(&[input], &BTreeSet::new());
            assert_eq!(plan.problems.len(), problems, "{:?}", plan.problems);
            assert_eq!(shown(&plan), [format!("workos-sso-v{version}")]);
        }
    }

    #[test]
    fn a_release_without_a_word_in_the_changelog_is_a_problem_and_so_is_a_heading_alone() {
        for changelog in
            ["", "## 0.1.0\n\n- First.\n", "## 0.1.1\n\n## 0.1.0\n\n- First.\n", "## 0.1.10\n\n- More.\n"]
        {
            let mut input = input("workos-sso", &[], &[(Level::Patch, "different")]);
            input.changelog = changelog.to_owned();
            assert_eq!(Plan::of(&[input], &BTreeSet::new()).problems.len(), 1, "{changelog}");
        }
        assert!(has_entry("## 0.1.1 (unreleased)\n\n- More.\n", "0.1.1".parse().unwrap()));
    }

    #[test]
    fn without_a_tag_it_is_the_first_release_of_what_the_manifest_says() {
        let mut input = input("workos-core", &[], &[]);
        input.released = None;
        let plan = Plan::of(&[input], &BTreeSet::new());
        assert_eq!((shown(&plan), plan.releases[0].level), (vec!["workos-core-v0.1.0".to_owned()], None));
    }
}
