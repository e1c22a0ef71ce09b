//! Tests of the generator: one contract for each of its features, compared with the committed code.

use std::path::Path;
use std::rc::Rc;

use super::contracts::Contract;
use super::render::Files;
use super::{output, parse, plan, render};

fn rendered(contract: &Contract, root: &Path) -> Result<Files, String> {
    plan::plan(contract).and_then(|plan| render(&plan, root))
}

#[test]
fn goldens_render_to_the_committed_code() {
    let root = crate::cargo::root();
    let core = Rc::new(parse::read(&root.join("crates/workos-core/contract.yaml")).unwrap());
    let mut folders: Vec<_> = std::fs::read_dir(root.join("xtask/goldens"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|folder| folder.join("contract.yaml").is_file())
        .collect();
    folders.sort();
    assert!(!folders.is_empty());
    let rendered: Vec<_> = folders
        .into_iter()
        .map(|folder| {
            let mut contract = Contract::read(folder.clone(), &core).unwrap();
            // The module in which `tests/goldens` compiles the code and the examples in its docs.
            contract.package.insert_str(0, "workos_tests::goldens::");
            (folder.join("expected"), rendered(&contract, root).unwrap())
        })
        .collect();
    if std::env::var_os("UPDATE_GOLDENS").is_some() {
        output::write(root, &output::Rendered::folders(rendered)).unwrap();
    } else if let Err(diff) = output::check(root, &output::Rendered::folders(rendered)) {
        panic!("{diff}\nIf this is intended, run: UPDATE_GOLDENS=1 cargo test -p xtask goldens");
    }
}

fn refused(contract: &str) -> String {
    let own = match parse::parse(&format!("openapi: 3.1.1\ninfo: {{title: T, version: '1'}}\n{contract}")) {
        Ok(own) => Rc::new(own),
        Err(error) => return error,
    };
    let contract = Contract { package: "t".to_owned(), folder: "t".into(), core: Rc::clone(&own), own };
    rendered(&contract, crate::cargo::root()).unwrap_err()
}

#[test]
fn an_unknown_keyword_is_an_error_that_names_it() {
    let error = refused("components: {schemas: {A: {type: string, x-rust-nmae: B}}}");
    assert!(error.contains("x-rust-nmae"), "{error}");
}

#[test]
fn two_items_of_one_name_are_an_error() {
    let error = refused("components: {schemas: {A: {enum: [x]}, B: {enum: [z], x-rust-name: A}}}");
    assert!(error.contains("two items are called A"), "{error}");
}

#[test]
fn a_dangling_reference_is_an_error() {
    let error = refused("components: {schemas: {A: {properties: {b: {$ref: '#/components/schemas/B'}}}}}");
    assert!(error.contains("#/components/schemas/B"), "{error}");
}

#[test]
fn items_without_a_description_are_named() {
    let error = refused(
        "components: {schemas: {A: {description: A., properties: {b: {type: string}}}, C: {enum: [x]}}}",
    );
    assert!(error.ends_with("these have no description: C, A.b"), "{error}");
}

#[test]
fn names_that_do_not_compile_are_an_error() {
    for (schemas, expected) in [
        ("A: {description: A., enum: [a-b, a_b]}", "two variants AB"),
        ("A: {description: A., enum: [unknown]}", "two variants Unknown"),
        (
            "A: {description: A., properties: {bC: {description: B.}, b_c: {description: B.}}}",
            "two fields b_c",
        ),
        ("Value: {description: V., enum: [x]}", "Value is a name that rendered code imports"),
    ] {
        let error = refused(&format!("components: {{schemas: {{{schemas}}}}}"));
        assert!(error.contains(expected), "{error}");
    }
}

#[test]
fn a_secret_that_is_sent_and_received_by_one_model_is_an_error() {
    let error = refused(
        "paths: {/a: {post: {tags: [T], x-rust-name: b, description: B., \
         requestBody: {content: {application/json: {schema: {properties: {k: {$ref: '#/components/schemas/K', description: K.}}}}}}, \
         responses: {'200': {description: B., content: {application/json: {schema: {$ref: '#/components/schemas/K'}}}}}}}}\n\
         tags: [{name: T, description: T.}]\n\
         components: {schemas: {K: {description: K., properties: {s: {type: string, x-rust-secret: true, description: S.}}}}}",
    );
    assert!(error.contains("split the schema"), "{error}");
}
