//! The report for programs: version 1, frozen. A key is never taken away and never changes its type; new ones may come.
//!
//! Every key of a list below is always there, with null where there is nothing to say; the keys marked optional stand
//! only where they say something. Without a plan (`validate`, or files that cannot be planned) `digest` is null, `changes`
//! is empty and every number of the summary is 0. Creates and deletes list no fields: the whole object comes or goes.
//! `before` is always Datadog's side and `after` the files', in drift too. Both are in canonical form: what Datadog adds is gone,
//! and sets are sorted.

mod more;

use std::fmt::Write as _;

use serde::Serialize;
use serde_json::Value;

use super::Report;
use super::outcome;
use super::visible;
use crate::model::{Finding, Place, Sources};
use crate::plan::{Action, Cause, Change, Done, FieldChange, How, Outcome, Plan};
use more::{AlreadyV1, AuthorV1, CauseV1, DriftV1, ImpactV1};

#[derive(Serialize)]
struct Document<'a> {
    version: u8,
    project: &'a str,
    environment: Option<&'a str>,
    summary: Summary,
    changes: Vec<ChangeV1<'a>>,
    /// Optional: where a base was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    already_live: Option<Vec<AlreadyV1<'a>>>,
    findings: Vec<FindingV1<'a>>,
    digest: Option<&'a str>,
    /// Optional: of an apply.
    #[serde(skip_serializing_if = "Option::is_none")]
    outcomes: Option<Vec<OutcomeV1>>,
}

#[derive(Default, Serialize)]
struct Summary {
    create: usize,
    update: usize,
    adopt: usize,
    delete: usize,
    replace: usize,
    unchanged: usize,
}

#[derive(Serialize)]
struct ChangeV1<'a> {
    address: String,
    kind: &'a str,
    key: &'a str,
    action: &'a str,
    /// Null until the object exists.
    id: Option<&'a str>,
    /// What people call it.
    label: &'a str,
    /// Optional: the address that the live object had.
    #[serde(skip_serializing_if = "Option::is_none")]
    renamed_from: Option<String>,
    /// Null where no file asks for the object any more.
    source: Option<SourceV1>,
    /// Optional: what it means for people on call.
    #[serde(skip_serializing_if = "Option::is_none")]
    impact: Option<ImpactV1<'a>>,
    /// Optional: who made an object come or go, or lose its mark, where a base was given. See [`CauseV1::cause`].
    #[serde(skip_serializing_if = "Option::is_none")]
    cause: Option<&'static str>,
    /// Optional: of drift. The changes stand in the order of their danger.
    #[serde(skip_serializing_if = "Option::is_none")]
    drift: Option<DriftV1<'a>>,
    fields: Vec<FieldV1<'a>>,
}

#[derive(Serialize)]
struct SourceV1 {
    path: String,
    line: usize,
}

#[derive(Serialize)]
struct FieldV1<'a> {
    path: String,
    /// Optional: where the item stood in its list, of an item that only moved.
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    /// Null where that side has nothing.
    before: Option<&'a Value>,
    after: Option<&'a Value>,
    /// Both null where no file says anything about it.
    line: Option<usize>,
    column: Option<usize>,
    /// Optional: the file of the line, where it is not the source of the change (defaults stand in `ddsync.yaml`).
    #[serde(skip_serializing_if = "Option::is_none")]
    source_path: Option<String>,
    /// Optional: where a base was given.
    #[serde(flatten)]
    cause: Option<CauseV1<'a>>,
    /// Optional: of drift, where fields of the object were changed at different times.
    #[serde(flatten)]
    author: Option<AuthorV1<'a>>,
}

#[derive(Serialize)]
struct FindingV1<'a> {
    rule: &'a str,
    severity: &'a str,
    message: &'a str,
    help: Option<&'a str>,
    /// All three null where it is about the project as a whole.
    path: Option<String>,
    line: Option<usize>,
    column: Option<usize>,
}

#[derive(Serialize)]
struct OutcomeV1 {
    address: String,
    action: &'static str,
    id: Option<String>,
    /// applied, failed, partly (of a replacement), unknown, moved, skipped, left or interrupted.
    result: &'static str,
    /// Why it was not written; null where it was.
    message: Option<String>,
    notes: Vec<String>,
}

/// One document, indented, with a line break at the end. Same report, same bytes.
pub fn render(report: &Report<'_>) -> String {
    let changes = report.plan.map(|plan| plan.changes.as_slice()).unwrap_or_default();
    let sides = report.plan.and_then(|plan| plan.sides.as_ref());
    let document = Document {
        version: 1,
        project: report.project,
        environment: report.environment,
        summary: summary(report),
        changes: changes.iter().map(|change| change_v1(change, report.plan, report.sources)).collect(),
        already_live: sides
            .map(|sides| sides.already.iter().map(|one| more::already_v1(one, report.sources)).collect()),
        findings: report.sorted_findings().into_iter().map(|finding| finding_v1(finding, report.sources)).collect(),
        digest: report.plan.map(|plan| plan.digest.as_str()),
        outcomes: (report.verb == super::Verb::Apply).then(|| report.outcomes.iter().map(outcome_v1).collect()),
    };
    // Maps with text keys and plain values: there is nothing in it that JSON cannot say.
    let text = serde_json::to_string_pretty(&document).unwrap_or_default();
    escaped(&text) + "\n"
}

/// JSON may be looked at in a terminal: what could command it stands as `\u` escapes. Such characters occur in texts only.
pub fn escaped(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if c != '\n' && visible::hidden(c) {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(c);
        }
    }
    out
}

fn summary(report: &Report<'_>) -> Summary {
    report.plan.map_or_else(Summary::default, |plan| Summary {
        create: plan.count(Action::Create),
        update: plan.count(Action::Update),
        adopt: plan.count(Action::Adopt),
        delete: plan.count(Action::Delete),
        replace: plan.count(Action::Replace),
        unchanged: plan.unchanged,
    })
}

fn change_v1<'a>(change: &'a Change, plan: Option<&'a Plan>, sources: &Sources) -> ChangeV1<'a> {
    let sides = plan.and_then(|plan| plan.sides.as_ref());
    let caused = sides.and_then(|sides| sides.of(change));
    let cause_of = |at: usize| caused.and_then(|caused| caused.fields.get(at));
    let drift = plan.and_then(|plan| plan.drifts.as_ref()?.of(change));
    let author_of = |at: usize| drift.and_then(|drift| drift.authors.get(at));
    ChangeV1 {
        address: change.address.to_string(),
        kind: change.address.kind.name,
        key: change.address.key.as_str(),
        action: change.action.name(),
        id: change.id.as_deref(),
        label: &change.label,
        renamed_from: change.renamed_from.as_ref().map(ToString::to_string),
        source: change.place.map(|place| source_v1(place, sources)),
        impact: plan.and_then(|plan| plan.impact.get(&change.address)).map(more::impact_v1),
        cause: caused.and_then(|caused| caused.whole).map(Cause::name),
        drift: drift.map(more::drift_v1),
        fields: change
            .fields
            .iter()
            .enumerate()
            .map(|(at, field)| FieldV1 {
                cause: cause_of(at).map(more::cause_v1),
                author: author_of(at).map(more::author_v1),
                ..field_v1(change, field, sources)
            })
            .collect(),
    }
}

fn source_v1(place: Place, sources: &Sources) -> SourceV1 {
    SourceV1 { path: sources.shown(place.source), line: sources.line_column(place).line }
}

fn field_v1<'a>(change: &Change, field: &'a FieldChange, sources: &Sources) -> FieldV1<'a> {
    let place: Option<Place> = change.place_of(&field.path);
    let at = place.map(|place| sources.line_column(place));
    let elsewhere = place.filter(|place| Some(place.source) != change.place.map(|place| place.source));
    FieldV1 {
        path: field.path.to_string(),
        from: match &field.how {
            How::Moved { from } => Some(from.to_string()),
            How::Value | How::Set | How::Item => None,
        },
        before: field.before.as_ref(),
        after: field.after.as_ref(),
        line: at.map(|at| at.line),
        column: at.map(|at| at.column),
        source_path: elsewhere.map(|place| sources.shown(place.source)),
        cause: None,
        author: None,
    }
}

fn finding_v1<'a>(finding: &'a Finding, sources: &Sources) -> FindingV1<'a> {
    let at = finding.place.map(|place| sources.line_column(place));
    FindingV1 {
        rule: finding.rule,
        severity: finding.severity.name(),
        message: &finding.message,
        help: finding.help.as_deref(),
        path: finding.place.map(|place| sources.shown(place.source)),
        line: at.map(|at| at.line),
        column: at.map(|at| at.column),
    }
}

fn outcome_v1(told: &Outcome) -> OutcomeV1 {
    let result = match &told.result {
        Done::Applied { .. } => "applied",
        Done::Failed { .. } => "failed",
        Done::Partly { .. } => "partly",
        Done::Unknown { .. } => "unknown",
        Done::Moved { .. } => "moved",
        Done::Skipped { .. } => "skipped",
        Done::Left(_) => "left",
        Done::Interrupted => "interrupted",
    };
    OutcomeV1 {
        address: told.address.to_string(),
        action: told.action.name(),
        id: told.id.clone(),
        result,
        message: Some(outcome::why(told)).filter(|why| !why.is_empty()),
        notes: outcome::notes(told).to_vec(),
    }
}
