//! The comment once its plan is applied, or was not.

use super::budget::{self, Part, Worth};
use super::comment::Context;
use super::marker::Marker;
use crate::report::inert::{attribute, code, prose};
use crate::report::tell::Side;
use crate::report::{Report, markdown, outcome, summary};

const NOTE: &str = "<!-- ddsync:note -->";
const NOTE_END: &str = "<!-- /ddsync:note -->";

/// What became of the plan, in place of it.
pub fn sealed(report: &Report<'_>, marker: &Marker, context: &Context<'_>) -> String {
    let line = Marker { sealed: true, ..marker.clone() }.line();
    let parts = parts(report, context);
    format!("{line}\n{}", budget::fit(&parts, budget::COMMENT - line.len(), "the summary of the run"))
}

/// The same for the page of the run.
pub fn summary(report: &Report<'_>, context: &Context<'_>) -> String {
    budget::fit(&parts(report, context), budget::SUMMARY, "the log")
}

fn parts(report: &Report<'_>, context: &Context<'_>) -> Vec<Part> {
    let mut parts = vec![
        Part::always(markdown::title(report)),
        Part::always(format!("**{}**", prose(&summary::applied(report)))),
        Part::always("| Resource | Outcome | |\n|---|---|---|"),
    ];
    for told in report.outcomes {
        // What was not written is what people look for.
        let worth = if told.succeeded() { Worth::Row } else { Worth::Error };
        parts.push(Part::of(worth, markdown::outcome_row(report, told)).joined());
    }
    let changes = report.plan.map(|plan| plan.changes.as_slice()).unwrap_or_default();
    let bodies = changes.iter().filter_map(|change| markdown::details(change, Side::Files));
    parts.extend(bodies.map(|body| Part::of(Worth::Body, body)));
    let digest = report.plan.map(|plan| format!(" · plan {}", code(&plan.digest))).unwrap_or_default();
    let head = context.run.sha.get(..12).unwrap_or(&context.run.sha);
    parts.push(Part::always(format!(
        "<sub>applied at {} · ddsync {} · <a href=\"{}\">run</a>{digest}</sub>",
        code(head),
        prose(context.tool),
        attribute(&context.run.url)
    )));
    parts
}

/// Puts a note under the marker, in place of an older one; the plan below stays what was reviewed.
pub fn noted(body: &str, note: &str, run: &str) -> String {
    let (line, rest) = body.split_once('\n').unwrap_or((body, ""));
    let rest = match rest.split_once(NOTE_END) {
        Some((before, after)) if before.starts_with(NOTE) => after.trim_start(),
        _ => rest,
    };
    let note = outcome::sentence(note);
    format!(
        "{line}\n{NOTE}\n> [!WARNING]\n> **Not applied:** {} (<a href=\"{}\">run</a>)\n\n{NOTE_END}\n{rest}",
        prose(&note),
        attribute(run)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_note_takes_the_place_of_the_old_one() {
        let first = noted("<!-- m -->\n### Plan\n", "Datadog moved, ask @jane", "https://x.test/1");
        assert!(first.starts_with("<!-- m -->\n<!-- ddsync:note -->\n> [!WARNING]"), "{first}");
        assert!(first.contains("<code>&#64;jane</code>") && first.ends_with("### Plan\n"), "{first}");
        let second = noted(&first, "again", "https://x.test/2");
        assert_eq!(second.matches("[!WARNING]").count(), 1);
        assert!(second.contains("again") && second.ends_with("### Plan\n"), "{second}");
    }
}
