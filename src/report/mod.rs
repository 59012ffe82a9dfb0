//! One value, every report: each format is a pure function of [`Report`].

use crate::model::{Finding, Sources};
use crate::plan::{Outcome, Plan};

/// Which verb is being told about; the words differ, the facts do not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    Validate,
    Diff,
    Apply,
    Drift,
}

/// Everything that a run has to tell.
pub struct Report<'a> {
    pub verb: Verb,
    pub project: &'a str,
    pub environment: Option<&'a str>,
    /// Host of the API: `datadoghq.eu`, or `the sandbox`.
    pub target: &'a str,
    /// Where people open an object: `https://app.datadoghq.eu`; None for the sandbox.
    pub app_url: Option<&'a str>,
    pub sources: &'a Sources,
    /// Resources that were checked.
    pub resources: usize,
    pub findings: &'a [Finding],
    pub plan: Option<&'a Plan>,
    /// Of an apply; empty before.
    pub outcomes: &'a [Outcome],
}
