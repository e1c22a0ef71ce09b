//! `workos pipes`.

use crate::support::{Emulator, location, visit};

const USER: &str = "user_01HQRS5H000000000000000001";

#[test]
fn an_account_is_connected_and_its_token_fetched() {
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
    let mut url = begun["url"].as_str().unwrap().to_owned();
    for _ in 0..3 {
        if !url.starts_with(&emulator.url) {
            break;
        }
        url = location(&visit(&url)).to_owned();
    }
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
