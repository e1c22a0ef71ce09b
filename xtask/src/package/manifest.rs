//! What the registry and the docs site show of a crate.

use crate::crates::Crate;

/// The registry's categories that fit this project; it refuses names that it does not know.
const CATEGORIES: &[&str] =
    &["api-bindings", "authentication", "command-line-utilities", "development-tools::testing"];

/// Longer texts are cut in lists.
const LONGEST_DESCRIPTION: usize = 160;

/// What is missing in the manifests, or wrong.
pub(super) fn problems(packages: &[Crate]) -> Vec<String> {
    let mut all = Vec::new();
    for package in packages {
        let mut complain = |text: String| all.push(format!("{}: {text}", package.name));
        match package.description.as_deref() {
            None | Some("") => complain("no description".to_owned()),
            Some(text) if text.chars().count() > LONGEST_DESCRIPTION => {
                complain(format!("a description of more than {LONGEST_DESCRIPTION} letters"));
            }
            Some(text) if text.contains('\n') || text.ends_with('.') => {
                complain("the description is one line without a full stop".to_owned());
            }
            Some(_) => {}
        }
        if package.keywords.is_empty() || package.keywords.len() > 5 {
            complain("the registry wants one to five keywords".to_owned());
        }
        let is_good = |word: &String| {
            word.len() <= 20
                && word.starts_with(|sign: char| sign.is_ascii_alphanumeric())
                && word.chars().all(|sign| sign.is_ascii_alphanumeric() || "-_+".contains(sign))
        };
        for word in package.keywords.iter().filter(|word| !is_good(word)) {
            complain(format!("the registry refuses the keyword {word}"));
        }
        if package.categories.is_empty() {
            complain("no category".to_owned());
        }
        for name in package.categories.iter().filter(|name| !CATEGORIES.contains(&name.as_str())) {
            complain(format!("{name} is none of the categories that fit"));
        }
        for (what, found, wanted) in
            [("license", &package.license, "MIT OR Apache-2.0"), ("readme", &package.readme, "README.md")]
        {
            if found.as_deref() != Some(wanted) {
                complain(format!("the {what} is not {wanted}"));
            }
        }
        if package.repository.is_none() || package.rust_version.is_none() {
            complain("repository or rust-version is missing".to_owned());
        }
        let docs = package.metadata.as_ref().and_then(|it| it.pointer("/docs/rs/all-features"));
        let has_features = package.features.keys().any(|name| name != "default");
        if has_features && docs != Some(&true.into()) {
            complain("[package.metadata.docs.rs] does not ask for all-features".to_owned());
        }
        for dependency in package.dependencies.iter().filter(|it| it.is_normal()) {
            if dependency.req == "*" {
                complain(format!("{} has no version", dependency.name));
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn package(change: impl FnOnce(&mut Value)) -> Vec<String> {
        let mut json = json!({
            "name": "lamp", "version": "0.1.0", "manifest_path": "/lamp/Cargo.toml", "targets": [],
            "description": "Lamps over HTTP", "keywords": ["lamp"], "categories": ["api-bindings"],
            "license": "MIT OR Apache-2.0", "readme": "README.md", "repository": "https://example.com",
            "rust_version": "1.89", "features": {"hyper": []}, "publish": null,
            "metadata": {"docs": {"rs": {"all-features": true}}},
            "dependencies": [{"name": "http", "kind": null, "req": "^1.3", "path": null, "target": null}],
        });
        change(&mut json);
        problems(&[serde_json::from_value(json).unwrap()])
    }

    #[test]
    fn a_complete_manifest_is_no_problem_and_each_gap_is_one() {
        assert_eq!(package(|_| {}), Vec::<String>::new());
        let gaps = [
            ("/description", Value::Null, "no description"),
            ("/description", json!("Lamps."), "full stop"),
            ("/description", json!("l".repeat(161)), "160 letters"),
            ("/keywords", json!([]), "one to five"),
            ("/keywords", json!(["two words"]), "two words"),
            ("/categories", json!(["lamps"]), "lamps"),
            ("/license", json!("MIT"), "license"),
            ("/readme", Value::Null, "readme"),
            ("/repository", Value::Null, "repository"),
            ("/rust_version", Value::Null, "rust-version"),
            ("/metadata", Value::Null, "all-features"),
            ("/dependencies/0/req", json!("*"), "http has no version"),
        ];
        for (place, value, expected) in gaps {
            let found = package(|json| *json.pointer_mut(place).unwrap() = value);
            assert!(found.len() == 1 && found[0].contains(expected), "{place}: {found:?}");
        }
    }
}
