//! Rows of the root manifest and of the READMEs.

use std::collections::BTreeMap;

use super::member::Member;

/// The level of what all other crates share.
const LOWEST_LEVEL: i8 = -1;

/// Name and purpose of each level, lowest first, as the picture of the layers says it.
const LEVELS: [(&str, &str); 9] = [
    ("base", "what the other crates share, and users do not need"),
    ("L0", "ids, Secret, Timestamp, Page, Patch, open enums, ApiError"),
    ("L1", "the port: Transport, Clock, Request, Response, Operation"),
    ("L2", "adapters of the port, and transports that wrap another"),
    ("L3", "calls, retries, deadlines, pages, errors"),
    ("L4", "sign-in: PKCE, login attempts, sealed cookies, callbacks"),
    ("L5", "one crate per API domain"),
    ("L6", "the facade; the API itself, for tests"),
    ("L7", "arguments -> facade calls -> output"),
];

/// Columns of the picture that hold names.
const NAMES_WIDTH: usize = 38;

/// The dependencies on crates of the workspace, by level and name.
pub(super) fn workspace_dependencies(members: &[Member]) -> String {
    let line = |member: &Member| {
        let Member { package, .. } = member;
        let defaults = package.features.get("default").is_some_and(|features| !features.is_empty());
        let without = if defaults { ", default-features = false" } else { "" };
        format!(
            "{0} = {{ path = \"crates/{0}\", version = \"{1}\"{without} }}\n",
            package.name, package.version
        )
    };
    // Nothing depends on the command line.
    members.iter().filter(|member| member.package.library().is_some()).map(line).collect()
}

/// The table of crates on the front page: domains and what stands on them first.
pub(super) fn front_page(members: &[Member]) -> String {
    let (domains, others): (Vec<&Member>, Vec<&Member>) =
        members.iter().partition(|member| member.is_domain());
    let row = |member: &Member| {
        let name = &member.package.name;
        format!("| {} | [`{name}`](crates/{name}) |\n", member.entry.purpose)
    };
    let rows: String = domains.into_iter().chain(others.into_iter().rev()).map(row).collect();
    format!("| you want | crate |\n| --- | --- |\n{rows}")
}

/// The picture of the layers, highest first.
pub(super) fn layers(members: &[Member]) -> String {
    let mut rows: BTreeMap<i8, Vec<&str>> = BTreeMap::new();
    for member in members {
        rows.entry(member.entry.level).or_default().push(member.short_name());
    }
    let mut picture = String::new();
    for (level, names) in rows.into_iter().rev() {
        let level = usize::try_from(level - LOWEST_LEVEL).ok();
        let (mut name, mut purpose) = level.and_then(|level| LEVELS.get(level)).copied().unwrap_or_default();
        for line in wrapped(&names) {
            let line = format!("  {name:<4}  {line:<NAMES_WIDTH$}  {purpose}");
            (name, purpose) = ("", "");
            picture.push_str(line.trim_end());
            picture.push('\n');
        }
    }
    picture
}

/// The names in lines that fit.
fn wrapped(names: &[&str]) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for name in names {
        match lines.last_mut() {
            Some(line) if line.len() + 2 + name.len() <= NAMES_WIDTH => {
                line.push_str("  ");
                line.push_str(name);
            }
            _ => lines.push((*name).to_owned()),
        }
    }
    lines
}
