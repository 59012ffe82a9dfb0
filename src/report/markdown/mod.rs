//! The report as Markdown, for a pull request or a page of a build. Readable without a click; long bodies fold.

pub(crate) mod diff;
pub(crate) mod drift;
pub(crate) mod sides;

use super::inert::{self, code, prose};
use super::tell::Side;
use super::{Report, Verb, outcome, summary, tell, value, visible};
use crate::model::{Finding, Place};
use crate::plan::{Action, Cause, Change, Outcome, Plan, Sides};

/// A whole document with a line break at the end.
pub fn render(report: &Report<'_>) -> String {
    let side = Side::of(report.verb);
    let mut parts = vec![title(report)];
    parts.extend(findings(report));
    match (report.verb, report.plan) {
        (Verb::Validate, _) | (_, None) if report.has_errors() => {}
        (Verb::Validate, _) | (_, None) => parts.push(prose(&summary::valid(report))),
        (_, Some(plan)) if plan.is_empty() => {
            parts.push(prose(&summary::planned(report, plan)));
            parts.extend(plan.sides.iter().flat_map(|of_plan| sides::parts(plan, of_plan)));
        }
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
    let rows = match &plan.drifts {
        Some(drifts) => drift::table(report, plan, drifts),
        None => table(report, plan, side),
    };
    let mut parts = vec![format!("**{}**", prose(&summary::planned(report, plan)))];
    parts.extend(plan.sides.as_ref().and_then(|sides| tell::sides::summary(plan, sides)).map(|text| prose(&text)));
    parts.extend(cautions(plan, side));
    parts.push(rows);
    parts.extend(plan.drifts.as_ref().and_then(drift::untold));
    parts.extend(plan.sides.iter().flat_map(|of_plan| sides::parts(plan, of_plan)));
    parts.extend(plan.changes.iter().filter_map(|change| details(change, side)));
    parts.push(format!("<sub>plan {}</sub>", code(&plan.digest)));
    parts
}

fn table(report: &Report<'_>, plan: &Plan, side: Side) -> String {
    let mut rows = vec!["| | Resource | What changes | File |".to_owned(), "|---|---|---|---|".to_owned()];
    rows.extend(plan.changes.iter().map(|change| row(report, change, side)));
    rows.join("\n")
}

/// What nobody may overlook, before anything else.
pub(crate) fn cautions(plan: &Plan, side: Side) -> Option<String> {
    let lines = plan.changes.iter().filter_map(|change| {
        let impact = plan.impact.get(&change.address)?;
        let phrases = tell::impact::phrases(change.action, impact);
        let phrases: Vec<String> = phrases.iter().filter(|(warns, _)| *warns).map(|(_, text)| prose(text)).collect();
        let word = tell::sign(change.action, side).1;
        let address = code(&change.address.to_string());
        (!phrases.is_empty()).then(|| format!("> **{word}** {address}: {}", phrases.join("; ")))
    });
    let lines: Vec<String> = lines.collect();
    (!lines.is_empty() && side == Side::Files).then(|| format!("> [!CAUTION]\n{}", lines.join("<br>\n")))
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
        [gist(change, report.plan.and_then(|plan| plan.sides.as_ref()), side), quiet(report, change, side)]
            .into_iter()
            .filter(|text| !text.is_empty())
            .collect::<Vec<_>>()
            .join("; ")
    )
}

/// What it means for people, as far as it is no warning.
pub(crate) fn quiet(report: &Report<'_>, change: &Change, side: Side) -> String {
    let impact = report.plan.and_then(|plan| plan.impact.get(&change.address)).filter(|_| side == Side::Files);
    let phrases = impact.map(|impact| tell::impact::phrases(change.action, impact)).unwrap_or_default();
    let phrases = phrases.iter().filter(|(warns, _)| !warns).map(|(_, text)| prose(text));
    phrases.collect::<Vec<_>>().join("; ")
}

/// What a reviewer wants to know without a click: short changes themselves, the number of the rest.
fn gist(change: &Change, sides: Option<&Sides>, side: Side) -> String {
    const MOST: usize = 3;
    if let Some(old) = &change.renamed_from {
        return format!("renamed from {}", code(&old.to_string()));
    }
    let caused = sides.and_then(|sides| sides.of(change));
    if let (Some(caused), Some(sides)) = (caused, sides) {
        if let Some(text) = caused.whole.and_then(|cause| tell::sides::whole(change.action, cause, &sides.base)) {
            return prose(&text);
        }
        if !caused.fields.is_empty() && caused.fields.iter().all(|field| field.cause == Cause::Drift) {
            return "only what was changed in Datadog, see below".to_owned();
        }
    }
    // What somebody changed in Datadog stands in a table of its own.
    let drift =
        |at: usize| caused.and_then(|caused| caused.fields.get(at)).is_some_and(|one| one.cause == Cause::Drift);
    let fields = change.fields.iter().enumerate().filter(|(at, _)| !drift(*at)).map(|(_, field)| field.clone());
    let told: Vec<String> =
        tell::blocks_of(change, &fields.collect::<Vec<_>>(), side).iter().flat_map(diff::gists).collect();
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
