//! Tests that requests without an API key cannot fill the memory.

use std::fs;

use bytes::Bytes;
use http::{Request, StatusCode};

use crate::base::ids::Moment;
use crate::{Check, Emulator, NewProfile, NewWebhookEndpoint, RateLimits};

const SIGN_IN: &str = "/sso/authorize?client_id=client_test&redirect_uri=https://yourapp.com/callback\
                       &response_type=code";
const MIB: usize = 1024 * 1024;

/// The emulator that keeps the most: with an endpoint that wants every event of a sign-in, and pages that wait.
fn emulators() -> [Emulator; 3] {
    let builder = || Emulator::builder().rate_limits(RateLimits::documented());
    let emulators = [
        builder().build().unwrap(),
        builder().interactive(true).build().unwrap(),
        builder().lenient([Check::References, Check::Limits, Check::Enums]).build().unwrap(),
    ];
    for emulator in &emulators {
        let events =
            ["authentication.sso_started", "authentication.sso_succeeded", "authentication.sso_failed"];
        emulator.add_webhook_endpoint(NewWebhookEndpoint::new("https://app.test/hooks", events)).unwrap();
    }
    emulators
}

/// The worst requests without a key, one kind after the other.
fn worst_request(number: usize, large: &str, body: usize) -> Request<Bytes> {
    let connection = "conn_01HQRS5H000000000000000001";
    let (sign_in, long) = (SIGN_IN, &large[..60_000]);
    let get = |path: String| Request::get(path);
    let request = match number % 11 {
        0 => get(format!("{sign_in}&connection={connection}")).header("user-agent", &large[..395 * 1024]),
        1 => get(format!("{sign_in}&connection={number}{long}")),
        2 => get(format!("{sign_in}&connection={connection}&state={number}{long}")),
        3 => get(format!("{sign_in}&provider=GoogleOAuth&login_hint={number}@acme.com")),
        4 => get(format!("{sign_in}&provider=GoogleOAuth&login_hint={number}@{long}.com")),
        5 => get(format!("{sign_in}&organization=org_{number}&provider_scopes={long}")),
        6 => get(format!("/{number}/{long}")),
        7 => get(format!("{sign_in}&{}", "&a".repeat(body / 50))),
        8 => Request::put(format!("/user_management/users/{number}"))
            .header("content-type", "application/json"),
        9 => Request::post("/sso/token").header("content-type", "application/x-www-form-urlencoded"),
        _ => Request::post(format!("/sso/token?code={number}")).header("authorization", &large[..300_000]),
    };
    let body = match number % 11 {
        8 => format!("{{\"name\": \"{}\"}}", &large[..body]),
        9 => format!(
            "client_id=client_test&grant_type=authorization_code&code={}&{}",
            &large[..body],
            "a[]=&".repeat(body / 20)
        ),
        _ => String::new(),
    };
    request.body(Bytes::from(body)).unwrap()
}

/// What the stores say that they take.
fn stored(emulator: &Emulator) -> Vec<(&'static str, usize)> {
    let shared = emulator.shared();
    let state = shared.state();
    vec![
        ("journal", shared.journal().bytes()),
        ("rate limits", shared.limiter().bytes()),
        ("events", state.outbox.events.all().bytes()),
        ("deliveries", state.outbox.deliveries.bytes()),
        ("sign-ins", state.sso.sign_ins.bytes()),
        ("codes", state.sso.codes.bytes()),
        ("sessions", state.sso.sessions.bytes()),
    ]
}

#[test]
fn the_worst_requests_without_a_key_leave_a_bounded_number_of_bytes() {
    let large = "x".repeat(MIB);
    for emulator in emulators() {
        for number in 0..660 {
            // The longest bodies take longest to read, and nothing keeps them.
            let request = worst_request(number, &large, 10_000);
            let status = emulator.handle(request).status();
            assert!(status < StatusCode::INTERNAL_SERVER_ERROR, "{number}: {status}");
        }
        let stored = stored(&emulator);
        for (store, bytes) in &stored {
            assert!(*bytes <= 16 * MIB, "{store}: {stored:?}");
        }
        assert!(stored.iter().map(|(_, bytes)| bytes).sum::<usize>() <= 40 * MIB, "{stored:?}");
        let state = emulator.shared().state();
        for event in state.outbox.events.all().iter() {
            assert!(event.data.to_string().len() < 2000, "{}", event.data);
        }
        for profile in state.sso.profiles.iter() {
            assert!(profile.email.len() <= 254);
        }
    }
}

#[test]
fn the_people_of_sign_ins_are_bounded_and_seeded_ones_stay() {
    let emulator = Emulator::new();
    let google = "conn_01HQRS5H000000000000000003";
    let shared = emulator.shared();
    let moment = Moment { ids: &shared.env.ids, now: emulator.now() };
    let seeded = shared.state().sso.profiles.len();
    for number in 0..10_000 {
        let person = NewProfile::new(google, format!("{number}@acme.com"));
        shared.state().add_person_by_sign_in(person, moment).unwrap();
    }
    let path = format!("{SIGN_IN}&provider=GoogleOAuth&login_hint=last@acme.com");
    let answer = emulator.handle(Request::get(path).body(Bytes::new()).unwrap());
    assert_eq!(answer.status(), StatusCode::FOUND);
    let state = shared.state();
    assert_eq!(state.sso.profiles.len(), seeded + 10_000);
    let is_there = |email: &str| state.person_by_email(google, email).is_some();
    assert!(!is_there("0@acme.com") && is_there("1@acme.com") && is_there("last@acme.com"));
}

/// The long form, in a process of its own: `cargo nextest run -p workos-emulator --run-ignored only memory`.
#[test]
#[ignore = "takes minutes: cargo nextest run --release -p workos-emulator --lib --run-ignored only --no-capture memory"]
fn memory_stays_below_200_mib_after_100_000_of_the_worst_requests_without_a_key() {
    let large = "x".repeat(MIB);
    for emulator in emulators() {
        for number in 0..100_000_usize {
            // The largest bodies take most of the time: each kind has one in 16 requests, which fills all it can.
            let body = if (number / 11).is_multiple_of(16) { MIB } else { MIB / 16 };
            emulator.handle(worst_request(number, &large, body));
        }
        let resident = |name: &str| {
            let status = fs::read_to_string("/proc/self/status").ok()?;
            let line = status.lines().find_map(|line| line.strip_prefix(name))?.trim();
            line.strip_suffix(" kB")?.parse::<usize>().ok()
        };
        let (now, most) = (resident("VmRSS:"), resident("VmHWM:"));
        println!("resident {now:?} KiB, at most {most:?} KiB; {:?}", stored(&emulator));
        assert!(most.is_none_or(|most| most < 200 * 1024), "{most:?} KiB");
    }
}
