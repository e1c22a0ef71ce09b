//! Measures the longest time under the lock of the state. No test asserts it.

use std::time::Duration;

use crate::api::emulator::Emulator;
use crate::base::ids::Moment;
use crate::domains::connections::seed::NewConnection;
use crate::domains::organizations::seed::organization::NewOrganization;
use crate::domains::users::seed::NewUser;
use crate::persistence::guard::LONGEST;

const CONNECTIONS: usize = 60_000;
const USERS: usize = 50_000;
const ROUNDS: usize = 9;

#[test]
#[ignore = "a measurement; run it with `cargo nextest run --release -p workos-emulator --run-ignored only --no-capture \
            time_under_the_lock`"]
fn the_longest_time_under_the_lock_with_110_000_objects() {
    let dir = std::env::temp_dir().join(format!("workos-emulator-lock-{}", std::process::id()));
    let emulator = Emulator::builder().state_dir(&dir).build().unwrap();
    fill(&emulator);
    // Other programs use the CPU too, so the median says more than the maximum.
    let measure = |what: &str, act: &dyn Fn(usize)| {
        let mut times: Vec<_> = (0..ROUNDS)
            .map(|round| {
                LONGEST.set(Duration::ZERO);
                act(round);
                LONGEST.get().as_secs_f64() * 1e3
            })
            .collect();
        times.sort_by(f64::total_cmp);
        println!("{:>8.2} ms, at most {:>8.2} ms: {what}", times[ROUNDS / 2], times[ROUNDS - 1]);
    };
    let snapshot = emulator.snapshot();
    measure("snapshot", &|_| drop(emulator.snapshot()));
    measure("serialized snapshot", &|_| drop(serde_json::to_vec(&emulator.snapshot()).unwrap()));
    measure("restore", &|_| emulator.restore(&snapshot).unwrap());
    measure("compaction", &|round| {
        emulator.shared().state().count_log_as_long();
        emulator.add_user(NewUser::new(format!("one{round}@more.com"))).unwrap();
    });
    measure("a new user", &|round| {
        emulator.add_user(NewUser::new(format!("two{round}@more.com"))).unwrap();
    });
    measure("reset", &|_| emulator.reset());
    drop(emulator);
    let _ = std::fs::remove_dir_all(dir);
}

fn fill(emulator: &Emulator) {
    let organization = emulator.add_organization(NewOrganization::new("Many")).unwrap();
    let shared = emulator.shared();
    let moment = Moment { ids: &shared.env.ids, now: emulator.now() };
    let mut state = shared.state();
    for number in 0..CONNECTIONS {
        let connection = NewConnection::new("OktaSAML").organization(&organization);
        state.add_connection(connection.name(format!("Connection {number}")), moment).unwrap();
    }
    for number in 0..USERS {
        state.add_user(NewUser::new(format!("user{number}@example.com")), moment).unwrap();
    }
}
