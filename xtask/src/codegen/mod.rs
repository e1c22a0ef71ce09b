//! The code generator: `contract.yaml` → typed plan → `src/generated/`.
//!
//! A contract is OpenAPI 3.1. What Rust needs beyond it is data in the contract, never a special case here:
//!
//! | extension | on | meaning |
//! |---|---|---|
//! | `x-rust-handle` | tag | name of the handle (default: the tag in Pascal case); tags may share one |
//! | `x-rust-noun` | tag | noun of the call types of `get`, `create`, … (default: the handle's singular) |
//! | `x-rust-name` | operation | the verb (default: the end of `operationId`) |
//! | `x-rust-call` | operation | name of the call type (default: verb and noun, else the verb) |
//! | `x-rust-hand-written` | operation | only the static `Operation` is rendered; the call is written by hand |
//! | `x-rust-repeatable` | operation | a second execution does no harm (reads are repeatable anyway) |
//! | `x-rust-quota` | operation | class of rate limit |
//! | `x-rust-require-any` | operation | form fields of which at least one must be set |
//! | `x-rust-name` | parameter | name of the argument or setter |
//! | `x-rust-name` | schema | name of the type; on a property: of the field (small letter) or of its inline type (capital) |
//! | `x-rust-type` | schema | name of an id, enum or model, own or shared, that stands in for what is written |
//! | `x-rust-id` | schema | an id newtype (only in the contract of `workos-core`) |
//! | `x-rust-secret` | schema | a `Secret` |
//! | `x-rust-alias` | property | other keys under which the field is read |
//! | `x-rust-wrapper` | object | a key under which the object may come wrapped: `{"profile": {…}}` or bare |
//! | `x-rust-unwrap` | object | as an answer: its only property is the answer |
//! | `x-rust-variants` | enum, union | names of variants by wire value |
//! | `x-rust-value-aliases` | enum | other spellings by wire value that are read |
//! | `x-rust-spelling` | parameter's schema | spelling in this place by the enum's wire value |
//! | `x-rust-from-client` | form field | `client_id` or `client_secret` of the client, not asked for |
//! | `x-enum-descriptions` | enum | docs of the variants by wire value |
//! | `x-deprecated` | what has `deprecated` | what to use instead |
//! | `x-errors` | operation | error table: `status`, `code`, `hint` (docs and hints), `source` |
//! | `x-dialect` | operation, parameter, property | `name: seed` and `reason`: not part of the official contract |
//! | `x-official` | contract | `tags` and `paths` of the official contract that belong to this one |
//! | `x-drift` | contract | differences on purpose: `at` (patterns with `*`), `kind`, `reason` |

pub(crate) mod contracts;
#[cfg(test)]
mod goldens;
mod output;
pub(crate) mod parse;
mod plan;
mod render;

use std::path::{Path, PathBuf};

use contracts::Contract;
use render::Files;

use crate::Failure;

/// Renders the contracts and writes what differs; with `domain` only `workos-<domain>`.
pub(crate) fn write(domain: Option<&str>) -> Result<(), Failure> {
    let root = crate::cargo::root();
    let report = render_all(root, domain).and_then(|all| output::write(root, &all)).map_err(Failure::new)?;
    crate::say(&report);
    Ok(())
}

/// Renders every contract and compares the result with what is there.
pub(crate) fn check() -> Result<(), Failure> {
    let root = crate::cargo::root();
    let report = render_all(root, None).and_then(|all| output::check(root, &all)).map_err(Failure::new)?;
    crate::say(&report);
    Ok(())
}

/// The folders of generated code with their rendered files.
///
/// The emulator's table is made of all contracts, and has no contract of its own.
fn render_all(root: &Path, domain: Option<&str>) -> Result<Vec<(PathBuf, Files)>, String> {
    let is_wanted = |package: &str| domain.is_none_or(|domain| package == format!("workos-{domain}"));
    let with_routes = is_wanted("workos-emulator");
    let mut all = Vec::new();
    let mut routes = Vec::new();
    for contract in &contracts::read_all(root, |package| with_routes || is_wanted(package))? {
        if is_wanted(&contract.package) {
            all.push((contract.folder.join("src/generated"), render(contract, root)?));
        }
        if with_routes {
            routes.extend(plan::routes(contract).map_err(|error| format!("{}: {error}", contract.package))?);
        }
    }
    if with_routes {
        all.push((root.join("crates/workos-emulator/src/generated"), render::route_files(&routes, root)?));
    }
    if all.is_empty() {
        return Err(format!("there is no contract of {}", domain.unwrap_or("any crate")));
    }
    Ok(all)
}

/// The rendered files of one contract.
fn render(contract: &Contract, root: &Path) -> Result<Files, String> {
    plan::plan(contract)
        .and_then(|plan| render::crate_files(&plan, root))
        .map_err(|error| format!("{}: {error}", contract.package))
}
