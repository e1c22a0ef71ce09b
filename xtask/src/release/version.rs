//! Versions of the form 1.2.3, and the next version for a level of change.

use std::fmt;
use std::str::FromStr;

/// How much a change affects the users of a crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    /// No public item changed.
    Patch,
    /// Something was added.
    Minor,
    /// Users may have to change their programs.
    Major,
}

impl Level {
    /// Returns the name of the level in the text and in the JSON.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "breaking",
        }
    }
}

/// A version of three numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Version {
    major: u64,
    minor: u64,
    patch: u64,
}

impl Version {
    /// Returns the lowest version that may contain changes of a level. Before 1.0, cargo treats the second number as
    /// the major one.
    pub(super) const fn next(self, level: Level) -> Self {
        let Self { major, minor, patch } = self;
        match (level, major, minor) {
            (Level::Major, 0, 0) | (_, 0, 0) => Self { major, minor, patch: patch + 1 },
            (Level::Major, 0, _) => Self { major, minor: minor + 1, patch: 0 },
            (Level::Major, ..) => Self { major: major + 1, minor: 0, patch: 0 },
            (Level::Minor, 1.., _) => Self { major, minor: minor + 1, patch: 0 },
            (Level::Minor, ..) | (Level::Patch, ..) => Self { major, minor, patch: patch + 1 },
        }
    }

    /// Whether cargo may select this version where the other one is required.
    pub(super) fn replaces(self, other: Self) -> bool {
        self >= other && self.kind() == other.kind()
    }

    /// Returns the numbers that compatible versions have in common.
    const fn kind(self) -> (u64, u64, u64) {
        match (self.major, self.minor) {
            (0, 0) => (0, 0, self.patch),
            (0, minor) => (0, minor, 0),
            (major, _) => (major, 0, 0),
        }
    }
}

impl FromStr for Version {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let numbers: Option<Vec<u64>> = text.split('.').map(|number| number.parse().ok()).collect();
        match numbers.as_deref() {
            Some(&[major, minor, patch]) => Ok(Self { major, minor, patch }),
            _ => Err(format!("{text} is not a version of three numbers")),
        }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.patch)
    }
}

/// Returns the numbers of a requirement that compatible versions have in common: `1` for `^1.3`, `0.23` for `^0.23.31`.
pub(super) fn kind_of_requirement(requirement: &str) -> String {
    let numbers: Vec<&str> = requirement.trim_start_matches(['^', '=', '~', '>', ' ']).split('.').collect();
    match numbers[..] {
        ["0", "0", patch, ..] => format!("0.0.{patch}"),
        ["0", minor, ..] => format!("0.{minor}"),
        [major, ..] => major.to_owned(),
        [] => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(text: &str) -> Version {
        text.parse().unwrap()
    }

    #[test]
    fn the_next_version_is_compatible_for_cargo_unless_the_change_is_breaking() {
        for (from, level, to) in [
            ("1.2.3", Level::Patch, "1.2.4"),
            ("1.2.3", Level::Minor, "1.3.0"),
            ("1.2.3", Level::Major, "2.0.0"),
            ("0.2.3", Level::Patch, "0.2.4"),
            ("0.2.3", Level::Minor, "0.2.4"),
            ("0.2.3", Level::Major, "0.3.0"),
            ("0.0.3", Level::Minor, "0.0.4"),
            ("0.0.3", Level::Major, "0.0.4"),
        ] {
            assert_eq!(version(from).next(level), version(to), "{from} {level:?}");
            assert_eq!(
                version(to).replaces(version(from)),
                level != Level::Major && !from.starts_with("0.0")
            );
        }
        assert!(!version("1.2.3").replaces(version("1.2.4")));
        assert!("1.2".parse::<Version>().is_err() && "1.2.3-rc.1".parse::<Version>().is_err());
    }

    #[test]
    fn requirements_are_of_one_kind_if_their_first_nonzero_number_is_the_same() {
        for (requirement, kind) in [("^1.3", "1"), ("^0.23.31", "0.23"), ("^0.0.4", "0.0.4"), ("=2.1.0", "2")]
        {
            assert_eq!(kind_of_requirement(requirement), kind);
        }
    }
}
