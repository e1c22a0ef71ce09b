//! The report of the demo's steps: numbered lines as text, a list in JSON.

use std::sync::Arc;
use std::time::Duration;

use serde_json::{Map, Value, json};
use workos_kit::transport::Clock;

use crate::failure::Failure;
use crate::output::{Output, Style, one_line};

/// The widths of the columns for the title and for the request id.
const TITLE: usize = 38;
const REQUEST: usize = 36;
/// The indentation of the facts of a step, and the width of the column for their names.
const INDENT: &str = "     ";
const NAME: usize = 14;

/// The steps of the demo so far.
#[derive(Debug)]
pub(crate) struct Report<'a> {
    output: &'a Output,
    clock: Arc<dyn Clock>,
    steps: Vec<Value>,
    title: String,
    began: Duration,
    proved: Vec<String>,
}

/// The name and the value of a result of a step.
pub(crate) type Fact = (&'static str, String);

impl<'a> Report<'a> {
    pub(crate) fn new(output: &'a Output, clock: Arc<dyn Clock>) -> Self {
        let began = clock.elapsed();
        Self { output, clock, steps: Vec::new(), title: String::new(), began, proved: Vec::new() }
    }

    /// Prints the headline, with text output only.
    pub(crate) fn headline(&self, text: &str) -> Result<(), Failure> {
        if self.output.is_json() {
            return Ok(());
        }
        self.output.text(&format!("{}\n\n", self.output.paint(Style::Bold, text)))
    }

    /// Begins a step, and measures its time from now on.
    pub(crate) fn begin(&mut self, title: impl Into<String>) {
        self.title = title.into();
        self.began = self.clock.elapsed();
    }

    /// Asks the person to do something while the step runs. With JSON output, the text goes to stderr.
    pub(crate) fn ask(&self, lines: &[String]) -> Result<(), Failure> {
        let text: String = lines.iter().map(|line| format!("{INDENT}{}\n", one_line(line))).collect();
        self.output.remark(&text)
    }

    /// Reports the current step as done.
    pub(crate) fn done(&mut self, request_id: Option<&str>, facts: &[Fact]) -> Result<(), Failure> {
        self.close("done", request_id, facts)
    }

    /// Reports the current step as skipped, with the reason.
    pub(crate) fn skipped(&mut self, request_id: Option<&str>, reason: &str) -> Result<(), Failure> {
        self.close("skipped", request_id, &[("skipped", reason.to_owned())])
    }

    /// Reports the current step as failed, if there is one. The caller prints the failure itself.
    pub(crate) fn failed(&mut self) -> Result<(), Failure> {
        if self.title.is_empty() { Ok(()) } else { self.close("failed", None, &[]) }
    }

    /// Adds a clause to the final sentence about what the demo proved.
    pub(crate) fn prove(&mut self, clause: impl Into<String>) {
        self.proved.push(clause.into());
    }

    /// Prints the final sentence about what the demo proved.
    pub(crate) fn finish(&self, against: &str) -> Result<(), Failure> {
        let proved = sentence(&self.proved);
        let document = json!({"ok": true, "against": against, "steps": self.steps, "proved": proved});
        self.output
            .print(&document, |output| format!("\n{} {proved}\n", output.paint(Style::Good, "Proved:")))
    }

    fn close(&mut self, outcome: &str, request_id: Option<&str>, facts: &[Fact]) -> Result<(), Failure> {
        let elapsed = self.clock.elapsed().saturating_sub(self.began);
        let title = std::mem::take(&mut self.title);
        let number = self.steps.len() + 1;
        let millis = (elapsed.as_secs_f64() * 1e4).round() / 10.0;
        let facts_json: Map<_, _> =
            facts.iter().map(|(name, value)| ((*name).to_owned(), json!(value))).collect();
        self.steps.push(json!({
            "step": number,
            "title": title,
            "outcome": outcome,
            "request_id": request_id,
            "elapsed_ms": millis,
            "facts": facts_json,
        }));
        if self.output.is_json() {
            return Ok(());
        }
        let request = if outcome == "failed" { outcome } else { request_id.unwrap_or_default() };
        let mut text = format!(
            "{number:>3}  {}  {}{:>9}\n",
            self.output.paint(Style::Bold, &format!("{title:<TITLE$}")),
            self.output.paint(Style::Dim, &format!("{:<REQUEST$}", one_line(request))),
            rounded(elapsed),
        );
        for (name, value) in facts {
            let name = self.output.paint(Style::Dim, &format!("{name:<NAME$}"));
            text.push_str(&format!("{INDENT}{name} {}\n", one_line(value)));
        }
        if outcome == "failed" {
            // Separates the step from the reason, which follows on stderr.
            text.push('\n');
        }
        self.output.text(&text)
    }
}

/// Formats a duration for people, with few digits.
fn rounded(duration: Duration) -> String {
    let millis = duration.as_secs_f64() * 1e3;
    match millis {
        millis if millis < 0.995 => format!("{millis:.2} ms"),
        millis if millis < 9.95 => format!("{millis:.1} ms"),
        millis if millis < 999.5 => format!("{millis:.0} ms"),
        millis => format!("{:.1} s", millis / 1e3),
    }
}

/// Joins clauses to one sentence.
fn sentence(parts: &[String]) -> String {
    match parts {
        [] => "nothing.".to_owned(),
        [one] => format!("{one}."),
        [first @ .., last] => format!("{}, and {last}.", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_rounded() {
        for (micros, expected) in
            [(40, "0.04 ms"), (1_240, "1.2 ms"), (12_600, "13 ms"), (2_340_000, "2.3 s")]
        {
            assert_eq!(rounded(Duration::from_micros(micros)), expected);
        }
    }

    #[test]
    fn clauses_are_joined_to_a_sentence() {
        let parts = ["a".to_owned(), "b".to_owned(), "c".to_owned()];
        assert_eq!(sentence(&parts), "a, b, and c.");
        assert_eq!(sentence(&parts[..1]), "a.");
    }
}
