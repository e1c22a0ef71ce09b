//! `workos pipes`.

use crate::support::{Emulator, location, run, visit};

const USER: &str = "user_01HQRS5H000000000000000001";

/// Follows the consent as a browser does. Returns the URL of the last redirect, outside the emulator.
fn consent(emulator: &Emulator, url: &str) -> String {
    let mut url = url.to_owned();
    for _ in 0..3 {
        if !url.starts_with(&emulator.url) {
            break;
        }
        url = location(&visit(&url)).to_owned();
    }
    url
}

#[test]
fn an_account_is_connected_and_its_token_is_fetched() {
    let emulator = Emulator::start("");
    let of = |command: &str| emulator.run(&format!("pipes {command} --user {USER}"));
    let none = of("token github");
    assert!(none.code == Some(1) && none.stderr.contains("`workos pipes authorize`"), "{none:?}");
    assert_eq!(of("token github --json").error()["error"]["code"], "not_installed");
    assert!(of("accounts").stdout.contains("not connected"));
    let late = of("wait github --within 0.01 --json");
    assert_eq!((late.code, &late.error()["error"]["code"]), (Some(1), &"timed_out".into()));

    let begun = of("authorize github --return-to http://127.0.0.1:1/back --json").json();
    let state = begun["state"].as_str().unwrap();
    let url = consent(&emulator, begun["url"].as_str().unwrap());
    assert!(url.starts_with("http://127.0.0.1:1/back?") && url.contains(state), "{url}");

    let connected = of("wait github");
    assert!(connected.code == Some(0) && connected.stdout.contains("connected"), "{connected:?}");
    let text = of("token github");
    assert!(
        text.code == Some(0) && text.stdout.contains("not shown") && text.stdout.contains("repo"),
        "{text:?}"
    );
    let token = of("token github --json").json();
    assert!(token["access_token"].as_str().is_some_and(|token| !text.stdout.contains(token)), "{token}");
    let accounts = of("accounts");
    assert!(accounts.stdout.contains("data_installation_"), "{accounts:?}");
}

#[test]
fn with_pkce_the_account_is_saved_by_finish_with_the_printed_verifier() {
    let emulator = Emulator::start("");
    let authorize =
        format!("pipes authorize github --user {USER} --return-to http://127.0.0.1:1/back --pkce");
    let shown = emulator.run(&authorize);
    assert!(shown.stdout.contains("code verifier") && shown.stdout.contains("pipes finish"), "{shown:?}");
    let finish = |arguments: &[&str], verifier: &str| {
        let mut command = emulator.workos("pipes finish");
        run(command.args(arguments).env("WORKOS_CODE_VERIFIER", verifier))
    };

    let begun = emulator.run(&format!("{authorize} --json")).json();
    let text = |name: &str| begun[name].as_str().unwrap();
    let back = consent(&emulator, text("url"));
    let accounts = || emulator.run(&format!("pipes accounts --user {USER}")).stdout;
    assert!(!accounts().contains("data_installation_"), "nothing is saved before `pipes finish`");
    let forged = finish(&["--return-url", &back, "--state", "another"], text("code_verifier"));
    assert!(forged.code == Some(1) && forged.stderr.contains("hint: "), "{forged:?}");
    let without = finish(&["--return-url", &back, "--state", text("state")], "");
    assert!(without.code == Some(2) && without.stderr.contains("--code-verifier-file"), "{without:?}");
    let finished = finish(&["--return-url", &back, "--state", text("state")], text("code_verifier"));
    assert!(finished.code == Some(0) && finished.stdout.contains(USER), "{finished:?}");
    assert!(accounts().contains("data_installation_"));

    let (_, code) = back.split_once("connect_code=").unwrap();
    let code = code.split('&').next().unwrap();
    let again = finish(&["--code", code, "--json"], text("code_verifier"));
    assert_eq!(again.error()["error"]["code"], "invalid_connect_code", "{again:?}");
    assert!(again.stderr.contains("workos pipes authorize") && !again.stderr.contains(code), "{again:?}");
    let no_code = format!("http://127.0.0.1:1/back?state={}", text("state"));
    let no_code = finish(&["--return-url", &no_code, "--state", text("state")], text("code_verifier"));
    assert!(no_code.code == Some(1) && no_code.stderr.contains("--pkce"), "{no_code:?}");
}
