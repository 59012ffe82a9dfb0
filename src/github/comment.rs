//! The plan on a pull request and in the summary of a run: what matters without a click, the rest folded.

use super::budget::{self, Part, Worth};
use super::danger;
use super::event::Run;
use super::marker::Marker;
use super::words;
use crate::model::{Place, Severity};
use crate::plan::{Action, Change};
use crate::report::inert::{attribute, code, prose, url_path};
use crate::report::tell::{self, Side};
use crate::report::{Report, Verb, count, markdown, summary, value, visible};

/// Rows of a comment's table.
const ROWS: usize = 200;
const TABLE: &str = "| | Resource | What changes | File |\n|---|---|---|---|";

/// What the report itself does not know.
pub struct Context<'a> {
    pub run: &'a Run,
    /// From the repository's root to the definitions, with a slash at its end where it is not empty.
    pub folder: &'a str,
    /// What no file asks for is deleted on merge.
    pub prune: bool,
    /// Version of ddsync.
    pub tool: &'a str,
}

/// The comment, found again by its marker.
pub fn plan(report: &Report<'_>, marker: &Marker, context: &Context<'_>) -> String {
    let parts = parts(report, context, Severity::Warning);
    let line = marker.line();
    let room = budget::COMMENT - line.len();
    // Beyond, nobody reads; the summary has them.
    format!("{line}\n{}", budget::fit_rows(&parts, room, ROWS, &summary_link(context)))
}

/// The smallest comment that still says what matters, for when GitHub refuses the other.
pub fn least(report: &Report<'_>, marker: &Marker, context: &Context<'_>) -> String {
    let mut parts = parts(report, context, Severity::Error);
    // A table's head without its rows says nothing.
    parts.retain(|part| part.worth == Worth::Always && part.text != TABLE);
    let line = Marker { ground: None, ..marker.clone() }.line();
    format!("{line}\n{}", budget::fit(&parts, budget::COMMENT, &summary_link(context)))
}

/// The same for the page of the run.
pub fn summary(report: &Report<'_>, context: &Context<'_>) -> String {
    budget::fit(&parts(report, context, Severity::Info), budget::SUMMARY, "the log")
}

fn summary_link(context: &Context<'_>) -> String {
    format!("<a href=\"{}\">the summary of the run</a>", attribute(&context.run.url))
}

/// `least` is the severity from which on a finding is worth a reviewer's eyes.
fn parts(report: &Report<'_>, context: &Context<'_>, least: Severity) -> Vec<Part> {
    let side = Side::of(report.verb);
    let mut parts = vec![Part::always(markdown::title(report)), Part::always(verdict(report, context))];
    if let Some(plan) = report.plan.filter(|_| side == Side::Files) {
        let sides = plan.sides.as_ref();
        parts.extend(sides.and_then(|sides| tell::sides::summary(plan, sides)).map(|text| Part::always(prose(&text))));
        parts.extend(danger::deletions(report, plan, context.prune).map(Part::always));
        parts.extend(danger::cautions(plan).map(Part::always));
    }
    parts.extend(findings(report, least));
    if let Some(plan) = report.plan.filter(|plan| !plan.is_empty()) {
        parts.push(Part::always(TABLE));
        let mut changes: Vec<&Change> = plan.changes.iter().collect();
        changes.sort_by_key(|change| danger::rank(plan, change));
        parts.extend(changes.iter().map(|change| row(report, change, side, context)));
        let sides = plan.sides.iter().flat_map(|sides| markdown::sides::parts(plan, sides));
        parts.extend(sides.map(|table| Part::of(Worth::Error, table)));
        let bodies = changes.iter().filter_map(|change| markdown::details(change, side));
        parts.extend(bodies.map(|body| Part::of(Worth::Body, body)));
    }
    parts.push(Part::always(foot(report, context)));
    parts
}

const WAITS: &str = " Nothing is applied while something in it alerts, but by hand with *allow-alerting*.";

/// The counts, and what merging does.
fn verdict(report: &Report<'_>, context: &Context<'_>) -> String {
    let Some(plan) = report.plan else {
        let errors = report.findings.iter().filter(|finding| finding.severity == Severity::Error).count();
        return match errors {
            0 => prose(&summary::valid(report)),
            errors => format!("**The definitions have {}.**", count(errors, "error")),
        };
    };
    let counts = format!("**{}**", prose(&summary::planned(report, plan)));
    let what = if report.verb != Verb::Diff || plan.is_empty() {
        String::new()
    } else if report.has_errors() {
        " It cannot be applied while there are errors.".to_owned()
    } else if !context.prune && plan.changes.iter().any(Change::deletes) {
        format!(" Merging applies exactly this plan ({}), but for what it would delete.", code(short(&plan.digest)))
    } else {
        format!(" Merging applies exactly this plan ({}).", code(short(&plan.digest)))
    };
    let waits = report.verb == Verb::Diff && !report.has_errors() && danger::alerts(plan);
    let waits = if waits { WAITS } else { "" };
    format!("{counts}{what}{waits}")
}

/// Twelve digits.
pub fn short(digest: &str) -> &str {
    let hex = digest.strip_prefix("sha256:").unwrap_or(digest);
    hex.get(..12).unwrap_or(hex)
}

/// The address, leading to the object where there is one.
pub(super) fn linked(report: &Report<'_>, change: &Change) -> String {
    let address = code(&change.address.to_string());
    let page = change.address.kind.page;
    match (report.app_url, &change.id) {
        (Some(app), Some(id)) if !page.is_empty() => {
            // Made of the site's address and an id, but the id came from outside.
            let link = format!("{}{}", app.trim_end_matches('/'), page.replace("{id}", id));
            format!("<a href=\"{}\">{address}</a>", attribute(&visible::line(&link)))
        }
        _ => address,
    }
}

fn findings(report: &Report<'_>, least: Severity) -> Vec<Part> {
    let mut findings = report.sorted_findings();
    findings.retain(|finding| finding.severity >= least);
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    let mut first = true;
    findings
        .into_iter()
        .map(|finding| {
            let worth = if finding.severity == Severity::Error { Worth::Error } else { Worth::Remark };
            let part = Part::of(worth, markdown::finding_line(report, finding));
            if std::mem::take(&mut first) { part } else { part.joined() }
        })
        .collect()
}

fn row(report: &Report<'_>, change: &Change, side: Side, context: &Context<'_>) -> Part {
    let (symbol, word) = tell::sign(change.action, side);
    let word = if change.deletes() && side == Side::Files { format!("**{word}**") } else { word.to_owned() };
    let label = prose(&value::quoted(&change.label));
    let file = change.place.map(|place| file(report, place, context)).unwrap_or_default();
    let means = markdown::quiet(report, change, side);
    let what: Vec<String> = [gist(change, side), means].into_iter().filter(|text| !text.is_empty()).collect();
    let sign = format!("{} {word}", prose(symbol));
    let brief = format!("| {sign} | {} | | |", code(&change.address.to_string()));
    let row = format!("| {sign} | {} {label} | {} | {file} |", linked(report, change), what.join("<br>"));
    Part::of(Worth::Row, row).joined().or(brief)
}

/// The line of the definition, at the commit that was looked at.
pub(super) fn file(report: &Report<'_>, place: Place, context: &Context<'_>) -> String {
    let shown = report.shown_line(place);
    let line = report.sources.line_column(place).line;
    let path = url_path(&format!("{}{}", context.folder, report.sources.shown(place.source)));
    let Run { server, repository, .. } = context.run;
    let link = format!("{server}/{repository}/blob/{}/{path}#L{line}", url_path(context.run.head()));
    format!("<a href=\"{}\">{}</a>", attribute(&link), code(&shown))
}

/// Short changes themselves, the number of the rest.
fn gist(change: &Change, side: Side) -> String {
    const MOST: usize = 3;
    let mut told: Vec<String> = tell::blocks(change, side).iter().flat_map(words::gists).collect();
    if let Some(old) = &change.renamed_from {
        told.insert(0, format!("renamed from {}", code(&old.to_string())));
    }
    if told.is_empty() {
        let id = || change.id.as_ref().map(|id| format!("id {}", code(&visible::line(id)))).unwrap_or_default();
        return match change.action {
            Action::Create if side == Side::Datadog => "deleted in Datadog".to_owned(),
            Action::Create => "new".to_owned(),
            _ => id(),
        };
    }
    let rest = told.len().saturating_sub(MOST);
    told.truncate(MOST);
    if rest > 0 {
        told.push(format!("and {rest} more"));
    }
    told.join("<br>")
}

fn foot(report: &Report<'_>, context: &Context<'_>) -> String {
    let digest = report.plan.map(|plan| format!(" · plan {}", code(&plan.digest))).unwrap_or_default();
    let head = context.run.head().get(..12).unwrap_or(context.run.head());
    format!(
        "<sub>{} · ddsync {} · <a href=\"{}\">run</a>{digest}</sub>",
        code(head),
        prose(context.tool),
        attribute(&context.run.url)
    )
}
