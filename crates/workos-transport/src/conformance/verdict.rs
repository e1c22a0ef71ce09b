//! The result of one case.

/// The result of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Verdict {
    /// The transport keeps the promise.
    Pass,
    /// The transport breaks the promise, for this reason.
    Fail(String),
    /// The harness cannot stage the case.
    Skip,
}
