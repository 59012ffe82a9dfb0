//! The report as Markdown, for a pull request or a page of a build. Readable without a click; long bodies fold.

pub(crate) mod diff;

use super::inert::{self, code, prose};
use super::tell::Side;
use super::{Report, Verb, outcome, summary, tell, value, visible};
use crate::model::{Finding, Place};
use crate::plan::{Action, Change, Outcome, Plan};

/// A whole document with a line break at the end.
pub fn render(report: &Report<'_>) -> String {
    let side = Side::of(report.verb);
    let mut parts = vec![title(report)];
    parts.extend(findings(report));
    match (report.verb, report.plan) {
        (Verb::Validate, _) | (_, None) if report.has_errors() => {}
        (Verb::Validate, _) | (_, None) => parts.push(prose(&summary::valid(report))),
        (_, Some(plan)) if plan.is_empty() => parts.push(prose(&summary::planned(report, plan))),
        (_, Some(plan)) => parts.extend(plan_parts(report, plan, side)),
    }
    parts.extend(outcomes(report));
    parts.join("\n\n") + "\n"
}

pub(crate) fn title(report: &Report<'_>) -> String {
    let what = match report.verb {
        Verb::Validate => "Datadog definitions",
        Verb::Diff => "Datadog plan",
        Verb::Apply => "Datadog apply",
        Verb::Drift => "Datadog drift",
    };
    let environment = report.environment.map(|name| format!(" · **{}**", prose(&visible::line(name))));
    let target = Some(report.target).filter(|target| !target.is_empty());
    let target = target.map(|target| format!(" ({})", prose(&visible::line(target))));
    format!("### {what}{}{}", environment.unwrap_or_default(), target.unwrap_or_default())
}

fn plan_parts(report: &Report<'_>, plan: &Plan, side: Side) -> Vec<String> {
    let mut rows = vec!["| | Resource | What changes | File |".to_owned(), "|---|---|---|---|".to_owned()];
    rows.extend(plan.changes.iter().map(|change| row(report, change, side)));
    let mut parts = vec![format!("**{}**", prose(&summary::planned(report, plan))), rows.join("\n")];
    parts.extend(plan.changes.iter().filter_map(|change| details(change, side)));
    parts.push(format!("<sub>plan {}</sub>", code(&plan.digest)));
    parts
}

fn row(report: &Report<'_>, change: &Change, side: Side) -> String {
    let (symbol, word) = tell::sign(change.action, side);
    let action =
        if change.action == Action::Delete && side == Side::Files { format!("**{word}**") } else { word.to_owned() };
    let file = change.place.map(|place| code(&report.shown_line(place))).unwrap_or_default();
    format!(
        "| {} {action} | {} {} | {} | {file} |",
        prose(symbol),
        code(&change.address.to_string()),
        prose(&value::quoted(&change.label)),
        gist(change, side)
    )
}

/// What a reviewer wants to know without a click: short changes themselves, the number of the rest.
fn gist(change: &Change, side: Side) -> String {
    const MOST: usize = 3;
    if let Some(old) = &change.renamed_from {
        return format!("renamed from {}", code(&old.to_string()));
    }
    let told: Vec<String> = tell::blocks(change, side).iter().flat_map(diff::gists).collect();
    if told.is_empty() {
        return match (change.action, &change.id) {
            (Action::Create, _) | (_, None) => String::new(),
            (_, Some(id)) => format!("id {}", code(&visible::line(id))),
        };
    }
    let rest = told.len().saturating_sub(MOST);
    let mut shown: Vec<String> = told.into_iter().take(MOST).collect();
    if rest > 0 {
        shown.push(format!("and {rest} more"));
    }
    shown.join(", ")
}

pub(crate) fn details(change: &Change, side: Side) -> Option<String> {
    let lines = diff::lines(change.address.kind.name, &tell::blocks(change, side));
    if lines.is_empty() {
        return None;
    }
    let summary =
        format!("<summary>{} {}</summary>", tell::sign(change.action, side).1, code(&change.address.to_string()));
    Some(format!("<details>{summary}\n\n{}\n</details>", inert::fence("diff", &lines)))
}

fn findings(report: &Report<'_>) -> Option<String> {
    let lines: Vec<String> =
        report.sorted_findings().into_iter().map(|finding| finding_line(report, finding)).collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

pub(crate) fn finding_line(report: &Report<'_>, finding: &Finding) -> String {
    let place = |place: Place| {
        let at = report.sources.line_column(place);
        code(&format!("{}:{}:{}", visible::line(&report.sources.shown(place.source)), at.line, at.column))
    };
    let at = finding.place.map(|at| format!(" ({})", place(at))).unwrap_or_default();
    let help = finding.help.as_ref().map(|help| format!("<br>help: {}", prose(&visible::line(help))));
    format!(
        "- **{}** {}: {}{at}{}",
        finding.severity.name(),
        code(finding.rule),
        prose(&visible::line(&finding.message)),
        help.unwrap_or_default()
    )
}

fn outcomes(report: &Report<'_>) -> Option<String> {
    if report.outcomes.is_empty() {
        return None;
    }
    let summary = format!("**{}**\n", prose(&summary::applied(report)));
    let mut rows = vec![summary, "| Resource | Outcome | |".to_owned(), "|---|---|---|".to_owned()];
    rows.extend(report.outcomes.iter().map(|told| outcome_row(report, told)));
    Some(rows.join("\n"))
}

pub(crate) fn outcome_row(report: &Report<'_>, told: &Outcome) -> String {
    let mut notes = vec![outcome::sentence(&outcome::why(told))];
    notes.extend(outcome::notes(told).iter().map(|note| outcome::sentence(note)));
    notes.retain(|note| !note.is_empty());
    let notes: Vec<String> = notes.iter().map(|note| prose(note)).collect();
    let address = code(&told.address.to_string());
    let address = match outcome::page(report, told) {
        // Made of the site's address and an id, but the id came from outside.
        Some(link) => format!("<a href=\"{}\">{address}</a>", inert::attribute(&link)),
        None => address,
    };
    format!("| {address} | {} | {} |", outcome::word(told), notes.join("<br>"))
}
