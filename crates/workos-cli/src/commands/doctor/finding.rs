//! The result of a check.

use serde_json::{Value, json};

use crate::failure::Failure;
use crate::output::{Output, Style, one_line};

/// The outcome of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    Pass,
    /// It works, but probably not as intended.
    Warn,
    Fail,
    /// The check was not requested, or is not possible here.
    Skip,
    /// A person has to check it.
    Manual,
}

impl Outcome {
    const fn word(self) -> &'static str {
        match self {
            Self::Pass => "PASS",
            Self::Warn => "WARN",
            Self::Fail => "FAIL",
            Self::Skip => "SKIP",
            Self::Manual => "MANUAL",
        }
    }
}

/// One line of the doctor's report.
#[derive(Clone, Debug)]
pub(crate) struct Finding {
    pub(crate) check: String,
    pub(crate) outcome: Outcome,
    detail: String,
    /// How to fix the problem.
    fix: Option<String>,
    request_id: Option<String>,
}

impl Finding {
    pub(crate) fn pass(check: impl Into<String>, detail: impl Into<String>) -> Self {
        Self::new(check, Outcome::Pass, detail)
    }

    pub(crate) fn warn(check: impl Into<String>, detail: impl Into<String>) -> Self {
        Self::new(check, Outcome::Warn, detail)
    }

    pub(crate) fn fail(check: impl Into<String>, detail: impl Into<String>) -> Self {
        Self::new(check, Outcome::Fail, detail)
    }

    pub(crate) fn skip(check: impl Into<String>, detail: impl Into<String>) -> Self {
        Self::new(check, Outcome::Skip, detail)
    }

    pub(crate) fn manual(check: impl Into<String>, detail: impl Into<String>) -> Self {
        Self::new(check, Outcome::Manual, detail)
    }

    /// Creates a failed finding from a failure, with the failure's hint as the fix.
    pub(crate) fn failed(check: impl Into<String>, failure: &Failure) -> Self {
        let mut finding = Self::fail(check, failure.to_string());
        finding.fix = failure.hint();
        finding.request_id = failure.request_id().map(str::to_owned);
        finding
    }

    /// Sets the fix.
    pub(crate) fn with_fix(mut self, fix: impl Into<String>) -> Self {
        self.fix = Some(fix.into());
        self
    }

    /// Sets the fix, unless there is one.
    pub(crate) fn or_fix(mut self, fix: impl Into<String>) -> Self {
        self.fix.get_or_insert_with(|| fix.into());
        self
    }

    /// Sets the id of the request that the finding is based on.
    pub(crate) fn with_request(mut self, id: Option<&str>) -> Self {
        self.request_id = id.map(str::to_owned);
        self
    }

    pub(crate) fn to_json(&self) -> Value {
        json!({
            "check": self.check,
            "outcome": self.outcome.word(),
            "detail": self.detail,
            "fix": self.fix,
            "request_id": self.request_id,
        })
    }

    pub(crate) fn text(&self, output: &Output) -> String {
        let style = match self.outcome {
            Outcome::Pass => Style::Good,
            Outcome::Fail => Style::Bad,
            Outcome::Skip => Style::Dim,
            Outcome::Manual | Outcome::Warn => Style::Bold,
        };
        let word = output.paint(style, &format!("{:<6}", self.outcome.word()));
        let mut text = format!("{word}  {}: {}\n", one_line(&self.check), one_line(&self.detail));
        let mut further = |name: &str, value: &str| {
            text.push_str(&format!("        {} {}\n", output.paint(Style::Dim, name), one_line(value)));
        };
        if let Some(fix) = &self.fix {
            further("fix:", fix);
        }
        if let (Outcome::Fail, Some(id)) = (self.outcome, &self.request_id) {
            further("request:", id);
        }
        text
    }

    fn new(check: impl Into<String>, outcome: Outcome, detail: impl Into<String>) -> Self {
        Self { check: check.into(), outcome, detail: detail.into(), fix: None, request_id: None }
    }
}
