//! `cargo xtask layers`: checks which crates may depend on which, and how large the lean trees are.
//!
//! The lean tree of a crate is its dependency tree without its default features.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use crate::Failure;
use crate::cargo::{Package, capture, cargo, members, root};

/// The maximum number of external packages in the lean tree of a domain crate.
const LEAN_LIMIT: usize = 36;

/// The feature for sealed cookies.
const SEAL: &str = "seal";

/// The maximum number of external packages of a domain crate with the feature `seal` alone.
const SEALED_LIMIT: usize = 54;

/// The external crates that the layers below the facade may use directly. Adapters may use any crate.
const ALLOWED_BELOW_FACADE: &[&str] = &[
    "aes",
    "async-trait",
    "base64",
    "bytes",
    "cbc",
    "futures-core",
    "futures-util",
    "getrandom",
    "hmac",
    "hmac-sha1-compact",
    "hmac-sha256",
    "http",
    "httpdate",
    "jiff-core",
    "percent-encoding",
    "serde",
    "serde_json",
    "sha2",
    "subtle",
    "tracing",
    "zeroize",
];

/// Crates whose files may import each other: the emulator, until it is laid out by domain.
const HAS_CIRCLES: &[&str] = &[];

/// The layer of the adapters, which may use any external crate.
const ADAPTER_LEVEL: i8 = 2;
const FACADE_LEVEL: i8 = 6;

/// Checks every dependency and every lean tree, and prints the layers.
pub(crate) fn run() -> Result<(), Failure> {
    let packages = members()?;
    let mut problems = dependency_problems(&packages);
    problems.extend(circle_problems(&packages)?);
    problems.extend(crate::file_sizes::problems()?);
    problems.extend(crate::exhaustive::problems()?);
    crate::say(&crate::registry::picture(root()).map_err(Failure::new)?);
    let domains: Vec<_> = packages.iter().filter(|package| package.is_domain()).collect();
    let lean = trees(&domains, &[])?;
    problems.extend(tree_problems(&lean, LEAN_LIMIT, &allowed("lean_tree.txt")?, "lean_tree.txt"));
    crate::say(&report("lean trees (--no-default-features)", LEAN_LIMIT, &lean));

    let sealing: Vec<_> = domains.into_iter().filter(|package| package.has_feature(SEAL)).collect();
    let sealed = trees(&sealing, &["--features", SEAL])?;
    let added: Trees = sealed
        .iter()
        .map(|(name, tree)| (name.clone(), tree.difference(&lean[name]).cloned().collect()))
        .collect();
    problems.extend(size_problems(&sealed, SEALED_LIMIT));
    problems.extend(tree_problems(&added, SEALED_LIMIT, &allowed("sealed_tree.txt")?, "sealed_tree.txt"));
    crate::say(&report(&format!("the same with the feature `{SEAL}`"), SEALED_LIMIT, &sealed));
    crate::say(&format!("\nshared models in workos-core: {}\n", shared_models()?));
    if problems.is_empty() { Ok(()) } else { Err(Failure::new(format!("\n{}", problems.join("\n")))) }
}

/// Finds dependencies that do not point to a lower layer, and external crates that a layer may not use.
fn dependency_problems(packages: &[Package]) -> Vec<String> {
    let levels: BTreeMap<&str, i8> =
        packages.iter().filter_map(|package| Some((package.name.as_str(), package.entry()?.level))).collect();
    let mut problems = Vec::new();
    for package in packages {
        let Some(&level) = levels.get(package.name.as_str()) else { continue };
        for dependency in package.dependencies.iter().filter(|dependency| dependency.is_normal()) {
            match levels.get(dependency.name.as_str()) {
                Some(&below) if below < level => {}
                Some(&other) => problems.push(format!(
                    "{} (L{level}) depends on {} (L{other}): only lower layers are allowed",
                    package.name, dependency.name
                )),
                None if level < FACADE_LEVEL
                    && level != ADAPTER_LEVEL
                    && !ALLOWED_BELOW_FACADE.contains(&dependency.name.as_str()) =>
                {
                    problems
                        .push(format!("{} (L{level}) must not depend on {}", package.name, dependency.name));
                }
                None => {}
            }
        }
        for dependency in package.dependencies.iter().filter(|dependency| !dependency.is_normal()) {
            if dependency.path.is_some() && dependency.req != "*" {
                problems.push(format!(
                    "{}: the dev-dependency on {} must be by path only, so that packaging drops it",
                    package.name, dependency.name
                ));
            }
        }
    }
    problems
}

/// Circles of imports between the files of a crate, and imports of the emulator that lead up.
fn circle_problems(packages: &[Package]) -> Result<Vec<String>, Failure> {
    let mut problems = Vec::new();
    for package in packages.iter().filter(|package| !HAS_CIRCLES.contains(&package.name.as_str())) {
        let sources = package.folder().join("src");
        if sources.is_dir() {
            for circle in crate::circles::of(&sources)? {
                problems.push(format!(
                    "{}: these files import each other: {}",
                    package.name,
                    circle.join(", ")
                ));
            }
        }
    }
    if let Some(emulator) = packages.iter().find(|package| package.name == "workos-emulator") {
        problems.extend(crate::rows::problems(&emulator.folder().join("src"))?);
    }
    Ok(problems)
}

/// The external packages in the dependency tree of each crate, by crate.
type Trees = BTreeMap<String, BTreeSet<String>>;

/// Reads the trees of these crates without their default features, with `features` as arguments of cargo.
fn trees(packages: &[&Package], features: &[&str]) -> Result<Trees, Failure> {
    packages.iter().map(|package| Ok((package.name.clone(), tree(&package.name, features)?))).collect()
}

fn report(title: &str, limit: usize, trees: &Trees) -> String {
    let rows = trees.iter().map(|(name, tree)| format!("  {name:<24} {}\n", tree.len()));
    std::iter::once(format!("\n{title}, external packages (at most {limit}):\n")).chain(rows).collect()
}

/// Finds trees over the limit.
fn size_problems(trees: &Trees, limit: usize) -> Vec<String> {
    let large = trees.iter().filter(|(_, tree)| tree.len() > limit);
    large.map(|(name, tree)| format!("{name} has {} external packages, over {limit}", tree.len())).collect()
}

/// Finds trees over the limit, packages that the list lacks, and lines of the list that no crate needs.
fn tree_problems(trees: &Trees, limit: usize, allowed: &BTreeSet<String>, list: &str) -> Vec<String> {
    let mut problems = size_problems(trees, limit);
    let mut needed = BTreeSet::new();
    for (name, tree) in trees {
        for external in tree.difference(allowed) {
            problems.push(format!("{name} brings {external}, which xtask/{list} does not list"));
        }
        needed.extend(tree.iter().cloned());
    }
    for stale in allowed.difference(&needed) {
        problems.push(format!("xtask/{list} lists {stale}, which no domain crate needs"));
    }
    problems
}

fn tree(package: &str, features: &[&str]) -> Result<BTreeSet<String>, Failure> {
    let arguments = ["tree", "--package", package, "--no-default-features", "--edges", "normal"];
    let tree = capture(cargo().args(arguments).args(features).args(["--prefix", "none", "--format", "{p}"]))?;
    Ok(tree
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| !name.starts_with("workos-"))
        .map(str::to_owned)
        .collect())
}

/// Reads the packages that a list of xtask allows.
fn allowed(list: &str) -> Result<BTreeSet<String>, Failure> {
    Ok(crate::reasons::read(&format!("xtask/{list}"))?.into_keys().collect())
}

/// Counts the structs in the generated code of core: the models that several contracts share.
fn shared_models() -> Result<usize, Failure> {
    let path = root().join("crates/workos-core/src/generated/models.rs");
    match fs::read_to_string(&path) {
        Ok(text) => Ok(text.lines().filter(|line| line.starts_with("pub struct ")).count()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(0),
        Err(error) => Err(Failure::new(format!("{}: {error}", path.display()))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packages(json: &str) -> Vec<Package> {
        serde_json::from_str(json).unwrap()
    }

    fn package(name: &str, level: i8, dependency: &str) -> String {
        format!(
            r#"{{"name":"{name}","manifest_path":"x","metadata":{{"workos":{{"level":{level},"purpose":"","archive-kib":1}}}},
                "dependencies":[{dependency}]}}"#
        )
    }

    fn dependency(name: &str, kind: &str, req: &str) -> String {
        format!(r#"{{"name":"{name}","kind":{kind},"req":"{req}","path":"x"}}"#)
    }

    #[test]
    fn only_a_dependency_on_a_lower_layer_is_allowed() {
        for (from, to, expected) in [(4, 3, 0), (4, 4, 1), (3, 4, 1)] {
            let json = format!(
                "[{},{}]",
                package("workos-a", from, &dependency("workos-b", "null", "^0.1.0")),
                package("workos-b", to, "")
            );
            assert_eq!(dependency_problems(&packages(&json)).len(), expected, "{from} -> {to}");
        }
    }

    #[test]
    fn an_adapter_may_depend_on_hyper_and_a_domain_crate_may_not() {
        let json = |level| format!("[{}]", package("workos-a", level, &dependency("hyper", "null", "^1")));
        assert_eq!(dependency_problems(&packages(&json(4))).len(), 1);
        assert_eq!(dependency_problems(&packages(&json(2))).len(), 0);
    }

    #[test]
    fn large_trees_unlisted_packages_and_stale_lines_are_problems() {
        let set = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>();
        let trees = Trees::from([("workos-a".to_owned(), set(&["aes", "cbc"]))]);
        let problems =
            |limit, allowed: &[&str]| tree_problems(&trees, limit, &set(allowed), "list.txt").join("; ");
        assert_eq!(problems(2, &["aes", "cbc"]), "");
        assert!(problems(1, &["aes", "cbc"]).contains("2 external packages, over 1"));
        assert!(problems(2, &["aes"]).contains("brings cbc"));
        assert!(problems(2, &["aes", "cbc", "md5"]).contains("lists md5"));
    }

    #[test]
    fn a_dev_dependency_with_a_version_is_a_problem() {
        let json = |req| format!("[{}]", package("workos-a", 4, &dependency("workos-b", "\"dev\"", req)));
        assert_eq!(dependency_problems(&packages(&json("*"))).len(), 0);
        assert_eq!(dependency_problems(&packages(&json("^0.1.0"))).len(), 1);
    }
}
