//! `workos emulate`.

use std::process::Command;

use serde_json::Value;

use crate::support::{Emulator, ask, run, temporary, workos};

#[test]
fn the_emulator_starts_from_a_seed_file_and_says_what_is_wrong_with_one() {
    let file = temporary("seed.yaml");
    let yaml = "organizations: [name: Lumen]\nconnections: [{type: OktaSAML, organization: Lumen}]\n";
    std::fs::write(&file, yaml).unwrap();
    let emulator = Emulator::start(&format!("--seed {}", file.display()));
    let list = emulator.run("connections list --json").json();
    assert_eq!((&list["data"][0]["name"], &list["data"][1]), (&Value::from("Lumen"), &Value::Null));
    std::fs::write(&file, "organisations: []\n").unwrap();
    let refused = run(&mut workos(&format!("emulate --port 0 --seed {}", file.display())));
    assert_eq!(refused.code, Some(2), "{refused:?}");
    assert!(refused.stderr.contains("line 1") && refused.stderr.contains("organisations"), "{refused:?}");
    std::fs::remove_file(file).unwrap();

    let port = emulator.url.rsplit(':').next().unwrap();
    let taken = run(&mut workos(&format!("emulate --port {port}")));
    assert!(taken.code == Some(2) && taken.stderr.contains("hint: Choose another port"), "{taken:?}");
    let open = run(&mut workos("emulate --port 0 --host 0.0.0.0"));
    assert!(open.code == Some(2) && open.stderr.contains("--allow-non-loopback"), "{open:?}");
}

#[test]
fn rate_limits_are_on_when_they_are_asked_for() {
    let emulator = Emulator::start("--rate-limits seeds");
    assert!(connections(&emulator).contains("x-ratelimit-limit: 600\r\n"));
    assert!(!connections(&Emulator::start("")).contains("x-ratelimit-limit"));
}

fn connections(emulator: &Emulator) -> String {
    let url = format!("{}/connections?limit=1", emulator.url);
    ask("GET", &url, "Authorization: Bearer sk_test_default\r\n", "")
}

#[cfg(unix)]
#[test]
fn a_signal_stops_the_emulator_gracefully() {
    let mut emulator = Emulator::start("");
    let pid = emulator.process.0.id().to_string();
    assert!(Command::new("kill").arg(pid).status().unwrap().success());
    assert_eq!(emulator.process.0.wait().unwrap().code(), Some(0));
}
