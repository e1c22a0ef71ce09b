//! Public enums, and structs with public fields, that cannot grow without breaking their users: each is declared with a
//! reason, and every other one is `#[non_exhaustive]`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use syn::{Attribute, Item, Visibility};

use crate::Failure;
use crate::cargo::root;
use crate::reasons;
use crate::sources::rust_files;

const LIST: &str = "xtask/exhaustive_types.txt";

/// Finds types that are neither `#[non_exhaustive]` nor declared, and declarations of no such type.
pub(crate) fn problems() -> Result<Vec<String>, Failure> {
    let failed = |path: &Path| {
        let path = path.display().to_string();
        move |error: std::io::Error| Failure::new(format!("{path}: {error}"))
    };
    let declared = reasons::read(LIST)?;
    let mut found = BTreeSet::new();
    let crates = root().join("crates");
    for entry in fs::read_dir(&crates).map_err(failed(&crates))? {
        let folder = entry.map_err(failed(&crates))?.path();
        let package = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let sources = folder.join("src");
        if sources.join("lib.rs").is_file() {
            for path in rust_files(&sources)? {
                let text = fs::read_to_string(&path).map_err(failed(&path))?;
                let names = closed_types(&text)
                    .map_err(|error| Failure::new(format!("{}: {error}", path.display())))?;
                found.extend(names.into_iter().map(|name| format!("{package} {name}")));
            }
        }
    }
    Ok(compare(&found, &declared))
}

/// The names of the types in a file that cannot grow.
fn closed_types(text: &str) -> syn::Result<Vec<String>> {
    let is_public = |visibility: &Visibility| matches!(visibility, Visibility::Public(_));
    let can_grow =
        |attributes: &[Attribute]| attributes.iter().any(|it| it.path().is_ident("non_exhaustive"));
    let file = syn::parse_file(text)?;
    let name = |item: &Item| match item {
        Item::Enum(it) if is_public(&it.vis) && !can_grow(&it.attrs) => Some(it.ident.to_string()),
        Item::Struct(it) if is_public(&it.vis) && !can_grow(&it.attrs) => {
            let has_private = it.fields.iter().any(|field| !is_public(&field.vis));
            (!it.fields.is_empty() && !has_private).then(|| it.ident.to_string())
        }
        _ => None,
    };
    Ok(file.items.iter().filter_map(name).collect())
}

fn compare(found: &BTreeSet<String>, declared: &BTreeMap<String, String>) -> Vec<String> {
    let undeclared = found.iter().filter(|name| !declared.contains_key(*name));
    let mut problems: Vec<_> = undeclared
        .map(|name| format!("{name} cannot grow: add `#[non_exhaustive]`, or declare it in {LIST}"))
        .collect();
    let stale = declared.keys().filter(|name| !found.contains(*name));
    problems.extend(stale.map(|name| format!("{LIST} declares {name}, which can grow or does not exist")));
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn public_enums_and_structs_of_public_fields_alone_are_closed() {
        let text = "pub enum A { B } #[non_exhaustive] pub enum C {} enum D {} pub struct E { pub f: u8 }\n\
                    pub struct G { pub h: u8, i: u8 } pub struct J; pub struct K(pub u8); pub struct L(u8);";
        assert_eq!(closed_types(text).unwrap(), ["A", "E", "K"]);
    }

    #[test]
    fn undeclared_types_and_stale_declarations_are_problems() {
        let found = ["a A".to_owned(), "a B".to_owned()].into();
        let declared = reasons::parse("a B: two arms by meaning\na C: gone\n").unwrap();
        let problems = compare(&found, &declared);
        assert!(
            problems.len() == 2 && problems[0].starts_with("a A ") && problems[1].contains("a C"),
            "{problems:?}"
        );
    }
}
