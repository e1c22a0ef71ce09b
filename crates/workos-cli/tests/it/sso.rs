//! `workos sso`.

use crate::support::{Emulator, ask, location, run, temporary, visit};

#[test]
fn a_sign_in_is_completed_step_by_step() {
    let emulator = Emulator::start("");
    let start = "sso authorize-url --pkce --json --redirect-uri http://127.0.0.1:3000/callback --connection \
                 conn_01HQRS5H000000000000000002";
    let started = emulator.run(start).json();
    let text = |name: &str| started[name].as_str().unwrap();
    let callback = location(&visit(text("url"))).to_owned();
    let token_file = temporary("token");
    let exchange = |state: &str| {
        let arguments = format!("sso exchange --token-file {} --state {state}", token_file.display());
        let mut command = emulator.workos(&arguments);
        run(command.args(["--callback-url", &callback]).env("WORKOS_CODE_VERIFIER", text("code_verifier")))
    };

    let forged = exchange("another");
    assert!(forged.code == Some(1) && forged.stderr.contains("hint: "), "{forged:?}");
    let exchanged = exchange(text("state"));
    assert_eq!(exchanged.code, Some(0), "{exchanged:?}");
    assert!(exchanged.stdout.contains("hank@globex.com"), "{exchanged:?}");
    assert!(!exchanged.stdout.contains("eyJ"), "the token is printed");
    let again = exchange(text("state"));
    assert!(again.code == Some(1) && again.stderr.contains("invalid_grant"), "{again:?}");

    for way in ["", "--post"] {
        let arguments = format!("sso profile {way} --json --token-file {}", token_file.display());
        let profile = emulator.run(&arguments).json();
        assert_eq!(profile["email"], "hank@globex.com", "{profile}");
        let id = profile["id"].as_str().unwrap();
        let logout = emulator.run(&format!("sso logout-url --profile {id}"));
        assert!(logout.stdout.starts_with(&format!("{}/sso/logout?token=", emulator.url)), "{logout:?}");
    }
    std::fs::remove_file(token_file).unwrap();
    let session = emulator.run("sso logout-url --session session_1 --json").json();
    assert_eq!(session["logout_url"], format!("{}/sso/logout?session_id=session_1", emulator.url));
}

#[test]
fn an_id_token_is_exchanged_for_a_profile() {
    let emulator = Emulator::start("");
    let exchange = |token: &str, more: &[&str]| {
        let mut command =
            emulator.workos("sso exchange-id-token --organization org_01HQRS5H000000000000000002");
        run(command.args(more).env("WORKOS_ID_TOKEN", token))
    };
    let body = r#"{"connection_id": "conn_01HQRS5H000000000000000002", "email": "hank@globex.com"}"#;
    let issued = ask("POST", &format!("{}/_emulator/id-tokens", emulator.url), "", body);
    let (_, token) = issued.split_once("\"id_token\":\"").unwrap();
    let token = token.split('"').next().unwrap();
    let exchanged = exchange(token, &[]);
    assert!(exchanged.code == Some(0) && exchanged.stdout.contains("hank@globex.com"), "{exchanged:?}");
    assert!(!exchanged.stdout.contains("eyJ"), "the token is printed");
    assert_eq!(exchange(token, &["--json"]).json()["profile"]["email"], "hank@globex.com");
    let refused = exchange("eyJ.no.token", &[]);
    assert!(refused.code == Some(1) && refused.stderr.contains("invalid_grant"), "{refused:?}");
    let none = exchange("", &[]);
    assert!(none.code == Some(2) && none.stderr.contains("WORKOS_ID_TOKEN"), "{none:?}");
}
