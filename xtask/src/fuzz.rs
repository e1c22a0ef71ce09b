//! `cargo xtask fuzz`: feeds random inputs to the parsers of external data, on the stable toolchain.
//!
//! The targets are in `tests/it/fuzz`.

use crate::Failure;
use crate::cargo::{cargo, run};

const TARGETS: [&str; 5] = ["webhook-header", "retry-after", "error-body", "callback-query", "models"];

/// The parsed arguments.
struct Settings<'a> {
    targets: Vec<&'a str>,
    seconds: &'a str,
    seed: Option<&'a str>,
    input: Option<&'a str>,
}

/// Runs the named targets, or all of them, for one minute each by default.
pub(crate) fn run_with(arguments: &[&str]) -> Result<(), Failure> {
    let settings = Settings::read(arguments)?;
    for target in &settings.targets {
        let mut command = cargo();
        command
            .args(["test", "--quiet", "--package", "workos-tests", "--test", "it", "--"])
            .args(["--ignored", "--exact", "--nocapture", "fuzz::campaign"])
            .env("WORKOS_FUZZ_TARGET", target)
            .env("WORKOS_FUZZ_SECONDS", settings.seconds);
        for (name, value) in [("WORKOS_FUZZ_SEED", settings.seed), ("WORKOS_FUZZ_INPUT", settings.input)] {
            if let Some(value) = value {
                command.env(name, value);
            }
        }
        run(&mut command)?;
    }
    Ok(())
}

impl<'a> Settings<'a> {
    fn read(arguments: &[&'a str]) -> Result<Self, Failure> {
        let mut settings = Self { targets: Vec::new(), seconds: "60", seed: None, input: None };
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            let mut value = || {
                let value = rest.next().copied();
                value.ok_or_else(|| Failure::new(format!("`{argument}` needs a value")))
            };
            match *argument {
                "--seconds" => settings.seconds = number(value()?)?,
                "--seed" => settings.seed = Some(number(value()?)?),
                "--input" => settings.input = Some(value()?),
                target if TARGETS.contains(&target) => settings.targets.push(target),
                other => {
                    let known = TARGETS.join(", ");
                    return Err(Failure::new(format!("unknown fuzz target `{other}`; choose from {known}")));
                }
            }
        }
        if settings.targets.is_empty() {
            settings.targets = TARGETS.to_vec();
        }
        if settings.input.is_some() && settings.targets.len() != 1 {
            return Err(Failure::new("`--input` needs exactly one target: name it"));
        }
        Ok(settings)
    }
}

fn number(text: &str) -> Result<&str, Failure> {
    text.parse::<u64>().map(|_| text).map_err(|_| Failure::new(format!("`{text}` is not a number")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_targets_run_for_a_minute_by_default() {
        let settings = Settings::read(&[]).unwrap();
        assert_eq!((settings.targets.len(), settings.seconds), (TARGETS.len(), "60"));
        let settings = Settings::read(&["--seconds", "5", "models"]).unwrap();
        assert_eq!((settings.targets, settings.seconds), (vec!["models"], "5"));
    }

    #[test]
    fn invalid_arguments_are_refused() {
        for arguments in [&["nonsense"][..], &["--seconds"], &["--seconds", "soon"], &["--input", "00"]] {
            assert!(Settings::read(arguments).is_err(), "{arguments:?}");
        }
    }
}
