//! Random inputs for all code that reads input of other parties. `cargo xtask fuzz` runs for as long as you like; the
//! tests run for a short time.

mod mutate;
mod targets;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use mutate::{Random, mutated};
use targets::{TARGETS, Target};

/// The number of inputs that a test tries per target.
const TEST_INPUTS: u64 = 3000;

/// The maximum number of well-formed inputs to mutate.
const CORPUS: usize = 256;

#[test]
fn every_target_survives_a_short_run() {
    for target in TARGETS {
        Campaign::new(target, 1).run(|tried| tried < TEST_INPUTS);
    }
}

/// Run by `cargo xtask fuzz`, with its settings in the environment.
#[test]
#[ignore = "takes as long as its settings say: run it with cargo xtask fuzz"]
#[expect(clippy::disallowed_methods, reason = "it runs for a real duration")]
fn campaign() {
    let name = std::env::var("WORKOS_FUZZ_TARGET").unwrap();
    let target = TARGETS.iter().find(|target| target.name == name);
    let names: Vec<_> = TARGETS.iter().map(|target| target.name).collect();
    let target =
        target.unwrap_or_else(|| panic!("unknown target `{name}`; the targets are {}", names.join(", ")));
    if let Ok(hex) = std::env::var("WORKOS_FUZZ_INPUT") {
        let input = from_hex(&hex);
        println!("{name}: {:?}", String::from_utf8_lossy(&input));
        (target.check)(&input);
        return;
    }
    let number = |variable: &str| std::env::var(variable).ok()?.parse().ok();
    let time = Duration::from_secs(number("WORKOS_FUZZ_SECONDS").unwrap_or(60));
    let start = std::time::Instant::now();
    let mut campaign = Campaign::new(target, number("WORKOS_FUZZ_SEED").unwrap_or(1));
    campaign.run(|_| start.elapsed() < time);
    println!("{name}: {} inputs, {} of them well-formed, no failure", campaign.tried, campaign.well_formed);
}

struct Campaign<'a> {
    target: &'a Target,
    random: Random,
    corpus: Vec<Vec<u8>>,
    seeds: usize,
    tried: u64,
    well_formed: u64,
}

impl<'a> Campaign<'a> {
    fn new(target: &'a Target, seed: u64) -> Self {
        let corpus = (target.seeds)();
        let seeds = corpus.len();
        Self { target, random: Random::new(seed), corpus, seeds, tried: 0, well_formed: 0 }
    }

    /// Tries the seed inputs, then mutated inputs while `continue_while` returns true.
    fn run(&mut self, continue_while: impl Fn(u64) -> bool) {
        for seed in self.corpus.clone() {
            self.attempt(seed);
        }
        while continue_while(self.tried) {
            let input = mutated(&self.corpus, &mut self.random);
            self.attempt(input);
        }
    }

    fn attempt(&mut self, input: Vec<u8>) {
        self.tried += 1;
        match catch_unwind(AssertUnwindSafe(|| (self.target.check)(&input))) {
            Ok(true) => {
                self.well_formed += 1;
                if self.corpus.len() < CORPUS {
                    self.corpus.push(input);
                } else {
                    // Replaces a mutated input. The seed inputs stay.
                    let at = self.seeds + self.random.below(CORPUS - self.seeds);
                    self.corpus[at] = input;
                }
            }
            Ok(false) => {}
            Err(_) => self.report(input),
        }
    }

    /// Shortens a failing input, and panics with the shortest one and the command to replay it.
    fn report(&self, mut input: Vec<u8>) -> ! {
        let breaks = |input: &[u8]| catch_unwind(AssertUnwindSafe(|| (self.target.check)(input))).is_err();
        let mut size = input.len() / 2;
        while size > 0 {
            let mut at = 0;
            while at < input.len() {
                let mut shorter = input.clone();
                shorter.drain(at..(at + size).min(input.len()));
                if breaks(&shorter) { input = shorter } else { at += size }
            }
            size /= 2;
        }
        let name = self.target.name;
        panic!(
            "{name} fails on {:?}\nreplay it with: cargo xtask fuzz {name} --input {}",
            String::from_utf8_lossy(&input),
            to_hex(&input)
        );
    }
}

fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn from_hex(hex: &str) -> Vec<u8> {
    assert!(hex.len().is_multiple_of(2) && hex.is_ascii(), "the input must be hexadecimal");
    (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect()
}

#[test]
fn a_failing_input_is_shortened_and_can_be_replayed() {
    let target = Target {
        name: "picky",
        seeds: || vec![b"abcabcabc".to_vec()],
        check: |input| {
            assert!(!input.ends_with(b"x!"), "it ends with x!");
            true
        },
    };
    let campaign = Campaign::new(&target, 1);
    let caught = catch_unwind(AssertUnwindSafe(|| campaign.report(b"some text before x!".to_vec())));
    let message = *caught.unwrap_err().downcast::<String>().unwrap();
    assert!(message.contains(r#"picky fails on "x!""#), "{message}");
    assert!(message.ends_with("cargo xtask fuzz picky --input 7821"), "{message}");
    assert_eq!(from_hex("7821"), b"x!");
}
