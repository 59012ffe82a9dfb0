//! The comment once its plan is applied, or was not.

use super::budget::{self, Part, Worth};
use super::comment::{self, Context};
use super::marker::{Marker, Stage};
use crate::plan::{Done, Moved, Outcome};
use crate::report::inert::{attribute, code, prose};
use crate::report::tell::Side;
use crate::report::{Report, count, markdown, outcome, summary};

const NOTE: &str = "<!-- ddsync:note -->";
const NOTE_END: &str = "<!-- /ddsync:note -->";
/// Bytes that the resources of a note may take: it stands above a comment that may be as long as one can be.
const NAMED: usize = 3_000;

/// How what could not be written comes to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Again {
    /// The same job, run again, knows what of the plan is left.
    SameJob,
    /// By a run that asks for no reviewed plan.
    ByHand,
}

/// What a sealed comment says beside the outcomes.
#[derive(Clone, Copy, Debug)]
pub struct Sealing<'a> {
    pub again: Again,
    /// The comment as an earlier run sealed it, where that one could not write everything.
    pub before: Option<&'a str>,
}

/// Why nothing was applied.
#[derive(Clone, Copy, Debug)]
pub struct Note<'a> {
    pub why: &'a str,
    /// What is not as it was reviewed.
    pub moved: &'a [Moved],
    /// Where a person sees the run.
    pub run: &'a str,
}

/// What became of the plan, in place of it.
pub fn sealed(report: &Report<'_>, marker: &Marker, sealing: &Sealing<'_>, context: &Context<'_>) -> String {
    let stage = if report.outcomes.iter().all(Outcome::succeeded) { Stage::Done } else { Stage::Partial };
    // History needs no ground, and takes no room.
    let ground = marker.ground.clone().filter(|_| stage == Stage::Partial);
    let line = Marker { stage, ground, ..marker.clone() }.line();
    let mut parts = parts(report, sealing.again, context);
    let earlier = sealing.before.and_then(|body| body.split_once('\n')).map(|(_, body)| {
        let body = without_note(body).trim();
        Part::of(Worth::Body, format!("<details><summary>The run before</summary>\n\n{body}\n</details>"))
    });
    parts.splice(parts.len().saturating_sub(1)..parts.len().saturating_sub(1), earlier);
    format!("{line}\n{}", budget::fit(&parts, budget::COMMENT - line.len(), "the summary of the run"))
}

/// The same for the page of the run.
pub fn summary(report: &Report<'_>, again: Again, context: &Context<'_>) -> String {
    budget::fit(&parts(report, again, context), budget::SUMMARY, "the log")
}

/// The page of a run that applied nothing: why, above the plan that it would have been.
pub fn refused(report: &Report<'_>, note: &Note<'_>, context: &Context<'_>) -> String {
    format!("{}\n\n{}", warning(note), comment::summary(report, context))
}

fn parts(report: &Report<'_>, again: Again, context: &Context<'_>) -> Vec<Part> {
    let mut parts =
        vec![Part::always(markdown::title(report)), Part::always(format!("**{}**", prose(&summary::applied(report))))];
    parts.extend(next(report.outcomes, again, context).map(Part::always));
    if !report.outcomes.is_empty() {
        parts.push(Part::always("| Resource | Outcome | |\n|---|---|---|"));
    }
    // What was not written is what people look for.
    let (done, undone): (Vec<&Outcome>, Vec<&Outcome>) = report.outcomes.iter().partition(|told| told.succeeded());
    let row = |worth, told: &&Outcome| Part::of(worth, markdown::outcome_row(report, told)).joined();
    parts.extend(undone.iter().map(|told| row(Worth::Error, told)));
    parts.extend(done.iter().map(|told| row(Worth::Row, told)));
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

/// What to do about the changes that were not written; None where all were.
fn next(outcomes: &[Outcome], again: Again, context: &Context<'_>) -> Option<String> {
    let open = outcomes.iter().filter(|told| !told.succeeded()).count();
    if open == 0 {
        return None;
    }
    let any = |wanted: fn(&Done) -> bool| outcomes.iter().any(|told| wanted(&told.result));
    let mut steps = Vec::new();
    if any(|done| matches!(done, Done::Failed { denied: true, .. })) {
        steps.push("The keys may not write everything: check the scopes of the application key first.".to_owned());
    }
    let other = any(|done| matches!(done, Done::Moved { .. } | Done::Partly { .. }));
    if other {
        steps.push("What is outdated or half done is no longer what was reviewed: look at it first.".to_owned());
    }
    steps.push(match again {
        Again::SameJob if !other => format!(
            "For the rest *re-run the failed job* of <a href=\"{}\">this run</a>: it looks at Datadog first, and writes \
             nothing twice.",
            attribute(&context.run.url)
        ),
        Again::SameJob | Again::ByHand => {
            "For the rest open a pull request, or run the apply workflow by hand, where the environment's reviewers approve \
             it: nothing is written twice."
                .to_owned()
        }
    });
    let verb = if open == 1 { "is" } else { "are" };
    Some(format!("> [!WARNING]\n> **{} {verb} not applied.** {}", count(open, "change"), steps.join(" ")))
}

/// Puts a note under the marker, in place of an older one; the plan below stays what was reviewed.
pub fn noted(body: &str, note: &Note<'_>) -> String {
    let (line, rest) = body.split_once('\n').unwrap_or((body, ""));
    format!("{line}\n{NOTE}\n{}\n\n{NOTE_END}\n{}", warning(note), without_note(rest))
}

fn without_note(body: &str) -> &str {
    match body.split_once(NOTE_END) {
        Some((before, after)) if before.starts_with(NOTE) => after.trim_start(),
        _ => body,
    }
}

fn warning(note: &Note<'_>) -> String {
    let why = prose(&outcome::sentence(note.why));
    let mut text = format!("> [!WARNING]\n> **Not applied:** {why} (<a href=\"{}\">run</a>)", attribute(note.run));
    let mut left = note.moved.len();
    let mut room = NAMED;
    for moved in note.moved {
        let line = format!("\n> - {}: {}", code(&moved.address), prose(&moved.why()));
        let Some(rest) = room.checked_sub(line.len()) else { break };
        (room, left) = (rest, left - 1);
        text.push_str(&line);
    }
    if left > 0 {
        text.push_str(&format!("\n> - and {left} more"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Ground;

    #[test]
    fn a_new_note_takes_the_place_of_the_old_one() {
        let note = |why, run| Note { why, moved: &[], run };
        let first = noted("<!-- m -->\n### Plan\n", &note("Datadog moved, ask @jane", "https://x.test/1"));
        assert!(first.starts_with("<!-- m -->\n<!-- ddsync:note -->\n> [!WARNING]"), "{first}");
        assert!(first.contains("<code>&#64;jane</code>") && first.ends_with("### Plan\n"), "{first}");
        let second = noted(&first, &note("again", "https://x.test/2"));
        assert_eq!(second.matches("[!WARNING]").count(), 1);
        assert!(second.contains("again") && second.ends_with("### Plan\n"), "{second}");
    }

    #[test]
    fn a_note_names_what_moved_and_never_grows_without_end() {
        let moved = |at: usize| Moved { address: format!("monitor/m-{at}"), grounds: vec![Ground::Live] };
        let many: Vec<Moved> = (0..900).map(moved).collect();
        let note = Note { why: "Datadog changed", moved: &many, run: "https://x.test/1" };
        let text = noted("<!-- m -->\n### Plan\n", &note);
        assert!(text.contains("\n> - <code>monitor/m-0</code>: it changed in Datadog (live)\n> - "), "{text}");
        assert!(text.len() < NAMED + 400, "{}", text.len());
        let named = text.matches("(live)").count();
        assert!(text.contains(&format!("\n> - and {} more\n", 900 - named)), "{text}");
    }
}
