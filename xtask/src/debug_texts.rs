//! `cargo xtask debug`: checks that each text that the `Debug` of a public type can show is declared.
//!
//! The list of types is read from the sources, so that a new type cannot be forgotten. A derived `Debug` shows every
//! field; a field that holds text is declared in `xtask/debug_texts.txt` with the reason why it may be shown. A `Debug`
//! written by hand needs a test that searches its output for a secret; the declaration names the test.

use std::fs;
use std::path::{Path, PathBuf};

use syn::{Fields, Item, Type};

use crate::Failure;
use crate::cargo::root;
use crate::reasons;
use crate::sources::rust_files;

const DECLARATIONS: &str = "xtask/debug_texts.txt";

/// Types that can hold arbitrary text. Ids, enums and `Secret` have types of their own.
const TEXTS: &[&str] = &[
    "String",
    "str",
    "OsString",
    "PathBuf",
    "Path",
    "Value",
    "RawValue",
    "Map",
    "Bytes",
    "BytesMut",
    "u8",
    "HeaderMap",
    "HeaderValue",
    "Uri",
    "Extensions",
    "dyn",
];

/// Name endings of secret fields in rendered models. The contract has to mark such a field as a secret, or a
/// declaration has to explain why it is not secret.
const SECRET_NAMES: &[&str] =
    &["token", "secret", "password", "key", "code", "cookie", "assertion", "verifier", "link", "credential"];

/// Places that may show text: `Type.field` for a derived `Debug`, `Type` for a `Debug` written by hand.
#[derive(Debug, Default, PartialEq, Eq)]
struct Found {
    fields: Vec<String>,
    by_hand: Vec<String>,
}

/// Compares the texts that `Debug` can show with the declarations.
pub(crate) fn run() -> Result<(), Failure> {
    let failed = |error: std::io::Error| Failure::new(format!("{DECLARATIONS}: {error}"));
    let declared = reasons::read(DECLARATIONS)?;
    let tests = canary_tests()?;
    let mut problems = Vec::new();
    let mut known = Vec::new();
    for (package, source) in sources()? {
        let found = search(&source, &fs::read_to_string(&source).map_err(failed)?)?;
        for name in found.fields {
            let all_fields =
                name.split(['.', ':']).next().map(|of| format!("{package} {of}.*")).unwrap_or_default();
            known.push(if declared.contains_key(&all_fields) {
                all_fields
            } else {
                format!("{package} {name}")
            });
        }
        for name in found.by_hand {
            let name = format!("{package} {name}");
            match declared.get(&name) {
                Some(test) if !tests.contains(&format!("fn {test}(")) => {
                    problems.push(format!("{name}: there is no test `{test}`"));
                }
                _ => known.push(name),
            }
        }
    }
    let undeclared = known.iter().filter(|name| !declared.contains_key(*name));
    problems.extend(undeclared.map(|name| format!("{name}: shows text but is not declared")));
    let stale = declared.keys().filter(|name| !known.contains(name));
    problems.extend(stale.map(|name| format!("{name}: is declared but shows no text")));
    if problems.is_empty() {
        crate::say(&format!("{} texts that `Debug` shows are declared\n", known.len()));
        return Ok(());
    }
    problems.sort();
    problems.dedup();
    Err(Failure::new(format!(
        "{}\n\nHold the text in a `Secret`, leave it out of `Debug`, or declare it in {DECLARATIONS}.",
        problems.join("\n")
    )))
}

/// Reads the sources of all tests that search an output for secrets.
fn canary_tests() -> Result<String, Failure> {
    let mut text = String::new();
    for file in rust_files(&root().join("crates"))?.into_iter().chain(rust_files(&root().join("tests/it"))?) {
        let source = fs::read_to_string(&file)
            .map_err(|error| Failure::new(format!("{}: {error}", file.display())))?;
        if source.contains("canary") {
            text.push_str(&source);
        }
    }
    Ok(text)
}

/// Lists the source files of the libraries, each with its crate.
fn sources() -> Result<Vec<(String, PathBuf)>, Failure> {
    let crates = root().join("crates");
    let mut found = Vec::new();
    for file in rust_files(&crates)? {
        let below = file.strip_prefix(&crates).unwrap_or(&file);
        let mut parts = below.iter().map(|part| part.to_string_lossy().into_owned());
        if let (Some(package), Some(folder)) = (parts.next(), parts.next())
            && folder == "src"
            && package != "workos-cli"
        {
            found.push((package, file));
        }
    }
    Ok(found)
}

/// Finds the texts that the `Debug` of the public types in a source file can show.
fn search(path: &Path, source: &str) -> Result<Found, Failure> {
    let file =
        syn::parse_file(source).map_err(|error| Failure::new(format!("{}: {error}", path.display())))?;
    let rendered = path.iter().any(|part| part == "generated");
    let mut found = Found::default();
    for item in &file.items {
        match item {
            Item::Struct(item) if derives_debug(&item.attrs) && is_public(&item.vis) => {
                found.add(&item.ident.to_string(), &item.fields, rendered);
            }
            Item::Enum(item) if derives_debug(&item.attrs) && is_public(&item.vis) => {
                for variant in &item.variants {
                    found.add(&format!("{}::{}", item.ident, variant.ident), &variant.fields, rendered);
                }
            }
            Item::Impl(item) => {
                let of_trait = item.trait_.as_ref().and_then(|(path, _)| path.segments.last());
                let is_debug = of_trait.is_some_and(|segment| segment.ident == "Debug");
                if let (true, Type::Path(of)) = (is_debug && !rendered, &*item.self_ty) {
                    let of =
                        of.path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default();
                    let public = file.items.iter().any(|item| match item {
                        Item::Struct(item) => item.ident == of && is_public(&item.vis),
                        Item::Enum(item) => item.ident == of && is_public(&item.vis),
                        _ => false,
                    });
                    if public {
                        found.by_hand.push(of);
                    }
                }
            }
            _ => {}
        }
    }
    Ok(found)
}

impl Found {
    fn add(&mut self, name: &str, fields: &Fields, rendered: bool) {
        for (index, field) in fields.iter().enumerate() {
            let field_name = field.ident.as_ref().map_or_else(|| index.to_string(), ToString::to_string);
            // Contracts mark secrets, so a text in rendered code counts only if its name ends like the name of a
            // secret.
            let counts = !rendered || SECRET_NAMES.iter().any(|secret| field_name.ends_with(secret));
            if counts && holds_text(&field.ty) {
                self.fields.push(format!("{name}.{field_name}"));
            }
        }
    }
}

/// Whether a type is part of the public API. The lint `unreachable_pub` ensures that this holds for every `pub` type.
fn is_public(visibility: &syn::Visibility) -> bool {
    matches!(visibility, syn::Visibility::Public(_))
}

fn derives_debug(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().filter(|attribute| attribute.path().is_ident("derive")).any(|attribute| {
        let mut found = false;
        let parsed = attribute.parse_nested_meta(|meta| {
            found |= meta.path.segments.last().is_some_and(|segment| segment.ident == "Debug");
            Ok(())
        });
        parsed.is_ok() && found
    })
}

fn holds_text(ty: &Type) -> bool {
    match ty {
        Type::Path(path) => path.path.segments.iter().any(|segment| {
            let arguments = match &segment.arguments {
                syn::PathArguments::AngleBracketed(arguments) => arguments.args.iter().any(
                    |argument| matches!(argument, syn::GenericArgument::Type(inner) if holds_text(inner)),
                ),
                _ => false,
            };
            arguments || TEXTS.iter().any(|text| segment.ident == text)
        }),
        // A `&'static str` is a text of the program itself, not data.
        Type::Reference(reference) => {
            let is_static = reference.lifetime.as_ref().is_some_and(|lifetime| lifetime.ident == "static");
            !is_static && holds_text(&reference.elem)
        }
        Type::Slice(slice) => holds_text(&slice.elem),
        Type::Array(array) => holds_text(&array.elem),
        Type::Tuple(tuple) => tuple.elems.iter().any(holds_text),
        Type::TraitObject(_) => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, source: &str) -> Found {
        search(Path::new(path), source).unwrap_or_default()
    }

    #[test]
    fn a_text_in_a_public_type_is_found_in_every_container() {
        let source = "#[derive(Clone, Debug)] pub struct A { a: Option<Vec<String>>, b: &'static str, c: Secret, d: Bytes }
            #[derive(Debug)] pub enum B { C(u32), D { e: (u8, Uri) }, F(Box<dyn Error>) }
            #[derive(Clone)] pub struct G(String);
            #[derive(Debug)] pub(crate) struct H(String);
            pub struct I(String); impl fmt::Debug for I {} impl Debug for J {}";
        let fields = ["A.a", "A.d", "B::D.e", "B::F.0"].map(str::to_owned).into();
        assert_eq!(found("src/lib.rs", source), Found { fields, by_hand: vec!["I".to_owned()] });
    }

    #[test]
    fn in_rendered_code_only_fields_named_like_a_secret_count() {
        let source = "#[derive(Debug)] pub struct A { name: String, access_token: String, api_key: Secret }";
        assert_eq!(found("src/generated/models.rs", source).fields, ["A.access_token"]);
    }
}
