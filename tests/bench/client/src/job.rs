//! The job on the command line: the work to do, and settings as `name=value`.

use std::collections::BTreeMap;
use std::future::Future;
use std::time::Duration;

use crate::{Allocations, Outcome, cpu};

pub struct Job {
    pub work: String,
    settings: BTreeMap<String, String>,
    pub(crate) counter: Option<fn() -> Allocations>,
}

impl Job {
    /// Reads the job from the command line. If it has the setting `cpu`, pins this process to that CPU.
    pub(crate) fn from_args(counter: Option<fn() -> Allocations>) -> Outcome<Self> {
        let mut arguments = std::env::args().skip(1);
        let work = arguments.next().ok_or("no work given: name it as the first argument")?;
        let settings = arguments
            .map(|argument| {
                let (name, value) =
                    argument.split_once('=').ok_or("a setting has no value: write `name=value`")?;
                Ok((name.to_owned(), value.to_owned()))
            })
            .collect::<Outcome<_>>()?;
        let job = Self { work, settings, counter };
        if job.settings.contains_key("cpu") {
            cpu::stay_on(&[job.number("cpu")?])?;
        }
        Ok(job)
    }

    pub fn text(&self, name: &str) -> Outcome<&str> {
        let value = self.settings.get(name).map(String::as_str);
        value.ok_or_else(|| format!("`{}` needs the setting `{name}`", self.work).into())
    }

    pub fn number(&self, name: &str) -> Outcome<usize> {
        Ok(self.text(name)?.parse()?)
    }

    /// Returns a number, or a default if it is not set.
    pub fn number_or(&self, name: &str, default: usize) -> Outcome<usize> {
        if self.settings.contains_key(name) { self.number(name) } else { Ok(default) }
    }

    pub fn is(&self, name: &str, value: &str) -> bool {
        self.settings.get(name).is_some_and(|set| set == value)
    }

    pub fn millis(&self, name: &str) -> Outcome<Duration> {
        Ok(Duration::from_millis(self.text(name)?.parse()?))
    }

    /// Returns the certificate to trust, if the job names one.
    pub fn certificate(&self) -> Outcome<Option<Vec<u8>>> {
        Ok(self.settings.get("certificate").map(std::fs::read).transpose()?)
    }

    /// Runs a future on a runtime with as many threads as the job says; one thread by default.
    pub fn block_on<F: Future>(&self, future: F) -> Outcome<F::Output> {
        let threads = self.number_or("threads", 1)?;
        let mut builder = match threads {
            1 => tokio::runtime::Builder::new_current_thread(),
            _ => tokio::runtime::Builder::new_multi_thread(),
        };
        if threads > 1 {
            builder.worker_threads(threads);
        }
        Ok(builder.enable_all().build()?.block_on(future))
    }
}
