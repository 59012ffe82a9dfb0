//! What a change says beyond itself: what it means for people, and who made it.

use serde::Serialize;
use serde_json::Value;
use time::format_description::well_known::Rfc3339;

use super::{SourceV1, source_v1};
use crate::model::Sources;
use crate::plan::{Already, Drift, FieldCause, FieldChange, Impact, Priority, Touched};
use crate::report::tell;

#[derive(Serialize)]
pub struct CauseV1<'a> {
    /// `branch`, `drift` (of Datadog, undone by applying) or `both`.
    cause: &'static str,
    /// What the base says; null where it says nothing.
    base: Option<&'a Value>,
}

pub fn cause_v1(caused: &FieldCause) -> CauseV1<'_> {
    CauseV1 { cause: caused.cause.name(), base: caused.base.as_ref() }
}

/// Groups that are named; their number stands in `alerting_groups`.
const GROUPS: usize = 20;

/// Every key is optional.
#[derive(Serialize)]
pub struct ImpactV1<'a> {
    /// `Alert` or `Warn`: how the monitor is now.
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    alerting_groups: Option<usize>,
    /// The first groups in that state by name, [`GROUPS`] at most.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    groups: &'a [String],
    /// 1 to 5, null for none; `after` is null where the monitor goes, too.
    #[serde(skip_serializing_if = "Option::is_none")]
    priority: Option<PriorityV1>,
    /// Scopes; `*` is all.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    muted: &'a [String],
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    handles_added: &'a [String],
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    handles_removed: &'a [String],
    /// Addresses of this project that use what goes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    used_by: Vec<String>,
    /// Objects outside of this project that name what goes, as far as they were seen anyway.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    used_by_others: &'a [String],
    /// Datadog's own sentence about who uses what goes.
    #[serde(skip_serializing_if = "Option::is_none")]
    in_use: Option<&'a str>,
}

#[derive(Serialize)]
struct PriorityV1 {
    before: Option<u64>,
    after: Option<u64>,
}

pub fn impact_v1(impact: &Impact) -> ImpactV1<'_> {
    ImpactV1 {
        state: impact.state.as_deref(),
        alerting_groups: Some(impact.groups.len()).filter(|number| *number > 0 && impact.is_alerting()),
        groups: impact.groups.get(..GROUPS).unwrap_or(&impact.groups),
        priority: impact.priority.map(|Priority { before, after }| PriorityV1 { before, after }),
        muted: &impact.muted,
        handles_added: &impact.handles_added,
        handles_removed: &impact.handles_removed,
        used_by: impact.used_by.iter().map(ToString::to_string).collect(),
        used_by_others: &impact.used_by_others,
        in_use: impact.in_use.as_deref(),
    }
}

/// Changed since the base, and Datadog has it: no change of the plan.
#[derive(Serialize)]
pub struct AlreadyV1<'a> {
    address: String,
    source: SourceV1,
    fields: Vec<AlreadyFieldV1<'a>>,
}

#[derive(Serialize)]
struct AlreadyFieldV1<'a> {
    path: String,
    base: Option<&'a Value>,
    after: Option<&'a Value>,
}

pub fn already_v1<'a>(already: &'a Already, sources: &Sources) -> AlreadyV1<'a> {
    let field = |field: &'a FieldChange| AlreadyFieldV1 {
        path: field.path.to_string(),
        base: field.before.as_ref(),
        after: field.after.as_ref(),
    };
    AlreadyV1 {
        address: already.address.to_string(),
        source: source_v1(already.place, sources),
        fields: already.fields.iter().map(field).collect(),
    }
}

/// How bad drift is, and who made it.
#[derive(Serialize)]
pub struct DriftV1<'a> {
    /// silent, lax, unheard, other or looks.
    danger: &'static str,
    /// What stands out, in phrases for people.
    risks: Vec<String>,
    #[serde(flatten)]
    author: AuthorV1<'a>,
}

/// Who changed something last. Null where nobody tells.
#[derive(Serialize)]
pub struct AuthorV1<'a> {
    changed_by: Option<&'a str>,
    /// RFC 3339.
    changed_at: Option<String>,
}

pub fn author_v1(touched: &Touched) -> AuthorV1<'_> {
    AuthorV1 { changed_by: touched.by.as_deref(), changed_at: touched.at.and_then(|at| at.format(&Rfc3339).ok()) }
}

pub fn drift_v1(drift: &Drift) -> DriftV1<'_> {
    DriftV1 {
        danger: drift.danger.name(),
        risks: drift.risks.iter().map(tell::drift::risk).collect(),
        author: author_v1(&drift.touched),
    }
}
