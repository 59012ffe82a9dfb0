//! What Datadog refuses about an SLO, and what it takes and does not mean.

use serde_json::Value;

use crate::lint::subject::{Objective, Slo, Subjects};
use crate::lint::{Check, Context, Repair, Rule, Told};
use crate::model::{Pointer, Severity};
use crate::syntax::Span;

pub static RULE: Rule = Rule {
    id: "slo-definition",
    severity: Severity::Error,
    repair: Repair::Sometimes,
    check: Check::Project(check),
    page: include_str!("../../../tests/rules/slo-definition.md"),
    ..Rule::REST
};

fn check(subjects: &Subjects<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    for slo in &subjects.slos {
        if slo.get("/thresholds").is_some_and(|list| list.as_array().is_some_and(Vec::is_empty)) {
            told.about(slo, "the SLO has no target")
                .at(&Pointer::parse("/thresholds"))
                .help("say what should be reached: `thresholds: [{timeframe: 30d, target: 99.9}]`");
        }
        slo.thresholds.iter().for_each(|objective| target(slo, objective, told));
        measures(slo, told);
        monitors(subjects, slo, told);
        tags(slo, told);
    }
}

fn target(slo: &Slo<'_>, objective: &Objective<'_>, told: &mut Told<'_>) {
    let Some(target) = objective.target else { return };
    let at = Pointer::parse("/thresholds").index(objective.index);
    // What lies outside of 0 to 100 the schema forbids.
    let is_edge = (0.0..=100.0).contains(&target) && !(target > 0.0 && target < 100.0);
    if is_edge {
        let why = if target > 0.0 { "leaves nothing that may fail" } else { "is reached whatever happens" };
        told.about(slo, format!("a target of {target} percent {why}"))
            .at(&at.key("target"))
            .label("between 0 and 100")
            .help("write what should be reached, in percent: 99.9");
    }
    if let Some(warning) = objective.warning.filter(|warning| *warning <= target) {
        told.about(slo, format!("the warning at {warning} percent is not above the target of {target}"))
            .at(&at.key("warning"))
            .label("not above")
            .related(&at.key("target"), "the target")
            .help("a warning comes before the target is missed: write a number between the target and 100");
    }
}

/// The measure stands in one place, which the type names.
fn measures(slo: &Slo<'_>, told: &mut Told<'_>) {
    let query = Pointer::parse("/query");
    let specification = Pointer::parse("/sli_specification");
    let (has_query, has_specification) = (slo.get("/query").is_some(), slo.get("/sli_specification").is_some());
    match slo.slo_type {
        "metric" if has_query && has_specification && says_another(slo) => {
            told.about(slo, "`query` and `sli_specification` say different things, and only one is measured")
                .at_key(&query)
                .related(&specification, "the other one")
                .help("keep one of the two");
        }
        "metric" if !has_query && !has_specification => {
            told.about(slo, "an SLO of the type `metric` has no measure")
                .at(&Pointer::parse("/type"))
                .help("write `query` with a numerator and a denominator, or `sli_specification`");
        }
        "time_slice" if slo.get("/sli_specification/time_slice").is_none() => {
            told.about(slo, "an SLO of the type `time_slice` has no `sli_specification.time_slice`")
                .at(&Pointer::parse("/type"))
                .help("write the condition of a good slice under `sli_specification.time_slice`");
        }
        _ => {}
    }
}

/// Datadog answers with both, which then name the same metrics.
fn says_another(slo: &Slo<'_>) -> bool {
    let bare = |text: &str| text.split_whitespace().collect::<String>();
    let queries = slo.list("/sli_specification/count/queries").iter();
    let listed: Vec<String> = queries.filter_map(|query| query.get("query")?.as_str()).map(bare).collect();
    let sums = |at: &str| slo.text(at).map(bare).unwrap_or_default();
    let (numerator, denominator) = (sums("/query/numerator"), sums("/query/denominator"));
    !listed.is_empty() && !listed.iter().all(|query| numerator.contains(query) || denominator.contains(query))
}

fn monitors(subjects: &Subjects<'_>, slo: &Slo<'_>, told: &mut Told<'_>) {
    if slo.slo_type != "monitor" {
        return;
    }
    let members = slo.list("/monitor_ids");
    if members.is_empty() {
        told.about(slo, "an SLO of the type `monitor` names no monitors, and Datadog asks for `monitor_ids`")
            .at(&Pointer::parse(if slo.get("/monitor_ids").is_some() { "/monitor_ids" } else { "/type" }))
            .help("write `monitor_ids: [\"${monitor:key}\"]`");
    }
    if slo.list("/groups").is_empty() {
        return;
    }
    let at = Pointer::parse("/groups");
    match members {
        [] => {}
        [member] => {
            let other = subjects.monitors.iter().find(|monitor| {
                let address = monitor.address();
                member.as_str() == Some(address.reference().as_str())
            });
            if let Some(other) = other.filter(|other| other.sound().is_some() && other.groups().is_empty()) {
                told.about(slo, format!("the SLO counts groups, and the monitor `{}` has none", other.address().key))
                    .at(&at)
                    .related_place(other.desired.tree.place_of(&Pointer::parse("/query")), "not grouped")
                    .help("group the monitor, or take `groups` out");
            }
        }
        _ => {
            told.about(slo, format!("`groups` are of one monitor, and the SLO has {}", members.len()))
                .at(&at)
                .related(&Pointer::parse("/monitor_ids"), "more than one")
                .help("keep one monitor, or take `groups` out");
        }
    }
}

/// Datadog writes them in lower case, and ddsync compares them so: the file says something that nobody finds.
fn tags(slo: &Slo<'_>, told: &mut Told<'_>) {
    for (index, tag) in slo.list("/tags").iter().enumerate() {
        let Some(tag) = tag.as_str().filter(|tag| !tag.contains("${") && tag.to_lowercase() != *tag) else { continue };
        let at = Pointer::parse("/tags").index(index);
        let lower = tag.to_lowercase();
        told.about(slo, format!("the tag `{tag}` has upper case, and Datadog makes it `{lower}`"))
            .inside(&at, Span::new(0, tag.len()))
            .help(format!("write `{lower}`"))
            .severity(Severity::Warning)
            .fix_set(format!("write `{lower}`"), &at, Value::String(lower));
    }
}
