//! `workos webhooks trigger`.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::thread::{self, JoinHandle};

use serde_json::{Value, json};

use crate::support::{CANARY, nowhere, run, temporary, workos};

/// Answers like the control API of an emulator, once for each status. Returns its URL, and the requests in the end.
fn emulator(statuses: &'static [u16]) -> (String, JoinHandle<Vec<(String, Value)>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let answer_all = move || statuses.iter().map(|status| answer(&listener, *status)).collect();
    (url, thread::spawn(answer_all))
}

fn answer(listener: &TcpListener, status: u16) -> (String, Value) {
    let (mut stream, _) = listener.accept().unwrap();
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        assert!(reader.read_line(&mut head).unwrap() > 0, "{head}");
    }
    let head = head.to_lowercase();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap();
    let mut body = vec![0; length.parse().unwrap()];
    reader.read_exact(&mut body).unwrap();
    let body: Value = serde_json::from_slice(&body).unwrap();
    let answer = match status {
        201 => json!({"object": "event", "id": "event_1", "event": body["event"], "data": body["data"],
            "created_at": "2026-01-15T12:00:00.000Z"}),
        _ => json!({"message": "'x' is not an event; did you mean 'y'?"}),
    };
    let answer = answer.to_string();
    let length = answer.len();
    write!(stream, "HTTP/1.1 {status} X\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{answer}")
        .unwrap();
    (head, body)
}

#[test]
fn an_event_is_triggered_in_a_running_emulator() {
    let (url, requests) = emulator(&[201, 422]);
    let trigger = |event: &str, more: &str| {
        let mut command = workos(&format!("webhooks trigger {event} {more} --json"));
        run(command.env("WORKOS_BASE_URL", &url).env("WORKOS_EMULATOR_CONTROL_KEY", "hunter2"))
    };
    let more = "--set data.email=ada@acme.com --set data.profile.age=36 --organization org_1";
    let event = trigger("user.created", more);
    assert_eq!(event.code, Some(0), "{event:?}");
    assert_eq!((&event.json()["id"], &event.json()["event"]), (&json!("event_1"), &json!("user.created")));
    let refused = trigger("robot.assembled", "");
    assert_eq!(refused.code, Some(1), "{refused:?}");
    let message = refused.error()["error"]["message"].to_string();
    assert!(message.contains("422") && message.contains("did you mean 'y'?"), "{message}");

    let requests = requests.join().unwrap();
    assert!(requests[0].0.starts_with("post /_emulator/events http/1.1"), "{requests:?}");
    assert!(requests[0].0.contains("x-emulator-key: hunter2"), "{requests:?}");
    let data = json!({"email": "ada@acme.com", "profile": {"age": 36}});
    assert_eq!(
        requests[0].1,
        json!({"event": "user.created", "data": data, "organization_id": "org_1"}),
        "{requests:?}"
    );
    assert_eq!(requests[1].1["event"], "robot.assembled");
}

#[test]
fn the_events_of_a_file_are_triggered_in_order() {
    let (url, requests) = emulator(&[201, 201]);
    let file = temporary("story.yaml");
    let yaml = "\
- {event: dsync.user.created, set: {data.email: ada@acme.com}, organization_id: org_1}
- event: dsync.group.user_added
  set:
    data.group: {name: Engineers}
";
    std::fs::write(&file, yaml).unwrap();
    let trigger = || {
        let mut command = workos(&format!("webhooks trigger --file {}", file.display()));
        run(command.env("WORKOS_BASE_URL", &url))
    };
    let told = trigger();
    assert_eq!((told.code, told.stdout.lines().count()), (Some(0), 2), "{told:?}");
    assert!(told.stdout.lines().next().unwrap().contains("dsync.user.created"), "{told:?}");
    let requests = requests.join().unwrap();
    assert_eq!(requests[0].1["organization_id"], "org_1");
    assert_eq!(
        requests[1].1,
        json!({"event": "dsync.group.user_added", "data": {"group": {"name": "Engineers"}}})
    );

    // Nothing is triggered if any entry is wrong.
    std::fs::write(
        &file,
        "- event: user.created\n- event: user.creatd\n- {event: user.updated, set: {email: x}}\n",
    )
    .unwrap();
    let refused = trigger();
    assert_eq!(refused.code, Some(2), "{refused:?}");
    for part in
        ["line 2: event 'user.creatd'", "did you mean `user.created`?", "line 3: `email` cannot be set"]
    {
        assert!(refused.stderr.contains(part), "{part}: {refused:?}");
    }
    std::fs::write(&file, "- {evnt: user.created}\n").unwrap();
    let refused = trigger();
    assert!(refused.code == Some(2) && refused.stderr.contains("line 1: "), "{refused:?}");
    std::fs::remove_file(file).unwrap();
}

#[test]
fn arguments_that_cannot_be_right_are_refused() {
    for (arguments, expected) in [
        ("webhooks trigger", "EVENT"),
        ("webhooks trigger user.creatd", "did you mean `user.created`?"),
        ("webhooks trigger user.created --set email=x", "begins with `data.`"),
        ("webhooks trigger user.created --to https://a.example/x", "another machine"),
        ("webhooks trigger user.created --to localhost:3000", "no signing secret"),
        ("webhooks trigger user.created --base-url https://api.workos.com", "not an emulator"),
        ("webhooks trigger user.created --file x.yaml", "cannot be used with"),
    ] {
        let refused = nowhere(arguments);
        assert!(refused.code == Some(2) && refused.stderr.contains(expected), "{arguments}: {refused:?}");
        assert!(!refused.stderr.contains(CANARY), "{refused:?}");
    }
    let gone = nowhere("webhooks trigger user.created");
    assert!(gone.code == Some(1) && gone.stderr.contains("`workos emulate`"), "{gone:?}");
}
