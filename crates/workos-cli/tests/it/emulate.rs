//! `workos emulate`.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::support::{Emulator, Running, ask, run, temporary, workos};

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
fn the_state_is_kept_where_it_is_asked_for_and_the_start_says_what_became_of_the_seed_file() {
    let (dir, seed) = (temporary("kept"), temporary("kept.yaml"));
    std::fs::write(&seed, "organizations: [name: Lumen]\n").unwrap();
    let switches = format!("--state {} --seed {}", dir.display(), seed.display());
    let emulator = Emulator::start(&switches);
    assert_eq!(emulator.run("organizations create Later --json").code, Some(0));
    let refused = run(&mut workos(&format!("emulate --port 0 {switches}")));
    assert!(
        refused.code == Some(2) && refused.stderr.contains("another emulator is using it"),
        "{refused:?}"
    );
    drop(emulator);

    std::fs::write(&seed, "organizations: [name: Other]\n").unwrap();
    let emulator = Emulator::start(&switches);
    let list = emulator.run("organizations list --json").json();
    let names: Vec<_> = list["data"].as_array().unwrap().iter().map(|one| &one["name"]).collect();
    assert_eq!(names, ["Later", "Lumen"]);
    drop(emulator);

    let mut command = workos(&format!("emulate --port 0 {switches}"));
    let mut process = Running(command.stdout(Stdio::piped()).spawn().unwrap());
    let mut lines = BufReader::new(process.0.stdout.take().unwrap()).lines().map_while(Result::ok);
    let said = lines.find(|line| line.starts_with("It ")).unwrap();
    assert!(said.starts_with("It goes on with the state in ") && said.ends_with(" are left out."), "{said}");
    drop(process);
    std::fs::remove_dir_all(dir).unwrap();
    std::fs::remove_file(seed).unwrap();
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
