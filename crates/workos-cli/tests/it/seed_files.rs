//! Seed files: `workos emulate --check`, `--schema` and the faults of `--seed`.

use serde_json::Value;

use crate::emulate::KEY;
use crate::support::{Emulator, ask, run, temporary, workos};

#[test]
fn a_seed_file_is_checked_without_a_server_and_the_schema_is_printed() {
    let file = temporary("checked.yaml");
    std::fs::write(&file, "organizations: [{name: Acme}, {name: Globex}]\nusers: [{email: a@b.c}]\n")
        .unwrap();
    let check = |more: &str| run(&mut workos(&format!("emulate --check {} {more}", file.display())));
    let good = check("");
    assert_eq!(good.code, Some(0), "{good:?}");
    assert!(good.stdout.ends_with("is OK (organizations: 2, users: 1)\n"), "{good:?}");
    assert_eq!(check("--json").json()["counts"]["organizations"], 2);

    std::fs::write(&file, "organizations: [{name: Acme}]\nconnections:\n  - {type: OktaSAML, organization: Acne}\n  - {type: Okta}\n").unwrap();
    let bad = check("");
    assert_eq!(bad.code, Some(2), "{bad:?}");
    for line in ["line 3: organization 'Acne' does not exist; did you mean 'Acme'?", "line 4: type 'Okta'"] {
        assert!(bad.stderr.contains(line), "{bad:?}");
    }
    std::fs::remove_file(&file).unwrap();
    assert!(check("").stderr.contains("cannot be read"));

    std::fs::write(&file, "organizations: [{name: Acme}]\n").unwrap();
    let shown = file.display();
    assert_eq!(run(&mut workos(&format!("emulate --seed {shown} --check"))).code, Some(0));
    for (args, message) in [
        ("--check".to_owned(), "names no seed file"),
        (format!("--check {shown} --seed {shown}"), "both name a seed file"),
    ] {
        let refused = run(&mut workos(&format!("emulate {args}")));
        assert!(refused.code == Some(2) && refused.stderr.contains(message), "{refused:?}");
    }

    let schema = run(&mut workos("emulate --schema")).json();
    assert_eq!(schema["properties"]["organizations"]["type"], "array");
}

#[test]
fn a_check_lists_all_mistakes_of_form_references_and_settings() {
    let file = temporary("mistakes.yaml");
    let yaml = "\
organizations:
  - {name: Acme, domian: acme.com}
connections:
  - {type: OktaSAML, organization: Acne}
  - {type: OktaSAML, organization: Acme, state: activ}
users:
  - {emial: ada@acme.com}
redirect_uris: ['javascript:x']
";
    std::fs::write(&file, yaml).unwrap();
    let shown = file.display();
    let check = |more: &str| run(&mut workos(&format!("emulate --check {shown} --issuer nowhere {more}")));
    let text = check("");
    assert_eq!((text.code, text.stdout.as_str()), (Some(2), ""), "{text:?}");
    let lines: Vec<_> = text.stderr.lines().collect();
    let parts = [
        "error: base URL 'nowhere'".to_owned(),
        format!("error: {shown}: line 2: key 'domian' is unknown; did you mean 'domains'?"),
        format!("error: {shown}: line 4: organization 'Acne' does not exist; did you mean 'Acme'?"),
        format!("error: {shown}: line 5: value 'activ' is unknown; did you mean 'active'?"),
        format!("error: {shown}: line 7: key 'emial' is unknown; did you mean 'email'?"),
        format!("error: {shown}: line 7: key 'email' is missing"),
        format!("error: {shown}: line 8: "),
    ];
    assert_eq!(lines.len(), parts.len(), "{lines:#?}");
    for (line, part) in lines.iter().zip(&parts) {
        assert!(line.starts_with(part), "{line} does not start with {part}");
    }
    let document = check("--json").error();
    let errors = document["error"]["errors"].as_array().unwrap();
    assert_eq!((errors.len(), &document["error"]["code"]), (7, &"invalid_file".into()), "{document}");
    assert_eq!((&errors[1]["line"], &errors[0]["line"]), (&2.into(), &Value::Null), "{document}");
    assert_eq!(errors[1]["message"], "key 'domian' is unknown; did you mean 'domains'?");

    let started = run(&mut workos(&format!("emulate --port 0 --seed {shown}")));
    assert!(started.code == Some(2) && started.stderr.contains("workos emulate --check"), "{started:?}");
    std::fs::remove_file(&file).unwrap();
}

#[test]
fn faults_of_a_seed_file_name_operations_by_name_or_by_method_and_path() {
    let file = temporary("faults.yaml");
    let write = |operation: &str| {
        let yaml = format!("faults:\n  - operation: {operation}\n    effect: {{answer: {{status: 503}}}}\n");
        std::fs::write(&file, yaml).unwrap();
    };
    for operation in ["organizations.get", "GET /organizations/{id}"] {
        write(operation);
        let emulator = Emulator::start(&format!("--seed {}", file.display()));
        let get = |path: &str| ask("GET", &format!("{}{path}", emulator.url), KEY, "");
        assert!(get("/organizations/org_1").starts_with("HTTP/1.1 503"), "{operation}");
        assert!(get("/organizations").starts_with("HTTP/1.1 200"), "{operation}");
    }
    for (operation, meant) in [
        ("organisations.get", "did you mean 'organizations.get'?"),
        ("GET /organisations/{id}", "did you mean '/organizations/{id}'?"),
        ("PUT /organizations", "accepts GET, POST, not PUT"),
    ] {
        write(operation);
        let refused = run(&mut workos(&format!("emulate --check {}", file.display())));
        assert!(refused.code == Some(2) && refused.stderr.contains(meant), "{operation}: {refused:?}");
    }
    std::fs::remove_file(file).unwrap();
}
