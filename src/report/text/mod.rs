//! The report for people at a terminal.

mod findings;
mod line;
mod outcomes;
mod plan;

use super::{Rendered, Report, Style, Verb, summary, tell, visible};
use line::{Page, Paint};

/// The result and the next step. Findings come first, since they say whether the rest can be trusted; an apply has shown
/// them with its plan when it tells of its outcomes.
pub fn render(report: &Report<'_>, style: Style) -> Rendered {
    let mut page = Page::new(style);
    if report.outcomes.is_empty() {
        findings::write(report, &mut page);
    }
    match (report.verb, report.plan) {
        (Verb::Validate, _) | (_, None) if report.has_errors() => {}
        (Verb::Validate, _) | (_, None) => end(&mut page, &summary::valid(report)),
        (Verb::Apply, Some(_)) if !report.outcomes.is_empty() => {
            outcomes::write(report, &mut page);
            end(&mut page, &summary::applied(report));
        }
        (_, Some(plan)) => {
            plan::write(report, plan, &mut page);
            end(&mut page, &summary::planned(report, plan));
            if let Some(text) = plan.sides.as_ref().and_then(|sides| tell::sides::summary(plan, sides)) {
                page.sentence(Paint::Bold, &text);
            }
            if let Some(why) = plan.drifts.as_ref().and_then(|drifts| drifts.untold.as_ref()) {
                page.sentence(Paint::Dim, &visible::line(why));
            }
        }
    }
    let mut hints = Page::new(style);
    for hint in summary::next_steps(report) {
        hints.sentence(Paint::Dim, &hint);
    }
    Rendered { stdout: page.finish(), stderr: hints.finish() }
}

fn end(page: &mut Page, summary: &str) {
    page.gap();
    page.sentence(Paint::Bold, summary);
}
