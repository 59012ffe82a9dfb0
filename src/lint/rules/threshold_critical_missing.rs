//! Datadog refuses the monitor: "Alert status is required." Where the query compares with a number, ddsync fills it in.

use crate::kinds;
use crate::lint::subject::{Monitor, value_of};
use crate::lint::{Check, Context, Repair, Rule, Told};
use crate::model::Severity;
use crate::query::Dialect;
use crate::query::tree::Threshold;

pub static RULE: Rule = Rule {
    id: "critical-threshold-missing",
    severity: Severity::Error,
    repair: Repair::Sometimes,
    check: Check::Monitor(check),
    page: include_str!("../../../tests/rules/critical-threshold-missing.md"),
    ..Rule::REST
};

const BESIDE: &[&str] = &["warning", "critical_recovery", "warning_recovery"];

fn check(monitor: &Monitor<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    let Some(query) = monitor.sound() else { return };
    let is_filled = kinds::threshold_in_query(monitor.spec()).is_some();
    if is_filled || monitor.get("/options/thresholds/critical").is_some() {
        return;
    }
    match query.condition().map(|condition| &condition.threshold) {
        Some(Threshold::Dynamic(span)) => {
            if monitor.get("/options/thresholds/critical_query").is_none() {
                told.about(monitor, "the query compares with `threshold`, and no `critical_query` says what that is")
                    .inside(&Monitor::query_at(), *span)
                    .label("a query's value")
                    .help("write `options.thresholds.critical_query`, or a number in place of `threshold`");
            }
        }
        Some(Threshold::Placeholder(_)) => {}
        Some(Threshold::Number(_)) | None if query.dialect() != Dialect::ServiceCheck => {}
        condition => beside(monitor, condition, told),
    }
}

/// A service check's, which ddsync does not fill in.
fn beside(monitor: &Monitor<'_>, condition: Option<&Threshold>, told: &mut Told<'_>) {
    let at = |key: &str| Monitor::option_at(&format!("thresholds/{key}"));
    let is_set = |key: &&&str| monitor.get(&format!("/options/thresholds/{key}")).is_some();
    let Some(key) = BESIDE.iter().find(is_set) else { return };
    let telling = told
        .about(monitor, format!("there is a `{key}` threshold and no `critical`"))
        .at_key(&at(key))
        .label("needs `critical` beside it");
    match condition {
        Some(Threshold::Number(number)) => telling
            .help(format!("write `critical: {}`, the number of the query", number.text))
            .fix_set(format!("write `critical: {}`", number.text), &at("critical"), value_of(number)),
        _ => telling.help("write `critical`: how many CRITICAL results in a row make an alert"),
    };
}
