//! Annotations of a workflow run: what the runner makes of the commands in its log.

use super::inert::{command, property};
use super::value::quoted;
use super::{Report, count, outcome, summary, tell, visible};
use crate::model::{Finding, Place, Severity};
use crate::plan::{Action, Plan};

/// Of each level in one step; GitHub drops more without a word.
const MOST: usize = 10;

struct Note {
    level: Severity,
    place: Option<Place>,
    title: String,
    message: String,
}

/// One command a line, the worst first; of each level the tenth counts those that do not fit. `folder` leads from the
/// repository's root to the definitions, and ends with a slash where it is not empty.
pub fn render(report: &Report<'_>, folder: &str) -> String {
    let mut notes: Vec<Note> = report.sorted_findings().into_iter().map(of_finding).collect();
    if let Some(plan) = report.plan {
        notes.extend(if report.outcomes.is_empty() { of_plan(report, plan) } else { of_outcomes(report) });
    }
    let mut out = String::new();
    for level in [Severity::Error, Severity::Warning, Severity::Info] {
        let (placed, unplaced): (Vec<&Note>, Vec<&Note>) =
            notes.iter().filter(|note| note.level == level).partition(|note| note.place.is_some());
        // What has no line is about more than one.
        let of_level: Vec<&Note> = unplaced.into_iter().chain(placed).collect();
        let shown = if of_level.len() > MOST { MOST - 1 } else { of_level.len() };
        for note in of_level.iter().take(shown) {
            out.push_str(&line(report, note, folder));
        }
        if of_level.len() > shown {
            let rest = count(of_level.len() - shown, "more annotation");
            out.push_str(&format!("::{} title=ddsync::and {rest}: see the log or the summary\n", word(level)));
        }
    }
    out
}

fn word(level: Severity) -> &'static str {
    match level {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info | Severity::Pedantic => "notice",
    }
}

fn of_finding(finding: &Finding) -> Note {
    let help = finding.help.as_ref().map(|help| format!(" (help: {help})")).unwrap_or_default();
    Note {
        level: finding.severity,
        place: finding.place,
        title: format!("ddsync {}", finding.rule),
        message: visible::line(&format!("{}{help}", finding.message)),
    }
}

/// Drift is told at the line that it departs from; a plan in one notice, since a reviewer sees the lines that changed.
fn of_plan(report: &Report<'_>, plan: &Plan) -> Vec<Note> {
    let note = |level, place, message| Note { level, place, title: "ddsync".to_owned(), message };
    let total = note(Severity::Info, None, summary::planned(report, plan));
    let side = tell::Side::of(report.verb);
    let mut notes: Vec<Note> = Vec::new();
    if side == tell::Side::Datadog {
        notes.extend(plan.changes.iter().map(|change| {
            let (_, word) = tell::sign(change.action, side);
            note(Severity::Warning, change.place, visible::line(&format!("{} is {word} in Datadog", change.address)))
        }));
    } else {
        let deletes = plan.changes.iter().filter(|change| change.action == Action::Delete);
        notes.extend(deletes.map(|change| {
            let label = quoted(&change.label);
            note(Severity::Warning, None, format!("{} {label} is to be deleted", change.address))
        }));
    }
    notes.push(total);
    notes
}

/// What was not written is an error at the line that asks for it.
fn of_outcomes(report: &Report<'_>) -> Vec<Note> {
    let note = |level, place, message| Note { level, place, title: "ddsync".to_owned(), message };
    let unwritten = report.outcomes.iter().filter(|told| !told.succeeded());
    let mut notes: Vec<Note> = unwritten
        .map(|told| {
            let resource = report.resources.iter().find(|resource| resource.address == told.address);
            let why = outcome::sentence(&outcome::why(told));
            let message = format!("{} {}: {why}", told.address, outcome::word(told));
            note(Severity::Error, resource.map(|resource| resource.place), message)
        })
        .collect();
    notes.push(note(Severity::Info, None, summary::applied(report)));
    notes
}

/// The columns are left out: GitHub refuses them where a note spans lines.
fn line(report: &Report<'_>, note: &Note, folder: &str) -> String {
    let mut properties = Vec::new();
    if let Some(place) = note.place {
        let path = format!("{folder}{}", visible::line(&report.sources.shown(place.source)));
        properties.push(format!("file={},line={}", property(&path), report.sources.line_column(place).line));
    }
    properties.push(format!("title={}", property(&note.title)));
    format!("::{} {}::{}\n", word(note.level), properties.join(","), command(&note.message))
}
