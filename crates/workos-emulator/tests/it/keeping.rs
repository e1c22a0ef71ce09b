//! A state that outlives its process: the state directory.

use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use serde_json::json;
use workos_emulator::{Builder, Emulator, Fixture, NewConnection, NewOrganization, NewUser};

use crate::snapshots::{connect_code, everything, state_of};
use crate::*;

/// A directory of its own, removed at the end.
struct Dir(PathBuf);

impl Dir {
    fn new() -> Self {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("state-{}-{number}", std::process::id());
        Self(PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name))
    }

    fn builder(&self) -> Builder {
        Emulator::builder().state_dir(&self.0)
    }

    fn build(&self) -> Emulator {
        self.builder().build().unwrap()
    }

    fn refusal(&self) -> String {
        self.builder().build().unwrap_err().to_string()
    }

    fn log(&self) -> PathBuf {
        self.0.join("state.jsonl")
    }

    fn lines(&self) -> Vec<String> {
        fs::read_to_string(self.log()).unwrap().lines().map(str::to_owned).collect()
    }
}

impl Drop for Dir {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn every_part_of_the_state_is_there_after_a_restart() {
    let dir = Dir::new();
    let emulator = dir.builder().interactive(true).build().unwrap();
    assert!(!emulator.was_resumed());
    everything(&emulator);
    let before = state_of(&emulator);
    let now = emulator.now();
    drop(emulator);

    let emulator = dir.builder().interactive(true).build().unwrap();
    assert!(emulator.was_resumed());
    assert_eq!(state_of(&emulator), before);
    assert_eq!(emulator.now(), now);
    // Nothing is left to be replayed: the log was written anew.
    assert_eq!(dir.lines().len(), 2);
    drop(emulator);
    assert_eq!(state_of(&dir.build()), before);
}

#[test]
fn what_is_removed_stays_removed_and_still_serves_as_a_cursor() {
    let dir = Dir::new();
    let emulator = dir.build();
    assert_eq!(call(&emulator, "DELETE", &format!("/connections/{OIDC}")).status, 204);
    let page = call(&emulator, "GET", &format!("/connections?after={OIDC}&order=asc")).text;
    assert!(!ids(&call(&emulator, "GET", "/connections")).contains(&OIDC.to_owned()));
    drop(emulator);

    let emulator = dir.build();
    assert_eq!(call(&emulator, "GET", &format!("/connections/{OIDC}")).status, 404);
    assert_eq!(call(&emulator, "GET", &format!("/connections?after={OIDC}&order=asc")).text, page);
    let taken = emulator.add_connection(NewConnection::new("GenericOIDC").id(OIDC)).unwrap_err();
    assert!(taken.to_string().contains("is taken"), "{taken}");
}

#[test]
fn a_code_and_a_token_go_on_where_they_were_and_no_id_comes_twice() {
    let dir = Dir::new();
    let emulator = dir.build();
    let token = sign_in(&emulator, &format!("connection={SAML}"));
    let used = browse(&emulator, &authorize(&format!("connection={SAML}"))).code();
    assert_eq!(exchange(&emulator, &used, SECRET).status, 200);
    let open = browse(&emulator, &authorize(&format!("connection={SAML}"))).code();
    let late = browse(&emulator, &authorize(&format!("connection={SAML}"))).code();
    let request = send(&emulator, "GET", "/health", &[], "").headers["x-request-id"].clone();
    drop(emulator);

    let emulator = dir.build();
    assert_eq!(profile_status(&emulator, &token), 200);
    assert_eq!(exchange(&emulator, &used, SECRET).error().1, "invalid_grant");
    assert_eq!(exchange(&emulator, &open, SECRET).status, 200);
    let fresh = browse(&emulator, &authorize(&format!("connection={SAML}"))).code();
    assert!(![used, open, late.clone()].contains(&fresh));
    assert_ne!(send(&emulator, "GET", "/health", &[], "").headers["x-request-id"], request);
    emulator.advance(Duration::from_secs(600));
    drop(emulator);
    assert_eq!(exchange(&dir.build(), &late, SECRET).error().1, "invalid_grant");
}

#[test]
fn a_connect_code_and_an_idempotency_key_work_after_a_restart() {
    let dir = Dir::new();
    let build = || dir.builder().interactive(true).build().unwrap();
    let emulator = build();
    let code = connect_code(&emulator, "github");
    let import = format!("/user_management/users/{JOHN}/connected_accounts/slack");
    let body = json!({"access_token": "xoxp-1"});
    let imported = post_keyed(&emulator, &import, "key-1", &body);
    assert_eq!(imported.status, 201, "{}", imported.text);
    drop(emulator);

    let emulator = build();
    let again = post_keyed(&emulator, &import, "key-1", &body);
    assert_eq!((again.status, again.text), (201, imported.text));
    let finish = || {
        let body = json!({"connect_code": code, "code_verifier": VERIFIER});
        post_json(&emulator, "/data-integrations/finish", &body)
    };
    assert_eq!(finish().json()["connected_account"]["user_id"], JOHN);
    assert_eq!(finish().error().1, "invalid_connect_code");
    assert_eq!(emulator.event_count("pipes.connected_account.connected"), 2);
}

#[test]
fn reading_writes_nothing() {
    let dir = Dir::new();
    let emulator = dir.build();
    for path in ["/connections", "/organizations", "/events?events=user.created", "/connections/nope"] {
        call(&emulator, "GET", path);
    }
    assert_eq!(dir.lines().len(), 2);
    emulator.add_user(NewUser::new("ada@acme.com")).unwrap();
    // The user and its event, in one line.
    assert_eq!(dir.lines().len(), 3);
    assert!(dir.lines()[2].contains("ada@acme.com") && dir.lines()[2].contains("user.created"));
}

/// A log with a user, and the state with this user; then a second user was added.
fn two_users(dir: &Dir) -> (Vec<u8>, Value) {
    let emulator = dir.build();
    emulator.add_user(NewUser::new("ada@acme.com")).unwrap();
    let after_ada = state_of(&emulator);
    emulator.add_user(NewUser::new("bob@acme.com")).unwrap();
    drop(emulator);
    (fs::read(dir.log()).unwrap(), after_ada)
}

#[test]
fn a_change_that_was_being_written_at_a_kill_is_left_out_and_reported() {
    let dir = Dir::new();
    let emulator = dir.build();
    emulator.add_user(NewUser::new("ada@acme.com")).unwrap();
    let (after_ada, log) = (state_of(&emulator), fs::read(dir.log()).unwrap());
    drop(emulator);
    for tail in ["{", "{\"record\":3,\"data\":{}", "\u{0}"] {
        fs::write(dir.log(), [&log, tail.as_bytes()].concat()).unwrap();
        let emulator = dir.build();
        assert_eq!(state_of(&emulator), after_ada);
        let recovery = emulator.state_recovery().unwrap();
        assert_eq!((recovery.records, recovery.line, &recovery.damaged_file), (2, 4, &None));
        assert!(
            recovery.to_string().starts_with("The last change in the state log was incomplete"),
            "{recovery}"
        );
    }
    assert!(dir.build().state_recovery().is_none());
}

#[test]
fn a_damaged_log_is_refused_and_its_intact_part_is_kept_on_request() {
    let dir = Dir::new();
    let (log, after_ada) = two_users(&dir);
    let starts: Vec<_> = log.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::len).collect();
    let last = starts[..3].iter().sum::<usize>();
    let mut damaged = log.clone();
    damaged[last + 40] ^= 1;
    // What an acknowledged change consists of is missing: that is no end of a killed process.
    for (damaged, reason) in [
        (&damaged[..], "the record is changed"),
        (&log[..last], "the end of the log is missing, from record 3 to 3"),
    ] {
        fs::write(dir.log(), damaged).unwrap();
        let refusal = dir.refusal();
        for part in
            ["state.jsonl is damaged at line 4 (byte ", reason, "2 records of it are intact", "--recover"]
        {
            assert!(refusal.contains(part), "{part}: {refusal}");
        }
        assert_eq!(fs::read(dir.log()).unwrap(), damaged);
    }
    for number in 1..=2 {
        fs::write(dir.log(), &damaged).unwrap();
        let emulator = dir.builder().recover_state(true).build().unwrap();
        assert_eq!(state_of(&emulator), after_ada);
        assert!(emulator.was_resumed());
        let recovery = emulator.state_recovery().unwrap();
        let copy = dir.0.join(format!("state.jsonl.damaged-{number}"));
        assert_eq!((recovery.records, recovery.line, &recovery.damaged_file), (2, 4, &Some(copy.clone())));
        assert_eq!(fs::read(copy).unwrap(), damaged);
        drop(emulator);
        let emulator = dir.builder().recover_state(true).build().unwrap();
        assert_eq!((state_of(&emulator), emulator.state_recovery()), (after_ada.clone(), None));
    }
}

#[test]
fn a_log_without_an_intact_record_is_refused_and_recovered_as_the_fixture() {
    let dir = Dir::new();
    drop(dir.build());
    for first in [&b""[..], b"{", b"{}\n", b"nonsense\n"] {
        fs::write(dir.log(), first).unwrap();
        assert!(dir.refusal().contains("line 1 (byte 0)"), "{}", dir.refusal());
        assert!(dir.refusal().contains("No record of it is intact"), "{}", dir.refusal());
        let emulator = dir.builder().recover_state(true).build().unwrap();
        assert!(!emulator.was_resumed() && emulator.state_recovery().is_some_and(|it| it.records == 0));
    }
}

#[test]
fn a_log_of_another_version_is_refused_even_with_recovery() {
    let dir = Dir::new();
    drop(dir.build());
    fs::write(dir.log(), "{\"version\":1,\"mark\":{},\"state\":{}}\n").unwrap();
    let refusal = dir.builder().recover_state(true).build().unwrap_err().to_string();
    assert!(refusal.contains("it has version 1, and this emulator reads version 2"), "{refusal}");
}

#[cfg(unix)]
#[test]
fn the_lock_outlives_each_file_of_the_directory() {
    let dir = Dir::new();
    let emulator = dir.build();
    for name in ["lock", "state.jsonl"] {
        fs::remove_file(dir.0.join(name)).unwrap();
        assert!(dir.refusal().contains("another emulator is using it"), "{}", dir.refusal());
    }
    // The log cannot be written into a directory that another emulator has made.
    fs::remove_dir_all(&dir.0).unwrap();
    drop(dir.build());
    let before = fs::read(dir.log()).unwrap();
    emulator.reset();
    let error = emulator.add_user(NewUser::new("ada@acme.com")).unwrap_err();
    assert!(error.to_string().contains("the directory was replaced"), "{error}");
    assert_eq!(fs::read(dir.log()).unwrap(), before);
}

#[test]
fn two_emulators_cannot_share_a_directory() {
    let dir = Dir::new();
    let first = dir.build();
    assert!(dir.refusal().contains("another emulator is using it"), "{}", dir.refusal());
    drop(first);
    assert!(dir.build().was_resumed());
}

#[test]
fn a_directory_that_cannot_be_made_is_told() {
    let dir = Dir::new();
    fs::write(&dir.0, "a file").unwrap();
    assert!(dir.refusal().contains("cannot be used"), "{}", dir.refusal());
    fs::remove_file(&dir.0).unwrap();
}

#[test]
fn what_the_directory_holds_comes_before_the_fixture_and_a_reset_goes_back_to_that() {
    let dir = Dir::new();
    let emulator = dir.build();
    emulator.add_organization(NewOrganization::new("Kept")).unwrap();
    drop(emulator);

    let mut fixture = Fixture::empty();
    fixture.organizations = vec![NewOrganization::new("Fresh").id("org_fresh")];
    let emulator = dir.builder().fixture(fixture).build().unwrap();
    let names = |emulator: &Emulator| -> Vec<String> {
        let list = call(emulator, "GET", "/organizations").json();
        list["data"].as_array().unwrap().iter().map(|o| o["name"].as_str().unwrap().to_owned()).collect()
    };
    assert!(emulator.was_resumed() && names(&emulator).contains(&"Kept".to_owned()));
    emulator.reset();
    assert_eq!(names(&emulator), ["Fresh"]);
    emulator.add_organization(NewOrganization::new("Later")).unwrap();
    drop(emulator);
    assert_eq!(names(&dir.build()), ["Later", "Fresh"]);
}

#[test]
fn a_snapshot_that_is_restored_is_kept() {
    let dir = Dir::new();
    let source = Emulator::builder().interactive(true).build().unwrap();
    everything(&source);
    let emulator = dir.build();
    emulator.restore(&source.snapshot()).unwrap();
    emulator.add_user(NewUser::new("later@acme.com")).unwrap();
    let before = state_of(&emulator);
    drop(emulator);
    assert_eq!(state_of(&dir.build()), before);
}

#[test]
fn a_restore_that_cannot_be_written_changes_nothing() {
    let dir = Dir::new();
    let emulator = dir.build();
    emulator.add_user(NewUser::new("ada@acme.com")).unwrap();
    let before = state_of(&emulator);
    // Directories where the new log would be written, at first and whenever it is tried again.
    let obstacles = ["restored", "repeated"].map(|name| dir.0.join(format!("state.jsonl.{name}")));
    obstacles.iter().for_each(|obstacle| fs::create_dir(obstacle).unwrap());
    let error = emulator.restore(&Emulator::new().snapshot()).unwrap_err();
    assert!(error.to_string().contains("cannot be written"), "{error}");
    assert_eq!(state_of(&emulator), before);

    // A reset has no way to say so: everything after it does.
    emulator.reset();
    let user = json!({"email": "bob@acme.com"});
    let refused = post_json(&emulator, "/user_management/users", &user);
    assert_eq!(refused.error(), (500, "internal_server_error".to_owned(), String::new()));
    assert!(refused.json()["message"].as_str().unwrap().contains("cannot be written"), "{}", refused.text);
    assert!(emulator.add_user(NewUser::new("eve@acme.com")).is_err());
    assert_eq!(call(&emulator, "GET", "/connections").status, 500);
    obstacles.iter().for_each(|obstacle| fs::remove_dir(obstacle).unwrap());
    assert_eq!(call(&emulator, "GET", "/connections").status, 200);
    let before = state_of(&emulator);
    drop(emulator);
    assert_eq!(state_of(&dir.build()), before);
}

#[test]
fn a_server_that_was_moved_ahead_in_time_is_still_ahead_after_a_restart() {
    let dir = Dir::new();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let hour = Duration::from_secs(3600);
    let first = runtime.block_on(async {
        let emulator = dir.build();
        let server = emulator.serve("127.0.0.1:0").await.unwrap();
        emulator.advance(hour);
        let now = emulator.now();
        server.shutdown().await;
        now
    });
    runtime.block_on(async {
        let emulator = dir.build();
        let server = emulator.serve("127.0.0.1:0").await.unwrap();
        assert!(emulator.now() >= first);
        server.shutdown().await;
    });
}

#[test]
fn credentials_are_those_of_the_configuration_whatever_is_resumed_or_restored() {
    let dir = Dir::new();
    let one = dir.builder().api_key("sk_old").client_id("client_old").build().unwrap();
    one.add_user(NewUser::new("ada@acme.com")).unwrap();
    let snapshot = one.snapshot();
    drop(one);
    let lists_users = |emulator: &Emulator, key: &str| {
        let key = format!("Bearer {key}");
        let answer = send(emulator, "GET", "/user_management/users", &[("authorization", key.as_str())], "");
        (answer.status, answer.text.contains("ada@acme.com"))
    };
    let resumed = dir.builder().api_key("sk_new").client_id("client_new").build().unwrap();
    assert!(resumed.was_resumed());
    assert_eq!((resumed.api_key(), resumed.client_id()), ("sk_new", "client_new"));
    let other = Emulator::builder().api_key("sk_new").client_id("client_new").build().unwrap();
    other.restore(&snapshot).unwrap();
    for emulator in [resumed, other] {
        assert_eq!(lists_users(&emulator, "sk_old").0, 401);
        assert_eq!(lists_users(&emulator, "sk_new"), (200, true));
        let status = |client: &str| {
            let query = "response_type=code&provider=GoogleOAuth&redirect_uri=http://localhost:3000/cb";
            browse(&emulator, &format!("/sso/authorize?{query}&client_id={client}")).status
        };
        assert_eq!((status("client_new"), status("client_old")), (302, 400));
    }
}
