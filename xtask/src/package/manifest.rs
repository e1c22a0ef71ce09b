//! Checks the parts of a manifest that the registry and the docs site show.

use crate::crates::Crate;

/// The registry's categories that fit this project. The registry refuses unknown names.
const CATEGORIES: &[&str] =
    &["api-bindings", "authentication", "command-line-utilities", "development-tools::testing"];

/// The maximum length of a description in characters. Lists of crates cut longer texts.
const LONGEST_DESCRIPTION: usize = 160;

/// Finds missing and wrong entries in the manifests.
pub(super) fn problems(packages: &[Crate]) -> Vec<String> {
    let mut all = Vec::new();
    for package in packages {
        let mut add = |text: String| all.push(format!("{}: {text}", package.name));
        match package.description.as_deref() {
            None | Some("") => add("no description".to_owned()),
            Some(text) if text.chars().count() > LONGEST_DESCRIPTION => {
                add(format!("the description has more than {LONGEST_DESCRIPTION} characters"));
            }
            Some(text) if text.contains('\n') || text.ends_with('.') => {
                add("the description must be one line without a full stop".to_owned());
            }
            Some(_) => {}
        }
        if package.keywords.is_empty() || package.keywords.len() > 5 {
            add("the registry requires one to five keywords".to_owned());
        }
        let is_good = |word: &String| {
            word.len() <= 20
                && word.starts_with(|sign: char| sign.is_ascii_alphanumeric())
                && word.chars().all(|sign| sign.is_ascii_alphanumeric() || "-_+".contains(sign))
        };
        for word in package.keywords.iter().filter(|word| !is_good(word)) {
            add(format!("the registry refuses the keyword {word}"));
        }
        if package.categories.is_empty() {
            add("no category".to_owned());
        }
        for name in package.categories.iter().filter(|name| !CATEGORIES.contains(&name.as_str())) {
            add(format!("{name} is not one of the categories that fit"));
        }
        for (what, found, wanted) in
            [("license", &package.license, "MIT OR Apache-2.0"), ("readme", &package.readme, "README.md")]
        {
            if found.as_deref() != Some(wanted) {
                add(format!("the {what} is not {wanted}"));
            }
        }
        if package.repository.is_none() || package.rust_version.is_none() {
            add("repository or rust-version is missing".to_owned());
        }
        let docs = package.metadata.as_ref().and_then(|it| it.pointer("/docs/rs/all-features"));
        let has_features = package.features.keys().any(|name| name != "default");
        if has_features && docs != Some(&true.into()) {
            add("[package.metadata.docs.rs] does not set all-features".to_owned());
        }
        for dependency in package.dependencies.iter().filter(|it| it.is_normal()) {
            if dependency.req == "*" {
                add(format!("{} has no version", dependency.name));
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
    fn a_complete_manifest_has_no_problem_and_each_gap_is_one() {
        assert_eq!(package(|_| {}), Vec::<String>::new());
        let gaps = [
            ("/description", Value::Null, "no description"),
            ("/description", json!("Lamps."), "full stop"),
            ("/description", json!("l".repeat(161)), "160 characters"),
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
