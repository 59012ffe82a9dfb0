//! The report for people at a terminal.

mod findings;
mod line;
mod outcomes;
mod plan;
mod summary;

use super::{Rendered, Report, Style, Verb};
use line::Page;

/// The result and the next step. Findings come first, since they say whether the rest can be trusted.
pub fn render(report: &Report<'_>, style: Style) -> Rendered {
    let mut page = Page::new(style);
    if report.outcomes.is_empty() {
        findings::write(report, &mut page);
    }
    match (report.verb, report.plan) {
        (Verb::Validate, _) | (_, None) => summary::valid(report, &mut page),
        (Verb::Apply, Some(_)) if !report.outcomes.is_empty() => {
            outcomes::write(report, &mut page);
            summary::applied(report, &mut page);
        }
        (_, Some(plan)) => {
            plan::write(report, plan, &mut page);
            summary::planned(report, plan, &mut page);
        }
    }
    let mut hints = Page::new(style);
    summary::next_steps(report, &mut hints);
    Rendered {
        stdout: page.finish(),
        stderr: hints.finish(),
    }
}
