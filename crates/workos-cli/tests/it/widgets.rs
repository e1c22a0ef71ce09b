//! `workos widgets`.

use crate::support::{Emulator, temporary};

const ACME: &str = "org_01H5K5Z4J8T9D3G2F1N6M8V7C4";

#[test]
fn a_token_is_created_in_both_dialects_and_printed_with_json_only() {
    let emulator = Emulator::start("");
    let token = format!("widgets token --organization {ACME}");
    let json = emulator.run(&format!("{token} --scope widgets:sso:manage --json")).json();
    assert!(json["token"].as_str().unwrap().starts_with("eyJ"), "{json}");
    let old = emulator.run(&format!("{token} --widget-scope sso --expires-in 900 --json")).json();
    assert!(
        old["token"].as_str().unwrap().starts_with("widget_eyJ") && old["expires_at"].is_string(),
        "{old}"
    );

    let file = temporary("widget-token");
    let text = emulator.run(&format!("{token} --token-file {}", file.display()));
    assert!(
        text.code == Some(0) && !text.stdout.contains("eyJ") && text.stdout.contains("valid for"),
        "{text:?}"
    );
    assert!(std::fs::read_to_string(&file).unwrap().starts_with("eyJ"));
    std::fs::remove_file(file).unwrap();

    let short = emulator.run(&format!("{token} --widget-scope sso --expires-in 5"));
    assert!(short.code == Some(0) && short.stderr.contains("hint: "), "{short:?}");
    let unknown = emulator.run(&format!("{token} --scope widgets:everything"));
    assert!(unknown.code == Some(1) && unknown.stderr.contains("hint: "), "{unknown:?}");
    assert!(unknown.stderr.contains("scopes of `WidgetPermission::KNOWN`"), "{unknown:?}");
}
