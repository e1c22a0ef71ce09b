//! Renders a plan as text and as JSON.

use serde_json::json;

use super::plan::{Plan, Release};
use super::version::Level;

/// The number of changes shown per crate; the others are only counted.
const SHOWN: usize = 12;

/// Renders the plan as text.
pub(super) fn text(plan: &Plan) -> String {
    let mut text = String::new();
    for release in &plan.releases {
        let from = release
            .from
            .map_or_else(|| "first release".to_owned(), |from| format!("{}, after {from}", level(release)));
        text.push_str(&format!("{:<24} {:<8} {from}\n", release.name, release.to.to_string()));
        for change in release.changes.iter().take(SHOWN) {
            text.push_str(&format!("    {:<8} {}\n", change.level.name(), change.description));
        }
        if release.changes.len() > SHOWN {
            text.push_str(&format!("    and {} more, see --json\n", release.changes.len() - SHOWN));
        }
        if !release.splits.is_empty() {
            text.push_str(&format!("    breaks the crates that need it: {}\n", release.splits.join(", ")));
        }
    }
    if !plan.unchanged.is_empty() {
        text.push_str(&format!("unchanged: {}\n", plan.unchanged.join(", ")));
    }
    if !plan.releases.is_empty() {
        let tags: Vec<String> = plan.releases.iter().map(Release::tag).collect();
        text.push_str(&format!("publish in this order, then tag: {}\n", tags.join(" ")));
    }
    text.push_str(
        "not compared: behaviour behind unchanged signatures, items hidden from the docs except those of `__macro`, \
         command-line arguments\n",
    );
    for note in &plan.notes {
        text.push_str(&format!("{note}\n"));
    }
    text
}

/// Renders the plan as JSON.
pub(super) fn json(plan: &Plan) -> String {
    let releases: Vec<_> = plan
        .releases
        .iter()
        .map(|release| {
            let changes = release.changes.iter();
            let changes: Vec<_> = changes
                .map(|change| json!({"level": change.level.name(), "what": change.description}))
                .collect();
            json!({
                "crate": release.name,
                "from": release.from.map(|version| version.to_string()),
                "to": release.to.to_string(),
                "level": level(release),
                "tag": release.tag(),
                "changes": changes,
                "splits": release.splits,
            })
        })
        .collect();
    let all = json!({
        "releases": releases,
        "unchanged": plan.unchanged,
        "problems": plan.problems,
        "notes": plan.notes,
    });
    format!("{all:#}\n")
}

fn level(release: &Release) -> &'static str {
    release.level.map_or("first", Level::name)
}
