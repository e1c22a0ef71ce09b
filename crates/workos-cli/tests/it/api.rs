//! `workos api`.

use crate::support::{CANARY, Emulator, nowhere, run, temporary, workos};

#[test]
fn any_operation_is_called_by_method_and_path() {
    let emulator = Emulator::start("");
    let mut create = emulator.workos("api post /organizations -d");
    let created = run(create.arg(r#"{"name": "Lumen", "external_id": "crm 7"}"#));
    let id = created.json()["id"].as_str().unwrap().to_owned();
    assert_eq!(emulator.run(&format!("api GET /organizations/{id}")).json()["name"], "Lumen");
    assert_eq!(emulator.run("api GET /organizations/external_id/crm%207").json()["id"], id.as_str());
    let page = emulator.run("api GET /organizations?limit=1 -q order=asc").json();
    assert_eq!(page["data"].as_array().unwrap().len(), 1);

    let deleted = emulator.run(&format!("api DELETE /organizations/{id}"));
    assert_eq!((deleted.code, deleted.stdout.as_str()), (Some(0), ""), "{deleted:?}");
    let gone = emulator.run(&format!("api GET /organizations/{id}"));
    assert!(
        gone.code == Some(1) && gone.stderr.starts_with("error: organizations.get failed with status 404"),
        "{gone:?}"
    );
    let included = emulator.run("api GET /organizations --include");
    assert!(included.stdout.starts_with("status: 200\nrequest: req_"), "{included:?}");
    assert_eq!(emulator.run("api GET /organizations --include --json").json()["status"], 200);
}

#[test]
fn an_operation_is_called_by_its_name_and_a_mistyped_name_has_a_suggestion() {
    let emulator = Emulator::start("");
    let mut create = emulator.workos("api organizations.create -d");
    let id = run(create.arg(r#"{"name": "Lumen"}"#)).json()["id"].as_str().unwrap().to_owned();
    assert_eq!(emulator.run(&format!("api organizations.get -p id={id}")).json()["name"], "Lumen");
    for (arguments, expected) in [
        ("api organizations.gt -p id=1", "Did you mean `organizations.get`?"),
        ("api organizations.get", "`workos api organizations.get -p id=…`"),
        ("api organizations.list -p id=1", "no path parameter `id`"),
        ("api GET /organizations -p id=1", "`--param` requires the name"),
    ] {
        let refused = nowhere(arguments);
        assert!(refused.code == Some(2) && refused.stderr.contains(expected), "{arguments}: {refused:?}");
    }
    let list = run(&mut workos("api ls organisations.list")).stdout;
    assert!(list.contains("did you mean `organizations.list`?"), "{list}");
}

#[test]
fn a_body_comes_from_a_file_or_stdin_and_must_be_json() {
    let emulator = Emulator::start("");
    let file = temporary("api-body");
    std::fs::write(&file, r#"{"name": "From a file"}"#).unwrap();
    let created = emulator.run(&format!("api POST /organizations -d @{}", file.display()));
    assert_eq!(created.json()["name"], "From a file");
    let refused = emulator.run("api POST /organizations -d name=Acme");
    assert!(refused.code == Some(2) && refused.stderr.contains("the body is not JSON"), "{refused:?}");
}

#[test]
fn a_form_gets_the_credentials_of_the_client() {
    let emulator = Emulator::start("");
    let refused = emulator.run("api POST /sso/token -d grant_type=authorization_code&code=none");
    assert!(
        refused.stderr.starts_with("error: sso.profile_and_token failed with status 400 invalid_grant"),
        "{refused:?}"
    );
}

#[test]
fn a_path_that_no_operation_has_is_sent_with_a_remark() {
    let emulator = Emulator::start("");
    let wrong = emulator.run("api GET /organisations");
    assert!(wrong.code == Some(1) && wrong.stderr.contains("did you mean /organizations?"), "{wrong:?}");
    let wrong = emulator.run("api PATCH /organizations");
    assert!(wrong.stderr.contains("known methods: GET, POST"), "{wrong:?}");
}

#[test]
fn requests_that_cannot_be_right_are_refused_before_anything_is_sent() {
    for (arguments, expected) in [
        ("api FETCH /organizations", "GET, POST, PUT, PATCH or DELETE"),
        ("api GET organizations", "starts with `/`"),
        ("api GET https://api.workos.com/organizations", "--base-url"),
        ("api GET /organizations/{id}", "fill in the parameters"),
        ("api GET /organizations/../users", "dot segments"),
        ("api GET /organizations -q limit", "NAME=VALUE"),
        ("api GET /sso/profile", "access token"),
        ("api GET", "<PATH>"),
    ] {
        let refused = nowhere(arguments);
        assert!(refused.code == Some(2) && refused.stderr.contains(expected), "{arguments}: {refused:?}");
    }
}

#[test]
fn a_dry_run_shows_the_request_and_curl_without_secrets_and_sends_nothing() {
    let mut command = workos("api POST /sso/token --dry-run -d code=c1&code_verifier=hidden0123456789");
    command.env("WORKOS_API_KEY", CANARY);
    let shown = run(&mut command);
    assert_eq!(shown.code, Some(0), "{shown:?}");
    for secret in [CANARY, "hidden0123456789", "code=c1"] {
        assert!(!shown.stdout.contains(secret), "{secret}: {shown:?}");
    }
    assert!(shown.stdout.starts_with("POST https://api.workos.com/sso/token\n"), "{shown:?}");
    assert!(shown.stdout.contains("client_secret=$WORKOS_API_KEY"), "{shown:?}");

    let header = "x-token: sk_live_canary0123456789012345";
    let shown = run(workos("api GET /organizations --dry-run -H").arg(header));
    assert!(shown.stdout.contains("x-token: ") && !shown.stdout.contains("canary"), "{shown:?}");

    let shown =
        run(workos("api POST /organizations --dry-run --json -d").arg(r#"{"name":"O'Neill"}"#)).json();
    assert_eq!(shown["url"], "https://api.workos.com/organizations");
    assert_eq!(
        shown["curl"],
        "curl -X POST 'https://api.workos.com/organizations' \\\n  -H 'authorization: Bearer '\"$WORKOS_API_KEY\" \\\n  \
         -H 'content-type: application/json' \\\n  -d '{\"name\":\"O'\\''Neill\"}'"
    );
}

#[test]
fn operations_are_listed_by_a_word_and_one_alone_with_its_parameters() {
    let list = run(&mut workos("api ls organizations.create"));
    for expected in ["POST /organizations", "Creates an organization.", "name", "domain_data?"] {
        assert!(list.stdout.contains(expected), "{expected}: {list:?}");
    }
    let list = run(&mut workos("api ls domain"));
    assert!(list.stdout.lines().next().unwrap().starts_with("METHOD"), "{list:?}");
    assert!(list.stdout.lines().all(|line| line.chars().count() <= 100), "{list:?}");
    let all = run(&mut workos("api ls --json")).json();
    assert!(all["data"].as_array().unwrap().len() > 70, "{all}");
    assert_eq!(
        run(&mut workos("api ls zzz")).stdout,
        "no operation has `zzz` in its name, path or summary\n"
    );
}
