//! One value, every report: each format is a pure function of [`Report`]. Nothing here prints.
//!
//! A change is told in two steps: `tell` says what there is to tell, in words that both people's formats share, and
//! [`text`] and [`markdown`] dress it. [`json`] is the wire and speaks for itself.

pub mod github;
pub(crate) mod inert;
pub mod json;
pub mod junit;
pub mod markdown;
mod name;
pub(crate) mod outcome;
pub mod sarif;
pub(crate) mod summary;
pub(crate) mod tell;
pub mod text;
pub(crate) mod value;
pub(crate) mod visible;
pub(crate) mod words;

use crate::model::{Desired, Finding, Place, Severity, Sources};
use crate::plan::{Outcome, Plan};

/// What [`Report::target`] says where the embedded server stands in for Datadog.
pub const SANDBOX: &str = "the sandbox";

/// Which verb is being told about; the words differ, the facts do not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    Validate,
    Diff,
    Apply,
    Drift,
}

/// Everything that a run has to tell.
#[derive(Clone, Copy)]
pub struct Report<'a> {
    pub verb: Verb,
    pub project: &'a str,
    pub environment: Option<&'a str>,
    /// Host of the API: `datadoghq.eu`, or [`SANDBOX`].
    pub target: &'a str,
    /// Where people open an object: `https://app.datadoghq.eu`; None for the sandbox.
    pub app_url: Option<&'a str>,
    pub sources: &'a Sources,
    /// The resources that were checked.
    pub resources: &'a [Desired],
    pub findings: &'a [Finding],
    /// None where none was made: `validate`, or files that cannot be planned.
    pub plan: Option<&'a Plan>,
    /// Of an apply; empty before. In text an apply is told twice: the plan and its findings before, the outcomes after.
    pub outcomes: &'a [Outcome],
}

impl Report<'_> {
    /// By path, line, column, then the worst first; those about the whole project come first.
    pub(crate) fn sorted_findings(&self) -> Vec<&Finding> {
        let mut findings: Vec<&Finding> = self.findings.iter().collect();
        findings.sort_by_cached_key(|finding| {
            let place = finding.place.map(|place| (self.sources.shown(place.source), place.start));
            (place, std::cmp::Reverse(finding.severity), finding.rule, finding.message.clone())
        });
        findings
    }

    pub(crate) fn has_errors(&self) -> bool {
        self.findings.iter().any(|finding| finding.severity == Severity::Error)
    }

    /// `monitors/a.yaml:3`, safe to show.
    pub(crate) fn shown_line(&self, place: Place) -> String {
        let line = self.sources.line_column(place).line;
        format!("{}:{line}", visible::line(&self.sources.shown(place.source)))
    }

    /// Who is compared with, at the start of a sentence.
    fn other_side(&self) -> &'static str {
        if self.target == SANDBOX { "The sandbox" } else { "Datadog" }
    }
}

/// `match` without a wildcard, so that they cannot be forgotten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Text,
    Json,
    Markdown,
    /// Findings only.
    Sarif,
    /// Findings only.
    Junit,
    /// Workflow commands that make annotations.
    Github,
}

/// How a text for people looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// ANSI colours. Without them a changed word is bracketed, so this is to be false for a file or a pipe: stripping the
    /// colours afterwards would lose which word is old.
    pub color: bool,
    /// Columns, 40 at least.
    pub width: usize,
}

impl Default for Style {
    fn default() -> Self {
        Self { color: false, width: 80 }
    }
}

/// A finished report. Both texts end with a line break, or are empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rendered {
    /// The result.
    pub stdout: String,
    /// What to do next.
    pub stderr: String,
}

/// The report in one format; only text gives hints.
pub fn render(report: &Report<'_>, format: Format, style: Style) -> Rendered {
    let document = |stdout| Rendered { stdout, stderr: String::new() };
    match format {
        Format::Text => text::render(report, style),
        Format::Json => document(json::render(report)),
        Format::Markdown => document(markdown::render(report)),
        Format::Sarif => document(sarif::render(report)),
        Format::Junit => document(junit::render(report)),
        Format::Github => document(github::render(report, "")),
    }
}

/// `1 monitor`, `2 monitors`.
pub(crate) fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}
