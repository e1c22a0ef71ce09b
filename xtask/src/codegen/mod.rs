//! The code generator: `contract.yaml` → typed plan → `src/generated/`, the tables of the emulator, and the table of
//! decoders that tests feed with hostile bodies.
//!
//! A contract is an OpenAPI 3.1 document. Everything else that the Rust code needs is data in the contract, never a
//! special case in the generator:
//!
//! | extension | on | meaning |
//! |---|---|---|
//! | `x-rust-handle` | tag | name of the handle (default: the tag in Pascal case); tags may share one |
//! | `x-rust-noun` | tag | noun of the call types of `get`, `create`, … (default: the handle's singular) |
//! | `x-rust-name` | operation | the verb (default: the end of `operationId`) |
//! | `x-rust-call` | operation | name of the call type (default: verb and noun, else the verb) |
//! | `x-rust-hand-written` | operation | only the static `Operation` is rendered; the call is written by hand |
//! | `x-rust-repeatable` | operation | a second execution does no harm (reads are repeatable anyway) |
//! | `x-rust-quota` | operation | class of documented limit |
//! | `x-rust-require-any` | operation | form fields of which at least one must be set |
//! | `x-rust-name` | parameter | name of the argument or setter |
//! | `x-rust-idempotency-key` | header | setting it makes the call repeatable: the server deduplicates by it |
//! | `x-rust-name` | schema | name of the type; on a property: of the field (lower case) or of its inline type (upper case) |
//! | `x-rust-type` | schema | name of an id, enum or model, own or shared, that is used instead of this schema |
//! | `x-rust-id` | schema | an id newtype (only in the contract of `workos-core`) |
//! | `x-rust-secret` | schema | a `Secret` |
//! | `x-rust-alias` | property | other keys under which the field is read |
//! | `x-rust-wrapper` | object | a key under which the object may come wrapped: `{"profile": {…}}` or bare |
//! | `x-rust-envelope` | union of objects | the field whose type depends on a constant beside it: renders a struct with an enum, which also holds an object that does not decode |
//! | `x-rust-unwrap` | object | in a response: the call returns the only property of this object |
//! | `x-rust-variants` | enum, union | names of variants by wire value |
//! | `x-rust-value-aliases` | enum | other values that decode to a variant, by its wire value |
//! | `x-rust-spelling` | parameter's schema | other values that this parameter sends, by the enum's wire value |
//! | `x-rust-from-client` | field of a body | takes the `client_id` or `client_secret` of the client, not an argument |
//! | `x-rust-calls-feature` | contract | the feature of the crate that enables handles and calls |
//! | `x-enum-descriptions` | enum | docs of the variants by wire value |
//! | `x-deprecated` | anything with `deprecated` | what to use instead |
//! | `x-official-names` | schema | names in the official contract, if they differ: aliases in the docs |
//! | `x-hints` | contract | hints by `status` and `code` that hold for each operation without a hint of its own |
//! | `x-errors` | operation | error table: `status`, `code`, `hint` (docs and hints), `source` (the document that has it) |
//! | `x-rust-unknown-outcome` | operation | the hint for a failed call that may have succeeded at the server |
//! | `x-not-emulated` | operation | the emulator has no handler for it yet, and answers 501 |
//! | `x-dialect` | operation, parameter, property | `name: legacy` and `reason`: not part of the official contract |
//! | `x-official` | contract | `tags` and `paths` of the official contract that belong to this one |
//! | `x-drift` | contract | intended differences: `at` (patterns with `*`), `kind`, `reason` |
//!
//! Nothing is rendered from a committed contract unless everything in it has a description. Only the values of enums
//! need none.
//!
//! Alternatives (`oneOf`, `anyOf`) become the first of these that fits:
//!
//! 1. the only alternative besides `null`
//! 2. a tagged union, if a constant distinguishes the alternatives
//! 3. a struct with the fields of all, if all are objects
//! 4. one type, if the alternatives differ only in limits
//! 5. an enum of strings, numbers and booleans, in which an integer stays an integer
//! 6. any JSON
//!
//! A field that several alternatives share may differ among them; it then accepts the values of each. A schema that
//! refers to itself is boxed where this is needed.
//!
//! Limits of parameters and of the fields of bodies are checked before a request is sent, whether required or not:
//!
//! - `minimum` and `maximum` of an integer
//! - `minLength` and `maxLength` of a string or a secret, and a `pattern` of one class of characters: `^[…]+$`
//! - of a field of a JSON body that is a map: `maxProperties`, and the `maxLength` of its values and its `propertyNames`
//!
//! The server checks everything else: other patterns, and the fields of nested objects.

pub(crate) mod contracts;
mod event_examples;
#[cfg(test)]
mod goldens;
mod operation_table;
pub(crate) mod output;
pub(crate) mod parse;
pub(crate) mod plan;
pub(crate) mod render;
mod seed_schema;
mod size;

use std::path::Path;

use output::Rendered;
use render::Files;

use crate::Failure;

/// The table of decoders that tests feed with hostile bodies.
const DECODERS: &str = "tests/it/hostile/decoders.rs";

/// Renders the contracts and writes the files that differ. With `domain`, renders only `workos-<domain>`.
pub(crate) fn write(domain: Option<&str>) -> Result<(), Failure> {
    let report = write_in(crate::cargo::root(), domain).map_err(Failure::new)?;
    crate::say(&report);
    Ok(())
}

pub(crate) fn write_in(root: &Path, domain: Option<&str>) -> Result<String, String> {
    render_all(root, domain).and_then(|(all, _)| output::write(root, &all))
}

/// Renders every contract and compares the result with the files on disk.
pub(crate) fn check() -> Result<(), Failure> {
    let report = check_in(crate::cargo::root()).map_err(Failure::new)?;
    crate::say(&report);
    Ok(())
}

pub(crate) fn check_in(root: &Path) -> Result<String, String> {
    let (all, sizes) = render_all(root, None)?;
    output::check(root, &all).map(|report| report + &sizes)
}

/// Renders the folders of generated code, and the single files in other folders. Also returns a report of their sizes.
///
/// The tables of the emulator are rendered from all contracts. The emulator has no contract of its own.
fn render_all(root: &Path, domain: Option<&str>) -> Result<(Rendered, String), String> {
    let is_wanted = |package: &str| domain.is_none_or(|domain| package == format!("workos-{domain}"));
    let with_routes = is_wanted("workos-emulator");
    let mut all = Vec::new();
    let mut single = Vec::new();
    let mut routes = Vec::new();
    let mut sizes = String::new();
    let contracts = contracts::read_all(root, |package| with_routes || is_wanted(package))?;
    let plans: Vec<_> = contracts
        .iter()
        .map(|contract| plan::plan(contract).map_err(|error| format!("{}: {error}", contract.package)))
        .collect::<Result<_, _>>()?;
    for (contract, plan) in contracts.iter().zip(&plans) {
        if is_wanted(&contract.package) {
            let files = render(plan, root).map_err(|error| format!("{}: {error}", contract.package))?;
            let size = size::check(plan, &files).map_err(|error| format!("{}: {error}", contract.package))?;
            sizes.push_str(&size);
            all.push((contract.folder.join("src/generated"), files));
        }
        if with_routes {
            routes.extend(plan::routes(contract).map_err(|error| format!("{}: {error}", contract.package))?);
        }
    }
    if with_routes {
        let emulator = root.join("crates/workos-emulator");
        let mut files = render::route_files(&routes, root)?;
        files.insert("event_examples.json".to_owned(), event_examples::render(&plans));
        all.push((emulator.join("src/generated"), files));
        // The checkouts that tests create have contracts, but no emulator.
        if emulator.join("src/lib.rs").is_file() {
            single.push((emulator.join(operation_table::FILE), operation_table::render(&emulator, &routes)?));
            single.push((emulator.join(seed_schema::FILE), seed_schema::render(&emulator.join("src"))?));
        }
    }
    // The checkouts that tests create have contracts, but no tests.
    if domain.is_none() && root.join("tests/it/main.rs").is_file() {
        let command_line = root.join("crates/workos-cli/src/generated");
        all.push((command_line, render::endpoint_files(&plans, &routes, root)?));
        single.push((root.join(DECODERS), render::decoder_table(&plans, root)?));
    }
    // The checkouts that tests create have contracts, but no workspace.
    if domain.is_none() && root.join("Cargo.toml").is_file() {
        let (folders, files) = crate::registry::render(root, &plans)?;
        all.extend(folders);
        single.extend(crate::readme::render_all(root, &files)?);
        single.extend(files);
    }
    if all.is_empty() {
        return Err(format!("there is no contract for {}", domain.unwrap_or("any crate")));
    }
    Ok((Rendered { folders: all, files: single }, sizes))
}

/// Renders the files of one contract. Fails if an item in it has no description.
fn render(plan: &plan::Plan, root: &Path) -> Result<Files, String> {
    match &plan.undescribed()[..] {
        [] => render::crate_files(plan, root),
        names => Err(format!("these have no description: {}", names.join(", "))),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::PathBuf;

    use super::*;

    /// Creates a checkout with the shared contract of this project and the contract of one domain.
    fn checkout(name: &str) -> PathBuf {
        let root = std::env::temp_dir().join(format!("xtask-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&root);
        for (file, from) in [
            ("rustfmt.toml", "rustfmt.toml"),
            ("crates/workos-core/contract.yaml", "crates/workos-core/contract.yaml"),
            ("crates/workos-lamps/contract.yaml", "xtask/goldens/answers/contract.yaml"),
        ] {
            fs::create_dir_all(root.join(file).parent().unwrap()).unwrap();
            fs::copy(crate::cargo::root().join(from), root.join(file)).unwrap();
        }
        root
    }

    #[test]
    fn check_fails_until_everything_is_rendered_and_whenever_either_side_changes() {
        let root = checkout("check");
        let models = root.join("crates/workos-lamps/src/generated/models.rs");
        let contract = root.join("crates/workos-lamps/contract.yaml");
        let fails = |expected: &str| {
            let diff = check_in(&root).unwrap_err();
            assert!(diff.contains(expected) && diff.contains("Run: cargo xtask codegen"), "{diff}");
        };
        fails("crates/workos-lamps/src/generated/models.rs is missing");
        write_in(&root, None).unwrap();
        assert!(check_in(&root).unwrap().contains("up to date"));

        let rendered = fs::read_to_string(&models).unwrap();
        fs::write(&models, rendered.replace("pub id: String", "pub id: u64")).unwrap();
        fails("-    pub id: u64,\n+    pub id: String,");
        fs::write(&models, &rendered).unwrap();

        let text = fs::read_to_string(&contract).unwrap();
        fs::write(&contract, text.replace("Its id.", "Its new id.")).unwrap();
        fails("+    /// Its new id.");
        write_in(&root, Some("lamps")).unwrap();
        assert!(check_in(&root).is_ok());

        fs::write(models.with_file_name("by_hand.rs"), "// By hand.\n").unwrap();
        fails("by_hand.rs is no longer rendered");
        fs::remove_dir_all(&root).unwrap();
    }

    /// Operations that are not `GET`, but may be repeated: they create something short-lived, or only read.
    const REPEATABLE: &[&str] = &[
        "admin_portal.generate_link",
        "data_integrations.access_token",
        "data_integrations.authorize",
        "data_integrations.credentials",
        "sso.authorize_logout",
        "sso.profile_by_post",
        "widgets.client_token",
        "widgets.token",
    ];

    #[test]
    fn only_harmless_writes_are_repeatable() {
        let mut marked = std::collections::BTreeSet::new();
        for contract in contracts::read_all(crate::cargo::root(), |_| true).unwrap() {
            let plan = plan::plan(&contract).unwrap();
            let operations = plan.handles.into_iter().flat_map(|handle| handle.operations);
            marked.extend(operations.filter(|it| it.repeatable && it.method != "GET").map(|it| it.id));
        }
        assert_eq!(marked, REPEATABLE.iter().map(|id| (*id).to_owned()).collect());
    }
}
